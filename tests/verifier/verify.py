#!/usr/bin/env python3
"""A second reader of Stimmbuch ledgers, written from data/FORMAT.md alone: it shares no code with the program.

usage: verify.py LEDGER.db|FOLDER [--json]
       verify.py BUNDLE [--before LEDGER.db] [--json]     a bundle, behind what that ledger has (bundles.py)
       verify.py PROOF.fork     a proof that a log was forked (forks.py)
exit status: 0 all holds, 1 something does not, 2 wrong usage, 5 the file cannot be read

It reads the tables `entry` and `checkpoint`, or the folder of a published log, believes nothing else, and derives the
rest anew: hashes, trees, signatures, the effect of every entry, the count of every ballot. Its parts follow FORMAT.md and
name its sections (§2 and §3 are formats.py, §7 and §8 counting.py, §12 folder.py, §13 bundles.py); the table of the
fields is not copied but read from there. Python 3.11, whose Unicode tables are the 14.0 that the format asks for, and
python3-cryptography, for Ed25519, are all it needs.
"""
import argparse, collections, datetime, itertools, json, math, operator, pathlib, re, sqlite3, sys, unicodedata
from fractions import Fraction

from counting import WITH_WINNER, WORD, Count, ballot_options, check_expression, expression, read_vote
from folder import Folder
from formats import NAME, Tree, demand, head_holds, id_of, names, read_note, read_vkey, sha256, signature_holds

# --- §4 and §5 Entry text ---------------------------------------------------------------------------------------------

Field = collections.namedtuple("Field", "name quantifier parts")

def read_format():
    """What FORMAT.md says in tables: the words of §4, the fields of each kind of §5, the kinds that may have a text."""
    text = (pathlib.Path(__file__).resolve().parents[2] / "data" / "FORMAT.md").read_text("utf-8")
    words = re.findall("^    (reserved|KIND|WHOM|HORIZON|CATEGORY|REQUIRE) +(.*)$", text, re.MULTILINE)
    blocks = re.search("```fields\n(.*?)```", text, re.DOTALL)[1].split("\n\n")
    kinds = dict(" ".join(block.split()).split(": ", 1) for block in blocks)
    fields = {head.removesuffix(" (text)"): [
        Field(*re.fullmatch("([a-z]+)([?*+]?) ?(.*)", item).groups()) for item in items.split(", ")]
        for head, items in kinds.items()}
    with_text = {head.removesuffix(" (text)") for head in kinds if head.endswith(" (text)")}
    words = {name: "|".join(row.split(" / ") if " / " in row else row.split(" ")) for name, row in words}
    return words, fields, with_text

Seat = collections.namedtuple("Seat", "id bench weight right")

WORDS, KINDS, WITH_TEXT = read_format()
COMMON, BLOCK, RULE = KINDS.pop("common"), KINDS.pop("block"), KINDS.pop("rules")
KINDS = {kind: [inner for field in fields for inner in (BLOCK if field.name == "block" else [field])]
         for kind, fields in KINDS.items()}
KINDS = {kind: fields if kind == "body" else COMMON + fields for kind, fields in KINDS.items()}

COUNT, SIZE = "(?:0|[1-9][0-9]{0,8})", "(?:0|[1-9][0-9]{0,14})"
GRAMMAR = WORDS | {
    "ID": rf"(?!(?:{WORDS['reserved']})(?![a-z0-9-])|[a-z0-9-]{{41}}){WORD}",
    "NAME": NAME, "NUMBER": "[A-Za-z0-9./-]{1,40}", "VKEY": r"[^ +]+\+[^ +]+\+[^ ]+", "HASH": "[0-9a-f]{64}",
    "TITLE": ".{1,200}", "TITLE241": ".{1,241}", "VALUE": ".+", "EXPR": ".+",
    "TIME": "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", "COUNT": COUNT,
    "COUNT1": "(?!0)" + COUNT, "SIZE": SIZE, "SIZE1": "(?!0)" + SIZE, "CENTS": SIZE,
    "AMOUNT": rf"unknown|{SIZE}(?:\.\.{SIZE})?", "WEIGHT": rf"{SIZE}(?:\.[0-9]{{1,9}})?",
}
GRAMMAR["GROUP"] = "chair|" + GRAMMAR["ID"]
GRAMMAR["OPTION"] = "yes|no|abstain|none|consent|concern|object|" + GRAMMAR["ID"]
GRAMMAR["CHOICE"] = "{0}|(?:{1}|none)(?:[>=](?:{1}|none))+".format(GRAMMAR["OPTION"], GRAMMAR["ID"])
GRAMMAR["REQUIRE"] = re.sub("COUNT1|ID", lambda part: GRAMMAR[part[0]], WORDS["REQUIRE"])
TEXT = r"(?:\n\| .+\n(?:(?:\|\n)*\| .+\n)*)?"

def parts_of(field):
    """The ways to write a value, each the list of its parts."""
    return [way.split(" ") for way in field.parts.split(" / ")]

def value_pattern(parts, rule=""):
    """One way to write a value, as a regular expression; `rule` stands for its first part, the ID of a rule."""
    inner = ["(?:%s)" % (GRAMMAR.get(part) or part.replace("+", r"\+")) for part in parts]
    return " ".join([rule] + inner[1:] if rule else inner)

def pattern(field):
    """The lines of a field as a regular expression. The lines of a rule repeat the ID of its line `rule`."""
    if field.name == "rules":
        return "(?:%s)*" % "".join(map(pattern, [RULE[0]._replace(quantifier="")] + RULE[1:]))
    if field.parts == "lines":
        return "".join(map(pattern, RULE[1:]))
    rule = ("(?P<rule>%s)" % GRAMMAR["ID"] if field.name == "rule" else "(?P=rule)" if field in RULE else "")
    values = "|".join(value_pattern(parts, rule) for parts in parts_of(field))
    return "(?:%s: (?:%s)\n)%s" % (field.name, values, field.quantifier)

FIELDS = {kind: {field.name: field for field in fields if field.name != "rules" and field.parts != "lines"}
          for kind, fields in KINDS.items()}
RULE_FIELDS = {field.name: field._replace(parts=field.parts.removeprefix("ID ")) for field in RULE}
FORM = {kind: re.compile("stimmbuch/1 %s\n" % kind + "".join(map(pattern, fields)) + TEXT * (kind in WITH_TEXT))
        for kind, fields in KINDS.items()}

# What no two lines of a name share: some of the parts; where nothing is said, the whole value; of `reason` nothing.
UNIQUE = {"binding": slice(1, None), "dvc": slice(1, None), "cost": slice(3), "member": slice(1, None),
          ("roster", "bench"): slice(1, 2), ("roster", "seat"): slice(1, 2), **dict.fromkeys(
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
    **dict.fromkeys(("VALUE", "CHOICE"), lambda text: demand(len(text.encode()) <= 4200, text)),
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
        ways = parts_of(fields[name])
        parts = next(way for way in ways if len(ways) == 1 or re.fullmatch(value_pattern(way), value))
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
    unique = lambda name: UNIQUE.get((kind, name)) or UNIQUE.get(name, slice(None))
    keys = [(name, *value.split(" ")[unique(name)]) for name, value in lines if name != "reason"]
    demand(len(set(keys)) == len(keys))
    e = collect(FIELDS[kind], [line for line in lines if line[0] in FIELDS[kind]])
    e |= {"type": kind, "text": paragraph or None, "lines": [line for line in lines if line[0] not in FIELDS[kind]]}
    e["block"] = ["%s: %s" % line for line in lines[6:] if line[0] != "decided"]  # of a statute
    if kind in CHECKS:
        CHECKS[kind](e)
    return e

def wording(text):
    """The lines of the statute that the text of a proposal holds, or None."""
    lines = [line[2:] for line in (text or "").split("\n")]
    rest = lines[lines.index("```statute") + 1:] if lines.count("```statute") == 1 else []
    return rest[:rest.index("```")] if "```" in rest else None

# The defects of form that concern several fields

def check_body(e):
    names, publics = {key.name for key in e.secretary}, {key.public for key in e.secretary}
    demand(len(names) == len(publics) == len(e.secretary) <= 16 and e.approvals <= min(len(names), 14))
    demand(e.by in names and e.log.name == e.name not in names and e.log.public not in publics)
    seats, benches = [Seat(*seat[:4]) for seat in e.seat], {bench for bench, _ in e.bench}
    demand(all(seat.bench in benches for seat in seats))
    check_block(e)
    check_fit(e, benches, seats)

def check_block(e):
    """A statute in itself; makes its rules of their lines."""
    lines = collections.defaultdict(list)
    for name, value in e.lines:
        lines[value.split(" ")[0]].append((name, value.partition(" ")[2]))
    e["rules"] = {rule: collect(RULE_FIELDS, lines[rule]) for rule in lines}
    demand(e.change is None or e.change in e.rules)
    for rule in e.rules.values():
        method = rule["method"] = rule.method or "yes-no"
        demand(rule.adopted or method == "external")
        demand(not rule.tie or method in WITH_WINNER)
        demand(rule.silent != "consent" or method in ("yes-no", "consent"))

def check_fit(e, benches, seats):
    """A statute against benches and seats; a ValueError where it does not fit."""
    ids, voting = {seat.id for seat in seats}, [Fraction(seat.weight) for seat in seats if seat.right == "voting"]
    groups = benches | ids | ({"chair"} if e.chair else set())
    demand(e.chair in ids | {None} and sum(voting) < 10**15)
    demand(all(gate.split(" ")[2] in benches for gate in e.require if gate.startswith("experience ")))
    demand(all(group in groups for group, _ in e.propose))
    for rule in e.rules.values():
        for text in filter(None, (rule.quorum, rule.adopted)):
            check_expression(expression(text), rule.method, groups, len(voting), sum(voting))

def check_key(e):
    """With one KEYID a line would name both keys."""
    demand((e.new is None) == (e.action == "revoke") and (not e.new or e.new.id != e.old.id))
    demand(e.action != "rotate" or e.new.name == e.old.name)

CHECKS = {
    "body": check_body, "statute": check_block, "key": check_key,
    "enrol": lambda e: demand((e.seat is not None) == (e.role in ("holder", "deputy"))),
    "roster": lambda e: demand(e.bench or e.seat or e.member),
    "status": lambda e: demand(e.to is None or e.state == "referred"),
    "proposal": lambda e: demand(len(e.option) <= 64),
}

# --- §6 The replay ----------------------------------------------------------------------------------------------------

REFERENCES = {"proposal": "proposal", "supersedes": "proposal", "amends": "proposal", "repeals": "result",
              "ballot": "ballot", "close": "close", "meeting": "meeting", "again": "meeting", "item": "proposal",
              "decided": "result", "minutes": "minutes"}  # field: the kind of the entry that it names
MEMBERS = {"statement", "objection", "confirm", "vote"}  # the kinds that only who has a place may write
EITHER = {"proposal", "recusal", "attendance", "status"}  # these a secretary may too; all others are for secretaries
ALONE = MEMBERS | {"status", "meeting"}  # one line is enough, whoever it is by
STALE = {"roster", "statute", "key", "ballot", "close", "void"}
CELLS = set(itertools.product(("bund", "laender", "kommunen"), ("short", "medium", "long"),
                              ("central", "migration", "operation")))

Role = collections.namedtuple("Role", "name role seat")  # a place in a seat, or an office, which has no seat
Row = collections.namedtuple("Row", "value since until")

class Rejected(Exception):
    """An entry keeps its place in the log but has no effect; the argument is the code of the reason."""

def refuse(when, code):
    if when:
        raise Rejected(code)

def refuse_misfit(code, check, *arguments):
    try:
        return check(*arguments)
    except ValueError:
        raise Rejected(code) from None

class History(dict):
    """What is in force when: {key: rows}; a row holds at the indexes from `since` to before `until`."""

    def put(self, key, value, since):
        self.setdefault(key, []).append(Row(value, since, math.inf))

    def end(self, key, value, until):
        self[key] = [row._replace(until=min(row.until, until)) if row.value == value else row for row in self[key]]

    def replace(self, key, value, since):
        for old in self.at(key, since):
            self.end(key, old, since)
        self.put(key, value, since)

    def at(self, key, index):
        return [row.value for row in self.get(key, ()) if row.since <= index < row.until]

    def one(self, key, index):
        return next(iter(self.at(key, index)), None)

    def all(self, index):
        return [value for key in sorted(self) for value in self.at(key, index)]

    def copy(self):
        return History((key, list(rows)) for key, rows in self.items())

class Body:
    """The state of a body: a function of its log. Fields that name entries come to hold these instead of their ids, and
    what later entries do is added to the earlier ones: a proposal gets `recused` and `ballots`, a ballot `votes` ..."""

    def __init__(self, number):
        self.number, self.name, self.founding, self.tree = number, None, None, Tree()
        self.signed, self.valid, self.rejected, self.log_time, self.changed = set(), {}, [], 0, 0
        self.numbers, self.meetings, self.decisions = {}, {}, {}  # proposals, meetings, results by their numbers
        self.seats, self.benches, self.statutes, self.keys, self.log = (History() for _ in range(5))
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
        e = refuse_misfit("form", lambda: read_entry(demand(first, kind), read[0]))
        self.now = index
        e |= {"index": index, "id": entry_id, "signers": [line.name for line in read[1]]}
        refuse((kind == "body") != (index == 0), "body")
        if kind == "body":
            self.found(e, *read)
            return
        refuse((e.body, e.founding) != (self.name, self.founding.id), "body")
        refuse(e.id in self.signed, "duplicate")
        refuse(e.size > index or self.tree.root(e.size).hex() != e.root, "head")
        secretary = self.is_secretary(e.by)
        refuse(not self.may_write(e), "author")
        refuse(kind == "proposal" and any(not self.seats.at(seat, index) for seat in e["for"]), "seat")
        self.check_lines(e, *read)
        refuse(kind in STALE and self.changed >= e.size, "stale")
        if kind != "statute":  # which is held against the roster first
            self.resolve(e)
        getattr(self, "take_" + kind)(e)
        if kind != "vote":  # nothing refers to votes
            self.valid[e.id] = e
        if kind in ("roster", "statute", "key"):
            self.changed = index
        if secretary:
            self.log_time = max(self.log_time, e.at)

    def resolve(self, e):
        """Puts the entries that the fields name in place of their ids."""
        for field in [field for field in REFERENCES if e[field]]:
            several = isinstance(e[field], list)
            targets = [self.valid.get(name) for name in (e[field] if several else [e[field]])]
            refuse(any(not target or target.type != REFERENCES[field] or target.index >= e.size
                       for target in targets), "reference")
            e[field] = targets if several else targets[0]

    def found(self, e, text, lines):
        self.check_lines(e, text, lines)
        for key in e.secretary:
            self.keys.put(key.name, key, 0)
            self.join(Role(key.name, "secretary", None), 0)
            self.publics[key.public] = key.name
        self.log.put(None, e.log, 0)
        self.publics[e.log.public] = e.name
        for bench, _ in e.bench:
            self.benches.put(bench, bench, 0)
        for seat in e.seat:
            self.seats.put(seat[0], Seat(*seat[:4]), 0)
        self.statutes.put(None, e, 0)
        self.founding, self.name, self.log_time = e, e.name, e.at

    # Who is who, before this entry

    def join(self, role, since):
        self.roles.put(role.name, role, since)
        if role.seat:
            self.members.put(role.seat, role, since)

    def leave(self, role, until):
        self.roles.end(role.name, role, until)
        if role.seat:
            self.members.end(role.seat, role, until)

    def key_of(self, name):
        """The key that the body has under the name, or None."""
        return self.keys.one(name, self.now)

    def chain(self, name):
        return [row.value for row in self.keys.get(name, ())]

    def statute(self):
        return self.statutes.one(None, self.now)

    def is_secretary(self, name):
        return any(role.role == "secretary" for role in self.roles.at(name, self.now))

    def secretaries(self, index):
        return sum(role.role == "secretary" for role in self.roles.all(index))

    def places(self, name):
        return {role.seat for role in self.roles.at(name, self.now) if role.seat}

    def in_group(self, seat, group, ballot=None):
        """A group is a bench, else a seat, or the chair; None is everyone. Of a ballot: as it stood at its index."""
        index = ballot.index if ballot else self.now
        if group == "chair":
            named = ballot and ballot.meeting and ballot.meeting.chair
            return seat == (named or self.statutes.one(None, index).chair) and bool(self.seats.at(seat, index))
        if self.benches.at(group, index):
            return any(found.bench == group for found in self.seats.at(seat, index))
        return group is None or seat == group

    @staticmethod
    def is_present(seat, meeting):
        return meeting.presence.get(seat) == "present"

    def takes_presence(self, e):
        """Does an attendance end the presence of a seat? Its reference was not looked at yet."""
        meeting = self.valid.get(e.meeting)
        return meeting and meeting.type == "meeting" and meeting.index < e.size and any(
            state != "present" and self.is_present(seat, meeting) for seat, state in e.seat)

    # Who may write and sign what

    def may_write(self, e):
        kind, secretary, place = e.type, self.is_secretary(e.by), bool(self.places(e.by))
        if kind == "enrol":
            return e.by == e.key.name
        if kind == "key" and e.action == "rotate":
            return e.by == e.old.name and bool(self.roles.at(e.by, self.now))
        if kind == "key" and e.action == "revoke":
            return secretary or e.by == e.old.name and self.key_of(e.by) is not None
        if e["as"] == "clerk":
            return secretary
        return place and kind in MEMBERS | EITHER or secretary and kind not in MEMBERS

    def check_lines(self, e, text, lines):
        """The signature lines are exactly those that the kind asks for, and each holds."""
        if e.type == "body":
            known = {key.name: key for key in e.secretary}
            signed = [known.get(line.name) for line in lines]
            self.check_names(e.by, lines, signed)
            refuse(len(lines) != len(known), "signer")
        elif e.type == "key":
            signed = self.keys_of_key(e, lines)
        else:
            signed = [e.key if e.key and not i else self.key_of(line.name) for i, line in enumerate(lines)]
            self.check_names(e.by, lines, signed)
            if e.type == "proposal":
                self.check_cover(e)
            else:
                refuse(not all(map(self.is_secretary, e.signers[1:])) or len(lines) != 1 + self.others(e), "signer")
        for key, line in zip(signed, lines):
            refuse(not signature_holds(key.public, line.signature, text), "signature")

    @staticmethod
    def check_names(by, lines, signed):
        """Each line names its key, the first one that of `by`, no two lines one name."""
        refuse(lines[0].name != by or len({line.name for line in lines}) != len(lines), "signer")
        refuse(any(not key or not names(line, key) for key, line in zip(signed, lines)), "signer")

    def others(self, e):
        """How many secretaries sign behind `by`."""
        approvals = self.founding.approvals
        if e.type == "enrol":
            return approvals
        if e.type == "attendance" and not self.takes_presence(e):
            return 0
        if not self.is_secretary(e.by) or e.type in ALONE and e["as"] != "clerk":
            return 0
        return approvals - 1

    def check_cover(self, e):
        """Each line behind the first covers a seat of `for` that no line before it covers; in the end all are."""
        missing = set(e["for"])
        for name in e.signers:
            refuse(name != e.by and not missing & self.places(name), "signer")
            missing -= self.places(name)
        refuse(missing, "signer")

    def keys_of_key(self, e, lines):
        """The key of each line of an entry `key`; only here one line may be by a key that a name has no longer, or not
        yet. Lines by `new` and `old` are set aside, the others are by secretaries."""
        approvals, signed = self.founding.approvals, [self.key_of(line.name) for line in lines]
        own = e.action == "revoke" and e.by == e.old.name
        if own:
            refuse(e.old not in self.chain(e.by), "signer")
            signed[0] = e.old
        apart = []
        for key in [e.new, e.old if e.action == "log" else None]:
            at = next((i for i, line in enumerate(lines) if i and i not in apart and key and names(line, key)), None)
            if at:
                signed[at] = key
                apart.append(at)
        rest = [i for i in range(len(lines)) if i not in apart]
        self.check_names(e.by, [lines[i] for i in rest], [signed[i] for i in rest])
        refuse(any(not self.is_secretary(e.signers[i]) for i in rest[1:]), "signer")
        by_new, by_old = (any(signed[i] is key for i in apart) for key in (e.new, e.old))
        if e.action == "log":
            refuse(not by_new or not by_old and not e.text or len(rest) != approvals + (not by_old), "signer")
        else:
            refuse(len(rest) != (1 if own or e.action == "rotate" else approvals), "signer")
            refuse(e.action == "rotate" and not by_new, "signer")
        return signed

    # Members, statutes and keys, each kind with its codes in their order; bad references are refused before

    def check_enrolment(self, name, role, seat, index):
        """The codes `role` and `held` for a new place or office, given what holds at the index."""
        roles, taken = self.roles.at(name, index), self.members.at(seat, index) if seat else []
        refuse(any(not old.seat if seat else old.seat or old.role != role for old in roles), "role")
        refuse(role == "holder" and any(old.role == "holder" for old in taken), "held")
        refuse(any(old.seat == seat for old in roles), "held")

    def take_enrol(self, e):
        name, public = e.key.name, e.key.public
        refuse(name in self.keys and self.key_of(name) != e.key, "key")
        refuse(self.publics.get(public, name) != name or name == self.name, "key")
        refuse(e.seat and not self.seats.at(e.seat, self.now), "seat")
        self.check_enrolment(name, e.role, e.seat, self.now)
        self.publics[public] = name
        if name not in self.keys:
            self.keys.put(name, e.key, self.now + 1)
        self.join(Role(name, e.role, e.seat), self.now + 1)

    def take_roster(self, e):
        kept = self.benches, self.seats, self.roles, self.members
        self.benches, self.seats, self.roles, self.members = (history.copy() for history in kept)
        try:
            self.change_roster(e, self.now + 1)
        except Rejected:
            self.benches, self.seats, self.roles, self.members = kept
            raise

    def change_roster(self, e, then):
        for line in e.bench:
            self.change_bench(then, *line[:2])
        for line in e.seat:
            self.change_seat(then, *line[:5])
        for line in e.member:
            self.change_member(then, *line)
        benches, seats = set(self.benches.all(then)), self.seats.all(then)
        refuse(any(seat.bench not in benches for seat in seats), "bench")
        refuse(self.secretaries(then) < self.founding.approvals, "secretaries")
        refuse_misfit("statute", check_fit, self.statute(), benches, seats)

    def change_bench(self, then, sign, bench):
        if sign == "+":
            refuse(bench in self.benches or bench in self.seats, "bench")
            self.benches.put(bench, bench, then)
        refuse(not self.benches.at(bench, then), "bench")
        if sign == "-":
            refuse(self.seats.at(bench, then), "bench")
            self.benches.end(bench, bench, then)

    def change_seat(self, then, sign, seat, *rest):
        refuse(seat in self.seats if sign == "+" else not self.seats.at(seat, then), "seat")
        if sign == "-":
            self.seats.end(seat, self.seats.one(seat, then), then)
            for role in self.members.at(seat, then):
                self.leave(role, then)
            return
        refuse(not self.benches.at(rest[0], then), "seat")
        self.seats.replace(seat, Seat(seat, *rest), then)

    def change_member(self, then, sign, name, role, seat=None):
        made, there = Role(name, role, seat), self.roles.at(name, then)
        refuse(sign != "-" and not self.key_of(name), "key")
        refuse(seat and not self.seats.at(seat, then), "seat")
        if sign == "+":
            self.check_enrolment(name, role, seat, then)
        elif sign == "-":
            refuse(made not in there, "role")
            self.leave(made, then)
            return
        else:
            old = next((place for place in there if place.seat == seat), None)
            refuse(not old or old == made, "role")
            refuse(role == "holder" and any(other.role == "holder" for other in self.members.at(seat, then)), "held")
            self.leave(old, then)
        self.join(made, then)

    def take_statute(self, e):
        refuse_misfit("statute", check_fit, e, set(self.benches.all(self.now)), self.seats.all(self.now))
        self.resolve(e)
        change = self.statute().change
        refuse(e.decided and e.decided.result != "adopted", "reference")
        refuse(change and (not e.decided or e.decided.ballot.rule != change), "decided")
        refuse(e.decided and e.decided.used, "decided")
        refuse(e.decided and e.decided.repealed, "repealed")
        refuse(e.decided and wording(e.decided.ballot.proposal.text) != e.block, "wording")
        if e.decided:
            e.decided["used"] = True
        self.statutes.replace(None, e, self.now + 1)

    def take_key(self, e):
        name, then = e.old.name, self.now + 1
        if e.action == "rotate":
            refuse(self.key_of(name) != e.old or e.new.public in self.publics, "key")
            self.keys.replace(name, e.new, then)
        elif e.action == "revoke":
            refuse(e.old not in self.chain(name) or not self.key_of(name), "key")
            refuse(self.secretaries(self.now) - self.is_secretary(name) < self.founding.approvals, "secretaries")
            self.keys.end(name, self.key_of(name), then)
            for role in self.roles.at(name, self.now):
                self.leave(role, then)
        else:
            refuse(e.old != self.log.one(None, self.now) or e.new.name != self.name, "key")
            refuse(e.new.public in self.publics, "key")
            self.log.replace(None, e.new, then)
        if e.new:
            self.publics[e.new.public] = e.new.name

    # Meetings

    def take_meeting(self, e):
        refuse(e.number in self.meetings, "number")
        refuse(e.chair and not self.seats.at(e.chair, self.now), "seat")
        refuse(e.closes is not None and e.closes <= e.opens, "times")
        self.meetings[e.number] = e
        e["presence"] = {}

    def take_attendance(self, e):
        mine = None if self.is_secretary(e.by) else self.places(e.by)
        refuse(any(not self.seats.at(seat, self.now) or mine is not None and seat not in mine
                   for seat, _ in e.seat), "seat")
        e.meeting.presence.update(e.seat)

    def take_minutes(self, e):
        e["confirmed"] = set()

    def take_confirm(self, e):
        refuse(e.by in e.minutes.confirmed, "confirmed")
        e.minutes.confirmed.add(e.by)

    # Proposals

    def take_proposal(self, e):
        old, propose = e.supersedes, self.statute().propose
        refuse(e.repeals and e.repeals.result != "adopted", "reference")
        refuse(e.number in self.numbers, "number")
        refuse(propose and not any(sum(self.in_group(seat, group) for seat in e["for"]) >= count
                                   for group, count in propose), "filing")
        refuse(old and (old.superseded or old.adopted or self.is_pending(old)), "supersede")
        refuse(old and not any(name == old.by or self.is_secretary(name) or self.places(name) & set(old["for"])
                               for name in e.signers), "supersede")
        if old:
            old["superseded"] = True
        self.numbers[e.number] = e
        e |= {"log_time": self.log_time, "recused": set(), "ballots": [], "experience": set(), "last": "open"}

    def take_statement(self, e):
        refuse(e.seat and e.seat not in self.places(e.by), "seat")
        if e.stance == "experience" and e.seat:
            e.proposal.experience.add(e.seat)

    def take_status(self, e):
        state = self.proposal_state(e.proposal)
        refuse(not self.is_secretary(e.by) and (e.state != "withdrawn" or e.by != e.proposal.by), "withdraw")
        refuse(state in ("superseded", "withdrawn", "adopted", e.state), "status")
        refuse(e.state == "open" and state not in ("adjourned", "referred"), "status")
        refuse(self.is_pending(e.proposal), "pending-ballot")
        e.proposal["last"] = e.state

    def take_recusal(self, e):
        mine, open_now = self.places(e.by), any(ballot.state == "open" for ballot in e.proposal.ballots)
        refuse(not self.seats.at(e.seat, self.now) or mine and e.seat not in mine, "seat")
        refuse(e.proposal.adopted, "decided")
        refuse(self.is_secretary(e.by) and open_now, "pending-ballot")
        refuse(e.seat in e.proposal.recused, "recused")
        e.proposal.recused.add(e.seat)

    # Ballots

    def take_ballot(self, e):
        proposal, statute, start = e.proposal, self.statute(), max(e.at, e.opens or 0, self.log_time)
        rule, state = statute.rules.get(e.rule), self.proposal_state(proposal)
        copy = [line for line in statute.lines if line[0] != "rule" and line[1].split(" ")[0] == e.rule]
        refuse(e.title != proposal.number + " " + proposal.title, "title")
        refuse(not rule or e.lines != copy, "rule")
        refuse(not e.option or e.option != proposal.option if rule.method in WITH_WINNER else e.option, "option")
        refuse(rule.kind and proposal.kind not in rule.kind, "rule-kind")
        refuse(proposal.adopted or proposal.superseded, "decided")
        refuse(state in ("adjourned", "referred", "withdrawn"), "status")
        refuse(self.is_pending(proposal), "pending-ballot")
        refuse(statute.deadline if e.closes is None else e.closes <= start, "times")
        refuse(not all(self.passes(proposal, start, *gate.split(" ")) for gate in statute.require), "gate")
        lost = [ballot for ballot in proposal.ballots if ballot.rule == e.rule and ballot.result == "rejected"]
        refuse(e.round != 1 + len(lost), "round")
        refuse(e.roll != sha256(self.roll(proposal, self.now).encode()).hex(), "roll")
        ids = [option for option, _ in e.option]
        e |= {"statute": statute, "start": start, "state": "open", "votes": {}, "last": {}, "used": {}, "ids": ids,
              "options": ballot_options(rule.method, ids), "call": self.call(e, proposal), "present": {
                  seat for seat in self.seats if e.meeting and self.is_present(seat, e.meeting)}}
        proposal.ballots.append(e)

    def call(self, ballot, proposal):
        """The how manieth meeting it is that tries to decide this."""
        short = [other.meeting for other in proposal.ballots if other.result == "no-quorum"]
        earlier, meeting = 0, ballot.meeting and ballot.meeting.again
        while meeting:
            earlier, meeting = earlier + any(other is meeting for other in short), meeting.again
        return 1 + earlier

    def passes(self, proposal, start, gate, number="", bench=None):
        """Does the proposal fulfil a `require` line?"""
        if gate == "cost":
            amounts = {line[:3]: line[3] for line in proposal.cost if line[:3] in CELLS}
            return len(amounts) == len(CELLS) and (number != "known" or "unknown" not in amounts.values())
        if gate == "experience":
            return sum(self.in_group(seat, bench) for seat in proposal.experience) >= int(number)
        if gate == "notice":
            return start >= max(proposal.at, proposal.log_time) + int(number) * 86400
        return bool(proposal[gate])

    def roll(self, proposal, index):
        rows = []
        for seat in self.seats.all(index):
            rows.append("seat %s %s %s %s\n" % seat)
            rows += sorted("member %s %s %s\n" % (name, role, self.keys.one(name, index).text)
                           for name, role, _ in self.members.at(seat.id, index))
        recused = (seat for seat in sorted(proposal.recused) if self.seats.at(seat, index))
        return "".join(rows + ["recused %s\n" % seat for seat in recused])

    def still_has(self, role, index):
        """Has it the place that it had at the index, and not another one made since?"""
        return any(row.value == role and row.since <= index and row.until > self.now
                   for row in self.members.get(role.seat, ()))

    def check_seat(self, e, roles):
        """The codes of votes and objections for one of these roles; a clerk's vote has none."""
        seat, ballot = self.seats.one(e.seat, e.ballot.index), e.ballot
        refuse(not seat or roles and not any(
            self.still_has(Role(e.by, role, e.seat), ballot.index) for role in roles), "seat")
        refuse(seat.right == "advisory", "advisory")
        refuse(e.seat in ballot.proposal.recused, "recused")

    def take_vote(self, e):
        ballot, role = e.ballot, e["as"]
        statute, method = ballot.statute, ballot.statute.rules[ballot.rule].method
        refuse(e.title != ballot.title, "title")
        refuse(ballot.state != "open", "closed")
        refuse(ballot.opens is not None and e.at < ballot.opens, "early")
        self.check_late(e)
        refuse(role == "clerk" and not (statute.clerk and ballot.meeting and self.is_present(e.seat, ballot.meeting)),
               "clerk")
        self.check_seat(e, [] if role == "clerk" else [role])
        vote = refuse_misfit("choice", read_vote, method, ballot.options, e.choice)
        refuse("abstain" in vote.named and statute.rules[ballot.rule].abstention, "choice")
        refuse(method == "consent" and vote.named & {"concern", "object"} and not e.text, "choice")
        last = ballot.last.get((e.seat, e.by))
        refuse((e.seat, e.by, role) in ballot.used and statute.revote, "revote")
        refuse(last is not None and last >= e.at, "order")
        ballot.last[e.seat, e.by] = ballot.used[e.seat, e.by, role] = e.at
        ballot.votes.setdefault(e.seat, {})[role] = vote

    def check_late(self, e):
        refuse(e.ballot.closes is not None and max(e.at, self.log_time) > e.ballot.closes, "late")

    def take_objection(self, e):
        refuse(e.ballot.state != "open", "closed")
        self.check_late(e)
        refuse(e.ballot.meeting or not e.ballot.statute.rules[e.ballot.rule].objection, "objection")
        self.check_seat(e, ["holder", "deputy"])
        self.make_void(e.ballot)

    def take_void(self, e):
        refuse(e.ballot.state != "open", "closed")
        self.make_void(e.ballot)

    @staticmethod
    def make_void(ballot):
        ballot["state"], ballot.proposal["last"] = "void", "open"

    def take_close(self, e):
        ballot, count = e.ballot, Count(self, e.ballot)
        early, window = count.rule.early, ballot.statute.window or 0
        refuse(ballot.state != "open", "closed")
        refuse(e.at < ballot.start + 60 * window if ballot.closes is None else
               e.at < ballot.closes and count.held != count.seats and not (
                   early and e.at >= ballot.start + 60 * early[1] and count.fixed()), "window")
        ballot |= {"state": "closed", "close": e, "outcome": count.outcome(),
                   "most": (len(count.seats), sum(count.weight[seat] for seat in count.seats))}

    def take_result(self, e):
        ballot, paper = e.ballot, e.ballot.statute.rules[e.ballot.rule].method == "external"
        refuse(ballot.close is not e.close, "closed")
        refuse(ballot.result, "result")
        if paper:
            refuse(e.result == "void" or e.reason, "result")
            refuse(e.winner and e.winner not in [option for option, *_ in e.count], "result")
            heads, weight = ballot.most
            refuse(e.votes > heads or any(n > e.votes or Fraction(w) > weight for _, n, w in e.count), "result")
            says = {field: e[field] for field in ("votes", "result", "winner", "count", "reason")}
        else:
            refuse(any(e[field] != value for field, value in ballot.outcome.items()), "result")
        refuse(e.number and e.number in self.decisions, "number")
        if e.number:
            self.decisions[e.number] = e
        ballot |= {"result": e.result, "outcome": says if paper else ballot.outcome}
        proposal = ballot.proposal
        proposal["last"] = "open" if e.result == "no-quorum" else e.result
        proposal["adopted"] = e.result == "adopted"
        if proposal.adopted and proposal.repeals:
            proposal.repeals["repealed"] = True

    # What came of it

    @staticmethod
    def is_pending(proposal):
        """Has it a ballot that is neither void nor has a valid result?"""
        return any(ballot.state != "void" and not ballot.result for ballot in proposal.ballots)

    def proposal_state(self, proposal):
        return ("superseded" if proposal.superseded else "voting" if self.is_pending(proposal) else
                "adopted" if proposal.adopted else proposal.last)

    def state(self):
        """Counts are those of closed ballots; what an open one has so far is nobody's business."""
        ballots = {ballot.id: {"state": ballot.state, "result": ballot.result, "counts": {
            option: row for option, *row in (ballot.outcome or {"count": ()})["count"]}}
                   for proposal in self.numbers.values() for ballot in proposal.ballots}
        return {"proposals": {number: self.proposal_state(proposal) for number, proposal in self.numbers.items()},
                "ballots": ballots, "rejected": self.rejected}

    def head_holds(self, size, note):
        """§3, with the key of the log that this many entries leave, and those that auditors have had from there on."""
        end = len(self.tree)
        if not self.founding or not isinstance(size, int) or not 1 <= size <= end:
            return False
        auditors = [key.value for name, roles in self.roles.items() for role in roles for key in self.keys[name]
                    if role.value.role == "auditor" and max(size, role.since, key.since) < min(role.until, key.until)]
        return head_holds(note, self.name, self.tree.root(size), size, self.log.one(None, size), auditors)

# --- §9 Findings ------------------------------------------------------------------------------------------------------

UNSOUND = {"note", "kind", "form", "body", "head", "signer", "signature"}  # rejections that no honest program writes

class Unreadable(Exception):
    """The file is no ledger, or SQLite cannot read it."""

class Audit:
    def __init__(self):
        self.bodies, self.findings, self.checkpoints = {}, [], collections.Counter()

    def run(self, path):
        db = open_ledger(path)
        rows = db.execute("SELECT seq >> 40, CASE WHEN body = seq >> 40 AND idx = seq & 0xffffffffff THEN idx END, "
                          "id, leaf, note FROM entry ORDER BY seq")
        for number, entries in itertools.groupby(rows, key=lambda row: row[0]):
            if isinstance(number, int):
                self.read_log(self.bodies.setdefault(number, Body(number)), entries)
            else:
                self.find("schema", None, None, "the body of an entry is no number")
        heads = db.execute("SELECT body, size, note FROM checkpoint ORDER BY body, size").fetchall()
        for body, size, note in ((self.bodies[number], *head) for number, *head in heads if number in self.bodies):
            holds = body.head_holds(size, note)
            self.checkpoints[body.number] += holds
            if not holds:
                self.find("checkpoint", body, size if isinstance(size, int) and size >= 0 else None, "the signed head does not hold")
        if any(number not in self.bodies for number, *_ in heads):
            self.find("checkpoint", None, None, "there are signed heads of a body that has no entries")
        db.close()
        return self

    def run_folder(self, path):
        """The same for a published log, and its files against it."""
        folder, notes = Folder(path), []
        if folder.size is None:
            self.find("checkpoint", None, None, "the checkpoint is malformed")
            return self
        body = self.bodies[1] = Body(1)
        find = lambda code, text: self.find(code, body, None, text)
        folder.check_names(find)
        rows = list(folder.rows(find))
        self.read_log(body, [(1, index, id_of(note, read_note(note)), leaf, note)
                             for index, (leaf, note) in enumerate(rows)])
        folder.check_upper(body.tree, find)
        self.checkpoints[1] += body.head_holds(folder.size, folder.checkpoint)
        if not self.checkpoints[1]:
            self.find("checkpoint", body, folder.size, "the signed head does not hold")
        attachments = {}
        for _, note in rows:
            for content, size, _ in attachments_of(note):
                attachments.setdefault(content, size)
        folder.check_blobs(attachments, find)
        return self

    def find(self, code, body, index, text, severity="error"):
        self.findings.append({"code": code, "severity": severity, "body": body, "index": index, "text": text})

    def read_log(self, body, entries):
        """Ends at a gap, for no root is known behind it."""
        codes, damaged = [], set()
        for index, (_, stored, stored_id, leaf, note) in enumerate(entries):
            if stored != index:
                self.find("gap", body, index, "the index is missing")
                break
            if not isinstance(note, bytes) or not isinstance(leaf, bytes) or len(leaf) != 32:
                self.find("schema", body, index, "the note and the leaf are not bytes as they must be")
                note = note if isinstance(note, bytes) else b""
                leaf = leaf if isinstance(leaf, bytes) and len(leaf) == 32 else bytes(32)
            if sha256(b"\0", note) != leaf:
                self.find("leaf", body, index, "the leaf is not the hash of the note")
                damaged.add(index)
            read = read_note(note)
            if read and id_of(note, read) != stored_id:
                self.find("id", body, index, "the id is not the hash of the text")
            codes.append(body.take(index, note, leaf))
        self.find_rejections(body, codes, damaged)

    def find_rejections(self, body, codes, damaged=()):
        """What the replay said of each entry. Behind a broken place, what is rejected by state is one finding."""
        broken, following = False, []
        for index, code in enumerate(codes):
            broken = broken or index in damaged or code in UNSOUND or index == 0 and code
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

def attachments_of(note):
    """What a proposal or minutes name, whether they have effect or not."""
    read = read_note(note)
    kind = read and re.match(b"stimmbuch/1 (proposal|minutes)\n", read[0])
    try:
        named = read_entry(kind[1].decode(), read[0]).attachment if kind else []
        return named if isinstance(named, list) else [named]
    except ValueError:
        return []

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
    parser = argparse.ArgumentParser(description="verifies a Stimmbuch ledger, or a published log, and recounts its ballots")
    parser.add_argument("ledger", metavar="LEDGER.db|FOLDER|BUNDLE")
    parser.add_argument("--before", metavar="LEDGER.db", help="what a bundle's entries follow")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    options = parser.parse_args(arguments)
    if unicodedata.unidata_version != "14.0.0":
        print("verify.py: Unicode 14.0 is wanted; this Python has", unicodedata.unidata_version, file=sys.stderr)
    try:
        path = pathlib.Path(options.ledger)
        if path.is_file() and path.read_bytes()[:16] == b"stimmbuch-fork@v":
            import forks  # needs this module itself
            return forks.main(options.ledger)
        if path.is_file() and path.read_bytes()[:19] == b"stimmbuch/1 bundle\n":
            import bundles  # so does this one
            report = bundles.run(options.ledger, options.before).report()
        else:
            audit = Audit()
            report = (audit.run_folder if path.is_dir() else audit.run)(options.ledger).report()
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
