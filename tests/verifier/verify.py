#!/usr/bin/env python3
"""A second reader of Stimmbuch ledgers, written from data/FORMAT.md alone: it shares no code with the program.

usage: verify.py LEDGER.db [--json]
exit status: 0 all holds, 1 something does not, 2 wrong usage, 5 the file cannot be read

It reads the tables `entry` and `checkpoint`, believes nothing else, and derives the rest anew: hashes, trees,
signatures, the effect of every entry, the count of every ballot. This file is §6 and §9 of FORMAT.md, form.py §2 to
§5 (from bytes to entries), rules.py §7 and §8 (expressions and counting). Python 3.11, whose Unicode tables are the
14.0 that the format asks for, and python3-cryptography, for Ed25519, are all it needs.
"""
import argparse
import base64
import collections
import hashlib
import itertools
import json
import os
import re
import sqlite3
import sys
import unicodedata
import urllib.parse
from fractions import Fraction

from form import KINDS, Tree, key_id, read_any_note, read_entry, read_note, signature_holds
from rules import OPTIONS, Count


class Rejected(Exception):
    """An entry keeps its place in the log but has no effect; the argument is the code of the reason."""


def refuse(when, code):
    if when:
        raise Rejected(code)


# --- §6 The replay ----------------------------------------------------------------------------------------------------

# A seat's members are {key name: role}; enrolling makes a new Seat, so that a ballot may keep the seats as its roll.
Seat = collections.namedtuple("Seat", "id bench weight value right members")
CELLS = {(p, h, c) for p in ("bund", "laender", "kommunen") for h in ("short", "medium", "long")
         for c in ("central", "migration", "operation")}


def leaf_of(note):
    return hashlib.sha256(b"\0" + note).digest()


def id_of(note, read):
    """The digest of the text; of bytes that are no note (`read` is None), the digest of them all."""
    return hashlib.sha256(read[0] if read else note).digest()


class Body:
    """The state of a body: a function of its log. An entry is the dictionary of its fields, with `index` and `id`; what
    later entries do is added to it: a proposal has `recused`, `ballots` ..., a ballot `seats`, `votes`, `state` ..."""

    def __init__(self, number):
        self.number, self.name, self.tree, self.statute = number, None, Tree(), None
        self.signed, self.valid, self.rejected = set(), {}, []
        self.keys, self.offices, self.places = {}, {}, {}  # by key name
        self.publics, self.seats = {}, {}  # key names by public key; seats by id
        self.numbers, self.log_time, self.roll_text = {}, 0, None

    def take(self, index, note, leaf=None):
        """One more entry: its leaf, as stored, goes into the tree, whatever it is. Raises Rejected with the first code
        due. Bytes that their author never signed do not keep the same text from coming later."""
        self.tree.add(leaf or leaf_of(note))
        read = read_note(note)
        entry_id = id_of(note, read)
        try:
            self.judge(index, read, entry_id)
        except Rejected as reason:
            if reason.args[0] not in ("note", "kind", "form", "signer", "signature"):
                self.signed.add(entry_id)
            raise
        self.signed.add(entry_id)

    def judge(self, index, read, entry_id):
        refuse(read is None, "note")
        text, lines = read
        first = re.match(rb"stimmbuch/1 ([a-z]+)\n", text)
        refuse(first and first[1].decode() not in KINDS, "kind")
        refuse(not first, "form")
        try:
            entry = read_entry(first[1].decode(), text)
        except ValueError:
            raise Rejected("form") from None
        entry |= {"index": index, "id": entry_id.hex(), "signers": [line.name for line in lines]}
        if index == 0:
            refuse(entry["type"] != "body", "body")
            self.found(entry, text, lines)
            return
        refuse(entry["type"] == "body" or (entry["body"], entry["founding"]) != (self.name, self.statute["id"]), "body")
        refuse(entry_id in self.signed, "duplicate")
        refuse(entry["size"] > index or self.tree.root(entry["size"]).hex() != entry["root"], "head")
        self.check_author(entry)
        refuse(entry["type"] == "proposal" and any(seat not in self.seats for seat in entry["for"]), "seat")
        self.check_lines(entry, text, lines)
        official = self.is_secretary(entry["by"])
        getattr(self, "take_" + entry["type"])(entry)
        if entry["type"] in ("proposal", "ballot", "close", "result"):  # nothing refers to the others
            self.valid[entry["id"]] = entry
        if official:
            self.log_time = max(self.log_time, entry["at"])

    def found(self, entry, text, lines):
        self.keys = {key.name: key for key in entry["secretary"]}
        self.offices = dict.fromkeys(self.keys, "secretary")
        self.check_lines(entry, text, lines)
        self.statute, self.name, self.rules, self.log_time = entry, entry["name"], entry["rules"], entry["at"]
        for seat, bench, weight, right, _ in entry["seat"]:
            self.seats[seat] = Seat(seat, bench, weight, Fraction(weight), right, {})
        self.benches = {bench for bench, _ in entry["bench"]}
        self.publics = {key.public: key.name for key in entry["secretary"]}

    # Who may write, and who must sign

    def is_secretary(self, name):
        return self.offices.get(name) == "secretary"

    def has_place(self, name, seat=None):
        places = self.places.get(name, ())
        return seat in places if seat else bool(places)

    def in_group(self, seat, group):
        """A group is a bench, else a seat, or the chair; None is everyone."""
        if group in self.benches:
            return seat in self.seats and self.seats[seat].bench == group
        return group is None or seat == (self.statute["chair"] if group == "chair" else group)

    def check_author(self, entry):
        kind, by = entry["type"], entry["by"]
        if kind == "enrol":
            allowed = by == entry["key"].name
        elif kind == "statement" or kind == "vote" and entry["as"] != "clerk":
            allowed = self.has_place(by)
        else:
            allowed = self.is_secretary(by) or kind in ("proposal", "recusal") and self.has_place(by)
        refuse(not allowed, "author")

    def check_lines(self, entry, text, lines):
        """The signature lines are exactly those that the kind asks for, and each holds."""
        keys = [entry["key"] if entry["type"] == "enrol" and i == 0 else self.keys.get(line.name)
                for i, line in enumerate(lines)]
        for key, line in zip(keys, lines):
            refuse(not key or (key.name, key.id) != (line.name, line.id), "signer")
        refuse(lines[0].name != entry["by"] or len(set(entry["signers"])) != len(lines), "signer")
        others = entry["signers"][1:]
        if entry["type"] == "proposal":
            refuse(not self.covers(entry["signers"], entry["for"]), "signer")
        else:
            refuse(len(others) != self.approvals(entry) or not all(map(self.is_secretary, others)), "signer")
        for key, line in zip(keys, lines):
            refuse(not signature_holds(key.public, line.signature, text), "signature")

    def approvals(self, entry):
        """How many secretaries sign behind the first line."""
        kind = entry["type"]
        if kind == "body":
            return len(entry["secretary"]) - 1
        if kind == "enrol":
            return self.statute["approvals"]
        return self.statute["approvals"] - 1 if self.is_secretary(entry["by"]) else 0

    def covers(self, signers, seats):
        """Each line behind the first brings a seat that no line before it brought, and in the end none is missing."""
        missing = set(seats)
        for i, name in enumerate(signers):
            brought = {seat for seat in missing if self.has_place(name, seat)}
            if i and not brought:
                return False
            missing -= brought
        return not missing

    def refer(self, entry, field, kind):
        """The valid entry of that kind that the entry names, from below the size that it saw; or None."""
        found = self.valid.get(entry[field])
        return found if found and found["type"] == kind and found["index"] < entry["size"] else None

    # The kinds, each with its codes in their order

    def take_enrol(self, entry):
        key, name, role, seat = entry["key"], entry["key"].name, entry["role"], entry["seat"]
        log = self.statute["log"]
        refuse(self.keys.get(name, key).public != key.public or self.publics.get(key.public, name) != name, "key")
        refuse(name == log.name or key.public == log.public, "key")
        refuse(seat and seat not in self.seats, "seat")
        office = self.offices.get(name)
        refuse(office if seat else self.has_place(name) or office not in (None, role), "role")
        refuse(role == "holder" and "holder" in self.seats[seat].members.values(), "held")
        refuse(self.has_place(name, seat) if seat else office == role, "held")
        self.keys[name], self.publics[key.public] = key, name
        if not seat:
            self.offices[name] = role
            return
        self.places.setdefault(name, {})[seat] = role
        old = self.seats[seat]
        self.seats = self.seats | {seat: old._replace(members=old.members | {name: role})}
        self.roll_text = None

    def take_proposal(self, entry):
        earlier = entry["supersedes"] and self.refer(entry, "supersedes", "proposal")
        repealed = entry["repeals"] and self.refer(entry, "repeals", "result")
        refuse(entry["supersedes"] and not earlier, "reference")
        refuse(entry["amends"] and not self.refer(entry, "amends", "proposal"), "reference")
        refuse(entry["repeals"] and not (repealed and repealed["result"] == "adopted"), "reference")
        refuse(entry["number"] in self.numbers, "number")
        refuse(self.statute["propose"] and not any(sum(self.in_group(s, group) for s in entry["for"]) >= count
                                                   for group, count in self.statute["propose"]), "filing")
        if earlier:
            refuse(earlier["superseded"] or self.is_voting(earlier) or self.is_decided(earlier), "supersede")
            refuse(not any(name == earlier["by"] or self.is_secretary(name)
                           or any(self.has_place(name, seat) for seat in earlier["for"])
                           for name in entry["signers"]), "supersede")
            earlier["superseded"] = True
        self.numbers[entry["number"]] = entry
        entry |= {"log_time": self.log_time, "superseded": False, "recused": frozenset(), "ballots": [],
                  "experience": set()}

    def has_open_ballot(self, proposal):
        return any(ballot["state"] == "open" for ballot in proposal["ballots"])

    def is_voting(self, proposal):
        """Has it a ballot that is neither void nor has a valid result?"""
        return any(ballot["state"] != "void" and not ballot["result"] for ballot in proposal["ballots"])

    def is_decided(self, proposal):
        return any(b["result"] and b["result"]["result"] == "adopted" for b in proposal["ballots"])

    def take_statement(self, entry):
        proposal = self.refer(entry, "proposal", "proposal")
        refuse(not proposal, "reference")
        refuse(entry["seat"] and not self.has_place(entry["by"], entry["seat"]), "seat")
        if entry["stance"] == "experience" and entry["seat"]:
            proposal["experience"].add(entry["seat"])

    def take_recusal(self, entry):
        proposal, by = self.refer(entry, "proposal", "proposal"), entry["by"]
        refuse(not proposal, "reference")
        refuse(entry["seat"] not in self.seats or self.has_place(by) and not self.has_place(by, entry["seat"]), "seat")
        refuse(self.is_decided(proposal), "decided")
        refuse(self.is_secretary(by) and self.has_open_ballot(proposal), "pending-ballot")
        refuse(entry["seat"] in proposal["recused"], "recused")
        proposal["recused"] |= {entry["seat"]}

    def take_ballot(self, entry):
        proposal = self.refer(entry, "proposal", "proposal")
        refuse(not proposal or entry["meeting"], "reference")
        refuse(entry["title"] != proposal["number"] + " " + proposal["title"], "title")
        rule = self.rules.get(entry["rule"])
        refuse(not rule or entry["lines"] != rule["lines"] or entry["option"], "rule")
        refuse((rule["method"] or "yes-no") not in OPTIONS, "method")
        refuse(rule["kind"] and proposal["kind"] not in rule["kind"], "rule-kind")
        refuse(self.is_decided(proposal) or proposal["superseded"], "decided")
        refuse(self.is_voting(proposal), "pending-ballot")
        start, closes = max(entry["at"], entry["opens"] or 0, self.log_time), entry["closes"]
        refuse(closes <= start if closes is not None else self.statute["deadline"], "times")
        refuse(not all(self.passes(proposal, start, *gate) for gate in self.statute["require"]), "gate")
        lost = sum(b["rule"] == entry["rule"] and b["result"] is not None and b["result"]["result"] == "rejected"
                   for b in proposal["ballots"])
        refuse(entry["round"] != 1 + lost, "round")
        refuse(entry["roll"] != self.roll(proposal), "roll")
        entry |= {"about": proposal, "start": start, "state": "open", "seats": self.seats, "votes": {}, "last": {},
                  "close": None, "outcome": None, "result": None}
        proposal["ballots"].append(entry)

    def passes(self, proposal, start, gate, number, bench):
        """Does the proposal fulfil a `require` line?"""
        if gate in ("cost", "cost known"):
            lines = {line[:3]: line[3] for line in proposal["cost"]}
            return CELLS <= lines.keys() and (gate == "cost" or all(lines[cell] != "unknown" for cell in CELLS))
        if gate == "experience":
            return sum(self.seats[seat].bench == bench for seat in proposal["experience"]) >= number
        if gate == "notice":
            return start >= max(proposal["at"], proposal["log_time"]) + number * 86400
        return bool(proposal[gate])

    def roll(self, proposal):
        if self.roll_text is None:
            rows = []
            for _, seat in sorted(self.seats.items()):
                rows.append("seat %s %s %s %s\n" % (seat.id, seat.bench, seat.weight, seat.right))
                rows += sorted("member %s %s %s\n" % (name, role, self.keys[name].text)
                               for name, role in seat.members.items())
            self.roll_text = "".join(rows)
        recused = "".join("recused %s\n" % seat for seat in sorted(proposal["recused"]))
        return hashlib.sha256((self.roll_text + recused).encode()).hexdigest()

    def take_vote(self, entry):
        ballot, by, role = self.refer(entry, "ballot", "ballot"), entry["by"], entry["as"]
        refuse(not ballot, "reference")
        refuse(entry["title"] != ballot["title"], "title")
        refuse(ballot["state"] != "open", "closed")
        refuse(ballot["opens"] is not None and entry["at"] < ballot["opens"], "early")
        refuse(ballot["closes"] is not None and max(entry["at"], self.log_time) > ballot["closes"], "late")
        refuse(role == "clerk", "clerk")
        seat = ballot["seats"].get(entry["seat"])
        refuse(not seat or seat.members.get(by) != role, "seat")
        refuse(seat.right == "advisory", "advisory")
        refuse(seat.id in ballot["about"]["recused"], "recused")
        rule, choice = self.rules[ballot["rule"]], entry["choice"][0]
        refuse(len(entry["choice"]) != 1 or choice not in OPTIONS[rule["method"] or "yes-no"], "choice")
        refuse(choice == "abstain" and rule["abstention"], "choice")
        refuse(choice in ("concern", "object") and not entry["text"], "choice")
        last = ballot["last"].get((seat.id, by))  # as the same role, for a key has one place in a seat
        refuse(last is not None and self.statute["revote"], "revote")
        refuse(last is not None and last >= entry["at"], "order")
        ballot["last"][seat.id, by] = entry["at"]
        ballot["votes"].setdefault(seat.id, {})[role] = choice

    def take_close(self, entry):
        ballot = self.refer(entry, "ballot", "ballot")
        refuse(not ballot, "reference")
        refuse(ballot["state"] != "open", "closed")
        rule, closes, at, count = self.rules[ballot["rule"]], ballot["closes"], entry["at"], Count(self, ballot)
        if closes is None:
            ripe = at >= ballot["start"] + 60 * (self.statute["window"] or 0)
        else:
            ripe = at >= closes or count.complete() or (
                rule["early"] is not None and at >= ballot["start"] + 60 * rule["early"][1] and count.fixed())
        refuse(not ripe, "window")
        ballot |= {"state": "closed", "close": entry, "outcome": count.outcome()}

    def take_result(self, entry):
        ballot, close = self.refer(entry, "ballot", "ballot"), self.refer(entry, "close", "close")
        refuse(not ballot or not close, "reference")
        refuse(ballot["close"] is not close, "closed")
        refuse(ballot["result"] or any(entry[field] != value for field, value in ballot["outcome"].items()), "result")
        ballot["result"] = entry

    def take_void(self, entry):
        ballot = self.refer(entry, "ballot", "ballot")
        refuse(not ballot, "reference")
        refuse(ballot["state"] != "open", "closed")
        ballot["state"] = "void"

    # What came of it

    def proposal_state(self, proposal):
        if proposal["superseded"]:
            return "superseded"
        if self.is_voting(proposal):
            return "voting"
        results = [b["result"]["result"] for b in proposal["ballots"] if b["result"]]
        return "open" if not results or results[-1] == "no-quorum" else results[-1]

    def state(self):
        """Counts are those of closed ballots; what an open one has so far is nobody's business."""
        ballots = {b["id"]: {"state": b["state"], "result": b["result"] and b["result"]["result"],
                             "counts": {o: [n, w] for o, n, w in b["outcome"]["count"]} if b["outcome"] else {}}
                   for p in self.numbers.values() for b in p["ballots"]}
        return {"proposals": {number: self.proposal_state(p) for number, p in self.numbers.items()},
                "ballots": ballots, "rejected": self.rejected}


# --- §9 Findings ------------------------------------------------------------------------------------------------------

ERRORS = {"note", "kind", "form", "body", "head", "signer", "signature"}  # rejections that no honest program writes


class Unreadable(Exception):
    """The file is no ledger, or SQLite cannot read it."""


class Audit:
    def __init__(self):
        self.bodies, self.findings, self.checkpoints = {}, [], {}

    def run(self, path):
        db = open_ledger(path)
        rows = db.execute("SELECT body, idx, id, leaf, note FROM entry ORDER BY body, idx")
        for number, entries in itertools.groupby(rows, key=lambda row: row[0]):
            if isinstance(number, int):
                self.read_log(self.bodies.setdefault(number, Body(number)), entries)
            else:
                self.find("schema", None, None, "the body of an entry is no number")
        strays = False
        for number, size, note in db.execute("SELECT body, size, note FROM checkpoint ORDER BY body, size"):
            body = self.bodies.get(number) if isinstance(number, int) else None
            strays = strays or not body
            if body and isinstance(size, int) and self.head_holds(body, size, note):
                self.checkpoints[number] = self.checkpoints.get(number, 0) + 1
            elif body:
                self.find("checkpoint", body, size if isinstance(size, int) else None, "the signed head does not hold")
        if strays:
            self.find("checkpoint", None, None, "there are signed heads of a body that has no entries")
        db.close()
        return self

    def find(self, code, body, index, text, severity="error"):
        self.findings.append((code, severity, body, index, text))

    def read_log(self, body, entries):
        """Ends at a gap, for no root is known behind it. Without a founding only the tree is built."""
        broken, following = False, []
        for index, (_, stored, *columns) in enumerate(entries):
            if stored != index:
                self.find("gap", body, index, "the index is missing")
                break
            codes, code = self.read_row(body, index, *columns)
            broken = broken or code in ERRORS or any(wrong in ("leaf", "founding") for wrong, _ in codes)
            for wrong, text in codes:
                self.find(wrong, body, index, text)
            if code in ERRORS and index:
                self.find(code, body, index, "rejected: " + code)
            elif code and broken and index:
                following.append((index, code))
            elif code and index:
                self.find(code, body, index, "rejected: " + code, "warning")
        if following:
            self.find("follows", body, following[0][0], "%d more rejected behind the first broken place: %s" % (
                len(following), " ".join(sorted({code for _, code in following}))), "warning")

    def read_row(self, body, index, stored_id, leaf, note):
        """([(code, text)] of what is wrong with the row, the reason why its entry is rejected or None)."""
        wrong, code = [], None
        if not isinstance(note, bytes) or not isinstance(leaf, bytes) or len(leaf) != 32:
            wrong.append(("schema", "the note and the leaf are not bytes as they must be"))
            note, leaf = note if isinstance(note, bytes) else b"", bytes(32)
        if leaf_of(note) != leaf:
            wrong.append(("leaf", "the leaf is not the hash of the note"))
        read = read_note(note)
        if read and id_of(note, read) != stored_id:
            wrong.append(("id", "the id is not the hash of the text"))
        if index and not body.statute:
            body.tree.add(leaf)
            return wrong, code
        try:
            body.take(index, note, leaf)
        except Rejected as reason:
            code = reason.args[0]
            body.rejected.append([index, code])
            if index == 0:
                wrong.append(("founding", "the body is not founded: " + code))
        return wrong, code

    def head_holds(self, body, size, note):
        """A head: the three lines under a signature of the body's log. Every line by the log or by an auditor holds;
        further lines of the text, and lines of strangers, mean nothing."""
        read = read_any_note(note) if isinstance(note, bytes) else None
        if not read or not body.statute or not 1 <= size <= len(body.tree):
            return False
        text, lines = read
        head = "%s\n%d\n%s\n" % (body.name, size, base64.b64encode(body.tree.root(size)).decode())
        more = text[len(head.encode()):]
        if not text.startswith(head.encode()) or more.startswith(b"\n") or b"\n\n" in more:
            return False
        log = body.statute["log"]
        signed = [signature_holds(log.public, line.signature, text) for line in lines
                  if (line.name, line.id) == (log.name, log.id)]
        return signed and all(signed) and all(self.cosignature_holds(body, text, line) for line in lines)

    def cosignature_holds(self, body, text, line):
        """C2SP tlog-cosignature v1: eight bytes of time, and a signature that covers it."""
        key = body.keys.get(line.name)
        if not key or body.offices.get(line.name) != "auditor" or line.id != key_id(key.name, 4, key.public):
            return True
        moment, signature = int.from_bytes(line.signature[:8], "big"), line.signature[8:]
        return 1 <= moment < 2**63 and signature_holds(
            key.public, signature, b"cosignature/v1\ntime %d\n" % moment + text)

    def names(self):
        """What a body is called in the report: its name, or its number where there is none or two share it."""
        names = [body.name for body in self.bodies.values() if body.statute]
        return {n: b.name if names.count(b.name) == 1 else "#%d" % n for n, b in self.bodies.items()}

    def report(self):
        names = self.names()
        findings = [{"code": code, "severity": severity, "body": names[body.number] if body else None, "index": index,
                     "text": text} for code, severity, body, index, text in self.findings]
        return {
            "ok": all(finding["severity"] != "error" for finding in findings),
            "bodies": [{"body": names[n], "entries": len(body.tree), "root": body.tree.root(len(body.tree)).hex(),
                        "checkpoints": self.checkpoints.get(n, 0)} for n, body in self.bodies.items()],
            "findings": findings,
            "state": {names[n]: body.state() for n, body in self.bodies.items()},
        }


def open_ledger(path):
    if not os.path.isfile(path):
        raise Unreadable("there is no such file")
    db = sqlite3.connect("file:" + urllib.parse.quote(os.path.abspath(path)) + "?mode=ro", uri=True)
    db.text_factory = bytes
    db.execute("PRAGMA trusted_schema = OFF")
    if db.execute("PRAGMA application_id").fetchone()[0] != 0x53544D42:
        raise Unreadable("this is no ledger")
    if db.execute("PRAGMA user_version").fetchone()[0] != 1:
        raise Unreadable("this schema is not known")
    tables = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name IN ('entry', 'checkpoint')")
    if sorted(name for name, sql in tables if sql and b"VIRTUAL" not in sql[:20].upper()) != [b"checkpoint", b"entry"]:
        raise Unreadable("the tables are missing")
    return db


def main(arguments):
    parser = argparse.ArgumentParser(description="verifies a Stimmbuch ledger and recounts its ballots")
    parser.add_argument("ledger", metavar="LEDGER.db")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    options = parser.parse_args(arguments)
    if unicodedata.unidata_version != "14.0.0":
        print("verify.py: Unicode 14.0 is wanted; this Python has", unicodedata.unidata_version, file=sys.stderr)
    try:
        report = Audit().run(options.ledger).report()
    except (Unreadable, sqlite3.Error, OSError, UnicodeError) as error:  # SQLite quotes a damaged file in its message
        print("verify.py: %s: %s" % (options.ledger, error), file=sys.stderr)
        return 5
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return 0 if report["ok"] else 1
    for body in report["bodies"]:
        print("body {body}: {entries} entries, root {root}, {checkpoints} checkpoints".format(**body))
    for finding in report["findings"]:
        print("{severity} {code}: {body} {index}: {text}".format(**finding))
    print("ok" if report["ok"] else "not ok")
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
