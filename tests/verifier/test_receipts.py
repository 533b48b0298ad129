"""Tests of the second reader: receipts and proofs of not having voted."""
import copy
import os
import re
import unittest

import build
import example_receipts as examples
import receipts
from build import Key, Log

FORMAT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "FORMAT.md")


class Receipts(unittest.TestCase):
    def setUp(self):
        self.log = Log(secretaries=("sigrid", "stefan"), approvals=1)
        self.log.enrol("karin", "holder", "koeln")  # 1
        self.log.enrol("norbert", "holder", "nrw")  # 2
        self.log.enrol("petra", "auditor")  # 3
        self.proposal = self.log.propose("A-1", by="karin", more="for: koeln")  # 4
        self.ballot = self.log.ballot(self.proposal)  # 5
        self.log.vote(self.ballot, "norbert", "nrw", "yes")  # 6
        self.size, self.head = self.log.head(auditors=["petra"])

    def receipt(self, index, carried, **changes):
        parts = {"log": self.log, "head": self.head, "size": self.size} | changes
        return receipts.read_file(examples.receipt(index=index, carried=carried, **parts))

    def no_vote(self, seat="koeln", last=6, carried=(0, 3), **changes):
        parts = {"log": self.log, "ballot": self.ballot, "head": self.head, "size": self.size} | changes
        return receipts.read_file(examples.no_vote(seat=seat, last=last, carried=carried, **parts))

    def test_the_example_is_in_the_format(self):
        blocks, silence = examples.blocks()
        with open(FORMAT, encoding="utf-8") as file:
            text = file.read()
        for name, block in blocks.items():
            self.assertIn("```%s\n%s```\n" % (name, block), text)
        self.assertIn("the head, %d bytes" % len(blocks["no-vote-head"].encode()), text)
        self.assertTrue(receipts.read_file(blocks["receipt"].encode())["ok"])
        found = receipts.read_file(silence)
        self.assertEqual((found["ok"], found["votes"], found["ended"]), (True, 1, "close"))
        self.assertEqual([one["name"] for one in found["cosigners"]], ["pruefer"])

    def test_every_entry_has_a_receipt(self):
        for index in range(self.size):
            found = self.receipt(index, [0, 1, 2, 3])
            self.assertEqual((found["ok"], found["index"], found["size"]), (True, index, 7))
            self.assertEqual([one["name"] for one in found["cosigners"]], ["petra"])
            self.assertEqual({one["state"] for one in found["signatures"]}, {"holds"})

    def test_what_is_not_carried_is_not_known(self):
        self.assertEqual(self.receipt(6, [0])["signatures"], [{"name": "norbert", "state": "unknown"}])
        self.assertEqual((self.receipt(6, [0])["cosigners"], self.receipt(6, [0])["unknown"]), ([], 1))
        self.assertFalse(self.receipt(6, [1, 2])["ok"])
        self.assertFalse(self.receipt(6, [0, 4])["ok"])

    def test_an_enrolment_that_nobody_vouches_for(self):
        log = Log(secretaries=("sigrid", "stefan"), approvals=2)
        log.enrol("sonja", "secretary")
        log.add("enrol", "key: %s\nrole: holder\nseat: koeln" % Key("karin").vkey, "karin", "sigrid", "sonja")
        log.propose("A-1", by="karin", more="for: koeln")
        size, head = log.head()
        state = lambda carried: self.receipt(3, carried, log=log, head=head, size=size)["signatures"][0]["state"]
        self.assertEqual((state([0, 2]), state([0, 1, 2])), ("unvouched", "holds"))

    def test_another_tree_head_or_entry(self):
        other = copy.deepcopy(self.log)
        other.propose("A-2", by="karin", more="for: koeln")
        for head in other.head()[1], self.log.head(by=Key("rat", "another key"))[1], self.log.head(6)[1]:
            self.assertFalse(self.receipt(6, [0, 2], head=head)["ok"])
        good = examples.receipt(self.log, 6, self.head, self.size, [0, 2])
        self.assertFalse(receipts.read_file(good.replace(b"index 6", b"index 5"))["ok"])
        self.assertFalse(receipts.read_file(good.replace(b"index 6", b"index 06"))["ok"])

    def test_a_false_signature_stands_in_the_log(self):
        text = self.log.notes[6].decode().split("\n\n")[0] + "\n"
        self.log.append(build.note(text.replace("yes", "no"), Key("norbert", "another key")))
        forged = self.log.notes[6].replace(b"choice: yes", b"choice: no")
        self.log.append(forged)
        size, head = self.log.head()
        found = self.receipt(8, [0, 2], head=head, size=size)
        self.assertEqual((found["ok"], found["signatures"][0]["state"]), (False, "false"))
        found = self.receipt(7, [0, 2], head=head, size=size)
        self.assertEqual((found["ok"], found["signatures"][0]["state"]), (True, "unknown"))

    def test_a_ballot_without_a_vote(self):
        found = self.no_vote()
        self.assertEqual((found["ok"], found["votes"], found["ended"], found["places"]), (True, 1, None, []))
        found = self.no_vote(seat="nrw")
        self.assertEqual((found["ok"], found["places"]), (False, [6]))
        self.assertFalse(self.no_vote(last=5)["ok"])

    def test_a_ballot_that_ended(self):
        self.log.close(self.ballot)
        self.log.propose("A-2", by="karin", more="for: koeln")
        size, head = self.log.head()
        self.assertEqual(self.no_vote(last=7, head=head, size=size)["ended"], "close")
        self.assertEqual(self.no_vote(last=8, head=head, size=size)["ended"], None)
        self.assertFalse(self.no_vote(last=6, head=head, size=size)["ok"])
        self.assertFalse(self.no_vote(ballot=self.proposal, last=8, head=head, size=size)["ok"])

    def test_lines_out_of_place(self):
        good = examples.no_vote(self.log, self.ballot, "koeln", 6, self.head, self.size, [0])
        self.assertTrue(receipts.read_file(good)["ok"])
        for change in ((b"first 5", b"first 4"), (b"last 6", b"last 5"), (b"left ", b"right "), (b"carried 1", b"carried 2"),
                       (b"seat koeln", b"seat KOELN"), (b"@v1", b"@v2"), (b"head ", b"head 0")):
            self.assertFalse(receipts.read_file(good.replace(*change, 1))["ok"], change)
        self.assertFalse(receipts.read_file(good + b"\0")["ok"])
        self.assertFalse(receipts.read_file(re.sub(b"left [^\n]*\n", b"", good, count=1))["ok"])


if __name__ == "__main__":
    unittest.main()
