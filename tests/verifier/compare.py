#!/usr/bin/env python3
"""Holds the program and the second reader against each other: same findings, same roots, same counts.

usage: compare.py PROGRAM [--seed N] [--mutations N] [--histories N]

1. Every log that test_verify.py and test_kinds.py build, whose tests are run for it, and must hold; each ballot is counted
   in a ledger of its own whose tables `stimmbuch rebuild` filled. --alone looks for findings there too, for all of them.
2. Logs spoiled by dice, many bodies to a file: bytes altered, entries moved, fields changed and signed anew by their
   signers, with everything behind them made to fit, so that the rules of the replay decide and not the signatures.
3. Random histories (histories.py) of every kind and method, and those with two entries made from one state once more,
   these the other way round. --histories 10000 takes some ten minutes. From 400 on the codes are printed, and those that never came.
"""
import argparse
import collections
import concurrent.futures
import contextlib
import hashlib
import io
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import build
import histories
import test_kinds  # its logs are compared too
import test_verify
import verify
from build import Log, council, key

# What only the program looks at: what it derives, and the file around the log.
DERIVED = {"node", "tables", "schema", "database", "mark", "blob"}
BODIES_IN_A_FILE = 25
HISTORIES_IN_A_FILE, HISTORIES_COUNTED = 50, 12
LOOKED_AT_ALONE = 8  # every so many, of the ledgers that have only ballots to be counted


class World:
    """The log of one body, as it is stored."""

    def __init__(self, log, spoil=()):
        self.name, self.spoil = log.name, list(spoil)
        self.notes, self.leaves, self.ids = list(log.notes), list(log.leaves), list(log.ids)

    nodes = Log.nodes

    def fingerprint(self):
        return tuple(self.notes), tuple(self.leaves), tuple(self.ids), tuple(self.spoil)


# --- What the two say -------------------------------------------------------------------------------------------------

class Differ(Exception):
    pass


def equal(what, ours, theirs):
    if ours != theirs:
        raise Differ("%s:\n  program: %s\n  reader:  %s" % (what, ours, theirs))


def ask(program, *arguments):
    done = subprocess.run([program, *arguments, "--json"], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        raise Differ("%s ends with %d: %s" % (arguments[0], done.returncode, done.stderr.decode()))
    return json.loads(done.stdout)


def spoil(path, statements):
    """Triggers would not let it happen; they are put back, so that the schema is as it was."""
    if not statements:
        return
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute("DROP TRIGGER " + name)
    for statement in statements:
        with contextlib.suppress(sqlite3.IntegrityError):  # what the schema itself does not let in
            db.execute(statement)
    for _, sql in triggers:
        db.execute(sql)
    db.commit()
    db.close()


def codes(findings, kept=lambda code: True):
    return sorted((f["code"], f["severity"], -1 if f["index"] is None else f["index"])
                  for f in findings if kept(f["code"]))


def compare_findings(program, path, kept, audit=None):
    audit = audit or verify.Audit().run(path)
    equal_reports(ask(program, "verify", "--ledger", path), audit.report(), kept)
    return audit


def equal_reports(ours, theirs, kept):
    equal("findings", codes(ours["findings"], kept), codes(theirs["findings"]))
    known = [(b["entries"], b["root"], b["checkpoints"]) for b in ours["bodies"]]
    equal("bodies", known, [(b["entries"], b["root"], b["checkpoints"]) for b in theirs["bodies"]])
    equal("ok", all(f["severity"] != "error" or f["code"] in DERIVED for f in ours["findings"]), theirs["ok"])


def reasons(lines):
    """[(left, right, holds)] of `reason` lines; a proposer test has no sides."""
    for line in lines:
        words = line.split(" ")
        proposer = words[2] == "proposer"
        yield None if proposer else words[2], None if proposer else words[4], words[-1] == "holds"


# Of a ballot on paper, before its result.
UNSAID = {"result": "open", "votes": 0, "count": [], "reason": []}


def compare_counts(program, path, bodies):
    """Each ballot's tally, while it is open too where the rule lets it be seen. How many there were."""
    counted = 0
    for body in bodies:
        for ballot in (b for proposal in body.numbers.values() for b in proposal["ballots"]):
            tally = ask(program, "tally", ballot["id"], "--ledger", path)
            counted += 1
            if ballot["state"] == "void":  # it has no count, whatever was cast before
                equal("tally of " + ballot["id"], (tally["state"], tally["result"]), ("void", "void"))
                continue
            count = verify.Count(body, ballot)
            outcome = ballot["outcome"] or count.outcome() or UNSAID
            result = outcome["result"] if ballot["state"] == "closed" else ballot["state"]
            equal("tally of " + ballot["id"], (tally["state"], tally["result"], tally["cast"]),
                  (ballot["state"], result, outcome["votes"]))
            if ballot["state"] == "closed" or "counts" in tally and ballot["state"] == "open":
                equal("counts", [(c["option"], c["heads"], c["weight"]) for c in tally["counts"]], outcome["count"])
                equal("reasons", [(r["left"], r["right"], r["holds"]) for r in tally["reasons"]],
                      list(reasons(outcome["reason"])))
            if ballot["state"] == "open" and "fixed" in tally:
                equal("fixed", tally["fixed"], count.fixed())
    return counted


# --- 1. The logs of the unit tests ------------------------------------------------------------------------------------

def worlds_of_tests():
    """[(logs, heads, audit)] of all ledgers that the tests report on, none twice; the audit is the test's own."""
    found = {}

    def record(self, logs, heads=(), spoil=()):
        audit = look(self, logs, heads, spoil)
        read_by_others = isinstance(self, test_verify.CommandLine)
        if not read_by_others and all(statement.startswith(("UPDATE", "DELETE")) for statement in spoil):
            worlds = [World(log, spoil) for log in (logs if isinstance(logs, list) else [logs])]
            found[tuple(w.fingerprint() for w in worlds), tuple(heads)] = worlds, list(heads), audit
        return audit
    look, test_verify.LedgerTest.audit = test_verify.LedgerTest.audit, record
    try:
        for module in test_verify, test_kinds:
            said = io.StringIO()
            if not unittest.TextTestRunner(stream=said).run(
                    unittest.defaultTestLoader.loadTestsFromModule(module)).wasSuccessful():
                sys.exit(said.getvalue())
    finally:
        test_verify.LedgerTest.audit = look
    return list(found.values())


def is_plain(worlds, heads, _):
    """Can it lie in one ledger with others, having no heads and no damage?"""
    return len(worlds) == 1 and not heads and not worlds[0].spoil


def has_ballots(worlds, *_):
    return any(whole.startswith(b"stimmbuch/1 ballot\n") for whole in worlds[0].notes)


def count_alone(program, folder, number, worlds, audit):
    path = os.path.join(folder, "counted%d.db" % number)
    build.write(path, worlds)
    done = subprocess.run([program, "rebuild", "--ledger", path], capture_output=True, check=False)
    bodies = (audit or verify.Audit().run(path)).bodies.values()
    counted = compare_counts(program, path, bodies) if done.returncode == 0 else 0
    os.remove(path)
    return 0, counted


def compare_alone(program, folder, number, worlds, heads, audit):
    path = os.path.join(folder, "alone%d.db" % number)
    size_zero = [h for h in heads if not 0 < h[1]]  # the schema does not let it in
    build.write(path, worlds, [h for h in heads if h not in size_zero])
    names = {world.name for world in worlds}
    rebuilt = len(names) == len(worlds)
    if rebuilt:
        done = subprocess.run([program, "rebuild", "--ledger", path], capture_output=True, check=False)
        rebuilt = done.returncode == 0
    spoil(path, worlds[0].spoil)
    untouched = rebuilt and not any(world.spoil for world in worlds)
    if heads or worlds[0].spoil:  # the schema may have kept some of that out
        audit = None
    audit = compare_findings(program, path, (lambda code: True) if untouched else lambda code: code not in DERIVED, audit)
    counted = compare_counts(program, path, audit.bodies.values()) if untouched else 0
    os.remove(path)
    return 1, counted


# --- 2. The logs of dice ----------------------------------------------------------------------------------------------

RICH = """\
rule: schnell Schnell
kind: schnell decision
kind: schnell motion
quorum: schnell heads(present) >= 2 or round > 1
adopted: schnell weight(yes) > 1/2 * weight(all) and not proposer in beirat
silent: schnell abstain
abstention: schnell forbidden
early: schnell decided 1
interim: schnell visible
rule: mehrheit Einfache Mehrheit
adopted: mehrheit heads(yes) > heads(no)
interim: mehrheit visible
rule: konsens Konsens
method: konsens consent
adopted: konsens heads(object) = 0 and 2/3 * weight(valid in laender) >= 1.5
silent: konsens consent"""
RICH_GATES = """\
require: binding
require: experience 1 kommunen
propose: laender 1
propose: kommunen 1
revote: no
window: 2"""


def rich():
    """A body with gates and deadlines, a rejected and a repealed decision, recusals, statements."""
    log = council(rules=RICH, gates=RICH_GATES, approvals=2)
    more = "for: nrw\nbinding: mandatory bund\nbinding: optional laender"
    first = log.propose("1", by="anna", more=more + "\ncost: bund short central 5..6\ndemand: 1")
    log.add("statement", "proposal: %s\nstance: experience\nseat: koeln" % first, "carl", text="Ja.")
    log.add("statement", "proposal: %s\nstance: support" % first, "dora")
    results = []
    for number, option, heads, word in (1, "no", 0, "rejected"), (2, "yes", 2, "adopted"):
        ballot = log.ballot(first, "schnell", closes=log.now + 86400, number=number)
        log.vote(ballot, "arno", "nrw", "no", role="deputy")
        log.vote(ballot, "anna", "nrw", option)
        log.vote(ballot, "bea", "bayern", option)
        close = log.close(ballot)
        counts = ["yes 2 4.5", "no 0 0.0"] if heads else ["yes 0 0.0", "no 2 4.5"]
        results.append(log.result(ballot, close, 2, word, counts + ["abstain 0 0.0"], [
            "quorum 1 2 >= 2 holds", "quorum 2 %d > 1 %s" % (number, "holds" if heads else "fails"),
            "adopted 1 4.5 > 2.75 holds" if heads else "adopted 1 0 > 2.75 fails",
            "adopted 2 proposer in beirat fails"]))
    second = log.propose("2", "Anders", by="carl", others=["bea"], kind="motion",
                         more="for: koeln\nfor: bayern\nrepeals: %s\nbinding: unsettled kommunen" % results[1])
    third = log.propose("3", "Neu", by="carl", more="for: koeln\nsupersedes: %s\nbinding: unsettled bund" % second)
    log.add("statement", "proposal: %s\nstance: experience\nseat: koeln" % third, "carl")
    log.recuse(third, "nrw", "arno")
    ballot = log.ballot(third, "konsens", opens=log.now + 600)
    log.vote(ballot, "bea", "bayern", "concern", text="Zu teuer.", at=log.now + 660)
    log.recuse(third, "koeln", "carl")
    close = log.close(ballot, at=log.now + 6000)
    log.result(ballot, close, 1, "adopted", [], ["adopted 1 0 = 0 holds"])  # not what the votes say
    log.result(ballot, close, 1, "rejected", ["consent 0 0.0", "concern 1 1.5", "object 0 0.0"],
               ["adopted 1 0 = 0 holds", "adopted 2 1 >= 1.5 fails"])
    log.vote(log.ballot(third, "mehrheit", number=1), "bea", "bayern", "yes")
    return log


def texts_of(log):
    """[(text, keys of the signers)] of a good log."""
    for whole in log.notes:
        text, lines = verify.read_note(whole)
        yield text.decode(), [build.KEYS[line[:2]] for line in lines]


class Spoiler:
    """Logs changed by dice; a seed gives the same ones every time."""

    def __init__(self, seed, logs):
        self.dice, self.logs = random.Random(seed), [(log, list(texts_of(log))) for log in logs]
        self.pool = collections.defaultdict(set)
        for _, entries in self.logs:
            for text, _ in entries:
                for line in text.split("\n")[1:]:
                    name, _, value = line.partition(": ")
                    self.pool[name].add(value)
        self.pool = {name: sorted(values) for name, values in self.pool.items()}
        self.names = ["anna", "arno", "bea", "carl", "dora", "vera", "sigrid", "stefan", "simon", "emil"]

    def log(self):
        log, entries = self.dice.choice(self.logs)
        return self.dice.choice((self.bytes, self.order) + (self.fields,) * 4)(log, entries)

    def bytes(self, log, _):
        """A byte altered; id and leaf as they were, or made to fit."""
        world = World(log)
        for _ in range(self.dice.choice((1, 1, 2))):
            at = self.dice.randrange(len(world.notes))
            whole = bytearray(world.notes[at])
            where = self.dice.randrange(len(whole))
            other = self.dice.choice(b"\n -0aZ=|")
            whole[where] = self.dice.choice((whole[where] ^ 1 << self.dice.randrange(8), other))
            world.notes[at] = bytes(whole)
            read = verify.read_note(world.notes[at])
            fit = self.dice.choice(("", "leaf", "id", "leaf id", "leaf id"))
            if "leaf" in fit:
                world.leaves[at] = build.sha256(b"\0" + world.notes[at])
            if "id" in fit:
                world.ids[at] = verify.id_of(world.notes[at], read)
        return world

    def order(self, log, _):
        """Entries out of place, twice, or gone."""
        world = World(log)
        rows = list(zip(world.notes, world.leaves, world.ids))
        one, other = self.dice.randrange(len(rows)), self.dice.randrange(len(rows))
        what = self.dice.choice(("swap", "drop", "copy", "gap"))
        if what == "swap":
            rows[one], rows[other] = rows[other], rows[one]
        elif what == "drop":
            del rows[one]
        elif what == "copy":
            rows.insert(other, rows[one])
        else:
            world.spoil = ["DELETE FROM entry WHERE body = {body} AND idx = %d" % one]
        world.notes, world.leaves, world.ids = (list(column) for column in zip(*rows))
        return world

    def fields(self, log, entries):
        """Some texts changed and every entry signed anew, with the ids and roots that are right then."""
        entries = [(text, list(signers)) for text, signers in entries]
        marked = set()  # late ones rather, since what refers to a rejected entry is rejected for that alone
        for _ in range(self.dice.choice((1, 1, 2))):
            marked.add(max(self.dice.randrange(1, len(entries)) for _ in range(2)))
        if self.dice.random() < 0.05:
            marked.add(0)
        if self.dice.random() < 0.3:  # one entry moves, or comes again
            at = self.dice.randrange(1, len(entries))
            entry = entries[at] if self.dice.random() < 0.3 else entries.pop(at)
            entries.insert(self.dice.randrange(1, len(entries) + 1), (entry[0], list(entry[1])))
        world, ids = World(log), {}
        old = {hashlib.sha256(text.encode()).hexdigest(): text for text, _ in entries}
        world.notes, world.leaves, world.ids = [], [], []
        for index, (text, signers) in enumerate(entries):
            before = text
            for known, new in ids.items():
                text = text.replace(known, new)
            if index in marked:
                text, signers = self.change(text, signers)
            text = self.fit(text, world, index)
            ids[next(k for k, v in old.items() if v == before)] = hashlib.sha256(text.encode()).hexdigest()
            whole = build.note(text, *signers) if signers else (text + "\n").encode()
            world.notes.append(whole)
            world.leaves.append(build.sha256(b"\0" + whole))
            world.ids.append(verify.id_of(whole, verify.read_note(whole)))
        return world

    def fit(self, text, world, index):
        """`size` not beyond the log, `root` its root, but for one entry in a hundred."""
        size = re.search(r"\nsize: ([0-9]+)\n", text)
        if not size or self.dice.random() < 0.01:
            return text
        most = min(int(size[1]), index) if self.dice.random() < 0.9 else index
        root = build.root(world.leaves[:most]).hex()
        return re.sub(r"\nsize: .*\nroot: .*\n", "\nsize: %d\nroot: %s\n" % (most, root), text, count=1)

    def change(self, text, signers):
        lines, signers = text.split("\n")[:-1], list(signers)
        for _ in range(self.dice.choice((1, 1, 2))):
            at = self.dice.randrange(1, len(lines))
            name, colon, value = lines[at].partition(": ")
            what = self.dice.choice(("value",) * 8 + ("drop", "twice", "swap", "text", "signer", "kind"))
            if what == "value" and colon:
                lines[at] = "%s: %s" % (name, self.value(name, value))
                if name == "by" and self.dice.random() < 0.9:
                    signers[:1] = [key(lines[at][4:] if lines[at][4:] in self.names else "sigrid")]
            elif what == "drop" and len(lines) > 2:
                del lines[at]
            elif what == "twice":
                lines.insert(at, lines[at])
            elif what == "swap" and at > 1:
                lines[at - 1:at + 1] = lines[at], lines[at - 1]
            elif what == "text" and not any(line == "" for line in lines):
                lines += ["", "| Grund"]
            elif what == "kind":
                lines[0] = "stimmbuch/1 " + self.dice.choice(("vote", "close", "roster", "key", "status", "body"))
            elif what == "signer":
                self.change_signers(signers)
        return "\n".join(lines) + "\n", signers

    def change_signers(self, signers):
        what = self.dice.choice(("more", "less", "other", "swap"))
        if what == "more":
            signers.append(key(self.dice.choice(self.names)))
        elif what == "less" and signers:
            signers.pop()
        elif what == "other" and signers:
            signers[self.dice.randrange(len(signers))] = key(self.dice.choice(self.names))
        else:
            signers.reverse()

    def value(self, name, value):
        if name in ("at", "opens", "closes") and self.dice.random() < 0.7:
            moment = build.START + self.dice.choice((0, 60, 600, 3600, 86400, 90000, -60)) + self.dice.randrange(-2, 3)
            return build.time_text(moment)
        if name in ("quorum", "adopted", "reason", "count") and self.dice.random() < 0.6:
            words = value.split(" ")
            words[self.dice.randrange(len(words))] = self.dice.choice(
                ("0", "1", "2", "7", "007", "4.5", "heads(yes)", "weight(all", "not", "and", "or", ">", "=", "("))
            return " ".join(words)
        if self.dice.random() < 0.1:
            return self.dice.choice(("ghost", "0", "1", "2", "0" * 64, "chair", "ä", "x  y", "no", "9" * 16))
        return self.dice.choice(self.pool[name])


def compare_many(program, folder, number, worlds):
    path = os.path.join(folder, "many%d.db" % number)
    build.write(path, worlds)
    spoil(path, [s.format(body=body) for body, world in enumerate(worlds, 1) for s in world.spoil])
    try:
        compare_findings(program, path, lambda code: code not in DERIVED)
    except Differ as differ:
        if len(worlds) == 1:
            raise
        os.remove(path)
        for world in worlds:
            compare_many(program, folder, number, [world])
        raise Differ("together they differ, alone they do not: %s" % differ) from None
    os.remove(path)
    return len(worlds), 0


# --- 3. Random histories ----------------------------------------------------------------------------------------------

def compare_histories(program, folder, seed, count, tallies=0):
    """So many stories in one ledger, and in another one those with a conflict, its two entries the other way round; the
    reader followed them while they were made. Of some, each ballot is counted too. Gives the differences, how many
    stories and ballots are the same, and how often each code came."""
    dice, pool, seen = random.Random(seed), collections.defaultdict(set), collections.Counter()
    stories = [histories.Story("b%d" % i, random.Random("%s %d" % (seed, i)), pool).live() for i in range(count)]
    swapped = [histories.Reversed(story, dice) for story in stories if story.pair]
    found, counted = [], 0
    for number, worlds in enumerate((stories, swapped)):
        path = os.path.join(folder, "histories %s %d.db" % (seed, number))
        build.write(path, worlds)
        if tallies:
            subprocess.run([program, "rebuild", "--ledger", path], capture_output=True, check=True)
        ours = collections.defaultdict(list)
        for finding in ask(program, "verify", "--ledger", path)["findings"]:
            ours[finding["body"]].append(finding)
        for world in worlds:
            seen.update((whole.split(b"\n")[0].decode("utf-8", "replace")[12:], code or "valid")
                        for whole, code in zip(world.notes, world.codes))
            mine = verify.Audit()
            mine.find_rejections(world.body, world.codes)
            try:
                equal("history %s, seed %s, file %d" % (world.name, seed, number),
                      codes(ours[world.name], lambda code: tallies or code not in DERIVED), codes(mine.findings))
                counted += compare_counts(program, path, [world.body] if world in worlds[:tallies] else [])
            except Differ as differ:
                found.append(str(differ))
        os.remove(path)
    return found, [len(stories) + len(swapped) - len(found), counted], seen


def compare_strangers(program, folder):
    """Files of another program or of a newer one: neither reads them."""
    for number, pragma in enumerate(("application_id = 1", "application_id = 0", "user_version = 2")):
        path = os.path.join(folder, "strange%d.db" % number)
        build.write(path, [council()])
        spoil(path, ["PRAGMA " + pragma])
        ours = subprocess.run([program, "verify", "--ledger", path], capture_output=True, check=False).returncode
        with contextlib.redirect_stderr(io.StringIO()):
            equal(pragma, ours, verify.main([path]))
        equal(pragma, ours, 5)
    return 3, 0


# --- All of it --------------------------------------------------------------------------------------------------------

def run(job):
    try:
        return job()
    except Differ as differ:
        return differ


def all_codes():
    """Every code that section 6 of FORMAT.md gives to an entry in a log: those of all kinds, `stale`, each kind's list."""
    with open(os.path.join(os.path.dirname(__file__), "..", "..", "data", "FORMAT.md"), encoding="utf-8") as file:
        rules = file.read().split("### Every kind")[1].split("### States")[0]
    table = re.findall(r"^\| `([a-z-]+)` \|", rules.split("| kind | who")[0], re.MULTILINE)
    lists = re.findall(r"^\d+\. ((?:`[a-z-]+`(?:, )?)+):|; `([a-z-]+)`: it is", rules, re.MULTILINE)
    return {"stale", *table, *re.findall("[a-z-]+", " ".join(" ".join(row) for row in lists))}


def main(arguments):
    parser = argparse.ArgumentParser(description="holds the program and the second reader against each other")
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutations", type=int, default=300, help="of the logs of the tests")
    parser.add_argument("--histories", type=int, default=200, help="random histories of every kind")
    parser.add_argument("--alone", action="store_true", help="look at each ledger with ballots alone")
    options = parser.parse_args(arguments)
    program = os.path.abspath(options.program)
    if "TMPDIR" not in os.environ and os.access("/dev/shm", os.W_OK):
        # Hundreds of ledgers, and none outlives this program.
        tempfile.tempdir = "/dev/shm"
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ProcessPoolExecutor(2) as processes:
        lots = [processes.submit(compare_histories, program, folder, "%d-%d" % (options.seed, i),
                                 min(HISTORIES_IN_A_FILE, options.histories - i), 0 if i else HISTORIES_COUNTED)
                for i in range(0, options.histories, HISTORIES_IN_A_FILE)]
        each = 1 if options.alone else LOOKED_AT_ALONE
        failed, checks = compare_logs(program, folder, options.seed, options.mutations, each)
        seen = collections.Counter()
        for lot in lots:
            differences, more_checks, codes_seen = lot.result()
            failed += differences
            checks = [a + b for a, b in zip(checks, more_checks)]
            seen += codes_seen
    for differ in failed[:20]:
        print(differ)
    if options.histories >= 400:
        for (kind, code), count in sorted(seen.items()):
            print("%-12s %-14s %d" % (kind, code, count))
        print("never met:", " ".join(sorted(all_codes() - {code for _, code in seen})) or "none")
    print("%d logs and %d ballots are the same to both, %d are not" % (*checks, len(failed)))
    print("%d checks passed" % sum(checks))
    return 1 if failed else 0


def compare_logs(program, folder, seed, mutations, each):
    """Parts 1 and 2: [differences], [logs, ballots]. Of the ledgers with ballots each so manyth is looked at alone."""
    logs = [*build.sample()[0], rich()]
    spoiler = Spoiler(seed, logs)
    ledgers = worlds_of_tests() + [([World(log)], [], None) for log in logs]
    alone = [ledger for i, ledger in enumerate(ledgers) if not is_plain(*ledger) or has_ballots(*ledger) and i % each == 0]
    plain = [ledger for ledger in ledgers if ledger not in alone]
    together = [worlds[0] for worlds, *_ in plain] + [spoiler.log() for _ in range(mutations)]
    jobs = [lambda: compare_strangers(program, folder)]
    jobs += [lambda i=i, ledger=ledger: compare_alone(program, folder, i, *ledger) for i, ledger in enumerate(alone)]
    jobs += [lambda i=i, worlds=worlds, audit=audit: count_alone(program, folder, i, worlds, audit)
             for i, (worlds, _, audit) in enumerate(plain) if has_ballots(worlds)]
    jobs += [lambda i=i: compare_many(program, folder, i, together[i:i + BODIES_IN_A_FILE])
             for i in range(0, len(together), BODIES_IN_A_FILE)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(run, jobs))
    failed = [str(r) for r in results if isinstance(r, Differ)]
    return failed, [sum(r[i] for r in results if not isinstance(r, Differ)) for i in (0, 1)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
