"""Ledgers broken on purpose, one function each; table.txt says of each what was done and what must be found.

They are made with the second reader's helpers (tests/verifier/build.py): every key comes from a seed and no clock is
looked at, so each run makes the same entries. `make.py` writes the files.
"""
import base64
import functools
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "verifier"))

import build
import formats
from build import OPTIONS, Key, council, key, note, sha256

DAY = 86400
LEDGERS = {}  # by name, in the order of this file


class Made:
    """What a ledger is made of. `then(db)` is done to the file as a stranger with a shell would, with the triggers set
    aside, after the program filled the derived tables; `raw(bytes)` gives other bytes for the whole file; `mark` is a
    head that this machine saw before."""

    def __init__(self, *logs, heads=(), then=None, raw=None, mark=None):
        self.logs, self.heads, self.then, self.raw, self.mark = logs, list(heads), then, raw, mark


def ledger(make):
    LEDGERS[make.__name__.replace("_", "-")] = make
    return make


def ledgers(**rows):
    """Several that differ in one value: `name=value`; the name has `_` for `-`."""
    def all_of(make):
        for name, value in rows.items():
            LEDGERS[name.replace("_", "-")] = functools.partial(make, value)
        return make
    return all_of


# --- What most of them begin with -------------------------------------------------------------------------------------

COUNTS = ["yes 2 4.5", "no 0 0.0", "abstain 0 0.0"]
REASONS = ["quorum 1 2 >= 2 holds", "adopted 1 4.5 > 2.25 holds"]
VOTED, CLOSED, ALL = 11, 12, 13  # the places of `decided`


def opened(**statute):
    """0 founding, 1-6 enrolments of anna arno bea carl dora vera, 7 a proposal, 8 a ballot: the log, the ballot."""
    log = council(**statute)
    log.proposal = log.propose("2026/1", by="anna", more="for: nrw")
    return log, log.ballot(log.proposal)


def voted(**statute):
    """The same, 9 and 10 the votes of anna and bea."""
    log, ballot = opened(**statute)
    log.vote(ballot, "anna", "nrw", "yes")
    log.vote(ballot, "bea", "bayern", "yes")
    return log, ballot


def decided(counts=tuple(COUNTS), reasons=tuple(REASONS), votes=2, result="adopted", **statute):
    """The same, 11 the closing, 12 the result."""
    log, ballot = voted(**statute)
    log.decision = log.result(ballot, log.close(ballot), votes, result, counts, reasons)
    return log


def adopted(log, proposal, **fields):
    """A proposal adopted by anna and bea: its result."""
    ballot = log.ballot(proposal, **fields)
    log.vote(ballot, "anna", "nrw", "yes")
    log.vote(ballot, "bea", "bayern", "yes")
    return log.result(ballot, log.close(ballot), 2, "adopted", COUNTS, REASONS)


def last(make):
    """A log whose last entry is the broken one: `make(log)` appends it to a new council."""
    log = council()
    make(log)
    return Made(log)


def headed(log=None, **how):
    """With signed heads of the opened ballot and of the end."""
    log = log or decided()
    return Made(log, heads=[(1, *log.head(9)), (1, *log.head())], **how)


def sql(*statements):
    return headed(then=lambda db: [db.execute(statement) for statement in statements])


def rewritten(change, fit=True, heads=True):
    """After the tables were filled, the log is another one: `change(log)` spoils notes; leaves and ids are made to fit,
    with the nodes over them."""
    log = decided()
    other = decided()
    change(other.notes)
    if fit:
        other.leaves = [sha256(b"\0" + whole) for whole in other.notes]
        other.ids = [formats.id_of(whole, formats.read_note(whole)) for whole in other.notes]

    def then(db):
        db.execute("DELETE FROM entry")
        db.execute("DELETE FROM node")
        db.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)",
                       [(1 << 40 | i, 1, i, *row) for i, row in enumerate(zip(other.ids, other.leaves, other.notes))])
        db.executemany("INSERT INTO node VALUES (1, ?, ?, ?)", other.nodes())
    return headed(log, then=then) if heads else Made(log, then=then)


# --- An entry altered -------------------------------------------------------------------------------------------------

@ledger
def alter_note():
    return sql("UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), 'choice: yes', 'choice: no') AS BLOB) "
               "WHERE idx = 9")


@ledger
def founding_is_an_enrolment():
    return sql("UPDATE entry SET note = (SELECT note FROM entry WHERE idx = 1) WHERE idx = 0")


@ledger
def alter_note_and_hashes():
    def change(notes):
        notes[9] = notes[9].replace(b"choice: yes", b"choice: no")
    return rewritten(change)


@ledgers(alter_signature=True, drop_signature=False)
def alter_signature(there):
    def change(notes):
        head, tail = notes[9].rsplit(b"\n\n", 1)
        if not there:
            notes[9] = head + b"\n\n"
        else:  # a bit of S, far from its ends
            raw = bytearray(base64.b64decode(tail.split()[-1]))
            raw[50] ^= 1
            notes[9] = head + b"\n\n" + b"\xe2\x80\x94 anna " + base64.b64encode(bytes(raw)) + b"\n"
    return rewritten(change)


@ledgers(alter_leaf="leaf = zeroblob(32)", alter_id="id = zeroblob(32)", alter_body="body = 2", alter_index="idx = 40",
         alter_seq="seq = seq + 100", alter_leaf_and_note="leaf = zeroblob(32), note = x'00'")
def alter_column(change):
    return sql("UPDATE entry SET %s WHERE idx = 10" % change)


@ledgers(alter_id_of_ballot=[(8, 7)], exchange_ids=[(7, 8), (8, 7)])
def other_ids(changes):
    """What names the ballot finds it all the same: an entry goes by the hash of its text."""
    ids = decided().ids
    return headed(then=lambda db: [db.execute("UPDATE entry SET id = ? WHERE idx = ?", (ids[other], place))
                                   for place, other in changes])


@ledgers(note_is_text="note = CAST(note AS TEXT)", note_is_number="note = 5", leaf_is_short="leaf = x'00'")
def other_types(change):
    """In a table that was made for it, since a strict one does not let them in."""
    def then(db):
        db.executescript("ALTER TABLE entry RENAME TO old; CREATE TABLE entry (seq INTEGER PRIMARY KEY, body, idx, id, "
                         "leaf, note); INSERT INTO entry SELECT * FROM old; DROP TABLE old;"
                         "CREATE INDEX entry_id ON entry (id); UPDATE entry SET %s WHERE idx = 10" % change)
    return headed(then=then)


# --- Entries gone, out of place, put in -------------------------------------------------------------------------------

@ledgers(delete_first=0, delete_founding_and_more=(0, 1), delete_vote=9)
def delete(places):
    places = places if isinstance(places, tuple) else (places,)
    return sql("DELETE FROM entry WHERE idx IN (%s)" % ", ".join(map(str, places)))


@ledger
def delete_and_close_up():
    return rewritten(lambda notes: notes.pop(9))


@ledger
def delete_body_of_two():
    other = council(name="beirat")
    return Made(decided(), other, heads=[(1, *decided().head()), (2, *other.head())],
                then=lambda db: [db.execute("DELETE FROM entry WHERE body = 2")])


@ledger
def swap_votes():
    def change(notes):
        notes[9], notes[10] = notes[10], notes[9]
    return rewritten(change)


@ledger
def swap_close_and_vote():
    def change(notes):
        notes[10], notes[11] = notes[11], notes[10]
    return rewritten(change)


@ledger
def insert_copy():
    return rewritten(lambda notes: notes.insert(11, notes[9]))


@ledger
def insert_forged():
    """Everything behind it stays as it was signed: the heads that those authors saw are no longer heads of this log."""
    log, ballot = voted()
    return rewritten(lambda notes: notes.insert(11, note(log.text("vote", (
        "ballot: %s\ntitle: 2026/1 Register anbinden\nseat: koeln\nas: holder\nchoice: no" % ballot), key("carl")),
        key("arno"))))


# --- The tail cut off, the whole ledger rolled back, two views of it ----------------------------------------------------

@ledger
def truncate_tail():
    return rewritten(lambda notes: notes.__delitem__(slice(CLOSED, None)))


@ledger
def roll_back():
    """An older copy is whole in itself: only what was kept outside tells."""
    return Made(voted()[0], heads=[(1, *voted()[0].head(9))], mark=decided().head())


@ledger
def fork():
    """Another history from the same founding: what this machine saw does not belong to it."""
    other, ballot = voted()
    other.vote(ballot, "carl", "koeln", "no")
    other.vote(ballot, "dora", "verband", "no")
    return headed(mark=other.head())


@ledger
def fork_stored():
    other, _ = opened()
    other.propose("2026/2", by="carl", more="for: koeln")
    return Made(decided(), heads=[(1, *decided().head(9)), (1, *other.head(10))])


# --- Signed for another place -----------------------------------------------------------------------------------------

FIELDS = {"body": ("body: rat", "body: rot"), "founding": ("founding: ", "founding: 0"), "by": ("by: anna", "by: bea"),
          "at": ("at: 2026", "at: 2025"), "size": ("size: 9", "size: 8"), "root": None, "ballot": None,
          "title": ("title: 2026/1", "title: 2026/2"), "seat": ("seat: nrw", "seat: bayern"),
          "as": ("as: holder", "as: deputy"), "choice": ("choice: yes", "choice: no")}


@ledgers(**{"swap_" + field: field for field in FIELDS})
def swap_field(field):
    """A vote whose signature was made for another value of this field."""
    log, _ = opened()
    text = log.text("vote", "ballot: %s\ntitle: 2026/1 Register anbinden\nseat: nrw\nas: holder\nchoice: yes" %
                    log.ids[8].hex(), key("anna"))
    other = {"root": lambda: text.replace(build.root(log.leaves).hex(), "0" * 64),
             "ballot": lambda: text.replace(log.ids[8].hex(), log.ids[7].hex()),
             "founding": lambda: text.replace(log.founding, "0" * 64)}
    spoilt = other[field]() if field in other else text.replace(*FIELDS[field])
    assert spoilt != text
    log.append((spoilt + "\n" + key("anna").line(text)).encode())
    return Made(log)


@ledger
def replay_in_another_body():
    other, ballot = opened(name="beirat")
    other.vote(ballot, "anna", "nrw", "yes")
    log, _ = opened()
    log.append(other.notes[-1])
    return Made(log, other)


@ledger
def replay_after_founding_anew():
    old, ballot = opened(gates="window: 1")
    old.vote(ballot, "anna", "nrw", "yes")
    log, _ = opened()
    log.append(old.notes[-1])
    return Made(log)


@ledger
def replay_in_another_ballot():
    """The vote comes again while the next ballot is open: it names the first one."""
    log, ballot = voted()
    log.add("void", "ballot: " + ballot, "sigrid", text="Ein Fehler.")
    log.ballot(log.proposal)
    log.append(log.notes[9])
    return Made(log)


# --- Votes ------------------------------------------------------------------------------------------------------------

@ledger
def double_vote():
    log, ballot = opened()
    log.vote(ballot, "anna", "nrw", "yes")
    log.vote(ballot, "anna", "nrw", "no", at=log.now)
    return Made(log)


@ledger
def double_vote_forbidden():
    log, ballot = opened(gates="revote: no")
    log.vote(ballot, "anna", "nrw", "yes")
    log.vote(ballot, "anna", "nrw", "no")
    return Made(log)


@ledger
def resign_vote():
    """A signer can make many valid signatures of one text: the text counts once. (The other signature is that of a
    nonce of its own.)"""
    log, ballot = opened()
    log.vote(ballot, "anna", "nrw", "yes")
    text = log.notes[-1].rsplit(b"\n\n", 1)[0] + b"\n"
    log.append(text + b"\n\xe2\x80\x94 anna " + base64.b64encode(
        key("anna").id() + other_signature(key("anna"), text)) + b"\n")
    return Made(log)


@ledger
def malleable_signature():
    """S + L in place of S: the same point, another spelling."""
    log, ballot = opened()
    log.vote(ballot, "anna", "nrw", "yes")
    head, tail = log.notes[-1].rsplit(b"\n\n", 1)
    raw = base64.b64decode(tail.split()[-1])
    spelt = int.from_bytes(raw[36:], "little") + ORDER
    log.notes.pop(), log.leaves.pop(), log.ids.pop()
    log.append(head + b"\n\n\xe2\x80\x94 anna " + base64.b64encode(raw[:36] + spelt.to_bytes(32, "little")) + b"\n")
    return Made(log)


ORDER = 2**252 + 27742317777372353535851937790883648493


def other_signature(signer, text):
    """Ed25519 with another nonce: R of a key that is used for nothing else, S as RFC 8032 has it."""
    from cryptography.hazmat.primitives import serialization
    import hashlib

    def scalar(private):
        seed = private.private_bytes(serialization.Encoding.Raw, serialization.PrivateFormat.Raw,
                                     serialization.NoEncryption())
        a = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little")
        return a & ~7 & ~(128 << 8 * 31) | 64 << 8 * 31
    nonce = key("nonce")
    challenge = int.from_bytes(hashlib.sha512(nonce.public + signer.public + text).digest(), "little")
    s = (scalar(nonce.private) + challenge * scalar(signer.private)) % ORDER
    return nonce.public + s.to_bytes(32, "little")


@ledger
def backdated_vote():
    log, ballot = voted()
    log.close(ballot)
    log.vote(ballot, "carl", "koeln", "no", at=build.START + 600)
    return Made(log)


@ledger
def late_vote():
    log = council()
    ballot = log.ballot(log.propose("1"), closes=log.now + 600)
    log.vote(ballot, "anna", "nrw", "yes", at=log.now + 3600)
    return Made(log)


@ledger
def late_vote_backdated():
    """Its own time is good; that of the log has passed."""
    log = council()
    closes = log.now + 600
    ballot = log.ballot(log.propose("1"), closes=closes)
    log.propose("2", at=closes + 60)
    log.vote(ballot, "anna", "nrw", "yes", at=closes - 60)
    return Made(log)


@ledger
def early_vote():
    log = council()
    log.vote(log.ballot(log.propose("1"), opens=log.now + DAY), "anna", "nrw", "yes")
    return Made(log)


@ledgers(**{"_".join(order): order for order in (
    ("revoke", "vote", "close"), ("revoke", "close", "vote"), ("close", "revoke", "vote"), ("close", "vote", "revoke"),
    ("vote", "revoke", "close"), ("vote", "close", "revoke"))})
def revocation(order):
    """What holds is the place, whatever the times say."""
    log, ballot = opened()
    act = {"revoke": lambda: log.revoke("anna", by="sigrid", text="Das Gerät ist gestohlen.", at=build.START + 1),
           "vote": lambda: log.vote(ballot, "anna", "nrw", "yes", at=build.START + 600),
           "close": lambda: log.close(ballot)}
    for step in order:
        act[step]()
    return Made(log)


@ledger
def deputy_after_the_end():
    log, ballot = opened()
    log.roster("member: - arno deputy nrw", "member: + arno deputy bayern")
    log.vote(ballot, "arno", "nrw", "no", role="deputy")
    return Made(log)


@ledgers(deputy_then_holder=("arno", "anna"), holder_then_deputy=("anna", "arno"))
def deputy_and_holder(order):
    """Both orders give the same count: a result that counts the deputy's vote is false."""
    log, ballot = opened()
    for name in order:
        log.vote(ballot, name, "nrw", "yes" if name == "anna" else "no", role="holder" if name == "anna" else "deputy")
    log.vote(ballot, "bea", "bayern", "yes")
    log.result(ballot, log.close(ballot), 2, "rejected", ["yes 1 1.5", "no 1 3.0", "abstain 0 0.0"],
               ["quorum 1 2 >= 2 holds", "adopted 1 1.5 > 2.25 fails"])
    return Made(log)


@ledgers(advisory_vote=("dora", "verband", "holder"), vote_for_another_seat=("carl", "bayern", "holder"),
         vote_in_another_role=("arno", "nrw", "holder"))
def wrong_seat(vote):
    log, ballot = opened()
    name, seat, role = vote
    log.vote(ballot, name, seat, "yes", role=role)
    return Made(log)


@ledger
def recused_vote():
    log = council()
    proposal = log.propose("1")
    log.recuse(proposal, "koeln", "carl")
    log.vote(log.ballot(proposal), "carl", "koeln", "yes")
    return Made(log)


@ledger
def choice_not_offered():
    log, ballot = opened()
    log.vote(ballot, "anna", "nrw", "consent")
    return Made(log)


@ledger
def clerk_without_leave():
    log, ballot = opened()
    log.vote(ballot, "sigrid", "nrw", "yes", role="clerk")
    return Made(log)


@ledger
def vote_title():
    log, ballot = opened()
    log.vote(ballot, "anna", "nrw", "yes", title="2026/1 Etwas anderes")
    return Made(log)


@ledger
def vote_on_nothing():
    log, _ = opened()
    log.vote("0" * 64, "anna", "nrw", "yes", title="2026/1 Register anbinden")
    return Made(log)


# --- Keys -------------------------------------------------------------------------------------------------------------

@ledger
def enrol_by_one_secretary():
    log = council(approvals=2)
    emil = key("emil")
    log.add("enrol", "key: %s\nrole: deputy\nseat: koeln" % emil.vkey, emil, "sigrid")
    return Made(log)


@ledger
def enrol_without_possession():
    """A secretary enters a key that did not sign: it may be anybody's."""
    log = council()
    emil = key("emil")
    text = log.text("enrol", "key: %s\nrole: deputy\nseat: koeln" % emil.vkey, emil)
    log.append((text + "\n" + key("sigrid").line(text)).encode())
    return Made(log)


@ledger
def roster_by_one_secretary():
    log = council(approvals=2)
    log.add("roster", "member: - anna holder nrw", "sigrid")
    return Made(log)


@ledger
def rotate_without_the_old_key():
    log, new = council(), Key("anna", "a stranger's")
    log.add("key", "action: rotate\nold: %s\nnew: %s" % (key("anna").vkey, new.vkey), new, new)
    return Made(log)


@ledger
def log_key_by_one_secretary():
    log, new = council(approvals=2), Key("rat", "rat log 2")
    log.add("key", "action: log\nold: %s\nnew: %s" % (log.log.vkey, new.vkey), "sigrid", new, log.log)
    return Made(log)


@ledgers(one_key_for_two="anna", name_enrolled_twice="bea")
def taken_key(what):
    log = council()
    other = Key("emil", "anna") if what == "anna" else Key("bea", "another bea")
    log.add("enrol", "key: %s\nrole: deputy\nseat: koeln" % other.vkey, other, "sigrid")
    return Made(log)


# The point of order two has the height -1; added to a good key it gives one of mixed order.
MIXED = bytes.fromhex("70b2f1809eac59649dbd4add5441197a025bbdf077cb4ef73c4251c9610ab605")


@ledgers(key_of_small_order=(1).to_bytes(32, "little"), key_of_mixed_order=MIXED, key_that_is_no_point=(2).to_bytes(
    32, "little"))
def weak_key(public):
    log, emil = council(), key("emil")
    raw = b"\1" + public
    vkey = "emil+%s+%s" % (sha256(b"emil\n" + raw)[:4].hex(), base64.b64encode(raw).decode())
    text = log.text("enrol", "key: %s\nrole: deputy\nseat: koeln" % vkey, emil)
    log.append((text + "\n" + emil.line(text) + key("sigrid").line(text)).encode())
    return Made(log)


@ledger
def role_excluded():
    return last(lambda log: log.enrol("vera", "deputy", "nrw"))


@ledger
def seat_held():
    return last(lambda log: log.enrol("emil", "holder", "nrw"))


@ledger
def seat_unknown():
    return last(lambda log: log.enrol("emil", "holder", "nirgendwo"))


@ledger
def bench_made_twice():
    return last(lambda log: log.roster("bench: + laender Noch einmal"))


@ledger
def no_secretary_left():
    return last(lambda log: log.roster("member: - stefan secretary", "member: - sigrid secretary"))


@ledger
def chair_without_seat():
    return last(lambda log: log.roster("seat: - nrw"))


@ledger
def stale_roster():
    log = council()
    log.roster("bench: + a A")
    log.roster("bench: + b B", size=len(log.notes) - 1)
    return Made(log)


# --- Openings, closings, results --------------------------------------------------------------------------------------

@ledgers(ballot_lines={"lines": "quorum: mehrheit heads(present) >= 2\nadopted: mehrheit heads(yes) > 0\n"},
         ballot_roll={"roll": "0" * 64}, ballot_title={"title": "1 Etwas ganz anderes"}, ballot_round={"number": 2},
         ballot_without_rule={"rule": "ghost"}, ballot_options={"extra": OPTIONS + "\n"},
         ballot_times={"closes": build.START}, ballot_on_nothing={"proposal": "0" * 64, "title": "1 Register anbinden"})
def opening(fields):
    log = council()
    proposal = log.propose("1")
    log.ballot(fields.pop("proposal", proposal), **dict(fields))
    return Made(log)


@ledger
def ballot_by_one_secretary():
    log = council(approvals=2)
    log.approvals = 1
    log.ballot(log.propose("1"))
    return Made(log)


@ledger
def ballot_by_a_delegate():
    log = council()
    log.secretaries = [key("anna")]
    log.ballot(log.propose("1"))
    return Made(log)


@ledger
def ballot_kind():
    log = council(rules=build.RULES + "\nrule: wahl Wahl\nkind: wahl election\nadopted: wahl heads(yes) > 0")
    log.ballot(log.propose("1"), "wahl")
    return Made(log)


@ledger
def ballot_pending():
    log = council()
    proposal = log.propose("1")
    log.ballot(proposal)
    log.ballot(proposal)
    return Made(log)


@ledger
def ballot_decided():
    log = decided()
    log.ballot(log.proposal)
    return Made(log)


@ledger
def ballot_gate():
    log = council(gates="require: cost")
    log.ballot(log.propose("1"))
    return Made(log)


@ledger
def ballot_adjourned():
    log = council()
    proposal = log.propose("1")
    log.status(proposal, "adjourned")
    log.ballot(proposal)
    return Made(log)


@ledger
def close_too_soon():
    log = council()
    log.close(log.ballot(log.propose("1"), closes=log.now + DAY))
    return Made(log)


@ledger
def close_by_a_delegate():
    log, ballot = voted()
    log.add("close", "ballot: " + ballot, "anna")
    return Made(log)


@ledger
def close_twice():
    log, ballot = voted()
    log.close(ballot)
    log.close(ballot)
    return Made(log)


@ledgers(result_counts={"counts": ("yes 3 5.5", "no 0 0.0", "abstain 0 0.0")}, result_outcome={"result": "rejected"},
         result_votes={"votes": 3}, result_reasons={"reasons": (REASONS[0], "adopted 1 4.5 > 2.75 holds")})
def forged_result(claim):
    return headed(decided(**claim))


@ledger
def result_by_one_secretary():
    log, ballot = voted(approvals=2)
    close = log.close(ballot)
    log.approvals = 1
    log.result(ballot, close, 2, "adopted", COUNTS, REASONS)
    return Made(log)


@ledger
def objection_not_provided():
    log, ballot = opened()
    log.add("objection", "ballot: %s\nseat: nrw" % ballot, "anna", text="Das geht zu schnell.")
    return Made(log)


# --- Proposals and statutes -------------------------------------------------------------------------------------------

@ledger
def number_taken():
    log = council()
    log.propose("1")
    log.propose("1", "Etwas anderes")
    return Made(log)


@ledger
def filing_not_allowed():
    log = council(gates="propose: kommunen 1")
    log.propose("1", by="anna", more="for: nrw")
    return Made(log)


@ledger
def proposal_for_no_seat():
    return last(lambda log: log.propose("1", by="anna", more="for: nirgendwo"))


@ledger
def superseded_twice():
    log = council()
    first = log.propose("1")
    log.propose("2", "Neu", more="supersedes: " + first)
    log.propose("3", "Noch neuer", more="supersedes: " + first)
    return Made(log)


@ledger
def withdrawn_by_another():
    log = council()
    proposal = log.propose("1", by="anna", more="for: nrw")
    log.status(proposal, "withdrawn", by="bea")
    return Made(log)


@ledger
def opened_though_open():
    log = council()
    log.status(log.propose("1"), "open")
    return Made(log)


NEW = "rule: neu Neu\nadopted: neu heads(yes) > 0"


@ledger
def statute_undecided():
    log = council(gates="change: mehrheit")
    log.official("statute", NEW)
    return Made(log)


@ledger
def statute_of_other_wording():
    log = council(gates="change: mehrheit")
    result = adopted(log, log.propose("1", text=build.wording(NEW)))
    log.official("statute", NEW.replace("> 0", "> 1") + "\ndecided: " + result)
    return Made(log)


@ledger
def statute_repealed():
    log = council(gates="change: mehrheit")
    result = adopted(log, log.propose("1", text=build.wording(NEW)))
    adopted(log, log.propose("2", more="repeals: " + result))
    log.official("statute", NEW + "\ndecided: " + result)
    return Made(log)


@ledger
def statute_misfit():
    return last(lambda log: log.official("statute", "rule: neu Neu\nadopted: neu heads(yes in nirgendwo) > 0"))


@ledger
def recused_twice():
    log = council()
    proposal = log.propose("1")
    log.recuse(proposal, "koeln", "carl")
    log.recuse(proposal, "koeln", "carl", text="Noch einmal.")
    return Made(log)


@ledger
def confirmed_twice():
    log = council()
    minutes = log.official("minutes", "meeting: %s\nattachment: %s 17 Niederschrift" % (log.meeting("1"), "a" * 64))
    log.add("confirm", "minutes: " + minutes, "bea")
    log.add("confirm", "minutes: " + minutes, "bea", text="Noch einmal.")
    return Made(log)


# --- Texts ------------------------------------------------------------------------------------------------------------

@ledgers(text_escape="Ein \x1b[2Jleerer Bildschirm", text_c1="Ein \x9b2J", text_line_separator="Eine\u2028Zeile",
         text_bidi="Zahle an \u202eehcsnegeM", text_zero_width="Ja\u200bNein", text_tag="Ja\U000e0041",
         text_not_nfc="A\u0308rger", text_unassigned="Ja\u0378", text_noncharacter="Ja\ufffe")
def hostile_text(words):
    return last(lambda log: log.propose("1", by="anna", more="for: nrw", title=words))


@ledger
def text_not_utf8():
    log = council()
    text = log.text("proposal", "number: 1\ntitle: X\nkind: decision\nfor: nrw", key("anna")).encode().replace(
        b"title: X", b"title: \xff\xfe")
    log.append(text + b"\n\xe2\x80\x94 anna " + base64.b64encode(key("anna").id() + key("anna").private.sign(text)) +
               b"\n")
    return Made(log)


@ledger
def sql_in_the_title():
    """Nothing is wrong with it."""
    return last(lambda log: log.propose("1", "'; DROP TABLE entry; --", by="anna", more="for: nrw"))


@ledger
def unknown_kind():
    return last(lambda log: log.add("traum", "ballot: " + "0" * 64, "anna"))


@ledger
def no_note():
    return last(lambda log: log.append(b"nothing that anybody signed"))


@ledger
def options_65():
    return last(lambda log: log.propose("1", more="\n".join("option: o%d Option" % i for i in range(65))))


@ledger
def text_too_long():
    return last(lambda log: log.propose("1", text="x" * 60000))


@ledgers(note_of_65536_bytes=65536, note_of_5_million_bytes=5_000_000)
def huge_note(length):
    """More than the table lets in, where its conditions are not asked."""
    def then(db):
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("UPDATE entry SET note = zeroblob(%d) WHERE idx = 10" % length)
    return headed(then=then)


# --- Foundings --------------------------------------------------------------------------------------------------------

@ledger
def founding_unsigned():
    log = build.Log(signers=[key("sigrid")])
    return Made(log, heads=[(1, *log.head())])


@ledger
def founding_is_another_kind():
    log = council()
    for rows in log.notes, log.leaves, log.ids:
        del rows[0]
    return Made(log)


@ledger
def founding_again():
    log = council()
    log.append(log.notes[0].replace(b"title: Rat", b"title: Roter Rat"))
    return Made(log)


# --- Signed heads -----------------------------------------------------------------------------------------------------

def heads_only(head, size=None):
    log = decided()
    return Made(log, heads=[(1, len(log.notes) if size is None else size, head(log))])


@ledger
def head_by_another_key():
    return heads_only(lambda log: log.head(by=Key("rat", "a stranger's"))[1])


@ledger
def head_of_another_body():
    return heads_only(lambda log: note("rot\n13\n%s\n" % build.b64(build.root(log.leaves)), Key("rot")))


@ledger
def head_altered():
    return heads_only(lambda log: log.head()[1].replace(b"rat\n13", b"rat\n12"))


@ledger
def head_under_another_size():
    return heads_only(lambda log: log.head()[1], 5)


@ledger
def head_beyond_the_end():
    return heads_only(lambda log: note("rat\n99\n%s\n" % build.b64(bytes(32)), log.log), 99)


@ledger
def head_with_another_root():
    return heads_only(lambda log: note("rat\n13\n%s\n" % build.b64(bytes(32)), log.log))


@ledgers(head_of_size_0=0, head_of_size_minus_1=-1)
def head_of_no_size(size):
    """Where the table's own conditions were not asked."""
    def then(db):
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("UPDATE checkpoint SET size = ?", (size,))
    return Made(decided(), heads=[(1, *decided().head())], then=then)


@ledger
def head_is_no_note():
    return heads_only(lambda log: b"rat 13")


@ledger
def head_of_nobody():
    log = decided()
    return Made(log, heads=[(7, *log.head())])


@ledgers(cosigned_another_text=("x\n", 1795428900), cosigned_at_no_time=("", 0), cosigned_beyond_time=("", 2**63))
def forged_cosignature(how):
    """An auditor's line that does not hold makes the head void: nobody can hang a false alarm, or praise, on it."""
    more, moment = how

    def head(log):
        whole = log.head()[1].decode()
        return (whole + key("vera").cosignature(whole.split("\n\n")[0] + "\n" + more, moment)).encode()
    return heads_only(head)


# --- What is derived --------------------------------------------------------------------------------------------------

@ledgers(node_altered="UPDATE node SET hash = zeroblob(32)", node_gone="DELETE FROM node",
         node_beyond_the_end="INSERT INTO node VALUES (1, 99, 3, zeroblob(32))",
         node_of_nobody="INSERT INTO node VALUES (9, 7, 3, zeroblob(32))",
         table_outcome="UPDATE ballot SET outcome = 'rejected'", table_vote="UPDATE vote SET choice = 'no'",
         table_vote_gone="DELETE FROM vote WHERE seat = 'nrw'", table_member="UPDATE member SET until = 9 WHERE name = 'bea'",
         table_key="UPDATE chain SET key = zeroblob(32) WHERE name = 'anna'", table_title="UPDATE proposal SET title = 'X'",
         table_weight="UPDATE seat SET weight = '9' WHERE id = 'koeln'", table_rejected="INSERT INTO rejected VALUES (1, 10, 'late')",
         table_of_nobody="INSERT INTO status VALUES (9, 9, 9, 'open', '', 'x')",
         table_search="DELETE FROM search_docsize",
         blob_altered="INSERT INTO blob VALUES (zeroblob(32), 'x')")
def derived(statement):
    return sql(statement.replace("'x')", "CAST('x' AS BLOB))") if "blob VALUES" in statement else statement)


@ledger
def pending_rubbish():
    """What waits for signatures is no part of any log."""
    return sql("INSERT INTO pending VALUES (zeroblob(32), 1, x'00', 0, NULL)")


# --- The file ---------------------------------------------------------------------------------------------------------

@ledgers(schema_trigger="CREATE TRIGGER extra AFTER INSERT ON vote BEGIN UPDATE vote SET choice = 'no'; END",
         schema_view="CREATE VIEW extra AS SELECT * FROM entry", schema_table="CREATE TABLE extra (x)",
         schema_index="CREATE INDEX extra ON vote (lower(choice))",
         schema_escape="CREATE TABLE \"a\x1b[2Jb\" (x)", schema_endless=(
             "DROP TABLE blob; CREATE VIEW blob AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
             "SELECT i AS sha256, i AS bytes FROM n"),
         schema_generated="ALTER TABLE vote ADD COLUMN g TEXT AS (hex(zeroblob(1000000)))",
         schema_without_nodes="DROP TABLE node", schema_without_votes="DROP TABLE vote",
         schema_without_heads="DROP TABLE checkpoint", schema_without_search="DROP TABLE search")
def schema(script):
    return headed(then=lambda db: db.executescript(script))


@ledger
def schema_entry_is_a_view():
    return headed(then=lambda db: db.executescript("ALTER TABLE entry RENAME TO e; CREATE VIEW entry AS SELECT * FROM e"))


@ledgers(another_program="application_id = 1", no_program="application_id = 0", newer_version="user_version = 2")
def pragma(what):
    return sql("PRAGMA " + what)


@ledger
def schema_without_triggers():
    def raw(content):
        db = sqlite3.connect(":memory:")
        db.deserialize(content)
        for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute("DROP TRIGGER " + name)
        db.commit()
        made = db.serialize()
        db.close()
        return made
    return headed(raw=raw)


def page_of(content, name):
    """(first byte, length) of the root page of a table."""
    db = sqlite3.connect(":memory:")
    db.deserialize(content)
    root, = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    db.close()
    size = int.from_bytes(content[16:18], "big")
    return (root - 1) * size, size


def over_page(name, part=None):
    def raw(content):
        at, size = page_of(content, name)
        part_of = part or size
        return content[:at] + bytes(part_of) + content[at + part_of:]
    return raw


def cells_astray(content):
    """Every pointer of the page of entries beyond its end."""
    at, _ = page_of(content, "entry")
    return content[:at + 8] + b"\xff" * 12 + content[at + 20:]


def page_of_itself(content):
    """The page of entries is an inner one whose child is itself: an endless descent."""
    at, size = page_of(content, "entry")
    return content[:at] + bytes([5, 0, 0, 0, 0, 0, 0, 0]) + (at // size + 1).to_bytes(4, "big") + content[at + 12:]


@ledgers(file_empty=lambda content: b"", file_no_database=lambda content: b"hello, this is no database at all\n" * 99,
         file_header=lambda content: b"\0" + content[1:], file_page_size=lambda content: content[:16] + b"\0\3" + content[18:],
         file_half=lambda content: content[:len(content) // 2], file_one_page=lambda content: content[:4096],
         file_cut_in_a_page=lambda content: content[:-100],
         file_schema_gone=lambda content: content[:100] + bytes(200) + content[300:],
         file_page_of_entries=over_page("entry"), file_page_of_votes=over_page("vote"),
         file_index_of_ids=over_page("entry_id"), file_cells=cells_astray, file_loop=page_of_itself)
def bytes_of_the_file(raw):
    return headed(raw=raw)
