#!/usr/bin/env python3
"""A program on a terminal of 80x24, for tests in shell: hub_screen.py PROGRAM ARGUMENT...

Lines on standard input say what to do; each is answered with a line, "ok" or what was on the terminal instead.
    wait TEXT   until the terminal was sent this text (20 s at most) behind what was waited for before
    keys TEXT   press these keys; the answer comes at once
    end         press Esc and q until the program has ended
"""
import itertools
import os
import pty
import re
import select
import struct
import fcntl
import sys
import termios
import time

PATIENCE = 20
pid, terminal = pty.fork()
if pid == 0:
    os.environ["TERM"] = "xterm-256color"
    os.execv(sys.argv[1], sys.argv[1:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
seen = over = ""


def read(seconds):
    """What comes within that time; None: the program has ended."""
    if not select.select([terminal], [], [], seconds)[0]:
        return ""
    try:
        data = os.read(terminal, 65536)
    except OSError:
        return None
    return data.decode("utf-8", "replace") if data else None


def bare(text):
    """Without what moves the cursor and sets colours, and without blanks, which it may stand for."""
    return re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|\(B|[=>78])|\s", "", text)


def wait(text):
    global seen, over
    deadline = time.monotonic() + PATIENCE
    while bare(text) not in over + bare(seen):
        more = read(0.2)
        if more is None or time.monotonic() > deadline:
            return "not seen: " + (over + bare(seen))[-2000:]
        seen += more
    over = (over + bare(seen)).partition(bare(text))[2]
    seen = ""
    return "ok"


def end():
    deadline = time.monotonic() + PATIENCE
    keys = itertools.cycle([b"\x1b", b"q"])
    while time.monotonic() < deadline:
        try:
            os.write(terminal, next(keys))
        except OSError:
            pass
        if read(0.2) is None:
            return "ok %d" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return "it does not end"


for line in sys.stdin:
    verb, _, rest = line.rstrip("\n").partition(" ")
    if verb == "wait":
        print(wait(rest), flush=True)
    elif verb == "keys":
        os.write(terminal, rest.encode())
        print("ok", flush=True)
    else:
        print(end(), flush=True)
        break
