#!/usr/bin/env python3
"""Receipts and proofs of not having voted, by data/FORMAT.md §11, with nothing beside the file.

usage: receipts.py FILE…      prints for each file what it proves as a line of JSON, like "stimmbuch receipt check --json"
exit status: 0 all hold, 1 one does not
"""
import collections, datetime, json, re, sys

from forks import Carried, Office
from formats import base64_bytes, demand, head_holds, id_of, key_id, names, read_note, sha256, signature_holds
from verify import GRAMMAR, KINDS, read_entry

NUMBER = "(0|[1-9][0-9]{0,18})"
Known = collections.namedtuple("Known", "key vouched auditor replaced")

class Keys(Carried):
    """What the carried notes say, with the auditors and the former keys, which may have signed the entry."""

    def __init__(self, notes):
        self.known = []
        super().__init__(notes)
        self.begin()

    def begin(self):
        if not self.known:
            self.known = [Known(office.key, True, False, False) for office in self.offices.values()]

    def last(self, name):
        return max((i for i, known in enumerate(self.known) if known.key.name == name), default=None)

    def give(self, key, role, vouched):
        self.begin()
        super().give(key, role, vouched)
        at = self.last(key.name)
        if at is None:
            self.known.append(Known(key, vouched, role == "auditor", False))
        elif vouched and self.known[at].key == key:
            before = self.known[at]
            self.known[at] = before._replace(
                vouched=True, auditor=role == "auditor" or before.vouched and before.auditor)

    def take_key(self, e, text, lines):
        self.begin()
        demand(e.new)
        super().take_key(e, text, lines)
        if e.action == "rotate":
            at = self.last(e.old.name)
            self.known.append(self.known[at]._replace(key=e.new))
            self.known[at] = self.known[at]._replace(replaced=True)

    def auditors(self):
        return [known.key for known in self.known if known.auditor and known.vouched and not known.replaced]

def read_head(note, keys):
    """(size, root, auditors with the time of their line, number of lines by others)."""
    text, lines = demand(read_note(note, of_entry=False), read_note(note, of_entry=False))
    rows = text.decode().split("\n")
    demand(len(rows) > 3 and rows[0] == keys.name and re.fullmatch(NUMBER, rows[1]) and int(rows[1]) < 2**63)
    size, root = int(rows[1]), base64_bytes(rows[2])
    demand(len(root) == 32 and (size == 0) == (root == sha256()))
    demand(head_holds(note, keys.name, root, size, keys.logs[-1], keys.auditors()))
    cosigners, others = [], 0
    for line in lines:
        if any(names(line, key, 4) for key in keys.auditors()):
            cosigners.append({"name": line.name, "time": time_text(int.from_bytes(line.signature[:8], "big"))})
        elif not names(line, keys.logs[-1]):
            others += 1
    return size, root, cosigners, others

def time_text(seconds):
    moment = datetime.datetime.fromtimestamp(min(seconds, 253402300799), datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")

def readable(note):
    """(fields, text, lines) of an entry, or None of what breaks §2, §4 or §5."""
    read = read_note(note)
    kind = read and re.match(rb"stimmbuch/1 ([a-z]+)\n", read[0])
    if not kind or kind[1].decode() not in KINDS:
        return None
    try:
        return read_entry(kind[1].decode(), read[0]), *read
    except ValueError:
        return None

def split_notes(data, count=None):
    """u16 length || bytes, so many times or to the end; and what is left."""
    notes = []
    while data if count is None else len(notes) < count:
        length = int.from_bytes(demand(len(data) >= 2, data[:2]), "big")
        notes.append(demand(len(data) >= 2 + length, data[2:2 + length]))
        data = data[2 + length:]
    return notes, data

def inclusion_root(leaf, index, size, proof):
    """RFC 6962 section 2.1.1, read from the top down."""
    rest = list(proof)

    def walk(index, size):
        if size == 1:
            return leaf
        half = 1 << (size - 1).bit_length() - 1
        below = walk(index, half) if index < half else walk(index - half, size - half)
        other = demand(rest, rest).pop(0)
        return sha256(b"\1", below, other) if index < half else sha256(b"\1", other, below)

    root = walk(index, size)
    return demand(not rest, root)

def range_root(leaves, first, size, left, right):
    """The root of a tree of which only the leaves from `first` on are known, and the subtrees beside them."""
    left, right, end = list(left), list(right), first + len(leaves)

    def walk(start, stop):
        if stop <= first:
            return demand(left, left).pop(0)
        if start >= end:
            return demand(right, right).pop(0)
        if stop - start == 1:
            return leaves[start - first]
        half = 1 << (stop - start - 1).bit_length() - 1
        return sha256(b"\1", walk(start, start + half), walk(start + half, stop))

    root = walk(0, size)
    return demand(not left and not right, root)

def signature_state(keys, line, entry, text):
    for known in reversed(keys.known):
        if names(line, known.key):
            holds = signature_holds(known.key.public, line.signature, text)
            return ("holds" if known.vouched else "unvouched") if holds else "false"
    for key in [entry.key] if entry.type == "enrol" else [entry.new, entry.old] if entry.type == "key" else []:
        if key and names(line, key):
            holds = signature_holds(key.public, line.signature, text)
            return ("holds" if key in keys.logs else "unvouched") if holds else "false"
    return "unknown"

def read_receipt(data):
    head = re.match(rb"c2sp\.org/tlog-proof@v1\nextra ([A-Za-z0-9+/=]+)\nindex %s\n((?:[A-Za-z0-9+/=]{44}\n){0,63})\n"
                    % NUMBER.encode(), data)
    index, proof = int(demand(head, head)[2]), [base64_bytes(line.decode()) for line in head[3].split()]
    demand(index < 2**63 and all(len(one) == 32 for one in proof))
    notes, _ = split_notes(base64_bytes(head[1].decode()))
    demand(len(notes) <= 1001)
    entry, carried = notes[0], notes[1:] if index else notes
    keys = Keys(carried)
    size, root, cosigners, others = read_head(data[head.end():], keys)
    demand(index < size and inclusion_root(sha256(b"\0", entry), index, size, proof) == root)
    read, signatures = readable(entry), []
    if read:
        fields, text, lines = read
        demand(index == 0 or (fields.get("body"), fields.get("founding")) == (keys.name, keys.founding))
        signatures = [{"name": line.name, "state": signature_state(keys, line, fields, text)} for line in lines]
    return {"ok": bool(read) and all(one["state"] != "false" for one in signatures), "type": "receipt",
            "body": keys.name, "founding": keys.founding, "index": index, "id": id_of(entry, read_note(entry)).hex(),
            "kind": read[0].type if read else None, "size": size, "root": root.hex(), "signatures": signatures,
            "cosigners": cosigners, "unknown": others}

def read_no_vote(data):
    number, hash_line = NUMBER.encode(), rb"[A-Za-z0-9+/=]{44}\n"
    head = re.match(rb"stimmbuch-no-vote@v1\nballot ([0-9a-f]{64})\nseat ([a-z0-9-]+)\nfirst %s\nlast %s\ncarried %s\n"
                    rb"head %s\n((?:left %s){0,63})((?:right %s){0,63})\n"
                    % (number, number, number, number, hash_line, hash_line), data)
    ballot, seat = demand(head, head)[1].decode(), head[2].decode()
    first, last, carried, length = (int(head[i]) for i in range(3, 7))
    left, right = ([base64_bytes(line[1].decode()) for line in re.finditer(b"[a-z]+ ([^\n]+)\n", head[i])] for i in (7, 8))
    demand(re.fullmatch(GRAMMAR["ID"], seat) and 1 <= first <= last < 2**63 - 1)
    demand(1 <= carried <= 1000 and 1 <= length <= 65535 and all(len(one) == 32 for one in left + right))
    rest = data[head.end():]
    notes, rest = split_notes(rest[length:], carried)
    demand(last - first <= len(data))
    keys = Keys(notes)
    size, root, cosigners, others = read_head(data[head.end():head.end() + length], keys)
    notes, rest = split_notes(rest, last - first + 1)
    demand(not rest and last < size)
    demand(range_root([sha256(b"\0", note) for note in notes], first, size, left, right) == root)
    opening = demand(readable(notes[0]), readable(notes[0]))[0]
    demand(opening.type == "ballot" and id_of(notes[0], read_note(notes[0])).hex() == ballot)
    demand((opening.body, opening.founding) == (keys.name, keys.founding))
    votes, places, ended = 0, [], None
    for index, note in enumerate(notes[1:], first + 1):
        read = readable(note)
        entry = read and read[0]
        ended = None
        if not read or entry.get("ballot") != ballot or (entry.body, entry.founding) != (keys.name, keys.founding):
            continue
        votes += entry.type == "vote"
        if entry.type == "vote" and entry.seat == seat:
            places.append(index)
        if entry.type in ("close", "void", "objection"):
            ended = entry.type
    demand(ended or last + 1 == size)
    return {"ok": not places, "type": "no-vote", "body": keys.name, "founding": keys.founding, "ballot": ballot,
            "title": opening.title, "seat": seat, "first": first, "last": last, "ended": ended, "votes": votes,
            "found": len(places), "places": places[:8], "size": size, "root": root.hex(), "cosigners": cosigners,
            "unknown": others}

def read_file(data):
    """What a file proves; {"ok": False} alone where it is malformed or nothing in it holds."""
    try:
        return read_no_vote(data) if data.startswith(b"stimmbuch-no-vote@v1\n") else read_receipt(data)
    except ValueError:
        return {"ok": False}

def main(paths):
    good = True
    for path in paths:
        with open(path, "rb") as file:
            found = read_file(file.read())
        good = good and found["ok"]
        print(json.dumps(found, ensure_ascii=False, separators=(",", ":")))
    return 0 if good else 1

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
