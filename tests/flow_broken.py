#!/usr/bin/env python3
"""Ledgers broken on purpose (tests/broken/): the command finds in each just what table.txt says, with the exit status, the
place and what to do; the second reader agrees; other commands behave, and leave the log alone."""
import contextlib
import io
import json
import os
import re
import sqlite3
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "broken"))

from checks import PROGRAM, ended, equal, holds, one_error, run
import make
import verify
from ledgers import LEDGERS

# What only the program looks at: what it derives, and the file around the log.
DERIVED = {"node", "tables", "schema", "database", "mark", "blob"}
WORDS = {"en": ("ERROR", "warning"), "de": ("FEHLER", "Warnung")}


def shown(finding):
    """As table.txt writes it."""
    body, index = finding["body"], finding["index"]
    text = finding["code"] + ("@" + body if body and (body != "rat" or index is None) else "")
    text += "" if index is None else "#%d" % index
    return "(%s)" % text if finding["severity"] == "warning" else text


def codes(findings):
    return sorted((f["code"], f["severity"], -1 if f["index"] is None else f["index"])
                  for f in findings if f["code"] not in DERIVED)


def second_reader(path):
    """Its report, or None where it reads no ledger."""
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            return verify.Audit().run(path).report()
    except (verify.Unreadable, sqlite3.Error, UnicodeError):
        return None


def compare_readers(name, path, report):
    theirs = second_reader(path)
    found = {f["code"] for f in report["findings"]} if report else set()
    if report is None:
        equal(name + ": the second reader reads no ledger either", theirs, None)
    elif theirs is None:  # a damaged file, or tables that are not there
        holds(name + ": the program does not call it good either", found & {"database", "schema"})
    elif "database" not in found:  # else the program saw less of it
        equal(name + ": what both find", codes(report["findings"]), codes(theirs["findings"]))
        equal(name + ": ok", theirs["ok"], not any(
            f["severity"] == "error" and f["code"] not in DERIVED for f in report["findings"]))


def check_text(name, path, report, languages):
    """For people: each finding is a line with its place, and says what to do."""
    for language in languages:
        error, warning = WORDS[language]
        _, out, _ = run("verify", "--ledger", path, "--lang", language)
        holds(name + ": no control character", not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out))
        lines = [line for line in out.split("\n") if line.startswith((error, warning))]
        wanted = [" ".join(filter(None, (warning if f["severity"] == "warning" else error, f["code"], f["body"],
                                         None if f["index"] is None else "#%d" % f["index"]))) + ": "
                  for f in report["findings"]]
        equal(name + ": lines in " + language, [line[:len(start)] for line, start in zip(lines, wanted)], wanted)
        equal(name + ": how many", len(lines), len(wanted))
        holds(name + ": what to do, in " + language, all("; " in line or ": " in line.split(": ", 1)[1] for line in lines))
        if language == "de":
            holds(name + ": it is translated", not any(f["text"] in out for f in report["findings"]))


def rows(path):
    """The log as it is stored, or None."""
    try:
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.text_factory = bytes
            return [db.execute("SELECT * FROM %s" % table).fetchall() for table in ("entry", "checkpoint", "blob")]
    except sqlite3.Error:
        return None


def check_verbs(name, path, findings):
    """Lists show what is there or say why not; `rebuild` makes tables anew and touches nothing else."""
    before = rows(path) if "schema-endless" not in name else None
    for verb in (["body", "list"], ["proposal", "list"], ["rebuild"]):
        status, out, error = run(*verb, "--ledger", path, "--lang", "en")
        refused = not findings or "schema" in findings  # no ledger, or none of ours
        if refused or status:
            equal("%s: exit status of %s" % (name, verb[0]), status, 5)
            one_error("%s: %s" % (name, verb[0]), out, error)
    equal(name + ": the log is as it was", rows(path) if before else None, before)
    if findings and set(findings) <= {"tables", "tables@rat", "node", "node#7", "node#99"}:
        equal(name + ": mended by rebuild", run("verify", "--ledger", path)[0], 0)


def check_ledger(name, folder, status, findings, seen):
    path, made = os.path.join(folder, name + ".db"), LEDGERS[name]()
    alone = len(made.logs) == 1 and all("#" in finding for finding in findings) and status == 1
    make.write(None if alone and not (made.then or made.raw) else PROGRAM, path, made)
    make.write_mark(folder, made)
    got, out, error = run("verify", "--json", "--ledger", path, "--lang", "en")
    equal(name + ": exit status", got, status)
    report = json.loads(out) if got < 2 and out else None
    if report is None:
        equal(name + ": findings", [], findings)
        equal(name + ": it is refused", got, 5)
        one_error(name, "", error.split("\n")[0] + "\n")  # the JSON object behind it
    else:
        equal(name + ": findings", [shown(f) for f in report["findings"]] or ["-"], findings)
        equal(name + ": ok", report["ok"], status == 0)
        for finding in report["findings"]:
            holds("%s: what to do: %s" % (name, finding), finding["remedy"] or ": " in finding["text"])
    compare_readers(name, path, report)
    kinds = {re.sub("[()]|[@#].*", "", finding) for finding in findings} or {name}
    if not kinds <= seen:  # the first of its kind is looked at more closely
        if report:
            check_text(name, path, report, ("de", "en") if len(seen) % 5 == 1 else ("de",))
        if status:
            check_verbs(name, path, findings)
    seen |= kinds
    os.remove(path)


def check_table(table):
    """Every code that a finding can have is there, and each ledger has its row."""
    equal("in ledgers.py or table.txt alone", sorted(set(LEDGERS) ^ set(table)), [])
    holds("80 ledgers that do not hold, or hold something without effect", sum(
        findings != ["-"] for _, findings in table.values()) >= 80)
    with open(os.path.join(HERE, "..", "core", "reason.h"), encoding="utf-8") as file:
        reasons = set(re.findall(r'^    _\([A-Z_]+, "([a-z-]+)"', file.read(), re.MULTILINE))
    with open(os.path.join(HERE, "..", "data", "FORMAT.md"), encoding="utf-8") as file:
        section = file.read().split("## 9. ")[1].split("## 10. ")[0]
    errors = {code for row in re.findall(r"^\|((?: `[a-z]+`)+) \|", section, re.MULTILINE)
              for code in re.findall("`([a-z]+)`", row)}
    wanted = (reasons | errors | {"follows"}) - {"none", "clock", "final"}  # these two the writer alone gives
    wanted -= {"behind", "fork", "stranger", "unknown", "receipt", "other"}  # of comparisons: tests/flow_against.sh
    found = {re.sub("[()]|[@#].*", "", finding) for _, findings in table.values() for finding in findings}
    equal("codes that no ledger shows", sorted(wanted - found), [])


def main():
    table, seen = make.table(), {"-"}
    check_table(table)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        for name, (status, findings) in table.items():
            check_ledger(name, folder, status, findings, seen)
    return ended("%d ledgers" % len(table))


if __name__ == "__main__":
    sys.exit(main())
