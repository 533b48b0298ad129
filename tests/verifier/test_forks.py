"""Tests of the second reader: proofs that a log was forked."""
import copy, os, pathlib, re, unittest

import forks
from build import Key, Log, root, sha256


def consistency(leaves, old, whole=True):
    """RFC 6962 section 2.1.2, as it is written there."""
    if old == len(leaves):
        return [] if whole else [root(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if old <= half:
        return consistency(leaves[:half], old, whole) + [root(leaves[half:])]
    return consistency(leaves[half:], old - half, False) + [root(leaves[:half])]


class Forks(unittest.TestCase):
    def setUp(self):
        self.log = Log()
        self.log.enrol("karin", "holder", "koeln")
        self.other = copy.deepcopy(self.log)
        for number in range(1, 8):
            self.log.propose("A-%d" % number, by="karin", more="for: koeln")
            self.other.propose("B-%d" % number, by="karin", more="for: koeln")

    def proof(self, old, size, **changes):
        longer = self.log.leaves[:size]
        parts = {"shorter": self.other.head(old)[1], "longer": self.log.head(size)[1], "root": root(longer[:old]),
                 "proof": consistency(longer, old), "notes": self.log.notes[:1]}
        if old == size:
            parts |= {"root": None, "proof": []}
            if root(self.other.leaves[:old]) > root(longer):
                parts["shorter"], parts["longer"] = parts["longer"], parts["shorter"]
        return forks.write_fork(**parts | changes)

    def assertRefused(self, data):
        with self.assertRaises(ValueError):
            forks.read_fork(data)

    def test_all_sizes(self):
        for size in range(3, 9):
            for old in range(3, size + 1):
                proof = forks.read_fork(self.proof(old, size))
                self.assertEqual((proof.body, proof.sizes), ("rat", (old, size)))
                self.assertEqual(proof.founding, self.log.ids[0].hex())

    def test_the_example(self):
        with open(os.path.join(os.path.dirname(__file__), "..", "..", "data", "FORMAT.md"), encoding="utf-8") as file:
            block = re.search("\n```fork\n(.*?\n)```\n", file.read(), re.DOTALL)[1]
        proof = forks.read_fork(block.encode())
        self.assertEqual((proof.body, proof.sizes), ("orte.example", (3, 4)))

    def test_the_corpus(self):
        """Those whose name begins with "good", and no other; tests/test_fork.c says the same of the program."""
        for path in sorted(pathlib.Path(__file__).parents[1].glob("fuzz/corpus/fork/*")):
            with self.subTest(name=path.name):
                if path.name.startswith("good-"):
                    forks.read_fork(path.read_bytes())
                else:
                    self.assertRefused(path.read_bytes())

    def test_one_history(self):
        self.assertRefused(self.proof(2, 6))
        self.assertRefused(self.proof(3, 6, shorter=self.log.head(3)[1]))
        head = self.log.head(5)[1]
        self.assertRefused(self.proof(5, 5, shorter=head, longer=head))

    def test_parts_that_do_not_fit(self):
        stranger = Key("rat", "another key")
        for changes in (
                {"root": root(self.other.leaves[:3])}, {"root": None, "proof": []}, {"proof": []},
                {"shorter": self.other.head(3, by=stranger)[1]}, {"shorter": self.other.head(3, by=Key("stefan"))[1]},
                {"shorter": self.log.head(6)[1], "longer": self.other.head(3)[1]},
                {"notes": self.log.notes[1:2]}, {"notes": []}, {"notes": Log("andere").notes[:1]},
                {"notes": self.log.notes[:3]}):
            with self.subTest(changes=list(changes)):
                self.assertRefused(self.proof(3, 6, **changes))

    def test_altered(self):
        data = self.proof(3, 6)
        for at in range(0, len(data), 3):
            self.assertRefused(data[:at] + bytes([data[at] ^ 1]) + data[at + 1:])
        for length in range(0, len(data), 11):
            self.assertRefused(data[:length])

    def test_the_log_handed_over(self):
        new = Key("rat", "the next key")
        old = self.log.log
        self.log.new_log_key(new, new, old)
        self.log.propose("A-9", by="karin", more="for: koeln")
        hand_over = self.log.notes[9]
        self.assertIn(b"action: log", hand_over)
        size = len(self.log.leaves)
        longer = self.log.head(size, by=new)[1]
        parts = {"longer": longer, "root": root(self.log.leaves[:5]), "proof": consistency(self.log.leaves, 5)}
        notes = [self.log.notes[0], hand_over]
        self.assertEqual(forks.read_fork(self.proof(5, size, **parts, notes=notes)).sizes, (5, size))
        self.assertRefused(self.proof(5, size, **parts))
        self.assertRefused(self.proof(5, size, **parts, notes=[notes[0], notes[1].replace(b"gibt", b"nimmt")[:-9]]))

    def test_consistency(self):
        leaves = [sha256(bytes([number])) for number in range(40)]
        for size in range(1, 40):
            for old in range(1, size + 1):
                start = root(leaves[:old])
                self.assertEqual(forks.root_from(old, size, consistency(leaves[:size], old), start),
                                 (start, root(leaves[:size])))


if __name__ == "__main__":
    unittest.main()
