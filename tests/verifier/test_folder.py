"""Tests of the second reader, continued: the folder of a published log."""
import functools
import os
import pathlib
import shutil
import tempfile
import unittest

import build
import formats
import verify
from build import council
from verify import Audit

# The same signatures in every test.
verify.signature_holds = functools.lru_cache(maxsize=None)(formats.signature_holds)
SIZE, PLAN = 310, b"Ein Lageplan.\n"
HASH = build.sha256(PLAN).hex()


@functools.lru_cache(maxsize=None)
def published():
    log = council()
    log.propose("plan", by="anna", more="for: nrw\nattachment: %s %d plan.pdf" % (HASH, len(PLAN)))
    while len(log.leaves) < SIZE:
        log.propose(str(len(log.leaves)))
    return log, log.head()


def gone(path):
    path.unlink()


def empty(path):
    path.write_bytes(b"")


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def longer(path):
    path.write_bytes(path.read_bytes() + b"\0")


def first(path):
    data = path.read_bytes()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])


def last(path):
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def new(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")


def old_tile(path):
    path.write_bytes(bytes(32 * 53))


def link(path):
    path.rename(path.parent / "moved")
    path.symlink_to("moved")


def linked_folder(path):
    path.rename(path.parents[1] / "moved")
    path.symlink_to(path.parents[1] / "moved")


def pipe(path):
    path.unlink(missing_ok=True)
    os.mkfifo(path)


# What is done to which file, and the codes with their indexes. An attachment is surplus where its entry cannot be read.
ATTACKS = [
    (first, "checkpoint", [("checkpoint", SIZE)]),
    (cut, "checkpoint", [("checkpoint", None)]),
    (gone, "tile/0/000", [("missing", None)]),
    (empty, "tile/0/000", [("size", None)]),
    (longer, "tile/0/000", [("size", None)]),
    (link, "tile/0/000", [("file", None), ("surplus", None)]),
    (pipe, "tile/0/000", [("file", None)]),
    (last, "tile/0/001.p/54", [("leaf", 309), ("checkpoint", SIZE)]),
    (gone, "tile/1/000.p/1", [("missing", None)]),
    (first, "tile/1/000.p/1", [("tile", None)]),
    (gone, "tile/entries/000", [("missing", None), ("checkpoint", SIZE), ("surplus", None)]),
    (cut, "tile/entries/000", [("bundle", None), ("checkpoint", SIZE), ("surplus", None)]),
    (first, "tile/entries/000", [("bundle", None), ("checkpoint", SIZE), ("surplus", None)]),
    (last, "tile/entries/001.p/54", [("leaf", 309), ("note", 309)]),
    (longer, "tile/entries/001.p/54", [("bundle", None), ("checkpoint", SIZE)]),
    (new, "tile/0/001.p/55", [("surplus", None)]),
    (new, "tile/0/002", [("surplus", None)]),
    (new, "tile/00/000", [("surplus", None)]),
    (new, "tile/entries/x000/001", [("surplus", None)]),
    (new, "tile/2/000.p/1", [("surplus", None)]),
    (new, "tile/0/001.p/53", [("size", None)]),
    (old_tile, "tile/0/001.p/53", [("tile", None)]),
    (pipe, "tile/0/001.p/53", [("file", None)]),
    (new, ".unfinished", [("surplus", None)]),
    (new, "README", [("surplus", None)]),
    (new, "blob/" + "0" * 64, [("surplus", None)]),
    (new, "blob/x", [("surplus", None)]),
    (last, "blob/" + HASH, [("blob", None)]),
    (longer, "blob/" + HASH, [("size", None)]),
    (gone, "blob/" + HASH, []),  # it may have been deleted
    (linked_folder, "tile/1", [("file", None), ("surplus", None), ("surplus", None)]),
]


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        log, head = published()
        build.publish(self.folder, log, head, [PLAN])

    def found(self):
        report = Audit().run_folder(self.folder).report()
        return sorted(((f["code"], f["index"]) for f in report["findings"]), key=str), report

    def test_good(self):
        found, report = self.found()
        self.assertEqual(found, [])
        self.assertTrue(report["ok"])
        log, _ = published()
        self.assertEqual(report["bodies"], [{"body": "rat", "entries": SIZE, "checkpoints": 1,
                                             "root": build.root(log.leaves).hex()}])

    def test_earlier_sizes(self):
        """Partial tiles of an earlier size are beginnings; a full tile may stand for a partial one."""
        log, head = published()
        for size in (1, 200, 300):
            build.publish(self.folder, log, log.head(size))
        build.publish(self.folder, log, head)
        self.assertEqual(self.found()[0], [])

    def test_full_tiles_in_the_place_of_partial_ones(self):
        log, _ = published()
        build.publish(self.folder, log, log.head(200))
        for level in ("0", "entries"):
            for path in (self.folder / "tile" / level).glob("001.p"):
                shutil.rmtree(path)
            (self.folder / "tile" / level / "000.p" / "200").unlink()
        shutil.rmtree(self.folder / "tile" / "1")
        self.assertEqual(self.found()[0], [])

    def test_unreadable(self):
        for attack in (gone, empty, link, pipe):
            with self.subTest(attack.__name__):
                self.setUp()
                attack(self.folder / "checkpoint")
                self.assertRaises(OSError, Audit().run_folder, self.folder)


def attack_test(attack, path, expected):
    def test(self):
        attack(self.folder / path)
        found, report = self.found()
        self.assertEqual(found, sorted(expected, key=str))
        self.assertEqual(report["ok"], not expected)
    return test


for number, (attack, path, expected) in enumerate(ATTACKS):
    setattr(Folder, "test_%02d_%s" % (number, attack.__name__), attack_test(attack, path, expected))

if __name__ == "__main__":
    unittest.main()
