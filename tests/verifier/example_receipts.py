#!/usr/bin/env python3
"""Makes the examples of section 11 of data/FORMAT.md: a receipt, and a proof of not having voted, from the log of section
10 and published seeds.

usage: example_receipts.py              prints the blocks
       example_receipts.py FORMAT.md    puts them in place of those in that file
"""
import re
import sys

import build
from build import b64, root
from example import RULES, STATUTE


def bundle(notes):
    return b"".join(len(note).to_bytes(2, "big") + note for note in notes)


def inclusion(leaves, index):
    """RFC 6962 section 2.1.1, as it is written there."""
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return inclusion(leaves[:half], index) + [root(leaves[half:])]
    return inclusion(leaves[half:], index - half) + [root(leaves[:half])]


def beside(leaves, first, end, start=0):
    """The largest subtrees without one of the leaves first … end - 1: those to the left, those to the right."""
    stop = start + len(leaves)
    if first <= start and stop <= end:
        return [], []
    if stop <= first:
        return [root(leaves)], []
    if start >= end:
        return [], [root(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    (left, right), (more_left, more_right) = (beside(leaves[:half], first, end, start),
                                              beside(leaves[half:], first, end, start + half))
    return left + more_left, right + more_right


def receipt(log, index, head, size, carried):
    """`carried`: the places of the entries behind the entry itself."""
    notes = ([log.notes[index]] if index else []) + [log.notes[at] for at in carried]
    hashes = "".join(b64(one) + "\n" for one in inclusion(log.leaves[:size], index))
    return b"c2sp.org/tlog-proof@v1\nextra %s\nindex %d\n%s\n" % (
        b64(bundle(notes)).encode(), index, hashes.encode()) + head


def no_vote(log, ballot, seat, last, head, size, carried):
    first = log.ids.index(bytes.fromhex(ballot))
    left, right = beside(log.leaves[:size], first, last + 1)
    lines = ["stimmbuch-no-vote@v1", "ballot " + ballot, "seat " + seat, "first %d" % first, "last %d" % last,
             "carried %d" % len(carried), "head %d" % len(head)]
    lines += ["left " + b64(one) for one in left] + ["right " + b64(one) for one in right]
    return "".join(line + "\n" for line in lines).encode() + b"\n" + head + bundle(
        [log.notes[at] for at in carried] + log.notes[first:last + 1])


def blocks():
    """The body of section 10 with a second seat and an auditor; a ballot in which one of the two seats votes."""
    statute = STATUTE.replace("{rules}", "seat: insel orte 1 voting Insel im See\n{rules}")
    world = build.Log("orte.example", ["sekretariat"], rules=RULES, statute=statute)
    world.enrol("anna", "holder", "ort")
    world.enrol("pruefer", "auditor")
    proposal = world.propose("2026-1", "Ein Steg für alle", by="anna", more="for: ort", text="Wir bauen ihn.")
    ballot = world.ballot(proposal)
    world.vote(ballot, "anna", "ort", "yes")
    world.close(ballot)
    world.propose("2026-2", "Eine Bank am Steg", by="anna", more="for: ort")
    size, head = len(world.notes), world.head(auditors=["pruefer"])[1]
    vote = receipt(world, 5, head, size, [0, 1, 2])
    silence = no_vote(world, ballot, "insel", 6, head, size, [0, 2])
    lines, rest = silence.split(b"\n\n", 1)
    return {"receipt": vote.decode(), "no-vote-lines": lines.decode() + "\n", "no-vote-head": head.decode(),
            "no-vote-carried": b"\n".join(world.notes[at] for at in (0, 2)).decode(),
            "no-vote-entries": b"\n".join(world.notes[4:7]).decode()}, silence


def main(arguments):
    made, _ = blocks()
    if len(arguments) > 1 or arguments[:1] == ["-h"]:
        sys.exit(__doc__)
    if not arguments:
        for name, text in made.items():
            print("```%s\n%s```\n" % (name, text))
        return
    with open(arguments[0], encoding="utf-8") as file:
        whole = file.read()
    for name, text in made.items():
        whole = re.sub("```%s\n.*?```\n" % name, lambda _, name=name, text=text: "```%s\n%s```\n" % (name, text), whole,
                       flags=re.DOTALL)
    with open(arguments[0], "w", encoding="utf-8") as file:
        file.write(whole)


if __name__ == "__main__":
    main(sys.argv[1:])
