"""Bundles, by data/FORMAT.md §13: what travels between two ledgers of a body, audited behind what the one here has."""
import collections, re

import verify
from formats import NAME, demand, id_of, names, read_note, sha256, signature_holds

FIRST = b"stimmbuch/1 bundle\n"
SIZE, LARGEST, WHOLE = rb"(0|[1-9][0-9]{0,18})", 65535, 64 << 20
HEAD = re.compile(FIRST + b"body: (" + NAME.encode() + b")\nfounding: ([0-9a-f]{64})\n" + b"".join(
    name + b": " + SIZE + b"\n" for name in (b"from", b"entries", b"pending", b"blobs", b"head")) + b"\n")

Bundle = collections.namedtuple("Bundle", "body founding begin head entries pending blobs")

def cut(data, count, width):
    """So many pieces, each behind its length in `width` bytes; and what is left."""
    pieces, at = [], 0
    for _ in range(count):
        demand(len(data) >= at + width)
        end = at + width + int.from_bytes(data[at:at + width], "big")
        demand(len(data) >= end)
        pieces.append(data[at + width:end])
        at = end
    return pieces, data[at:]

def read_bundle(data):
    match = HEAD.match(data)
    demand(match and len(match[1]) <= 100 and len(data) <= WHOLE)
    begin, entries, pending, blobs, head = map(int, match.groups()[2:])
    demand(entries <= 1000000 and pending <= 10000 and blobs <= 10000 and head <= LARGEST)
    demand(bool(entries) == bool(head) and (entries or not begin) and begin + entries < 2**63)
    rest = data[match.end():]
    demand(len(rest) >= head)
    notes, left = cut(rest[head:], entries + pending, 2)
    pieces, left = cut(left, blobs, 4)
    demand(not left)
    return Bundle(match[1].decode(), match[2].decode(), begin, rest[:head], notes[:entries], notes[entries:], pieces)

def read_ledger(path, founding):
    """The notes of the body with that founding, one after the other up to a gap."""
    if not path:
        return []
    db = verify.open_ledger(path)
    found = db.execute("SELECT body FROM entry WHERE id = ? AND idx = 0", [bytes.fromhex(founding)]).fetchone()
    rows = db.execute("SELECT idx, note FROM entry WHERE body = ? ORDER BY seq", found or [0]).fetchall()
    db.close()
    return [note for place, (index, note) in enumerate(rows) if place == index]

def read_pending(note):
    """The entry and the note of what has no place yet; verify.Rejected with the code where its form is broken."""
    read = read_note(note)
    verify.refuse(not read, "note")
    first = re.match(rb"stimmbuch/1 ([a-z]+)\n", read[0])
    kind = first and first[1].decode()
    verify.refuse(first and kind not in verify.KINDS, "kind")
    return verify.refuse_misfit("form", lambda: verify.read_entry(demand(first, kind), read[0])), read

def keys_at_hand(body, e):
    """All that the log has had, and those that the entry brings along."""
    known = [row.value for name in body.keys for row in body.keys[name]] if body.founding else []
    return known + (e.secretary if e.type == "body" else [e.key] if e.type == "enrol" else
                    [key for key in (e.old, e.new) if key] if e.type == "key" else [])

def look_at_pending(body, bundle, note):
    """(code, severity) of each thing that is wrong: form, body, signatures."""
    try:
        e, read = read_pending(note)
    except verify.Rejected as reason:
        return [(reason.args[0], "error")]
    own = ((e.name, id_of(note, read).hex()) if e.type == "body" else (e.body, e.founding))
    found = [] if own == (bundle.body, bundle.founding) else [("body", "error")]
    for line in read[1]:
        mine = [key for key in keys_at_hand(body, e) if names(line, key)]
        if not mine:
            found.append(("signer", "warning"))
        elif not any(signature_holds(key.public, line.signature, read[0]) for key in mine):
            found.append(("signature", "error"))
    return found

def run(path, ledger):
    """The audit of a bundle; the entries before it are those of the ledger. OSError where they cannot be had."""
    with open(path, "rb") as file:
        data = file.read(WHOLE + 1)
    audit, body = verify.Audit(), verify.Body(1)
    try:
        bundle = read_bundle(data)
    except ValueError:
        audit.find("bundle", None, None, "the bundle is not written as it must be")
        return audit
    try:
        before = read_ledger(ledger, bundle.founding)
    except verify.Unreadable as error:
        raise OSError(str(error)) from None
    if len(before) < bundle.begin:
        raise OSError("entries before those of the bundle are missing: name a ledger that has them with --before")
    notes = (before[:bundle.begin] if bundle.entries else before) + bundle.entries
    if notes:
        audit.bodies[1] = body
    audit.read_log(body, [(1, index, id_of(note, read_note(note)), sha256(b"\0", note), note)
                          for index, note in enumerate(notes)])
    if bundle.entries:
        own = body.founding and (body.name, body.founding.id) == (bundle.body, bundle.founding)
        audit.checkpoints[1] += bool(own and body.head_holds(len(notes), bundle.head))
        if not audit.checkpoints[1]:
            audit.find("checkpoint", body, len(notes), "the signed head does not hold")
    for code, severity in (fault for note in bundle.pending for fault in look_at_pending(body, bundle, note)):
        audit.find(code, body if notes else None, None, "a note that waits", severity)
    return audit
