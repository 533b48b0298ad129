#!/usr/bin/env python3
"""Published logs broken on purpose (tests/broken/folders.py): `verify FOLDER` finds in each just what folders.txt says,
`import` refuses it as a whole, and the second reader agrees."""
import json
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "broken"))

from checks import PROGRAM, ended, equal, holds, one_error, run
import folders
import verify
from folders import FOLDERS


def table():
    """{name: (exit status of verify, of import, findings)}."""
    with open(os.path.join(HERE, "broken", "folders.txt"), encoding="utf-8") as file:
        rows = [[part.strip() for part in line.split("|")] for line in file if line.strip() and line[0] != "#"]
    return {name: (int(ours), int(taken), findings) for name, ours, taken, findings, _ in rows}


def shown(findings):
    """As folders.txt writes them: the same code in a row is one, with its first and last index."""
    rows = []
    for f in findings:
        if rows and rows[-1][0] == f["code"]:
            rows[-1][2] = f["index"]
        else:
            rows.append([f["code"], f["index"], f["index"]])
    return " ".join(code + ("" if first is None else "#%d" % first if first == last else "#%d-%d" % (first, last))
                    for code, first, last in rows) or "-"


def second_reader(path):
    """Its findings, or None where it reads no folder."""
    try:
        audit = verify.Audit()
        return audit.run_folder(path).report()["findings"]
    except (verify.Unreadable, OSError, UnicodeError):
        return None


def check(name, folder, ledger, wanted):
    status, taken, findings = wanted
    founding = folders.log().founding
    got, out, error = run("verify", folder, "--json", "--lang", "en")
    equal(name + ": verify's exit status", got, status)
    theirs = second_reader(folder)
    if got == 5:
        one_error(name, "", error.split("\n")[0] + "\n", remedy=False)
        equal(name + ": the second reader reads no folder either", theirs, None)
    else:
        ours = json.loads(out)["findings"]
        equal(name + ": findings", shown(ours), findings)
        for f in ours:
            holds("%s: what to do: %s" % (name, f), f.get("remedy") or ": " in f["text"])
        codes = [sorted((f["code"], -1 if f["index"] is None else f["index"]) for f in some) for some in (ours, theirs or [])]
        equal(name + ": what both find", *codes)
    got, out, error = run("import", folder, "--ledger", ledger, "--founding", founding, "--lang", "en")
    equal(name + ": import's exit status", got, taken)
    if taken:
        one_error(name, out, error, remedy=False)
        entries = json.loads(run("body", "list", "--json", "--ledger", ledger)[1] or "{}") if os.path.exists(ledger) else {}
        equal(name + ": nothing was taken", entries.get("bodies", []), [])


def main():
    wanted = table()
    equal("in folders.py or folders.txt alone", sorted(set(FOLDERS) ^ set(wanted)), [])
    with tempfile.TemporaryDirectory() as here:
        os.environ["XDG_STATE_HOME"] = os.path.join(here, "state")
        good, copy, ledger = (os.path.join(here, name) for name in ("good", "copy", "new.db"))
        folders.export(PROGRAM, good, os.path.join(here, "ledger.db"))
        for name, change in FOLDERS.items():
            shutil.copytree(good, copy, symlinks=True)
            change(folders.Copy(copy))
            check(name, copy, ledger, wanted[name])
            shutil.rmtree(copy)
            shutil.rmtree(os.environ["XDG_STATE_HOME"], ignore_errors=True)  # no mark of the one before
            for end in "", "-journal":
                if os.path.exists(ledger + end):
                    os.remove(ledger + end)
    return ended("%d folders" % len(wanted))


if __name__ == "__main__":
    sys.exit(main())
