"""The rules of a body as data/FORMAT.md has them: §7, the language of their expressions, and §8, the counting."""
import collections, functools, itertools, math, operator, re
from fractions import Fraction

from formats import demand

# --- §7 The language of the rules -------------------------------------------------------------------------------------
# An expression is ("or" | "and" | "not", [expressions]) or a leaf, its own text: a comparison or a proposer test.
# A comparison reads as (terms, relation, terms), a proposer test as 1 > 0 or 0 > 0.

WORD = "[a-z][a-z0-9]*+(?:-[a-z0-9]++)*"
NUMERAL = r"(?:(?:0|[1-9][0-9]*+)(?:/[1-9][0-9]*+|(?:\.[0-9]++)?%?))"
PRODUCT = rf"(?:{NUMERAL} \* )*(?:{NUMERAL}|round|call|(?:heads|weight)\({WORD}(?: in {WORD})?\))"
SUM = rf"{PRODUCT}(?: [+-] {PRODUCT})*"
LEAF = re.compile(rf"{SUM} (?:[<>]=?|!?=) {SUM}|proposer in {WORD}")
SETS = {"all", "seats", "present", "cast", "valid", "abstain", "winner", "yes", "no", "consent", "concern", "object"}
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

expression = functools.lru_cache(maxsize=4096)(read_expression)

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

@functools.lru_cache(maxsize=4096)
def exact(value):
    """The shortest exact form: an integer, a finite decimal, or a reduced fraction p/q, whose q is within the limit."""
    digits = next((n for n in range(121) if 10**n % value.denominator == 0), None)
    return str(value) if digits is None else decimal(value, digits)

def decimal(value, digits):
    whole = "%0*d" % (digits + 1, abs(value.numerator) * 10**digits // value.denominator)
    return ("-" if value < 0 else "") + (whole[:-digits] + "." + whole[-digits:] if digits else whole)

# --- §8 Counting ------------------------------------------------------------------------------------------------------

WITH_WINNER = ("choice", "approval", "ranking")
SILENT = {None: set(), "abstain": {"abstain", "cast", "present"},
          "consent": {"yes", "consent", "cast", "valid", "present"}}

# What a vote says: the options that it names (in ranking: that it ranks above `none`, or else `none` itself), and in
# ranking the place of each, 0 for the best, else None.
Vote = collections.namedtuple("Vote", "named places")

def ballot_options(method, ids):
    """The options of a ballot in their order."""
    return {**OPTIONS, "choice": [*ids, "abstain"], "approval": [*ids, "abstain"],
            "ranking": [*ids, "none", "abstain"], "external": []}[method]

def read_vote(method, options, choices):
    """The `choice` lines of a vote, well-formed for the method, else a ValueError."""
    demand(method != "external" and (len(choices) == 1 or method == "approval"))
    if method != "ranking" or choices == ["abstain"]:
        demand(set(choices) <= set(options) and ("abstain" not in choices or len(choices) == 1))
        demand(choices == sorted(choices, key=options.index))
        return Vote(frozenset(choices), None)
    groups = [group.split("=") for group in choices[0].split(">")]
    ranked = [option for group in groups for option in group]
    demand(set(ranked) <= set(options) - {"abstain"} and len(set(ranked)) == len(ranked))
    demand(all(group == sorted(group, key=options.index) for group in groups))
    places = dict.fromkeys(options[:-1], len(groups)) | {
        option: place for place, group in enumerate(groups) for option in group}
    above = frozenset(option for option, place in places.items() if place < places["none"])
    return Vote(above or frozenset(["none"]), places)

def schulze(options, over):
    """The options that lead: Debian constitution, A.5, whose default option is `none`. `over(a, b)` is the weight of
    those who rank a above b. Paths by the method of Floyd and Warshall, as in Schulze's paper of 2011, section 2.3."""
    left = [a for a in options if a == "none" or over(a, "none") > over("none", a)]
    pairs = list(itertools.permutations(left, 2))
    path = {(a, b): (over(a, b), -over(b, a)) for a, b in pairs if over(a, b) > over(b, a)}
    for through, a, b in itertools.product(left, left, left):
        if len({through, a, b}) == 3 and (a, through) in path and (through, b) in path:
            found = min(path[a, through], path[through, b])
            path[a, b] = max(path.get((a, b), found), found)
    beaten = {b for a, b in path if (b, a) not in path or path[a, b] > path[b, a]}
    return [] if "none" not in beaten else [a for a in left if a not in beaten]

class Count:
    """One ballot on the roll of its place, with the votes counted so far and the recusals as they stand."""

    def __init__(self, body, ballot):
        self.ballot, self.rule = ballot, ballot.statute.rules[ballot.rule]
        self.options, roll = ballot.options, body.seats.all(ballot.index)
        self.in_group = lambda seat, group: body.in_group(seat, group, ballot)
        self.decimals = max((len(seat.weight.partition(".")[2]) for seat in roll), default=0)
        self.voting = [seat for seat in roll if seat.right == "voting"]
        self.weight = {seat.id: Fraction(seat.weight) for seat in self.voting}
        self.seats = {seat.id for seat in self.voting} - ballot.proposal.recused
        self.votes = {s: v.get("holder") or v.get("deputy") or v["clerk"]
                      for s, v in ballot.votes.items() if s in self.seats}
        self.held = {s for s in self.votes if "holder" in ballot.votes[s]}
        self.silent = None if ballot.meeting else self.rule.silent

    def sets_of(self, seat, vote, winner, silent):
        """The sets in which a seat stands with this vote; None is silence."""
        if seat not in self.seats:
            return {"all"}
        here = {"all", "seats"} | ({"present"} if seat in self.ballot.present else set())
        if vote is None:
            return here | SILENT[silent]
        here |= {"cast", "present"} | (set() if "abstain" in vote.named else {"valid"})
        return here | ({"winner"} if winner in vote.named else set()) | (vote.named & SETS)

    def span(self, terms, ways):
        """The least and the greatest value of a sum; `ways` are [(seat, all the lots of sets it may stand in)]."""
        known = {"number": lambda _: 1, "call": lambda _: self.ballot.call, "round": lambda _: self.ballot.round,
                 "proposer": lambda group: any(self.in_group(seat, group) for seat in self.ballot.proposal["for"])}
        low = high = sum((t.factor * known[t.measure](t.group) for t in terms if not t.set), Fraction(0))
        for seat, choices in ways:
            mine = [(t.factor if t.measure == "heads" else t.factor * self.weight[seat], t.set)
                    for t in terms if t.set and self.in_group(seat, t.group)]
            if mine:
                sums = [sum(factor for factor, name in mine if name in sets) for sets in choices]
                low, high = low + min(sums), high + max(sums)
        return low, high

    def judge(self, name, may_cast, winner, silent=None):
        """Kleene's truth of `quorum` or `adopted` over all ways in which the seats may be counted, and the reasons."""
        reasons, ways = [], [(seat.id, [self.sets_of(seat.id, vote, winner, silent) for vote in may_cast(seat.id)])
                             for seat in self.voting]

        def test(leaf):
            left, relation, right = read_leaf(leaf)
            low, high = self.span(left + [term._replace(factor=-term.factor) for term in right], ways)
            between = relation in ("=", "!=") and low < 0 < high  # both ends differ from 0, what lies between may not
            holds = COMPARE[relation](low, 0)
            if not leaf.startswith("proposer"):
                leaf = " ".join((exact(self.span(left, ways)[0]), relation, exact(self.span(right, ways)[0])))
            reasons.append("%s %d %s %s" % (name, len(reasons) + 1, leaf, "holds" if holds else "fails"))
            return None if between or holds != COMPARE[relation](high, 0) else holds
        text = self.rule[name]
        return truth(text and expression(text), test), reasons

    def winner(self):
        """The option that wins, or None: none leads, or several do and the chair does not decide."""
        if self.rule.method not in WITH_WINNER:
            return None
        ids, votes = self.ballot.ids, self.votes.items()
        if self.rule.method == "ranking":
            places = [(vote.places, self.weight[seat]) for seat, vote in votes if vote.places]
            leading = schulze(self.options[:-1], functools.lru_cache(maxsize=None)(
                lambda a, b: sum(weight for place, weight in places if place[a] < place[b])))
        else:
            got = {a: sum(self.weight[seat] for seat, vote in votes if a in vote.named) for a in ids}
            leading = [a for a in ids if got[a] == max(got.values()) > 0]
        if len(leading) == 1 or not self.rule.tie:
            return leading[0] if len(leading) == 1 else None
        vote = next((vote for seat, vote in votes if self.in_group(seat, "chair")), Vote((), None))
        places = vote.places or {a: a not in vote.named for a in leading}
        named = [a for a in leading if all(places[a] < places[b] for b in leading if b != a)]
        return named[0] if named else None

    def outcome(self):
        """What a valid `result` entry says; None where nobody can count."""
        if self.rule.method == "external":
            return None
        winner = self.winner()
        (quorum, first), (adopted, then) = (self.judge(name, lambda seat: [self.votes.get(seat)], winner, silent)
                                            for name, silent in (("quorum", None), ("adopted", self.silent)))
        cast = {option: [self.weight[seat] for seat, vote in self.votes.items() if option in vote.named]
                for option in self.options}
        adopted = adopted and (winner or self.rule.method not in WITH_WINNER)
        return {"votes": len(self.votes), "result": "no-quorum" if not quorum else "adopted" if adopted else "rejected",
                "winner": winner if quorum else None,
                "count": [(option, len(weights), decimal(sum(weights, Fraction(0)), self.decimals))
                          for option, weights in cast.items()], "reason": first + then}

    # Before the close: is the outcome fixed?

    def fixed(self):
        method, ids = self.rule.method, self.ballot.ids if self.rule.method in WITH_WINNER else []
        if method == "external":
            return False
        winner = self.certain_winner() if method in ("choice", "approval") else None
        certain = winner or not ids
        quorum = self.same("quorum", [winner] if certain else [None, *ids])
        if quorum is None or not quorum:
            return quorum is False
        if method == "ranking":
            return all(self.is_bound(seat) for seat in self.seats)
        adopted = self.same("adopted", [winner] if certain else ids, self.silent)
        return adopted is not None if certain else adopted is False

    def same(self, name, winners, silent=None):
        """The truth of an expression, where it is the same with each of these winners, else None."""
        found = {self.judge(name, self.may_cast, winner, silent)[0] for winner in winners}
        return found.pop() if len(found) == 1 else None

    def certain_winner(self):
        def lead(a, b):
            """By how much a leads b at least; None stands for an option that nobody names."""
            return sum(self.weight[seat] * min((a in vote.named) - (b in vote.named) if vote else 0
                                               for vote in self.may_cast(seat)) for seat in self.seats)
        ids = self.ballot.ids
        return next((a for a in ids if all(lead(a, b) > 0 for b in [None, *ids] if b != a)), None)

    def is_bound(self, seat):
        return seat in self.held and self.ballot.statute.revote

    def may_cast(self, seat):
        """What the seat's counted vote may be in the end; None is silence. One option at a time is enough, in approval
        and ranking too: more of them move no sum, and no lead, further than one does."""
        if self.is_bound(seat):
            return [self.votes[seat]]
        free = [Vote(frozenset([option]), None) for option in self.options
                if option != "abstain" or not self.rule.abstention]
        return free if seat in self.votes else free + [None]
