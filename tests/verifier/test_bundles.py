"""Tests of the second reader: bundles."""
import os
import pathlib
import tempfile
import unittest

import build
import bundles
from build import council, note


def piece(data, width=2):
    return len(data).to_bytes(width, "big") + data


def write(log, begin, size, pending=(), blobs=(), **changes):
    """A bundle of the log; `changes` replace what its lines or its head say."""
    entries = log.notes[begin:size]
    head = changes.get("head", log.head(size)[1] if entries else b"")
    lines = {"body": log.name, "founding": log.founding, "from": begin if entries else 0, "entries": len(entries),
             "pending": len(pending), "blobs": len(blobs), "head": len(head)} | changes.get("lines", {})
    text = "stimmbuch/1 bundle\n" + "".join("%s: %s\n" % line for line in lines.items()) + "\n"
    parts = [piece(one) for one in [*entries, *pending]] + [piece(one, 4) for one in blobs]
    return text.encode() + head + b"".join(parts)


class Bundles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.log = council()
        cls.log.propose("A-1")
        cls.size = len(cls.log.notes)

    def codes(self, data, before=None):
        """(errors, warnings) of the audit, behind so many entries of a ledger."""
        with tempfile.TemporaryDirectory() as folder:
            path, ledger = os.path.join(folder, "b"), os.path.join(folder, "l.db")
            pathlib.Path(path).write_bytes(data)
            if before is not None:
                build.write(ledger, [before], [])
            report = bundles.run(path, before and ledger).report()
        found = [[f["code"] for f in report["findings"] if f["severity"] == severity]
                 for severity in ("error", "warning")]
        self.assertEqual(report["ok"], not found[0])
        return found

    def waiting(self, by="sigrid", **common):
        """A proposal that is signed and has no place."""
        return note(self.log.text("proposal", "number: B-1\ntitle: Titel\nkind: decision\nfor: nrw", self.log.key(by),
                                  text="Text.", **common), self.log.key(by))

    def test_log(self):
        self.assertEqual(self.codes(write(self.log, 0, self.size, blobs=[b"", b"blob"])), [[], []])
        self.assertEqual(self.codes(write(self.log, 3, self.size), self.log), [[], []])
        with self.assertRaises(OSError):
            bundles.run(self.file(write(self.log, 3, self.size)), None)

    def file(self, data):
        file = tempfile.NamedTemporaryFile(delete=False)
        self.addCleanup(os.unlink, file.name)
        file.write(data)
        file.close()
        return file.name

    def test_altered(self):
        other = council()
        other.propose("B-1")
        self.assertEqual(self.codes(write(self.log, 0, self.size, head=other.head()[1])), [["checkpoint"], []])
        self.assertEqual(self.codes(write(self.log, 0, self.size, lines={"founding": "0" * 64})), [["checkpoint"], []])
        self.assertEqual(self.codes(write(self.log, 0, self.size, lines={"body": "rat2"})), [["checkpoint"], []])
        data = write(self.log, 0, self.size).replace(b"number: A-1", b"number: A-2")
        self.assertEqual(self.codes(data), [["signature", "checkpoint"], []])

    def test_waiting(self):
        whole = lambda *pending: write(self.log, 0, self.size, pending)
        self.assertEqual(self.codes(whole(self.waiting())), [[], []])
        self.assertEqual(self.codes(write(self.log, 0, 0, [self.waiting()]), self.log), [[], []])
        self.assertEqual(self.codes(write(self.log, 0, 0, [self.waiting()])), [[], ["signer"]])
        self.assertEqual(self.codes(whole(self.waiting(body="kreis"))), [["body"], []])
        self.assertEqual(self.codes(whole(self.waiting(founding="0" * 64))), [["body"], []])
        self.assertEqual(self.codes(whole(build.Log("kreis").notes[0])), [["body"], []])
        self.assertEqual(self.codes(whole(self.waiting().replace(b"B-1", b"B-2"))), [["signature"], []])
        strange = self.waiting().replace(b"stimmbuch/1 proposal", b"stimmbuch/2 proposal")
        self.assertEqual(self.codes(whole(strange)), [["form"], []])
        self.assertEqual(self.codes(whole(self.waiting().replace(b"/1 proposal", b"/1 petition"))), [["kind"], []])
        self.assertEqual(self.codes(whole(b"no note", self.waiting().replace(b"kind: ", b"kynd: "))), [["note", "form"], []])

    def test_form(self):
        data = write(self.log, 0, self.size, [self.waiting()], [b"blob"])
        bundles.read_bundle(data)
        wrong = [data[:n] for n in range(0, len(data), 97)] + [data[:-1], data + b"\0"]
        wrong += [write(self.log, 0, self.size, lines={name: value}) for name, value in (
            ("from", "00"), ("from", 1 << 63), ("entries", 1000001), ("pending", 1), ("pending", 10001),
            ("blobs", 1), ("blobs", 10001), ("head", 0), ("head", 65536), ("body", "Rat"), ("founding", "0"))]
        wrong += [write(self.log, 0, 0, [b"x"], lines={"from": 1}), write(self.log, 0, 0, [b"x"], head=b"HEAD")]
        for one in wrong:
            with self.assertRaises(ValueError):
                bundles.read_bundle(one)


if __name__ == "__main__":
    unittest.main()
