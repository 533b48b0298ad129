"""The language of the rules and the counting of ballots: FORMAT.md §7 and §8. Arithmetic is exact."""
import collections
import math
import re
from fractions import Fraction

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def demand(holds):
    """Every break of a grammar is a ValueError, whoever finds it."""
    if not holds:
        raise ValueError


# --- §7 The language. Nodes: (or [nodes]) (and [nodes]) (not node) (proposer group) (test left rel right) -------------
# A sum is a list of (sign, [numbers], atom); an atom is a number, "round", "call" or (measure, set, group or None).

TOKEN = re.compile(r" *([0-9]+/[0-9]+|[0-9]+(?:\.[0-9]+)?%?|[a-z][a-z0-9]*(?:-[a-z0-9]+)*|[<>]=?|!?=|[-+*()])")
OPTIONS = {"yes-no": ["yes", "no", "abstain"], "consent": ["consent", "concern", "object"]}
SETS = {"all", "seats", "present", "cast", "valid", "abstain"}
COMPARE = {">": lambda d: d > 0, ">=": lambda d: d >= 0, "<": lambda d: d < 0, "<=": lambda d: d <= 0,
           "=": lambda d: d == 0, "!=": lambda d: d != 0}


LIMIT = 2**120


def number_value(text):
    """No leading zero, as everywhere; exact; % divides by 100. What it is made of stays within the limit."""
    demand(re.match(r"0(?![0-9])|[1-9]", text) and not re.search(r"/0", text))
    upper, _, lower = text.partition("/")
    if not lower:
        whole, _, fraction = text.rstrip("%").partition(".")
        fraction = fraction.rstrip("0")
        upper, lower = whole + fraction, 10**len(fraction) * (100 if text.endswith("%") else 1)
    demand(int(upper) <= LIMIT and int(lower) <= LIMIT)
    return Fraction(int(upper), int(lower))


class Parser:
    def __init__(self, text):
        demand(len(text) <= 4096 and text.isascii())
        self.tokens, end, self.depth = [], 0, 0
        while end < len(text):
            match = TOKEN.match(text, end)
            demand(match)
            self.tokens.append(match[1])
            end = match.end()
        self.tokens = collections.deque(self.tokens + [""])

    def take(self, *wanted):
        return self.tokens.popleft() if self.tokens[0] in wanted else None

    def expect(self, holds):
        demand(holds and self.tokens[0])
        return self.tokens.popleft()

    def chain(self, word, part):
        nodes = [part()]
        while self.take(word):
            nodes.append(part())
        return (word, nodes) if len(nodes) > 1 else nodes[0]

    def expr(self):
        return self.chain("or", lambda: self.chain("and", self.literal))

    def literal(self):
        opening = self.take("not", "(")
        if opening:
            self.depth += 1
            demand(self.depth <= 64)
            node = ("not", self.literal()) if opening == "not" else self.expr()
            self.depth -= 1
            if opening == "(":
                self.expect(self.tokens[0] == ")")
            return node
        if self.take("proposer"):
            self.expect(self.tokens[0] == "in")
            return "proposer", self.word()
        left = self.sum()
        return "test", left, self.expect(self.tokens[0] in COMPARE), self.sum()

    def sum(self):
        terms = [("+", *self.product())]
        while self.tokens[0] in ("+", "-"):
            terms.append((self.tokens.popleft(), *self.product()))
        return terms

    def product(self):
        numbers = []
        while True:
            token = self.expect(True)
            if token[0].isdigit():
                number_value(token)
                if not self.take("*"):
                    return numbers, token
                numbers.append(token)
            elif token in ("round", "call"):
                return numbers, token
            else:
                return numbers, self.measure(token)

    def measure(self, token):
        demand(token in ("heads", "weight"))
        self.expect(self.tokens[0] == "(")
        which, group = self.word(), self.word() if self.take("in") else None
        self.expect(self.tokens[0] == ")")
        return token, which, group

    def word(self):
        return self.expect(ID.fullmatch(self.tokens[0]))


def print_sum(terms):
    words = []
    for sign, numbers, atom in terms:
        if not isinstance(atom, str):
            atom = "%s(%s%s)" % (atom[0], atom[1], " in " + atom[2] if atom[2] else "")
        words += ([sign] if words else []) + [" * ".join(numbers + [atom])]
    return " ".join(words)


def print_node(node, outside="or"):
    """Canonical: brackets only where the precedence asks for them."""
    if node[0] == "test":
        return "%s %s %s" % (print_sum(node[1]), node[2], print_sum(node[3]))
    if node[0] == "proposer":
        return "proposer in " + node[1]
    if node[0] == "not":
        return "not " + print_node(node[1], "not")
    text = (" %s " % node[0]).join(print_node(n, node[0]) for n in node[1])
    return text if outside in ("or", node[0]) else "(%s)" % text


def read_expression(text):
    parser = Parser(text)
    node = parser.expr()
    demand(parser.tokens[0] == "" and print_node(node) == text)
    return node


def truth(node, test):
    """True, False or None (open) by Kleene; every test is asked, in the order of the text."""
    if node[0] == "not":
        inner = truth(node[1], test)
        return None if inner is None else not inner
    if node[0] in ("or", "and"):
        values, decisive = [truth(n, test) for n in node[1]], node[0] == "or"
        return decisive if decisive in values else None if None in values else not decisive
    return test(node)


def check_names(node, method, groups):
    """Refuses sets that the method does not have, and groups that the body does not have."""
    sets = SETS | set(OPTIONS.get(method, ["winner"] if method != "external" else []))

    def test(leaf):
        atoms = [a for s in (leaf[1], leaf[3]) for _, _, a in s] if leaf[0] == "test" else [("", "all", leaf[1])]
        for atom in atoms:
            demand(isinstance(atom, str) or atom[1] in sets and (atom[2] is None or atom[2] in groups))
    if node:
        truth(node, test)


def within(fraction):
    demand(abs(fraction.numerator) <= LIMIT and fraction.denominator <= LIMIT)
    return fraction


def check_sizes(node, heads, weight):
    """Refuses comparisons whose sums could leave the limit, in a body of so many voting seats of that weight in all."""
    def test(leaf):
        terms = []
        for _, numbers, atom in leaf[1] + leaf[3] if leaf[0] == "test" else []:
            factor = Fraction(1)
            for n in numbers + ([atom] if atom[0][0].isdigit() else []):
                factor = within(factor * number_value(n))
            measure = atom if isinstance(atom, str) else atom[0]
            factor = within(factor / (10**9 if measure == "weight" else 1))
            most = {"heads": heads, "weight": weight * 10**9, "round": 2**32 - 1, "call": 2**32 - 1}
            terms.append((factor, most.get(measure, 1)))
        common = math.lcm(*(factor.denominator for factor, _ in terms))
        demand(common <= LIMIT and all(factor * common <= LIMIT for factor, _ in terms))
        demand(sum(factor * common * most for factor, most in terms) <= LIMIT)
    if node:
        truth(node, test)


def linear(terms, number_of_round):
    """A sum as (constant, [(factor, measure, set, group)])."""
    constant, measures = Fraction(0), []
    for sign, numbers, atom in terms:
        factor = Fraction(1 if sign == "+" else -1)
        for n in numbers:
            factor *= number_value(n)
        if isinstance(atom, str):
            constant += factor * (number_of_round if atom == "round" else 1 if atom == "call" else number_value(atom))
        else:
            measures.append((factor, *atom))
    return constant, measures


def exact(value):
    """The shortest exact form: an integer, a finite decimal, or a reduced fraction p/q."""
    rest, digits = value.denominator, 0
    while rest % 10 in (0, 2, 4, 5, 6, 8):
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        digits += 1
    return decimal(value, digits) if rest == 1 else str(value)


def decimal(value, digits):
    whole = "%0*d" % (digits + 1, abs(value.numerator) * 10**digits // value.denominator)
    return ("-" if value < 0 else "") + (whole[:-digits] + "." + whole[-digits:] if digits else whole)


# --- §8 Counting ------------------------------------------------------------------------------------------------------

SILENT = {None: set(), "abstain": {"abstain", "cast", "present"},
          "consent": {"yes", "consent", "cast", "valid", "present"}}


def sets_of(option, silent=None):
    """The sets in which a seat stands that cast this option, or (None) nothing."""
    if option is None:
        return SILENT[silent] | {"all", "seats"}
    return {"all", "seats", "cast", "present", option} | ({"valid"} if option != "abstain" else set())


class Count:
    """One ballot, with the votes counted so far and the recusals as they stand."""

    def __init__(self, body, ballot):
        self.body, self.ballot, self.rule = body, ballot, body.rules[ballot["rule"]]
        self.options = OPTIONS[self.rule["method"] or "yes-no"]
        recused = ballot["about"]["recused"]
        self.voting = [s for s in ballot["seats"].values() if s.right == "voting"]
        self.seats = {s.id for s in self.voting if s.id not in recused}
        self.votes = {s: v.get("holder", v.get("deputy")) for s, v in ballot["votes"].items() if s in self.seats}
        self.decimals = max((len(s.weight.partition(".")[2]) for s in ballot["seats"].values()), default=0)

    def rows(self, silent):
        return [(s, sets_of(self.votes.get(s.id), silent) if s.id in self.seats else {"all"}) for s in self.voting]

    def value(self, terms, rows):
        total, measures = linear(terms, self.ballot["round"])
        for factor, measure, which, group in measures:
            found = [s for s, sets in rows if which in sets and self.body.in_group(s.id, group)]
            total += factor * (len(found) if measure == "heads" else sum((s.value for s in found), Fraction(0)))
        return total

    def evaluate(self, name, silent, reasons):
        rows, number = self.rows(silent), 0

        def test(node):
            nonlocal number
            number += 1
            if node[0] == "proposer":
                holds, text = self.proposed_by(node[1]), "proposer in " + node[1]
            else:
                left, right = self.value(node[1], rows), self.value(node[3], rows)
                holds, text = COMPARE[node[2]](left - right), " ".join((exact(left), node[2], exact(right)))
            reasons.append("%s %d %s %s" % (name, number, text, "holds" if holds else "fails"))
            return holds
        return truth(self.rule[name], test) if self.rule[name] else True

    def proposed_by(self, group):
        return any(self.body.in_group(seat, group) for seat in self.ballot["about"]["for"])

    def outcome(self):
        """What a valid `result` entry says: its fields votes, result, winner, count, reason."""
        reasons, counts = [], []
        quorum = self.evaluate("quorum", None, reasons)
        adopted = self.evaluate("adopted", self.rule["silent"], reasons)
        for option in self.options:
            cast = [s for s in self.voting if self.votes.get(s.id) == option]
            weight = sum((s.value for s in cast), Fraction(0))
            counts.append((option, len(cast), decimal(weight, self.decimals)))
        word = "no-quorum" if not quorum else "adopted" if adopted else "rejected"
        return {"votes": len(self.votes), "result": word, "winner": None, "count": counts, "reason": reasons}

    def complete(self):
        return all("holder" in self.ballot["votes"].get(s, {}) for s in self.seats)

    def fixed(self):
        quorum, adopted = self.bounds("quorum", None), self.bounds("adopted", self.rule["silent"])
        return quorum is False or quorum is not None and adopted is not None

    def bounds(self, name, silent):
        """Kleene's truth over all ways in which the free seats may still vote."""
        ways = [(s, [sets_of(o, silent) for o in self.may_cast(s.id)] if s.id in self.seats else [{"all"}])
                for s in self.voting]

        def test(node):
            if node[0] == "proposer":
                return self.proposed_by(node[1])
            low, measures = linear(node[1] + [("-" if s == "+" else "+", n, a) for s, n, a in node[3]],
                                   self.ballot["round"])
            high = low
            for seat, choices in ways:
                mine = [(f * (1 if m == "heads" else seat.value), w) for f, m, w, g in measures
                        if self.body.in_group(seat.id, g)]
                sums = [sum((f for f, which in mine if which in sets), Fraction(0)) for sets in choices]
                low, high = low + min(sums), high + max(sums)
            between = node[2] in ("=", "!=") and low < 0 < high  # both ends differ from 0, what lies between may not
            holds = COMPARE[node[2]](low)
            return None if between or holds != COMPARE[node[2]](high) else holds
        return truth(self.rule[name], test) if self.rule[name] else True

    def may_cast(self, seat):
        """What the seat's counted vote may be in the end; None is silence."""
        now = self.votes.get(seat)
        if "holder" in self.ballot["votes"].get(seat, {}) and self.body.statute["revote"] == "no":
            return [now]
        free = [o for o in self.options if o != "abstain" or not self.rule["abstention"]]
        return free if now else free + [None]
