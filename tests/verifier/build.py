#!/usr/bin/env python3
"""Builds small ledgers for tests, after data/FORMAT.md and without looking at verify.py.

usage: build.py LEDGER.db      writes the sample ledger: three bodies, every kind of entry, signed heads

A test builds its own with Log: `add` writes any entry, right or wrong; the other methods write the right ones.
Keys come from seeds, the SHA-256 of a label, so that every run writes the same bytes.
"""
import base64
import copy
import datetime
import functools
import hashlib
import os
import sqlite3
import sys

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "schema", "001.sql")
# Without the program's constraints, for ledgers that it would not write.
PLAIN_SCHEMA = """
CREATE TABLE entry (seq INTEGER PRIMARY KEY, body INTEGER, idx INTEGER, id BLOB, leaf BLOB, note BLOB);
CREATE TABLE checkpoint (body INTEGER, size INTEGER, note BLOB);
CREATE TABLE node (body INTEGER, last INTEGER, level INTEGER, hash BLOB);
CREATE TABLE pending (body INTEGER, id BLOB, note BLOB);
CREATE TABLE blob (sha256 BLOB, bytes BLOB);
"""
START = 1767607200  # 2026-01-05T10:00:00Z

STATUTE = """\
title: Rat für den Deutschland-Stack
level: operational
log: {log}
approvals: {approvals}
{secretaries}
bench: laender Länder
bench: kommunen Kommunen
bench: beirat Beirat
seat: nrw laender 3 voting Nordrhein-Westfalen
seat: bayern laender 1.5 voting Freistaat Bayern
seat: koeln kommunen 1 voting Stadt Köln
seat: verband beirat 1 advisory Verband
chair: nrw
{rules}
{gates}"""
RULES = """\
rule: mehrheit Einfache Mehrheit
quorum: mehrheit heads(present) >= 2
adopted: mehrheit weight(yes) > 50% * weight(valid)
rule: konsens Konsens
method: konsens consent
adopted: konsens heads(object) = 0
silent: konsens consent
objection: konsens stops"""


def sha256(data):
    return hashlib.sha256(data).digest()


def b64(data):
    return base64.b64encode(data).decode()


def time_text(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


KEYS = {}  # every key that was made, by its name and id, as a line of a note names it


class Key:
    """An Ed25519 key whose seed is the SHA-256 of its label (its name, if none is given)."""

    def __init__(self, name, label=None):
        self.name, self.private = name, Ed25519PrivateKey.from_private_bytes(sha256((label or name).encode()))
        self.public = self.private.public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        self.vkey = "%s+%s+%s" % (name, self.id().hex(), b64(b"\1" + self.public))
        KEYS[name, self.id()] = self

    def __deepcopy__(self, memo):
        return self

    def id(self, kind=1):
        return sha256(self.name.encode() + b"\n" + bytes([kind]) + self.public)[:4]

    def line(self, text):
        return "\N{EM DASH} %s %s\n" % (self.name, b64(self.id() + self.private.sign(text.encode())))

    def cosignature(self, text, moment):
        """A line of C2SP tlog-cosignature v1."""
        signed = self.private.sign(("cosignature/v1\ntime %d\n" % moment + text).encode())
        return "\N{EM DASH} %s %s\n" % (self.name, b64(self.id(4) + moment.to_bytes(8, "big") + signed))


def note(text, *keys):
    return (text + "\n" + "".join(key.line(text) for key in keys)).encode()


def root(leaves):
    """RFC 6962 section 2.1, as it is written there."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"")
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + root(leaves[:k]) + root(leaves[k:]))


@functools.lru_cache(maxsize=None)
def key(name):
    return Key(name)


class Log:
    """The log of one body. The methods return the id (hex) of the entry that they append."""

    def __init__(self, name="rat", secretaries=("sigrid", "stefan"), approvals=1, rules=RULES, gates="",
                 statute=STATUTE,
                 signers=None):
        self.name, self.log, self.notes, self.leaves, self.ids = name, Key(name, name + " log"), [], [], []
        self.secretaries, self.approvals = [key(s) for s in secretaries], approvals
        self.gates, self.rules, self.now = gates, rules, START
        self.seats, self.members, self.recused, self.titles, self.current = [], {}, {}, {}, {}
        lines = statute.format(log=self.log.vkey, approvals=approvals, rules=rules, gates=gates,
                               secretaries="\n".join("secretary: " + s.vkey for s in self.secretaries))
        for line in lines.split("\n"):
            if line.startswith("seat: "):
                self.seats.append(tuple(line.split(" ")[1:5]))
        head = "stimmbuch/1 body\nname: %s\nby: %s\nat: %s\n" % (name, secretaries[0], time_text(self.now))
        self.founding = self.append(note(head + "\n".join(filter(None, lines.split("\n"))) + "\n",
                                         *(self.secretaries if signers is None else signers)))

    def append(self, bytes_of_note):
        """The id is made of the text; of bytes without signatures, of them all."""
        text = bytes_of_note[:bytes_of_note.rfind("\n\n\N{EM DASH} ".encode()) + 1] or bytes_of_note
        self.notes.append(bytes_of_note)
        self.leaves.append(sha256(b"\0" + bytes_of_note))
        self.ids.append(sha256(text))
        return self.ids[-1].hex()

    def text(self, kind, fields, by, at=None, text=None, **common):
        """The text of an entry; `common` overrides body, founding, size, root."""
        size = common.get("size", len(self.leaves))
        self.now += 60
        lines = ["stimmbuch/1 " + kind, "body: " + common.get("body", self.name),
                 "founding: " + common.get("founding", self.founding), "by: " + by.name,
                 "at: " + time_text(self.now if at is None else at), "size: %s" % size,
                 "root: " + (common.get("root") or root(self.leaves[:size]).hex()), fields]
        if text is not None:
            lines += [""] + ["| " + line if line else "|" for line in text.split("\n")]
        return "\n".join(lines) + "\n"

    def add(self, kind, fields, by, *others, **common):
        """Any entry: its fields as lines, signed by `by` and then by the others."""
        by, others = self.keys(by, others)
        return self.append(note(self.text(kind, fields, by, **common), by, *others))

    def key(self, name):
        """The key that the body has under the name, after `rotate`."""
        return name if isinstance(name, Key) else self.current.get(name) or key(name)

    def keys(self, by, others):
        return self.key(by), [self.key(other) for other in others]

    def official(self, kind, fields, **common):
        """An entry of the secretaries, with as many signatures as the statute asks for."""
        return self.add(kind, fields, *[s.name for s in self.secretaries[:self.approvals]], **common)

    def enrol(self, name, role, seat=None, **common):
        member = self.key(name)
        self.members.setdefault(seat, []).append("member %s %s %s\n" % (name, role, member.vkey))
        fields = "key: %s\nrole: %s" % (member.vkey, role) + ("\nseat: " + seat if seat else "")
        return self.add("enrol", fields, member, *self.secretaries[:self.approvals], **common)

    def roster(self, *lines, **common):
        """A change of benches, seats and members, lines like "member: + anna deputy koeln"."""
        for kind, sign, name, *rest in (line.replace(":", "").split(" ") for line in lines):
            if kind == "seat":
                self.seats = [seat for seat in self.seats if seat[0] != name]
                self.seats += [(name, *rest[:3])] if sign != "-" else []
                if sign == "-":
                    self.members.pop(name, None)
            elif kind == "member":
                role, seat = (rest + [None])[:2]
                rows = [row for row in self.members.get(seat, []) if not row.startswith("member %s " % name)]
                rows += ["member %s %s %s\n" % (name, role, self.key(name).vkey)] if sign != "-" else []
                self.members[seat] = rows
        return self.official("roster", "\n".join(lines), **common)

    def rotate(self, name, label, **common):
        old, new = self.key(name), Key(name, label)
        self.current[name] = new
        self.members = {seat: [row.replace(old.vkey, new.vkey) for row in rows] for seat, rows in self.members.items()}
        return self.add("key", "action: rotate\nold: %s\nnew: %s" % (old.vkey, new.vkey), old, new, **common)

    def revoke(self, name, old=None, by=None, others=(), **common):
        """By the key itself, or by secretaries."""
        old = old or self.key(name)
        self.members = {seat: [row for row in rows if not row.startswith("member %s " % name)]
                        for seat, rows in self.members.items()}
        return self.add("key", "action: revoke\nold: " + old.vkey, by or old, *others, **common)

    def new_log_key(self, new, *others, old=None, by=None, **common):
        old = old or self.log
        self.log = new
        return self.add("key", "action: log\nold: %s\nnew: %s" % (old.vkey, new.vkey), by or self.secretaries[0].name,
                        new, *others, **common)

    def meeting(self, number, more="", **common):
        fields = "number: %s\ntitle: Sitzung\nopens: %s" % (number, time_text(self.now)) + (more and "\n" + more)
        return self.add("meeting", fields, common.pop("by", self.secretaries[0].name), **common)

    def attend(self, meeting, by, *seats, others=(), **common):
        """`seats` like "nrw present"."""
        fields = "meeting: %s\n" % meeting + "\n".join("seat: " + seat for seat in seats)
        return self.add("attendance", fields, by, *others, **common)

    def status(self, proposal, state, by="sigrid", **common):
        return self.add("status", "proposal: %s\nstate: %s" % (proposal, state), by, **common)

    def propose(self, number, title="Register anbinden", by="sigrid", others=(), more="", kind="decision", **common):
        fields = "number: %s\ntitle: %s\nkind: %s%s" % (number, title, kind, more and "\n" + more)
        proposal = self.add("proposal", fields, by, *others, text=common.pop("text", "Wir binden das Register an."),
                            **common)
        self.titles[proposal] = "%s %s" % (number, title)
        return proposal

    def roll(self, proposal):
        rows = ""
        for seat in sorted(self.seats):
            rows += "seat %s %s %s %s\n" % seat + "".join(sorted(self.members.get(seat[0], [])))
        rows += "".join("recused %s\n" % seat for seat in sorted(self.recused.get(proposal, [])))
        return sha256(rows.encode()).hex()

    def recuse(self, proposal, seat, by, **common):
        self.recused.setdefault(proposal, []).append(seat)
        return self.add("recusal", "proposal: %s\nseat: %s" % (proposal, seat), by, **common)

    def rule_lines(self, rule):
        return "".join(line + "\n" for line in self.rules.split("\n")
                       if line.split(" ")[1] == rule and not line.startswith("rule:"))

    def ballot(self, proposal, rule="mehrheit", opens=None, closes=None, number=1, **fields):
        """`fields`: proposal, title, lines, round, roll and extra override what would be right; the rest is for add."""
        mine = {"title": self.titles.get(proposal, ""), "lines": self.rule_lines(rule), "extra": "",
                "roll": self.roll(proposal)}
        mine |= {name: fields.pop(name) for name in tuple(mine) if name in fields}
        lines = "proposal: %s\ntitle: %s\nrule: %s\n" % (proposal, mine["title"], rule) + mine["lines"] + mine["extra"]
        for name, moment in ("opens", opens), ("closes", closes):
            lines += "" if moment is None else "%s: %s\n" % (name, time_text(moment))
        made = self.official("ballot", lines + "round: %d\nroll: %s" % (number, mine["roll"]), **fields)
        self.titles[made] = mine["title"]
        return made

    def vote(self, ballot, by, seat, *choices, role="holder", title=None, others=(), **common):
        fields = "ballot: %s\ntitle: %s\nseat: %s\nas: %s\n" % (ballot, title or self.titles.get(ballot), seat, role)
        return self.add("vote", fields + "\n".join("choice: " + choice for choice in choices), by, *others, **common)

    def close(self, ballot, **common):
        return self.official("close", "ballot: " + ballot, **common)

    def result(self, ballot, close, votes, result, counts, reasons=(), extra="", **common):
        """`counts` like "yes 1 3.0", `reasons` like "adopted 1 3 > 0 holds"; `extra`: the number or the winner."""
        number = [extra] if extra.startswith("number") else []
        lines = ["ballot: " + ballot, "close: " + close] + number + ["votes: %d" % votes, "result: " + result] + (
            [extra] if extra and not number else [])
        lines += ["count: " + c for c in counts] + ["reason: " + r for r in reasons]
        return self.official("result", "\n".join(lines), **common)

    def head(self, size=None, by=None, auditors=()):
        """(size, note) of a signed head."""
        size = len(self.leaves) if size is None else size
        text = "%s\n%d\n%s\n" % (self.name, size, b64(root(self.leaves[:size])))
        signed = note(text, by or self.log).decode() + "".join(key(a).cosignature(text, self.now) for a in auditors)
        return size, signed.encode()

    def nodes(self):
        """(last leaf, level, hash) of all complete subtrees over at least eight leaves."""
        level, row = 0, self.leaves
        while len(row) > 1:
            level, row = level + 1, [sha256(b"\1" + a + b) for a, b in zip(row[::2], row[1::2])]
            if level >= 3:
                yield from (((i + 1 << level) - 1, level, h) for i, h in enumerate(row))


@functools.lru_cache(maxsize=None)
def empty(plain):
    """The bytes of a ledger without entries."""
    db = sqlite3.connect(":memory:")
    if os.path.exists(SCHEMA) and not plain:
        with open(SCHEMA, encoding="utf-8") as schema:
            db.executescript(schema.read())
    else:
        db.executescript(PLAIN_SCHEMA)
    db.executescript("PRAGMA application_id = 0x53544d42; PRAGMA user_version = 1;")
    content = db.serialize()
    db.close()
    return content


def write(path, logs, heads=(), plain=False):
    """A ledger file; body N is the Nth log from 1 on; `heads` are (body, size, note). The derived tables stay empty."""
    with open(path, "wb") as file:
        file.write(empty(plain))
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    for body, log in enumerate(logs, 1):
        db.executemany("INSERT INTO entry (seq, body, idx, id, leaf, note) VALUES (?, ?, ?, ?, ?, ?)",
                       ((body << 40 | i, body, i, *row) for i, row in enumerate(zip(log.ids, log.leaves, log.notes))))
        db.executemany("INSERT INTO node (body, last, level, hash) VALUES (?, ?, ?, ?)",
                       ((body, *node) for node in log.nodes()))
    db.executemany("INSERT INTO checkpoint (body, size, note) VALUES (?, ?, ?)", heads)
    db.commit()
    db.close()


def tile_files(log, size):
    """(path, bytes) of the tiles of a log of that size, as c2sp.org/tlog-tiles has them; for less than 256,000 entries."""
    def files(level, items):
        for first in range(0, len(items), 256):
            part = items[first:first + 256]
            yield ("tile/%s/%03d" % (level, first // 256) + (".p/%d" % len(part) if len(part) < 256 else ""),
                   b"".join(part))
    yield from files("entries", [len(note).to_bytes(2, "big") + note for note in log.notes[:size]])
    level, hashes = 0, log.leaves[:size]
    while hashes:
        yield from files(level, hashes)
        level, hashes = level + 1, [root(hashes[i:i + 256]) for i in range(0, len(hashes) - 255, 256)]


def publish(folder, log, head, blobs=()):
    """A folder with a log; `head` is (size, note)."""
    files = dict(tile_files(log, head[0])) | {"checkpoint": head[1]}
    files |= {"blob/" + sha256(content).hex(): content for content in blobs}
    for path, content in files.items():
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)


def council(**statute):
    """A body with its seats filled: anna (deputy arno) for nrw, bea for bayern, carl for koeln, dora for verband."""
    return copy.deepcopy(seated(tuple(statute.items())))


@functools.lru_cache(maxsize=None)
def seated(statute):
    log = Log(**dict(statute))
    for name, role, seat in (("anna", "holder", "nrw"), ("arno", "deputy", "nrw"), ("bea", "holder", "bayern"),
                             ("carl", "holder", "koeln"), ("dora", "holder", "verband"), ("vera", "auditor", None)):
        log.enrol(name, role, seat)
    return log


def sample():
    """Three bodies that use every kind, every entry valid: [logs], [heads]."""
    log = council()
    first = log.propose("2026/1", by="anna", others=["bea"], more="for: nrw\nfor: bayern\nbinding: mandatory bund")
    log.add("statement", "proposal: %s\nstance: experience\nseat: koeln" % first, "carl", text="Hat sich bewährt.")
    log.recuse(first, "koeln", "carl", text="Wir sind Auftragnehmer.")
    ballot = log.ballot(first)
    log.vote(ballot, "arno", "nrw", "no", role="deputy")
    log.vote(ballot, "anna", "nrw", "yes", text="Gut so.")
    log.vote(ballot, "bea", "bayern", "no")
    close = log.close(ballot)
    log.result(ballot, close, 2, "adopted", ["yes 1 3.0", "no 1 1.5", "abstain 0 0.0"],
               ["quorum 1 2 >= 2 holds", "adopted 1 3 > 2.25 holds"])
    second = log.propose("2026/2", "Zweiter Antrag", by="carl", more="for: koeln")
    log.add("void", "ballot: " + log.ballot(second, "konsens"), "stefan", text="Falsche Regel.")
    ballot = log.ballot(second)
    log.vote(ballot, "carl", "koeln", "abstain")
    close = log.close(ballot)
    log.result(ballot, close, 1, "no-quorum", ["yes 0 0.0", "no 0 0.0", "abstain 1 1.0"],
               ["quorum 1 1 >= 2 fails", "adopted 1 0 > 0 fails"])
    log.ballot(second, closes=log.now + 86400)
    board = council(name="beirat.deutschland-stack", secretaries=("susanne", "simon", "sara"), approvals=2)
    third = board.propose("1", by="susanne", more="supersedes: " + board.propose("0", by="susanne"))
    ballot = board.ballot(third, "konsens", closes=board.now + 3600)
    board.vote(ballot, "bea", "bayern", "concern", text="Zu teuer.")
    close = board.close(ballot, at=board.now + 3600)
    board.result(ballot, close, 1, "adopted", ["consent 0 0.0", "concern 1 1.5", "object 0 0.0"],
                 ["adopted 1 0 = 0 holds"])
    changed = sample_over_time()
    return [log, board, changed], [(1, *log.head(3)), (1, *log.head(auditors=["vera"])), (2, *board.head()),
                                   (3, *changed.head())]


OPTIONS = "option: rot Rot\noption: gelb Gelb\noption: blau Blau"


def wording(block):
    """The text of a proposal that makes this the statute."""
    return "Neue Ordnung:\n\n```statute\n%s\n```" % block


def sample_over_time():
    """A body whose members, keys and statute change, which meets, ranks and objects."""
    log = council(name="verbund", approvals=2, rules=RULES + "\nrule: wahl Wahl\nmethod: wahl ranking\n"
                  "adopted: wahl heads(winner) > 0\ntie: wahl chair", gates="clerk: yes\nchange: mehrheit")
    log.roster("bench: + fach Fachrat", "seat: + hessen laender 2 voting Hessen", "member: + carl holder hessen",
               "member: - arno deputy nrw", text="Beschluss des Landes.")
    log.rotate("bea", "bea's new key")
    log.new_log_key(Key("verbund", "verbund log 2"), log.log, "stefan")
    changed = log.rules + "\nrevote: no\nclerk: yes"
    first, third = log.propose("1", text=wording(changed)), log.propose("3", more=OPTIONS)
    meeting = log.meeting("M1", "chair: koeln\nitem: " + first)
    log.attend(meeting, "sigrid", "nrw present", "koeln present", "bayern excused")
    log.attend(meeting, "sigrid", "nrw left", others=["stefan"])
    log.attend(meeting, "anna", "nrw present")
    ballot = log.ballot(first, extra="meeting: %s\n" % meeting)
    log.vote(ballot, "sigrid", "nrw", "yes", role="clerk", others=["stefan"])
    log.vote(ballot, "bea", "bayern", "yes")
    decided = log.result(ballot, log.close(ballot), 2, "adopted", ["yes 2 4.5", "no 0 0.0", "abstain 0 0.0"],
                         ["quorum 1 3 >= 2 holds", "adopted 1 4.5 > 2.25 holds"], extra="number: B1")
    log.official("statute", changed + "\ndecided: " + decided)
    log.revoke("anna", by="sigrid", others=["stefan"], text="Das Gerät ist gestohlen.")
    log.status(third, "adjourned")
    log.status(third, "open")
    again = log.meeting("M2", "again: " + meeting)
    ballot = log.ballot(third, "wahl", extra=OPTIONS + "\nmeeting: %s\n" % again)
    log.vote(ballot, "bea", "bayern", "rot>gelb=blau>none")
    log.vote(ballot, "carl", "koeln", "gelb>none")
    log.vote(ballot, "carl", "hessen", "gelb>rot")
    log.result(ballot, log.close(ballot), 3, "adopted", ["rot 2 3.5", "gelb 3 4.5", "blau 1 1.5", "none 0 0.0",
                                                         "abstain 0 0.0"], ["adopted 1 3 > 0 holds"], "winner: gelb")
    second = log.propose("2", by="carl", more="for: hessen")
    ballot = log.ballot(second, "konsens")
    log.add("objection", "ballot: %s\nseat: hessen" % ballot, "carl", text="Das geht zu schnell.")
    minutes = log.official("minutes", "meeting: %s\nattachment: %s 17 Niederschrift" % (meeting, "a" * 64))
    log.add("confirm", "minutes: " + minutes, "carl")
    return log


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    write(sys.argv[1], *sample())
