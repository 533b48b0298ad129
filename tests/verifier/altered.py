#!/usr/bin/env python3
"""Alters files of receipts and holds the program and the second reader against each other: they find the same.

usage: altered.py PROGRAM STEP FILE…      every STEP-th byte of each file altered, every STEP-th shorter beginning
"""
import json, os, subprocess, sys, tempfile

import receipts

def variants(data, step):
    yield data
    for at in range(0, len(data), step):
        yield data[:at] + bytes([data[at] ^ (1 << at // step % 7)]) + data[at + 1:]
    for length in range(1, len(data), 8 * step):
        yield data[:length]

def main(program, step, *paths):
    checks = agreed = 0
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for path in paths:
            with open(path, "rb") as file:
                for data in variants(file.read(), int(step)):
                    files.append((os.path.join(folder, "%d" % len(files)), data))
                    with open(files[-1][0], "wb") as out:
                        out.write(data)
        for start in range(0, len(files), 5000):
            part = files[start:start + 5000]
            run = subprocess.run([program, "receipt", "check", "--json", *(path for path, _ in part)],
                                 stdout=subprocess.PIPE, check=False)
            lines = run.stdout.decode().splitlines()
            if len(lines) != len(part):
                sys.exit("the program checked %d of %d files" % (len(lines), len(part)))
            for line, (path, data) in zip(lines, part):
                ours, theirs = receipts.read_file(data), json.loads(line)
                theirs.pop("text", None)
                if ours != theirs:
                    sys.exit("%s: the second reader says %s, the program %s" % (path, ours, theirs))
                checks += 1
                agreed += ours["ok"]
    if agreed < len(paths):
        sys.exit("the files as they were do not hold")
    print("%d files, %d hold" % (checks, agreed))

if __name__ == "__main__":
    main(*sys.argv[1:])
