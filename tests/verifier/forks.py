"""Proofs that a log was forked, by data/FORMAT.md §3: two heads that the log's key signed and no log can have had."""
import base64, collections, re

from formats import base64_bytes, demand, head_holds, names, read_note, sha256, signature_holds
from verify import Body, read_entry

FIRST = b"stimmbuch-fork@v1\n"
DASH = "\N{EM DASH} ".encode()

Office = collections.namedtuple("Office", "key secretary vouched")
Proof = collections.namedtuple("Proof", "body founding sizes roots")

def root_from(old, size, proof, start):
    """The roots that a consistency proof gives at both sizes (RFC 6962 section 2.1.2, read from the top down). `start`
    is the root at `old`, which proofs leave out where the tree of `old` leaves is complete."""
    rest = list(proof)

    def walk(old, size, whole):
        """(root at old, root at size) of a subtree; `whole`: it begins where the log does, and ends with `old`."""
        if old == size:
            known = start if whole else rest.pop(0)
            return known, known
        half = 1 << (size - 1).bit_length() - 1
        if old <= half:
            left, new = walk(old, half, whole)
            return left, sha256(b"\1", new, rest.pop(0))
        right_old, right_new = walk(old - half, size - half, False)
        left = rest.pop(0)
        return sha256(b"\1", left, right_old), sha256(b"\1", left, right_new)

    try:
        roots = walk(old, size, True)
    except IndexError:
        raise ValueError("a hash is missing") from None
    demand(not rest)
    return roots

def split_notes(data):
    """Notes with an empty line between two; each ends with the first run of lines that begins with an em dash."""
    notes, note = [], b""
    for block in demand(data.endswith(b"\n"), data[:-1]).split(b"\n\n"):
        demand(block and not block.startswith(b"\n") and not block.endswith(b"\n"))
        if note and block.startswith(DASH):
            notes.append(note + block + b"\n")
            note = b""
        else:
            note += block + b"\n\n"
    return demand(not note, notes)

class Carried:
    """What the notes say that come along: the body, its log's keys in turn, and the keys of names."""

    def __init__(self, notes):
        founding = Body(1)
        demand(notes and len(notes) <= 1000 and founding.take(0, notes[0]) is None)
        self.text, _ = read_note(notes[0])
        e = read_entry("body", self.text)
        self.name, self.founding, self.approvals, self.logs = e.name, sha256(self.text).hex(), e.approvals, [e.log]
        self.offices = {key.name: Office(key, True, True) for key in e.secretary}
        for note in notes[1:]:
            self.take(note)

    def take(self, note):
        text, lines = demand(read_note(note), read_note(note))
        kind = re.match(rb"stimmbuch/1 (enrol|roster|key)\n", text)
        e = read_entry(demand(kind, kind)[1].decode(), text)
        demand((e.body, e.founding) == (self.name, self.founding))
        getattr(self, "take_" + e.type)(e, text, lines)

    def signed(self, text, lines, key):
        """Has the key signed? A line that names it must hold."""
        mine = [line for line in lines if names(line, key)]
        return bool(mine) and all(demand(signature_holds(key.public, line.signature, text), True) for line in mine)

    def secretaries(self, text, lines, *others):
        """How many have signed that are vouched for; lines by `others`, and by keys nobody knows, do not matter."""
        rest = [line for line in lines if not any(names(line, key) for key in others)]
        demand(len({line.name for line in rest}) == len(rest))
        known = [self.offices[line.name] for line in rest
                 if line.name in self.offices and names(line, self.offices[line.name].key)]
        return sum(self.signed(text, rest, office.key) and office.secretary and office.vouched for office in known)

    def give(self, key, role, vouched):
        known = self.offices.get(key.name)
        if not known:
            self.offices[key.name] = Office(key, role == "secretary", vouched)
        elif vouched and known.key == key:
            self.offices[key.name] = Office(key, role == "secretary" or known.vouched and known.secretary, True)

    def take_enrol(self, e, text, lines):
        demand(e.key.name == e.by != self.name and names(lines[0], e.key) and self.signed(text, lines, e.key))
        self.give(e.key, e.role, self.secretaries(text, lines, e.key) >= self.approvals)

    def take_roster(self, e, text, lines):
        if self.secretaries(text, lines) >= self.approvals:
            for member in e.member:
                if member[0] == "+" and member[2] in ("secretary", "auditor") and member[1] in self.offices:
                    self.give(self.offices[member[1]].key, member[2], True)

    def take_key(self, e, text, lines):
        by_old, by_new = self.signed(text, lines, e.old), e.new and self.signed(text, lines, e.new)
        if e.action == "rotate":
            known = self.offices.get(e.old.name)
            demand(known and known.key == e.old and e.old.name == e.new.name and by_old and by_new)
            self.offices[e.old.name] = known._replace(key=e.new)
            return
        demand(e.action == "log" and e.old == self.logs[-1] and e.new.name == self.name and by_new)
        demand(by_old or e.text and self.secretaries(text, lines, e.old, e.new) > self.approvals)
        self.logs.append(e.new)

def read_head(note, carried):
    """(size, root) of a head that one of the log's keys has signed."""
    text, _ = demand(read_note(note, of_entry=False), read_note(note, of_entry=False))
    name, size, root = text.decode().split("\n")[:3]
    demand(re.fullmatch("[1-9][0-9]{0,18}", size) and int(size) < 2**63)
    size, root = int(size), base64_bytes(root)
    keys = [log for log in carried.logs if head_holds(note, carried.name, root, size, log, [])]
    demand(name == carried.name and len(root) == 32 and keys)
    # A line that names another of the log's keys must hold as well.
    return demand(all(head_holds(note, carried.name, root, size, log, []) for log in carried.logs
                      if any(names(line, log) for line in read_note(note, of_entry=False)[1])), (size, root))

def read_fork(data):
    """What the file proves; a ValueError where it proves nothing."""
    demand(data.startswith(FIRST))
    head, gap, rest = data[len(FIRST) - 1:].partition(b"\n\n")
    lines = head.decode().split("\n")[1:]
    demand(gap and len(lines) <= 64 and (not lines or lines[0].startswith("root ")))
    hashes = [base64_bytes(line) for line in [lines[0][5:], *lines[1:]]] if lines else []
    demand(all(len(one) == 32 for one in hashes))
    shorter, longer, *notes = demand(len(split_notes(rest)) > 2, split_notes(rest))
    carried = Carried(notes)
    (old, old_root), (size, root) = read_head(shorter, carried), read_head(longer, carried)
    if old == size:
        demand(not hashes and old_root < root)
    else:
        demand(old < size and hashes and root_from(old, size, hashes[1:], hashes[0]) == (hashes[0], root))
        demand(hashes[0] != old_root)
    return Proof(carried.name, carried.founding, (old, size), (old_root, root))

def write_fork(shorter, longer, root, proof, notes):
    """The file, from its parts; `root` None where both heads are equally long."""
    hashes = [base64.b64encode(one) + b"\n" for one in ([root, *proof] if root else [])]
    return FIRST + b"root " * bool(root) + b"".join(hashes) + b"\n" + b"\n".join([shorter, longer, *notes])

def main(path):
    try:
        with open(path, "rb") as file:
            proof = read_fork(file.read())
    except ValueError:
        print("not ok: the file does not prove that a log was forked")
        return 1
    print("body %s, founding %s: its log was forked: heads of %d and %d entries" % (
        proof.body, proof.founding, *proof.sizes))
    return 0
