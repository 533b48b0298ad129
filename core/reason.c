#include "core/reason.h"

#include "core/status.h"

static const struct {
    const char *code, *sentence;
} reasons[REASON_COUNT] = {
#define REASON_ROW(name, code, sentence) [REASON_##name] = {code, sentence},
    REASON_TABLE(REASON_ROW)
#undef REASON_ROW
};

/* None where the sentence ends with it. */
static const char *const remedies[REASON_COUNT] = {
    [REASON_NOTE] = N_("hand it in as it was signed"),
    [REASON_KIND] = N_("use a newer version of the program"),
    [REASON_FORM] = N_("write it anew"),
    [REASON_BODY] = N_("write it anew for this body"),
    [REASON_DUPLICATE] = N_("nothing more is to be done"),
    [REASON_HEAD] = N_("have the ledger checked with \"stimmbuch verify\""),
    [REASON_AUTHOR] = N_("sign with a key that has this role"),
    [REASON_SIGNER] = N_("have it signed by those whom it asks for, once each"),
    [REASON_SIGNATURE] = N_("sign it anew"),
    [REASON_CLOCK] = N_("set the clock of the machine where it was signed"),
    [REASON_REFERENCE] = N_("look it up again, and write the entry anew"),
    [REASON_KEY] = N_("use another key"),
    [REASON_ROLE] = N_("see who sits where in the list of members"),
    [REASON_HELD] = N_("see who sits where in the list of members"),
    [REASON_BENCH] = N_("change its seats first, or use another ID"),
    [REASON_SECRETARIES] = N_("appoint another secretary first"),
    [REASON_STATUTE] = N_("change seats and statute until they fit"),
    [REASON_SEAT] = N_("see the list of members, or sign with a key of the seat"),
    [REASON_NUMBER] = N_("take another number"),
    [REASON_FILING] = N_("have it filed for seats that the statute lets"),
    [REASON_SUPERSEDE] = N_("file yours without superseding one"),
    [REASON_TITLE] = N_("write it anew with the title as it stands there"),
    [REASON_RULE] = N_("choose one of the statute's rules"),
    [REASON_OPTION] = N_("open the ballot anew from the proposal"),
    [REASON_RULE_KIND] = N_("choose a rule that serves this kind"),
    [REASON_PENDING_BALLOT] = N_("have that ballot closed first"),
    [REASON_DECIDED] = N_("file a new proposal"),
    [REASON_REPEALED] = N_("name a decision that is in force"),
    [REASON_WORDING] = N_("have a proposal adopted that holds it"),
    [REASON_WITHDRAW] = N_("ask a secretary"),
    [REASON_STATUS] = N_("have a secretary change its state first"),
    [REASON_TIMES] = N_("choose other times"),
    [REASON_GATE] = N_("file a version that does, or wait where reports or days are missing"),
    [REASON_ROUND] = N_("open the ballot anew"),
    [REASON_ROLL] = N_("open the ballot anew"),
    [REASON_CLOSED] = N_("see what came of it in its tally"),
    [REASON_EARLY] = N_("wait until it opens"),
    [REASON_LATE] = N_("have it closed by a secretary"),
    [REASON_ADVISORY] = N_("make a statement instead"),
    [REASON_RECUSED] = N_("it takes no part, and nothing is to be done"),
    [REASON_CHOICE] = N_("choose what the ballot offers"),
    [REASON_CLERK] = N_("have the seat vote with a key of its own"),
    [REASON_REVOTE] = N_("the first vote counts, and nothing is to be done"),
    [REASON_ORDER] = N_("vote again in a minute, and check the clock"),
    [REASON_OBJECTION] = N_("vote, or make a statement"),
    [REASON_CONFIRMED] = N_("nothing more is to be done"),
    [REASON_WINDOW] = N_("wait until then"),
    [REASON_RESULT] = N_("see its tally"),
};

const char *reason_code(enum reason reason)
{
    return reasons[reason].code;
}

const char *reason_sentence(enum reason reason)
{
    return reasons[reason].sentence;
}

/* Whether something stands behind a colon; what is quoted may have some of its own. */
static bool says_what_to_do(const char *message)
{
    bool quoted = false;
    for (const char *at = message; *at; at++) {
        quoted ^= *at == '"';
        if (!quoted && at[0] == ':' && at[1] == ' ')
            return true;
    }
    return false;
}

const char *reason_remedy(enum reason reason, const char *message)
{
    return message && says_what_to_do(message) ? NULL : remedies[reason];
}
