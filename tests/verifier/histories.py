"""Random histories of bodies that use every kind and method of data/FORMAT.md: mostly right, often wrong on purpose.

A Story is one body. The second reader follows it entry by entry, so that the next entry can be made from what holds:
who is a secretary, which ballots are open, what a result must say. What is then wrong comes from dice: fields, signers,
times and heads that do not fit, and entries made for one state that come after another.
"""
import collections
import functools
from fractions import Fraction

import build
import counting
import verify
from build import KEYS, Key, sha256, time_text

PEOPLE = ["anna", "bea", "carl", "dora", "emil", "fritz"]
OFFICE = ["sigrid", "stefan", "susanne", "simon"]
WEIGHTS = ["1", "1", "1", "2", "3", "1.5", "0.25", "1.50", "0"]
KINDS = ["decision", "recommendation", "motion", "amendment", "election", "information"]
DAY = 86400
key = functools.lru_cache(maxsize=None)(Key)


# --- Rules ------------------------------------------------------------------------------------------------------------

class Rules:
    """Expressions of §7 by dice, in their canonical printing."""

    def __init__(self, dice, groups=("",)):
        self.dice, self.groups = dice, [" in " + group if group else "" for group in groups]

    def sum(self, method):
        sets = ["all", "seats", "present", "cast", "valid", "abstain"]
        sets += counting.OPTIONS.get(method, [] if method == "external" else ["winner"] * 4)[:4]
        pick = self.dice.choice
        atoms = ["0", "1", "50%", "2/3", "round", "call"] + [
            "%s(%s%s)" % (pick(("heads", "weight")), pick(sets), pick(self.groups)) for _ in range(9)]
        terms = [pick(("", "2 * ", "1/3 * ")) + pick(atoms) for _ in range(pick((1, 1, 2)))]
        return pick((" + ", " - ")).join(terms)

    def node(self, method, depth):
        kind = self.dice.choice(("or", "and", "not", "test", "test", "test")) if depth else "test"
        if kind == "test":
            if self.dice.random() < 0.05 and self.groups[-1]:
                return "proposer" + self.groups[-1]
            return " ".join((self.sum(method), self.dice.choice(tuple(counting.COMPARE)), self.sum(method)))
        if kind == "not":
            return kind, [self.node(method, depth - 1)]
        parts = [self.node(method, depth - 1) for _ in range(2)]
        return kind, [leaf for part in parts for leaf in (part[1] if part[0] == kind else [part])]

    def text(self, node, outside="or"):
        """Brackets only where the precedence asks for them."""
        if isinstance(node, str):
            return node
        if node[0] == "not":
            return "not " + self.text(node[1][0], "not")
        text = (" %s " % node[0]).join(self.text(inner, node[0]) for inner in node[1])
        return text if outside in ("or", node[0]) else "(%s)" % text

    def expression(self, method):
        usual = {"yes-no": ["heads(yes) > heads(no)", "weight(yes) > 50% * weight(valid)",
                            "weight(yes) >= 2/3 * weight(all)"],
                 "consent": ["heads(object) = 0", "heads(consent) >= 2 * heads(object)"],
                 "external": ["1 = 1"]}.get(method, ["heads(winner) > 0", "weight(winner) > 1/2 * weight(valid)"])
        return self.dice.choice(usual) if self.dice.random() < 0.5 else self.text(self.node(method, 2))

    def quorum(self, method):
        usual = ["heads(present) >= 2", "2 * heads(present) > heads(seats)", "heads(present) >= 3 or call > 1"]
        return self.dice.choice(usual) if self.dice.random() < 0.7 else self.text(self.node(method, 1))

    def rule(self, name, method):
        """The lines of a rule."""
        def maybe(line, chance):
            return [line] if self.dice.random() < chance else []
        kinds = self.dice.sample(KINDS, 3 if self.dice.random() < 0.1 else 0)
        lines = ["kind: %s %s" % (name, kind) for kind in kinds]
        lines += ["method: %s %s" % (name, method)] if method != "yes-no" else []
        lines += maybe("quorum: %s %s" % (name, self.quorum(method)), 0.6)
        lines += ["adopted: %s %s" % (name, self.expression(method))] if method != "external" else []
        silent = self.dice.choice(("abstain", "consent") if method in ("yes-no", "consent") else ("abstain",))
        lines += maybe("silent: %s %s" % (name, silent), 0.4) + maybe("abstention: %s forbidden" % name, 0.15)
        lines += maybe("objection: %s stops" % name, 0.3) + maybe("binds: %s agreeing" % name, 0.1)
        lines += maybe("early: %s decided %d" % (name, self.dice.choice((0, 1, 5))), 0.6)
        lines += maybe("interim: %s visible" % name, 0.2)
        lines += maybe("tie: %s chair" % name, 0.6 if method in counting.WITH_WINNER else 0.01)
        return ["rule: %s Regel" % name] + lines


# --- Stories ----------------------------------------------------------------------------------------------------------

class Story:
    """One body with its log; `pool` holds the values that any story used, by the name of their fields."""

    def __init__(self, name, dice, pool, founded=True):
        self.name, self.dice, self.pool = name, dice, pool
        self.body, self.clock = verify.Body(1), build.START + dice.randrange(10**6)
        self.notes, self.leaves, self.ids, self.codes, self.spoil = [], [], [], [], []
        self.log_key, self.pair = key(name, name + " log"), None
        if founded:
            self.found()

    nodes = build.Log.nodes

    def chance(self, percent, of=100):
        return self.dice.randrange(of) < percent

    def some(self, values, default=None):
        """One of these, where there is one."""
        values = sorted(values) if isinstance(values, (set, dict)) else list(values)
        return self.dice.choice(values) if values else default

    # Writing

    def append(self, note):
        text = note[:note.rfind("\n\n\N{EM DASH} ".encode()) + 1] or note
        self.notes.append(note)
        self.leaves.append(sha256(b"\0" + note))
        self.ids.append(sha256(text))
        self.codes.append(self.body.take(len(self.notes) - 1, note))
        self.body.now = len(self.notes)
        return self.ids[-1].hex() if not self.codes[-1] else None

    def write(self, kind, fields, signers, text=None, at=None):
        """The note of an entry as it is now, spoiled now and then."""
        self.clock += self.dice.choice((0, 1, 30, 60, 60, 60, 90, 600))
        size = len(self.notes)
        if self.chance(3):
            size = max(1, size - self.dice.randrange(4))
        root = self.body.tree.root(size).hex() if not self.chance(1) else "0" * 64
        at = self.clock if at is None else at
        fields = [line for line in fields if line]
        signers, original = list(signers), list(signers)
        if self.chance(12):
            fields, signers, text, at = self.spoilt(fields, signers, text, at)
        for line in fields:
            field, _, value = line.partition(": ")
            if field not in ("adopted", "quorum", "reason") and len(self.pool[field]) < 60:
                self.pool[field].add(value)
        by = (signers or original)[0]
        founding = self.ids[0].hex() if not self.chance(1, 400) else "f" * 64
        lines = ["stimmbuch/1 " + (kind if not self.chance(1, 400) else "traum"), "body: " + self.name,
                 "founding: " + founding, "by: " + by.name, "at: " + time_text(at), "size: %d" % size,
                 "root: " + root] + fields
        whole = "\n".join(lines) + "\n" + ("\n| %s\n" % text if text else "")
        if not signers:
            return (whole + "\n").encode()
        note = build.note(whole, *signers)
        # An "A" within the last signature's S, far from its ends, becomes a "B".
        return note[:-40] + note[-40:-9].replace(b"A", b"B") + note[-9:] if self.chance(1, 100) else note

    def add(self, *arguments, **more):
        return self.append(self.write(*arguments, **more))

    def spoilt(self, fields, signers, text, at):
        what = self.dice.choice(("value", "value", "value", "drop", "twice", "swap", "text", "time", "time", "more",
                                 "less", "other", "reverse"))
        place = self.dice.randrange(len(fields)) if fields else None
        if what == "value" and fields:
            field, _, _ = fields[place].partition(": ")
            fields[place] = "%s: %s" % (field, self.some(self.pool[field], "x"))
        elif what == "drop" and fields:
            del fields[place]
        elif what == "twice" and fields:
            fields.insert(place, fields[place])
        elif what == "swap" and place:
            fields[place - 1:place + 1] = fields[place], fields[place - 1]
        elif what == "text":
            text = None if text else "Ein Grund."
        elif what == "time":
            at = at + self.dice.choice((-10**6, -3600, -60, 60, 3600, DAY))
        elif what == "more":
            signers.append(self.key(self.some(PEOPLE + OFFICE)))
        elif what == "less" and signers:
            signers.pop()
        elif what == "other" and signers:
            name = self.some(PEOPLE + OFFICE)
            other = self.dice.choice((self.key(name), key(name), key(name, "neu 1")))
            signers[self.dice.randrange(len(signers))] = other
        elif what == "reverse":
            signers.reverse()
        return fields, signers, text, max(at, 0)

    # Who there is

    def key(self, name):
        """The key that the body has under the name, else the first of this name."""
        known = self.body.key_of(name)
        return KEYS[known[:2]] if known else key(name)

    def office(self, count=None):
        """Keys of secretaries, as many as the body asks for."""
        names = sorted(name for name in self.body.roles if self.body.is_secretary(name))
        self.dice.shuffle(names)
        return [self.key(name) for name in names[:self.body.founding.approvals if count is None else count]]

    def places(self):
        """(name, role, seat) of all places."""
        return [role for role in self.body.roles.all(self.body.now) if role.seat]

    def seat(self):
        """Any seat, most often one that is there."""
        now = [seat.id for seat in self.body.seats.all(self.body.now)]
        return self.some(now) if now and not self.chance(4) else self.some(self.body.seats)

    def bench(self):
        return self.some(self.body.benches.all(self.body.now) if self.chance(95) else self.body.benches)

    def entries(self, kind):
        return [e for e in self.body.valid.values() if e.type == kind]

    def refer(self, kind):
        """The id of an entry of this kind, or now and then of another, or of none."""
        if self.chance(2):
            return "0" * 64
        e = self.some([e.id for e in (self.body.valid.values() if self.chance(2) else self.entries(kind))])
        return e or self.ids[0].hex()

    # The founding, and the statute

    def block(self, benches, seats):
        dice, groups = self.dice, ["", "", *benches, *seats]
        chair = self.some(seats) if self.chance(60) else None
        groups += ["chair"] * 3 if chair else []
        rules, names = Rules(dice, groups), []
        lines = ["chair: " + chair] if chair else []
        for method in self.METHODS:
            if self.chance(60):
                names.append("r%d" % len(names))
                lines += rules.rule(names[-1], method)
        for gate in ("cost", "cost known", "binding", "dvc", "demand", "notice 1",
                     "experience 1 " + self.some(benches, "ghost")):
            lines += ["require: " + gate] if self.chance(1) else []
        lines += ["propose: %s %d" % (self.some(groups[2:]), dice.choice((1, 1, 2)))] if self.chance(4) else []
        for line, percent in (("revote: no", 40), ("clerk: yes", 70), ("window: %d" % dice.choice((1, 2)), 20),
                              ("deadline: required", 5), ("head: 10", 10), ("final: 2", 10)):
            lines += [line] if self.chance(percent) else []
        lines += ["change: " + self.some(names)] if names and self.chance(30) else []
        return lines

    def seat_line(self, name, bench):
        return "%s %s %s %s Sitz" % (name, bench, self.some(WEIGHTS), self.dice.choice(("voting",) * 5 + ("advisory",)))

    def found(self):
        dice = self.dice
        office = OFFICE[:dice.choice((1, 2, 2, 3, 4))]
        benches = ["laender", "kommunen", "beirat"][:dice.choice((1, 2, 3))]
        seats = ["s%d" % i for i in range(dice.choice((2, 3, 4, 5)))]
        lines = ["stimmbuch/1 body", "name: " + self.name, "by: " + office[0], "at: " + time_text(self.clock),
                 "title: Rat", "level: advisory", "log: " + self.log_key.vkey,
                 "approvals: %d" % dice.choice(range(1, len(office) + 1))]
        lines += ["secretary: " + key(name).vkey for name in office] + ["bench: %s Bank" % bench for bench in benches]
        lines += ["seat: " + self.seat_line(seat, self.some(benches)) for seat in seats] + self.block(benches, seats)
        self.append(build.note("\n".join(lines) + "\n", *map(key, office)))
        if self.codes[0]:  # an expression beyond a limit, say; another one then
            self.__init__(self.name, dice, self.pool)

    # Members

    def enrol(self, name=None, role=None, seat=None):
        name = name or self.some(PEOPLE + (OFFICE if self.chance(20) else []))
        role = role or self.dice.choice(("holder", "holder", "deputy", "secretary", "auditor"))
        member = self.key(name)
        if self.chance(5):
            member = key(name, self.some(["neu 0", "neu 1", *PEOPLE]))
        seat = (seat or self.seat()) if role in ("holder", "deputy") else None
        return self.write("enrol", ["key: " + member.vkey, "role: " + role, seat and "seat: " + seat],
                          [member] + self.office())

    def roster(self):
        """One to four lines, in the order of their kinds."""
        lines = [self.dice.choice((self.bench_change, self.seat_change, self.member_change, self.member_change,
                                   self.member_change))() for _ in range(self.dice.choice((1, 1, 2, 3, 4)))]
        lines.sort(key=lambda line: ("bench", "seat", "member").index(line.split(":")[0]))
        return self.write("roster", lines, self.office())

    def fresh(self, letter, known):
        """An ID that was not there yet, or now and then one that was."""
        return self.some(known, "s0") if self.chance(5) else "%s%d" % (letter, len(known) + self.dice.randrange(3))

    def bench_change(self):
        sign = self.dice.choice("++=-")
        bench = self.fresh("b", self.body.benches) if sign == "+" else self.bench()
        return "bench: %s %s%s" % (sign, bench, "" if sign == "-" else " Bank")

    def seat_change(self):
        sign = self.dice.choice("+++===-")
        seat = self.fresh("s", self.body.seats) if sign == "+" else self.seat()
        return "seat: %s %s" % (sign, seat if sign == "-" else self.seat_line(seat, self.bench()))

    def member_change(self):
        roles, what = self.body.roles.all(self.body.now), self.dice.randrange(10)
        old = self.some(roles)
        if what < 3:
            return "member: - " + " ".join(filter(None, old))
        if what < 5 and old.seat:
            role = old.role if self.chance(10) else {"holder": "deputy", "deputy": "holder"}[old.role]
            return "member: = %s %s %s" % (old.name, role, old.seat)
        name, seat = self.some(self.body.keys) if self.chance(90) else self.some(PEOPLE), self.seat()
        if what < 6:
            return "member: + %s %s" % (name, self.dice.choice(("secretary", "auditor")))
        held = any(role.role == "holder" for role in self.body.members.at(seat, self.body.now))
        return "member: + %s %s %s" % (name, "deputy" if held and self.chance(80) else "holder", seat)

    def statute(self):
        benches, seats = self.body.benches.all(self.body.now), [s.id for s in self.body.seats.all(self.body.now)]
        if self.chance(8):
            seats, benches = seats + ["ghost"], benches + ["spuk"]
        change = self.body.statute().change
        adopted = [e.id for e in self.entries("result")
                   if e.result == "adopted" and (e.ballot.rule == change or self.chance(20))]
        repealed = [e for e in adopted if self.body.valid[e].repealed and not self.body.valid[e].used]
        decided = self.some(repealed if repealed and self.chance(70) else adopted) if not self.chance(20) else None
        lines = decided and verify.wording(self.body.valid[decided].ballot.proposal.text)
        lines = lines if lines and not self.chance(10) else self.block(benches, seats)
        decided = self.refer("result") if self.chance(5) else decided
        return self.write("statute", lines + [decided and "decided: " + decided], self.office())

    def key_entry(self):
        action = self.dice.choice(("rotate", "rotate", "rotate", "revoke", "log"))
        if action == "log":
            return self.change_log_key()
        name = self.some(self.body.keys)
        chain = [KEYS[known[:2]] for known in self.body.chain(name)]
        old, lines = self.key(name), ["action: " + action]
        if self.chance(20) or not self.body.key_of(name):
            old = chain[self.dice.randrange(len(chain))]
        if action == "rotate":
            new = key(name, "neu %d" % self.dice.randrange(6) if self.chance(93) else self.some(PEOPLE))
            return self.write("key", lines + ["old: " + old.vkey, "new: " + new.vkey], [self.key(name), new])
        signers = [old] if self.chance(50) else self.office()
        return self.write("key", lines + ["old: " + old.vkey], signers)

    def change_log_key(self):
        old = KEYS[self.body.log.one(None, self.body.now)[:2]]
        new = key(self.name, "%s log %d" % (self.name, self.dice.randrange(3)))
        lost, count = self.chance(40), self.body.founding.approvals
        office = self.office(count + lost)
        others = [new] + office[1:] + ([] if lost else [old])
        self.dice.shuffle(others)
        return self.write("key", ["action: log", "old: " + old.vkey, "new: " + new.vkey], office[:1] + others,
                          text="Verloren." if lost else None)

    # Meetings

    def meeting(self):
        opens = self.clock + self.dice.choice((0, 60, DAY))
        lines = ["number: M%d" % (len(self.body.meetings) + 1 if not self.chance(3) else 1), "title: Sitzung",
                 "opens: " + time_text(opens)]
        lines += ["closes: " + time_text(opens + self.dice.choice((3600, 3600, 0)))] if self.chance(30) else []
        lines += ["place: Berlin"] if self.chance(20) else []
        lines += ["chair: " + (self.seat() if self.chance(90) else self.some(self.body.seats))] if self.chance(40) else []
        lines += ["again: " + self.refer("meeting")] if self.body.meetings and self.chance(60) else []
        proposals = self.entries("proposal")
        if proposals and self.chance(60):
            lines += ["item: " + e.id for e in self.dice.sample(proposals, min(len(proposals), 1 + self.chance(50)))]
        return self.write("meeting", lines, self.office(1))

    def attendance(self):
        own = self.some(self.places()) if self.chance(50) else None
        seats = {own.seat} if own else {self.seat() for _ in range(self.dice.choice((1, 2, 3)))}
        known = self.entries("meeting")
        if not known:
            return self.meeting()
        meeting, takes = known[-1].id if self.chance(80) else self.refer("meeting"), False
        lines = ["meeting: " + meeting]
        for seat in sorted(seats):
            state = self.dice.choice(("present",) * 5 + ("excused", "left"))
            known = self.body.valid.get(meeting)
            takes = takes or state != "present" and known and known.type == "meeting" and self.body.is_present(seat, known)
            lines.append("seat: %s %s" % (seat, state))
        signers = [self.key(own.name)] if own else self.office(None if takes and not self.chance(10) else 1)
        return self.write("attendance", lines, signers)

    def minutes(self):
        lines = ["meeting: " + self.refer("meeting"), "attachment: %s 17 Niederschrift" % ("a" * 64)]
        return self.write("minutes", lines, self.office())

    def confirm(self):
        if not self.entries("minutes"):
            return self.minutes() if self.entries("meeting") else self.meeting()
        place, minutes = self.some(self.places()), self.refer("minutes") if self.chance(90) else self.refer("meeting")
        known = self.body.valid.get(minutes)
        again = self.some(known.confirmed) if known and known.type == "minutes" and self.chance(60) else None
        return self.write("confirm", ["minutes: " + minutes], [self.key(again) if again else self.member(place)])

    def member(self, place):
        return self.key(place.name if place else self.some(PEOPLE))

    # Proposals

    def proposal(self):
        dice, count = self.dice, len(self.body.numbers)
        lines = ["number: %d" % (count + 1 if not self.chance(3) else 1), "title: Antrag", "kind: " + self.some(KINDS)]
        author, seats = self.some(self.places()), []
        signers = [self.key(author.name)] if author and self.chance(60) else self.office(1)
        if author and self.chance(60):
            seats = sorted({author.seat} | ({self.seat()} if self.chance(40) else set()))
            covered = self.body.places(signers[0].name)
            for seat in seats:
                if seat not in covered:
                    holder = self.some(self.body.members.at(seat, self.body.now))
                    if holder:
                        signers.append(self.key(holder.name))
                        covered |= self.body.places(holder.name)
        lines += ["for: " + seat for seat in seats]
        for field, kind, percent in (("supersedes", "proposal", 12), ("amends", "proposal", 8),
                                     ("repeals", "result", 25)):
            known = [e.id for e in self.entries(kind) if kind != "result" or e.result == "adopted" or self.chance(3)]
            target = self.some(known) if not self.chance(4) else self.refer(kind)
            lines += ["%s: %s" % (field, target)] if known and self.chance(percent) else []
        lines += ["binding: mandatory bund"] if self.chance(60) else []
        if self.chance(50):
            amount = dice.choice(("1", "5..6", "unknown"))
            cells = [" ".join(cell) for cell in sorted(verify.CELLS)][self.chance(10):]
            lines += ["cost: %s %s" % (cell, "1") for cell in cells[:-1]] + ["cost: %s %s" % (cells[-1], amount)]
        lines += ["dvc: uses X"] if self.chance(60) else []
        lines += ["demand: 2"] if self.chance(60) else []
        if self.chance(65):
            lines += ["option: %s Option" % option for option in "abcd"[:dice.choice((1, 2, 3, 3, 4))]]
        return self.write("proposal", lines, signers, text=self.motion())

    def motion(self, percent=45):
        """Often a new statute; one that could be taken for two, or that has no end, is none."""
        if not self.chance(percent):
            return "Wir wollen das."
        now = self.body.now
        block = self.block(self.body.benches.all(now), [seat.id for seat in self.body.seats.all(now)])
        return "\n| ".join(["Neue Ordnung:", "```statute", *block, "```" if self.chance(95) else "Ende.",
                            *["```statute"] * self.chance(3)])

    def open_proposals(self):
        return [p for p in self.entries("proposal") if self.body.proposal_state(p) in ("open", "rejected")]

    def statement(self):
        place = self.some(self.places())
        seat = place and place.seat if self.chance(90) else self.seat()
        lines = ["proposal: " + self.refer("proposal"), "stance: " + self.some(("experience", "experience", "support")),
                 seat and self.chance(80) and "seat: " + seat]
        return self.write("statement", lines, [self.member(place)])

    def status(self):
        state = self.dice.choice(("open", "adjourned", "referred", "withdrawn"))
        proposal = self.body.valid.get(self.refer("proposal"))
        signers = self.office(1)
        if self.chance(30) and proposal and proposal.type == "proposal":
            signers = [self.key(proposal.by)]
        lines = ["proposal: " + (proposal.id if proposal else "0" * 64), "state: " + state]
        lines += ["to: Ausschuss"] if state == "referred" and self.chance(50) else []
        return self.write("status", lines, signers)

    def recusal(self):
        place = self.some(self.places())
        office = self.chance(30)
        seat = self.seat() if office or not place or self.chance(10) else place.seat
        return self.write("recusal", ["proposal: " + self.refer("proposal"), "seat: " + seat],
                          self.office() if office else [self.member(place)], text="Befangen.")

    # Ballots

    def ballot(self, proposal=None):
        known, statute = self.some([p.id for p in self.open_proposals()]), self.body.statute()
        proposal = proposal or self.body.valid.get(known if known and not self.chance(5) else self.refer("proposal"))
        if not proposal or proposal.type != "proposal":
            return self.proposal()
        fitting = [name for name, rule in statute.rules.items()
                   if (rule.method not in counting.WITH_WINNER or proposal.option)
                   and (not rule.kind or proposal.kind in rule.kind)]
        name = self.some(fitting) if fitting and not self.chance(3) else self.some(statute.rules, "r0")
        name = statute.change if statute.change in fitting and self.chance(50) else name
        rule = statute.rules.get(name)
        lines = ["proposal: " + proposal.id, "title: %s %s" % (proposal.number, proposal.title), "rule: " + name]
        lines += ["%s: %s" % line for line in statute.lines if line[0] != "rule" and line[1].split(" ")[0] == name]
        if rule and (rule.method in counting.WITH_WINNER) != self.chance(1):
            lines += ["option: %s %s" % option for option in proposal.option]
        if self.entries("meeting") and self.chance(40):
            lines.append("meeting: " + (self.entries("meeting")[-1].id if self.chance(70) else self.refer("meeting")))
        start = max(self.clock, self.body.log_time)
        lines += ["opens: " + time_text(start + self.dice.choice((0, 60, 300)))] if self.chance(15) else []
        lines += ["closes: " + time_text(start + self.dice.choice((600, 1200, 3600, DAY)))] if self.chance(50) else []
        lost = [b for b in proposal.ballots if b.rule == name and b.result == "rejected"]
        at = self.body.now - (1 if self.chance(6) else 0)  # a roll of before, which is most often the same
        lines += ["round: %d" % (1 + len(lost) + self.chance(2)), "roll: " + sha256(
            self.body.roll(proposal, at).encode()).hex() if not self.chance(1) else "roll: " + "0" * 64]
        if rule and self.chance(2):  # lines of the rule as they were, or never were
            lines.insert(3, "kind: %s information" % name)
        return self.write("ballot", lines, self.office())

    def open_ballot(self, state="open"):
        known = [b.id for b in self.entries("ballot") if b.state == state]
        return self.body.valid.get(self.some(known[-2:]) if known and not self.chance(5) else self.refer("ballot"))

    def choices(self, ballot):
        rule = ballot.statute.rules[ballot.rule]
        if self.chance(3):
            return [self.some(["yes", "a", "none", "consent", "abstain", "b>a", "a=b"])]
        if rule.method in ("yes-no", "consent", "choice", "external") or self.chance(8):
            return [self.some(ballot.options, "yes")]
        if rule.method == "approval":
            return [option for option in ballot.ids if self.chance(50)] or ["abstain"]
        ranked = [option for option in ballot.options[:-1] if self.chance(75)] or ["none"]
        groups = collections.defaultdict(list)
        for option in ranked:
            groups[self.dice.randrange(len(ranked) + 1)].append(option)
        return [">".join("=".join(group) for _, group in sorted(groups.items()))]

    def vote(self, ballot=None, place=None, choices=None):
        ballot = ballot or self.open_ballot()
        if not ballot or ballot.type != "ballot":
            return self.ballot()
        place = place or self.some(self.places())
        role, seat = (place.role, place.seat) if place else ("holder", self.seat())
        signers, choices = [self.member(place)], choices or self.choices(ballot)
        if ballot.statute.clerk and ballot.meeting and self.chance(25) or self.chance(2):
            role, signers = "clerk", self.office()
        lines = ["ballot: " + ballot.id, "title: " + ballot.title,
                 "seat: " + (seat if not self.chance(3) else self.seat()), "as: " + role]
        lines += ["choice: " + choice for choice in choices]
        at = self.clock
        if ballot.closes is not None and self.chance(5):
            at = ballot.closes + self.dice.choice((-1, 0, 1))
        elif ballot.opens is not None:
            at = max(at, ballot.opens) if not self.chance(6) else ballot.opens - 1
        return self.write("vote", lines, signers, at=at,
                          text="Grund." if self.chance(95 if choices[0] in ("concern", "object") else 30) else None)

    def objection(self):
        ballot, place = self.open_ballot(), self.some(self.places())
        recused = [p for p in self.places() if ballot and ballot.type == "ballot" and p.seat in ballot.proposal.recused]
        place = self.some(recused) if recused and self.chance(60) else place
        return self.write("objection", ["ballot: " + (ballot.id if ballot else "0" * 64), "seat: " + (
            place.seat if place and self.chance(90) else self.seat())], [self.member(place)], text="Nein.")

    def close(self, ballot=None):
        ballot = ballot or self.open_ballot()
        if not ballot or ballot.type != "ballot":
            return self.proposal()
        at = self.clock
        if ballot.closes is not None and self.chance(40):
            at = ballot.closes - self.chance(10)
        elif ballot.closes is None:
            at = max(at, ballot.start + 60 * (ballot.statute.window or 0) - self.chance(10))
        return self.write("close", ["ballot: " + ballot.id], self.office(), at=at)

    def void(self):
        ballot = self.open_ballot()
        return self.write("void", ["ballot: " + (ballot.id if ballot else "0" * 64)], self.office(), text="Ein Fehler.")

    def result(self, ballot=None):
        ballot = ballot or self.open_ballot("closed")
        if not ballot or ballot.type != "ballot" or not ballot.close:
            return self.vote()
        says = ballot.outcome
        if not says:  # on paper
            heads, weight = ballot.most
            votes = self.dice.choice((0, heads, heads, heads, heads + 1))
            most = counting.decimal(weight + self.dice.choice((0, 0, 0, Fraction(1, 10**9))), 9)
            says = {"votes": votes, "result": self.dice.choice(("adopted", "adopted", "rejected", "no-quorum", "void")),
                    "winner": self.dice.choice((None, None, "a", "b")), "reason": [],
                    "count": [("a", votes + self.chance(10), most), ("yes", 0, "0.0")]}
        if self.chance(6):
            says = dict(says, **self.dice.choice(({"votes": says["votes"] + 1}, {"winner": "a"}, {"winner": None},
                                                  {"result": "adopted"}, {"count": says["count"][:-1]},
                                                  {"reason": says["reason"][::-1]}, {"result": "rejected"})))
        number = ["number: B%d" % self.dice.randrange(1, 7)] if self.chance(35) else []
        close = ballot.close.id if not self.chance(3) else self.some([e.id for e in self.entries("close")])
        lines = ["ballot: " + ballot.id, "close: " + close] + number + [
            "votes: %d" % says["votes"], "result: " + says["result"], says["winner"] and "winner: " + says["winner"]]
        lines += ["count: %s %d %s" % row for row in says["count"]] + ["reason: " + reason for reason in says["reason"]]
        return self.write("result", lines, self.office())

    # What happens

    def begin(self):
        """Most seats get a holder, some a deputy; a name may have several."""
        for seat in sorted(self.body.seats):
            for role, percent in (("holder", 90), ("deputy", 40)):
                if self.chance(percent):
                    self.append(self.enrol(self.some(PEOPLE), role, seat))
        if self.chance(40):
            self.append(self.enrol("vera", "auditor"))

    METHODS = ("yes-no", "consent", "choice", "approval", "ranking", "external", "yes-no", "ranking", "choice")
    ACTIONS = collections.Counter({
        "enrol": 4, "roster": 8, "statute": 4, "key_entry": 5, "meeting": 4, "attendance": 5, "minutes": 3,
        "confirm": 6, "proposal": 5, "statement": 3, "status": 3, "recusal": 3, "ballot": 6, "vote": 8, "objection": 2,
        "close": 4, "void": 1, "result": 4})

    def act(self):
        """An entry of any kind, made from what holds now; now and then one that is there already."""
        if self.chance(1):
            return self.dice.choice(self.notes[1:]) if self.notes[1:] else self.proposal()
        return getattr(self, self.dice.choice(list(self.ACTIONS.elements())))()

    def decide(self):
        """A whole ballot, disturbed now and then."""
        for _ in range(3):
            if not self.open_proposals():
                self.append(self.proposal())
        if self.chance(30):
            self.append(self.meeting())
            for _ in range(self.dice.randrange(4)):
                self.append(self.attendance())
        made = self.append(self.ballot())
        ballot = self.body.valid.get(made) if made else None
        if not ballot or ballot.type != "ballot":
            return
        for place in self.places():
            seat = self.body.seats.one(place.seat, ballot.index)
            if self.chance(5 if not seat or seat.right == "advisory" or not ballot.options else 80):
                self.append(self.vote(ballot, place))
            if self.chance(8):
                self.append(self.act())
        if self.chance(40):
            self.conflict(ballot)
        self.end(ballot)

    def end(self, ballot):
        if self.chance(90):
            self.append(self.close(ballot))
        if self.chance(95):
            self.append(self.result(ballot))

    def conflict(self, ballot):
        """Two entries made from one state, one behind the other."""
        kinds = (lambda: self.vote(ballot), lambda: self.close(ballot), self.recusal, self.key_entry, self.roster,
                 self.void, self.objection, self.attendance, self.act)
        pair = [self.dice.choice(kinds)() for _ in range(2)]
        self.pair = len(self.notes)
        for note in pair:
            self.append(note)

    def live(self):
        self.begin()
        for _ in range(self.dice.choice((2, 3, 4))):
            for _ in range(self.dice.randrange(8)):
                self.append(self.act())
            self.decide()
            if self.chance(40):
                self.append(self.statute())
        if self.chance(35):
            self.reform()
        return self

    def reform(self):
        """What one ballot made the statute, another may repeal before it is entered."""
        for _ in range(self.dice.choice((1, 2, 2))):
            adopted = [e.id for e in self.entries("result") if e.result == "adopted"]
            self.append(self.write("proposal", [
                "number: %d" % (len(self.body.numbers) + 1), "title: Reform", "kind: decision",
                adopted and "repeals: " + adopted[-1], "binding: mandatory bund", "dvc: uses X", "demand: 2"],
                self.office(1), text=self.motion(99)))
            made = self.append(self.ballot(self.entries("proposal")[-1] if self.entries("proposal") else None))
            ballot = self.body.valid.get(made) if made else None
            if not ballot or ballot.type != "ballot":
                return
            for place in self.places():
                first = ballot.options[0] if ballot.options else "yes"
                self.append(self.vote(ballot, place, [first] if self.chance(90) else None))
            self.end(ballot)
        for _ in range(3):
            self.append(self.statute())


class Reversed(Story):
    """A story up to two entries that were made from one state, these the other way round, and how it goes on then."""

    def __init__(self, story, dice):
        super().__init__(story.name, dice, story.pool, founded=False)
        at, self.clock = story.pair, story.clock
        for note in story.notes[:at] + [story.notes[at + 1], story.notes[at]]:
            self.append(note)
        ballot = self.open_ballot()
        if ballot and ballot.type == "ballot":
            self.end(ballot)
        self.decide()
