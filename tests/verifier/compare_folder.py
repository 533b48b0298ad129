#!/usr/bin/env python3
"""Holds the program and the second reader against each other on published folders: good ones, and each attack of
test_folder.py. Both must find the same, at the same places.

usage: compare_folder.py PROGRAM [--mutations N] [--seed N]

A mutation changes, cuts out or puts in a few bytes of one file.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import build
from test_folder import ATTACKS, PLAN, published
from verify import Audit


def ours(program, folder):
    """What the program finds; None where it cannot read the folder."""
    run = subprocess.run([program, "verify", folder, "--json", "--jobs", "1"], capture_output=True, check=False,
                         stdin=subprocess.DEVNULL)
    if run.returncode not in (0, 1):
        return None
    report = json.loads(run.stdout)
    assert report["ok"] == (run.returncode == 0)
    return report


def theirs(folder):
    try:
        return Audit().run_folder(folder).report()
    except OSError:
        return None


def essence(report):
    """Names of bodies are known to the one reader where the other does not believe them yet."""
    if report is None:
        return "unreadable"
    found = sorted((f["code"], f["severity"], -1 if f["index"] is None else f["index"]) for f in report["findings"])
    bodies = [(b["entries"], b["root"], b["checkpoints"]) for b in report["bodies"]]
    return report["ok"], found, bodies if report["ok"] else None


def mutate(chance, folder):
    path = chance.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
    data = bytearray(path.read_bytes())
    at, length = chance.randrange(len(data)), chance.choice((1, 1, 1, 2, 32))
    kind = chance.choice(("change", "change", "cut", "put"))
    data[at:at + (0 if kind == "put" else length)] = b"" if kind == "cut" else chance.randbytes(length)
    path.write_bytes(data)
    return "%s %d bytes at %d of %s" % (kind, length, at, path.relative_to(folder))


def attacks(options):
    """(name, function of the folder) one by one."""
    yield "good", lambda folder: ""
    for attack, path, _ in ATTACKS:
        yield "%s %s" % (attack.__name__, path), lambda folder, attack=attack, path=path: attack(folder / path)
    for number in range(options.mutations):
        yield "mutation %d" % number, lambda folder, number=number: mutate(
            random.Random("%d %d" % (options.seed, number)), folder)


def main(options):
    log, head = published()
    checks = bad = 0
    for name, attack in attacks(options):
        with tempfile.TemporaryDirectory() as folder:
            build.publish(folder, log, head, [PLAN])
            what = attack(pathlib.Path(folder))
            a, b = essence(ours(options.program, folder)), essence(theirs(folder))
            checks += 1
            if a != b:
                print("%s %s:\n  the program: %s\n  the second reader: %s" % (name, what or "", a, b))
                bad += 1
    print("%d checks passed" % (checks - bad))
    return 1 if bad else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", metavar="PROGRAM")
    parser.add_argument("--mutations", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(main(parser.parse_args()))
