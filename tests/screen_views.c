#include "tests/screen_views.h"

#include <stddef.h>

const struct view delegate_views[] = {
    {"start", ""},
    {"start-votes", "Tab"},
    {"proposals", "2"},
    {"proposals-search", "2 / strasse"},
    {"proposal", "2 End Enter"},
    {"proposal-part", "2 End Enter Tab Tab"},
    {"ballot", "2 / kataster Enter Enter v"},
    {"ballot-own", "2 / beleuchtung Enter Enter v"},
    {"sign", "2 / kataster Enter Enter v Enter"},
    {"sign-empty", "2 / kataster Enter Enter v Enter Enter"},
    {"sign-passphrase", "2 / kataster Enter Enter v Enter yes Enter geheim"},
    {"import", "I"},
    {"ballots", "3"},
    {"result-open", "2 / kataster Enter Enter r"},
    {"result-rejected", "2 / hauptstrasse Enter Enter r"},
    {"ledger", "4"},
    {"entry", "4 Enter"},
    {"audit", "5"},
    {"audit-new", "5 Z"},
    {"against", "5 <"},
    {"check-fork", "9 tests/fuzz/corpus/fork/good-3-6 Enter"},
    {"against-unknown", "5 < tests/fuzz/corpus/checkpoint/ok-cosigned Enter"},
    {"members", "6"},
    {"enrolment", "6 T"},
    {"statute", "6 t"},
    {"power", "6 t %"},
    {"power-trial", "% Space Down Right PgDn"},
    {"power-weight", "% Home Right Down Enter"},
    {"statute-rule", "2 / beleuchtung Enter Enter v t"},
    {"help", "?"},
    {"help-search", "? stimm"},
    {"check", "9"},
    {"check-held", "9 tests/fuzz/corpus/receipt_file/vote Enter PgDn"},
    {"check-false", "9 tests/fuzz/corpus/no_vote/found Enter End"},
    {"silent", "2 / kataster Enter Enter r Q"},
    {"messages", "X Y m"},
    {"unknown-key", "X"},
    {"keys", "8"},
    {"keys-menu", "8 Enter"},
    {"cosign", "U yes"},
    {"recusal", "2 / kataster Enter Enter b"},
    {"keys-new", "8 Home Enter stadt-2"},
    {"keys-passphrase", "8 Enter Down Enter geheim"},
    {"keys-rotate", "8 Enter Down Down Enter"},
    {"keys-revoke", "8 Enter Down Down Down Enter"},
    {NULL, NULL},
};

const struct view overdue_views[] = {
    {"overdue-ballots", "3 Down"},
    {"overdue-result", "2 / kataster Enter Enter r"},
    {"overdue-proposals", "2"},
    {"overdue-start", ""},
    {NULL, NULL},
};

const struct view secretary_views[] = {
    {"secretary-start", ""},
    {"secretary-pending", "a"},
    {"secretary-opening", "2 / partnerschaft Enter Enter B"},
    {"founding", "F End Up Up Up Up Up"},
    {"founding-further", "F Down PgDn Enter"},
    {"founding-keys", "F Tab Down"},
    {"founding-own", "F End Tab data/samples/world.txt"},
    {"secretary-close", "2 / kataster Enter Enter r S"},
    {"checkpoint", "W"},
    {NULL, NULL},
};

const struct view stranger_views[] = {
    {"stranger-start", ""},
    {"stranger-members", "6"},
    {"stranger-vote", "2 / kataster Enter Enter v"},
    {"stranger-keys", "Enter"},
    {NULL, NULL},
};

const struct view empty_views[] = {
    {"empty-start", ""},    {"empty-proposals", "2"}, {"empty-ballots", "3"},
    {"empty-ledger", "4"},  {"empty-audit", "5"},     {"empty-members", "6"},
    {"empty-key", "Enter"}, {"empty-founding", "F"},  {NULL, NULL},
};

const struct view gates_views[] = {
    {"gates-opening", "2 / terminbuchung Enter Enter B"},
    {"gates-words", "2 / terminbuchung Enter Enter B Tab Tab"},
    {"gates-ballot", "2 / plattform Enter Enter v"},
    {"costs", "2 / plattform Enter Enter c"},
    {"costs-partial", "2 / terminbuchung Enter Enter c"},
    {"statements", "2 / plattform Enter Enter Tab Tab Tab"},
    {"statement", "2 / terminbuchung Enter Enter w Down Down Down Tab Jeder Space Termin Space wird Space doppelt."},
    {"gates-facts", "2 / plattform Enter Enter v Tab Tab"},
    {NULL, NULL},
};

const struct view methods_views[] = {
    {"choice", "2 / sprecherwahl Enter Enter v Down Down"},
    {"choice-many", "2 / standorts Enter Enter v PgDn Tab Tab Down Down"},
    {"approval", "2 / auszeichnung Enter Enter v Space Down Down Space"},
    {"ranking", "2 / besetzung Enter Enter v Down Space Down Down Space = Down Down Space"},
    {"ranking-empty", "2 / besetzung Enter Enter v Enter"},
    {"ranking-sign", "2 / besetzung Enter Enter v Space Down Space Down Space Down Space Down Space Enter"},
    {"result-ranking", "2 / vorsitzes Enter Enter r"},
    {"result-tie", "2 / stellvertretung Enter Enter r"},
    {NULL, NULL},
};

const struct view meeting_views[] = {
    {"meeting-start", ""},
    {"meetings", "M"},
    {"meeting", "M Down Enter"},
    {"meeting-attendance", "M Down Enter Tab Tab"},
    {"meeting-invitation", "M Down Enter Tab Tab Tab"},
    {"attendance", "M Down A"},
    {"minutes", "M End P"},
    {"minutes-draft", "M Down P"},
    {"invitation", "M i S-4 Tab Vierte Space Sitzung Tab Tab +2h Tab Tab kreis Tab Space Space"},
    {"invitation-again", "M Down Enter i"},
    {"status", "M Down Enter Down u Down"},
    {"members-past", "6 D 2026-11-19 Enter"},
    {"members-day", "6 D 2026"},
    {"history", "6 H"},
    {NULL, NULL},
};

const struct view meeting_secretary_views[] = {
    {"attendance-changes", "M Down A p z x"},    {"meeting-opening", "M Down Enter Down B"},
    {"minutes-secretary", "M Down P"},           {"minutes-file", "M Down P Tab nirgendwo"},
    {"objection", "2 / umlauf Enter Enter v O"}, {"closing", "M Down Enter r S"},
    {"void", "2 / umlauf Enter Enter V"},        {NULL, NULL},
};

const struct view draft_views[] = {
    {"draft-new", "N"}, {"draft", "N Down"}, {"draft-wrong", "N Down Down"}, {"draft-own", "N End x"}, {NULL, NULL},
};

const struct view change_views[] = {
    {"draft-roster", "6 E Down"},
    {"draft-statute", "6 t E Down"},
    {NULL, NULL},
};
