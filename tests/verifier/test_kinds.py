#!/usr/bin/env python3
"""Tests of the second reader, continued: members, statutes and keys over time, meetings, objections, and the methods
with options. For every rule of FORMAT.md a ledger that keeps it and one that breaks it."""
import unittest

import build
import counting
import verify
from build import OPTIONS, Key, Log, council, key, note
from test_verify import DAY, YES_NO, LedgerTest, decide


class Rosters(LedgerTest):
    def assertRoster(self, code, *lines, world=None):
        world = world or council()
        world.roster(*lines)
        with self.subTest(lines):
            self.assertLast(world, code)
        return world

    def test_form(self):
        good = ["bench: + a A\nbench: = b B\nbench: - c",
                "seat: + a b 1 voting A\nseat: = c b 1.5 advisory C\nseat: - d",
                "member: + anna holder a\nmember: - anna deputy a\nmember: + emil auditor\nmember: = bea deputy a"]
        bad = ["", "bench: * a A", "bench: + a", "bench: - a A", "bench: + a A\nbench: - a", "seat: - a b",
               "seat: + a b 1 voting", "member: = emil auditor", "member: + emil auditor a", "member: + emil holder",
               "member: + anna holder a\nmember: - anna holder a", "member: - emil auditor\nbench: + a A",
               "seat: + a b 1 voting A\nseat: = a b 1 voting A"]
        for lines in good + bad:
            world = council()
            world.official("roster", lines) if lines else world.append(note(world.text(
                "roster", "", key("sigrid")).replace("\n\n", "\n"), key("sigrid")))
            code = self.last(world)
            with self.subTest(lines):
                self.assertEqual(code == "form", lines in bad, code)

    def test_bench(self):
        self.assertRoster(None, "bench: + fach Fachrat", "bench: = laender Die Länder")
        self.assertRoster("bench", "bench: + laender Neu")
        self.assertRoster("bench", "bench: + nrw Neu")
        self.assertRoster("bench", "bench: = ghost X")
        self.assertRoster("bench", "bench: - ghost")
        self.assertRoster("bench", "bench: - beirat")  # the seat verband lies in it
        self.assertRoster(None, "bench: - beirat", "seat: - verband")
        self.assertRoster(None, "bench: - beirat", "seat: = verband laender 1 advisory Verband")

    def test_an_id_comes_once(self):
        world = self.assertRoster(None, "bench: - beirat", "seat: - verband")
        self.assertRoster("bench", "bench: + beirat Beirat", world=world)
        world = self.assertRoster(None, "seat: - verband")
        self.assertRoster("seat", "seat: + verband beirat 1 voting V", world=world)
        world = self.assertRoster(None, "seat: - verband")
        self.assertRoster("bench", "bench: + verband V", world=world)

    def test_a_bench_with_the_name_of_a_seat_does_not_go(self):
        world = council(statute=build.STATUTE.replace("bench: beirat", "bench: bayern B\nbench: beirat"))
        self.assertRoster("bench", "bench: - bayern", world=world)

    def test_later_lines_come_before_the_emptied_bench(self):
        self.assertRoster("key", "bench: - beirat", "member: + emil deputy nrw")

    def test_seat(self):
        self.assertRoster(None, "seat: + hessen laender 2 voting Hessen", "seat: = nrw kommunen 1 advisory N",
                          "seat: + laender kommunen 1 voting L")
        self.assertRoster("seat", "seat: + nrw laender 2 voting N")
        self.assertRoster("seat", "seat: = ghost laender 2 voting N")
        self.assertRoster("seat", "seat: - ghost")
        self.assertRoster("seat", "seat: + hessen ghost 2 voting N")
        self.assertRoster("seat", "seat: = koeln ghost 2 voting N")
        self.assertRoster("seat", "bench: + fach F", "bench: - kommunen", "seat: = koeln kommunen 2 voting N")

    def test_member(self):
        self.assertRoster(None, "member: - anna holder nrw", "member: + bea holder nrw")
        self.assertRoster(None, "member: - anna holder nrw", "member: = arno holder nrw")
        self.assertRoster(None, "member: = anna deputy nrw")
        self.assertRoster(None, "member: - vera auditor", "member: + vera secretary")
        self.assertRoster("key", "member: + emil deputy nrw")
        self.assertRoster("key", "member: + emil deputy ghost")
        self.assertRoster("seat", "member: + anna deputy ghost")
        self.assertRoster("seat", "member: - anna deputy ghost")
        self.assertRoster("seat", "seat: - bayern", "member: - bea holder bayern")
        self.assertRoster("role", "member: + vera deputy nrw")
        self.assertRoster("role", "member: + anna secretary")
        self.assertRoster("role", "member: - anna deputy nrw")
        self.assertRoster("role", "member: - emil holder nrw")
        self.assertRoster("role", "member: = bea deputy nrw")
        self.assertRoster("role", "member: = anna holder nrw")
        self.assertRoster("held", "member: + bea holder nrw")
        self.assertRoster("held", "member: + arno deputy nrw")
        self.assertRoster("held", "member: + vera auditor")
        self.assertRoster("held", "member: = arno holder nrw")

    def test_a_place_can_be_given_again(self):
        world = self.assertRoster(None, "member: - anna holder nrw")
        world.propose("1", by="anna")
        self.assertEqual(self.rejected(world)[-1][1], "author")
        world = self.assertRoster(None, "member: - anna holder nrw")
        world.enrol("anna", "holder", "nrw")
        self.assertLast(world, None)

    def test_secretaries(self):
        self.assertRoster(None, "member: - stefan secretary")
        self.assertRoster("secretaries", "member: - stefan secretary", "member: - sigrid secretary")
        self.assertRoster("secretaries", "member: - stefan secretary", world=council(approvals=2))

    def test_statute(self):
        self.assertRoster("statute", "seat: - nrw")  # the chair
        self.assertRoster("statute", "seat: = koeln kommunen 999999999999996 voting K")
        self.assertRoster(None, "seat: = koeln kommunen 999999999999995 voting K")
        for gates in ("propose: koeln 1", "propose: kommunen 1", "require: experience 1 kommunen"):
            code = None if gates == "propose: kommunen 1" or gates.startswith("require") else "statute"
            self.assertRoster(code, "seat: - koeln", world=council(gates=gates))
            code = None if gates == "propose: koeln 1" else "statute"
            self.assertRoster(code, "bench: - kommunen", "seat: = koeln laender 1 voting K", world=council(gates=gates))
        rules = "rule: a A\nadopted: a heads(yes in %s) > 0"
        self.assertRoster("statute", "seat: - bayern", world=council(rules=rules % "bayern"))
        large = "rule: a A\nadopted: a %d * heads(yes) > 0" % (2**120 // 3)
        self.assertRoster("statute", "seat: + hessen laender 1 voting H", world=council(rules=large))
        self.assertRoster(None, "seat: + hessen laender 1 advisory H", world=council(rules=large))

    def test_stale(self):
        world = council()
        world.roster("bench: + a A")
        world.roster("bench: + b B", size=len(world.notes) - 1)
        self.assertLast(world, "stale")
        world = council()
        world.roster("bench: + a A")
        world.roster("bench: + b B", size=len(world.notes))
        self.assertLast(world, None)

    def test_what_was_rejected_makes_nothing_stale(self):
        world = council()
        world.roster("bench: - a")
        world.roster("bench: + b B", size=len(world.notes) - 1)
        self.assertEqual(self.rejected(world), [(7, "bench")])

    def test_nothing_of_a_rejected_change_stays(self):
        world = council()
        world.roster("bench: + a A", "seat: - koeln", "member: + emil auditor")
        world.seats.append(("koeln", "kommunen", "1", "voting"))
        world.members["koeln"] = ["member carl holder %s\n" % key("carl").vkey]
        world.ballot(world.propose("1"))
        world.roster("bench: + a A")
        self.assertEqual(self.rejected(world), [(7, "key")])

    def test_roll_after_a_change(self):
        world = council()
        world.roster("seat: + hessen laender 2.50 voting Hessen", "seat: - koeln",
                     "seat: = bayern laender 2 advisory B", "member: + bea holder hessen", "member: - arno deputy nrw")
        world.rotate("bea", "new bea")
        world.ballot(world.propose("1"))
        self.assertLast(world, None)


STATUTE_LINES = "rule: neu Neu\nadopted: neu heads(yes) > 0"


class Statutes(LedgerTest):
    def assertStatute(self, code, lines=STATUTE_LINES, decided=None, world=None):
        world = world or council()
        world.official("statute", lines + (decided and "\ndecided: " + decided or ""))
        with self.subTest(lines):
            self.assertLast(world, code)
        return world

    def test_valid(self):
        world = self.assertStatute(None, "chair: koeln\nrule: neu Neu\nadopted: neu heads(yes in chair) > 0")
        world.rules = "rule: neu Neu\nadopted: neu heads(yes in chair) > 0"
        world.ballot(world.propose("1"), "neu")
        self.assertLast(world, None)
        world.rules = build.RULES
        world.ballot(world.propose("2"), "mehrheit")
        self.assertLast(world, "rule")

    def test_form(self):
        for lines in ("rule: a A", "rule: a A\nadopted: a 1 = 1\ntie: a chair", STATUTE_LINES + "\nchange: ghost",
                      "rule: a A\nmethod: a choice\nadopted: a 1 = 1\nsilent: a consent",
                      STATUTE_LINES + "\nsilent: b abstain", STATUTE_LINES + "\nwindow: 0"):
            self.assertStatute("form", lines)

    def test_statute(self):
        for lines in ("chair: ghost\n" + STATUTE_LINES, "rule: a A\nadopted: a heads(yes in ghost) > 0",
                      "rule: a A\nadopted: a heads(yes)>0", "rule: a A\nadopted: a heads(yes in chair) > 0",
                      STATUTE_LINES + "\nrequire: experience 1 ghost", STATUTE_LINES + "\npropose: ghost 1",
                      STATUTE_LINES + "\npropose: chair 1", "rule: a A\nadopted: a heads(object) = 0",
                      "rule: a A\nadopted: a 3 * heads(yes) > %d" % (2**120 - 8)):
            self.assertStatute("statute", lines)
        self.assertStatute(None, "chair: nrw\n" + STATUTE_LINES + "\nrequire: experience 1 beirat\npropose: chair 1")

    def test_statute_comes_before_reference(self):
        self.assertStatute("statute", "chair: ghost\n" + STATUTE_LINES, "0" * 64)

    def test_reference(self):
        world = council()
        self.assertStatute("reference", decided=world.founding, world=world)
        world = council()
        *_, result = decide(world, world.propose("1"), "rejected")
        self.assertStatute("reference", decided=result, world=world)

    GATES = "change: mehrheit"

    def decided(self, lines, world, number="1", **how):
        """The result of a proposal that makes these lines the statute."""
        *_, result = decide(world, world.propose(number, text=build.wording(lines)), **how)
        return result

    def test_decided(self):
        self.assertStatute("decided", world=council(gates=self.GATES))
        world, lines = council(gates=self.GATES), build.RULES + "\n" + self.GATES
        result = self.decided(lines, world)
        self.assertStatute(None, lines, result, world)
        self.assertStatute("decided", STATUTE_LINES, result, world)

    def test_decided_by_another_rule(self):
        world = council(gates="change: konsens")
        self.assertStatute("decided", decided=self.decided(STATUTE_LINES, world), world=world)

    def test_a_result_named_twice_without_a_demand(self):
        world = council()
        result = self.decided(build.RULES, world)
        self.assertStatute(None, build.RULES, result, world)
        self.assertStatute("decided", build.RULES, result, world)

    def test_wording(self):
        whole = build.wording(STATUTE_LINES)
        for text, code in ((whole, None), ("Vorn.\n\n" + whole + "\n\nHinten.\n```", None), ("Ohne.", "wording"),
                           (whole.replace("```statute", "```"), "wording"),
                           (whole[:-4], "wording"), (whole + "\n```statute\n```", "wording"),
                           (whole.replace("\n```statute", "\n ```statute"), "wording"),
                           (whole.replace("rule: neu Neu", "rule: neu  Neu"), "wording"),
                           (whole.replace("> 0\n", "> 0\nrevote: no\n"), "wording")):
            world = council(gates=self.GATES)
            *_, result = decide(world, world.propose("1", text=text))
            with self.subTest(text):
                self.assertStatute(code, decided=result, world=world)
        world = council(gates=self.GATES)
        world.official("statute", STATUTE_LINES + "\ndecided: " + self.decided(STATUTE_LINES, world), text="Beschlossen.")
        self.assertLast(world, None)

    def test_repealed(self):
        world = council(gates=self.GATES)
        result = self.decided(STATUTE_LINES, world)
        decide(world, world.propose("2", more="repeals: " + result), "rejected")
        decide(world, world.propose("3", more="repeals: " + result))
        self.assertStatute("repealed", decided=result, world=world)

    def test_repealed_too_late(self):
        for result in ("rejected", None):
            world = council(gates=self.GATES)
            decided = self.decided(STATUTE_LINES, world)
            repeal = world.propose("2", more="repeals: " + decided)
            if result:
                decide(world, repeal, result)
            self.assertStatute(None, decided=decided, world=world)

    def test_a_running_ballot_keeps_its_rule(self):
        world = council()
        ballot = world.ballot(world.propose("1"))
        world.official("statute", STATUTE_LINES + "\nrevote: no")
        world.vote(ballot, "anna", "nrw", "no")
        world.vote(ballot, "anna", "nrw", "yes")
        world.result(ballot, world.close(ballot), 1, "no-quorum", ["yes 1 3.0", "no 0 0.0", "abstain 0 0.0"],
                     ["quorum 1 1 >= 2 fails", "adopted 1 3 > 1.5 holds"])
        self.assertLast(world, None)

    def test_round_counts_rules_of_one_id(self):
        world = council()
        proposal = world.propose("1")
        decide(world, proposal, "rejected")
        world.rules = build.RULES.replace("heads(present) >= 2", "heads(present) >= 1")
        world.official("statute", world.rules)
        world.ballot(proposal, number=2)
        self.assertLast(world, None)


class KeysOverTime(LedgerTest):
    def setUp(self):
        super().setUp()
        self.world = council()

    def test_rotate(self):
        self.world.rotate("anna", "new")
        self.assertLast(self.world, None)
        ballot = self.world.ballot(self.world.propose("1", by="anna", more="for: nrw"))
        self.world.vote(ballot, "anna", "nrw", "yes")
        self.assertLast(self.world, None)
        self.world.vote(ballot, key("anna"), "nrw", "no")
        self.assertLast(self.world, "signer")

    def assertKey(self, code, action, old, new, *signers, world=None, **common):
        world = world or council()
        world.add("key", "action: %s\nold: %s%s" % (action, old.vkey, new and "\nnew: " + new.vkey or ""), *signers,
                  **common)
        self.assertLast(world, code)

    def test_form(self):
        anna, new = key("anna"), Key("anna", "new")
        for action, old, other in (("rotate", anna, None), ("log", anna, None), ("revoke", anna, new),
                                   ("rotate", anna, key("arno")), ("rotate", anna, anna), ("log", anna, anna)):
            self.assertKey("form", action, old, other, anna, new)

    def test_rotation_is_signed_by_both(self):
        anna, new = key("anna"), Key("anna", "new")
        self.assertKey(None, "rotate", anna, new, anna, new)
        self.assertKey("signer", "rotate", anna, new, anna)
        self.assertKey("signer", "rotate", anna, new, new, anna)
        self.assertKey("signer", "rotate", anna, new, anna, new, "sigrid")
        self.assertKey("signer", "rotate", anna, new, anna, "sigrid")
        self.assertKey("author", "rotate", anna, new, "sigrid", new)
        emil = Key("emil", "new")
        self.assertKey("author", "rotate", key("emil"), emil, "emil", emil)

    def test_key_of_rotate(self):
        anna, new = key("anna"), Key("anna", "new")
        self.assertKey("key", "rotate", Key("anna", "other"), new, anna, new)
        for taken in (Key("anna", "bea"), Key("anna", "rat log")):
            self.assertKey("key", "rotate", anna, taken, anna, taken)
        self.world.rotate("anna", "new")
        self.assertKey("key", "rotate", new, anna, new, anna, world=self.world)  # its own, of before

    def test_secretaries_and_auditors_rotate(self):
        for name in ("sigrid", "vera"):
            self.world.rotate(name, "new " + name)
            self.assertLast(self.world, None)
        self.world.propose("1")
        self.assertLast(self.world, None)
        self.world.propose("2", by=key("sigrid"))
        self.assertLast(self.world, "signer")

    def test_revoke_by_oneself(self):
        self.world.revoke("anna")
        self.assertLast(self.world, None)
        self.world.propose("1", by="anna")
        self.assertLast(self.world, "author")

    def test_revoke_by_an_older_key(self):
        self.world.rotate("anna", "thief")
        self.world.revoke("anna", old=key("anna"))
        self.assertLast(self.world, None)
        self.world.propose("1", by="anna")
        self.assertLast(self.world, "author")

    def test_revoke_by_secretaries(self):
        anna = key("anna")
        self.assertKey(None, "revoke", anna, None, "sigrid")
        self.assertKey("signer", "revoke", anna, None, "sigrid", "stefan")
        self.assertKey(None, "revoke", anna, None, "sigrid", "stefan", world=council(approvals=2))
        self.assertKey("signer", "revoke", anna, None, "sigrid", world=council(approvals=2))
        self.assertKey("author", "revoke", anna, None, "bea")
        self.assertKey("author", "revoke", anna, None, "vera")

    def test_lines_of_revoke(self):
        anna = key("anna")
        self.assertKey("signer", "revoke", anna, None, anna, "sigrid")
        other = Key("anna", "other")
        self.assertKey("signer", "revoke", other, None, other)
        self.world.rotate("anna", "new")
        self.assertKey("signer", "revoke", anna, None, "anna", world=self.world)  # by the new one, not by `old`
        world = council(approvals=2)
        world.rotate("stefan", "new")
        world.revoke("stefan", by="sigrid", others=["stefan"])
        self.assertLast(world, "secretaries")

    def test_key_of_revoke(self):
        self.assertKey("key", "revoke", Key("anna", "other"), None, "sigrid")
        self.assertKey("key", "revoke", key("emil"), None, "sigrid")
        self.assertKey("key", "revoke", self.world.log, None, "sigrid", world=self.world)
        world = council()
        world.revoke("anna")
        self.assertKey("key", "revoke", key("anna"), None, "sigrid", world=world)
        self.assertKey("author", "revoke", key("emil"), None, "emil")
        world = council()
        world.revoke("anna")
        self.assertKey("author", "revoke", key("anna"), None, "anna", world=world)

    def test_secretaries(self):
        self.assertKey(None, "revoke", key("sigrid"), None, "sigrid")
        world = council()
        world.revoke("stefan")
        self.assertKey("secretaries", "revoke", key("sigrid"), None, "sigrid", world=world)

    def test_a_revoked_name_stays_taken(self):
        self.world.revoke("anna")
        self.world.enrol("anna", "holder", "nrw")
        self.assertLast(self.world, "key")
        world = council()
        world.revoke("anna")
        world.roster("member: + anna holder nrw")
        self.assertLast(world, "key")

    def test_enrolled_after_a_rotation(self):
        self.world.rotate("anna", "new")
        self.world.enrol("anna", "deputy", "bayern")
        self.assertLast(self.world, None)
        old = key("anna")
        self.world.add("enrol", "key: %s\nrole: deputy\nseat: koeln" % old.vkey, old, "sigrid")
        self.assertLast(self.world, "key")

    def test_enrolled_with_a_key_that_belonged_to_another(self):
        self.world.rotate("anna", "new")
        old = Key("emil", "anna")
        self.world.add("enrol", "key: %s\nrole: deputy\nseat: koeln" % old.vkey, old, "sigrid")
        self.assertLast(self.world, "key")

    def test_log(self):
        new = Key("rat", "new log")
        self.assertKey(None, "log", self.world.log, new, "sigrid", new, self.world.log)
        self.assertKey(None, "log", self.world.log, new, "sigrid", self.world.log, new)
        self.assertKey(None, "log", self.world.log, new, "sigrid", new, "stefan", text="Verloren.")
        self.assertKey("signer", "log", self.world.log, new, "sigrid", new, "stefan")
        self.assertKey("signer", "log", self.world.log, new, "sigrid", new, text="Verloren.")
        self.assertKey("signer", "log", self.world.log, new, "sigrid", self.world.log)
        self.assertKey("signer", "log", self.world.log, new, "sigrid", new, self.world.log, "stefan")
        self.assertKey("signer", "log", self.world.log, new, "sigrid", new, self.world.log, "vera")
        self.assertKey(None, "log", self.world.log, new, "sigrid", new, self.world.log, "stefan",
                       world=council(approvals=2))
        self.assertKey("author", "log", self.world.log, new, "anna", new, self.world.log)

    def test_key_of_log(self):
        log, other = self.world.log, Key("rats", "other")
        self.assertKey("key", "log", log, other, "sigrid", other, log)
        for label in ("anna", "sigrid"):
            taken = Key("rat", label)
            self.assertKey("key", "log", log, taken, "sigrid", taken, log)
        wrong, new = Key("rat", "wrong"), Key("rat", "new")
        self.assertKey("key", "log", wrong, new, "sigrid", new, wrong)
        self.world.new_log_key(new, log)
        self.assertKey("key", "log", new, log, "sigrid", log, new, world=self.world)
        self.world = council()
        self.world.new_log_key(new, log)
        emil = Key("emil", "rat log")
        self.world.add("enrol", "key: %s\nrole: deputy\nseat: nrw" % emil.vkey, emil, "sigrid")
        self.assertLast(self.world, "key")

    def test_heads_over_a_change_of_the_log_key(self):
        world, old = self.world, self.world.log
        before = world.head()
        new = Key("rat", "new log")
        world.new_log_key(new, old)
        size = len(world.notes)
        good = [(1, *before), (1, *world.head(size, by=new))]
        bad = [(1, *world.head(size, by=old)), (1, *world.head(size - 1, by=new))]
        report = self.report(world, good)
        self.assertEqual((report["findings"], report["bodies"][0]["checkpoints"]), ([], 2))
        for head in bad:
            self.assertEqual(self.codes(self.report(world, [head])), [("checkpoint", "error", head[1])])

    def test_auditors_over_time(self):
        """A line counts by the place of its head: what the key signed before it ended must hold, later it means nothing."""
        for end in (lambda world: world.rotate("vera", "new vera"), lambda world: world.roster("member: - vera auditor"),
                    lambda world: world.revoke("vera", by="sigrid")):
            world = council()
            old = key("vera")
            wrong = lambda key: head + key.cosignature(text + "x", 1).encode()
            size, head = world.head()
            text = head.decode().split("\n\n")[0] + "\n"
            before = wrong(old)
            end(world)
            self.assertLast(world, None)
            self.assertEqual(self.codes(self.report(world, [(1, size, before)])), [("checkpoint", "error", size)])
            self.assertEqual(self.report(world, [(1, size, head + old.cosignature(text, 1).encode())])["findings"], [])
            size, head = world.head()
            text = head.decode().split("\n\n")[0] + "\n"
            self.assertEqual(self.report(world, [(1, size, wrong(old))])["findings"], [])
        world = self.world
        size, head = world.head()
        text = head.decode().split("\n\n")[0] + "\n"
        world.rotate("vera", "new vera")
        wrong = head + world.key("vera").cosignature(text + "x", 1).encode()  # a key of later may countersign it too
        self.assertEqual(self.codes(self.report(world, [(1, size, wrong)])), [("checkpoint", "error", size)])

    def test_stale(self):
        for kind in ("ballot", "void", "close", "statute", "key"):
            world = council()
            proposal = world.propose("1")
            ballot = None if kind == "ballot" else world.ballot(proposal)
            world.rotate("vera", "new vera")
            size = len(world.notes) - 1
            if kind == "ballot":
                world.ballot(proposal, size=size)
            elif kind == "close":
                world.close(ballot, size=size)
            elif kind == "void":
                world.official("void", "ballot: " + ballot, size=size)
            elif kind == "statute":
                world.official("statute", STATUTE_LINES, size=size)
            else:
                world.rotate("anna", "new", size=size)
            with self.subTest(kind):
                self.assertLast(world, "stale")

    def test_not_stale(self):
        world = council()
        proposal = world.propose("1")
        ballot = world.ballot(proposal)
        world.rotate("vera", "new vera")
        world.vote(ballot, "anna", "nrw", "yes", size=len(world.notes) - 1)
        self.assertLast(world, None)


class Meetings(LedgerTest):
    def setUp(self):
        super().setUp()
        self.world = council()

    def test_meeting(self):
        closes = "closes: " + build.time_text(build.START + DAY)
        first = self.world.meeting("1", closes + "\nplace: Berlin\nchair: koeln")
        self.assertLast(self.world, None)
        self.world.meeting("2", "again: %s\nitem: %s" % (first, self.world.propose("1")))
        self.assertLast(self.world, None)

    def test_refused_meetings(self):
        for code, more in (("reference", "again: " + "0" * 64), ("reference", "item: " + "0" * 64),
                           ("seat", "chair: ghost"), ("times", "closes: " + build.time_text(self.world.now)),
                           ("form", "chair: nrw\nplace: X")):
            world = council()
            world.meeting("1", more)
            with self.subTest(more):
                self.assertLast(world, code)
        self.world.meeting("1")
        self.world.meeting("1")
        self.assertLast(self.world, "number")

    def test_again_is_a_meeting_and_item_a_proposal(self):
        proposal = self.world.propose("1")
        meeting = self.world.meeting("1")
        self.world.meeting("2", "item: %s\nitem: %s" % (proposal, meeting))
        self.assertLast(self.world, "reference")
        world = council()
        world.meeting("2", "again: " + world.propose("1"))
        self.assertLast(world, "reference")

    def test_author_of_a_meeting(self):
        self.world.meeting("1", by="anna")
        self.assertLast(self.world, "author")

    def test_attendance(self):
        meeting = self.world.meeting("1")
        for by, others, seats, code in (
                ("anna", (), ["nrw present"], None), ("dora", (), ["verband present"], None),
                ("sigrid", (), ["nrw present", "koeln present"], None), ("anna", (), ["bayern present"], "seat"),
                ("sigrid", (), ["ghost present"], "seat"), ("vera", (), ["nrw present"], "author"),
                ("sigrid", ("stefan",), ["nrw present"], "signer"), ("anna", (), ["nrw present", "nrw left"], "form")):
            world = council()
            meeting = world.meeting("1")
            world.attend(meeting, by, *seats, others=others)
            with self.subTest((by, seats)):
                self.assertLast(world, code)
        self.world.attend(self.world.founding, "anna", "nrw present")
        self.assertLast(self.world, "reference")

    def test_who_takes_a_presence_away(self):
        for by, others, state, before, code in (
                ("sigrid", (), "left", True, "signer"), ("sigrid", ("stefan",), "left", True, None),
                ("sigrid", (), "excused", False, None), ("sigrid", ("stefan",), "excused", False, "signer"),
                ("sigrid", (), "present", True, None), ("anna", (), "left", True, None)):
            world = council(approvals=2)
            meeting = world.meeting("1")
            if before:
                world.attend(meeting, "anna", "nrw present")
            world.attend(meeting, by, "nrw " + state, others=others)
            with self.subTest((by, others, state)):
                self.assertLast(world, code)

    def test_no_presence_in_a_meeting_that_the_head_does_not_hold(self):
        world = council(approvals=2)
        meeting = world.meeting("1")
        world.attend(meeting, "anna", "nrw present")
        world.attend(meeting, "sigrid", "nrw left", size=len(world.notes) - 2)
        self.assertLast(world, "reference")

    def test_minutes(self):
        world = self.world
        meeting = world.meeting("1")
        fields = "meeting: %s\nattachment: %s 17 Niederschrift" % (meeting, "a" * 64)
        minutes = world.official("minutes", fields)
        self.assertLast(world, None)
        world.add("confirm", "minutes: " + minutes, "anna", text="Stimmt.")
        world.add("confirm", "minutes: " + minutes, "bea")
        self.assertLast(world, None)
        world.add("confirm", "minutes: " + minutes, "bea", text="Noch einmal.")
        self.assertLast(world, "confirmed")

    def test_refused_minutes(self):
        for code, kind, fields, by in (
                ("reference", "minutes", "meeting: %s\nattachment: %s 17 N" % ("0" * 64, "a" * 64), "sigrid"),
                ("author", "minutes", "meeting: %s\nattachment: %s 17 N" % ("0" * 64, "a" * 64), "anna"),
                ("reference", "confirm", "minutes: " + "0" * 64, "anna"),
                ("author", "confirm", "minutes: " + "0" * 64, "sigrid")):
            world = council()
            world.add(kind, fields, by)
            with self.subTest((kind, by)):
                self.assertLast(world, code)

    def ballot(self, world, meeting, rule="mehrheit"):
        return world.ballot(world.propose(str(len(world.notes))), rule, extra="meeting: %s\n" % meeting)

    def test_presence_counts(self):
        meeting = self.world.meeting("1")
        self.world.attend(meeting, "sigrid", "nrw present", "koeln present", "verband present", "bayern excused")
        ballot = self.ballot(self.world, meeting)
        self.world.attend(meeting, "bea", "bayern present")  # after the ballot's place
        self.world.vote(ballot, "anna", "nrw", "yes")
        self.world.result(ballot, self.world.close(ballot), 1, "adopted", ["yes 1 3.0", "no 0 0.0", "abstain 0 0.0"],
                          ["quorum 1 2 >= 2 holds", "adopted 1 3 > 1.5 holds"])
        self.assertLast(self.world, None)

    def test_silence_means_nothing_in_a_meeting(self):
        world = council(rules=build.RULES.replace("heads(object) = 0", "heads(consent) > 0"))
        meeting = world.meeting("1")
        ballot = self.ballot(world, meeting, "konsens")
        world.result(ballot, world.close(ballot), 0, "rejected", ["consent 0 0.0", "concern 0 0.0", "object 0 0.0"],
                     ["adopted 1 0 > 0 fails"])
        self.assertLast(world, None)

    CALL = ("rule: mehrheit M\nquorum: mehrheit heads(present) >= 2 or call > 1\n"
            "adopted: mehrheit heads(yes in chair) > 0")

    def short(self, world, proposal, meeting, call):
        ballot = world.ballot(proposal, extra="meeting: %s\n" % meeting)
        return world.result(ballot, world.close(ballot), 0, "no-quorum" if call < 2 else "rejected", YES_NO,
                            ["quorum 1 0 >= 2 fails", "quorum 2 %d > 1 %s" % (call, "holds" if call > 1 else "fails"),
                             "adopted 1 0 > 0 fails"])

    def test_call(self):
        world = council(rules=self.CALL)
        proposal, first = world.propose("1"), world.meeting("1")
        self.short(world, proposal, first, 1)
        self.short(world, proposal, first, 1)  # the same meeting is no second call
        second = world.meeting("2", "again: " + first)
        self.short(world, proposal, world.meeting("3"), 1)
        self.short(world, world.propose("2"), second, 1)  # of another proposal
        third = world.meeting("4", "again: " + second)
        self.short(world, proposal, third, 2)  # `second` was short for another one only
        self.assertLast(world, None)

    def test_chair_of_the_meeting(self):
        world = council(rules=self.CALL)
        meeting = world.meeting("1", "chair: koeln")
        ballot = self.ballot(world, meeting)
        world.vote(ballot, "carl", "koeln", "yes")
        world.vote(ballot, "anna", "nrw", "no")
        world.result(ballot, world.close(ballot), 2, "adopted", ["yes 1 1.0", "no 1 3.0", "abstain 0 0.0"],
                     ["quorum 1 2 >= 2 holds", "quorum 2 1 > 1 fails", "adopted 1 1 > 0 holds"])
        self.assertLast(world, None)

    def clerk(self, code, gates="clerk: yes", attend=True, meet=True, others=("stefan",), by="sigrid", choice="yes",
              leave=False):
        world = council(gates=gates, approvals=2)
        meeting = world.meeting("1")
        if attend:
            world.attend(meeting, "anna", "nrw present")
        ballot = self.ballot(world, meeting) if meet else world.ballot(world.propose("1"))
        if leave:
            world.attend(meeting, "anna", "nrw left")
        world.vote(ballot, by, "nrw", choice, role="clerk", others=others)
        self.assertLast(world, code)
        return world, ballot

    def test_clerk(self):
        self.clerk(None)
        self.clerk("clerk", gates="")
        self.clerk("clerk", attend=False)
        self.clerk("clerk", meet=False)
        self.clerk("clerk", leave=True)
        self.clerk("signer", others=())
        self.clerk("author", by="anna", others=("sigrid",))
        self.clerk("choice", choice="consent")

    def test_holder_and_deputy_before_clerk(self):
        for voters, option in (((), "no"), (("arno",), "yes"), (("anna", "arno"), "abstain")):
            world, ballot = self.clerk(None, choice="no")
            for name in voters:
                world.vote(ballot, name, "nrw", "abstain" if name == "anna" else "yes",
                           role="holder" if name == "anna" else "deputy")
            world.vote(ballot, "stefan", "nrw", "no", role="clerk", others=["sigrid"])
            world.vote(ballot, "bea", "bayern", "yes")
            close = world.close(ballot)
            heads = {"no": ["yes 1 1.5", "no 1 3.0", "abstain 0 0.0"],
                     "yes": ["yes 2 4.5", "no 0 0.0", "abstain 0 0.0"],
                     "abstain": ["yes 1 1.5", "no 0 0.0", "abstain 1 3.0"]}[option]
            reason = {"no": "1.5 > 2.25 fails", "yes": "4.5 > 2.25 holds", "abstain": "1.5 > 0.75 holds"}[option]
            world.result(ballot, close, 2, "rejected" if option == "no" else "adopted", heads,
                         ["quorum 1 2 >= 2 holds", "adopted 1 " + reason])
            with self.subTest(voters):
                self.assertLast(world, None)


class VotesOverTime(LedgerTest):
    """Votes and what happens to their seats while the ballot is open, in both orders."""

    def setUp(self):
        super().setUp()
        self.world = council()
        self.ballot = self.world.ballot(self.world.propose("1"))

    def assertVote(self, code, name="anna", seat="nrw", role="holder"):
        self.world.vote(self.ballot, name, seat, "yes", role=role)
        self.assertLast(self.world, code)

    def test_a_place_that_ended(self):
        self.world.roster("member: - anna holder nrw", "member: + bea deputy nrw")
        self.assertVote("author")

    def test_a_place_that_ended_while_another_is_left(self):
        self.world.roster("member: + anna deputy koeln", "member: - anna holder nrw")
        self.assertVote("seat")

    def test_a_place_made_anew_is_another(self):
        self.world.roster("member: + anna deputy koeln", "member: - anna holder nrw")
        self.world.roster("member: + anna holder nrw")
        self.assertVote("seat")

    def test_a_place_made_anew_at_once_is_another(self):
        self.world.roster("member: = anna deputy nrw", "member: = anna holder nrw")
        self.assertVote("seat")

    def test_a_change_of_the_seat_keeps_the_place(self):
        self.world.roster("seat: = nrw beirat 7 advisory Neu")
        self.assertVote(None)

    def test_a_seat_that_ended(self):
        self.world.roster("seat: - bayern", "member: + bea deputy nrw")
        self.assertVote("seat", "bea", "bayern")

    def test_revoked_after_the_vote(self):
        self.assertVote(None)
        self.world.revoke("anna")
        self.world.result(self.ballot, self.world.close(self.ballot), 1, "no-quorum",
                          ["yes 1 3.0", "no 0 0.0", "abstain 0 0.0"],
                          ["quorum 1 1 >= 2 fails", "adopted 1 3 > 1.5 holds"])
        self.assertLast(self.world, None)

    def test_revoked_before_the_vote(self):
        self.world.revoke("anna")
        self.assertVote("author")

    def test_objection(self):
        for seat, name, code in (("nrw", "anna", None), ("nrw", "arno", None), ("bayern", "anna", "seat"),
                                 ("verband", "dora", "advisory"), ("ghost", "anna", "seat")):
            world = council()
            ballot = world.ballot(world.propose("1"), "konsens")
            world.add("objection", "ballot: %s\nseat: %s" % (ballot, seat), name, text="Nein.")
            with self.subTest((seat, name)):
                self.assertLast(world, code)
            if not code:
                self.assertEqual(self.report(world)["state"]["rat"]["ballots"][ballot]["state"], "void")
                world.vote(ballot, "bea", "bayern", "consent")
                self.assertLast(world, "closed")

    def object(self, world, ballot, code, **common):
        world.add("objection", "ballot: %s\nseat: nrw" % ballot, "anna", **common)
        self.assertLast(world, code)

    def test_refused_objections(self):
        self.object(self.world, self.ballot, "objection")  # the rule does not let it
        world = council()
        self.object(world, world.founding, "reference")
        world = council()
        ballot = world.ballot(world.propose("1"), "konsens", extra="meeting: %s\n" % world.meeting("1"))
        self.object(world, ballot, "objection")
        world = council()
        ballot = world.ballot(world.propose("1"), "konsens", closes=build.START + DAY)
        self.object(world, ballot, "late", at=build.START + DAY + 1)
        world = council()
        proposal = world.propose("1")
        ballot = world.ballot(proposal, "konsens")
        world.recuse(proposal, "nrw", "arno")
        self.object(world, ballot, "recused")
        world = council()
        ballot = world.ballot(world.propose("1"), "konsens")
        world.close(ballot)
        self.object(world, ballot, "closed")

    def test_roll_without_a_recused_seat_that_ended(self):
        world = council()
        proposal = world.propose("1")
        world.recuse(proposal, "koeln", "carl")
        world.roster("seat: - koeln")
        world.recused.clear()
        world.ballot(proposal)
        self.assertLast(world, None)

    def test_experience_of_a_seat_that_ended(self):
        world = council(gates="require: experience 1 kommunen")
        proposal = world.propose("1")
        world.add("statement", "proposal: %s\nstance: experience\nseat: koeln" % proposal, "carl")
        world.roster("seat: - koeln")
        world.ballot(proposal)
        self.assertLast(world, "gate")


class States(LedgerTest):
    def setUp(self):
        super().setUp()
        self.world = council()

    def assertStatus(self, code, state, by="sigrid", proposal=None, to=None):
        proposal = proposal or self.world.propose("1", by="anna")
        self.world.add("status", "proposal: %s\nstate: %s%s" % (proposal, state, to and "\nto: " + to or ""), by)
        self.assertLast(self.world, code)
        return proposal

    def state(self, number="1"):
        return self.report(self.world)["state"]["rat"]["proposals"][number]

    def test_valid(self):
        proposal = self.assertStatus(None, "adjourned")
        self.assertStatus(None, "referred", proposal=proposal, to="Ausschuss")
        self.assertStatus(None, "open", proposal=proposal)
        self.assertStatus(None, "withdrawn", "anna", proposal)
        self.assertEqual(self.state(), "withdrawn")

    def test_form(self):
        self.assertStatus("form", "adjourned", to="Ausschuss")

    def test_reference(self):
        self.assertStatus("reference", "adjourned", proposal=self.world.founding)

    def test_withdraw(self):
        for state, by in (("adjourned", "anna"), ("withdrawn", "arno"), ("withdrawn", "bea")):
            self.world = council()
            self.assertStatus("withdraw", state, by)

    def test_status(self):
        self.assertStatus("status", "open")
        for before, after in (("adjourned", "adjourned"), ("withdrawn", "open"), ("withdrawn", "adjourned")):
            self.world = council()
            proposal = self.assertStatus(None, before)
            self.assertStatus("status", after, proposal=proposal)

    def test_status_of_what_is_done(self):
        proposal = self.world.propose("1")
        decide(self.world, proposal)
        self.assertStatus("status", "withdrawn", proposal=proposal)
        self.world = council()
        proposal = self.world.propose("1")
        self.world.propose("2", more="supersedes: " + proposal)
        self.assertStatus("status", "withdrawn", proposal=proposal)

    def test_pending_ballot(self):
        proposal = self.world.propose("1")
        self.world.ballot(proposal)
        self.assertStatus("pending-ballot", "adjourned", proposal=proposal)

    def test_no_ballot_on_what_is_adjourned(self):
        for state in ("adjourned", "referred", "withdrawn"):
            self.world = council()
            self.world.ballot(self.assertStatus(None, state))
            self.assertLast(self.world, "status")
        self.world = council()
        proposal = self.assertStatus(None, "adjourned")
        self.world.status(proposal, "open")
        self.world.ballot(proposal)
        self.assertLast(self.world, None)

    def test_what_came_last(self):
        proposal = self.world.propose("1")
        decide(self.world, proposal, "rejected")
        self.assertEqual(self.state(), "rejected")
        self.world.official("void", "ballot: " + self.world.ballot(proposal, number=2))
        self.assertEqual(self.state(), "open")
        self.world.status(proposal, "adjourned")
        self.assertEqual(self.state(), "adjourned")

    def test_an_adjourned_proposal_may_be_superseded(self):
        proposal = self.assertStatus(None, "adjourned")
        self.world.propose("2", more="supersedes: " + proposal)
        self.assertLast(self.world, None)
        self.assertEqual(self.state(), "superseded")





class Methods(LedgerTest):
    def world_of(self, method, more="", adopted="weight(winner) > 0", gates=""):
        rules = "rule: wahl Wahl\nmethod: wahl %s\nadopted: wahl %s" % (method, adopted)
        world = council(rules=rules + (more and "\n" + more), gates=gates)
        proposal = world.propose("1", more=OPTIONS)
        return world, proposal

    def open(self, method, more="", **rest):
        world, proposal = self.world_of(method, more, **rest)
        return world, world.ballot(proposal, "wahl", extra=OPTIONS + "\n")

    def test_option(self):
        for extra, code in ((OPTIONS + "\n", None), ("", "option"), (OPTIONS[:-18] + "\n", "option"),
                            (OPTIONS.replace("Rot", "Roth") + "\n", "option"),
                            ("option: gelb Gelb\noption: rot Rot\noption: blau Blau\n", "option")):
            world, proposal = self.world_of("choice")
            world.ballot(proposal, "wahl", extra=extra)
            with self.subTest(extra):
                self.assertLast(world, code)
        world, _ = self.world_of("ranking")
        world.ballot(world.propose("2"), "wahl")
        self.assertLast(world, "option")

    def test_65_options(self):
        for count, code in ((64, None), (65, "form")):
            world = council()
            world.propose("1", more="\n".join("option: o%d Option" % i for i in range(count)))
            self.assertLast(world, code)

    def test_choices(self):
        rows = {"choice": ([["rot"], ["abstain"]], [["rot", "gelb"], ["none"], ["yes"], ["rot>gelb"], ["rosa"]]),
                "approval": ([["rot"], ["rot", "gelb"], ["gelb", "blau"], ["abstain"]],
                             [["gelb", "rot"], ["rot", "abstain"], ["none"], ["rot>gelb"], ["rosa"]]),
                "ranking": ([["rot"], ["none"], ["abstain"], ["rot>gelb"], ["rot=gelb>blau=none"], ["gelb>rot=none"],
                             ["none>rot"], ["rot>gelb>blau>none"], ["blau=none"]],
                            [["rot", "gelb"], ["rot>rot"], ["none=blau>rot"], ["gelb=rot"], ["none=rot"],
                             ["rosa>rot"], ["rot>rosa"]]),
                "external": ([], [["yes"], ["abstain"], ["none"]])}
        for method, (good, bad) in rows.items():
            for choices in good + bad:
                world, proposal = self.world_of(method, adopted="1 = 1")
                ballot = world.ballot(proposal, "wahl", extra=OPTIONS + "\n" if method != "external" else "")
                world.vote(ballot, "anna", "nrw", *choices)
                with self.subTest((method, choices)):
                    self.assertLast(world, None if choices in good else "choice")

    def test_form_of_choices(self):
        for choices in (["abstain>rot"], ["rot>yes"], ["rot", "rot"]):
            world, ballot = self.open("ranking")
            world.vote(ballot, "anna", "nrw", *choices)
            self.assertLast(world, "form")

    def test_abstention(self):
        world, ballot = self.open("ranking", "abstention: wahl forbidden")
        world.vote(ballot, "anna", "nrw", "abstain")
        self.assertLast(world, "choice")

    SEATS = {"anna": "nrw", "bea": "bayern", "carl": "koeln"}  # 3, 1.5 and 1

    def assertCount(self, method, votes, winner, counts, result="adopted", more="", adopted=None, reason=None,
                    chair=None):
        world, proposal = self.world_of(method, more, **({"adopted": adopted} if adopted else {}))
        extra = OPTIONS + "\n" + ("meeting: %s\n" % world.meeting("1", "chair: " + chair) if chair else "")
        ballot = world.ballot(proposal, "wahl", extra=extra)
        for name, choice in votes.items():
            world.vote(ballot, name, self.SEATS[name], *choice.split(" "))
        world.result(ballot, world.close(ballot), len(votes), result, counts, ["adopted 1 " + reason],
                     extra=winner and "winner: " + winner or "")
        with self.subTest((method, votes, winner)):
            self.assertLast(world, None)

    def test_choice(self):
        self.assertCount("choice", {"anna": "gelb", "bea": "rot", "carl": "rot"}, "gelb",
                         ["rot 2 2.5", "gelb 1 3.0", "blau 0 0.0", "abstain 0 0.0"], reason="3 > 0 holds")
        self.assertCount("choice", {"anna": "abstain"}, None,
                         ["rot 0 0.0", "gelb 0 0.0", "blau 0 0.0", "abstain 1 3.0"], "rejected", reason="0 > 0 fails")

    def test_rejected_with_a_winner(self):
        self.assertCount("choice", {"anna": "gelb"}, "gelb",
                         ["rot 0 0.0", "gelb 1 3.0", "blau 0 0.0", "abstain 0 0.0"], "rejected",
                         adopted="heads(winner) > 50% * heads(all)", reason="1 > 1.5 fails")

    def test_no_winner_rejects_whatever_the_rule_says(self):
        self.assertCount("choice", {}, None, ["rot 0 0.0", "gelb 0 0.0", "blau 0 0.0", "abstain 0 0.0"], "rejected",
                         adopted="1 = 1", reason="1 = 1 holds")

    def test_tie_without_chair(self):
        self.assertCount("approval", {"anna": "rot gelb"}, None,
                         ["rot 1 3.0", "gelb 1 3.0", "blau 0 0.0", "abstain 0 0.0"], "rejected", reason="0 > 0 fails")

    def test_approval(self):
        self.assertCount("approval", {"anna": "rot gelb", "bea": "gelb blau", "carl": "blau"}, "gelb",
                         ["rot 1 3.0", "gelb 2 4.5", "blau 2 2.5", "abstain 0 0.0"], reason="4.5 > 0 holds")

    def test_chair_decides(self):
        tie = "tie: wahl chair"
        rows = (({"anna": "rot gelb", "bea": "blau"}, None, None), ({"anna": "rot gelb blau"}, None, None),
                ({"anna": "rot gelb", "carl": "abstain"}, None, "koeln"))
        for votes, winner, chair in rows:
            counts = {o: [n for n, c in votes.items() if o in c.split(" ")] for o in ("rot", "gelb", "blau", "abstain")}
            weight = {"anna": 3, "bea": 1.5, "carl": 1}
            self.assertCount("approval", votes, winner, ["%s %d %.1f" % (o, len(n), sum(weight[x] for x in n))
                                                         for o, n in counts.items()],
                             "rejected", tie, reason="0 > 0 fails", chair=chair)

    def equal(self, method, votes, counts, winner, reason, chair="koeln"):
        """Seats of equal weight; koeln is the chair."""
        statute = build.STATUTE.replace("laender 3 ", "laender 1 ").replace("laender 1.5 ", "laender 1 ")
        world = council(statute=statute, rules="rule: wahl Wahl\nmethod: wahl %s\nadopted: wahl weight(winner) > 0\n"
                                               "tie: wahl chair" % method)
        meeting = world.meeting("1", "chair: " + chair)
        ballot = world.ballot(world.propose("1", more=OPTIONS), "wahl", extra=OPTIONS + "\nmeeting: %s\n" % meeting)
        for name, choice in votes.items():
            world.vote(ballot, name, self.SEATS[name], *choice.split(" "))
        world.result(ballot, world.close(ballot), len(votes), "adopted" if winner else "rejected", counts,
                     ["adopted 1 " + reason], extra=winner and "winner: " + winner or "")
        with self.subTest((method, votes, chair)):
            self.assertLast(world, None)

    def test_chair_decides_among_equals(self):
        votes, counts = {"anna": "rot", "carl": "gelb"}, ["rot 1 1", "gelb 1 1", "blau 0 0", "abstain 0 0"]
        self.equal("choice", votes, counts, "gelb", "1 > 0 holds")
        self.equal("choice", votes, counts, "rot", "1 > 0 holds", "nrw")
        self.equal("choice", votes, counts, None, "0 > 0 fails", "bayern")
        self.equal("approval", {"anna": "rot gelb", "bea": "rot gelb", "carl": "blau"},
                   ["rot 2 2", "gelb 2 2", "blau 1 1", "abstain 0 0"], None, "0 > 0 fails")
        self.equal("approval", {"anna": "rot blau", "bea": "gelb", "carl": "gelb blau"},
                   ["rot 1 1", "gelb 2 2", "blau 2 2", "abstain 0 0"], None, "0 > 0 fails")
        self.equal("approval", {"anna": "rot gelb", "bea": "rot", "carl": "gelb blau"},
                   ["rot 2 2", "gelb 2 2", "blau 1 1", "abstain 0 0"], "gelb", "2 > 0 holds")
        self.equal("ranking", {"anna": "rot>gelb>none", "carl": "gelb>rot>none"},
                   ["rot 2 2", "gelb 2 2", "blau 0 0", "none 0 0", "abstain 0 0"], "gelb", "2 > 0 holds")
        self.equal("ranking", {"anna": "rot>gelb>none", "bea": "gelb>rot>none", "carl": "rot=gelb>none"},
                   ["rot 3 3", "gelb 3 3", "blau 0 0", "none 0 0", "abstain 0 0"], None, "0 > 0 fails")

    def test_ranking_counts(self):
        self.assertCount("ranking", {"anna": "rot>none>gelb", "bea": "gelb=blau", "carl": "none"}, "rot",
                         ["rot 1 3.0", "gelb 1 1.5", "blau 1 1.5", "none 1 1.0", "abstain 0 0.0"],
                         reason="3 > 0 holds")
        self.assertCount("ranking", {"anna": "none>rot", "bea": "rot", "carl": "abstain"}, None,
                         ["rot 1 1.5", "gelb 0 0.0", "blau 0 0.0", "none 1 3.0", "abstain 1 1.0"], "rejected",
                         reason="0 > 0 fails")

    def test_no_quorum_names_no_winner(self):
        world = council(rules="rule: wahl Wahl\nmethod: wahl choice\nquorum: wahl heads(present) >= 2\n"
                              "adopted: wahl heads(winner) > 0")
        ballot = world.ballot(world.propose("1", more=OPTIONS), "wahl", extra=OPTIONS + "\n")
        world.vote(ballot, "anna", "nrw", "rot")
        world.result(ballot, world.close(ballot), 1, "no-quorum",
                     ["rot 1 3.0", "gelb 0 0.0", "blau 0 0.0", "abstain 0 0.0"],
                     ["quorum 1 1 >= 2 fails", "adopted 1 1 > 0 holds"])
        self.assertLast(world, None)

    def test_wrong_winner(self):
        world, ballot = self.open("choice")
        world.vote(ballot, "anna", "nrw", "rot")
        world.result(ballot, world.close(ballot), 1, "adopted",
                     ["rot 1 3.0", "gelb 0 0.0", "blau 0 0.0", "abstain 0 0.0"], ["adopted 1 3 > 0 holds"],
                     extra="winner: gelb")
        self.assertLast(world, "result")

    def test_external(self):
        """Three seats may vote, of weight 5.5 together."""
        for code, votes, result, counts, reasons, extra in (
                (None, 3, "adopted", ["rot 3 5", "yes 2 3.25"], [], "winner: rot"), (None, 0, "no-quorum", [], [], ""),
                ("result", 3, "adopted", ["rot 3 3"], [], "winner: gelb"), ("result", 0, "void", [], [], ""),
                ("result", 3, "adopted", ["rot 3 3"], ["adopted 1 1 > 0 holds"], ""),
                (None, 3, "adopted", ["rot 3 5.5"], [], ""), ("result", 3, "adopted", ["rot 3 5.500000001"], [], ""),
                ("result", 4, "adopted", ["rot 3 3"], [], ""), ("result", 2, "adopted", ["rot 3 3"], [], "")):
            world = council(rules="rule: fern Fern\nmethod: fern external")
            ballot = world.ballot(world.propose("1"), "fern")
            world.result(ballot, world.close(ballot), votes, result, counts, reasons, extra=extra)
            with self.subTest((votes, result, counts, extra)):
                self.assertLast(world, code)

    def test_external_and_recusal(self):
        for code, votes in ((None, 2), ("result", 3)):
            world = council(rules="rule: fern Fern\nmethod: fern external")
            proposal = world.propose("1")
            ballot = world.ballot(proposal, "fern")
            world.recuse(proposal, "nrw", "anna")
            world.result(ballot, world.close(ballot), votes, "adopted", ["rot 2 2.5"], [])
            self.assertLast(world, code)

    def test_number_of_a_result(self):
        world = council()
        *_, first = decide(world, world.propose("1"))
        for numbers, code in ((("B1", "B2"), None), (("B1", "B1"), "number")):
            world = council()
            for proposal, number in zip("12", numbers):
                ballot = world.ballot(world.propose(proposal))
                world.official("result", "ballot: %s\nclose: %s\nnumber: %s\nvotes: 0\nresult: no-quorum\ncount: %s\n"
                               "reason: quorum 1 0 >= 2 fails\nreason: adopted 1 0 > 0 fails" % (
                                   ballot, world.close(ballot), number, "\ncount: ".join(YES_NO)))
            self.assertLast(world, code)

    EARLY = "early: wahl decided 0"

    def assertEarly(self, code, method, votes, gates="revote: no", more="", **rest):
        world, proposal = self.world_of(method, self.EARLY + more, gates=gates, **rest)
        options = "" if method == "external" else OPTIONS + "\n"
        ballot = world.ballot(proposal, "wahl", extra=options, closes=world.now + DAY)
        for name, choice in votes.items():
            world.vote(ballot, name, self.SEATS[name], *choice.split(" "))
        world.close(ballot)
        with self.subTest((method, votes)):
            self.assertLast(world, code)

    def test_early(self):
        self.assertEarly(None, "choice", {"anna": "rot"})  # 3 against 2.5
        self.assertEarly("window", "choice", {"anna": "rot"}, gates="")
        self.assertEarly("window", "choice", {"bea": "rot"})
        self.assertEarly("window", "choice", {"anna": "rot"}, adopted="heads(winner) > 1")
        self.assertEarly(None, "approval", {"anna": "rot"})
        self.assertEarly("window", "approval", {"anna": "rot gelb"})
        self.assertEarly(None, "approval", {"anna": "rot gelb"}, adopted="heads(winner) > 3")  # false whoever wins
        self.assertEarly("window", "ranking", {"anna": "rot"})
        self.assertEarly("window", "ranking", {"anna": "rot"}, adopted="heads(winner) > 3")
        self.assertEarly("window", "external", {}, adopted="1 = 1")


class Schulze(unittest.TestCase):
    """Elections with a known winner. A ballot is (how many, order); letters are options, `none` is left out."""

    def lead(self, ballots):
        ids = sorted({letter for _, order in ballots for letter in order.replace("none", "") if letter.isalpha()})
        options = counting.ballot_options("ranking", ids)
        votes = [(many, counting.read_vote("ranking", options, [">".join(order) if order.isalpha() else order]).places)
                 for many, order in ballots]
        return counting.schulze(options[:-1], lambda a, b: sum(many for many, place in votes if place[a] < place[b]))

    def test_schulze_2011(self):
        """Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and condorcet-consistent
        single-winner election method", Social Choice and Welfare 36 (2011), section 3.1: 21 voters, d wins."""
        self.assertEqual(self.lead([(8, "acdb"), (2, "badc"), (4, "cdba"), (4, "dbac"), (3, "dcba")]), ["d"])

    def test_wikipedia_45_voters(self):
        """The example of the article "Schulze method": 45 voters, five options, E wins."""
        self.assertEqual(self.lead([(5, "acbed"), (5, "adecb"), (8, "bedac"), (3, "cabed"), (7, "caebd"), (2, "cbade"),
                                    (7, "dceba"), (8, "ebadc")]), ["e"])

    def test_a_condorcet_winner(self):
        """Tennessee: Nashville beats each other capital."""
        self.assertEqual(self.lead([(42, "mnck"), (26, "nckm"), (15, "cknm"), (17, "kcnm")]), ["n"])

    def test_default_option(self):
        self.assertEqual(self.lead([(3, "none>a"), (2, "a>none")]), [])
        self.assertEqual(self.lead([(2, "none>a"), (2, "a>none")]), [])
        self.assertEqual(self.lead([(2, "none>a"), (3, "a>none")]), ["a"])

    def test_ties(self):
        self.assertEqual(self.lead([(1, "a=b>none")]), ["a", "b"])
        self.assertEqual(self.lead([(1, "abc"), (1, "bca"), (1, "cab")]), ["a", "b", "c"])
        self.assertEqual(self.lead([]), [])

    def test_less_against_decides_between_equal_strengths(self):
        """a > b by 6 to 3, b > c by 6 to 3, c > a by 6 to 2: the paths a-b-c and c-a differ in what is against them."""
        self.assertEqual(self.lead([(3, "abc"), (3, "bca"), (2, "cab"), (1, "c>a=b")]), ["b"])


if __name__ == "__main__":
    unittest.main()
