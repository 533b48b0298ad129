"""What tests/flow_broken.py and tests/flow_folders.py have in common: what they need, the program, and counted checks."""
import functools
import os
import re
import subprocess
import sys
import unicodedata

try:
    import cryptography
except ImportError:
    cryptography = None
if cryptography is None or unicodedata.unidata_version != "14.0.0":
    print("needs python3 3.11 and python3-cryptography")
    sys.exit(77)

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "verifier")]

import verify

# The ledgers begin alike; what was checked once need not be checked for each of them.
verify.signature_holds = functools.lru_cache(maxsize=None)(verify.signature_holds)
PROGRAM = os.path.abspath(os.environ.get("STIMMBUCH", "build/release/stimmbuch"))
passed, failed = [], []


def equal(what, got, wanted):
    if got == wanted:
        passed.append(what)
    else:
        failed.append("%s:\n  got    %s\n  wanted %s" % (what, got, wanted))


def holds(what, condition):
    equal(what, bool(condition), True)


def run(*arguments):
    """(exit status, output, errors) of the program."""
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def one_error(what, out, error, remedy=True):
    """One line that says what is wrong, and most often what to do, and nothing else."""
    text = r"[^\x00-\x1f\x7f-\x9f]+"
    holds("%s: one line, and what to do: %r" % (what, error), re.fullmatch(
        "stimmbuch: [a-z ]+: " + text + ("[:;] " + text if remedy else "") + r"\n", error) and not out)


def ended(what):
    """Prints what failed and the closing line; the exit status."""
    for failure in failed:
        print(failure)
    print("%s: %d checks passed" % (what, len(passed)))
    return 1 if failed else 0
