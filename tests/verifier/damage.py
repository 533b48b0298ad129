#!/usr/bin/env python3
"""Damages whole ledger files by dice, and holds the program and the second reader against each other on every one.

usage: damage.py PROGRAM [--seed N] [--files N] [--only I]

What compare.py spoils is the log, and its entries are signed anew; here it is the file, as a stranger with a shell or a
failing disk would leave it: columns of entries, rows gone, twice or exchanged, signed heads, nodes, derived tables,
attachments, triggers, bytes and pages anywhere, the end cut off. --only looks at one file of a run, and shows it.
"""
import argparse
import collections
import concurrent.futures
import contextlib
import functools
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

import build
import compare
import verify
from compare import DERIVED, Differ, equal, equal_reports

verify.signature_holds = functools.lru_cache(maxsize=1 << 16)(verify.signature_holds)
LOT = 50  # files that one process makes in a row
TABLES = ("body bench seat member chain change proposal tag statement recusal ballot vote meeting item attendance "
          "status objection minutes confirm rejected node search_docsize search_data pending").split()


@functools.lru_cache(maxsize=None)
def sound(program):
    """The files that are damaged: their bytes."""
    logs, heads = build.sample()
    own = [[(1, *head) for number, *head in heads if number == body] for body in (1, 2, 3)]
    files = [([log], head) for log, head in zip(logs, own)] + [([compare.rich()], []), (logs, heads)]
    content = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (some, signed) in enumerate(files):
            path = os.path.join(folder, "%d.db" % number)
            build.write(path, some, signed)
            subprocess.run([program, "rebuild", "--ledger", path], capture_output=True, check=True)
            with contextlib.closing(sqlite3.connect(path)) as db:
                for text in b"eins", b"zwei":
                    db.execute("INSERT INTO blob VALUES (?, ?)", (build.sha256(text), text))
                db.execute("INSERT INTO pending VALUES (?, 1, ?, 0, NULL)", (bytes(32), some[0].notes[1]))
                db.commit()
            with open(path, "rb") as file:
                content.append(file.read())
    return content


class Damage:
    """What happens to one file; `said` tells it."""

    def __init__(self, dice, path):
        self.dice, self.path, self.said = dice, path, []

    def do(self):
        for _ in range(self.dice.choice((1, 1, 1, 2, 3))):
            kind = self.dice.choice(("entry",) * 5 + ("rows",) * 3 + ("head",) * 3 + ("table",) * 3 + ("bytes",) * 4 + (
                "node", "blob", "schema", "cut"))
            with contextlib.suppress(sqlite3.Error, IndexError, UnicodeError):  # what SQLite does not do, or what is gone already
                if kind in ("bytes", "cut"):
                    getattr(self, kind)()
                else:
                    with contextlib.closing(sqlite3.connect(self.path)) as db:
                        self.by_sql(db, getattr(self, kind))

    def by_sql(self, db, change):
        """With the triggers set aside."""
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA ignore_check_constraints = ON")
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute("DROP TRIGGER " + name)
        with contextlib.suppress(sqlite3.IntegrityError):  # two rows of one key
            change(db)
        for _, sql in triggers:
            db.execute(sql)
        db.commit()

    def run(self, db, statement, *values):
        self.said.append("%s %s" % (statement, [v.hex()[:80] if isinstance(v, bytes) else v for v in values]))
        db.execute(statement, values)

    def row(self, db, table, columns, key="rowid"):
        """Of any row the key and these columns."""
        return self.dice.choice(db.execute("SELECT %s, %s FROM %s" % (key, columns, table)).fetchall())

    def spoilt(self, value):
        """Bytes that are others now, most often by one."""
        value, what = bytearray(value), self.dice.choice(("bit",) * 4 + ("byte", "cut", "more", "zero", "none"))
        at = self.dice.randrange(len(value)) if value else 0
        if what == "bit" and value:
            value[at] ^= 1 << self.dice.randrange(8)
        elif what == "byte" and value:
            value[at] = self.dice.choice(b"\n -0aZ=|\x00\xff")
        elif what == "cut":
            del value[at:]
        elif what == "more":
            value[at:at] = value[:self.dice.randrange(1, 200)]
        elif what == "zero":
            value = bytearray(len(value))
        elif what == "none":
            value = bytearray()
        return bytes(value)

    def entry(self, db):
        column = self.dice.choice(("id", "leaf", "note", "note", "note", "body", "idx", "seq"))
        seq, value = self.row(db, "entry", column)
        if column in ("body", "idx", "seq"):
            other = self.dice.choice((value + 1, value - 1, value + (1 << 40), -value, 0, 1 << 62, value + 1000))
        elif self.dice.random() < 0.3:
            other = self.row(db, "entry", column)[1]
        else:
            other = self.spoilt(value)
        self.run(db, "UPDATE entry SET %s = ? WHERE rowid = ?" % column, other, seq)
        if column == "note" and self.dice.random() < 0.5:
            self.run(db, "UPDATE entry SET leaf = ?, id = ? WHERE rowid = ?", build.sha256(b"\0" + other),
                     verify.id_of(other, verify.read_note(other)), seq)

    def rows(self, db):
        """Entries gone from anywhere or from the end, twice, or exchanged."""
        one, body, idx, *row = self.row(db, "entry", "body, idx, id, leaf, note")
        other, *second = self.row(db, "entry", "id, leaf, note")
        what = self.dice.choice(("gone", "end", "twice", "exchanged"))
        if what == "gone":
            self.run(db, "DELETE FROM entry WHERE seq = ?", one)
        elif what == "end":
            self.run(db, "DELETE FROM entry WHERE body = ? AND idx >= ?", body, idx)
        elif what == "twice":
            last, = db.execute("SELECT max(seq) FROM entry WHERE body = ?", (body,)).fetchone()
            self.run(db, "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", last + 1, body, (last + 1) & 0xffffffffff, *row)
        else:
            for seq, values in (one, second), (other, row):
                self.run(db, "UPDATE entry SET id = ?, leaf = ?, note = ? WHERE seq = ?", *values, seq)

    def head(self, db):
        body, size, note = self.row(db, "checkpoint", "size, note", "body")
        what = self.dice.choice(("note", "note", "size", "body", "gone", "other"))
        where = "WHERE body = ? AND size = ?"
        if what == "note":
            self.run(db, "UPDATE checkpoint SET note = ? " + where, self.spoilt(note), body, size)
        elif what == "gone":
            self.run(db, "DELETE FROM checkpoint " + where, body, size)
        elif what == "other":
            self.run(db, "INSERT INTO checkpoint VALUES (?, ?, ?)", body, self.dice.randrange(-1, 40), note)
        else:
            self.run(db, "UPDATE checkpoint SET %s = ? %s" % (what, where), self.dice.choice((
                -1, 0, 1, size - 1, size + 1, 99, 1 << 62)), body, size)

    def node(self, db):
        self.any_column(db, "node")

    def blob(self, db):
        self.any_column(db, "blob")

    def table(self, db):
        self.any_column(db, self.dice.choice(TABLES))

    def any_column(self, db, table):
        """A value of a row altered, or the row gone."""
        columns = [row[1] for row in db.execute("PRAGMA table_info(%s)" % table)]
        rows = db.execute("SELECT * FROM " + table).fetchall()
        if not rows:
            return
        row, column = self.dice.choice(rows), self.dice.randrange(len(columns))
        where = " AND ".join("%s IS ?" % name for name in columns)
        old, other = row[column], self.dice.choice(rows)[column]
        values = [other, None, 0, "x", (old + 1 if isinstance(old, int) and old < 1 << 62 else b"x")]
        if self.dice.random() < 0.2:
            self.run(db, "DELETE FROM %s WHERE %s" % (table, where), *row)
        else:
            self.run(db, "UPDATE %s SET %s = ? WHERE %s" % (table, columns[column], where), self.dice.choice(values), *row)

    def schema(self, db):
        self.run(db, self.dice.choice((
            "CREATE TABLE extra (x)", "CREATE INDEX extra ON entry (leaf)", "DROP INDEX entry_id", "DROP TABLE vote",
            "CREATE VIEW extra AS SELECT 1", "DROP TABLE node", "ALTER TABLE vote ADD COLUMN x",
            "CREATE TRIGGER extra AFTER INSERT ON entry BEGIN SELECT 1; END", "DROP TABLE search")))

    def bytes(self):
        with open(self.path, "r+b") as file:
            content = bytearray(file.read())
            for _ in range(self.dice.choice((1, 1, 1, 2, 5))):
                at = self.dice.randrange(len(content)) if self.dice.random() < 0.8 else self.dice.randrange(200)
                what = self.dice.choice(("bit", "bit", "byte", "run", "page"))
                self.said.append("%s at %d" % (what, at))
                if what == "page":
                    here, there = at // 4096 * 4096, self.dice.randrange(len(content) // 4096) * 4096
                    content[here:here + 4096], content[there:there + 4096] = (
                        content[there:there + 4096], content[here:here + 4096])
                elif what == "run":
                    length = min(64, len(content) - at)
                    content[at:at + length] = self.dice.choice((bytes(length), self.dice.randbytes(length)))
                else:
                    content[at] ^= 1 << self.dice.randrange(8) if what == "bit" else self.dice.randrange(1, 256)
            file.seek(0)
            file.write(content)

    def cut(self):
        length = self.dice.randrange(os.path.getsize(self.path))
        self.said.append("cut at %d" % length)
        os.truncate(self.path, length)


def read(path):
    """The second reader's report, or None where it reads no ledger."""
    try:
        return verify.Audit().run(path).report()
    except (verify.Unreadable, sqlite3.Error, UnicodeError, OverflowError):
        return None


def compare_file(program, path):
    """What became of it; a Differ where the two do not agree."""
    done = subprocess.run([program, "verify", "--json", "--lang", "en", "--ledger", path], capture_output=True,
                          check=False, stdin=subprocess.DEVNULL, timeout=120)
    if done.returncode not in (0, 1, 5):
        raise Differ("it ends with %d: %s" % (done.returncode, done.stderr.decode()))
    if os.path.exists(path + "-wal") or os.path.exists(path + "-shm") or os.path.exists(path + "-journal"):
        raise Differ("it left a file beside the ledger")
    theirs = read(path)
    if done.returncode == 5:
        return "refused, and read by the second reader" if theirs else "refused"
    ours = json.loads(done.stdout)
    found = {f["code"] for f in ours["findings"]}
    equal("exit status", done.returncode, 0 if ours["ok"] else 1)
    if theirs is None:
        equal("readable", found & {"database", "schema"} != set(), True)
        return "damaged"
    if "database" in found:  # then the program saw less of it than the other one may have
        return "damaged, and read by the second reader"
    if "schema" in found and "schema" in {f["code"] for f in theirs["findings"]}:
        return "of other types"
    theirs["findings"] = [f for f in theirs["findings"] if f["code"] not in DERIVED]
    equal_reports(ours, theirs, lambda code: code not in DERIVED)
    return "good" if done.returncode == 0 else "found" if found - DERIVED else "found by the program alone"


def one(program, folder, seed, number):
    """(what became of the file, what was done, the difference)."""
    dice = random.Random("%s %d" % (seed, number))
    path = os.path.join(folder, "%d.db" % number)
    with open(path, "wb") as file:
        file.write(dice.choice(sound(program)))
    damage = Damage(dice, path)
    try:
        damage.do()
        for end in "-journal", "-wal", "-shm":
            with contextlib.suppress(FileNotFoundError):
                os.remove(path + end)
        return compare_file(program, path), damage.said, None
    except Differ as differ:
        return "DIFFERENT", damage.said, str(differ)
    finally:
        for end in "", "-journal", "-wal", "-shm":
            with contextlib.suppress(FileNotFoundError):
                os.remove(path + end)


def lot(program, folder, seed, numbers):
    return [(number, *one(program, folder, seed, number)) for number in numbers]


def main(arguments):
    parser = argparse.ArgumentParser(description="damages ledger files, and compares the program and the second reader")
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--only", type=int)
    options = parser.parse_args(arguments)
    program = os.path.abspath(options.program)
    if "TMPDIR" not in os.environ and os.access("/dev/shm", os.W_OK):
        tempfile.tempdir = "/dev/shm"
    if options.only is not None:
        with tempfile.TemporaryDirectory() as folder:
            print(*one(program, folder, options.seed, options.only), sep="\n")
        return 0
    sound(program)  # before the processes part
    became, different = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ProcessPoolExecutor(2) as processes:
        lots = [processes.submit(lot, program, folder, options.seed, range(i, min(i + LOT, options.files)))
                for i in range(0, options.files, LOT)]
        for number, what, said, differ in (row for done in lots for row in done.result()):
            became[what] += 1
            different += bool(differ)
            if differ and different <= 20:
                print("file %d, seed %d: %s\n  %s" % (number, options.seed, differ, "\n  ".join(said)))
    for what, count in sorted(became.items()):
        print("%6d %s" % (count, what))
    print("%d files, %d different to the two readers" % (sum(became.values()), different))
    print("%d checks passed" % (sum(became.values()) - different))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
