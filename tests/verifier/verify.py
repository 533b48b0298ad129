#!/usr/bin/env python3
"""A second reader of Stimmbuch ledgers, written from data/FORMAT.md alone: it shares no code with the program.

usage: verify.py LEDGER.db [--json]
exit status: 0 all holds, 1 something does not, 2 wrong usage, 5 the file cannot be read

It reads the tables `entry` and `checkpoint`, believes nothing else, and derives the rest anew: hashes, trees,
signatures, the effect of every entry, the count of every ballot. Its parts follow FORMAT.md and name its sections; the
table of the fields is not copied but read from there. Python 3.11, whose Unicode tables are the 14.0 that the format
asks for, and python3-cryptography, for Ed25519, are all it needs.
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
    demand(re.fullmatch(GRAMMAR["NAME"], name) and len(raw) == 33 and raw[0] == 1 and has_prime_order(raw[1:]))
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
            demand(all(re.fullmatch(GRAMMAR["NAME"], line.name) and len(line.signature) == 64 for line in lines))
        return text.encode() + b"\n", lines
    except ValueError:
        return None

def id_of(note, read):
    """The digest of the text; of bytes that are no note (`read` is None), the digest of them all."""
    return sha256(read[0] if read else note)

# --- §3 The tree ------------------------------------------------------------------------------------------------------

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

# --- §4 and §5 Entry text ---------------------------------------------------------------------------------------------

Field = collections.namedtuple("Field", "name quantifier parts")

def read_format():
    """What FORMAT.md says in tables: the words of §4, the fields of each kind of §5, the kinds that may have a text."""
    text = (pathlib.Path(__file__).resolve().parents[2] / "data" / "FORMAT.md").read_text("utf-8")
    words = re.findall("^    (reserved|CHOICE|KIND|WHOM|HORIZON|CATEGORY) +(.*)$", text, re.MULTILINE)
    blocks = re.search("```fields\n(.*?)```", text, re.DOTALL)[1].split("\n\n")
    kinds = dict(" ".join(block.split()).split(": ", 1) for block in blocks)
    fields = {head.removesuffix(" (text)"): [
        Field(*re.fullmatch("([a-z]+)([?*+]?) ?(.*)", item).groups()) for item in items.split(", ")]
        for head, items in kinds.items()}
    with_text = {head.removesuffix(" (text)") for head in kinds if head.endswith(" (text)")}
    return {name: row.replace(" ", "|") for name, row in words}, fields, with_text

WORDS, KINDS, WITH_TEXT = read_format()
COMMON, RULE = KINDS.pop("common"), KINDS.pop("rules")
KINDS = {kind: fields if kind == "body" else COMMON + fields for kind, fields in KINDS.items()}

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

FIELDS = {kind: {field.name: field for field in fields if field.name != "rules" and field.parts != "lines"}
          for kind, fields in KINDS.items()}
RULE_FIELDS = {field.name: field._replace(parts=field.parts.removeprefix("ID ")) for field in RULE}
FORM = {kind: re.compile("stimmbuch/1 %s\n" % kind + "".join(map(pattern, fields)) + TEXT * (kind in WITH_TEXT))
        for kind, fields in KINDS.items()}

# What no two lines of a name share: some of the parts; where nothing is said, the whole value; of `reason` nothing.
UNIQUE = {"binding": slice(1, None), "dvc": slice(1, None), "cost": slice(3), **dict.fromkeys(
    ("bench", "seat", "rule", "option", "count", "attachment"), slice(1))}
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

class Entry(dict):
    """Fields by name: e.title, e["for"]; None where there is no such field."""
    __getattr__ = dict.get

    def __missing__(self, name):
        return None

def collect(fields, lines):
    """The values of lines by name: a list for * and +, else the one value or None; a tuple where a value has parts."""
    found = Entry((name, [] if field.quantifier in ("*", "+") else None) for name, field in fields.items())
    for name, value in lines:
        parts = fields[name].parts.split(" ")
        read = tuple(VALUES.get(part, str)(text) for part, text in zip(parts, value.split(" ", len(parts) - 1)))
        read = read if len(read) > 1 else read[0]
        found[name] = read if found[name] is None else found[name] + [read]
    return found

def read_entry(kind, text):
    """The fields of an entry of this kind; its text under "text", or None; the lines of rules, as they are, under
    "lines". Raises ValueError where §4 or §5 is broken."""
    text = text.decode()
    demand(unicodedata.is_normalized("NFC", text) and not IGNORABLE.search(text))
    demand(not {unicodedata.category(c) for c in set(text) - {"\n"}} & {"Cc", "Cn", "Zl", "Zp"})
    head, _, paragraph = text[:-1].partition("\n\n")
    demand(FORM[kind].fullmatch(text) and " \n" not in text and "  " not in head)
    lines = [tuple(line.split(": ", 1)) for line in head.split("\n")[1:]]
    keys = [(name, *value.split(" ")[UNIQUE.get(name, slice(None))]) for name, value in lines if name != "reason"]
    demand(len(set(keys)) == len(keys))
    e = collect(FIELDS[kind], [line for line in lines if line[0] in FIELDS[kind]])
    e |= {"type": kind, "text": paragraph or None, "lines": [line for line in lines if line[0] not in FIELDS[kind]]}
    demand(kind != "enrol" or (e.seat is not None) == (e.role in ("holder", "deputy")))
    if kind == "body":
        check_body(e)
    return e

def check_body(e):
    """The defects of form that concern several fields of a founding; makes its rules of their lines."""
    names, publics = {key.name for key in e.secretary}, {key.public for key in e.secretary}
    demand(len(names) == len(publics) == len(e.secretary) <= 16 and e.approvals <= min(len(names), 15))
    demand(e.by in names and e.log.name == e.name not in names and e.log.public not in publics)
    benches, seats = {bench for bench, _ in e.bench}, {seat[0] for seat in e.seat}
    groups = benches | seats | ({"chair"} if e.chair else set())
    demand(all(seat[1] in benches for seat in e.seat) and e.chair in seats | {None})
    demand(all(gate.split(" ")[2] in benches for gate in e.require if gate.startswith("experience ")))
    demand(all(group in groups for group, _ in e.propose))
    voting = [Fraction(weight) for _, _, weight, right, _ in e.seat if right == "voting"]
    demand(sum(voting) < 10**15)
    lines = collections.defaultdict(list)
    for name, value in e.lines:
        lines[value.split(" ")[0]].append((name, value.partition(" ")[2]))
    e["rules"] = {rule: collect(RULE_FIELDS, lines[rule]) for rule in lines}
    for rule in e.rules.values():
        method = rule["method"] = rule.method or "yes-no"
        demand(rule.adopted or method == "external")
        demand(not rule.tie or method in ("choice", "approval", "ranking"))
        for name in ("quorum", "adopted"):
            rule[name] = rule[name] and read_expression(rule[name])
            check_expression(rule[name], method, groups, len(voting), sum(voting))

# --- §7 The language of the rules -------------------------------------------------------------------------------------
# An expression is ("or" | "and" | "not", [expressions]) or a leaf, its own text: a comparison or a proposer test.
# A comparison reads as (terms, relation, terms), a proposer test as 1 > 0 or 0 > 0.

NUMERAL = r"(?:(?:0|[1-9][0-9]*+)(?:/[1-9][0-9]*+|(?:\.[0-9]++)?%?))"
PRODUCT = rf"(?:{NUMERAL} \* )*(?:{NUMERAL}|round|call|(?:heads|weight)\({WORD}(?: in {WORD})?\))"
SUM = rf"{PRODUCT}(?: [+-] {PRODUCT})*"
LEAF = re.compile(rf"{SUM} (?:[<>]=?|!?=) {SUM}|proposer in {WORD}")
OPTIONS = {"yes-no": ["yes", "no", "abstain"], "consent": ["consent", "concern", "object"]}
COMPARE = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le,
           "=": operator.eq, "!=": operator.ne}
LIMIT = 2**120

Term = collections.namedtuple("Term", "factor measure set group")

def read_expression(text, outside="or", depth=0):
    """Splits the text at the weakest operator outside all brackets; `outside` is the operator around it. Brackets stand
    only where the precedence asks for them."""
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

def within(ratio):
    return demand(abs(ratio.numerator) <= LIMIT and ratio.denominator <= LIMIT, ratio)

def number_value(text):
    """Exact; % divides by 100. What it is made of stays within the limit."""
    upper, slash, lower = text.partition("/")
    if not slash:
        whole, _, fraction = text.rstrip("%").partition(".")
        fraction = fraction.rstrip("0")
        upper, lower = whole + fraction, 10**len(fraction) * (100 if text.endswith("%") else 1)
    return demand(int(upper) <= LIMIT and int(lower) <= LIMIT, Fraction(int(upper), int(lower)))

def read_sum(text):
    terms, words = [], ["+"] + re.split(r" ([+-]) ", text)
    for sign, product in zip(words[::2], words[1::2]):
        *numbers, atom = product.split(" * ")
        match = re.fullmatch(rf"([a-z]+)(?:\(({WORD})(?: in (.*))?\))?", atom)
        factor = Fraction(1)
        for number in numbers if match else numbers + [atom]:
            factor = within(factor * number_value(number))
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
        sizes = [(within(abs(term.factor) / (10**9 if term.measure == "weight" else 1)), most.get(term.measure, 1))
                 for term in left + right]
        common = math.lcm(*(factor.denominator for factor, _ in sizes))
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

SILENT = {None: set(), "abstain": {"abstain", "cast", "present"},
          "consent": {"yes", "consent", "cast", "valid", "present"}}

def sets_of(option, silent):
    """The sets in which a seat stands that cast this option, or (None) nothing."""
    if option is None:
        return SILENT[silent] | {"all", "seats"}
    return {"all", "seats", "cast", "present", option} | ({"valid"} if option != "abstain" else set())

class Count:
    """One ballot on the roll of its place, with the votes counted so far and the recusals as they stand."""

    def __init__(self, body, ballot):
        self.ballot, self.rule = ballot, ballot.statute.rules[ballot.rule]
        self.options, roll = OPTIONS[self.rule.method], body.seats.all(ballot.index)
        self.in_group = lambda seat, group: body.in_group(seat, group, ballot.index)
        self.decimals = max((len(seat.weight.partition(".")[2]) for seat in roll), default=0)
        self.voting = [seat for seat in roll if seat.right == "voting"]
        self.seats = {seat.id for seat in self.voting} - ballot.proposal.recused
        self.votes = {s: v.get("holder", v.get("deputy")) for s, v in ballot.votes.items() if s in self.seats}
        self.held = {s for s in self.votes if "holder" in ballot.votes[s]}

    def span(self, terms, ways):
        """The least and the greatest value of a sum; `ways` are [(seat, all the lots of sets it may stand in)]."""
        known = {"number": lambda _: 1, "call": lambda _: 1, "round": lambda _: self.ballot.round,
                 "proposer": lambda group: any(self.in_group(seat, group) for seat in self.ballot.proposal["for"])}
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
        (quorum, first), (adopted, then) = (self.judge(name, lambda seat: [self.votes.get(seat)], silent)
                                            for name, silent in (("quorum", None), ("adopted", self.rule.silent)))
        cast = {option: [Fraction(seat.weight) for seat in self.voting if self.votes.get(seat.id) == option]
                for option in self.options}
        return {"votes": len(self.votes), "result": "no-quorum" if not quorum else "adopted" if adopted else "rejected",
                "winner": None, "count": [(option, len(weights), decimal(sum(weights, Fraction(0)), self.decimals))
                                          for option, weights in cast.items()], "reason": first + then}

    def fixed(self):
        quorum, _ = self.judge("quorum", self.may_cast)
        adopted, _ = self.judge("adopted", self.may_cast, self.rule.silent)
        return quorum is False or None not in (quorum, adopted)

    def may_cast(self, seat):
        """What the seat's counted vote may be in the end; None is silence."""
        if seat in self.held and self.ballot.statute.revote:
            return [self.votes[seat]]
        free = [option for option in self.options if option != "abstain" or not self.rule.abstention]
        return free if seat in self.votes else free + [None]

# --- §6 The replay ----------------------------------------------------------------------------------------------------

REFERENCES = {"proposal": "proposal", "supersedes": "proposal", "amends": "proposal", "repeals": "result",
              "ballot": "ballot", "close": "close", "meeting": "meeting"}  # field: the kind of the entry that it names
AUTHORS = {"statement": {"place"}, "vote": {"place"}, "proposal": {"place", "secretary"},
           "recusal": {"place", "secretary"}}  # who may write a kind; the others are for secretaries
CELLS = set(itertools.product(("bund", "laender", "kommunen"), ("short", "medium", "long"),
                              ("central", "migration", "operation")))

Seat = collections.namedtuple("Seat", "id bench weight right")
Role = collections.namedtuple("Role", "name role seat")  # a place in a seat, or an office, which has no seat
Row = collections.namedtuple("Row", "value since until")

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
    """The state of a body: a function of its log. Fields that name entries come to hold these instead of their ids, and
    what later entries do is added to the earlier ones: a proposal gets `recused` and `ballots`, a ballot `votes` ..."""

    def __init__(self, number):
        self.number, self.name, self.founding, self.tree = number, None, None, Tree()
        self.signed, self.valid, self.rejected, self.numbers, self.log_time = set(), {}, [], {}, 0
        self.seats, self.benches, self.statutes, self.keys = History(), History(), History(), History()
        self.roles, self.members, self.publics = History(), History(), {}  # Roles by key name and by seat; names by key

    def take(self, index, note, leaf=None):
        """One more entry: its leaf, as stored, goes into the tree, whatever it is. Gives the first code due, or None.
        Bytes that their author never signed do not keep the same text from coming later."""
        self.tree.append(leaf or sha256(b"\0", note))
        if index and not self.founding:
            return None
        read, code = read_note(note), None
        try:
            self.judge(index, read, id_of(note, read).hex())
        except Rejected as reason:
            code = reason.args[0]
            self.rejected.append([index, code])
        if code not in ("note", "kind", "form", "signer", "signature"):
            self.signed.add(id_of(note, read).hex())
        return code

    def judge(self, index, read, entry_id):
        refuse(not read, "note")
        first = re.match(rb"stimmbuch/1 ([a-z]+)\n", read[0])
        kind = first and first[1].decode()
        refuse(first and kind not in KINDS, "kind")
        try:
            e = read_entry(demand(first, kind), read[0])
        except ValueError:
            raise Rejected("form") from None
        self.now = index
        e |= {"index": index, "id": entry_id, "signers": [line.name for line in read[1]]}
        refuse((kind == "body") != (index == 0), "body")
        if kind == "body":
            self.found(e, *read)
            return
        refuse((e.body, e.founding) != (self.name, self.founding.id), "body")
        refuse(e.id in self.signed, "duplicate")
        refuse(e.size > index or self.tree.root(e.size).hex() != e.root, "head")
        mine = {"place" if role.seat else role.role for role in self.roles.at(e.by, index)}
        allowed = {"secretary"} if e["as"] == "clerk" else AUTHORS.get(kind, {"secretary"})
        refuse(e.by != e.key.name if kind == "enrol" else not allowed & mine, "author")
        refuse(kind == "proposal" and any(not self.seats.at(seat, index) for seat in e["for"]), "seat")
        self.check_lines(e, *read)
        for field in [field for field in REFERENCES if e[field]]:
            target = self.valid.get(e[field])
            refuse(not target or target.type != REFERENCES[field] or target.index >= e.size, "reference")
            e[field] = target
        getattr(self, "take_" + e.type)(e)
        if e.type != "vote":  # nothing refers to votes
            self.valid[e.id] = e
        if "secretary" in mine:
            self.log_time = max(self.log_time, e.at)

    def found(self, e, text, lines):
        for key in e.secretary:
            self.keys.put(key.name, key, 0)
            self.roles.put(key.name, Role(key.name, "secretary", None), 0)
            self.publics[key.public] = key.name
        self.check_lines(e, text, lines)
        for bench, _ in e.bench:
            self.benches.put(bench, bench, 0)
        for seat in e.seat:
            self.seats.put(seat[0], Seat(*seat[:4]), 0)
        self.statutes.put(None, e, 0)
        self.founding, self.name, self.log_time = e, e.name, e.at

    def is_secretary(self, name):
        return any(role.role == "secretary" for role in self.roles.at(name, self.now))

    def places(self, name):
        return {role.seat for role in self.roles.at(name, self.now) if role.seat}

    def in_group(self, seat, group, index):
        """A group is a bench, else a seat, or the chair; None is everyone."""
        if self.benches.at(group, index):
            return any(found.bench == group for found in self.seats.at(seat, index))
        return group is None or seat == (self.statutes.one(None, index).chair if group == "chair" else group)

    def check_lines(self, e, text, lines):
        """The signature lines are exactly those that the kind asks for, and each holds."""
        keys = [self.keys.one(name, self.now) for name in e.signers]
        keys[0] = e.key or keys[0]
        refuse(any(not key or key[:2] != line[:2] for key, line in zip(keys, lines)), "signer")
        refuse(e.signers[0] != e.by or len(set(e.signers)) != len(lines), "signer")
        if e.type == "proposal":
            missing = set(e["for"])
            for name in e.signers:
                refuse(name != e.by and not missing & self.places(name), "signer")
                missing -= self.places(name)
            refuse(missing, "signer")
        else:
            approvals = self.founding.approvals if self.founding else len(e.secretary)
            others = approvals if e.type == "enrol" else approvals - 1 if self.is_secretary(e.by) else 0
            refuse(len(lines) != 1 + others or not all(map(self.is_secretary, e.signers[1:])), "signer")
        for key, line in zip(keys, lines):
            refuse(not signature_holds(key.public, line.signature, text), "signature")

    # The kinds, each with its codes in their order; bad references are refused before

    def take_enrol(self, e):
        name, public, log, roles = e.key.name, e.key.public, self.founding.log, self.roles.at(e.key.name, self.now)
        known = self.keys.one(name, self.now) or e.key
        refuse(known.public != public or self.publics.get(public, name) != name, "key")
        refuse(name == log.name or public == log.public, "key")
        refuse(e.seat and not self.seats.at(e.seat, self.now), "seat")
        refuse(any(not old.seat if e.seat else old.seat or old.role != e.role for old in roles), "role")
        refuse(e.role == "holder" and any(old.role == "holder" for old in self.members.at(e.seat, self.now)), "held")
        refuse(any(old.seat == e.seat for old in roles), "held")
        self.publics[public] = name
        if name not in self.keys:
            self.keys.put(name, e.key, self.now + 1)
        self.roles.put(name, Role(name, e.role, e.seat), self.now + 1)
        if e.seat:
            self.members.put(e.seat, Role(name, e.role, e.seat), self.now + 1)

    def take_proposal(self, e):
        old, propose = e.supersedes, self.statutes.one(None, self.now).propose
        refuse(e.repeals and e.repeals.result != "adopted", "reference")
        refuse(e.number in self.numbers, "number")
        refuse(propose and not any(sum(self.in_group(seat, group, self.now) for seat in e["for"]) >= count
                                   for group, count in propose), "filing")
        refuse(old and self.proposal_state(old) in ("superseded", "voting", "adopted"), "supersede")
        refuse(old and not any(name == old.by or self.is_secretary(name) or self.places(name) & set(old["for"])
                               for name in e.signers), "supersede")
        if old:
            old["superseded"] = True
        self.numbers[e.number] = e
        e |= {"log_time": self.log_time, "recused": set(), "ballots": [], "experience": set()}

    def take_statement(self, e):
        refuse(e.seat and e.seat not in self.places(e.by), "seat")
        if e.stance == "experience" and e.seat:
            e.proposal.experience.add(e.seat)

    def take_recusal(self, e):
        mine, open_now = self.places(e.by), any(ballot.state == "open" for ballot in e.proposal.ballots)
        refuse(not self.seats.at(e.seat, self.now) or mine and e.seat not in mine, "seat")
        refuse(self.proposal_state(e.proposal) == "adopted", "decided")
        refuse(self.is_secretary(e.by) and open_now, "pending-ballot")
        refuse(e.seat in e.proposal.recused, "recused")
        e.proposal.recused.add(e.seat)

    def take_ballot(self, e):
        proposal, statute, start = e.proposal, self.statutes.one(None, self.now), max(e.at, e.opens or 0, self.log_time)
        rule, state = statute.rules.get(e.rule), self.proposal_state(proposal)
        copy = [line for line in statute.lines if line[0] != "rule" and line[1].split(" ")[0] == e.rule]
        refuse(e.title != proposal.number + " " + proposal.title, "title")
        refuse(not rule or e.lines != copy or e.option, "rule")
        refuse(rule.method not in OPTIONS, "method")
        refuse(rule.kind and proposal.kind not in rule.kind, "rule-kind")
        refuse(state in ("adopted", "superseded"), "decided")
        refuse(state == "voting", "pending-ballot")
        refuse(statute.deadline if e.closes is None else e.closes <= start, "times")
        refuse(not all(self.passes(proposal, start, *gate.split(" ")) for gate in statute.require), "gate")
        lost = [ballot for ballot in proposal.ballots if ballot.rule == e.rule and ballot.result == "rejected"]
        refuse(e.round != 1 + len(lost), "round")
        refuse(e.roll != sha256(self.roll(proposal, self.now).encode()).hex(), "roll")
        e |= {"statute": statute, "start": start, "state": "open", "votes": {}, "last": {}}
        proposal.ballots.append(e)

    def passes(self, proposal, start, gate, number="", bench=None):
        """Does the proposal fulfil a `require` line?"""
        if gate == "cost":
            amounts = {line[:3]: line[3] for line in proposal.cost if line[:3] in CELLS}
            return len(amounts) == len(CELLS) and (number != "known" or "unknown" not in amounts.values())
        if gate == "experience":
            return sum(self.seats.one(seat, self.now).bench == bench for seat in proposal.experience) >= int(number)
        if gate == "notice":
            return start >= max(proposal.at, proposal.log_time) + int(number) * 86400
        return bool(proposal[gate])

    def roll(self, proposal, index):
        rows = []
        for seat in self.seats.all(index):
            rows.append("seat %s %s %s %s\n" % seat)
            rows += sorted("member %s %s %s\n" % (name, role, self.keys.one(name, index).text)
                           for name, role, _ in self.members.at(seat.id, index))
        return "".join(rows + ["recused %s\n" % seat for seat in sorted(proposal.recused)])

    def take_vote(self, e):
        ballot, role, choice = e.ballot, e["as"], e.choice[0]
        rule, seat = ballot.statute.rules[ballot.rule], self.seats.one(e.seat, ballot.index)
        refuse(e.title != ballot.title, "title")
        refuse(ballot.state != "open", "closed")
        refuse(ballot.opens is not None and e.at < ballot.opens, "early")
        refuse(ballot.closes is not None and max(e.at, self.log_time) > ballot.closes, "late")
        refuse(role == "clerk", "clerk")
        refuse(not seat or Role(e.by, role, e.seat) not in self.members.at(e.seat, ballot.index), "seat")
        refuse(seat.right == "advisory", "advisory")
        refuse(e.seat in ballot.proposal.recused, "recused")
        refuse(len(e.choice) != 1 or choice not in OPTIONS[rule.method], "choice")
        refuse(choice == "abstain" and rule.abstention or choice in ("concern", "object") and not e.text, "choice")
        last = ballot.last.get((e.seat, e.by))  # as the same role, for a key has one place in a seat
        refuse(last is not None and ballot.statute.revote, "revote")
        refuse(last is not None and last >= e.at, "order")
        ballot.last[e.seat, e.by] = e.at
        ballot.votes.setdefault(e.seat, {})[role] = choice

    def take_close(self, e):
        ballot, count = e.ballot, Count(self, e.ballot)
        early, window = count.rule.early, ballot.statute.window or 0
        refuse(ballot.state != "open", "closed")
        refuse(e.at < ballot.start + 60 * window if ballot.closes is None else
               e.at < ballot.closes and count.held != count.seats and not (
                   early and e.at >= ballot.start + 60 * early[1] and count.fixed()), "window")
        ballot |= {"state": "closed", "close": e, "outcome": count.outcome()}

    def take_result(self, e):
        refuse(e.ballot.close is not e.close, "closed")
        refuse(e.ballot.result or any(e[field] != value for field, value in e.ballot.outcome.items()), "result")
        e.ballot["result"] = e.result

    def take_void(self, e):
        refuse(e.ballot.state != "open", "closed")
        e.ballot["state"] = "void"

    # What came of it

    def proposal_state(self, proposal):
        results = [ballot.result for ballot in proposal.ballots if ballot.state != "void"]
        if proposal.superseded or None in results:
            return "superseded" if proposal.superseded else "voting"
        return "open" if not results or results[-1] == "no-quorum" else results[-1]

    def state(self):
        """Counts are those of closed ballots; what an open one has so far is nobody's business."""
        ballots = {ballot.id: {"state": ballot.state, "result": ballot.result, "counts": {
            option: row for option, *row in (ballot.outcome or {"count": ()})["count"]}}
                   for proposal in self.numbers.values() for ballot in proposal.ballots}
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
            holds = head_holds(body, size, note)
            self.checkpoints[body.number] += holds
            if not holds:
                self.find("checkpoint", body, size if isinstance(size, int) else None, "the signed head does not hold")
        if any(number not in self.bodies for number, *_ in heads):
            self.find("checkpoint", None, None, "there are signed heads of a body that has no entries")
        db.close()
        return self

    def find(self, code, body, index, text, severity="error"):
        self.findings.append({"code": code, "severity": severity, "body": body, "index": index, "text": text})

    def read_log(self, body, entries):
        """Ends at a gap, for no root is known behind it. What is rejected by state behind a broken place is one."""
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
            read = read_note(note)
            if read and id_of(note, read) != stored_id:
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
        known = collections.Counter(body.name for body in self.bodies.values())
        names = {body: body.name if body.name and known[body.name] == 1 else "#%d" % body.number
                 for body in self.bodies.values()}
        return {
            "ok": all(finding["severity"] != "error" for finding in self.findings),
            "bodies": [{"body": name, "entries": len(body.tree), "root": body.tree.root(len(body.tree)).hex(),
                        "checkpoints": self.checkpoints[body.number]} for body, name in names.items()],
            "findings": [finding | {"body": names.get(finding["body"])} for finding in self.findings],
            "state": {name: body.state() for body, name in names.items()},
        }

def head_holds(body, size, note):
    """§3: the three lines under a signature of the body's log. Every line by the log or by an auditor holds (C2SP
    tlog-cosignature v1); further lines of the text, and lines of strangers, mean nothing."""
    read, end = isinstance(note, bytes) and read_note(note, of_entry=False), len(body.tree)
    if not read or not body.founding or not isinstance(size, int) or not 1 <= size <= end:
        return False
    (text, lines), log = read, body.founding.log
    head = b"%s\n%d\n%s\n" % (body.name.encode(), size, base64.b64encode(body.tree.root(size)))
    more, held = text.removeprefix(head), []
    for line in lines:
        key, moment = body.keys.one(line.name, end), int.from_bytes(line.signature[:8], "big")
        auditor = Role(line.name, "auditor", None) in body.roles.at(line.name, end)
        if line[:2] == log[:2]:
            held.append(signature_holds(log.public, line.signature, text))
        elif auditor and line.id == key_id(key.name, 4, key.public):
            signed = b"cosignature/v1\ntime %d\n" % moment + text
            held.append(1 <= moment < 2**63 and signature_holds(key.public, line.signature[8:], signed))
    return (text.startswith(head) and not more.startswith(b"\n") and b"\n\n" not in more and all(held)
            and any(line[:2] == log[:2] for line in lines))

def open_ledger(path):
    if not pathlib.Path(path).is_file():
        raise Unreadable("there is no such file")
    db = sqlite3.connect(pathlib.Path(path).resolve().as_uri() + "?mode=ro", uri=True)
    db.text_factory = bytes
    db.execute("PRAGMA trusted_schema = OFF")
    if db.execute("PRAGMA application_id").fetchone()[0] != 0x53544D42:
        raise Unreadable("this is no ledger")
    if db.execute("PRAGMA user_version").fetchone()[0] != 1:
        raise Unreadable("this schema is not known")
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
