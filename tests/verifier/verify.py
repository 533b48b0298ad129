#!/usr/bin/env python3
"""A second reader of Stimmbuch ledgers, written from data/FORMAT.md alone: it shares no code with the program.

usage: verify.py LEDGER.db [--json]
exit status: 0 all holds, 1 something does not, 2 wrong usage, 5 the file cannot be read

It reads the tables `entry` and `checkpoint`, believes nothing else, and derives the rest anew: hashes, trees, signatures,
the effect of every entry, the count of every ballot. Its parts follow FORMAT.md and name its sections; the table of the
fields is not copied but read from there. Python 3.11, whose Unicode tables are the 14.0 that the format asks for, and
python3-cryptography, for Ed25519, are all it needs.
"""
import argparse, base64, collections, datetime, functools, itertools, json, math, operator, pathlib, re, sqlite3, sys
import unicodedata
from fractions import Fraction
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

def signature_holds(public, signature, message):
    """As strict as libsodium 1.0.18; OpenSSL alone would let small orders pass."""
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L or not good_height(signature[:32]) or not good_height(public):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
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
    demand(re.fullmatch(GRAMMAR["NAME"], name) and len(raw) == 33 and raw[0] == 1 and has_prime_order(raw[1:]))
    demand(hex_id == key_id(name, 1, raw[1:]).hex())
    return Key(name, bytes.fromhex(hex_id), raw[1:], text)

def read_note(note, of_entry=True):
    """(text, signature lines) of a C2SP signed note, or None where it is none. Those of entries have narrower limits."""
    try:
        text, gap, tail = note.decode().rpartition("\n\n")
        demand(gap and tail.endswith("\n") and not re.search("[\x00-\x09\x0b-\x1f]", text + tail))
        matches = [NOTE_LINE.fullmatch(line) for line in tail[:-1].split("\n")]
        demand(None not in matches and len(matches) <= 100)
        lines = [Line(name, raw[:4], raw[4:]) for name, raw in ((m[1], base64_bytes(m[2])) for m in matches)]
        demand(all(line.signature for line in lines))
        if of_entry:
            demand(len(note) <= 65535 and len(text.encode()) < 60000 and len(lines) <= 16)
            demand(all(re.fullmatch(GRAMMAR["NAME"], line.name) and len(line.signature) == 64 for line in lines))
        return text.encode() + b"\n", lines
    except ValueError:
        return None

def id_of(note, read):
    """The digest of the text; of bytes that are no note (`read` is None), the digest of them all."""
    return sha256(read[0] if read else note)

# --- §3 The tree ------------------------------------------------------------------------------------------------------

class Tree(list):
    """The leaves, and the roots of the complete subtrees over two leaves and more."""

    def __init__(self):
        super().__init__()
        self.known = {}

    def root(self, end, start=0):
        """The root of the leaves from `start` to before `end`, as RFC 6962 section 2.1 has it."""
        if end - start < 2 or (start, end) in self.known:
            return self.known.get((start, end)) or sha256() if start == end or end - start > 1 else self[start]
        half = 1 << (end - start - 1).bit_length() - 1
        root = sha256(b"\1", self.root(start + half, start), self.root(end, start + half))
        if end - start == 2 * half:
            self.known[start, end] = root
        return root

# --- §4 and §5 Entry text ---------------------------------------------------------------------------------------------

Field = collections.namedtuple("Field", "name quantifier parts")

def read_format():
    """What FORMAT.md says in tables: the words of §4, the fields of each kind of §5, the kinds that may have a text."""
    text = (pathlib.Path(__file__).resolve().parents[2] / "data" / "FORMAT.md").read_text("utf-8")
    words = re.findall("^    (reserved|CHOICE|KIND|WHOM|HORIZON|CATEGORY) +(.*)$", text, re.MULTILINE)
    kinds, texts = {}, set()
    for paragraph in re.search("```fields\n(.*?)```", text, re.DOTALL)[1].split("\n\n"):
        head, _, items = " ".join(paragraph.split()).partition(": ")
        kind = head.removesuffix(" (text)")
        kinds[kind] = [Field(*re.fullmatch("([a-z]+)([?*+]?) ?(.*)", item).groups()) for item in items.split(", ")]
        texts |= {kind} if kind != head else set()
    return {name: row.replace(" ", "|") for name, row in words}, kinds, texts

WORDS, KINDS, WITH_TEXT = read_format()
COMMON, RULE = KINDS.pop("common"), KINDS.pop("rules")
RULE_FIELDS = {field.name: field._replace(parts=field.parts.removeprefix("ID ")) for field in RULE}

WORD = "[a-z][a-z0-9]*+(?:-[a-z0-9]++)*"
COUNT, SIZE = "(?:0|[1-9][0-9]{0,8})", "(?:0|[1-9][0-9]{0,14})"
GRAMMAR = WORDS | {
    "ID": rf"(?!(?:{WORDS['reserved']})(?![a-z0-9-])|[a-z0-9-]{{41}}){WORD}",
    "NAME": r"(?![a-z0-9.-]{101})[a-z0-9]+(?:[.-][a-z0-9]+)*", "NUMBER": "[A-Za-z0-9./-]{1,40}",
    "TITLE": ".{1,200}", "TITLE241": ".{1,241}", "VALUE": ".+", "EXPR": ".+", "VKEY": r"[^ +]+\+[^ +]+\+[^ ]+",
    "HASH": "[0-9a-f]{64}", "TIME": "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", "COUNT": COUNT,
    "COUNT1": "(?!0)" + COUNT, "SIZE": SIZE, "SIZE1": "(?!0)" + SIZE, "CENTS": SIZE,
    "AMOUNT": rf"unknown|{SIZE}(?:\.\.{SIZE})?", "WEIGHT": rf"{SIZE}(?:\.[0-9]{{1,9}})?",
}
GRAMMAR["GROUP"] = "chair|" + GRAMMAR["ID"]
GRAMMAR["REQUIRE"] = "cost|cost known|binding|dvc|demand|experience {COUNT1} {ID}|notice {COUNT1}".format(**GRAMMAR)
TEXT = r"(?:\n\| .+\n(?:(?:\|\n)*\| .+\n)*)?"

def pattern(field):
    """The lines of a field as a regular expression. The lines of a rule repeat the ID of its line `rule`."""
    if field.name == "rules":
        return "(?:%s)*" % "".join(map(pattern, [RULE[0]._replace(quantifier="")] + RULE[1:]))
    if field.parts == "lines":
        return "".join(map(pattern, RULE[1:]))
    parts = ["(?:%s)" % GRAMMAR.get(part, part) for part in field.parts.split(" ")]
    if field in RULE or field.name == "rule":
        parts[0] = "(?P<rule>%s)" % parts[0] if field.name == "rule" else "(?P=rule)"
    return "(?:%s: %s\n)%s" % (field.name, " ".join(parts), field.quantifier)

FIELDS = {kind: {f.name: f for f in COMMON * (kind != "body") + fields if f.name != "rules" and f.parts != "lines"}
          for kind, fields in KINDS.items()}
FORM = {kind: re.compile("stimmbuch/1 %s\n" % kind + "".join(map(pattern, COMMON * (kind != "body") + fields))
                         + TEXT * (kind in WITH_TEXT)) for kind, fields in KINDS.items()}

# What no two lines of a name share: some of the parts; where nothing is said, the whole value; of `reason` nothing.
UNIQUE = {"bench": slice(1), "seat": slice(1), "rule": slice(1), "option": slice(1), "count": slice(1), "cost": slice(3),
          "attachment": slice(1), "binding": slice(1, None), "dvc": slice(1, None), "reason": None}
IGNORABLE = re.compile("[%s]" % re.sub("[0-9A-F]+ ?", lambda code: "\\U%08x" % int(code[0], 16), (
    "00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFF8 "
    "1BCA0-1BCA3 1D173-1D17A E0000-E0FFF")))

def read_time(text):
    seconds = int(datetime.datetime.fromisoformat(text).timestamp())
    return demand(seconds >= 0, seconds)

# What the parts of a value become, and what regular expressions cannot ask of them.
VALUES = {
    "COUNT": int, "COUNT1": int, "SIZE": int, "SIZE1": int, "TIME": read_time, "VKEY": read_vkey,
    "EXPR": lambda text: demand(len(text.encode()) <= 4096, text),
    "VALUE": lambda text: demand(len(text.encode()) <= 4200, text),
    "AMOUNT": lambda text: demand(".." not in text or operator.lt(*map(int, text.split(".."))), text),
}

def collect(fields, lines):
    """The values of lines by name: a list for * and +, else the one value or None; a tuple where there are more parts."""
    found = {name: [] for name in fields}
    for name, value in lines:
        parts = fields[name].parts.split(" ")
        values = tuple(VALUES.get(part, str)(text) for part, text in zip(parts, value.split(" ", len(parts) - 1)))
        found[name].append(values if len(values) > 1 else values[0])
    return {name: values if fields[name].quantifier in ("*", "+") else values[0] if values else None
            for name, values in found.items()}

def read_entry(kind, text):
    """The fields of an entry of this kind; its text under "text", or None; the lines of rules, as they are, under
    "lines". Raises ValueError where §4 or §5 is broken."""
    text = text.decode()
    demand(unicodedata.is_normalized("NFC", text) and not IGNORABLE.search(text))
    demand(all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cn", "Zl", "Zp") for c in set(text)))
    head, _, paragraph = text[:-1].partition("\n\n")
    demand(FORM[kind].fullmatch(text) and " \n" not in text and "  " not in head)
    lines = [tuple(line.split(": ", 1)) for line in head.split("\n")[1:]]
    keys = [(name, *value.split(" ")[UNIQUE.get(name, slice(None))]) for name, value in lines if name != "reason"]
    demand(len(set(keys)) == len(keys))
    entry = collect(FIELDS[kind], [line for line in lines if line[0] in FIELDS[kind]])
    entry |= {"type": kind, "text": paragraph or None, "lines": [line for line in lines if line[0] not in FIELDS[kind]]}
    if kind == "enrol":
        demand((entry["seat"] is not None) == (entry["role"] in ("holder", "deputy")))
    if kind == "body":
        check_body(entry)
    return entry

def check_body(entry):
    """The defects of form that concern several fields of a founding; turns the lines of its rules into entry["rules"]."""
    names, publics = ({getattr(key, part) for key in entry["secretary"]} for part in ("name", "public"))
    demand(len(names) == len(publics) == len(entry["secretary"]) <= 16 and entry["approvals"] <= min(len(names), 15))
    demand(entry["by"] in names and entry["log"].name == entry["name"] not in names)
    demand(entry["log"].public not in publics)
    benches, seats = {bench for bench, _ in entry["bench"]}, {seat[0] for seat in entry["seat"]}
    groups = benches | seats | ({"chair"} if entry["chair"] else set())
    demand(all(seat[1] in benches for seat in entry["seat"]) and entry["chair"] in seats | {None})
    demand(all(gate.split(" ")[2] in benches for gate in entry["require"] if gate.startswith("experience ")))
    demand(all(group in groups for group, _ in entry["propose"]))
    voting = [Fraction(weight) for _, _, weight, right, _ in entry["seat"] if right == "voting"]
    demand(sum(voting) < 10**15)
    lines = collections.defaultdict(list)
    for name, value in entry["lines"]:
        lines[value.split(" ")[0]].append((name, value.partition(" ")[2]))
    entry["rules"] = {rule: collect(RULE_FIELDS, lines[rule]) for rule in lines}
    for rule in entry["rules"].values():
        method = rule["method"] = rule["method"] or "yes-no"
        demand(rule["adopted"] or method == "external")
        demand(not rule["tie"] or method in ("choice", "approval", "ranking"))
        for name in ("quorum", "adopted"):
            rule[name] = rule[name] and read_expression(rule[name])
            check_expression(rule[name], method, groups, len(voting), sum(voting))

# --- §7 The language of the rules -------------------------------------------------------------------------------------
# An expression is ("or" | "and" | "not", [expressions]) or a leaf, which is its own text: a comparison or "proposer in".
# A comparison reads as (terms, relation, terms), a proposer test as if it were 1 > 0 or 0 > 0.

NUMERAL = r"(?:(?:0|[1-9][0-9]*+)(?:/[1-9][0-9]*+|(?:\.[0-9]++)?%?))"
PRODUCT = rf"(?:{NUMERAL} \* )*(?:{NUMERAL}|round|call|(?:heads|weight)\({WORD}(?: in {WORD})?\))"
SUM = rf"{PRODUCT}(?: [+-] {PRODUCT})*"
LEAF = re.compile(rf"{SUM} (?:[<>]=?|!?=) {SUM}|proposer in {WORD}")
OPTIONS = {"yes-no": ["yes", "no", "abstain"], "consent": ["consent", "concern", "object"]}
COMPARE = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq, "!=": operator.ne}
LIMIT = 2**120

Term = collections.namedtuple("Term", "factor measure set group")

def read_expression(text, outside="or", depth=0):
    """Splits the text at the weakest operator outside all brackets; `outside` is the operator around it. Brackets stand only
    where the precedence asks for them."""
    demand(depth <= 64 and len(text) <= 4096)
    for word in ("or", "and"):
        parts = [""]
        for piece in re.split("( %s )" % word, text):
            if piece == " %s " % word and parts[-1].count("(") == parts[-1].count(")"):
                parts.append("")
            else:
                parts[-1] += piece
        if len(parts) > 1:
            return word, [read_expression(part, word, depth) for part in parts]
    if text.startswith("not "):
        return "not", [read_expression(text[4:], "not", depth + 1)]
    if text.startswith("("):
        node = read_expression(text[1:-1], "or", depth + 1)
        return demand(text[-1] == ")" and (node[0], outside) in (("or", "and"), ("or", "not"), ("and", "not")), node)
    demand(LEAF.fullmatch(text) and read_leaf(text))
    return text

def truth(node, test):
    """True, False or None (open) by Kleene; every leaf is asked, in the order of the text. No expression holds."""
    if not node or isinstance(node, str):
        return test(node) if node else True
    values, decisive = [truth(inner, test) for inner in node[1]], node[0] == "or"
    if node[0] == "not":
        return None if values[0] is None else not values[0]
    return decisive if decisive in values else None if None in values else not decisive

def within(numerator, denominator):
    return demand(abs(numerator) <= LIMIT and denominator <= LIMIT, Fraction(numerator, denominator))

def number_value(text):
    """Exact; % divides by 100. What it is made of stays within the limit."""
    upper, slash, lower = text.partition("/")
    if slash:
        return within(int(upper), int(lower))
    whole, _, fraction = text.rstrip("%").partition(".")
    fraction = fraction.rstrip("0")
    return within(int(whole + fraction), 10**len(fraction) * (100 if text.endswith("%") else 1))

def read_sum(text):
    terms, words = [], ["+"] + re.split(r" ([+-]) ", text)
    for sign, product in zip(words[::2], words[1::2]):
        *numbers, atom = product.split(" * ")
        match = re.fullmatch(rf"([a-z]+)(?:\(({WORD})(?: in (.*))?\))?", atom)
        factor = Fraction(1)
        for number in numbers if match else numbers + [atom]:
            factor = within(*(factor * number_value(number)).as_integer_ratio())
        terms.append(Term(-factor if sign == "-" else factor, *(match.groups() if match else ("number", None, None))))
    return terms

@functools.lru_cache(maxsize=4096)
def read_leaf(leaf):
    if leaf.startswith("proposer in "):
        return [Term(Fraction(1), "proposer", None, leaf.removeprefix("proposer in "))], ">", []
    left, relation, right = re.split(" ([<>]=?|!?=) ", leaf)
    return read_sum(left), relation, read_sum(right)

def check_expression(node, method, groups, heads, weight):
    """Refuses sets that the method does not have, groups that the body does not have, and comparisons whose sums could
    leave the limit, in a body of so many voting seats of that weight in all."""
    sets = {None, "all", "seats", "present", "cast", "valid", "abstain",
            *OPTIONS.get(method, ["winner"] if method != "external" else [])}
    most = {"heads": heads, "weight": weight * 10**9, "round": 2**32 - 1, "call": 2**32 - 1}

    def test(leaf):
        left, _, right = read_leaf(leaf)
        demand(all(term.set in sets and term.group in groups | {None} for term in left + right))
        units = [abs(term.factor) / (10**9 if term.measure == "weight" else 1) for term in left + right]
        sizes = [(within(*unit.as_integer_ratio()), most.get(term.measure, 1)) for unit, term in zip(units, left + right)]
        common = math.lcm(*(unit.denominator for unit in units))
        demand(common <= LIMIT and all(factor * common <= LIMIT for factor, _ in sizes))
        demand(sum(factor * common * size for factor, size in sizes) <= LIMIT)
    truth(node, test)

def exact(value):
    """The shortest exact form: an integer, a finite decimal, or a reduced fraction p/q, whose q is within the limit."""
    digits = next((n for n in range(121) if 10**n % value.denominator == 0), None)
    return str(value) if digits is None else decimal(value, digits)

def decimal(value, digits):
    whole = "%0*d" % (digits + 1, abs(value.numerator) * 10**digits // value.denominator)
    return ("-" if value < 0 else "") + (whole[:-digits] + "." + whole[-digits:] if digits else whole)

# --- §8 Counting ------------------------------------------------------------------------------------------------------

SILENT = {None: set(), "abstain": {"abstain", "cast", "present"}, "consent": {"yes", "consent", "cast", "valid", "present"}}

def sets_of(option, silent):
    """The sets in which a seat stands that cast this option, or (None) nothing."""
    if option is None:
        return SILENT[silent] | {"all", "seats"}
    return {"all", "seats", "cast", "present", option} | ({"valid"} if option != "abstain" else set())

class Count:
    """One ballot on the roll of its place, with the votes counted so far and the recusals as they stand."""

    def __init__(self, body, ballot):
        self.ballot, self.statute, self.about = ballot, ballot["statute"], ballot["proposal"]
        self.rule = self.statute["rules"][ballot["rule"]]
        self.options, roll = OPTIONS[self.rule["method"]], body.seats.all(ballot["index"])
        self.in_group = lambda seat, group: body.in_group(seat, group, ballot["index"])
        self.decimals = max((len(seat.weight.partition(".")[2]) for seat in roll), default=0)
        self.voting = [seat for seat in roll if seat.right == "voting"]
        self.seats = {seat.id for seat in self.voting} - self.about["recused"]
        self.votes = {s: v.get("holder", v.get("deputy")) for s, v in ballot["votes"].items() if s in self.seats}
        self.held = {s for s in self.votes if "holder" in ballot["votes"][s]}

    def span(self, terms, ways):
        """The least and the greatest value of a sum; `ways` are [(seat, all the lots of sets it may stand in)]."""
        known = {"number": lambda _: 1, "call": lambda _: 1, "round": lambda _: self.ballot["round"],
                 "proposer": lambda group: any(self.in_group(seat, group) for seat in self.about["for"])}
        low = high = sum((t.factor * known[t.measure](t.group) for t in terms if not t.set), Fraction(0))
        for seat, choices in ways:
            mine = [(t.factor * (1 if t.measure == "heads" else Fraction(seat.weight)), t.set)
                    for t in terms if t.set and self.in_group(seat.id, t.group)]
            sums = [sum(factor for factor, name in mine if name in sets) for sets in choices]
            low, high = low + min(sums), high + max(sums)
        return low, high

    def judge(self, name, may_cast, silent=None):
        """Kleene's truth of `quorum` or `adopted` over all ways in which the seats may be counted, and the reasons."""
        reasons, ways = [], [(seat, [sets_of(option, silent) for option in may_cast(seat.id)]
                              if seat.id in self.seats else [{"all"}]) for seat in self.voting]

        def test(leaf):
            left, relation, right = read_leaf(leaf)
            low, high = self.span(left + [term._replace(factor=-term.factor) for term in right], ways)
            between = relation in ("=", "!=") and low < 0 < high  # both ends differ from 0, what lies between may not
            holds = COMPARE[relation](low, 0)
            if not leaf.startswith("proposer"):
                leaf = " ".join((exact(self.span(left, ways)[0]), relation, exact(self.span(right, ways)[0])))
            reasons.append("%s %d %s %s" % (name, len(reasons) + 1, leaf, "holds" if holds else "fails"))
            return None if between or holds != COMPARE[relation](high, 0) else holds
        return truth(self.rule[name], test), reasons

    def outcome(self):
        """What a valid `result` entry says."""
        quorum, first = self.judge("quorum", lambda seat: [self.votes.get(seat)])
        adopted, then = self.judge("adopted", lambda seat: [self.votes.get(seat)], self.rule["silent"])
        counts = []
        for option in self.options:
            cast = [Fraction(seat.weight) for seat in self.voting if self.votes.get(seat.id) == option]
            counts.append((option, len(cast), decimal(sum(cast, Fraction(0)), self.decimals)))
        return {"votes": len(self.votes), "result": "no-quorum" if not quorum else "adopted" if adopted else "rejected",
                "winner": None, "count": counts, "reason": first + then}

    def fixed(self):
        quorum, _ = self.judge("quorum", self.may_cast)
        adopted, _ = self.judge("adopted", self.may_cast, self.rule["silent"])
        return quorum is False or None not in (quorum, adopted)

    def may_cast(self, seat):
        """What the seat's counted vote may be in the end; None is silence."""
        if seat in self.held and self.statute["revote"]:
            return [self.votes[seat]]
        free = [option for option in self.options if option != "abstain" or not self.rule["abstention"]]
        return free if seat in self.votes else free + [None]

# --- §6 The replay ----------------------------------------------------------------------------------------------------

Seat = collections.namedtuple("Seat", "id bench weight right")
Role = collections.namedtuple("Role", "name role seat")
Row = collections.namedtuple("Row", "value since until")
REFERENCES = {"proposal": "proposal", "supersedes": "proposal", "amends": "proposal", "repeals": "result",
              "ballot": "ballot", "close": "close", "meeting": "meeting"}  # field: the kind of the entry that it names
AUTHORS = {"statement": {"place"}, "vote": {"place"}, "proposal": {"place", "secretary"},
           "recusal": {"place", "secretary"}}  # of the kinds that others than secretaries may write
CELLS = set(itertools.product(("bund", "laender", "kommunen"), ("short", "medium", "long"),
                              ("central", "migration", "operation")))

class Rejected(Exception):
    """An entry keeps its place in the log but has no effect; the argument is the code of the reason."""

def refuse(when, code):
    if when:
        raise Rejected(code)

class History(dict):
    """What is in force when: {key: rows}; a row holds at the indexes from `since` to before `until`."""

    def put(self, key, value, since):
        self.setdefault(key, []).append(Row(value, since, math.inf))

    def at(self, key, index):
        return [row.value for row in self.get(key, ()) if row.since <= index < row.until]

    def one(self, key, index):
        return next(iter(self.at(key, index)), None)

    def all(self, index):
        return [value for key in sorted(self) for value in self.at(key, index)]

class Body:
    """The state of a body: a function of its log. An entry is the dictionary of its fields; those that name entries hold
    these instead of their ids, and what later entries do is added: a proposal has `recused`, a ballot `votes` ..."""

    def __init__(self, number):
        self.number, self.name, self.founding, self.tree = number, None, None, Tree()
        self.signed, self.valid, self.rejected, self.numbers, self.log_time = set(), {}, [], {}, 0
        self.seats, self.benches, self.statutes, self.keys = History(), History(), History(), History()
        self.roles, self.members, self.publics = History(), History(), {}  # Roles by key name and by seat; names by key

    def take(self, index, note, leaf=None):
        """One more entry: its leaf, as stored, goes into the tree, whatever it is. Gives the first code due, or None. Bytes
        that their author never signed do not keep the same text from coming later."""
        self.tree.append(leaf or sha256(b"\0", note))
        if index and not self.founding:
            return None
        read, code = read_note(note), None
        try:
            self.judge(index, read, id_of(note, read))
        except Rejected as reason:
            code = reason.args[0]
            self.rejected.append([index, code])
        if code not in ("note", "kind", "form", "signer", "signature"):
            self.signed.add(id_of(note, read).hex())
        return code

    def judge(self, index, read, entry_id):
        refuse(not read, "note")
        first = re.match(rb"stimmbuch/1 ([a-z]+)\n", read[0])
        refuse(first and first[1].decode() not in KINDS, "kind")
        try:
            entry = read_entry(demand(first, first)[1].decode(), read[0])
        except ValueError:
            raise Rejected("form") from None
        self.now, kind = index, entry["type"]
        entry |= {"index": index, "id": entry_id.hex(), "signers": [line.name for line in read[1]]}
        refuse((kind == "body") != (index == 0), "body")
        if kind == "body":
            return self.found(entry, *read)
        refuse((entry["body"], entry["founding"]) != (self.name, self.founding["id"]), "body")
        refuse(entry["id"] in self.signed, "duplicate")
        refuse(entry["size"] > index or self.tree.root(entry["size"]).hex() != entry["root"], "head")
        self.check_author(entry)
        refuse(kind == "proposal" and any(not self.seats.at(seat, index) for seat in entry["for"]), "seat")
        self.check_lines(entry, *read)
        for field in REFERENCES.keys() & {name for name in entry if entry[name]}:
            target = self.valid.get(entry[field], {"type": None})
            refuse(target["type"] != REFERENCES[field] or target["index"] >= entry["size"], "reference")
            entry[field] = target
        getattr(self, "take_" + kind)(entry)
        if kind != "vote":  # nothing refers to votes
            self.valid[entry["id"]] = entry
        if self.is_secretary(entry["by"]):
            self.log_time = max(self.log_time, entry["at"])

    def found(self, entry, text, lines):
        for key in entry["secretary"]:
            self.keys.put(key.name, key, 0)
            self.roles.put(key.name, Role(key.name, "secretary", None), 0)
        self.check_lines(entry, text, lines)
        for bench, _ in entry["bench"]:
            self.benches.put(bench, bench, 0)
        for seat in entry["seat"]:
            self.seats.put(seat[0], Seat(*seat[:4]), 0)
        self.publics = {key.public: key.name for key in entry["secretary"]}
        self.statutes.put(None, entry, 0)
        self.founding, self.name, self.log_time = entry, entry["name"], entry["at"]

    # Who may write, and who must sign

    def is_secretary(self, name):
        return any(role.role == "secretary" for role in self.roles.at(name, self.now))

    def places(self, name):
        return {role.seat for role in self.roles.at(name, self.now) if role.seat}

    def in_group(self, seat, group, index):
        """A group is a bench, else a seat, or the chair; None is everyone."""
        if self.benches.at(group, index):
            return any(found.bench == group for found in self.seats.at(seat, index))
        return group is None or seat == (self.statutes.one(None, index)["chair"] if group == "chair" else group)

    def check_author(self, entry):
        kind, by = entry["type"], entry["by"]
        allowed = AUTHORS.get(kind, {"secretary"}) if entry.get("as") != "clerk" else {"secretary"}
        mine = {"place" if role.seat else role.role for role in self.roles.at(by, self.now)}
        refuse(by != entry["key"].name if kind == "enrol" else not allowed & mine, "author")

    def check_lines(self, entry, text, lines):
        """The signature lines are exactly those that the kind asks for, and each holds."""
        kind, names = entry["type"], entry["signers"]
        keys = [self.keys.one(name, self.now) for name in names]
        keys[0] = entry["key"] if kind == "enrol" else keys[0]
        refuse(any(not key or key[:2] != line[:2] for key, line in zip(keys, lines)), "signer")
        refuse(names[0] != entry["by"] or len(set(names)) != len(names), "signer")
        missing = set(entry["for"] if kind == "proposal" else ())
        for name in names if kind == "proposal" else ():
            refuse(name != names[0] and not missing & self.places(name), "signer")
            missing -= self.places(name)
        if kind != "proposal":
            approvals = (self.founding or entry)["approvals"]
            wanted = {"body": len(entry.get("secretary", ())) - 1, "enrol": approvals}.get(
                kind, approvals - 1 if self.is_secretary(entry["by"]) else 0)
            refuse(len(names) - 1 != wanted or not all(map(self.is_secretary, names[1:])), "signer")
        refuse(missing, "signer")
        refuse(not all(signature_holds(key.public, line.signature, text) for key, line in zip(keys, lines)), "signature")

    # The kinds, each with its codes in their order; bad references are refused before

    def take_enrol(self, entry):
        key, role, seat, log = entry["key"], entry["role"], entry["seat"], self.founding["log"]
        known, roles = self.keys.one(key.name, self.now), self.roles.at(key.name, self.now)
        refuse(known and known.public != key.public or self.publics.get(key.public, key.name) != key.name, "key")
        refuse(key.name == log.name or key.public == log.public, "key")
        refuse(seat and not self.seats.at(seat, self.now), "seat")
        refuse(any(not old.seat if seat else old.seat or old.role != role for old in roles), "role")
        refuse(role == "holder" and any(member.role == role for member in self.members.at(seat, self.now)), "held")
        refuse(any(old.seat == seat for old in roles), "held")
        self.publics[key.public] = key.name
        if not known:
            self.keys.put(key.name, key, self.now + 1)
        self.roles.put(key.name, Role(key.name, role, seat), self.now + 1)
        if seat:
            self.members.put(seat, Role(key.name, role, seat), self.now + 1)

    def take_proposal(self, entry):
        earlier, propose = entry["supersedes"], self.statutes.one(None, self.now)["propose"]
        refuse(entry["repeals"] and entry["repeals"]["result"] != "adopted", "reference")
        refuse(entry["number"] in self.numbers, "number")
        refuse(propose and not any(sum(self.in_group(seat, group, self.now) for seat in entry["for"]) >= count
                                   for group, count in propose), "filing")
        if earlier:
            refuse(self.proposal_state(earlier) in ("superseded", "voting", "adopted"), "supersede")
            refuse(not any(name == earlier["by"] or self.is_secretary(name) or self.places(name) & set(earlier["for"])
                           for name in entry["signers"]), "supersede")
            earlier["superseded"] = True
        self.numbers[entry["number"]] = entry
        entry |= {"log_time": self.log_time, "superseded": False, "recused": set(), "ballots": [], "experience": set()}

    def take_statement(self, entry):
        refuse(entry["seat"] and entry["seat"] not in self.places(entry["by"]), "seat")
        if entry["stance"] == "experience" and entry["seat"]:
            entry["proposal"]["experience"].add(entry["seat"])

    def take_recusal(self, entry):
        proposal, seat, mine = entry["proposal"], entry["seat"], self.places(entry["by"])
        refuse(not self.seats.at(seat, self.now) or mine and seat not in mine, "seat")
        refuse(self.proposal_state(proposal) == "adopted", "decided")
        refuse(self.is_secretary(entry["by"]) and any(b["state"] == "open" for b in proposal["ballots"]), "pending-ballot")
        refuse(seat in proposal["recused"], "recused")
        proposal["recused"].add(seat)

    def take_ballot(self, entry):
        proposal, statute = entry["proposal"], self.statutes.one(None, self.now)
        rule, state, closes = statute["rules"].get(entry["rule"]), self.proposal_state(proposal), entry["closes"]
        start = max(entry["at"], entry["opens"] or 0, self.log_time)
        copied = [line for line in statute["lines"] if line[0] != "rule" and line[1].split(" ")[0] == entry["rule"]]
        refuse(entry["title"] != proposal["number"] + " " + proposal["title"], "title")
        refuse(not rule or entry["lines"] != copied or entry["option"], "rule")
        refuse(rule["method"] not in OPTIONS, "method")
        refuse(rule["kind"] and proposal["kind"] not in rule["kind"], "rule-kind")
        refuse(state in ("adopted", "superseded"), "decided")
        refuse(state == "voting", "pending-ballot")
        refuse(closes <= start if closes is not None else statute["deadline"], "times")
        refuse(not all(self.passes(proposal, start, *gate.split(" ")) for gate in statute["require"]), "gate")
        lost = sum(b["rule"] == entry["rule"] and (b["result"] or {}).get("result") == "rejected"
                   for b in proposal["ballots"])
        refuse(entry["round"] != 1 + lost, "round")
        refuse(entry["roll"] != sha256(self.roll(proposal, self.now).encode()).hex(), "roll")
        entry |= {"statute": statute, "start": start, "state": "open", "votes": {}, "last": {}, "close": None,
                  "outcome": None, "result": None}
        proposal["ballots"].append(entry)

    def passes(self, proposal, start, gate, number="0", bench=None):
        """Does the proposal fulfil a `require` line?"""
        if gate == "cost":
            amounts = {line[:3]: line[3] for line in proposal["cost"] if line[:3] in CELLS}
            return len(amounts) == len(CELLS) and (number != "known" or "unknown" not in amounts.values())
        if gate == "experience":
            return sum(self.seats.one(seat, self.now).bench == bench for seat in proposal["experience"]) >= int(number)
        if gate == "notice":
            return start >= max(proposal["at"], proposal["log_time"]) + int(number) * 86400
        return bool(proposal[gate])

    def roll(self, proposal, index):
        rows = []
        for seat in self.seats.all(index):
            rows.append("seat %s %s %s %s\n" % seat)
            rows += sorted("member %s %s %s\n" % (member.name, member.role, self.keys.one(member.name, index).text)
                           for member in self.members.at(seat.id, index))
        return "".join(rows + ["recused %s\n" % seat for seat in sorted(proposal["recused"])])

    def take_vote(self, entry):
        ballot, by, role, at, choice = entry["ballot"], entry["by"], entry["as"], entry["at"], entry["choice"][0]
        rule, seat = ballot["statute"]["rules"][ballot["rule"]], self.seats.one(entry["seat"], ballot["index"])
        refuse(entry["title"] != ballot["title"], "title")
        refuse(ballot["state"] != "open", "closed")
        refuse(ballot["opens"] is not None and at < ballot["opens"], "early")
        refuse(ballot["closes"] is not None and max(at, self.log_time) > ballot["closes"], "late")
        refuse(role == "clerk", "clerk")
        refuse(not seat or Role(by, role, seat.id) not in self.members.at(seat.id, ballot["index"]), "seat")
        refuse(seat.right == "advisory", "advisory")
        refuse(seat.id in ballot["proposal"]["recused"], "recused")
        refuse(len(entry["choice"]) != 1 or choice not in OPTIONS[rule["method"]], "choice")
        refuse(choice == "abstain" and rule["abstention"], "choice")
        refuse(choice in ("concern", "object") and not entry["text"], "choice")
        last = ballot["last"].get((seat.id, by))  # as the same role, for a key has one place in a seat
        refuse(last is not None and ballot["statute"]["revote"], "revote")
        refuse(last is not None and last >= at, "order")
        ballot["last"][seat.id, by] = at
        ballot["votes"].setdefault(seat.id, {})[role] = choice

    def take_close(self, entry):
        ballot, at, count = entry["ballot"], entry["at"], Count(self, entry["ballot"])
        statute, early, closes, start = ballot["statute"], count.rule["early"], ballot["closes"], ballot["start"]
        refuse(ballot["state"] != "open", "closed")
        if closes is None:
            refuse(at < start + 60 * (statute["window"] or 0), "window")
        else:
            refuse(at < closes and count.held != count.seats and not (
                early and at >= start + 60 * early[1] and count.fixed()), "window")
        ballot |= {"state": "closed", "close": entry, "outcome": count.outcome()}

    def take_result(self, entry):
        ballot = entry["ballot"]
        refuse(ballot["close"] is not entry["close"], "closed")
        refuse(ballot["result"] or any(entry[field] != value for field, value in ballot["outcome"].items()), "result")
        ballot["result"] = entry

    def take_void(self, entry):
        refuse(entry["ballot"]["state"] != "open", "closed")
        entry["ballot"]["state"] = "void"

    # What came of it

    def proposal_state(self, proposal):
        results = [b["result"] and b["result"]["result"] for b in proposal["ballots"] if b["state"] != "void"]
        if proposal["superseded"] or None in results:
            return "superseded" if proposal["superseded"] else "voting"
        return "open" if not results or results[-1] == "no-quorum" else results[-1]

    def state(self):
        """Counts are those of closed ballots; what an open one has so far is nobody's business."""
        ballots = {b["id"]: {"state": b["state"], "result": b["result"] and b["result"]["result"],
                             "counts": {option: row for option, *row in b["outcome"]["count"]} if b["outcome"] else {}}
                   for proposal in self.numbers.values() for b in proposal["ballots"]}
        return {"proposals": {number: self.proposal_state(proposal) for number, proposal in self.numbers.items()},
                "ballots": ballots, "rejected": self.rejected}

# --- §9 Findings ------------------------------------------------------------------------------------------------------

UNSOUND = {"note", "kind", "form", "body", "head", "signer", "signature"}  # rejections that no honest program writes

class Unreadable(Exception):
    """The file is no ledger, or SQLite cannot read it."""

class Audit:
    def __init__(self):
        self.bodies, self.findings, self.checkpoints = {}, [], collections.Counter()

    def run(self, path):
        db = open_ledger(path)
        rows = db.execute("SELECT body, idx, id, leaf, note FROM entry ORDER BY body, idx")
        for number, entries in itertools.groupby(rows, key=lambda row: row[0]):
            if isinstance(number, int):
                self.read_log(self.bodies.setdefault(number, Body(number)), entries)
            else:
                self.find("schema", None, None, "the body of an entry is no number")
        heads = db.execute("SELECT body, size, note FROM checkpoint ORDER BY body, size").fetchall()
        for body, size, note in ((self.bodies[number], *head) for number, *head in heads if number in self.bodies):
            if head_holds(body, size, note):
                self.checkpoints[body.number] += 1
            else:
                self.find("checkpoint", body, size if isinstance(size, int) else None, "the signed head does not hold")
        if any(number not in self.bodies for number, *_ in heads):
            self.find("checkpoint", None, None, "there are signed heads of a body that has no entries")
        db.close()
        return self

    def find(self, code, body, index, text, severity="error"):
        self.findings.append((code, severity, body, index, text))

    def read_log(self, body, entries):
        """Ends at a gap, for no root is known behind it. Of what is rejected by state behind a broken place one finding."""
        broken, following = False, []
        for index, (_, stored, stored_id, leaf, note) in enumerate(entries):
            if stored != index:
                self.find("gap", body, index, "the index is missing")
                break
            if not isinstance(note, bytes) or not isinstance(leaf, bytes) or len(leaf) != 32:
                self.find("schema", body, index, "the note and the leaf are not bytes as they must be")
                note, leaf = note if isinstance(note, bytes) else b"", bytes(32)
            if sha256(b"\0", note) != leaf:
                self.find("leaf", body, index, "the leaf is not the hash of the note")
                broken = True
            if read_note(note) and id_of(note, read_note(note)) != stored_id:
                self.find("id", body, index, "the id is not the hash of the text")
            code = body.take(index, note, leaf)
            broken = broken or code in UNSOUND or index == 0 and code
            if code and index == 0:
                self.find("founding", body, index, "the body is not founded: " + code)
            elif code in UNSOUND or code and not broken:
                self.find(code, body, index, "rejected: " + code, "error" if code in UNSOUND else "warning")
            elif code:
                following.append((index, code))
        if following:
            self.find("follows", body, following[0][0], "%d more rejected behind the first broken place: %s" % (
                len(following), " ".join(sorted({code for _, code in following}))), "warning")

    def report(self):
        """A body is called by its name, or by its number where there is none or two share it."""
        known = [body.name for body in self.bodies.values()]
        names = {n: b.name if b.name and known.count(b.name) == 1 else "#%d" % n for n, b in self.bodies.items()}
        findings = [{"code": code, "severity": severity, "body": names[body.number] if body else None, "index": index,
                     "text": text} for code, severity, body, index, text in self.findings]
        return {
            "ok": all(finding["severity"] != "error" for finding in findings),
            "bodies": [{"body": names[n], "entries": len(body.tree), "root": body.tree.root(len(body.tree)).hex(),
                        "checkpoints": self.checkpoints[n]} for n, body in self.bodies.items()],
            "findings": findings,
            "state": {names[n]: body.state() for n, body in self.bodies.items()},
        }

def head_holds(body, size, note):
    """§3: the three lines under a signature of the body's log. Every line by the log or by an auditor holds (C2SP
    tlog-cosignature v1); further lines of the text, and lines of strangers, mean nothing."""
    read = read_note(note, of_entry=False) if isinstance(note, bytes) else None
    if not read or not body.founding or not isinstance(size, int) or not 1 <= size <= len(body.tree):
        return False
    text, log, signed = read[0], body.founding["log"], False
    head = b"%s\n%d\n%s\n" % (body.name.encode(), size, base64.b64encode(body.tree.root(size)))
    if not text.startswith(head) or text[len(head):].startswith(b"\n") or b"\n\n" in text[len(head):]:
        return False
    for line in read[1]:
        key, moment = body.keys.one(line.name, len(body.tree)), int.from_bytes(line.signature[:8], "big")
        if line[:2] == log[:2]:
            if not signature_holds(log.public, line.signature, text):
                return False
            signed = True
        elif key and Role(key.name, "auditor", None) in body.roles.at(key.name, len(body.tree)) and (
                line.id == key_id(key.name, 4, key.public)):
            message = b"cosignature/v1\ntime %d\n" % moment + text
            if not 1 <= moment < 2**63 or not signature_holds(key.public, line.signature[8:], message):
                return False
    return signed

def open_ledger(path):
    if not pathlib.Path(path).is_file():
        raise Unreadable("there is no such file")
    db = sqlite3.connect(pathlib.Path(path).resolve().as_uri() + "?mode=ro", uri=True)
    db.text_factory = bytes
    db.execute("PRAGMA trusted_schema = OFF")
    for pragma, value, problem in (("application_id", 0x53544D42, "this is no ledger"),
                                   ("user_version", 1, "this schema is not known")):
        if db.execute("PRAGMA " + pragma).fetchone()[0] != value:
            raise Unreadable(problem)
    tables = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name IN ('entry', 'checkpoint')")
    if sorted(name for name, sql in tables if sql and b"VIRTUAL" not in sql[:20].upper()) != [b"checkpoint", b"entry"]:
        raise Unreadable("the tables are missing")
    return db

def main(arguments):
    parser = argparse.ArgumentParser(description="verifies a Stimmbuch ledger and recounts its ballots")
    parser.add_argument("ledger", metavar="LEDGER.db")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    options = parser.parse_args(arguments)
    if unicodedata.unidata_version != "14.0.0":
        print("verify.py: Unicode 14.0 is wanted; this Python has", unicodedata.unidata_version, file=sys.stderr)
    try:
        report = Audit().run(options.ledger).report()
    except (Unreadable, sqlite3.Error, OSError, UnicodeError) as error:  # SQLite quotes a damaged file in its message
        print("verify.py: %s: %s" % (options.ledger, error), file=sys.stderr)
        return 5
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        for body in report["bodies"]:
            print("body {body}: {entries} entries, root {root}, {checkpoints} checkpoints".format(**body))
        for finding in report["findings"]:
            print("{severity} {code}: {body} {index}: {text}".format(**finding))
        print("ok" if report["ok"] else "not ok")
    return 0 if report["ok"] else 1

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
