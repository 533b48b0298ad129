#!/usr/bin/env python3
"""Tests of the second reader: for every rule of FORMAT.md a ledger that keeps it and one that breaks it."""
import contextlib
import functools
import hashlib
import io
import itertools
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import unittest
from fractions import Fraction

import build
import counting
import example
import formats
import histories
import verify
from build import Key, Log, council, key, note

HERE = os.path.dirname(os.path.abspath(__file__))
VECTORS = os.path.join(HERE, "..", "..", "..", "shared", "vectors")
# The point of order two has the height -1; adding it to a good key gives a key of mixed order: (-x, -y).
MIXED = "70b2f1809eac59649dbd4add5441197a025bbdf077cb4ef73c4251c9610ab605"
YES_NO = ["yes 0 0.0", "no 0 0.0", "abstain 0 0.0"]
DAY = 86400
# The logs of the tests begin alike; what was read and checked once need not be read and checked for each of them.
verify.signature_holds = functools.lru_cache(maxsize=None)(verify.signature_holds)
read_once = functools.lru_cache(maxsize=None)(verify.read_entry)
verify.read_entry = lambda kind, text: verify.Entry(read_once(kind, text))


def decode_point(encoded):
    """The point (X, Y, Z, T) of RFC 8032, or None where the encoding is not the canonical one of a point."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(formats.D * y * y + 1, -1, formats.P) % formats.P
    x = pow(square, (formats.P + 3) // 8, formats.P)
    if x * x % formats.P != square:
        x = x * pow(2, (formats.P - 1) // 4, formats.P) % formats.P
    if y >= formats.P or x * x % formats.P != square or (x == 0 and sign):
        return None
    x = formats.P - x if x & 1 != sign else x
    return x, y, 1, x * y % formats.P


def add_points(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % formats.P, (p[1] + p[0]) * (q[1] + q[0]) % formats.P
    c, d = 2 * p[3] * q[3] * formats.D % formats.P, 2 * p[2] * q[2] % formats.P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % formats.P, g * h % formats.P, f * g % formats.P, e * h % formats.P


class LedgerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "ledger.db")

    def audit(self, logs, heads=(), spoil=()):
        """The reader's look at a ledger file that `spoil`, SQL statements, was done to."""
        if os.path.exists(self.path):
            os.remove(self.path)
        build.write(self.path, logs if isinstance(logs, list) else [logs], heads, plain=True)
        db = sqlite3.connect(self.path)
        for statement in spoil:
            db.execute(statement)
        db.commit()
        db.close()
        return verify.Audit().run(self.path)

    def report(self, *ledger, **more):
        return self.audit(*ledger, **more).report()

    def rejected(self, log):
        return [tuple(r) for r in self.report(log)["state"][log.name]["rejected"]]

    def last(self, log):
        """The reason why the last entry of a log is rejected, or None; all entries before it must be valid."""
        rejected = self.rejected(log)
        self.assertIn(len(rejected), (0, 1), rejected)
        if rejected:
            self.assertEqual(rejected[0][0], len(log.notes) - 1, rejected)
        return rejected[0][1] if rejected else None

    def assertLast(self, log, code):
        self.assertEqual(self.last(log), code)

    def founding(self, **statute):
        """The reason why a founding is rejected, or None."""
        report = self.report(Log(**statute))
        return next((code for s in report["state"].values() for _, code in s["rejected"]), None)

    def codes(self, report):
        return [(f["code"], f["severity"], f["index"]) for f in report["findings"]]


class Keys(unittest.TestCase):
    def test_key_of_ours(self):
        self.assertEqual(formats.read_vkey(key("anna").vkey).public, key("anna").public)

    def test_refused_keys(self):
        anna = key("anna")
        good, name = anna.vkey.split("+")[2], anna.name

        def vkey(public, kind=1, name="anna"):
            raw = bytes([kind]) + public
            key_id = hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8]
            return "%s+%s+%s" % (name, key_id, build.b64(raw))
        one = (1).to_bytes(32, "little")
        rows = {
            "other key id": "anna+00000000+" + good, "upper case": "%s+%s+%s" % (name, anna.id().hex().upper(), good),
            "type 04": vkey(anna.public, 4), "no key": "anna", "name": vkey(anna.public, name="Anna"),
            "base64 without padding": anna.vkey.rstrip("=") if anna.vkey.endswith("=") else anna.vkey + "=",
            "order 1": vkey(one), "order 2": vkey((formats.P - 1).to_bytes(32, "little")), "order 4": vkey(bytes(32)),
            "order 8": vkey(formats.ORDER_8.to_bytes(32, "little")), "mixed order": vkey(bytes.fromhex(MIXED)),
            "order 1, not canonical": vkey((formats.P + 1).to_bytes(32, "little")),
            "not canonical": vkey((formats.P + 3).to_bytes(32, "little")),
            "no point": vkey((2).to_bytes(32, "little")),
            "negative zero": vkey((1 | 1 << 255).to_bytes(32, "little")),
        }
        for row, text in rows.items():
            with self.subTest(row), self.assertRaises(ValueError):
                formats.read_vkey(text)

    def test_small_orders_are_complete(self):
        found = set()
        for y in formats.SMALL_ORDER:
            for sign in (0, 1 << 255):
                point = decode_point((y | sign).to_bytes(32, "little"))
                if point:
                    eightfold = point
                    for _ in range(3):
                        eightfold = add_points(eightfold, eightfold)
                    self.assertEqual(eightfold[0], 0)
                    self.assertEqual(eightfold[1], eightfold[2])
                    found.add(point)
        self.assertEqual(len(found), 8)

    def test_prime_order_by_addition(self):
        """The ladder against the addition of points: keys, and each with a point of small order added to it."""
        small = [decode_point((y | sign).to_bytes(32, "little")) for y in formats.SMALL_ORDER for sign in (0, 1 << 255)]
        for name in ("anna", "bea", "carl"):
            point = decode_point(key(name).public)
            for x, y, z, _ in [add_points(point, other) for other in filter(None, small)]:
                x, y = (n * pow(z, -1, formats.P) % formats.P for n in (x, y))
                encoded = (y | (x & 1) << 255).to_bytes(32, "little")
                self.assertEqual(formats.has_prime_order(encoded), encoded == key(name).public)

    def test_signatures(self):
        anna, text = key("anna"), b"text\n"
        good = anna.private.sign(text)
        s = int.from_bytes(good[32:], "little")
        self.assertTrue(verify.signature_holds(anna.public, good, text))
        rows = {"other text": (good, b"Text\n"), "S + L": (good[:32] + (s + formats.L).to_bytes(32, "little"), text),
                "short": (good[:63], text), "R of order 1": ((1).to_bytes(32, "little") + good[32:], text),
                "R not canonical": ((formats.P + 3).to_bytes(32, "little") + good[32:], text)}
        for row, (signature, message) in rows.items():
            with self.subTest(row):
                self.assertFalse(verify.signature_holds(anna.public, signature, message))

    @unittest.skipUnless(os.path.isdir(VECTORS), "there is no ../shared/vectors")
    def test_vectors_of_others(self):
        with open(os.path.join(VECTORS, "crypto", "ed25519-speccheck-cases.json"), encoding="utf-8") as file:
            held = [verify.signature_holds(*(bytes.fromhex(case[f]) for f in ("pub_key", "signature", "message")))
                    for case in json.load(file)]
        self.assertEqual(held, [i == 3 for i in range(12)])
        with open(os.path.join(VECTORS, "crypto", "wycheproof-ed25519_test.json"), encoding="utf-8") as file:
            for group in json.load(file)["testGroups"]:
                public = bytes.fromhex(group["publicKey"]["pk"])
                for case in group["tests"]:
                    holds = verify.signature_holds(public, bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))
                    self.assertEqual(holds, case["result"] == "valid", case["tcId"])


class Notes(unittest.TestCase):
    def test_note(self):
        text, lines = verify.read_note(note("a\n\nb\n", key("anna"), key("bea")))
        self.assertEqual(text, b"a\n\nb\n")
        self.assertEqual([line.name for line in lines], ["anna", "bea"])

    def test_refused_notes(self):
        good = note("a\n", key("anna"))
        line = key("anna").line("a\n").encode()
        encoded = line.split(b" ")[2][:-1]
        rows = {
            "empty": b"", "no signature": b"a\n\n", "no gap": b"a\n" + line, "no text": b"\n" + line,
            "no LF at the end": good[:-1], "control character": good.replace(b"a\n", b"a\t\n"),
            "hyphen": good.replace("\N{EM DASH}".encode(), b"-"), "CR": good.replace(b"\n", b"\r\n"),
            "two blanks": good.replace(b" anna ", b" anna  "), "name": good.replace(b" anna ", b" Anna "),
            "not UTF-8 in the text": note("a\n", key("anna")).replace(b"a\n", b"\xff\n", 1),
            "not UTF-8 in a line": good.replace(b" anna ", b" ann\xff "),
            "unused bits": good.replace(encoded, encoded[:-2] + bytes([encoded[-2] + 1]) + b"="),
            "no padding": good.replace(encoded, encoded.rstrip(b"=")), "short": good.replace(encoded, encoded[4:]),
            "17 lines": good + line * 16, "long text": note("a" * 60000 + "\n", key("anna")),
            "long": note("a\n", key("anna"))[:-1] + b" " * 65536 + b"\n",
        }
        self.assertTrue(encoded.endswith(b"=") and verify.read_note(good) and verify.read_note(good + line * 15))
        self.assertTrue(verify.read_note(note("a" * 59999 + "\n", key("anna"))))
        for row, bad in rows.items():
            with self.subTest(row):
                self.assertIsNone(verify.read_note(bad))


class Trees(unittest.TestCase):
    def test_roots_of_all_sizes(self):
        tree, leaves = formats.Tree(), [build.sha256(b"\0%d" % i) for i in range(70)]
        for leaf in leaves:
            tree.append(leaf)
        for size in range(71):
            self.assertEqual(tree.root(size), build.root(leaves[:size]), size)

    def test_empty_tree(self):
        self.assertEqual(formats.Tree().root(0).hex(),
                         "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


class EntryText(unittest.TestCase):
    HEAD = ("body: rat\nfounding: %s\nby: anna\nat: 2026-02-28T23:59:59Z\nsize: 1\nroot: %s\n" % ("0" * 64, "1" * 64))
    VOTE = "stimmbuch/1 vote\n" + HEAD + "ballot: " + "2" * 64 + (
        "\ntitle: 1 Ein Titel\nseat: nrw\nas: holder\nchoice: yes\n")
    PROPOSAL = "stimmbuch/1 proposal\n" + HEAD + "number: 1\ntitle: Ein Titel\nkind: decision\n"

    def assertForm(self, text, good, row=None):
        with self.subTest(row or text):
            kind = text.split("\n")[0].split(" ")[1]
            if good:
                verify.read_entry(kind, text.encode("utf-8", "surrogatepass"))
            else:
                self.assertRaises(ValueError, verify.read_entry, kind, text.encode("utf-8", "surrogatepass"))

    def test_values(self):
        vote = verify.read_entry("vote", (self.VOTE + "\n| Ein Grund\n|\n|  zwei\n").encode())
        self.assertEqual((vote["by"], vote["at"], vote["size"], vote["choice"]), ("anna", 1772323199, 1, ["yes"]))
        self.assertEqual(vote["text"], "| Ein Grund\n|\n|  zwei")

    def test_characters(self):
        for row in ("\N{EURO SIGN}", "\U0001f5f3", "\ue000", "Zo\u00eb"):
            self.assertForm(self.VOTE + "\n| x%sx\n" % row, True)
        for row in ("\x07", "\x7f", "\x85", "\xad", "\u061c", "\u200b", "\u202e", "\u2066", "\u2028", "\u2029",
                    "\ufeff",
                    "\ufe0f", "\U000e0041", "\u0378", "\uffff", "\U0001fae8", "\ud800", "e\u0301", "\u212b"):
            self.assertForm(self.VOTE + "\n| x%sx\n" % row, False, "U+%04X" % ord(row[-1]))
        self.assertRaises(ValueError, verify.read_entry, "vote", (self.VOTE + "\n| ").encode() + b"\xc3\n")
        self.assertEqual(unicodedata.unidata_version, "14.0.0")

    def test_layout(self):
        self.assertForm(self.VOTE, True)
        for row in (self.VOTE + "\n", self.VOTE + "\n\n| a\n", self.VOTE + "\n|\n| a\n", self.VOTE + "\n| a\n|\n",
                    self.VOTE + "\n| a \n", self.VOTE + "\na\n", self.VOTE + "\n|a\n", self.VOTE + "\n| a\n\n| b\n",
                    self.VOTE.replace("seat: nrw", "seat:  nrw"), self.VOTE.replace("seat: nrw", "seat: "),
                    self.VOTE.replace("seat: nrw", "seat:nrw"), self.VOTE.replace("seat: nrw", "seat: nrw "),
                    self.VOTE.replace("1 Ein", "1  Ein"), self.VOTE.replace("seat: nrw\n", ""),
                    self.VOTE.replace("seat: nrw\n", "seat: nrw\nseat: by\n"), self.VOTE + "choice: yes\n",
                    self.VOTE + "more: x\n", self.VOTE.replace("seat: nrw\nas: holder", "as: holder\nseat: nrw"),
                    self.VOTE.replace("vote\n", "close\n").split("title")[0] + "\n| text\n"):
            self.assertForm(row, False)

    def test_parts(self):
        rows = (  # (text, what stands in it, good, bad)
            (self.VOTE, "seat: nrw", ["a", "a-1-b", "a" * 40],
             ["", "A", "1a", "a-", "a--b", "a_b", "a" * 41, "chair", "yes"]),
            (self.VOTE, "by: anna", ["a", "0", "a.b-c", "a" * 100], ["A", "a..b", "-a", "a" * 101, "a b"]),
            (self.VOTE, "at: 2026-02-28T23:59:59Z",
             ["2024-02-29T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"],
             ["2026-02-29T00:00:00Z", "1969-12-31T23:59:59Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:60Z",
              "2026-01-01T00:00:00", "2026-1-01T00:00:00Z", "٢026-01-01T00:00:00Z", "2026-01-01 00:00:00Z"]),
            (self.VOTE, "size: 1", ["9" * 15], ["0", "01", "+1", "1 ", "1" + "0" * 15, "１"]),
            (self.VOTE, "title: 1 Ein Titel", ["x" * 241, "ü" * 241], ["x" * 242]),
            (self.VOTE, "choice: yes", ["object", "none", "a>b=none", "maybe", "x" * 40 + "=none"],
             ["Yes", "a>", "a>>b", "a > b", "a>yes", "call", "all>a", "x" * 41, "a" + ">b" * 2100]),
            (self.VOTE, "ballot: " + "2" * 64, ["a" * 64], ["A" * 64, "a" * 63, "a" * 65, "g" * 64]),
            (self.PROPOSAL, "number: 1", ["A/1.2-b", "x" * 40], ["x" * 41, "a b", "ä", "a_b"]),
            (self.PROPOSAL, "title: Ein Titel", ["x" * 200], ["x" * 201]),
            (self.PROPOSAL, "kind: decision", ["motion"], ["decisions", "x"]),
        )
        for text, old, good, bad in rows:
            name = old.split(" ")[0]
            for value in good + bad:
                self.assertForm(text.replace(old, "%s %s" % (name, value)), value in good, (name, value))

    def test_lines_of_a_proposal(self):
        cost = "cost: bund short central "
        rows = (  # (good lines, bad lines)
            (["public: no", "for: nrw\nfor: by", "cost: bund short central 0\ncost: bund short operation 1"],
             ["public: yes",
             "for: nrw\nfor: nrw", cost + "0\n" + cost + "1", cost[:-1], "cost: bund 5"]),
            ([cost + "0", cost + "5..6", cost + "unknown", cost + "9" * 15],
             [cost + "05", cost + "6..5", cost + "5..5", cost + "-1",
             cost + "5..", cost + "..5", cost + "1" + "0" * 15, cost + "1.5"]),
            (["binding: mandatory bund\nbinding: optional laender"],
             ["binding: mandatory bund\nbinding: optional bund"]),
            (["dvc: uses Ein Name\ndvc: uses Anderer"], ["dvc: uses Ein Name\ndvc: extends Ein Name"]),
            (["demand: 5\ndemand: 1"], ["demand: 6", "demand: 1\ndemand: 1"]),
            (["offset: 100 Weil es so ist"], ["offset: 100"]),
            (["attachment: %s 0 plan.pdf" % ("a" * 64)], ["attachment: %s plan.pdf" % ("a" * 64)]),
            (["option: a Eins\noption: b Eins"], ["option: a Eins\noption: a Zwei", "option: yes Eins"]),
        )
        for good, bad in rows:
            for lines in good + bad:
                self.assertForm(self.PROPOSAL + lines + "\n", lines in good, lines)


class Rules(unittest.TestCase):
    def test_canonical(self):
        for text in ("heads(yes) > 0", "2/3 * weight(all) <= weight(yes in laender) + 0.5%", "proposer in chair",
                     "not round = 1 or call >= 1 and (heads(cast) < 5 or heads(no) != 1)", "not not proposer in a",
                     "heads(yes) - 2 * 3 * heads(no) > 1 - round", "not " * 64 + "1 = 1", "not (1 = 1 and 1 = 1)"):
            with self.subTest(text):
                counting.read_expression(text)

    def test_refused(self):
        for text in ("", "heads(yes)>0", "heads(yes) > 0 ", " heads(yes) > 0", "heads (yes) > 0", "heads( yes) > 0",
                     "(1 = 1)",
                     "1 = 1 or (1 = 1 or 1 = 1)", "1 = 1 or (1 = 1 and 1 = 1)", "not (1 = 1)", "1 = 1 = 1", "1 + 1",
                     "1 = 1 and",
                     "1/0 = 1", "01 = 1", "1/02 = 1", "1. = 1", ".5 = 1", "1/2% = 1", "heads(yes) * 2 = 1", "-1 = 1",
                     "(1) = 1",
                     "proposer", "proposer in", "proposer in A", "heads(yes in) = 1", "heads() = 1", "count(yes) = 1",
                     "1 == 1",
                     "not " * 65 + "1 = 1", "1 = 1" + " or 1 = 1" * 512, "1 = ä", "1 =\n1", "(" * 5000,
                     "not " * 1000):
            with self.subTest(text), self.assertRaises(ValueError):
                counting.read_expression(text)

    def test_names(self):
        groups = {"laender", "nrw"}
        rows = (("heads(yes) > 1", "yes-no", True), ("heads(yes) > 1", "consent", False),
                ("heads(object) > 1", "consent", True),
                ("heads(winner) > 1", "choice", True), ("heads(winner) > 1", "yes-no", False),
                ("heads(abstain) > 1", "consent", True),
                ("heads(abstain) > 1", "ranking", True), ("heads(valid) > 1", "external", True),
                ("heads(abstain) > 1", "external", True), ("heads(yes) > 1", "external", False),
                ("heads(all in laender) > 1", "yes-no", True),
                ("heads(all in x) > 1", "yes-no", False), ("proposer in nrw", "yes-no", True),
                ("proposer in chair", "yes-no", False), ("1 > 1 or heads(x) > 1", "yes-no", False))
        for text, method, good in rows:
            with self.subTest((text, method)):
                with contextlib.nullcontext() if good else self.assertRaises(ValueError):
                    counting.check_expression(counting.read_expression(text), method, groups, 3, 3)

    def test_limits_of_a_number(self):
        b = 2**120
        rows = ((str(b), True), (str(b + 1), False), ("1/%d" % b, True), ("1/%d" % (b + 1), False),
                ("%d/%d" % (b + 1, b + 1), False), ("0." + "0" * 35 + "1", True), ("0." + "0" * 36 + "1", False),
                ("0." + "0" * 33 + "1%", True), ("0." + "0" * 34 + "1%", False), ("1." + "0" * 99 + "%", True),
                ("%d.5" % (b // 10), True), ("%d.7" % (b // 10), False), ("0", True), ("0.0%", True), ("00", False))
        for text, good in rows:
            with self.subTest(text), contextlib.nullcontext() if good else self.assertRaises(ValueError):
                counting.read_expression(text + " > 0")

    def test_limits_of_a_comparison(self):
        b, half = 2**120, 2**60
        rows = (  # (text, voting seats, their weight, good)
            ("%d > 0" % b, 3, 1, True), ("%d > 1" % b, 3, 1, False), ("%d > 1" % (b - 1), 3, 1, True),
            ("%d > 0 - 1" % b, 3, 1, False), ("%d * %d > 0" % (half, half), 3, 1, True),
            ("%d * %d > 0" % (half, half + 1), 3, 1, False), ("%d * 0 * %d > 0" % (b, b), 3, 1, True),
            ("%d * %d * 0 > 0" % (b, b), 3, 1, False), ("1/%d * 1/2 * 2 > 0" % b, 3, 1, False),
            ("1/%d * 2 * 1/2 > 0" % b, 0, 1, True), ("1/%d > 1/3" % b, 3, 1, False), ("1/%d > 1/2" % b, 0, 1, True),
            ("1/%d > 1" % half, 3, 1, True), ("1/%d + 1/%d > 0" % (half, half - 1), 3, 1, True),
            ("1/%d + 1/%d > 1" % (half, half + 1), 3, 1, False), ("%d * heads(yes) > 0" % (b // 4), 4, 1, True),
            ("%d * heads(yes in laender) > 0" % (b // 4 + 1), 4, 1, False), ("%d * heads(yes) > 0" % b, 0, 0, True),
            ("%d * round > 0" % (b // (2**32 - 1)), 1, 1, True),
            ("%d * call > 0" % (b // (2**32 - 1) + 1), 1, 1, False),
            ("weight(yes) > %d" % (b // 10**9 - 4), 1, 4, True), ("weight(yes) > %d" % (b // 10**9 - 3), 1, 4, False),
            ("%d * weight(yes) > 0" % b, 1, 0, True), ("1/%d * weight(yes) > 0" % b, 1, 0, False),
            ("%d * weight(yes) > 1/512" % b, 1, 0, True), ("%d * weight(yes) > 1/1024" % b, 1, 0, False),
            ("proposer in laender", 9, 9, True))
        for text, heads, weight, good in rows:
            with self.subTest(text), contextlib.nullcontext() if good else self.assertRaises(ValueError):
                counting.check_expression(counting.read_expression(text), "yes-no", {"laender"}, heads,
                                        Fraction(weight))

    def test_exact(self):
        for value, text in ((Fraction(3), "3"), (Fraction(-1, 2), "-0.5"), (Fraction(2, 3), "2/3"),
                            (Fraction(-7, 6), "-7/6"),
                            (Fraction(0), "0"), (Fraction(1, 80), "0.0125"), (Fraction(201, 20), "10.05")):
            self.assertEqual(counting.exact(value), text)

    def test_kleene(self):
        t, f, o = "tfo"
        rows = ((("or", [t, o]), True), (("or", [f, o]), None), (("or", [f, f]), False), (("and", [t, o]), None),
                (("and", [f, o]), False), (("and", [t, t]), True), (("not", [o]), None), (("not", [f]), True),
                (("or", [o, ("and", [o, f])]), None), (("not", [("and", [f, o])]), True))
        for node, truth in rows:
            self.assertEqual(counting.truth(node, {t: True, f: False, o: None}.get), truth, node)


class Format(LedgerTest):
    """FORMAT.md says what the reader does."""

    def setUp(self):
        super().setUp()
        with open(os.path.join(HERE, "..", "..", "data", "FORMAT.md"), encoding="utf-8") as file:
            self.text = file.read()

    def test_the_example_is_up_to_date(self):
        _, title, section = self.text.partition(example.TITLE)
        self.assertTrue(title)
        self.assertEqual(section.partition("\n## ")[0], example.section())

    def test_the_example_holds(self):
        log = example.log()
        report = self.report(log, [(1, *log.head(auditors=["pruefer"]))])
        self.assertEqual((report["findings"], report["bodies"][0]["checkpoints"]), ([], 1))
        self.assertIn("\n3 %s\n" % report["bodies"][0]["root"], self.text)
        log.now += 60
        proposal = next(iter(log.titles))
        made = log.ballot(proposal, "mehrheit")
        self.assertLast(log, None)
        digest = re.search("\n```roll-digest\n([0-9a-f]{64})\n", self.text)[1]
        self.assertIn(b"\nroll: %s\n" % digest.encode(), log.notes[3], made)

    def test_fields(self):
        """The reader takes the fields from the text: what it takes, for a kind written down by hand."""
        common = {"body": "NAME", "founding": "HASH", "by": "NAME", "at": "TIME", "size": "SIZE1", "root": "HASH"}
        vote = common | {"ballot": "HASH", "title": "TITLE241", "seat": "ID", "as": "holder|deputy|clerk",
                         "choice": "CHOICE"}
        self.assertEqual({name: field.parts for name, field in verify.FIELDS["vote"].items()}, vote)
        self.assertEqual([name for name, field in verify.FIELDS["vote"].items() if field.quantifier], ["choice"])
        self.assertEqual(set(verify.KINDS), set(
            "body enrol roster statute key meeting attendance proposal statement status ballot vote recusal objection "
            "close result void minutes confirm".split()))
        self.assertEqual(set(verify.KINDS) - verify.WITH_TEXT, {
            "enrol", "attendance", "ballot", "close", "result", "minutes"})

    def test_words(self):
        self.assertEqual(verify.WORDS["WHOM"], "bund|laender|kommunen|it-dienstleister")
        self.assertEqual(set(verify.WORDS), {"reserved", "KIND", "WHOM", "HORIZON", "CATEGORY", "REQUIRE"})
        self.assertEqual(len(verify.WORDS["reserved"].split("|")), 21)
        parts = {part for fields in verify.FIELDS.values() for field in fields.values()
                 for way in verify.parts_of(field) for part in way if part.isupper()}
        self.assertEqual(parts - set(verify.GRAMMAR), set())


class Founding(LedgerTest):
    def test_valid(self):
        self.assertIsNone(self.founding())
        lines = ("rule: a A\nkind: a motion\nkind: a decision\nmethod: a choice\nquorum: a heads(all) > 1\n"
                 "adopted: a heads(winner) > 1\nabstention: a forbidden\nbinds: a agreeing\nearly: a decided 0\n"
                 "interim: a visible\ntie: a chair\nrule: b B\nmethod: b external")
        gates = ("require: cost known\nrequire: experience 2 kommunen\nrequire: experience 3 kommunen\n"
                 "require: notice 7\npropose: chair 1\npropose: chair 2\n"
                 "propose: laender 2\npropose: nrw 1\nrevote: no\nclerk: yes\nwindow: 60\ndeadline: required\n"
                 "head: 10\nfinal: 5")
        self.assertIsNone(self.founding(rules=lines, gates=gates))
        self.assertIsNone(self.founding(rules="rule: a A\nadopted: a 3 * heads(yes) > %d" % (2**120 - 9)))
        self.assertIsNone(self.founding(statute=build.STATUTE.replace("bayern laender 1.5 ",
                                                                      "bayern laender 999999999999995 ")))
        self.assertIsNone(self.founding(rules=""))

    def test_defects(self):
        statute, many = build.STATUTE, ["s%d" % i for i in range(17)]
        rows = {
            "approvals": {"approvals": 3},
            "15 approvals": {"secretaries": many[:16], "approvals": 15},
            "weights of 16 digits": {"statute": statute.replace("bayern laender 1.5 ",
                                                                "bayern laender 999999999999996 ")},
            "leading zero": {"rules": "rule: a A\nadopted: a heads(yes) > 01"},
            "too large": {"rules": "rule: a A\nadopted: a 3 * heads(yes) > %d" % (2**120 - 8)},
            "17 secretaries": {"secretaries": many, "signers": [key(name) for name in many[:16]]},
            "no such bench": {"statute": statute.replace("nrw laender", "nrw land")},
            "chair": {"statute": statute.replace("chair: nrw", "chair: ghost")},
            "adopted missing": {"rules": "rule: a A"},
            "tie": {"rules": "rule: a A\nadopted: a 1 = 1\ntie: a chair"},
            "set": {"rules": "rule: a A\nadopted: a heads(object) = 1"},
            "other rule": {"rules": "rule: a A\nadopted: b 1 = 1"},
            "rule twice": {"rules": "rule: a A\nadopted: a 1 = 1\n" * 2},
            "kind twice": {"rules": "rule: a A\nkind: a motion\nkind: a motion\nadopted: a 1 = 1"},
            "require bench": {"gates": "require: experience 1 nrw"}, "propose group": {"gates": "propose: ghost 1"},
            "require twice": {"gates": "require: cost\nrequire: cost"},
            "propose twice": {"gates": "propose: chair 1\npropose: chair 1"},
            "require word": {"gates": "require: money"},
            "a default": {"gates": "window: 0"}, "a default word": {"gates": "revote: yes"},
            "no bench": {"statute": statute.replace("bench:", "seat:")},
            "secretary twice": {"secretaries": ["sigrid", "sigrid"], "signers": [key("sigrid")]},
            "chair without one": {"statute": statute.replace("chair: nrw\n", ""), "gates": "propose: chair 1"},
            "secretary named as the body": {"secretaries": ["sigrid", "rat"]},
            "weight": {"statute": statute.replace("laender 3 ", "laender 03 ")},
            "weight fraction": {"statute": statute.replace("laender 3 ", "laender 3. ")},
            "log": {"statute": statute.replace("{log}", key("rats").vkey)},
            "log of a secretary": {"statute": statute.replace("{log}", Key("rat", "sigrid").vkey)},
            "secretaries of one key": {"statute": statute.replace("{secretaries}", "{secretaries}\nsecretary: "
                                                                  + Key("siri", "sigrid").vkey)},
        }
        for row, statute in rows.items():
            with self.subTest(row):
                self.assertEqual(self.founding(**statute), "form")

    def test_sixteen_secretaries(self):
        self.assertIsNone(self.founding(secretaries=["s%d" % i for i in range(16)], approvals=14))

    def test_signers(self):
        self.assertEqual(self.founding(signers=[key("sigrid")]), "signer")
        self.assertEqual(self.founding(signers=[key("stefan"), key("sigrid")]), "signer")
        self.assertEqual(self.founding(signers=[key("sigrid"), key("stefan"), key("anna")]), "signer")
        self.assertEqual(self.founding(signers=[key("sigrid")] * 2), "signer")

    def test_founding_is_a_finding(self):
        log = Log(signers=[])
        self.assertEqual(self.codes(self.report(log)), [("founding", "error", 0)])
        self.assertEqual(self.report(log)["bodies"][0]["body"], "#1")
        log.enrol("anna", "holder", "nrw")
        report = self.report(log, [(1, *log.head())])
        self.assertEqual(self.codes(report), [("founding", "error", 0), ("checkpoint", "error", 2)])
        self.assertEqual(report["bodies"][0]["root"], build.root(log.leaves).hex())

    def test_other_kind_first(self):
        log = council()
        log.notes, log.leaves, log.ids = log.notes[1:], log.leaves[1:], log.ids[1:]
        self.assertEqual(self.report(log)["state"]["#1"]["rejected"], [[0, "body"]])


class EveryKind(LedgerTest):
    """The codes that any entry may be rejected for, shown with enrolments."""

    def setUp(self):
        super().setUp()
        self.world = Log()
        self.fields = "key: %s\nrole: holder\nseat: nrw" % key("anna").vkey
        self.signers = ["anna", "sigrid"]

    def assertEnrol(self, code, fields=None, signers=None, **common):
        self.world.add("enrol", fields or self.fields, *(signers or self.signers), **common)
        self.assertLast(self.world, code)

    def test_valid(self):
        self.assertEnrol(None)

    def test_note(self):
        self.world.append(b"no note at all")
        self.assertLast(self.world, "note")

    def test_kind(self):
        self.world.append(note("stimmbuch/1 speech\n", key("sigrid")))
        self.assertLast(self.world, "kind")

    def test_form(self):
        for first in ("stimmbuch/1 Speech\n", "stimmbuch/2 enrol\n", "stimmbuch/1 enrol \n", "stimmbuch/1 enrol\n",
                      "\n", "hello\n"):
            world = Log()
            world.append(note(first, key("sigrid")))
            self.assertLast(world, "form")

    def test_form_of_enrol(self):
        self.assertEnrol("form", "key: %s\nrole: holder" % key("anna").vkey)

    def test_form_of_enrol_with_a_seat_too_many(self):
        self.assertEnrol("form", "key: %s\nrole: auditor\nseat: nrw" % key("anna").vkey)

    def test_form_is_before_body(self):
        self.assertEnrol("form", "key: x\nrole: auditor", body="other")

    def test_body(self):
        self.assertEnrol("body", body="other")

    def test_founding(self):
        self.assertEnrol("body", founding="0" * 64)

    def test_second_founding(self):
        self.world.append(self.world.notes[0])
        self.assertLast(self.world, "body")

    def test_duplicate(self):
        self.world.enrol("anna", "holder", "nrw")
        self.world.append(self.world.notes[1])
        self.assertLast(self.world, "duplicate")

    def test_duplicate_of_what_was_no_note(self):
        text = self.world.text("enrol", self.fields, key("anna"), size=1)
        self.world.append(text.encode())
        self.world.append(note(text, key("anna"), key("sigrid")))
        self.assertEqual(self.rejected(self.world), [(1, "note")])

    def test_no_duplicate_of_what_its_author_did_not_sign(self):
        text = self.world.text("enrol", self.fields, key("anna"))
        self.world.append(note(text, key("anna")))
        self.world.append((text + "\n" + key("anna").line(text) + key("sigrid").line(text + "x")).encode())
        self.world.append(note(text, key("anna"), key("sigrid")))
        self.world.append(note(text, key("anna"), key("sigrid")))
        self.assertEqual(self.rejected(self.world), [(1, "signer"), (2, "signature"), (4, "duplicate")])

    def test_duplicate_of_a_rejected_entry(self):
        self.world.enrol("anna", "holder", "ghost")
        self.world.append(self.world.notes[1])
        self.assertEqual(self.rejected(self.world), [(1, "seat"), (2, "duplicate")])

    def test_reference_to_what_was_signed_at_the_second_attempt(self):
        text = self.world.text("proposal", "number: 1\ntitle: Eins\nkind: motion", key("sigrid"))
        self.world.append(note(text, key("stefan")))
        first = self.world.append(note(text, key("sigrid")))
        self.world.propose("2", more="amends: " + first)
        self.assertEqual(self.rejected(self.world), [(1, "signer")])

    def test_head(self):
        self.assertEnrol("head", size=2)

    def test_root(self):
        self.assertEnrol("head", root="0" * 64)

    def test_older_head(self):
        self.world.enrol("bea", "holder", "bayern")
        self.assertEnrol(None, size=1)

    def test_author(self):
        self.assertEnrol("author", signers=["bea", "sigrid"])

    def test_missing_secretary(self):
        self.assertEnrol("signer", signers=["anna"])

    def test_one_secretary_too_many(self):
        self.assertEnrol("signer", signers=["anna", "sigrid", "stefan"])

    def test_stranger(self):
        self.assertEnrol("signer", signers=["anna", "bea"])

    def test_key_of_another(self):
        self.assertEnrol("signer", signers=["anna", Key("sigrid", "other")])

    def test_order_of_lines(self):
        text = self.world.text("enrol", self.fields, key("anna"))
        self.world.append(note(text, key("sigrid"), key("anna")))
        self.assertLast(self.world, "signer")

    def test_signature(self):
        text = self.world.text("enrol", self.fields, key("anna"))
        self.world.append((text + "\n" + key("anna").line(text) + key("sigrid").line(text + "x")).encode())
        self.assertLast(self.world, "signature")

    def test_four_eyes(self):
        world = Log(approvals=2)
        world.add("enrol", self.fields, "anna", "stefan", "sigrid")
        self.assertLast(world, None)
        world = Log(approvals=2)
        world.add("enrol", self.fields, "anna", "stefan", "stefan")
        self.assertLast(world, "signer")

    def test_authors_and_lines_of_each_kind(self):
        rows = (  # (kind, by, others, code): of valid form, but with no good reference
            ("statement", "anna", (), "reference"), ("statement", "sigrid", (), "author"),
            ("statement", "vera", (), "author"), ("statement", "anna", ("sigrid",), "signer"),
            ("vote", "arno", (), "reference"), ("vote", "sigrid", (), "author"), ("vote", "ghost", (), "author"),
            ("vote", "anna", ("arno",), "signer"), ("recusal", "anna", (), "reference"),
            ("recusal", "sigrid", ("stefan",), "reference"), ("recusal", "sigrid", (), "signer"),
            ("recusal", "vera", (), "author"), ("close", "anna", (), "author"),
            ("close", "stefan", ("sigrid",), "reference"), ("close", "stefan", (), "signer"),
            ("close", "stefan", ("anna",), "signer"), ("void", "vera", (), "author"),
            ("void", "sigrid", ("stefan",), "reference"), ("result", "anna", ("sigrid",), "author"),
            ("ballot", "anna", ("sigrid",), "author"), ("ballot", "sigrid", (), "signer"),
            ("clerk", "sigrid", ("stefan",), "reference"), ("clerk", "sigrid", (), "signer"),
            ("clerk", "anna", (), "author"))
        nothing = "0" * 64
        vote = "ballot: %s\ntitle: 1 X\nseat: nrw\nas: %%s\nchoice: yes" % nothing
        fields = {"statement": "proposal: %s\nstance: support" % nothing, "vote": vote % "holder",
                  "clerk": vote % "clerk",
                  "recusal": "proposal: %s\nseat: nrw" % nothing, "close": "ballot: " + nothing,
                  "void": "ballot: " + nothing,
                  "result": "ballot: %s\nclose: %s\nvotes: 0\nresult: rejected" % (nothing, nothing),
                  "ballot": "proposal: %s\ntitle: 1 X\nrule: mehrheit\nround: 1\nroll: %s" % (nothing, nothing)}
        world = council(approvals=2)
        for kind, by, others, _ in rows:
            world.add("vote" if kind == "clerk" else kind, fields[kind], by, *others)
        found = dict(self.rejected(world))
        for i, row in enumerate(rows, len(world.notes) - len(rows)):
            self.assertEqual(found.get(i), row[3], row)


class Enrolments(LedgerTest):
    def assertEnrol(self, code, name, role, seat=None, label=None, signer=None):
        world = council()
        one = Key(name, label)
        world.add("enrol", "key: %s\nrole: %s%s" % (one.vkey, role, seat and "\nseat: " + seat or ""), one, "sigrid")
        self.assertLast(world, code)

    def test_valid(self):
        self.assertEnrol(None, "emil", "deputy", "nrw")
        self.assertEnrol(None, "anna", "deputy", "bayern")
        self.assertEnrol(None, "emil", "secretary")

    def test_key(self):
        self.assertEnrol("key", "anna", "deputy", "bayern", label="other")
        self.assertEnrol("key", "stefan", "auditor", label="other")
        self.assertEnrol("key", "annette", "deputy", "bayern", label="anna")
        self.assertEnrol("key", "rat", "deputy", "bayern")
        self.assertEnrol("key", "emil", "deputy", "bayern", label="rat log")

    def test_a_secretary_does_not_sign_twice(self):
        for label, lines, code in ((None, ("stefan",), "signer"), ("other", ("stefan",), "signer"),
                                   ("other", ("sigrid",), "key")):
            world, one = council(), Key("stefan", label)
            world.add("enrol", "key: %s\nrole: holder\nseat: koeln" % one.vkey, one, *lines)
            self.assertLast(world, code)

    def test_seat(self):
        self.assertEnrol("seat", "emil", "holder", "ghost")

    def test_role(self):
        self.assertEnrol("role", "vera", "deputy", "nrw")
        self.assertEnrol("role", "stefan", "holder", "nrw")
        self.assertEnrol("role", "anna", "secretary")
        self.assertEnrol("role", "vera", "secretary")

    def test_held(self):
        self.assertEnrol("held", "emil", "holder", "nrw")
        self.assertEnrol("held", "anna", "deputy", "nrw")
        self.assertEnrol("held", "arno", "deputy", "nrw")
        self.assertEnrol("held", "vera", "auditor")

    def test_a_new_secretary_signs_from_the_next_entry_on(self):
        world = council()
        world.enrol("emil", "secretary")
        world.propose("1", by="emil")
        self.assertLast(world, None)


class Proposals(LedgerTest):
    def setUp(self):
        super().setUp()
        self.world = council()

    def test_valid(self):
        for by, others, seats in (("sigrid", (), ()), ("anna", (), ("nrw",)), ("arno", ("bea",), ("bayern", "nrw")),
                                  ("sigrid", ("anna", "carl"), ("nrw", "koeln")), ("dora", (), ())):
            self.world.propose(str(len(self.world.notes)), by=by, others=others,
                               more="\n".join("for: " + s for s in seats))
            self.assertLast(self.world, None)

    def test_signer(self):
        for by, others, seats in (("anna", (), ("bayern",)), ("anna", ("arno",), ("nrw",)), ("sigrid", (), ("nrw",)),
                                  ("sigrid", ("stefan",), ()), ("sigrid", ("anna", "arno"), ("nrw",)),
                                  ("anna", (), ("nrw", "bayern"))):
            world = council()
            world.propose("1", by=by, others=others, more="\n".join("for: " + s for s in seats))
            with self.subTest((by, others, seats)):
                self.assertLast(world, "signer")

    def test_seat(self):
        for by, others in (("anna", ()), ("anna", ("arno",)), ("sigrid", ())):
            world = council()
            world.propose("1", by=by, others=others, more="for: nrw\nfor: ghost")
            self.assertLast(world, "seat")

    def test_author(self):
        self.world.propose("1", by="vera", more="for: ghost")
        self.assertLast(self.world, "author")

    def test_reference(self):
        for field in ("supersedes", "amends", "repeals"):
            world = council()
            world.propose("1", more="%s: %s" % (field, world.founding))
            self.assertLast(world, "reference")

    def test_reference_beyond_the_head(self):
        first = self.world.propose("1")
        self.world.propose("2", more="amends: " + first, size=len(self.world.notes) - 1)
        self.assertLast(self.world, "reference")

    def test_amends(self):
        self.world.propose("2", more="amends: " + self.world.propose("1"))
        self.assertLast(self.world, None)

    def test_number(self):
        self.world.propose("1")
        self.world.propose("1", "Anderer Titel")
        self.assertLast(self.world, "number")

    def test_filing(self):
        for seats, by, others, code in ((("nrw",), "anna", (), None), (("nrw", "bayern"), "anna", ("bea",), None),
                                        (("bayern",), "bea", (), "filing"),
                                        (("bayern", "koeln"), "bea", ("carl",), "filing"),
                                        ((), "sigrid", (), "filing")):
            world = council(gates="propose: laender 2\npropose: chair 1")
            world.propose("1", by=by, others=others, more="\n".join("for: " + s for s in seats))
            with self.subTest(seats):
                self.assertLast(world, code)

    def test_supersede(self):
        for old_by, old_for, by, code in (("sigrid", "", "stefan", None), ("anna", "for: nrw", "arno", None),
                                          ("anna", "", "anna", None), ("anna", "for: nrw", "bea", "supersede"),
                                          ("anna", "", "arno", "supersede"), ("anna", "", "sigrid", None)):
            world = council()
            world.propose("2", by=by, more="supersedes: " + world.propose("1", by=old_by, more=old_for))
            with self.subTest((old_by, by)):
                self.assertLast(world, code)

    def test_supersede_twice(self):
        first = self.world.propose("1")
        self.world.propose("2", more="supersedes: " + first)
        self.world.propose("3", more="supersedes: " + first)
        self.assertLast(self.world, "supersede")
        self.assertEqual(self.report(self.world)["state"]["rat"]["proposals"], {"1": "superseded", "2": "open"})

    def test_supersede_during_a_ballot(self):
        first = self.world.propose("1")
        ballot = self.world.ballot(first)
        self.world.propose("2", more="supersedes: " + first)
        self.assertLast(self.world, "supersede")
        self.world.official("void", "ballot: " + ballot)
        self.world.propose("3", more="supersedes: " + first)
        self.assertEqual(self.rejected(self.world), [(9, "supersede")])

    def test_supersede_between_close_and_result(self):
        first = self.world.propose("1")
        self.world.close(self.world.ballot(first))
        self.world.propose("2", more="supersedes: " + first)
        self.assertLast(self.world, "supersede")

    def test_supersede_what_was_rejected(self):
        first = self.world.propose("1")
        decide(self.world, first, "rejected")
        self.world.propose("2", more="supersedes: " + first)
        self.assertLast(self.world, None)


class Statements(LedgerTest):
    def assertStatement(self, code, seat, by="anna"):
        world = council()
        world.add("statement", "proposal: %s\nstance: concern%s" % (world.propose("1"), seat and "\nseat: " + seat),
                  by)
        self.assertLast(world, code)

    def test_seat(self):
        self.assertStatement(None, "")
        self.assertStatement(None, "nrw", "arno")
        self.assertStatement("seat", "bayern")
        self.assertStatement("seat", "ghost")


class Recusals(LedgerTest):
    def setUp(self):
        super().setUp()
        self.world = council()
        self.proposal = self.world.propose("1")

    def assertRecusal(self, code, seat="nrw", by="anna"):
        self.world.recuse(self.proposal, seat, by)
        self.assertLast(self.world, code)

    def test_valid(self):
        self.assertRecusal(None)
        self.assertRecusal(None, "bayern", "sigrid")

    def test_seat(self):
        self.assertRecusal("seat", "bayern")

    def test_no_seat(self):
        self.assertRecusal("seat", "ghost", "sigrid")

    def test_decided(self):
        decide(self.world, self.proposal)
        self.assertRecusal("decided")

    def test_pending_ballot(self):
        self.world.ballot(self.proposal)
        self.assertRecusal("pending-ballot", by="sigrid")

    def test_by_a_member_during_a_ballot(self):
        self.world.ballot(self.proposal)
        self.assertRecusal(None)

    def test_recused(self):
        self.world.recuse(self.proposal, "nrw", "anna")
        self.assertRecusal("recused", by="arno")


def decide(world, proposal, result="adopted", **fields):
    """A ballot that anna and bea answer with one mind; the ids of ballot, close, result."""
    ballot = world.ballot(proposal, **fields)
    option = {"adopted": "yes", "rejected": "no"}[result]
    world.vote(ballot, "anna", "nrw", option)
    world.vote(ballot, "bea", "bayern", option)
    close = world.close(ballot)
    counts = ["%s %s" % (o, "2 4.5" if o == option else "0 0.0") for o in ("yes", "no", "abstain")]
    return ballot, close, world.result(ballot, close, 2, result, counts, [
        "quorum 1 2 >= 2 holds", "adopted 1 4.5 > 2.25 holds" if result == "adopted" else "adopted 1 0 > 2.25 fails"])


class Ballots(LedgerTest):
    def setUp(self):
        super().setUp()
        self.world = council()

    def assertBallot(self, code, world=None, proposal=None, **fields):
        world = world or self.world
        world.ballot(proposal or world.propose("1"), **fields)
        self.assertLast(world, code)

    def test_valid(self):
        self.assertBallot(None, closes=build.START + DAY, opens=build.START + 7200)

    def test_reference(self):
        self.assertBallot("reference", proposal=self.world.founding, title="1 X")

    def test_meeting(self):
        self.assertBallot("reference", extra="meeting: %s\n" % ("0" * 64))

    def test_title(self):
        self.assertBallot("title", title="1 Anderer Titel")

    def test_no_such_rule(self):
        self.assertBallot("rule", rule="ghost")

    def test_lines_of_the_rule(self):
        self.assertBallot("rule", lines="adopted: mehrheit weight(yes) > 50% * weight(valid)\n")

    def test_other_lines(self):
        self.assertBallot("rule", lines=self.world.rule_lines("mehrheit").replace(">= 2", ">= 1"))

    def test_an_expression_that_is_none_is_no_defect_of_form(self):
        self.assertBallot("rule", lines="quorum: mehrheit nonsense\nadopted: mehrheit )\n")

    def test_without_adopted(self):
        self.assertBallot("rule", lines="quorum: mehrheit heads(present) >= 2\n")

    def test_lines_of_another_rule(self):
        self.assertBallot("form", lines=self.world.rule_lines("konsens"))

    def test_options(self):
        self.assertBallot("option", extra="option: a Eins\n")

    def test_rule_kind(self):
        own = "rule: wahl Wahl\nkind: wahl election\nkind: wahl motion\nadopted: wahl heads(yes) > 0"
        self.assertBallot("rule-kind", council(rules=own), rule="wahl")
        world = council(rules=own)
        self.assertBallot(None, world, world.propose("1", kind="motion"), rule="wahl")

    def test_decided(self):
        proposal = self.world.propose("1")
        decide(self.world, proposal)
        self.assertBallot("decided", proposal=proposal)

    def test_superseded(self):
        proposal = self.world.propose("1")
        self.world.propose("2", more="supersedes: " + proposal)
        self.assertBallot("decided", proposal=proposal)

    def test_pending_ballot(self):
        proposal = self.world.propose("1")
        self.world.ballot(proposal)
        self.assertBallot("pending-ballot", proposal=proposal)

    def test_pending_while_closed_without_result(self):
        proposal = self.world.propose("1")
        self.world.close(self.world.ballot(proposal))
        self.assertBallot("pending-ballot", proposal=proposal)

    def test_after_a_void_ballot(self):
        proposal = self.world.propose("1")
        self.world.official("void", "ballot: " + self.world.ballot(proposal))
        self.assertBallot(None, proposal=proposal)

    def test_times(self):
        for code, times in (("times", {"closes": 0}), ("times", {"closes": 7200, "opens": 7200}),
                            (None, {"closes": 7201, "opens": 7200})):
            self.assertBallot(code, council(), **{name: build.START + t for name, t in times.items()})

    def test_closes_before_log_time(self):
        proposal = self.world.propose("1", at=build.START + DAY)
        self.assertBallot("times", proposal=proposal, closes=build.START + DAY)

    def test_deadline_required(self):
        self.assertBallot("times", council(gates="deadline: required"))
        self.assertBallot(None, council(gates="deadline: required"), closes=build.START + DAY)

    def test_round(self):
        proposal = self.world.propose("1")
        decide(self.world, proposal, "rejected")
        self.assertBallot(None, proposal=proposal, number=2)
        self.assertEqual(self.report(self.world)["state"]["rat"]["proposals"], {"1": "voting"})

    def test_wrong_round(self):
        self.assertBallot("round", number=2)

    def test_roll(self):
        self.assertBallot("roll", roll="0" * 64)

    def test_roll_with_recusal(self):
        proposal = self.world.propose("1")
        before = self.world.roll(proposal)
        self.world.recuse(proposal, "nrw", "anna")
        self.assertNotEqual(before, self.world.roll(proposal))
        self.assertBallot(None, proposal=proposal)

    def test_roll_text(self):
        world = Log(statute=build.STATUTE.replace("seat: koeln kommunen 1 voting Stadt Köln\n", ""))
        world.enrol("bea", "holder", "bayern")
        rows = ("seat bayern laender 1.5 voting\nmember bea holder %s\nseat nrw laender 3 voting\n"
                "seat verband beirat 1 advisory\n" % key("bea").vkey)
        self.assertBallot(None, world, roll=hashlib.sha256(rows.encode()).hexdigest())

    def cells(self, amount="1", leave_out=()):
        cells = ("cost: %s %s %s %s" % (p, h, c, amount) for p in ("bund", "laender", "kommunen")
                 for h in ("short", "medium", "long") for c in ("central", "migration", "operation"))
        return "\n".join(cell for i, cell in enumerate(cells) if i not in leave_out)

    def test_gates(self):
        rows = (("cost", self.cells("unknown"), None), ("cost", self.cells(leave_out=[26]), "gate"),
                ("cost", "", "gate"),
                ("cost known", self.cells("1..2"), None), ("cost known", self.cells("unknown"), "gate"),
                ("cost known", self.cells() + "\ncost: it-dienstleister long operation unknown", None),
                ("cost known", self.cells(leave_out=[0]) + "\ncost: it-dienstleister long operation 1", "gate"),
                ("binding", "binding: mandatory bund", None), ("binding", "", "gate"), ("dvc", "dvc: uses X", None),
                ("dvc", "", "gate"), ("demand", "demand: 1", None), ("demand", "", "gate"),
                ("notice 1", "", "gate"), ("experience 1 kommunen", "", "gate"))
        for gate, more, code in rows:
            world = council(gates="require: " + gate)
            with self.subTest((gate, code)):
                self.assertBallot(code, world, world.propose("1", more=more))

    def test_notice(self):
        for wait, code in ((DAY, None), (DAY - 1, "gate")):
            world = council(gates="require: notice 1")
            proposal = world.propose("1", by="anna", at=build.START)  # before the log time, which is the founding's
            self.assertBallot(code, world, proposal, opens=build.START + wait)

    def test_experience(self):
        for others, code in ((["bea"], None), (["anna"], "gate"), (["carl"], "gate")):
            world = council(gates="require: experience 2 laender")
            proposal = world.propose("1")
            for by in ["anna"] + others:
                seat = {"anna": "nrw", "bea": "bayern", "carl": "koeln"}[by]
                world.add("statement", "proposal: %s\nstance: experience\nseat: %s" % (proposal, seat), by)
            self.assertBallot(code, world, proposal)


class Votes(LedgerTest):
    def setUp(self):
        super().setUp()
        self.start(council())

    def start(self, world, **fields):
        self.world = world
        self.proposal = world.propose("1")
        self.ballot = world.ballot(self.proposal, **fields)

    def assertVote(self, code, by="anna", seat="nrw", *choices, **fields):
        self.world.vote(self.ballot, by, seat, *(choices or ["yes"]), **fields)
        self.assertLast(self.world, code)

    def test_valid(self):
        self.assertVote(None)
        self.assertVote(None, "arno", role="deputy", text="Gründe.")

    def test_reference(self):
        self.world.vote(self.proposal, "anna", "nrw", "yes")
        self.assertLast(self.world, "reference")

    def test_title(self):
        self.assertVote("title", title="1 Anderer")

    def test_closed(self):
        self.world.close(self.ballot)
        self.assertVote("closed")

    def test_void(self):
        self.world.official("void", "ballot: " + self.ballot)
        self.assertVote("closed")

    def test_early(self):
        self.start(council(), opens=build.START + DAY)
        self.assertVote(None, "bea", "bayern", at=build.START + DAY)
        self.assertVote("early", at=build.START + DAY - 1)

    def test_late(self):
        self.start(council(), closes=build.START + DAY)
        self.assertVote(None, "bea", "bayern", at=build.START + DAY)
        self.assertVote("late", at=build.START + DAY + 1)

    def test_a_vote_may_be_older_than_its_ballot(self):
        self.assertVote(None, at=0)

    def test_late_by_the_log(self):
        self.start(council(), closes=build.START + DAY)
        self.world.propose("2", at=build.START + DAY)
        self.assertVote(None, "bea", "bayern")
        self.world.propose("3", at=build.START + DAY + 1)
        self.assertVote("late")

    def test_log_time_is_that_of_secretaries(self):
        self.start(council(), closes=build.START + DAY)
        self.world.propose("2", by="bea", at=build.START + 2 * DAY)
        self.world.enrol("emil", "secretary", at=build.START + 2 * DAY)
        self.assertVote(None)

    def test_clerk(self):
        self.assertVote("clerk", "sigrid", role="clerk")

    def test_seat(self):
        self.assertVote("seat", "anna", "bayern")

    def test_no_seat(self):
        self.assertVote("seat", "anna", "ghost")

    def test_other_role(self):
        self.assertVote("seat", role="deputy")

    def test_enrolled_after_the_ballot(self):
        self.world.enrol("emil", "deputy", "nrw")
        self.assertVote("seat", "emil", role="deputy")

    def test_advisory(self):
        self.assertVote("advisory", "dora", "verband")

    def test_recused(self):
        self.world.recuse(self.proposal, "nrw", "arno")
        self.assertVote("recused")

    def test_two_choices(self):
        self.assertVote("choice", "anna", "nrw", "yes", "no")

    def test_choice_of_another_method(self):
        self.assertVote("choice", "anna", "nrw", "consent")

    def test_abstention(self):
        self.assertVote(None, "anna", "nrw", "abstain")
        self.start(council(rules="rule: mehrheit M\nadopted: mehrheit heads(yes) > 0\nabstention: mehrheit forbidden"))
        self.assertVote("choice", "anna", "nrw", "abstain")

    def test_objection_without_reason(self):
        self.start(council(), rule="konsens")
        self.assertVote(None, "anna", "nrw", "object", text="Weil.")
        self.assertVote("choice", "anna", "nrw", "concern")

    def test_revote(self):
        self.assertVote(None)
        self.assertVote(None, "anna", "nrw", "no")
        self.start(council(gates="revote: no"))
        self.assertVote(None)
        self.assertVote(None, "arno", role="deputy")
        self.assertVote("revote", "anna", "nrw", "no")

    def test_order(self):
        self.assertVote(None, at=build.START + DAY)
        self.assertVote("order", "anna", "nrw", "no", at=build.START + DAY)


class Closings(LedgerTest):
    def start(self, closes=DAY, **statute):
        self.world = council(**statute)
        self.ballot = self.world.ballot(self.world.propose("1"), closes=closes and build.START + closes)

    def assertClose(self, code, at=None):
        self.world.close(self.ballot, at=at and build.START + at)
        self.assertLast(self.world, code)

    def test_at_the_deadline(self):
        self.start()
        self.assertClose(None, DAY)

    def test_log_time_closes_nothing(self):
        self.start()
        self.world.propose("2", at=build.START + DAY)
        self.assertClose("window", DAY - 1)

    def test_close_may_be_older_than_the_log(self):
        self.start(None)
        opened = self.world.now - build.START
        self.world.propose("2", at=build.START + DAY)
        self.assertClose(None, opened)

    def test_before_the_deadline(self):
        self.start()
        self.assertClose("window", DAY - 1)

    def test_reference(self):
        self.start()
        self.world.close(self.world.founding)
        self.assertLast(self.world, "reference")

    def test_closed(self):
        self.start(None)
        self.assertClose(None)
        self.assertClose("closed")

    def test_void(self):
        self.start(None)
        self.world.official("void", "ballot: " + self.ballot)
        self.assertLast(self.world, None)
        self.assertClose("closed")

    def test_void_after_close(self):
        self.start(None)
        self.assertClose(None)
        self.world.official("void", "ballot: " + self.ballot)
        self.assertLast(self.world, "closed")

    def test_window(self):
        self.start(None, gates="window: 60")
        opened = self.world.now - build.START
        self.assertClose("window", opened + 3599)
        self.start(None, gates="window: 60")
        self.assertClose(None, opened + 3600)

    def vote(self, **choices):
        for name, seat in (("anna", "nrw"), ("arno", "nrw"), ("bea", "bayern"), ("carl", "koeln")):
            if name in choices:
                self.world.vote(self.ballot, name, seat, choices[name], role="deputy" if name == "arno" else "holder")

    def test_all_holders_have_voted(self):
        self.start()
        self.vote(anna="yes", bea="no", carl="no")
        self.assertClose(None)

    def test_deputies_do_not_count_as_holders(self):
        self.start()
        self.vote(arno="yes", bea="no", carl="no")
        self.assertClose("window")

    def test_recused_seats_are_not_waited_for(self):
        self.start()
        self.vote(bea="no", carl="no")
        self.world.recuse(next(iter(self.world.titles)), "nrw", "anna")
        self.assertClose(None)

    EARLY = "rule: mehrheit M\nquorum: mehrheit heads(present) >= 2\nadopted: mehrheit %s\nearly: mehrheit decided %d"

    def assertEarly(self, code, votes, adopted="weight(yes) > 50% * weight(all)", revote="revote: no", minutes=0):
        self.start(gates=revote, rules=self.EARLY % (adopted, minutes))
        self.vote(**votes)
        with self.subTest((votes, adopted, revote)):
            self.assertClose(code)

    def test_early(self):
        self.assertEarly(None, {"anna": "yes", "carl": "yes"})  # 4 of 5.5
        self.assertEarly("window", {"anna": "yes"})  # the quorum is open
        self.assertEarly("window", {"anna": "yes", "carl": "yes"}, minutes=10)
        self.assertEarly("window", {"anna": "yes", "carl": "yes"}, revote="")
        self.assertEarly("window", {"arno": "yes", "carl": "yes"})  # the holder may still change it
        self.assertEarly(None, {"anna": "no", "carl": "no"})  # 1.5 of 5.5 at most
        self.assertEarly("window", {"carl": "yes", "bea": "yes"})  # 2.5, or 5.5

    def test_early_with_several_comparisons(self):
        self.assertEarly(None, {"anna": "yes", "carl": "yes"}, "heads(yes) >= 2 or heads(yes in laender) = 2")
        self.assertEarly("window", {"anna": "yes", "carl": "no"}, "heads(yes) >= 2 or heads(yes in laender) = 2")
        self.assertEarly(None, {"anna": "no", "carl": "no"}, "heads(yes) >= 2 or heads(yes in laender) = 2")

    def test_equality_between_the_ends_is_open(self):
        self.assertEarly("window", {"anna": "yes", "carl": "yes"}, "2 * heads(yes) + heads(no) - heads(abstain) = 5")
        self.assertEarly(None, {"anna": "yes", "carl": "yes"}, "2 * heads(yes) + heads(no) - heads(abstain) = 7")

    def test_early_when_the_quorum_cannot_be_reached(self):
        self.start(gates="revote: no", rules="rule: mehrheit M\nquorum: mehrheit heads(present) >= 4\n"
                                             "adopted: mehrheit heads(yes) > 1\nearly: mehrheit decided 0")
        self.assertClose(None)


class Results(LedgerTest):
    def setUp(self):
        super().setUp()
        self.world = council()
        self.proposal = self.world.propose("1")
        self.ballot = self.world.ballot(self.proposal)
        self.world.vote(self.ballot, "anna", "nrw", "yes")
        self.world.vote(self.ballot, "bea", "bayern", "no")
        self.close = self.world.close(self.ballot)
        self.right = {"votes": 2, "result": "adopted", "counts": ["yes 1 3.0", "no 1 1.5", "abstain 0 0.0"],
                      "reasons": ["quorum 1 2 >= 2 holds", "adopted 1 3 > 2.25 holds"]}

    def assertResult(self, code, ballot=None, close=None, **wrong):
        self.world.result(ballot or self.ballot, close or self.close, **(self.right | wrong))
        self.assertLast(self.world, code)

    def test_valid(self):
        self.assertResult(None, extra="")
        state = self.report(self.world)["state"]["rat"]
        self.assertEqual(state["proposals"], {"1": "adopted"})
        self.assertEqual(state["ballots"], {self.ballot: {
            "state": "closed", "result": "adopted",
            "counts": {"yes": [1, "3.0"], "no": [1, "1.5"], "abstain": [0, "0.0"]}}})

    def test_number_is_not_looked_at(self):
        lines = ["ballot: " + self.ballot, "close: " + self.close, "number: B-17", "votes: 2", "result: adopted"]
        lines += ["count: " + c for c in self.right["counts"]] + ["reason: " + r for r in self.right["reasons"]]
        self.world.official("result", "\n".join(lines))
        self.assertLast(self.world, None)

    def test_wrong_parts(self):
        for wrong in ({"votes": 3}, {"result": "rejected"}, {"result": "void"}, {"extra": "winner: a"},
                      {"counts": ["yes 1 3", "no 1 1.5", "abstain 0 0"]}, {"counts": self.right["counts"][:2]},
                      {"counts": ["yes 2 3.0", "no 1 1.5", "abstain 0 0.0"]},
                      {"counts": ["no 1 1.5", "yes 1 3.0", "abstain 0 0.0"]}, {"reasons": self.right["reasons"][:1]},
                      {"reasons": ["quorum 1 2 >= 2 holds", "adopted 1 3.0 > 2.25 holds"]}):
            self.setUp()
            with self.subTest(wrong):
                self.assertResult("result", **wrong)

    def test_reference(self):
        self.assertResult("reference", close=self.ballot)

    def test_close_of_another_ballot(self):
        other = self.world.ballot(self.world.propose("2"))
        self.assertResult("closed", ballot=other)

    def test_second_result(self):
        self.assertResult(None)
        self.assertResult("result")

    def test_repeals(self):
        result = self.world.result(self.ballot, self.close, **self.right)
        self.world.propose("2", more="repeals: " + result)
        self.assertLast(self.world, None)

    def test_result_signed_at_the_second_attempt(self):
        result = self.world.result(self.ballot, self.close, **self.right)
        good = self.world.notes.pop()
        self.world.leaves.pop()
        self.world.ids.pop()
        self.world.append(note(good.decode().split("\n\n")[0] + "\n", key("stefan")))
        self.world.append(good)
        self.world.propose("2", more="repeals: " + result)
        self.assertEqual(self.rejected(self.world), [(len(self.world.notes) - 3, "signer")])

    def test_close_signed_at_the_second_attempt(self):
        ballot = self.world.ballot(self.world.propose("2"))
        text = self.world.text("close", "ballot: " + ballot, key("sigrid"))
        self.world.append(note(text, key("stefan")))
        close = self.world.append(note(text, key("sigrid")))
        self.world.result(ballot, close, 0, "no-quorum", YES_NO, ["quorum 1 0 >= 2 fails", "adopted 1 0 > 0 fails"])
        self.assertEqual(self.rejected(self.world), [(len(self.world.notes) - 3, "signer")])

    def test_repeals_what_was_rejected(self):
        *_, result = decide(self.world, self.world.propose("2"), "rejected")
        self.world.propose("3", more="repeals: " + result)
        self.assertLast(self.world, "reference")

    def test_superseding_what_was_adopted(self):
        self.world.result(self.ballot, self.close, **self.right)
        self.world.propose("2", more="supersedes: " + self.proposal)
        self.assertLast(self.world, "supersede")


class Counting(LedgerTest):
    def assertCount(self, rule, votes, votes_cast, result, counts, reasons, statute=None, recuse=(), more="",
                    method=""):
        """A whole ballot under a rule whose lines are given without their id."""
        lines = ["rule: r R"] + ["%s: r %s" % tuple(line.split(": ", 1)) for line in rule]
        world = council(rules="\n".join(lines), **statute or {})
        proposal = world.propose("1", by="anna" if more else "sigrid", more=more)
        ballot = world.ballot(proposal, rule="r")
        for name, seat, choice in votes:
            world.vote(ballot, name, seat, choice, role="deputy" if name == "arno" else "holder", text="Grund.")
        for seat, by in recuse:
            world.recuse(proposal, seat, by)
        world.result(ballot, world.close(ballot), votes_cast, result, counts, reasons)
        self.assertLast(world, None)

    def test_holder_before_deputy_and_last_before_first(self):
        self.assertCount(["adopted: heads(yes) = 2"],
                         [("anna", "nrw", "no"), ("anna", "nrw", "yes"), ("arno", "nrw", "no"),
                                                       ("bea", "bayern", "no"), ("bea", "bayern", "yes")],
                         2, "adopted", ["yes 2 4.5", "no 0 0.0", "abstain 0 0.0"], ["adopted 1 2 = 2 holds"])

    def test_recused_seat(self):
        self.assertCount(["adopted: heads(all) - heads(seats) = heads(cast)"],
                         [("anna", "nrw", "yes"), ("bea", "bayern", "yes")],
                         1, "adopted", ["yes 1 1.5", "no 0 0.0", "abstain 0 0.0"], ["adopted 1 1 = 1 holds"],
                         recuse=[("nrw", "anna")])

    def test_silence_abstains(self):
        self.assertCount(["quorum: heads(present) >= 1",
                          "adopted: heads(abstain) = 2 and heads(cast) = 3 and heads(valid) = 1",
                          "silent: abstain"], [("anna", "nrw", "yes")], 1, "adopted",
                         ["yes 1 3.0", "no 0 0.0", "abstain 0 0.0"],
                         ["quorum 1 1 >= 1 holds", "adopted 1 2 = 2 holds", "adopted 2 3 = 3 holds",
                          "adopted 3 1 = 1 holds"])

    def test_silence_abstains_from_consent(self):
        self.assertCount(["method: consent", "adopted: heads(abstain) = 2 and heads(valid) = 1", "silent: abstain"],
                         [("anna", "nrw", "consent")], 1, "adopted", ["consent 1 3.0", "concern 0 0.0", "object 0 0.0"],
                         ["adopted 1 2 = 2 holds", "adopted 2 1 = 1 holds"])

    def test_silence_consents(self):
        self.assertCount(["method: consent", "adopted: weight(consent) > 2/3 * weight(valid)", "silent: consent"],
                         [("anna", "nrw", "object")], 1, "rejected",
                         ["consent 0 0.0", "concern 0 0.0", "object 1 3.0"],
                         ["adopted 1 2.5 > 11/3 fails"])

    def test_silence_says_yes(self):
        self.assertCount(["adopted: heads(yes) = 3", "silent: consent"], [], 0, "adopted", YES_NO,
                         ["adopted 1 3 = 3 holds"])

    def test_no_quorum(self):
        self.assertCount(["quorum: heads(present) > 0 or round = 2", "adopted: call = 1"], [], 0, "no-quorum", YES_NO,
                         ["quorum 1 0 > 0 fails", "quorum 2 1 = 2 fails", "adopted 1 1 = 1 holds"])

    def test_groups(self):
        self.assertCount(["adopted: heads(yes in laender) = 2 and weight(yes in nrw) = 3 and heads(yes in chair) = 1 "
                          "and proposer in chair and not proposer in kommunen"],
                         [("anna", "nrw", "yes"), ("bea", "bayern", "yes"), ("carl", "koeln", "no")], 3, "adopted",
                         ["yes 2 4.5", "no 1 1.0", "abstain 0 0.0"],
                         ["adopted 1 2 = 2 holds", "adopted 2 3 = 3 holds", "adopted 3 1 = 1 holds",
                          "adopted 4 proposer in chair holds", "adopted 5 proposer in kommunen fails"],
                         more="for: nrw")

    def test_sums(self):
        self.assertCount(["adopted: 1/3 * weight(yes) - 12.5% * heads(all) <= 0.1 - 2 * 3 * heads(yes)"],
                         [("carl", "koeln", "yes")], 1, "rejected", ["yes 1 1.0", "no 0 0.0", "abstain 0 0.0"],
                         ["adopted 1 -1/24 <= -5.9 fails"])

    def test_digits_of_advisory_seats_and_at_the_end_count(self):
        statute = build.STATUTE.replace("bayern laender 1.5 ", "bayern laender 1.50 ")
        self.assertCount(["adopted: weight(yes) = 1.50"], [("bea", "bayern", "yes")], 1, "adopted",
                         ["yes 1 1.50", "no 0 0.00", "abstain 0 0.00"], ["adopted 1 1.5 = 1.5 holds"],
                         statute={"statute": statute})
        self.assertCount(["adopted: heads(yes) = 1"], [("bea", "bayern", "yes")], 1, "adopted",
                         ["yes 1 1.5000", "no 0 0.0000", "abstain 0 0.0000"], ["adopted 1 1 = 1 holds"],
                         statute={"statute": statute.replace("verband beirat 1 ", "verband beirat 0.0000 ")})

    def test_bench_before_seat(self):
        self.assertCount(["adopted: heads(yes in bayern) = 1"], [("anna", "nrw", "yes")], 1, "adopted",
                         ["yes 1 3.0", "no 0 0.0", "abstain 0 0.0"], ["adopted 1 1 = 1 holds"],
                         statute={"statute": build.STATUTE.replace("bench: laender Länder",
                                                                   "bench: bayern Bank\nbench: laender L")
                                  .replace("nrw laender", "nrw bayern")})


class Findings(LedgerTest):
    def test_sample(self):
        logs, heads = build.sample()
        report = self.report(logs, heads)
        self.assertEqual(report["findings"], [])
        self.assertTrue(report["ok"])
        self.assertEqual([(b["body"], b["entries"], b["checkpoints"]) for b in report["bodies"]],
                         [("rat", 24, 2), ("beirat.deutschland-stack", 13, 1), ("verbund", 37, 1)])
        self.assertEqual(report["bodies"][0]["root"], build.root(logs[0].leaves).hex())
        self.assertEqual(report["state"]["rat"]["proposals"], {"2026/1": "adopted", "2026/2": "voting"})

    def test_gap(self):
        report = self.report(council(), spoil=["DELETE FROM entry WHERE idx = 3"])
        self.assertEqual(self.codes(report), [("gap", "error", 3)])
        self.assertEqual(report["bodies"][0]["entries"], 3)

    def test_place(self):
        for spoil in "idx = 9", "body = 2":
            report = self.report(council(), spoil=["UPDATE entry SET %s WHERE idx = 3" % spoil])
            self.assertEqual(self.codes(report), [("gap", "error", 3)])

    def test_leaf(self):
        log = council()
        report = self.report(log, spoil=["UPDATE entry SET leaf = zeroblob(32) WHERE idx = 3"])
        self.assertEqual(self.codes(report), [("leaf", "error", 3), ("head", "error", 4), ("head", "error", 5),
                                              ("head", "error", 6)])
        log.leaves[3] = bytes(32)
        self.assertEqual(report["bodies"][0]["root"], build.root(log.leaves).hex())

    def test_id(self):
        report = self.report(council(), spoil=["UPDATE entry SET id = zeroblob(32) WHERE idx = 3"])
        self.assertEqual(self.codes(report), [("id", "error", 3)])

    def test_id_of_what_is_no_note(self):
        log = council()
        log.append(b"no note")
        report = self.report(log, spoil=["UPDATE entry SET id = zeroblob(32) WHERE idx = 7"])
        self.assertEqual(self.codes(report), [("note", "error", 7)])

    def test_a_wrong_id_is_no_broken_place(self):
        world = council()
        world.propose("1")
        world.propose("1", "Anderer Titel")
        report = self.report(world, spoil=["UPDATE entry SET id = zeroblob(32) WHERE idx = 3"])
        self.assertEqual(self.codes(report), [("id", "error", 3), ("number", "warning", 8)])

    def test_changed_entry(self):
        report = self.report(council(),
                             spoil=["UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), 'holder', 'deputy') AS "
                                               "BLOB) WHERE idx = 3"])
        self.assertEqual(self.codes(report), [("leaf", "error", 3), ("id", "error", 3), ("signature", "error", 3)])

    def test_types(self):
        report = self.report(council(), spoil=["UPDATE entry SET note = 5 WHERE idx = 6"])
        self.assertIn(("schema", "error", 6), self.codes(report))

    def test_warnings_before_and_behind_a_broken_place(self):
        world = council()
        for number in ("1", "1", "1"):
            world.propose(number, "Titel %d" % len(world.notes))
        self.assertEqual(self.codes(self.report(world)), [("number", "warning", 8), ("number", "warning", 9)])
        self.assertTrue(self.report(world)["ok"])
        world.append(b"no note")
        world.propose("1", "Letzter")
        world.propose("1", "Allerletzter")
        report = self.report(world)
        self.assertEqual(self.codes(report),
                         [("number", "warning", 8), ("number", "warning", 9), ("note", "error", 10),
                                              ("follows", "warning", 11)])
        self.assertEqual(len(report["state"]["rat"]["rejected"]), 5)

    def test_checkpoints(self):
        log = council()
        size, head = log.head()
        text = head.decode().split("\n\n")[0] + "\n"
        rows = {
            "of an older size": (1, *log.head(2), True), "of size 0": (1, *log.head(0), False),
            "with an auditor": (1, *log.head(auditors=["vera"]), True),
            "with a stranger": (1, *log.head(auditors=["walter"]), True),
            "other size": (1, 2, head, False), "other body": (7, size, head, False),
            "other key": (1, *log.head(by=Key("rat", "other")), False),
            "text": (1, size, head.replace(b"rat\n", b"rot\n"), False),
            "beyond the end": (1, size + 1, note("rat\n%d\n%s\n" % (size + 1, build.b64(bytes(32))), log.log), False),
            "other root": (1, size, note("rat\n%d\n%s\n" % (size, build.b64(bytes(32))), log.log), False),
            "auditor of another text": (1, size, head + key("vera").cosignature(text + "x\n", 1).encode(), False),
            "no note": (1, size, b"rat", False),
            "auditor alone": (1, size, (text + "\n" + key("vera").cosignature(text, 1)).encode(), False),
            "auditor first": (1, size, (text + "\n" + key("vera").cosignature(text, 1) + log.log.line(text)).encode(),
                              True),
            "auditor at no time": (1, size, head + key("vera").cosignature(text, 0).encode(), False),
            "auditor beyond time": (1, size, head + key("vera").cosignature(text, 2**63).encode(), False),
            "auditor's entry key": (1, size, head + key("vera").line(text + "x").encode(), True),
            "twice by the log": (1, size, head + log.log.line(text).encode(), True),
            "twice, once wrong": (1, size, head + log.log.line(text + "x").encode(), False),
            "strange line": (1, size, head + "\N{EM DASH} Ä/b QUJDREU=\n".encode(), True),
            "line with no signature": (1, size, head + "\N{EM DASH} b QUJDRA==\n".encode(), False),
            "101 lines": (1, size, head + key("walter").line(text).encode() * 100, False),
            "one more line": (1, size, note(text + "more\n", log.log), True),
            "an empty line more": (1, size, note(text + "\n", log.log), False),
            "two lines": (1, size, note("rat\n7\n", log.log), False),
        }
        for row, (body, size, head, good) in rows.items():
            report = self.report(log, [(body, size, head)])
            with self.subTest(row):
                self.assertEqual([f["code"] for f in report["findings"]], [] if good else ["checkpoint"])
                self.assertEqual(report["bodies"][0]["checkpoints"], int(good))

    def test_bodies_of_one_name(self):
        self.assertEqual([b["body"] for b in self.report([Log(), Log()])["bodies"]], ["#1", "#2"])


class CommandLine(LedgerTest):
    def run_it(self, *arguments):
        return subprocess.run([sys.executable, os.path.join(HERE, "verify.py"), *arguments], capture_output=True,
                              encoding="utf-8", check=False)

    def test_ok(self):
        build.write(self.path, *build.sample())
        done = self.run_it(self.path)
        self.assertEqual((done.returncode, done.stdout.split("\n")[-2], done.stderr), (0, "ok", ""))
        self.assertIn("body rat: 24 entries, root ", done.stdout)

    def test_json_and_not_ok(self):
        log = council()
        log.append(b"no note")
        build.write(self.path, [log])
        done = self.run_it("--json", self.path)
        self.assertEqual(done.returncode, 1)
        report = json.loads(done.stdout)
        self.assertEqual(report["findings"], [{"code": "note", "severity": "error", "body": "rat", "index": 7,
                                               "text": "rejected: note"}])
        self.assertEqual(report["state"]["rat"]["rejected"], [[7, "note"]])

    def test_the_ledger_is_not_written(self):
        build.write(self.path, [council()])
        with open(self.path, "rb") as file:
            before = file.read()
        os.chmod(self.path, 0o400)
        self.assertEqual(self.run_it(self.path).returncode, 0)
        with open(self.path, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_usage(self):
        self.assertEqual(self.run_it().returncode, 2)
        self.assertEqual(self.run_it("a", "b").returncode, 2)

    def test_unreadable(self):
        for content in (None, b"", b"hello, this is no database at all"):
            if content is not None:
                with open(self.path, "wb") as file:
                    file.write(content)
            with contextlib.redirect_stderr(io.StringIO()) as said:
                self.assertEqual(verify.main([self.path]), 5)
            self.assertIn(self.path, said.getvalue())

    def test_views_are_not_believed(self):
        for statements in (["ALTER TABLE entry RENAME TO e", "CREATE VIEW entry AS SELECT * FROM e"],
                           ["DROP TABLE checkpoint"],
                           ["PRAGMA application_id = 1"], ["PRAGMA user_version = 2"]):
            with self.assertRaises(verify.Unreadable):
                self.report(council(), spoil=statements)


class Fixed(unittest.TestCase):
    """Rules and votes by dice: where the outcome is called fixed, no further votes give another result."""

    def setUp(self):
        self.dice, self.body = random.Random(5), verify.Body(1)
        for index, whole in enumerate(council().notes):
            self.body.take(index, whole)

    def results(self, ballot, options):
        """The results of all ways in which the free seats may still vote."""
        ways = []
        for seat in ("nrw", "bayern", "koeln"):
            now = ballot["votes"].get(seat, {})
            bound = "holder" in now and ballot["statute"]["revote"]
            ways.append([(seat, now)] + [(seat, {"holder": option}) for option in options if not bound])
        votes = ({seat: vote for seat, vote in way if vote} for way in itertools.product(*ways))
        return {verify.Count(self.body, verify.Entry(ballot | {"votes": v})).outcome()["result"] for v in votes}

    METHODS = {"yes-no": ("yes", "no"), "consent": ("consent", "concern", "object"), "choice": ("a", "b"),
               "approval": ("a", "b"), "ranking": ("a>none>b", "none", "b>a")}

    def votes(self, method, options, abstention):
        """All that a seat may cast, as the reader has it."""
        lines = [[choice] for choice in self.METHODS[method]]
        lines += [["a", "b"]] if method == "approval" else []
        lines += [["abstain"]] if method != "consent" and not abstention else []
        return [counting.read_vote(method, options, choices) for choices in lines]

    def test_fixed_means_fixed(self):
        seen, rules = set(), histories.Rules(self.dice, ["", "", "", "laender", "nrw"])
        for _ in range(200):
            method = self.dice.choice(tuple(self.METHODS))
            rule = verify.Entry({"method": method, "quorum": rules.text(rules.node(method, 1)),
                                 "adopted": rules.text(rules.node(method, 2)),
                                 "silent": self.dice.choice((None, "abstain", "consent")),
                                 "tie": self.dice.choice((None, "chair")),
                                 "abstention": self.dice.choice((None, "forbidden"))})
            if rule.silent == "consent" and method not in ("yes-no", "consent"):
                rule["silent"] = None
            for name in ("quorum", "adopted"):
                self.assertEqual(rules.text(counting.read_expression(rule[name])), rule[name])
            statute = verify.Entry({"rules": {"r": rule}, "revote": self.dice.choice((None, "no"))})
            ids = ["a", "b"] if method in counting.WITH_WINNER else []
            proposal, options = verify.Entry({"recused": set(), "for": []}), counting.ballot_options(method, ids)
            ways = self.votes(method, options, rule.abstention)
            votes = {seat: {self.dice.choice(("holder", "deputy")): self.dice.choice(ways)}
                     for seat in ("nrw", "bayern", "koeln") if self.dice.random() < 0.7}
            ballot = verify.Entry({"rule": "r", "round": 1, "call": 1, "proposal": proposal, "statute": statute,
                                   "index": len(self.body.tree), "votes": votes, "present": set(), "ids": ids,
                                   "options": options})
            fixed, results = verify.Count(self.body, ballot).fixed(), self.results(ballot, ways)
            self.assertFalse(fixed and len(results) > 1, (rule, votes, results))
            seen.add((fixed, len(results) > 1))
        self.assertEqual(seen, {(True, False), (False, True), (False, False)})


class Hostile(unittest.TestCase):
    """Nothing that a log holds makes the reader fall over: a seed gives the same mutations every time."""

    def test_mutations(self):
        dice, (logs, _) = random.Random(1), build.sample()
        words = [b"\n", b" ", b"0", b"-1", b"yes", b"9" * 30, b"\xff", b"| ", b": ", b"(", b"not ",
                 "\N{EM DASH} ".encode()]
        for turn in range(90):
            body = verify.Body(1)
            for index, whole in enumerate(logs[turn % 3].notes):
                if index and dice.random() < 0.4:
                    lines = whole.split(b"\n")
                    at = dice.randrange(len(lines))
                    cut = dice.randrange(len(lines[at]) + 1)
                    lines[at] = lines[at][:cut] + dice.choice(words) + lines[at][cut + dice.randrange(3):]
                    whole = b"\n".join(lines[:at] + dice.randrange(3) * lines[at:at + 1] + lines[at + 1:])
                self.assertNotEqual(body.take(index, whole), "")
            body.state()

    def test_large_numbers_in_a_rule(self):
        for text in ("9" * 4000 + " = 1", "1/%s = 1" % ("9" * 4000), "0.%s = 1" % ("9" * 4000)):
            with self.assertRaises(ValueError):
                counting.read_expression(text)


if __name__ == "__main__":
    unittest.main()
