#!/usr/bin/env python3
"""Makes section 10 of data/FORMAT.md, a small log byte by byte, from published seeds.

usage: example.py              prints the section
       example.py FORMAT.md    puts it in place of the one in that file
"""
import hashlib
import sys

import build
from build import Key, Log, key

TITLE = "## 10. An example, byte by byte\n"
STATUTE = """\
title: Rat der Orte
level: advisory
log: {log}
approvals: {approvals}
{secretaries}
bench: orte Orte
seat: ort orte 1.5 voting Ort am See
{rules}{gates}"""
RULES = "rule: mehrheit Einfache Mehrheit\nadopted: mehrheit heads(yes) > heads(no)"

SECTION = """
This log has one secretary, one seat and three entries. `tests/verifier/example.py` writes this section; tests hold
both programs against it. The seed of a key (RFC 8032) is SHA-256 of the words beside its VKEY, so that every signature
can be made anew. Every block holds whole lines, each with its LF; a note is the bytes of `entry.note`.

```keys
{keys}
```

Entry 0 founds the body. The secretary signs it. `id` is SHA-256 of the {length} bytes up to and with the LF before the
empty line.

```note-0
{notes[0]}
```

```hashes-0
{hashes[0]}
```

Entry 1 enrols a key as holder of the seat; `by` is the new key, the secretary approves. `founding` is the id of entry
0, and `root` that of the tree of one leaf, which is the leaf itself.

```note-1
{notes[1]}
```

```hashes-1
{hashes[1]}
```

Entry 2 is a proposal with a text of three lines.

```note-2
{notes[2]}
```

```hashes-2
{hashes[2]}
```

The roots of the first one, two and three entries; with a, b, c the leaves, the last is
SHA-256(01 || SHA-256(01 || a || b) || c).

```roots
{roots}
```

The roll of a ballot on the proposal at index 3, and its digest, which that ballot's field `roll` would hold.

```roll
{roll}
```

```roll-digest
{digest}
```

The head of the three entries, signed by the log's key, countersigned at {moment} seconds since 1970. (Nobody enrolled
`pruefer` as an auditor, so in an audit this second line means nothing.)

```head
{head}
```
"""


def log():
    world = Log("orte.example", ["sekretariat"], rules=RULES, statute=STATUTE)
    world.enrol("anna", "holder", "ort")
    world.propose("2026-1", "Ein Steg für alle", by="anna", more="for: ort",
                  text="Der Ort baut einen Steg.\n\nEr kostet nichts.")
    return world


def rows(*pairs):
    return "\n".join("%s %s" % pair for pair in pairs)


def section():
    world = log()
    auditor = Key("pruefer")
    auditor_key = "pruefer+%s+%s" % (auditor.id(4).hex(), build.b64(b"\4" + auditor.public))
    _, head = world.head(auditors=["pruefer"])
    texts = [whole.decode().rstrip("\n") for whole in world.notes]
    roll = "".join("seat %s %s %s %s\n" % seat + "".join(world.members[seat[0]]) for seat in world.seats)
    return SECTION.format(
        keys=rows(*((k.vkey, '"%s"' % word) for k, word in (
            (world.log, "orte.example log"), (key("sekretariat"), "sekretariat"), (key("anna"), "anna"))),
            (auditor_key, '"pruefer"')),
        length=len(world.notes[0].split("\n\n\N{EM DASH}".encode())[0]) + 1, notes=texts,
        hashes=[rows(("id", i.hex()), ("leaf", leaf.hex())) for i, leaf in zip(world.ids, world.leaves)],
        roots=rows(*((size, build.root(world.leaves[:size]).hex()) for size in (1, 2, 3))),
        roll=roll.rstrip("\n"), digest=hashlib.sha256(roll.encode()).hexdigest(), moment=world.now,
        head=head.decode().rstrip("\n"))


def main(arguments):
    if len(arguments) > 1 or arguments[:1] == ["-h"]:
        sys.exit(__doc__)
    if not arguments:
        print(TITLE + section(), end="")
        return
    with open(arguments[0], encoding="utf-8") as file:
        before, _, rest = file.read().partition(TITLE)
    behind = rest.partition("\n## ")
    with open(arguments[0], "w", encoding="utf-8") as file:
        file.write(before + TITLE + section() + "".join(behind[1:]))


if __name__ == "__main__":
    main(sys.argv[1:])
