#!/usr/bin/env python3
"""A server that speaks PostgreSQL's protocol and means no good: answers without an end, of other types, with nothing in
them, at other places, words for the terminal, and silence. `sync` says one clean line each time and takes nothing in."""
import os
import re
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading

PROGRAM = os.path.abspath(os.environ.get("STIMMBUCH", "build/release/stimmbuch"))
INTEGER, BIGINT, BYTEA, TEXT = 23, 20, 17, 25
STATUTE = """stimmbuch/1 body
title: Rat
name: rat.example
level: operational
approvals: 1
bench: rat Rat
seat: eins rat 1 voting Sitz
rule: einfach Mehrheit
adopted: einfach heads(yes) > heads(no)
interim: einfach visible
"""
checks = 0


def equal(what, got, wanted):
    global checks
    checks += 1
    if got != wanted:
        sys.exit("FAIL: %s: %r instead of %r" % (what, got, wanted))


def message(kind, body=b""):
    return kind + struct.pack(">I", len(body) + 4) + body


def columns(*types):
    return message(b"T", struct.pack(">H", len(types)) + b"".join(
        b"c\0" + struct.pack(">IhIhih", 0, 0, kind, -1, -1, 1) for kind in types))


def row(*values):
    """None: null; a number is a bigint."""
    out = struct.pack(">H", len(values))
    for value in values:
        if isinstance(value, int):
            value = struct.pack(">q", value)
        out += struct.pack(">i", -1) if value is None else struct.pack(">i", len(value)) + value
    return message(b"D", out)


def table(types, *rows):
    return [message(b"1") + message(b"2") + columns(*types), *rows, message(b"C", b"SELECT\0"), message(b"Z", b"I")]


def failure(code, words):
    return message(b"E", b"SERROR\0VERROR\0C" + code + b"\0M" + words + b"\0\0")


def endless(types, one):
    yield message(b"1") + message(b"2") + columns(*types)
    while True:
        yield one


class Hub:
    """Answers as a hub does that has one body with one entry, but for what `lie` says: {part of a statement: answer}."""

    def __init__(self, folder, founding, note):
        self.honest = {
            "founding, name": table((INTEGER, BYTEA, TEXT), row(b"\0\0\0\1", founding, b"rat.example")),
            "idx = 0": table((BYTEA,), row(note)),
            "max(idx)": table((BIGINT,), row(1)),
            "idx >= $2 ORDER": table((BIGINT, BYTEA), row(0, note)),
            "kind IN": table((BIGINT, INTEGER, BYTEA)),
        }
        self.lie, self.asked = {}, threading.Event()
        self.greeting = message(b"R", struct.pack(">I", 0)) + b"".join(
            message(b"S", name + b"\0" + value + b"\0") for name, value in (
                (b"server_version", b"15.0"), (b"client_encoding", b"UTF8"), (b"in_hot_standby", b"off"),
                (b"default_transaction_read_only", b"off"))) + message(b"K", bytes(8)) + message(b"Z", b"I")
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(os.path.join(folder, ".s.PGSQL.5432"))
        self.socket.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            line, _ = self.socket.accept()
            threading.Thread(target=self.talk, args=(line,), daemon=True).start()

    def talk(self, line):
        stream = line.makefile("rb")
        statement = ""
        try:
            stream.read(struct.unpack(">I", stream.read(4))[0] - 4)
            if self.greeting is None:
                self.asked.wait()
            line.sendall(self.greeting)
            while kind := stream.read(1):
                body = stream.read(struct.unpack(">I", stream.read(4))[0] - 4)
                if kind == b"P":
                    statement = body.split(b"\0")[1].decode()
                elif kind == b"S":
                    self.answer(line, statement)
        except (OSError, struct.error):
            pass
        finally:
            stream.close()
            line.close()

    def answer(self, line, statement):
        for part, answer in [*self.lie.items(), *self.honest.items()]:
            if part in statement:
                if answer is None:
                    self.asked.set()
                    return
                for piece in answer:
                    line.sendall(piece)
                return
        line.sendall(failure(b"42883", b"what is " + statement.encode()[:100]) + message(b"Z", b"I"))


def main():
    with tempfile.TemporaryDirectory() as world:
        def environment(machine):
            return {**os.environ, "STIMMBUCH_LEDGER": "%s/%s.db" % (world, machine), "STIMMBUCH_KEYS": world + "/keys",
                    "STIMMBUCH_PASSPHRASE_FILE": world + "/passphrase", "XDG_STATE_HOME": "%s/%s" % (world, machine),
                    "XDG_CONFIG_HOME": world + "/config", "XDG_DATA_HOME": world + "/data", "LANG": "C.UTF-8",
                    "LC_ALL": "C.UTF-8"}

        def run(machine, *arguments):
            done = subprocess.run([PROGRAM, *arguments, "--lang", "en"], env=environment(machine), capture_output=True,
                                  stdin=subprocess.DEVNULL, timeout=60, check=False)
            return done.returncode, done.stdout, done.stderr

        with open(world + "/passphrase", "w", encoding="utf-8", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write("vier Esel tragen Stempel\n")
        with open(world + "/statute", "w", encoding="utf-8") as file:
            file.write(STATUTE)
        equal("a key", run("gs", "key", "new", "gs", "--kdf", "interactive")[0], 0)
        equal("a body", run("gs", "body", "found", world + "/statute", "--as", "gs", "--yes", "--kdf", "interactive")[0], 0)
        with sqlite3.connect(world + "/gs.db") as ledger:
            note, founding = ledger.execute("SELECT note, id FROM entry WHERE idx = 0").fetchone()
        hub = Hub(world, founding, note)
        url = "postgresql://gs@/hub?host=" + world
        if b"without libpq" in run("gs", "sync", url)[2]:
            print("built without libpq")
            sys.exit(77)
        arguments = ("sync", url, "--founding", founding.hex())
        turn = 0

        def lies(status, words, **lie):
            nonlocal turn
            turn += 1
            hub.lie = {key.replace("_", " "): answer for key, answer in lie.items()}
            return said(status, words, *run("new%d" % turn, *arguments))

        def said(status, words, got, out, error):
            text = error.decode()
            equal("exit (%s)" % text, got, status)
            equal("one clean line that says '%s': %r" % (words, text), bool(
                re.fullmatch("stimmbuch: [^\x00-\x1f\x7f-\x9f]+\n", text) and re.search(words, text)), True)
            equal("nothing else", out, b"")
            ledger = "%s/new%d.db" % (world, turn)
            if os.path.exists(ledger):
                with sqlite3.connect(ledger) as stored:
                    equal("nothing was taken in (%s)" % text,
                          stored.execute("SELECT count(*) FROM entry WHERE idx > 0").fetchone()[0], 0)

        equal("an honest one", run("honest", *arguments)[0], 0)
        strange = "answers otherwise"
        bodies = (INTEGER, BYTEA, TEXT)
        body = row(b"\0\0\0\1", founding, b"rat.example")
        hub.lie = {}
        for name, lie in {
                "endless": endless(bodies, row(b"\0\0\0\1", founding, b"x" * 500000)),
                "other types": table((TEXT, BYTEA, TEXT), row(b"1", founding, b"rat.example")),
                "fewer columns": table((INTEGER, BYTEA), row(b"\0\0\0\1", founding)),
                "no rows": [message(b"1") + message(b"2") + message(b"C", b"SELECT\0") + message(b"Z", b"I")],
                "result behind result": iter(lambda: message(b"C", b"X\0"), None)}.items():
            del name
            lies(1, strange, **{"founding,_name": lie})
        for lie in (row(b"\0\0\0\1", None, b"rat.example"), row(b"\0\0\0\1", founding, None), row(None, founding[1:], b"r"),
                    row(b"\0\0\0\1", founding, b"rat.example\0x"), row(b"\0\0\0\1", founding, b"\x1b[31mrat")):
            lies(3, "has no body", **{"founding,_name": table(bodies, lie)})
        for lie in (row(-1), row(None), row(1 << 62), row(b"x" * 9)):
            lies(1, strange, **{"max(idx)": table((BIGINT,), lie)})
        entries = (BIGINT, BYTEA)
        for place in (-1, None, 1, 1 << 62):
            lies(1, "withholds entry 0", **{"idx_>=_$2_ORDER": table(entries, row(place, note))})
        lies(1, "withholds entry 1", **{"idx_>=_$2_ORDER": table(entries, row(0, note), row(0, note))})
        lies(1, strange, **{"idx_>=_$2_ORDER": table((BIGINT, TEXT), row(0, note))})
        lies(1, strange, **{"idx_>=_$2_ORDER": table(entries, row(0, bytes(65536)))})
        many = [message(b"1") + message(b"2") + columns(*entries), b"".join(row(i, b"") for i in range(600))]
        lies(1, strange, **{"idx_>=_$2_ORDER": many})
        lies(1, strange, **{"kind_IN": table((BIGINT, INTEGER, BYTEA), row(-5, b"\0\0\0\2", b""))})
        lies(1, strange, **{"kind_IN": endless((BIGINT, INTEGER, BYTEA), row(0, b"\0\0\0\2", bytes(60000)))})
        # Its words are for people, on a terminal.
        words = b"rot \x1b[31m\x1b]0;x\x07 \xff\xc3 \xe2\x80\xae zwei\r\ndrei\t" + b"lang" * 20000
        for code, status, text in ((b"42501", 3, "does not allow"), (b"SB001", 3, "refuses"), (b"23502", 3, "refuses"),
                                   (b"XX000", 6, "cannot be reached")):
            lies(status, text, **{"founding,_name": [failure(code, words) + message(b"Z", b"I")]})
        # It hangs, and somebody presses Ctrl-C.
        hub.lie = {"idx >= $2 ORDER": None}
        turn += 1
        with subprocess.Popen([PROGRAM, *arguments, "--lang", "en"], env=environment("new%d" % turn), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, stdin=subprocess.DEVNULL) as hanging:
            hub.asked.wait(30)
            hanging.send_signal(signal.SIGINT)
            out, error = hanging.communicate(timeout=30)
        said(130, "interrupted", hanging.returncode, out, error)
        # It turns people away at the door.
        hub.greeting = failure(b"28000", words)
        lies(6, "cannot be reached")
        print("%d checks passed" % checks)


main()
