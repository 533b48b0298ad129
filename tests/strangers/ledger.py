"""Writes ledgers to be exported: a log of several tiles with attachments, two heads, and entries behind the newest.

usage: ledger.py LEDGER.db [ENTRIES]

It comes from tests/verifier/build.py; the program makes the tables anew (rebuild) before it uses such a file.
"""
import hashlib
import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "verifier"))
import build  # noqa: E402

PUBLIC, PRIVATE = b"Ein Lageplan.\n", b"Vertraulich.\n"


def line(content, name):
    return "attachment: %s %d %s" % (hashlib.sha256(content).hexdigest(), len(content), name)


def main(path, entries=600):
    log = build.council()
    log.propose("plan", more="for: nrw\n" + line(PUBLIC, "plan.pdf"), by="anna")
    log.propose("intern", more="public: no\nfor: nrw\n" + line(PRIVATE, "intern.pdf"), by="anna")
    while len(log.leaves) < entries:
        log.propose(str(len(log.leaves)))
    heads = [(1, *log.head(entries // 3)), (1, *log.head(auditors=["vera"]))]
    log.propose("later")
    build.write(path, [log], heads)
    db = sqlite3.connect(path)
    db.executemany("INSERT INTO blob (sha256, bytes) VALUES (?, ?)",
                   [(hashlib.sha256(content).digest(), content) for content in (PUBLIC, PRIVATE)])
    db.commit()
    db.close()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
