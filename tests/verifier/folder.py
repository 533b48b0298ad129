"""The folder of a published log, §12 of data/FORMAT.md: what it must hold, what it may hold, and what it does hold."""
import os, re, stat

from formats import base64_bytes, demand, id_of, read_note, sha256

FULL, ENTRIES, LARGEST, DEPTH, HEAD_LIMIT, BLOB_LIMIT = 256, "entries", 65535, 10, 65535, 64 << 20
TILE = re.compile(r"tile/(0|[1-9]|[1-5][0-9]|6[0-3]|entries)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
BLOB = re.compile("blob/([0-9a-f]{64})")

class Fault(Exception):
    """A file that is not as it must be; the argument is the code."""

def tile_path(level, index, width):
    path = "%03d" % (index % 1000)
    while index >= 1000:
        index //= 1000
        path = "x%03d/%s" % (index % 1000, path)
    return "tile/%s/%s" % (level, path) + (".p/%d" % width if width < FULL else "")

def read_tile_path(path):
    """(level, index, width), or None: there is one way to write it."""
    match = TILE.fullmatch(path)
    if not match:
        return None
    level = match[1] if match[1] == ENTRIES else int(match[1])
    tile = level, int(re.sub("[x/]", "", match[2])), int(match[3] or FULL)
    return tile if tile_path(*tile) == path else None

def split_bundle(data, width):
    entries = []
    while len(entries) < width:
        demand(len(data) >= 2)
        end = 2 + int.from_bytes(data[:2], "big")
        demand(len(data) >= end)
        entries.append(data[2:end])
        data = data[end:]
    return demand(not data, entries)

class Folder:
    """`size` is what the checkpoint says, or None where it says nothing that can be read."""

    def __init__(self, path):
        self.path, self.name, self.size = path, None, None
        try:
            self.checkpoint = self.read("checkpoint", 1, HEAD_LIMIT)
        except Fault as fault:
            raise OSError("the checkpoint cannot be read: %s" % fault) from None
        try:
            self.name, self.size = self.read_head()
        except (ValueError, TypeError):
            pass

    def read_head(self):
        text, _ = read_note(self.checkpoint, of_entry=False)
        name, size, root, *more = text.decode().split("\n")[:-1]
        demand(name and re.fullmatch("0|[1-9][0-9]{0,18}", size) and 0 < int(size) < 2**40 and all(more))
        demand(len(base64_bytes(root)) == 32)
        return name, int(size)

    def read(self, path, least, most):
        """A regular file that no link leads to."""
        folder = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            *steps, name = path.split("/")
            for step in steps:
                inner = os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
                os.close(folder)
                folder = inner
            if not stat.S_ISREG(os.lstat(name, dir_fd=folder).st_mode):
                raise Fault("file")
            with os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder), "rb") as file:
                if not least <= os.fstat(file.fileno()).st_size <= most:
                    raise Fault("size")
                return file.read(most + 1)
        except FileNotFoundError:
            raise Fault("missing") from None
        except OSError:
            raise Fault("file") from None
        finally:
            os.close(folder)

    def count(self, level):
        return self.size if level == ENTRIES else self.size >> 8 * level

    def width(self, level, index):
        return max(0, min(FULL, self.count(level) - index * FULL))

    def tile(self, level, index):
        """The bytes of a tile, and of how many there are. A full one may stand in a partial one's place."""
        least, most = (2, 2 + LARGEST) if level == ENTRIES else (32, 32)
        width = self.width(level, index)
        try:
            return self.read(tile_path(level, index, width), width * least, width * most), width
        except Fault as fault:
            if fault.args != ("missing",) or width == FULL:
                raise
            return self.read(tile_path(level, index, FULL), FULL * least, FULL * most), FULL

    def hashes(self, level, index):
        data, _ = self.tile(level, index)
        return [data[i:i + 32] for i in range(0, 32 * self.width(level, index), 32)]

    def bundle(self, index):
        data, width = self.tile(ENTRIES, index)
        try:
            return split_bundle(data, width)[:self.width(ENTRIES, index)]
        except ValueError:
            raise Fault("bundle") from None

    def rows(self, find):
        """(leaf, note) of each entry, up to a bundle that cannot be read."""
        for index in range(-(-self.size // FULL)):
            leaves = self.look(find, self.hashes, 0, index)
            entries = self.look(find, self.bundle, index)
            if entries is None:
                return
            yield from zip(leaves or [sha256(b"\0", entry) for entry in entries], entries)

    @staticmethod
    def look(find, function, *arguments):
        try:
            return function(*arguments)
        except Fault as fault:
            find(*fault.args, function.__name__ + " %s" % (arguments,))

    def check_upper(self, tree, find):
        """The tiles above level 0 against the tree of the leaves."""
        for level in range(1, 8):
            each = 1 << 8 * level
            there = len(tree) >> 8 * level
            for index in range(-(-there // FULL)):
                hashes = self.look(find, self.hashes, level, index)
                first = index * FULL
                if hashes and any(hashes[i] != tree.root((first + i + 1) * each, (first + i) * each)
                                  for i in range(min(FULL, there - first))):
                    find("tile", tile_path(level, index, self.width(level, index)))

    def paths(self, top="", depth=0):
        """Of all that is no folder."""
        for entry in os.scandir(os.path.join(self.path, top)):
            if entry.is_dir(follow_symlinks=False) and depth < DEPTH:
                yield from self.paths(top + entry.name + "/", depth + 1)
            else:
                yield top + entry.name

    def check_names(self, find):
        for path in self.paths():
            tile = read_tile_path(path)
            if tile:
                self.check_name_of_tile(path, *tile, find)
            elif path != "checkpoint" and not BLOB.fullmatch(path):
                find("surplus", ascii(path))

    def check_name_of_tile(self, path, level, index, width, find):
        """A partial tile of an earlier size may be there, and is a beginning of the one there is now."""
        wanted = self.width(level, index)
        if not wanted or wanted < width < FULL:
            return find("surplus", path)
        if width >= wanted:
            return None
        least, most = (2, 2 + LARGEST) if level == ENTRIES else (32, 32)
        earlier = self.look(find, self.read, path, width * least, width * most)
        try:
            now, _ = self.tile(level, index)
        except Fault:
            return None
        if earlier is not None and not now.startswith(earlier):
            find("tile", path)
        return None

    def check_blobs(self, attachments, find):
        """`attachments`: the size of each by its hash, as the first entry gives it that names it."""
        for path in filter(BLOB.fullmatch, self.paths()):
            content = path.removeprefix("blob/")
            if content not in attachments:
                find("surplus", path)
                continue
            data = self.look(find, self.read, path, attachments[content], min(attachments[content], BLOB_LIMIT))
            if data is not None and sha256(data).hex() != content:
                find("blob", path)
