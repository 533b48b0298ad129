#!/usr/bin/env python3
"""Writes the broken ledgers of ledgers.py as files, to be looked at by hand.

usage: make.py PROGRAM FOLDER [NAME...]     all of them, or those named: FOLDER/NAME.db

PROGRAM fills the derived tables, so that nothing is wrong but what is meant to be. table.txt says what each one is.
"""
import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys

import ledgers
from ledgers import LEDGERS, build

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "table.txt")


def table():
    """{name: (exit status, findings)}."""
    with open(TABLE, encoding="utf-8") as file:
        rows = [[part.strip() for part in line.split("|")] for line in file if line.strip() and line[0] != "#"]
    return {name: (int(status), findings.split()) for name, status, findings, _ in rows}


def spoil(path, then):
    """`then` with the triggers set aside; what it leaves of them is put back."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    triggers = db.execute("SELECT name, sql, tbl_name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, *_ in triggers:
        db.execute("DROP TRIGGER " + name)
    then(db)
    tables = {name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for _, sql, where in triggers:
        if where in tables:
            db.execute(sql)
    db.commit()
    db.close()


def write(program, path, made):
    """Without a program the derived tables stay empty, as an audit leaves them alone where the log is not good."""
    build.write(path, made.logs, made.heads)
    if program:
        subprocess.run([program, "rebuild", "--quiet", "--ledger", path], capture_output=True, check=True,
                       stdin=subprocess.DEVNULL)
    if made.then:
        spoil(path, made.then)
    if made.raw:
        with open(path, "rb") as file:
            content = file.read()
        with open(path, "wb") as file:
            file.write(made.raw(content))


def write_mark(folder, made):
    """The head that this machine saw, where the program keeps it ($XDG_STATE_HOME is the folder)."""
    marks = os.path.join(folder, "stimmbuch", "heads")
    shutil.rmtree(marks, ignore_errors=True)
    if made.mark:
        os.makedirs(marks, 0o700)
        with open(os.path.join(marks, made.logs[0].founding), "wb") as file:
            file.write(made.mark[1])


def main(arguments):
    if len(arguments) < 2 or arguments[0].startswith("-"):
        sys.exit(__doc__)
    program, folder, *names = arguments
    os.makedirs(folder, exist_ok=True)
    for name in names or LEDGERS:
        path = os.path.join(folder, name + ".db")
        with contextlib.suppress(FileNotFoundError):
            os.remove(path)
        write(program, path, LEDGERS[name]())


if __name__ == "__main__":
    main(sys.argv[1:])
