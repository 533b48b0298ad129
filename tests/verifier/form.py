"""From bytes to entries: FORMAT.md §2 to §5. What is not written in the one allowed way raises ValueError."""
import base64
import binascii
import calendar
import collections
import datetime
import functools
import hashlib
import re
import unicodedata

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from fractions import Fraction

from rules import ID, check_names, check_sizes, demand, read_expression

# --- §2 Keys and notes ------------------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
# The heights y of the eight points whose order divides 8: order 1, order 2, order 4 (two points), order 8 (four).
ORDER_8 = int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little")
SMALL_ORDER = {1, P - 1, 0, ORDER_8, P - ORDER_8}

Key = collections.namedtuple("Key", "name id public text")
Line = collections.namedtuple("Line", "name id signature")


def decode_point(encoded):
    """The point (X, Y, Z, T) of RFC 8032, or None where the encoding is not the canonical one of a point."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def add_points(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


@functools.lru_cache(maxsize=65536)
def has_prime_order(public):
    point, product = decode_point(public), (0, 1, 1, 0)
    if point is None or point[1] in SMALL_ORDER:
        return False
    for bit in bin(L)[2:]:
        product = add_points(product, product)
        if bit == "1":
            product = add_points(product, point)
    return product[0] == 0 and product[1] == product[2]


def good_height(encoded):
    y = int.from_bytes(encoded, "little") & (2**255 - 1)
    return y < P and y not in SMALL_ORDER


@functools.lru_cache(maxsize=65536)
def public_key(public):
    return Ed25519PublicKey.from_public_bytes(public)


def signature_holds(public, signature, message):
    """As strict as libsodium 1.0.18; OpenSSL alone would let small orders pass."""
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L or not good_height(r) or not good_height(public):
        return False
    try:
        public_key(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def base64_bytes(text):
    """The bytes, or None for any but the one spelling of them."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if base64.b64encode(raw).decode() == text else None


def key_id(name, kind, public):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def read_vkey(text):
    name, _, rest = text.partition("+")
    hex_id, _, encoded = rest.partition("+")
    raw = base64_bytes(encoded)
    demand(NAME.fullmatch(name) and len(name) <= 100 and raw and len(raw) == 33 and raw[0] == 1)
    demand(hex_id == key_id(name, 1, raw[1:]).hex() and has_prime_order(raw[1:]))
    return Key(name, bytes.fromhex(hex_id), raw[1:], text)


NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
SIGNATURE_LINE = re.compile("\N{EM DASH} ([^ +]+) ([A-Za-z0-9+/]+={0,2})")


def read_any_note(note):
    """(text, signature lines) of a C2SP signed note, or None if it is none."""
    cut = note.rfind(b"\n\n")
    text, tail = note[:cut + 1], note[cut + 2:]
    try:
        tail = tail.decode("utf-8")
        text.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if cut < 0 or re.search(rb"[\x00-\x09\x0b-\x1f]", note) or not tail.endswith("\n"):
        return None
    lines = []
    for line in tail.split("\n")[:-1]:
        match = SIGNATURE_LINE.fullmatch(line)
        raw = match and base64_bytes(match[2])
        if not raw or len(raw) < 5 or any(c.isspace() for c in match[1]):
            return None
        lines.append(Line(match[1], raw[:4], raw[4:]))
    return (text, lines) if len(lines) <= 100 else None


def read_note(note):
    """The same for the note of an entry, whose limits are narrower."""
    read = read_any_note(note)
    if not read or len(note) > 65535 or len(read[0]) > 60000 or len(read[1]) > 16:
        return None
    good = all(NAME.fullmatch(line.name) and len(line.name) <= 100 and len(line.signature) == 64 for line in read[1])
    return read if good else None


# --- §3 The tree ------------------------------------------------------------------------------------------------------

class Tree:
    """All complete subtrees: level 0 are the leaves, levels[k][i] covers the leaves from i * 2**k on."""

    def __init__(self):
        self.levels, self.known = [[]], {}

    def __len__(self):
        return len(self.levels[0])

    def add(self, leaf):
        self.levels[0].append(leaf)
        for k in range(len(self.levels)):
            row = self.levels[k]
            if len(row) % 2:
                break
            if k + 1 == len(self.levels):
                self.levels.append([])
            self.levels[k + 1].append(hashlib.sha256(b"\1" + row[-2] + row[-1]).digest())

    def root(self, size):
        """The root of the first `size` leaves: its complete subtrees, joined from the right."""
        if size not in self.known:
            root = None
            for k in range(size.bit_length()):
                if size >> k & 1:
                    peak = self.levels[k][(size >> k) - 1]
                    root = peak if root is None else hashlib.sha256(b"\1" + peak + root).digest()
            self.known[size] = hashlib.sha256(b"").digest() if root is None else root
        return self.known[size]


# --- §4 Entry text: parts of a value, each a function from text to value that raises ValueError -----------------------

RESERVED = set("and or not in proposer round call chair none all seats present cast valid abstain winner yes no "
               "consent concern object".split())
IGNORABLE = [(int(a, 16), int(b or a, 16)) for a, _, b in (r.partition("-") for r in (
    "00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFF8 "
    "1BCA0-1BCA3 1D173-1D17A E0000-E0FFF").split())]


def pattern(regex, turn=str, most=None):
    """A part that matches the whole expression, at most so many bytes long."""
    compiled = re.compile(regex)

    def read(text):
        demand(compiled.fullmatch(text) and (most is None or len(text) <= most))
        return turn(text)
    return read


def read_id(text):
    demand(ID.fullmatch(text) and len(text) <= 40 and text not in RESERVED)
    return text


def read_group(text):
    return text if text == "chair" else read_id(text)


def read_option(text):
    return text if text in "yes no abstain none consent concern object".split() else read_id(text)


def read_choice(text):
    """An option, or an order of several."""
    demand(len(text.encode()) <= 4200)
    parts = re.split("[>=]", text)
    for part in parts:
        demand(part == "none" or (read_option if len(parts) == 1 else read_id)(part))
    return text


def read_time(text):
    """Seconds since 1970; datetime refuses what is no real date, and a second 60."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z", text)
    demand(match and text >= "1970")
    return calendar.timegm(datetime.datetime(*map(int, match.groups())).timetuple())


def title(most):
    def read(text):
        demand(len(text) <= most)
        return text
    return read


def read_value(text):
    demand(len(text.encode()) <= 4200)
    return text


def read_amount(text):
    if text != "unknown":
        low, dots, high = text.partition("..")
        demand(PARTS["CENTS"](low) < PARTS["CENTS"](high) if dots else PARTS["CENTS"](low) >= 0)
    return text


def read_require(text):
    """cost | cost known | binding | dvc | demand | experience COUNT1 BENCH | notice COUNT1"""
    word, *rest = text.split(" ")
    if text in ("cost", "cost known", "binding", "dvc", "demand"):
        return text, None, None
    demand((word, len(rest)) in (("experience", 2), ("notice", 1)))
    return word, PARTS["COUNT1"](rest[0]), read_id(rest[1]) if word == "experience" else None


PARTS = {
    "ID": read_id, "NAME": pattern(NAME.pattern, most=100), "NUMBER": pattern(r"[A-Za-z0-9./-]{1,40}"),
    "TITLE": title(200), "TITLE241": title(241), "VALUE": read_value, "HASH": pattern(r"[0-9a-f]{64}"),
    "TIME": read_time, "COUNT": pattern(r"0|[1-9][0-9]{0,8}", int), "COUNT1": pattern(r"[1-9][0-9]{0,8}", int),
    "SIZE": pattern(r"0|[1-9][0-9]{0,14}", int), "SIZE1": pattern(r"[1-9][0-9]{0,14}", int),
    "CENTS": pattern(r"0|[1-9][0-9]{0,14}", int), "AMOUNT": read_amount,
    "WEIGHT": pattern(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?"), "EXPR": read_expression,
    "VKEY": read_vkey, "OPTION": read_option, "CHOICE": read_choice,
    "GROUP": read_group, "REQUIRE": read_require,
}
WORDS = {
    "KIND": "decision|recommendation|motion|amendment|election|information", "HORIZON": "short|medium|long",
    "WHOM": "bund|laender|kommunen|it-dienstleister", "CATEGORY": "central|migration|operation",
}

# --- §5 The kinds: NAME[?*+] PART..., in their order; the parts marked "!" make the key that no two lines share -------

COMMON = "body NAME, founding HASH, by NAME, at TIME, size SIZE1, root HASH, "
RULE = ("kind* KIND!, method? consent|choice|approval|ranking|external, quorum? EXPR, adopted? EXPR, "
        "silent? abstain|consent, abstention? forbidden, objection? stops, binds? agreeing, early? decided COUNT, "
        "interim? visible, tie? chair")
KINDS = {
    "body": "name NAME, by NAME, at TIME, title TITLE, level steering|operational|advisory, log VKEY, "
            "approvals COUNT1, secretary+ VKEY!, bench+ ID! TITLE, seat* ID! ID WEIGHT voting|advisory TITLE, "
            "chair? ID, (rules), require* REQUIRE!, propose* GROUP! COUNT1!, revote? no, clerk? yes, window? COUNT1, "
            "deadline? required, head? COUNT1, final? COUNT1",
    "enrol": COMMON + "key VKEY, role holder|deputy|secretary|auditor, seat? ID",
    "proposal": COMMON + "number NUMBER, title TITLE, kind KIND, public? no, for* ID!, supersedes? HASH, amends? HASH, "
                "repeals? HASH, binding* mandatory|optional|unsettled WHOM!, cost* WHOM! HORIZON! CATEGORY! AMOUNT, "
                "offset? CENTS TITLE, dvc* uses|extends|replaces|beside TITLE!, demand* 1|2|3|4|5!, "
                "option* ID! TITLE, attachment* HASH! SIZE TITLE",
    "statement": COMMON + "proposal HASH, stance support|oppose|concern|experience|neutral, seat? ID",
    "ballot": COMMON + "proposal HASH, title TITLE241, question? TITLE, rule ID, (lines), option* ID! TITLE, "
              "meeting? HASH, opens? TIME, closes? TIME, round COUNT1, roll HASH",
    "vote": COMMON + "ballot HASH, title TITLE241, seat ID, as holder|deputy|clerk, choice+ CHOICE!",
    "recusal": COMMON + "proposal HASH, seat ID",
    "close": COMMON + "ballot HASH",
    "result": COMMON + "ballot HASH, close HASH, number? NUMBER, votes SIZE, result adopted|rejected|no-quorum|void, "
              "winner? ID, count* OPTION! COUNT WEIGHT, reason* VALUE",
    "void": COMMON + "ballot HASH",
}
WITH_TEXT = {"body", "proposal", "statement", "vote", "recusal", "void"}

Field = collections.namedtuple("Field", "name quantifier parts key")


def compile_fields(text):
    fields = []
    for item in text.split(", "):
        name, *parts = item.split(" ")
        quantifier = name[-1] if name[-1] in "?*+" else ""
        readers = [PARTS.get(p) or pattern(WORDS.get(p, p)) for p in (q.rstrip("!") for q in parts)]
        key = [i for i, part in enumerate(parts) if part.endswith("!")]
        fields.append(Field(name.rstrip("?*+"), quantifier, readers, key))
    return fields


def read_copy(text):
    """A ballot copies the expressions of its rule; whether it does so is the replay's question."""
    demand(len(text.encode()) <= 4096)
    return text


FIELDS = {kind: compile_fields(text) for kind, text in KINDS.items()}
RULE_FIELDS = compile_fields(RULE)
COPY_FIELDS = [f._replace(parts=[read_copy]) if f.name in ("quorum", "adopted") else f for f in RULE_FIELDS]


def read_field(field, lines, prefix=""):
    """Takes the lines of one field from the left: its value, or None; for * and + the list of values."""
    values, keys = [], set()
    while lines and lines[0][0] == field.name and (not values or field.quantifier in ("*", "+")):
        value = lines.popleft()[1]
        demand(value.startswith(prefix))
        parts = value[len(prefix):].split(" ", len(field.parts) - 1)
        demand(len(parts) == len(field.parts))
        key = tuple(parts[i] for i in field.key)
        demand(not key or key not in keys)
        keys.add(key)
        read = tuple(reader(part) for reader, part in zip(field.parts, parts))
        values.append(read[0] if len(read) == 1 else read)
    demand(values or field.quantifier in ("?", "*"))
    return values if field.quantifier in ("*", "+") else values[0] if values else None


def read_rule(lines, rule, fields):
    """The lines of a rule, each beginning with its id; `lines` keeps them byte for byte for comparison."""
    before = list(lines)
    read = {field.name: read_field(field, lines, rule + " ") for field in fields}
    return read | {"lines": before[:len(before) - len(lines)]}


def read_rules(lines):
    rules = {}
    while lines and lines[0][0] == "rule":
        name = read_field(RULE_LINE, lines)[0]
        demand(name not in rules)
        rules[name] = read_rule(lines, name, RULE_FIELDS)
    return rules


RULE_LINE = Field("rule", "", [read_id, title(200)], [])


def check_characters(text):
    demand(unicodedata.is_normalized("NFC", text))
    for c in set(text):
        demand(c == "\n" or unicodedata.category(c) not in ("Cc", "Cn", "Zl", "Zp"))
        demand(c < "\x80" or not any(low <= ord(c) <= high for low, high in IGNORABLE))


def read_entry(kind, text):
    """The fields of an entry of this kind, with its text under "text" (None if it has none)."""
    text = text.decode("utf-8")
    check_characters(text)
    head, gap, rest = text[:-1].partition("\n\n")
    names = [line.partition(": ") for line in head.split("\n")[1:]]
    demand(" \n" not in text and all(colon and value and value[0] != " " and "  " not in value
                                     for _, colon, value in names))
    lines = collections.deque((name, value) for name, _, value in names)
    entry = {"type": kind, "text": None}
    for field in FIELDS[kind]:
        if field.name == "(rules)":
            entry["rules"] = read_rules(lines)
        elif field.name == "(lines)":
            entry["lines"] = read_rule(lines, entry["rule"], COPY_FIELDS)["lines"]
        else:
            entry[field.name] = read_field(field, lines)
    demand(not lines)
    if gap:
        paragraph = rest.split("\n")
        demand(kind in WITH_TEXT and all(line == "|" or line.startswith("| ") for line in paragraph))
        demand(paragraph[0] != "|" and paragraph[-1] != "|")
        entry["text"] = rest
    check_entry(entry)
    return entry


def check_entry(entry):
    """The defects of form that concern several fields at once."""
    if entry["type"] == "enrol":
        demand((entry["seat"] is not None) == (entry["role"] in ("holder", "deputy")))
    if entry["type"] != "body":
        return
    names, publics = [k.name for k in entry["secretary"]], [k.public for k in entry["secretary"]]
    benches, seats = {b for b, _ in entry["bench"]}, {s[0] for s in entry["seat"]}
    demand(len(set(names)) == len(set(publics)) == len(names) and entry["approvals"] <= min(len(names), 15))
    demand(len(names) <= 16)
    demand(entry["by"] in names)
    demand(entry["log"].name == entry["name"] not in names and entry["log"].public not in publics)
    demand(all(s[1] in benches for s in entry["seat"]) and (entry["chair"] is None or entry["chair"] in seats))
    groups = benches | seats | ({"chair"} if entry["chair"] else set())
    voting = [Fraction(s[2]) for s in entry["seat"] if s[3] == "voting"]
    demand(sum(voting) < 10**15)
    demand(all(bench is None or bench in benches for _, _, bench in entry["require"]))
    demand(all(group in groups for group, _ in entry["propose"]))
    for rule in entry["rules"].values():
        method = rule["method"] or "yes-no"
        demand(rule["adopted"] or method == "external")
        demand(rule["tie"] is None or method in ("choice", "approval", "ranking"))
        for name in ("quorum", "adopted"):
            check_names(rule[name], method, groups)
            check_sizes(rule[name], len(voting), sum(voting))
