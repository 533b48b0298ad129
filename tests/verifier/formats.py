"""The public formats of data/FORMAT.md, §2 and §3: keys, signed notes, the tree of a log and its heads."""
import base64, collections, functools, re
from hashlib import sha256 as hash_of

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

def demand(holds, value=None):
    """Every break of a grammar is a ValueError, whoever finds it."""
    if not holds:
        raise ValueError
    return value

def sha256(*parts):
    return hash_of(b"".join(parts)).digest()

# --- §2 Keys and notes ------------------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
# The heights y of the eight points whose order divides 8: order 1, order 2, order 4 (two points), order 8 (four).
ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
SMALL_ORDER = {1, P - 1, 0, ORDER_8, P - ORDER_8}
NAME = r"(?![a-z0-9.-]{101})[a-z0-9]+(?:[.-][a-z0-9]+)*"  # one of ours
NOTE_LINE = re.compile("\N{EM DASH} ([^\\s+]+) ([A-Za-z0-9+/]+={0,2})")

Key = collections.namedtuple("Key", "name id public text")
Line = collections.namedtuple("Line", "name id signature")

def good_height(encoded):
    """Is it canonical, and no point of small order?"""
    y = int.from_bytes(encoded, "little") % 2**255
    return y < P and y not in SMALL_ORDER

def has_prime_order(public):
    """Is it the canonical encoding of a point of order L? L times the point is computed on the Montgomery curve, by the
    ladder of RFC 7748 section 5, which knows a point but for its sign: (a : b) is n times it, (c : d) n + 1 times."""
    y = int.from_bytes(public, "little") % 2**255
    if not good_height(public) or pow((y * y - 1) * (D * y * y + 1), (P - 1) // 2, P) != 1:  # is x^2 a square?
        return False
    u = (1 + y) * pow(1 - y, -1, P) % P
    pair = [(1, 0), (u, 1)]
    for bit in map(int, bin(L)[2:]):
        (a, b), (c, d) = pair[bit], pair[1 - bit]
        plus, minus, cross, across = (a + b)**2, (a - b)**2, (a - b) * (c + d), (a + b) * (c - d)
        pair[bit] = plus * minus % P, (plus - minus) * (plus + 121665 * (plus - minus)) % P
        pair[1 - bit] = (cross + across)**2 % P, u * (cross - across)**2 % P
    return pair[0][1] == 0

load_key = functools.lru_cache(maxsize=65536)(Ed25519PublicKey.from_public_bytes)

def signature_holds(public, signature, message):
    """As strict as libsodium 1.0.18; OpenSSL alone would let small orders pass."""
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L or not good_height(signature[:32]) or not good_height(public):
        return False
    try:
        load_key(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True

def base64_bytes(text):
    raw = base64.b64decode(text, validate=True)
    return demand(base64.b64encode(raw).decode() == text, raw)  # no other spelling of them

def key_id(name, kind, public):
    return sha256(name.encode(), b"\n", bytes([kind]), public)[:4]

@functools.lru_cache(maxsize=65536)
def read_vkey(text):
    name, hex_id, encoded = text.split("+", 2)
    raw = base64_bytes(encoded)
    demand(re.fullmatch(NAME, name) and len(raw) == 33 and raw[0] == 1 and has_prime_order(raw[1:]))
    demand(hex_id == key_id(name, 1, raw[1:]).hex())
    return Key(name, bytes.fromhex(hex_id), raw[1:], text)

@functools.lru_cache(maxsize=1)
def read_note(note, of_entry=True):
    """(text, signature lines) of a C2SP signed note, or None if it is none. Those of entries have narrower limits."""
    try:
        text, gap, tail = note.decode().rpartition("\n\n")
        demand(gap and tail.endswith("\n") and not re.search("[\x00-\x09\x0b-\x1f]", text + tail))
        matches = [NOTE_LINE.fullmatch(line) for line in tail[:-1].split("\n")]
        demand(None not in matches and len(matches) <= 100)
        lines = [Line(name, raw[:4], raw[4:]) for name, raw in ((m[1], base64_bytes(m[2])) for m in matches)]
        demand(all(line.signature for line in lines))
        if of_entry:
            demand(len(note) <= 65535 and len(text.encode()) < 60000 and len(lines) <= 16)
            demand(all(re.fullmatch(NAME, line.name) and len(line.signature) == 64 for line in lines))
        return text.encode() + b"\n", lines
    except ValueError:
        return None

def id_of(note, read):
    """The digest of the text; of bytes that are no note (`read` is None), the digest of them all."""
    return sha256(read[0] if read else note)

# --- §3 The tree and its heads ----------------------------------------------------------------------------------------

class Tree(list):
    """The leaves; it remembers the roots of the complete subtrees over them."""

    def __init__(self):
        super().__init__()
        self.known = {(0, 0): sha256()}

    def root(self, end, start=0):
        """The root of the leaves from `start` to before `end`, as RFC 6962 section 2.1 has it."""
        if end - start == 1:
            return self[start]
        if (start, end) in self.known:
            return self.known[start, end]
        half = 1 << (end - start - 1).bit_length() - 1
        root = sha256(b"\1", self.root(start + half, start), self.root(end, start + half))
        if end - start == 2 * half:
            self.known[start, end] = root
        return root

def names(line, key, kind=1):
    """Does a signature line name this key? Its type is 1 for signing notes, 4 for countersignatures."""
    return (line.name, line.id) == (key.name, key.id if kind == 1 else key_id(key.name, kind, key.public))

def head_holds(note, name, root, size, log, auditors):
    """Is it a head of that body, root and size, signed by the key of the log? Every line by the log or by an auditor
    holds (C2SP tlog-cosignature v1); further lines of the text, and lines of strangers, mean nothing."""
    read = isinstance(note, bytes) and read_note(note, of_entry=False)
    if not read:
        return False
    text, lines = read
    head = b"%s\n%d\n%s\n" % (name.encode(), size, base64.b64encode(root))
    more, held = text.removeprefix(head), []
    for line in lines:
        moment = int.from_bytes(line.signature[:8], "big")
        if names(line, log):
            held.append(signature_holds(log.public, line.signature, text))
        for key in [key for key in auditors if names(line, key, 4)]:
            signed = b"cosignature/v1\ntime %d\n" % moment + text
            held.append(1 <= moment < 2**63 and signature_holds(key.public, line.signature[8:], signed))
    return (text.startswith(head) and not more.startswith(b"\n") and b"\n\n" not in more and all(held)
            and any(names(line, log) for line in lines))
