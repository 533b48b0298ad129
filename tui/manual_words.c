/* The prose of the manual page. */
#include "tui/i18n.h"
#include "tui/manual.h"
#include "tui/power_terms.h"

const struct manual_row manual_rows[] = {
    {MANUAL_SECTION, NULL, N_("DESCRIPTION")},
    {MANUAL_TEXT, NULL,
     N_("Stimmbuch is for bodies that decide by open, signed votes. Delegates read proposals and vote; secretaries "
        "found bodies, open and close ballots and count by the body's own rule; auditors check every signature, the "
        "whole ledger and every result.")},
    {MANUAL_TEXT, NULL,
     N_("Without a verb, on a terminal, it opens the screens. With a verb it does one thing and ends. The screens do "
        "nothing that a verb cannot do.")},
    {MANUAL_TEXT, NULL,
     N_("What is signed is a text of a few lines that a person can read. Every signed text has a place in the log of "
        "its body, and the log is a Merkle tree (RFC 6962) whose head is signed as well: what was signed can neither "
        "be altered nor taken out unnoticed by anybody who kept a head or a receipt.")},
    {MANUAL_SECTION, NULL, N_("VERBS")},
    {MANUAL_TEXT, NULL,
     N_("Ids may be shortened to any unique beginning of four or more hex digits. A body also goes by its name, a "
        "proposal by its number, with BODY/NUMBER where two bodies have it, and the number of a proposal stands for "
        "its open ballot where a ballot is wanted.")},
    {MANUAL_VERBS, NULL, NULL},
    {MANUAL_SECTION, NULL, N_("OPTIONS OF EVERY VERB")},
    {MANUAL_TEXT, NULL, N_("They stand before or after the verb.")},
    {MANUAL_OPTIONS, NULL, NULL},
    {MANUAL_SECTION, NULL, N_("KEYS ON THE SCREENS")},
    {MANUAL_TEXT, NULL,
     N_("The last line of a screen shows the keys that do something there. Nothing is written before the last step: to "
        "sign, the word that is asked for is typed in full.")},
    {MANUAL_KEYS, NULL, NULL},
    {MANUAL_SECTION, NULL, N_("PLAIN MODE")},
    {MANUAL_TEXT, NULL,
     N_("With --plain, with TERM=dumb, or when standard output is no terminal but a person types, the screens are "
        "numbered menus and sentences, line by line, for screen readers, braille and slow connections: no cursor "
        "addressing, no colours, nothing drawn twice. A menu asks for what a verb needs, says the command line it is "
        "the same as, and runs it; signing shows the whole text and asks for the word and the passphrase. 0 or b goes "
        "back, q ends, Ctrl-C leaves a question or stops a command without anything written half.")},
    {MANUAL_SECTION, NULL, N_("DRAFTS")},
    {MANUAL_TEXT, NULL,
     N_("A statute, a proposal, a statement, a meeting or a change is written as a draft: a first line "
        "\"stimmbuch/1 KIND\", the fields, one a line, an empty line, the text. Lines above the empty line that begin "
        "with # are comments. Without a file and on a terminal the editor opens with a template.")},
    {MANUAL_SECTION, NULL, N_("CONFIGURATION")},
    {MANUAL_TEXT, NULL,
     N_("A file of lines \"name = value\"; lines that begin with # are comments. Options of the command line and the "
        "variables STIMMBUCH_LEDGER, STIMMBUCH_KEYS and NO_COLOR go before it. A name or a value that is not known is "
        "an error, with its line. \"stimmbuch help --config\" prints a file to start from.")},
    {MANUAL_CONFIG, NULL, NULL},
    {MANUAL_SECTION, NULL, N_("FILES")},
    {MANUAL_TERM, "$XDG_CONFIG_HOME/stimmbuch/config", N_("the configuration")},
    {MANUAL_TERM, "$XDG_DATA_HOME/stimmbuch/ledger.db", N_("the ledger: one SQLite file for any number of bodies")},
    {MANUAL_TERM, "$XDG_DATA_HOME/stimmbuch/keys/",
     N_("the secret keys, one file each, sealed under a passphrase; keep a copy in a safe place")},
    {MANUAL_TERM, "$XDG_DATA_HOME/stimmbuch/people",
     N_("the address book: who is behind the name of a key; it never leaves this machine")},
    {MANUAL_TERM, "$XDG_DATA_HOME/stimmbuch/drafts/", N_("drafts that were written in the editor")},
    {MANUAL_TERM, "$XDG_STATE_HOME/stimmbuch/heads/",
     N_("the newest signed head of each log, kept beside the ledger so that an older copy of it is noticed")},
    {MANUAL_TERM, "$XDG_STATE_HOME/stimmbuch/audits/",
     N_("what the last audit without an error knew of each log: \"verify --since last\", Z and cosign go on from "
        "there; "
        "deleted, nothing is taken as known any more")},
    {MANUAL_TERM, "$XDG_STATE_HOME/stimmbuch/forks/",
     N_("proofs that the key of a log has signed two histories; keep them and show them: \"verify FILE\" checks one "
        "with nothing else")},
    {MANUAL_TERM, "$XDG_STATE_HOME/stimmbuch/seen",
     N_("how far each log was when the screens were left last, so that they say what is new")},
    {MANUAL_TERM, "$XDG_STATE_HOME/stimmbuch/last-key",
     N_("whose key was at the screens last; with several keys they begin with it")},
    {MANUAL_TEXT, NULL,
     N_("Where a variable is not set, XDG_CONFIG_HOME is ~/.config, XDG_DATA_HOME ~/.local/share and XDG_STATE_HOME "
        "~/.local/state.")},
    {MANUAL_SECTION, NULL, N_("ENVIRONMENT")},
    {MANUAL_TERM, "STIMMBUCH_LEDGER", N_("the ledger file, where --ledger is not given")},
    {MANUAL_TERM, "STIMMBUCH_KEYS", N_("the folder with the key files, where --keys is not given")},
    {MANUAL_TERM, "STIMMBUCH_PASSPHRASE_FILE",
     N_("a file whose first line is the passphrase, where --passphrase-file is not given")},
    {MANUAL_TERM, "LC_ALL, LC_MESSAGES, LANG",
     N_("the language, where --lang is not given; German where they say nothing")},
    {MANUAL_TERM, "VISUAL, EDITOR", N_("the editor for drafts")},
    {MANUAL_TERM, "PAGER", N_("the pager for long reading; else the system's own")},
    {MANUAL_TERM, "TERM", N_("the kind of terminal; on one that is \"dumb\" there are menus instead of screens")},
    {MANUAL_TERM, "NO_COLOR", N_("when it is set, the screens have no colours")},
    {MANUAL_TERM, "COLORFGBG", N_("whether the terminal is light or dark, as some terminals set it")},
    {MANUAL_TERM, "ESCDELAY", N_("how many milliseconds a screen waits behind Esc for the rest of a key")},
    {MANUAL_SECTION, NULL, N_("EXIT STATUS")},
    {MANUAL_TERM, "0", N_("done, and what was checked holds")},
    {MANUAL_TERM, "1", N_("checked, and something does not hold: findings of the audit, a bad receipt")},
    {MANUAL_TERM, "2", N_("wrong usage, or a draft that is not well-formed")},
    {MANUAL_TERM, "3",
     N_("refused by a rule: not eligible, ballot closed, something missing that the statute demands")},
    {MANUAL_TERM, "4", N_("key or passphrase")},
    {MANUAL_TERM, "5", N_("file, disk or ledger")},
    {MANUAL_SECTION, NULL, N_("EXAMPLES")},
    {MANUAL_TERM, "stimmbuch demo", N_("look at a sample world, as a sample delegate")},
    {MANUAL_TERM, "stimmbuch key new kommune-7.rat.example", N_("make a key pair for an office or a seat")},
    {MANUAL_TERM, "stimmbuch vote 2026-017 yes", N_("vote on a proposal whose ballot is open")},
    {MANUAL_TERM, "stimmbuch tally 2026-017", N_("show the count, each comparison of the rule, and the result")},
    {MANUAL_TERM, "stimmbuch receipt 2026-017 vote.tlog-proof",
     N_("write the proof of one's vote, once a signed head holds it")},
    {MANUAL_TERM, "stimmbuch receipt check vote.tlog-proof", N_("check it, with neither ledger nor keys")},
    {MANUAL_TERM, "stimmbuch verify --since last", N_("check what came since the last audit")},
    {MANUAL_TERM, "stimmbuch verify --against vote.tlog-proof",
     N_("check everything, and that the ledger still has what was kept")},
    {MANUAL_TERM, "stimmbuch verify --json | jq .ok", N_("check the whole ledger from a script")},
    {MANUAL_TERM, "stimmbuch export rat.example /srv/rat",
     N_("write the log into a folder for a web server; again, only what is new")},
    {MANUAL_TERM, "stimmbuch import /media/stick/rat", N_("take a log into one's own ledger, which holds a copy then")},
    {MANUAL_TERM, "stimmbuch bundle rat.example vote.bundle --since 120",
     N_("take along in one file what came from entry 120 on and what waits")},
    {MANUAL_TERM, "stimmbuch import vote.bundle", N_("take it in on the other machine")},
    {MANUAL_SECTION, NULL, N_("FOR STRANGERS")},
    {MANUAL_TEXT, NULL,
     N_("Nobody has to trust this program. A ledger file, or the folder that \"export\" writes, is checked with tools "
        "that "
        "others wrote:")},
    {MANUAL_TERM, "sha256sum",
     N_("an attachment is the one that the log names: its file in blob/ is called by its hash")},
    {MANUAL_TERM, "sqlite3",
     N_("what stands in a ledger file, byte for byte; the id of an entry is the SHA-256 of its text")},
    {MANUAL_TERM, "openssl pkeyutl -verify -rawin",
     N_("one signature under an entry or a head: Ed25519 over the text up to the empty line in front of the "
        "signatures")},
    {MANUAL_TERM, "golang.org/x/mod/sumdb/note", N_("a head is signed by the log's key, which entry 0 names")},
    {MANUAL_TERM, "golang.org/x/mod/sumdb/tlog",
     N_("every tile and every entry is in the tree of that head, and older heads are beginnings of it")},
    {MANUAL_TERM, "python3 tests/verifier/verify.py",
     N_("all of that, and every rule, every count and every result: a second reader, written from FORMAT.md alone")},
    {MANUAL_TEXT, NULL,
     N_("Only the second reader and this program can tell whether an entry had effect, for that is a question of the "
        "rules. No tool can tell from one copy whether another one shows something else: keep a head or a receipt, and "
        "compare.")},
    {MANUAL_SECTION, NULL, N_("WHAT IT DOES NOT DO")},
    {MANUAL_TEXT, NULL,
     N_("Votes are open and stay readable for ever: it is the wrong tool where the law wants a secret ballot. It does "
        "not resist coercion, nor a machine that shows its user one text and signs another. A key stands for an office "
        "or a seat, not for a person: whoever approves an enrolment must have compared the fingerprint by another "
        "way.")},
    {MANUAL_SECTION, NULL, N_("VOTING POWER")},
    {MANUAL_TEXT, NULL,
     N_("\"power\" asks how often a seat's vote is the one that decides. A coalition of seats votes yes, all others "
        "no; "
        "nobody abstains, the quorum is left out, and unless --round and --proposer say otherwise it is the first "
        "round, "
        "and nobody counts as proposer. A seat is decisive where its yes instead of its no changes whether the rule "
        "holds.")},
#define POWER_ROW(name, text) {MANUAL_TERM, name, text},
    POWER_MEASURES(POWER_ROW)
#undef POWER_ROW
        {MANUAL_TEXT, NULL, POWER_TERMS},
    {MANUAL_TEXT, NULL,
     N_("A bench has the sum of its seats. \"Blocks at\" is the smallest number of its seats, well chosen, without "
        "which nothing can be adopted. A seat has a veto when nothing is adopted without it. The numbers are exact; "
        "where a body has so many seats of different weight that counting would take too long, they are estimated, "
        "and it says so, with an interval of confidence (95 per cent). Everybody gets the same estimate. They say "
        "nothing "
        "about opinions, and nothing about who is heard before the vote (D. S. Felsenthal and M. Machover, The "
        "Measurement of Voting Power, 1998).")},
    {MANUAL_TEXT, NULL,
     N_("The screen of voting power shows the same with bars. There seats move to another bench, get or lose their "
        "vote, "
        "or weigh more or less, and another rule is picked, on trial: what that does to each bench stands beside "
        "today's "
        "figures, and nothing of it is an entry. Saved, it is the draft of a body, which \"body check\", \"power\", "
        "\"power --what-if\", \"roster --change\" and \"statute --change\" take. \"power --svg\" writes the figures as "
        "a picture, with their sentences for those who do not see it.")},
    {MANUAL_SECTION, NULL, N_("SEE ALSO")},
    {MANUAL_TEXT, NULL,
     N_("FORMAT.md beside the program's documentation: the format of the ledger, enough to write a verifier from.")},
    {MANUAL_END, NULL, NULL},
};
