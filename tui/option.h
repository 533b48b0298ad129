/* The options of all verbs: one table gives the parser, the help and the completions. */
#ifndef TUI_OPTION_H
#define TUI_OPTION_H

#include "core/status.h"

/* Every option of every verb; a verb's row names those it takes. */
#define OPTION_TABLE(X)                                                                                                \
    X(LEDGER, "ledger", "FILE", N_("the ledger file"))                                                                 \
    X(KEYS, "keys", "DIR", N_("the folder with the key files"))                                                        \
    X(AS, "as", "KEYNAME", N_("the key to sign with"))                                                                 \
    X(PASSPHRASE_FILE, "passphrase-file", "FILE", N_("a file whose first line is the passphrase"))                     \
    X(JSON, "json", NULL, N_("print JSON"))                                                                            \
    X(LANG, "lang", "de|en", N_("the language"))                                                                       \
    X(QUIET, "quiet", NULL, N_("print results only"))                                                                  \
    X(YES, "yes", NULL, N_("sign without asking"))                                                                     \
    X(PLAIN, "plain", NULL, N_("menus and sentences, line by line, instead of screens; nothing is drawn twice"))       \
    X(HELP, "help", NULL, N_("show the help of this verb"))                                                            \
    X(KDF, "kdf", "interactive|moderate|sensitive", N_("how costly it is to try passphrases"))                         \
    X(SECRETARY, "secretary", "VKEY", N_("a further secretary's verifier key (may be repeated)"))                      \
    X(ROLE, "role", "holder|deputy|secretary|auditor", N_("what to enrol for"))                                        \
    X(SEAT, "seat", "SEAT", N_("the seat, when you hold several"))                                                     \
    X(SEARCH, "search", "TEXT", N_("only proposals with these words"))                                                 \
    X(STATUS, "status", "STATE", N_("only those in this state"))                                                       \
    X(DEMAND, "demand", "1-5", N_("only proposals that serve this demand"))                                            \
    X(BENCH, "bench", "BENCH", N_("only proposals filed by this bench"))                                               \
    X(RULE, "rule", "RULE", N_("the rule of the statute to decide by"))                                                \
    X(OPENS, "opens", "TIME", N_("when voting begins (2026-11-23T10:15:00Z, or +2d, +3h, +30m)"))                      \
    X(CLOSES, "closes", "TIME", N_("the deadline (2026-11-30T12:00:00Z, or +7d, +3h, +30m)"))                          \
    X(MEETING, "meeting", "MEETING", N_("the meeting in which it is voted on; without it, a written procedure"))       \
    X(QUESTION, "question", "TEXT", N_("the question on the ballot"))                                                  \
    X(REASON, "reason", "TEXT", N_("a reason; public for ever"))                                                       \
    X(CLERK, "clerk", NULL, N_("as a secretary, record a vote called out in the meeting; needs --seat"))               \
    X(JOBS, "jobs", "N", N_("how many threads"))                                                                       \
    X(SINCE, "since", "N|last",                                                                                        \
      N_("only entries from index N on; in an audit \"last\": those behind the last one kept here"))                   \
    X(DIR, "dir", "DIR", N_("the folder to use"))                                                                      \
    X(LIMIT, "limit", "N", N_("at most so many"))                                                                      \
    X(AT, "at", "INDEX|DATE", N_("as it stood before that entry, or at the end of that day"))                          \
    X(CHANGE, "change", "[FILE]", N_("what is to be changed; without a file, in your editor"))                         \
    X(PART, "part", "N", N_("only this part of a change that is too long for one entry"))                              \
    X(DECIDED, "decided", "PROPOSAL",                                                                                  \
      N_("the adopted proposal whose text holds the new statute, from a line ```statute to a line ```"))               \
    X(SEATS, "seats", "FILE", N_("further benches and seats"))                                                         \
    X(LOST, "lost", NULL, N_("the old key is lost: one secretary more signs, and --reason says so"))                   \
    X(ASCII, "ascii", NULL, N_("screens: frames, bars and signs from ASCII only"))                                     \
    X(MONO, "mono", NULL, N_("screens: no colours, as with NO_COLOR"))                                                 \
    X(AS_PRESENT, "as-present", NULL, N_("the seats have come (this is meant where nothing is said)"))                 \
    X(EXCUSED, "excused", NULL, N_("the seats are excused"))                                                           \
    X(LEFT, "left", NULL, N_("the seats have left"))                                                                   \
    X(TO, "to", "TEXT", N_("whom the proposal is referred to"))                                                        \
    X(NUMBER, "number", "NUMBER", N_("the number of the decision"))                                                    \
    X(PAPER, "count", "OPTION=HEADS[:WEIGHT]", N_("a count on paper (may be repeated)"))                               \
    X(RESULT, "result", "adopted|rejected|no-quorum", N_("what came out of a ballot on paper"))                        \
    X(WINNER, "winner", "OPTION", N_("who won a ballot on paper"))                                                     \
    X(SIGN, "sign", "FILE", N_("sign this file as the minutes"))                                                       \
    X(AGAINST, "against", "FILE|DIR",                                                                                  \
      N_("what was kept elsewhere: a signed head, a receipt, an exported folder, another ledger file"))                \
    X(PROOF, "proof", "FILE", N_("where to write the proof, when the log's key has signed two histories"))             \
    X(CONFIRM, "confirm", NULL, N_("confirm the newest minutes of the meeting"))                                       \
    X(MAN, "man", NULL, N_("print the manual page instead, for man -l -"))                                             \
    X(CONFIG, "config", NULL, N_("print a configuration file instead, with every option explained"))                   \
    X(FOUNDING, "founding", "ID", N_("the id of the founding of a body that this ledger does not have yet"))           \
    X(ROUND, "round", "N", N_("as in this round of the same question; without it, in the first"))                      \
    X(PROPOSER, "proposer", "SEAT|BENCH",                                                                              \
      N_("as if that seat, or that bench, had made the proposal; without it, nobody"))                                 \
    X(WHAT_IF, "what-if", "FILE", N_("beside it what a draft of a roster, a statute or a body would make of it"))      \
    X(COMPARE, "compare", "PROPOSAL", N_("what differs from that other version, instead"))                             \
    X(FORMAT, "format", "FORMAT", N_("in which format"))                                                               \
    X(OUTPUT, "output", "FILE", N_("the new file to write, -o for short; its ending may say the format"))              \
    X(CHART, "chart", "benches|seats|costs", N_("which picture, with --format svg"))                                   \
    X(REPORT, "report", "FILE", N_("write what was found into a new file too: .txt, .md, .html or .pdf"))              \
    X(BODY, "body", "NAME", N_("only this body"))                                                                      \
    X(WATCH, "watch", NULL, N_("go on until Ctrl-C"))                                                                  \
    X(SVG, "svg", "FILE", N_("write it as a picture too, with its sentences in it"))                                   \
    X(READ_ONLY, "read-only", NULL, N_("screens: read only, on a connection that cannot write"))                       \
    X(CSV, "csv", "FILE", N_("take the address book from a table: a handle and who that is on each line"))             \
    X(HALL, "hall", NULL, N_("large and read-only, for a projector"))                                                  \
    X(PLACE, "place", "N", N_("the entry at this place of the log; the first argument is then the body"))

enum option {
#define OPTION_ENUM(id, name, value, help) OPTION_##id,
    OPTION_TABLE(OPTION_ENUM)
#undef OPTION_ENUM
        OPTION_COUNT
};

#endif
