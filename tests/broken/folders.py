"""Published logs, folders of data/FORMAT.md §12, broken on purpose; folders.txt says of each what must be found.

The program exports a good log of 300 entries with an attachment; each function here does something to a copy of it.
"""
import contextlib
import functools
import os
import shutil
import subprocess

import ledgers
from ledgers import Key, build, key, note

FOLDERS = {}  # by name, in the order of this file
ATTACHMENT = b"Eine Anlage.\n"
ENTRIES = 300
LEVEL_0, LEVEL_1, BUNDLE = "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"
BLOB = "blob/" + build.sha256(ATTACHMENT).hex()
GIANT = 1 << 40  # bytes of a file with nothing in it


@functools.lru_cache(maxsize=None)
def log():
    made = ledgers.decided()
    proposal = made.propose("2026/2", by="anna", more="for: nrw\nattachment: %s %d Anlage" % (
        build.sha256(ATTACHMENT).hex(), len(ATTACHMENT)))
    while len(made.notes) < ENTRIES:
        made.add("statement", "proposal: %s\nstance: neutral" % proposal, "anna", text="Nr. %d" % len(made.notes))
    return made


def export(program, folder, ledger):
    """The good one."""
    build.write(ledger, [log()], [(1, *log().head())])
    with contextlib.closing(build.sqlite3.connect(ledger)) as db:
        db.execute("INSERT INTO blob VALUES (?, ?)", (build.sha256(ATTACHMENT), ATTACHMENT))
        db.commit()
    for arguments in ["rebuild"], ["export", "rat", folder]:
        subprocess.run([program, *arguments, "--ledger", ledger], capture_output=True, check=True,
                       stdin=subprocess.DEVNULL)


class Copy:
    """A folder to be spoiled."""

    def __init__(self, path):
        self.path = path

    def at(self, name):
        return os.path.join(self.path, name)

    def read(self, name):
        with open(self.at(name), "rb") as file:
            return file.read()

    def write(self, name, content):
        os.makedirs(os.path.dirname(self.at(name)), exist_ok=True)
        with open(self.at(name), "wb") as file:
            file.write(content)

    def flip(self, name, at):
        content = bytearray(self.read(name))
        content[at] ^= 1
        self.write(name, bytes(content))

    def remove(self, name):
        os.remove(self.at(name))

    def size(self, name, length):
        os.truncate(self.at(name), length)

    def link(self, name, target="/dev/zero"):
        self.remove(name)
        os.symlink(target, self.at(name))

    def pipe(self, name):
        self.remove(name)
        os.mkfifo(self.at(name))

    def folder(self, name):
        self.remove(name)
        os.mkdir(self.at(name))

    def head(self, *lines, by=None):
        self.write("checkpoint", note("\n".join(map(str, lines)) + "\n", by or log().log))

    def entries(self):
        """Those of the last bundle."""
        rest, found = self.read(BUNDLE), []
        while rest:
            end = 2 + int.from_bytes(rest[:2], "big")
            found.append(rest[2:end])
            rest = rest[end:]
        return found

    def bundle(self, entries, fit=False):
        self.write(BUNDLE, b"".join(len(e).to_bytes(2, "big") + e for e in entries))
        if fit:
            self.write(LEVEL_0, b"".join(build.sha256(b"\0" + e) for e in entries))


def folder(**rows):
    for name, change in rows.items():
        FOLDERS[name.replace("_", "-")] = change


def swapped(copy, fit):
    entries = copy.entries()
    entries[10], entries[11] = entries[11], entries[10]
    copy.bundle(entries, fit)


def one_less(copy):
    entries = copy.entries()
    copy.bundle(entries[:10] + entries[11:])


def deep(copy):
    os.makedirs(copy.at("a/" * 200))


def tile_of_before(copy):
    copy.write("tile/0/001.p/40", bytes(40 * 32))


ROOT = lambda size=ENTRIES: build.b64(build.root(log().leaves[:size]))

folder(good=lambda copy: None, attachment_missing=lambda copy: copy.remove(BLOB))
folder(head_missing=lambda copy: copy.remove("checkpoint"), head_empty=lambda copy: copy.size("checkpoint", 0),
       head_link=lambda copy: copy.link("checkpoint"), head_pipe=lambda copy: copy.pipe("checkpoint"),
       head_giant=lambda copy: copy.size("checkpoint", GIANT),
       head_rubbish=lambda copy: copy.write("checkpoint", b"rat\n300\nno root\n"),
       head_altered=lambda copy: copy.flip("checkpoint", 12),
       head_signature_altered=lambda copy: copy.flip("checkpoint", 80),
       head_by_another_key=lambda copy: copy.head("rat", ENTRIES, ROOT(), by=Key("rat", "a stranger's")),
       head_of_another_origin=lambda copy: copy.head("rot", ENTRIES, ROOT(), by=Key("rot")),
       head_of_another_history=lambda copy: copy.head("rat", ENTRIES, build.b64(bytes(32))),
       head_older_than_tiles=lambda copy: copy.head("rat", 290, ROOT(290)),
       head_newer_than_tiles=lambda copy: copy.head("rat", 301, build.b64(bytes(32))),
       head_beyond_numbers=lambda copy: copy.head("rat", 2**63 - 1, build.b64(bytes(32))),
       head_of_nothing=lambda copy: copy.head("rat", 0, build.b64(build.sha256(b""))))
folder(tile_missing=lambda copy: copy.remove(LEVEL_0), tile_short=lambda copy: copy.size(LEVEL_0, 44 * 32 - 1),
       tile_long=lambda copy: copy.size(LEVEL_0, 44 * 32 + 1), tile_giant=lambda copy: copy.size(LEVEL_0, GIANT),
       tile_link=lambda copy: copy.link(LEVEL_0), tile_pipe=lambda copy: copy.pipe(LEVEL_0),
       tile_folder=lambda copy: copy.folder(LEVEL_0), tile_altered=lambda copy: copy.flip(LEVEL_0, 40 * 32),
       full_tile_altered=lambda copy: copy.flip("tile/0/000", 100 * 32),
       upper_tile_altered=lambda copy: copy.flip(LEVEL_1, 0), upper_tile_missing=lambda copy: copy.remove(LEVEL_1),
       tile_of_before=tile_of_before)
folder(bundle_missing=lambda copy: copy.remove(BUNDLE), bundle_short=lambda copy: copy.size(BUNDLE, 1000),
       bundle_empty=lambda copy: copy.size(BUNDLE, 0), bundle_giant=lambda copy: copy.size(BUNDLE, GIANT),
       bundle_longer=lambda copy: copy.write(BUNDLE, copy.read(BUNDLE) + b"\0\0"),
       bundle_link=lambda copy: copy.link(BUNDLE), bundle_altered=lambda copy: copy.flip(BUNDLE, 1000),
       bundle_with_one_less=one_less, bundle_swapped=lambda copy: swapped(copy, False),
       entries_swapped=lambda copy: swapped(copy, True))
folder(surplus_file=lambda copy: copy.write("README", b"hello"),
       surplus_tile=lambda copy: copy.write("tile/0/002.p/1", bytes(32)),
       surplus_level=lambda copy: copy.write("tile/2/000.p/1", bytes(32)),
       surplus_name=lambda copy: copy.write("a\x1b[2J\nb", b""), surplus_depth=deep,
       surplus_link=lambda copy: os.symlink("..", copy.at("up")),
       unfinished=lambda copy: shutil.copy(copy.at("checkpoint"), copy.at(".unfinished")))
folder(blob_altered=lambda copy: copy.flip(BLOB, 0), blob_longer=lambda copy: copy.write(BLOB, ATTACHMENT + b"x"),
       blob_giant=lambda copy: copy.size(BLOB, GIANT), blob_link=lambda copy: copy.link(BLOB, "/etc/passwd"),
       blob_of_nobody=lambda copy: copy.write("blob/" + build.sha256(b"x").hex(), b"x"),
       blob_name=lambda copy: copy.write("blob/X", b"x"))
