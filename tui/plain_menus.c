#include "tui/plain_menus.h"

#include "data/query.h"
#include "tui/i18n.h"
#include "tui/plain_lists.h"
#include "tui/plain_questions.h"

#define ROWS(rows) rows, sizeof(rows) / sizeof(rows)[0]
#define SIGN(label, line)                                                                                              \
    {                                                                                                                  \
        PLAIN_SIGN, label, line, NULL, NULL, NULL                                                                      \
    }
#define READ(label, line)                                                                                              \
    {                                                                                                                  \
        PLAIN_READ, label, line, NULL, NULL, NULL                                                                      \
    }
#define WORK(label, line)                                                                                              \
    {                                                                                                                  \
        PLAIN_WORK, label, line, NULL, NULL, NULL                                                                      \
    }
#define CALL(label, call)                                                                                              \
    {                                                                                                                  \
        PLAIN_CALL, label, NULL, NULL, NULL, call                                                                      \
    }

/* Each vote is shown and signed on its own; leaving a question of one goes on with the next seat. */
static void vote_for_all(struct plain *plain, const struct plain_known *known)
{
    struct plain_list seats = {.first = 0};
    if (!plain_has_key(plain))
        return;
    arena_init(&seats.arena);
    enum status status = plain_ledger(plain);
    if (status == STATUS_OK)
        status = plain_seats(plain, known, &seats);
    if (status != STATUS_OK)
        plain_fail(plain);
    else if (!seats.count)
        plain_say(plain, _("Your key has no seat here."), SLICE(""), SLICE(""));
    for (size_t i = 0; i < seats.count && status == STATUS_OK && !plain->over; i++) {
        struct plain_known one = *known;
        struct slice seat = plain_known_value(&seats.row[i].known, SLICE("seat"));
        plain_know(&one, "seat", seat);
        plain_say(plain, _("Now for the seat {1}:"), seat, SLICE(""));
        plain_do(plain, "vote {ballot} {choice} --seat {seat} --reason {reason?}", &one, false);
    }
    arena_release(&seats.arena);
}

static const struct plain_menu_row ballot_rows[] = {
    SIGN(N_("Vote"), "vote {ballot} {choice} --seat {seat?} --reason {reason?}"),
    READ(N_("Read the proposal"), "proposal show {proposal}"),
    READ(N_("Read the count and the result"), "tally {ballot}"),
    READ(N_("Read the ballot as it was signed"), "ballot show {ballot}"),
    SIGN(N_("Object to the written procedure"), "object {ballot} --seat {seat?} --reason {reason?}"),
    SIGN(N_("Record a vote called out in the meeting (secretaries)"),
         "vote {ballot} {choice} --clerk --seat {a-seat} --reason {reason?}"),
    SIGN(N_("Close the ballot and sign its result (secretaries)"), "ballot close {ballot} --number {decision?}"),
    SIGN(N_("Close a ballot on paper (secretaries)"),
         "ballot close {ballot} --number {decision?} --count {counts?} --result {outcome} --winner {winner?}"),
    SIGN(N_("Declare the ballot void (secretaries)"), "ballot void {ballot} --reason {why}"),
    WORK(N_("Write the proof that a seat did or did not vote"), "receipt {ballot} {new-file} --seat {a-seat}"),
    CALL(N_("Vote for all your seats, one after the other"), vote_for_all),
    READ(N_("Count it by another rule, on trial"), "tally {ballot} --rule {rule}"),
    WORK(N_("Write the result into a file: .txt, .md, .html, .pdf, .csv, .json or .svg"),
         "result {ballot} --output {new-file}"),
};
const struct plain_menu plain_menu_ballot = {N_("Ballot"), ROWS(ballot_rows)};

/* An entry as it was signed. */
static void show_entry(struct plain *plain, const struct plain_known *known)
{
    struct buffer note;
    struct log *log;
    int64_t place = 0;
    struct slice digits = plain_known_value(known, SLICE("place"));
    for (size_t i = 0; i < digits.length; i++)
        place = place * 10 + (digits.at[i] - '0');
    buffer_init(&note);
    enum status status = plain_ledger(plain);
    if (status == STATUS_OK)
        status = session_log(plain->session, plain_known_value(known, SLICE("body")).at, &log);
    if (status == STATUS_OK)
        status =
            query_entry(ledger_store(plain->session->ledger), log_number(log), place, &note, &plain->session->problem);
    if (status == STATUS_OK)
        plain_show(plain, buffer_slice(&note));
    else
        plain_fail(plain);
    buffer_release(&note);
}

static const struct plain_menu_row entry_rows[] = {
    CALL(N_("Read it as it was signed"), show_entry),
    WORK(N_("Write a receipt for it"), "receipt {body} {new-file} --place {place}"),
};
static const struct plain_menu menu_entry = {N_("Entry"), ROWS(entry_rows)};

static const struct plain_source statements = {
    plain_statements,
    N_("Statements and practical reports"),
    N_("There are no statements on it yet: write one in the menu of the proposal."),
    false,
    false,
    NULL};

static const struct plain_menu_row proposal_rows[] = {
    READ(N_("Read it"), "proposal show {proposal}"),
    {PLAIN_LIST, N_("Read the statements and practical reports on it"), NULL, &statements, &menu_entry, NULL},
    SIGN(N_("Vote on it"), "vote {proposal} {choice} --seat {seat?} --reason {reason?}"),
    READ(N_("Read the count and the result"), "tally {proposal}"),
    READ(N_("Its files"), "attachment list {proposal}"),
    SIGN(N_("Write a statement or a practical report"), "state {proposal} {draft?} --seat {seat?}"),
    SIGN(N_("Declare that your seat takes no part"), "recuse {proposal} --seat {seat?} --reason {reason?}"),
    SIGN(N_("Open a ballot (secretaries)"), "ballot open {proposal} --rule {rule} --opens {opens?} --closes {closes?} "
                                            "--meeting {in-meeting?} --question {question?}"),
    SIGN(N_("Adjourn it"), "status {proposal} adjourned --reason {reason?}"),
    SIGN(N_("Refer it"), "status {proposal} referred --to {to} --reason {reason?}"),
    SIGN(N_("Withdraw it"), "status {proposal} withdrawn --reason {reason?}"),
    SIGN(N_("Take it up again"), "status {proposal} open --reason {reason?}"),
    WORK(N_("Delete a file that is not public from this ledger"), "attachment delete {proposal} {attachment}"),
    READ(N_("What differs from an earlier version"), "proposal show {proposal} --compare {version}"),
};
static const struct plain_menu menu_proposal = {N_("Proposal"), ROWS(proposal_rows)};

static const struct plain_menu_row vote_rows[] = {
    READ(N_("Read the count and the result"), "tally {ballot}"),
    WORK(N_("Write a receipt, which proves the vote without the ledger"), "receipt {body} {new-file} --place {place}"),
    SIGN(N_("Vote again: the later vote counts"), "vote {ballot} {choice} --seat {seat} --reason {reason?}"),
    READ(N_("Read the proposal"), "proposal show {proposal}"),
};
static const struct plain_menu menu_vote = {N_("My vote"), ROWS(vote_rows)};

static const struct plain_menu_row meeting_rows[] = {
    READ(N_("Agenda, attendance and results"), "meeting show {meeting}"),
    SIGN(N_("Somebody has come"), "attend {meeting} {seats*} --as-present"),
    SIGN(N_("Somebody is excused"), "attend {meeting} {seats*} --excused"),
    SIGN(N_("Somebody has left"), "attend {meeting} {seats*} --left"),
    READ(N_("Read the minutes"), "minutes {meeting}"),
    SIGN(N_("Sign a file as the minutes (secretaries)"), "minutes {meeting} --sign {file}"),
    SIGN(N_("Confirm the minutes"), "minutes {meeting} --confirm --reason {reason?}"),
    WORK(N_("Write the minutes into a file: .txt, .md, .html or .pdf"), "minutes {meeting} --output {new-file}"),
    READ(N_("Is a file the one that was signed?"), "minutes {meeting} --against {file}"),
};
static const struct plain_menu menu_meeting = {N_("Meeting"), ROWS(meeting_rows)};

static const struct plain_menu_row pending_rows[] = {
    SIGN(N_("Read it and add your signature"), "approve {pending}"),
    SIGN(N_("Add your signature to a closing, with the number of the decision"),
         "approve {pending} --number {decision?}"),
    WORK(N_("Withdraw it"), "pending drop {pending}"),
};
const struct plain_menu plain_menu_pending = {N_("It waits for signatures"), ROWS(pending_rows)};

static const struct plain_source proposals = {
    plain_proposals,
    N_("Proposals, newest first"),
    N_("There are no proposals yet: a proposal is filed in the menu \"Bodies\"."),
    true,
    true,
    "proposal"};
static const struct plain_source ballots = {plain_ballots,
                                            N_("Ballots, newest first"),
                                            N_("There are no ballots yet: secretaries open one on a proposal."),
                                            false,
                                            true,
                                            "ballot"};
static const struct plain_source meetings = {
    plain_meetings,
    N_("Meetings, the latest first"),
    N_("There are no meetings yet: secretaries invite in the menu \"Bodies\"."),
    false,
    true,
    "meeting"};
static const struct plain_source bodies = {
    plain_bodies, N_("Bodies"), N_("There is no body in this ledger yet: found one or take one in."),
    false,        false,        NULL};
static const struct plain_source pendings = {
    plain_pendings, N_("What waits for signatures"), N_("Nothing waits for signatures."), false, false, NULL};
static const struct plain_source inbox = {
    plain_inbox, N_("To be done"), N_("There is nothing to be done with your key now."), false, false, NULL};
static const struct plain_source votes = {plain_votes,
                                          N_("My votes, newest first"),
                                          N_("Your key has not voted yet: open ballots are in \"To be done\"."),
                                          false,
                                          false,
                                          NULL};
static const struct plain_source entries = {
    plain_entries, N_("Entries of the log, newest first"), N_("The log has no entries."), false, false, NULL};

static const struct plain_menu_row body_rows[] = {
    READ(N_("Seats, members and rules"), "body show {body}"),
    READ(N_("Who sits where"), "roster {body}"),
    READ(N_("Who sat where on another day"), "roster {body} --at {when}"),
    READ(N_("The rules in words"), "statute {body}"),
    {PLAIN_LIST, N_("The entries of its log"), NULL, &entries, &menu_entry, NULL},
    SIGN(N_("File a proposal"), "propose {body} {draft?}"),
    SIGN(N_("Ask for a seat with your key"), "enrol {body} {a-seat}"),
    SIGN(N_("Ask for a deputy's place with your key"), "enrol {body} {a-seat} --role deputy"),
    SIGN(N_("Ask for the office of an auditor"), "enrol {body} --role auditor"),
    SIGN(N_("Ask for the office of a secretary"), "enrol {body} --role secretary"),
    SIGN(N_("Invite to a meeting (secretaries)"), "meeting new {body} {draft?}"),
    SIGN(N_("Change seats and members in your editor (secretaries)"), "roster {body} --change"),
    SIGN(N_("Change seats and members from a file (secretaries)"), "roster {body} --change {file}"),
    SIGN(N_("Change the rules in your editor (secretaries)"), "statute {body} --change --decided {decided?}"),
    SIGN(N_("Change the rules from a file (secretaries)"), "statute {body} --change {file} --decided {decided?}"),
    WORK(N_("Sign the head of the log (secretaries)"), "checkpoint {body}"),
    SIGN(N_("Check and countersign the head (auditors)"), "cosign {body}"),
    READ(N_("Check everything of this body"), "verify {body}"),
    WORK(N_("Write the log into a folder that can be published"), "export {body} {dir}"),
    WORK(N_("Take what is new along in a file"), "bundle {body} {new-file}"),
    READ(N_("How strong each bench and seat is"), "power {body}"),
    READ(N_("How strong they would be after the change in a file"), "power {body} --what-if {file}"),
};
static const struct plain_menu menu_body = {N_("Body"), ROWS(body_rows)};

static const struct plain_menu_row bodies_rows[] = {
    {PLAIN_LIST, N_("The bodies of this ledger: rules, members, entries, proposals, meetings"), NULL, &bodies,
     &menu_body, NULL},
    SIGN(N_("Found a body from a statute, or from your editor"), "body found {draft?} --secretary {secretary?}"),
    READ(N_("Say what is wrong with a statute file"), "body check {file}"),
    WORK(N_("Take in a body, or what is new: an exported folder or a bundle"), "import {path} --founding {founding?}"),
};
static const struct plain_menu menu_bodies = {N_("Bodies"), ROWS(bodies_rows)};

static const struct plain_menu_row audit_rows[] = {
    READ(N_("Check everything: signatures, tree, rules, results"), "verify"),
    READ(N_("Check what the last audit kept here has not read"), "verify --since last"),
    READ(N_("Compare with a receipt, a signed head, a folder or another ledger"), "verify --against {path}"),
    READ(N_("Check a ledger file, an exported folder or a bundle"), "verify {path}"),
    READ(N_("Check a receipt, without ledger and key"), "receipt check {file}"),
    SIGN(N_("Check and countersign the head of a body (auditors)"), "cosign {body}"),
    WORK(N_("Derive all tables anew from the log"), "rebuild"),
    WORK(N_("Check everything and write a report: .txt, .md, .html or .pdf"), "verify --report {new-file}"),
};
static const struct plain_menu menu_audit = {N_("Check and prove"), ROWS(audit_rows)};

static void choose_key(struct plain *plain, const struct plain_known *known)
{
    (void)known;
    plain_choose_key(plain);
}

static void forget_person(struct plain *plain, const struct plain_known *known)
{
    struct plain_known nobody = *known;
    plain_know(&nobody, "person", SLICE(""));
    plain_do(plain, "who {handle} {person}", &nobody, false);
}

static const struct plain_menu_row key_rows[] = {
    CALL(N_("Choose the key to act with"), choose_key),
    READ(N_("The keys on this machine"), "key list"),
    WORK(N_("Make a key"), "key new {name}"),
    READ(N_("The public half of a key, to be handed on"), "key show {key}"),
    WORK(N_("Change a passphrase"), "key passwd {key}"),
    SIGN(N_("Put a new key in the place of one"), "key rotate {key} --reason {reason?}"),
    SIGN(N_("End a key for good"), "key revoke {key} --reason {reason?}"),
    WORK(N_("Who is behind the name of a key"), "who {handle}"),
    WORK(N_("Note who is behind the name of a key"), "who {handle} {person}"),
    CALL(N_("Forget who is behind the name of a key"), forget_person),
    READ(N_("The whole address book"), "who"),
    WORK(N_("Take a table of names into the address book"), "who --csv {file}"),
};
static const struct plain_menu menu_keys = {N_("Keys"), ROWS(key_rows)};

static void type_command(struct plain *plain, const struct plain_known *known)
{
    (void)known;
    plain_type(plain);
}

static const struct plain_menu_row main_rows[] = {
    {PLAIN_OWN, N_("To be done"), NULL, &inbox, &plain_menu_ballot, NULL},
    {PLAIN_LIST, N_("Proposals: read, search, vote"), NULL, &proposals, &menu_proposal, NULL},
    {PLAIN_LIST, N_("Ballots and results"), NULL, &ballots, &plain_menu_ballot, NULL},
    {PLAIN_OWN, N_("My votes and their receipts"), NULL, &votes, &menu_vote, NULL},
    {PLAIN_LIST, N_("Meetings"), NULL, &meetings, &menu_meeting, NULL},
    {PLAIN_MENU, N_("Bodies: seats, members, rules; found, export, import"), NULL, NULL, &menu_bodies, NULL},
    {PLAIN_LIST, N_("What waits for signatures"), NULL, &pendings, &plain_menu_pending, NULL},
    {PLAIN_MENU, N_("Keys"), NULL, NULL, &menu_keys, NULL},
    {PLAIN_MENU, N_("Check and prove"), NULL, NULL, &menu_audit, NULL},
    CALL(N_("Type a command"), type_command),
    READ(N_("All commands"), "help"),
};
const struct plain_menu plain_menu_main = {N_("Stimmbuch, main menu"), ROWS(main_rows)};
