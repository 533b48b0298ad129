#include "core/field.h"

#define COMMON                                                                                                         \
    {"body", "NAME", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},                                                           \
        {"founding", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},                                                   \
        {"by", "NAME", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL}, {"at", "TIME", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},  \
        {"size", "SIZE1", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},                                                      \
    {                                                                                                                  \
        "root", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL                                                          \
    }

/* The lines of a rule behind its `rule` line; in a ballot they are copied and their number is checked there. */
#define RULE_LINES(group, source)                                                                                      \
    {"kind", "ID " PROPOSAL_KINDS, OCCURS_ANY, KEY_WHOLE, group, source, NULL},                                        \
        {"method", "ID consent|choice|approval|ranking|external", OCCURS_OPTIONAL, 1, group, source, "yes-no"},        \
        {"quorum", "ID EXPR", OCCURS_OPTIONAL, 1, group, source, NULL},                                                \
        {"adopted", "ID EXPR", OCCURS_OPTIONAL, 1, group, source, NULL},                                               \
        {"silent", "ID abstain|consent", OCCURS_OPTIONAL, 1, group, source, "absent"},                                 \
        {"abstention", "ID forbidden", OCCURS_OPTIONAL, 1, group, source, "allowed"},                                  \
        {"objection", "ID stops", OCCURS_OPTIONAL, 1, group, source, NULL},                                            \
        {"binds", "ID agreeing", OCCURS_OPTIONAL, 1, group, source, "all"},                                            \
        {"early", "ID decided COUNT", OCCURS_OPTIONAL, 1, group, source, "no"},                                        \
        {"interim", "ID visible", OCCURS_OPTIONAL, 1, group, source, "hidden"},                                        \
    {                                                                                                                  \
        "tie", "ID chair", OCCURS_OPTIONAL, 1, group, source, "rejected"                                               \
    }

#define PROPOSAL_KINDS "decision|recommendation|motion|amendment|election|information"
#define PAYERS "bund|laender|kommunen|it-dienstleister"

/* The statute, in a founding and where it is changed. */
#define STATUTE_BLOCK                                                                                                  \
    {"chair", "ID", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL},                                                          \
        {"rule", "ID TITLE", OCCURS_ANY, 1, 1, FROM_DRAFT, NULL}, RULE_LINES(2, FROM_DRAFT),                           \
        {"require",  "cost / cost known / binding / dvc / demand / experience COUNT1 ID / notice COUNT1",              \
         OCCURS_ANY, KEY_WHOLE,                                                                                        \
         0,          FROM_DRAFT,                                                                                       \
         NULL},                                                                                                        \
        {"propose", "GROUP COUNT1", OCCURS_ANY, KEY_WHOLE, 0, FROM_DRAFT, NULL},                                       \
        {"revote", "no", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, "yes"},                                                    \
        {"clerk", "yes", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, "no"},                                                     \
        {"window", "COUNT1", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, "0"},                                                  \
        {"deadline", "required", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, "free"},                                           \
        {"head", "COUNT1", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, "none"},                                                 \
        {"final", "COUNT1", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, "none"},                                                \
    {                                                                                                                  \
        "change", "ID", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL                                                        \
    }

static const struct field_rule body_fields[] = {
    {"name", "NAME", OCCURS_ONCE, 0, 0, FROM_DRAFT, NULL},
    {"by", "NAME", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"at", "TIME", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"title", "TITLE", OCCURS_ONCE, 0, 0, FROM_DRAFT, NULL},
    {"level", "steering|operational|advisory", OCCURS_ONCE, 0, 0, FROM_DRAFT, NULL},
    {"log", "VKEY", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"approvals", "COUNT1", OCCURS_ONCE, 0, 0, FROM_DRAFT, NULL},
    {"secretary", "VKEY", OCCURS_SOME, KEY_WHOLE, 0, FROM_PROGRAM, NULL},
    {"bench", "ID TITLE", OCCURS_SOME, 1, 0, FROM_DRAFT, NULL},
    {"seat", "ID ID WEIGHT voting|advisory TITLE", OCCURS_ANY, 1, 0, FROM_DRAFT, NULL},
    STATUTE_BLOCK,
};

static const struct field_rule enrol_fields[] = {
    COMMON,
    {"key", "VKEY", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"role", "holder|deputy|secretary|auditor", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"seat", "ID", OCCURS_OPTIONAL, 0, 0, FROM_PROGRAM, NULL},
};

/* The key of a member line is NAME ROLE and the seat, which an office has not: everything behind the sign. */
static const struct field_rule roster_fields[] = {
    COMMON,
    {"bench", "+ ID TITLE / = ID TITLE / - ID", OCCURS_ANY, KEY_SECOND, 0, FROM_DRAFT, NULL},
    {"seat", "+ ID ID WEIGHT voting|advisory TITLE / = ID ID WEIGHT voting|advisory TITLE / - ID", OCCURS_ANY,
     KEY_SECOND, 0, FROM_DRAFT, NULL},
    {"member", "+|- NAME holder|deputy ID / +|- NAME secretary|auditor / = NAME holder|deputy ID", OCCURS_ANY, KEY_REST,
     0, FROM_DRAFT, NULL},
};

static const struct field_rule statute_fields[] = {
    COMMON,
    STATUTE_BLOCK,
    {"decided", "HASH", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL},
};

static const struct field_rule key_fields[] = {
    COMMON,
    {"action", "rotate|revoke|log", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"old", "VKEY", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"new", "VKEY", OCCURS_OPTIONAL, 0, 0, FROM_PROGRAM, NULL},
};

static const struct field_rule meeting_fields[] = {
    COMMON,
    {"number", "NUMBER", OCCURS_ONCE, 0, 0, FROM_DRAFT, NULL},
    {"title", "TITLE", OCCURS_ONCE, 0, 0, FROM_DRAFT, NULL},
    {"opens", "TIME", OCCURS_ONCE, 0, 0, FROM_DRAFT, NULL},
    {"closes", "TIME", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL},
    {"place", "TITLE", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL},
    {"chair", "ID", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL},
    {"again", "HASH", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL},
    {"item", "HASH", OCCURS_ANY, KEY_WHOLE, 0, FROM_DRAFT, NULL},
};

static const struct field_rule attendance_fields[] = {
    COMMON,
    {"meeting", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"seat", "ID present|excused|left", OCCURS_SOME, 1, 0, FROM_PROGRAM, NULL},
};

static const struct field_rule proposal_fields[] = {
    COMMON,
    {"number", "NUMBER", OCCURS_ONCE, 0, 0, FROM_DRAFT, NULL},
    {"title", "TITLE", OCCURS_ONCE, 0, 0, FROM_DRAFT, NULL},
    {"kind", PROPOSAL_KINDS, OCCURS_ONCE, 0, 0, FROM_DRAFT, NULL},
    {"public", "no", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, "yes"},
    {"for", "ID", OCCURS_ANY, KEY_WHOLE, 0, FROM_DRAFT, NULL},
    {"supersedes", "HASH", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL},
    {"amends", "HASH", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL},
    {"repeals", "HASH", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL},
    {"binding", "mandatory|optional|unsettled " PAYERS, OCCURS_ANY, KEY_REST, 0, FROM_DRAFT, NULL},
    {"cost", PAYERS " short|medium|long central|migration|operation AMOUNT", OCCURS_ANY, 3, 0, FROM_DRAFT, NULL},
    {"offset", "CENTS TITLE", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL},
    {"dvc", "uses|extends|replaces|beside TITLE", OCCURS_ANY, KEY_REST, 0, FROM_DRAFT, NULL},
    {"demand", "1|2|3|4|5", OCCURS_ANY, KEY_WHOLE, 0, FROM_DRAFT, NULL},
    {"option", "ID TITLE", OCCURS_ANY, 1, 0, FROM_DRAFT, NULL},
    {"attachment", "HASH SIZE TITLE", OCCURS_ANY, 1, 0, FROM_DRAFT, NULL},
};

static const struct field_rule statement_fields[] = {
    COMMON,
    {"proposal", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"stance", "support|oppose|concern|experience|neutral", OCCURS_ONCE, 0, 0, FROM_DRAFT, NULL},
    {"seat", "ID", OCCURS_OPTIONAL, 0, 0, FROM_DRAFT, NULL},
};

static const struct field_rule status_fields[] = {
    COMMON,
    {"proposal", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"state", "open|adjourned|referred|withdrawn", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"to", "TITLE", OCCURS_OPTIONAL, 0, 0, FROM_PROGRAM, NULL},
};

static const struct field_rule ballot_fields[] = {
    COMMON,
    {"proposal", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"title", "TITLE241", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"question", "TITLE", OCCURS_OPTIONAL, 0, 0, FROM_PROGRAM, NULL},
    {"rule", "ID", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    RULE_LINES(0, FROM_PROGRAM),
    {"option", "ID TITLE", OCCURS_ANY, 1, 0, FROM_PROGRAM, NULL},
    {"meeting", "HASH", OCCURS_OPTIONAL, 0, 0, FROM_PROGRAM, NULL},
    {"opens", "TIME", OCCURS_OPTIONAL, 0, 0, FROM_PROGRAM, NULL},
    {"closes", "TIME", OCCURS_OPTIONAL, 0, 0, FROM_PROGRAM, NULL},
    {"round", "COUNT1", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"roll", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
};

static const struct field_rule vote_fields[] = {
    COMMON,
    {"ballot", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"title", "TITLE241", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"seat", "ID", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"as", "holder|deputy|clerk", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"choice", "CHOICE", OCCURS_SOME, KEY_WHOLE, 0, FROM_PROGRAM, NULL},
};

static const struct field_rule recusal_fields[] = {
    COMMON,
    {"proposal", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"seat", "ID", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
};

static const struct field_rule objection_fields[] = {
    COMMON,
    {"ballot", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"seat", "ID", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
};

static const struct field_rule ballot_only_fields[] = {
    COMMON,
    {"ballot", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
};

static const struct field_rule result_fields[] = {
    COMMON,
    {"ballot", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"close", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"number", "NUMBER", OCCURS_OPTIONAL, 0, 0, FROM_PROGRAM, NULL},
    {"votes", "SIZE", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"result", "adopted|rejected|no-quorum|void", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"winner", "ID", OCCURS_OPTIONAL, 0, 0, FROM_PROGRAM, NULL},
    {"count", "OPTION COUNT WEIGHT", OCCURS_ANY, 1, 0, FROM_PROGRAM, NULL},
    {"reason", "VALUE", OCCURS_ANY, 0, 0, FROM_PROGRAM, NULL},
};

static const struct field_rule minutes_fields[] = {
    COMMON,
    {"meeting", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
    {"attachment", "HASH SIZE TITLE", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
};

static const struct field_rule confirm_fields[] = {
    COMMON,
    {"minutes", "HASH", OCCURS_ONCE, 0, 0, FROM_PROGRAM, NULL},
};

#define TABLE(name, fields, text)                                                                                      \
    {                                                                                                                  \
        name, fields, sizeof(fields) / sizeof((fields)[0]), text                                                       \
    }

static const struct kind_table kinds[KIND_COUNT] = {
    [KIND_BODY] = TABLE("body", body_fields, true),
    [KIND_ENROL] = TABLE("enrol", enrol_fields, false),
    [KIND_ROSTER] = TABLE("roster", roster_fields, true),
    [KIND_STATUTE] = TABLE("statute", statute_fields, true),
    [KIND_KEY] = TABLE("key", key_fields, true),
    [KIND_MEETING] = TABLE("meeting", meeting_fields, true),
    [KIND_ATTENDANCE] = TABLE("attendance", attendance_fields, false),
    [KIND_PROPOSAL] = TABLE("proposal", proposal_fields, true),
    [KIND_STATEMENT] = TABLE("statement", statement_fields, true),
    [KIND_STATUS] = TABLE("status", status_fields, true),
    [KIND_BALLOT] = TABLE("ballot", ballot_fields, false),
    [KIND_VOTE] = TABLE("vote", vote_fields, true),
    [KIND_RECUSAL] = TABLE("recusal", recusal_fields, true),
    [KIND_OBJECTION] = TABLE("objection", objection_fields, true),
    [KIND_CLOSE] = TABLE("close", ballot_only_fields, false),
    [KIND_RESULT] = TABLE("result", result_fields, false),
    [KIND_VOID] = TABLE("void", ballot_only_fields, true),
    [KIND_MINUTES] = TABLE("minutes", minutes_fields, false),
    [KIND_CONFIRM] = TABLE("confirm", confirm_fields, true),
};

const struct kind_table *kind_table(enum kind kind)
{
    return &kinds[kind];
}

bool kind_from_name(struct slice name, enum kind *out)
{
    for (unsigned i = 0; i < KIND_COUNT; i++) {
        if (name.length && kinds[i].name[0] == name.at[0] && slice_is(name, kinds[i].name)) {
            *out = (enum kind)i;
            return true;
        }
    }
    return false;
}

size_t kind_field(enum kind kind, struct slice name)
{
    const struct kind_table *table = &kinds[kind];
    size_t i = 0;
    while (i < table->fields && !slice_is(name, table->field[i].name))
        i++;
    return i;
}
