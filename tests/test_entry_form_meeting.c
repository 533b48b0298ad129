/* Rules of form of the kinds that belong to meetings, as in tests/test_entry_form.c. */
#include "tests/entry_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define MEETING samples[SAMPLE_MEETING]
#define ATTENDANCE samples[SAMPLE_ATTENDANCE]
#define STATUS samples[SAMPLE_STATUS]
#define OBJECTION samples[SAMPLE_OBJECTION]
#define MINUTES samples[SAMPLE_MINUTES]
#define CONFIRM samples[SAMPLE_CONFIRM]
#define RESULT samples[SAMPLE_RESULT]

/* A sample, what is replaced in it by what; the line and field that are named then, 0 where it is taken. */
struct change {
    const char *text, *old, *new;
    unsigned long line;
    const char *field;
};

static void look_at_all(struct desk *desk, const struct change *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct entry entry;
        enum status status = desk_parse(desk, desk_text(desk, rows[i].text, rows[i].old, rows[i].new), &entry);
        bool refused = status == STATUS_FORM && desk->problem.reason == REASON_FORM &&
                       desk->problem.line == rows[i].line && strcmp(desk->problem.field, rows[i].field) == 0;
        if (rows[i].line ? !refused : status != STATUS_OK)
            fail_msg("row %zu, \"%s\": status %d, line %lu, field \"%s\": %s", i, rows[i].new, status,
                     desk->problem.line, desk->problem.field, desk->problem.message ? desk->problem.message : "taken");
    }
}

#define LOOK_AT_ALL(desk, rows) look_at_all(desk, rows, sizeof rows / sizeof rows[0])

static void meetings(void **state)
{
    struct desk *desk = *state;
    const struct change rows[] = {
        {MEETING,
         "closes: 2026-12-01T12:00:00Z\nplace: Rathaus, Saal 1\nchair: stadt\nagain: " HASH "\nitem: " HASH
         "\nitem: " OTHER "\n\n| You are invited.\n",
         "", 0, ""},
        {MEETING, "number: 2026-3\n", "", 8, "number"},
        {MEETING, "number: 2026-3", "number: 2026 3", 8, "number"},
        {MEETING, "title: Dritte Sitzung\n", "", 9, "title"},
        {MEETING, "opens: 2026-12-01T09:00:00Z\n", "", 10, "opens"},
        {MEETING, "opens: 2026-12-01T09:00:00Z", "opens: 2026-12-01", 10, "opens"},
        {MEETING, "chair: stadt", "chair: chair", 13, "chair"},
        {MEETING, "item: " OTHER, "item: " HASH, 16, "item"},
        {MEETING, "item: " OTHER, "item: 2026-001", 16, "item"},
        {MEETING, "place: Rathaus, Saal 1\nchair: stadt\n", "chair: stadt\nplace: Rathaus, Saal 1\n", 13, ""},
    };
    LOOK_AT_ALL(desk, rows);
}

static void attendances(void **state)
{
    struct desk *desk = *state;
    const struct change rows[] = {
        {ATTENDANCE, "seat: stadt present\n", "", 0, ""},
        {ATTENDANCE, "seat: stadt present\nseat: dvc excused\n", "", 8, "seat"},
        {ATTENDANCE, "meeting: " HASH "\n", "", 8, "meeting"},
        {ATTENDANCE, "seat: dvc excused", "seat: stadt excused", 10, "seat"},
        {ATTENDANCE, "seat: dvc excused", "seat: dvc absent", 10, "seat"},
        {ATTENDANCE, "seat: dvc excused", "seat: dvc", 10, "seat"},
        {ATTENDANCE, "seat: dvc excused", "seat: dvc left", 0, ""},
        {ATTENDANCE, "seat: dvc excused\n", "seat: dvc excused\n\n| late\n", 11, ""},
    };
    LOOK_AT_ALL(desk, rows);
}

static void statuses(void **state)
{
    struct desk *desk = *state;
    const struct change rows[] = {
        {STATUS, "to: Finanzausschuss\n", "", 0, ""},
        {STATUS, "state: referred\nto: Finanzausschuss\n", "state: withdrawn\n", 0, ""},
        {STATUS, "state: referred\n", "", 9, "state"},
        {STATUS, "state: referred", "state: rejected", 9, "state"},
        {STATUS, "state: referred", "state: adjourned", 12, ""},
        {STATUS, "proposal: " HASH "\n", "", 8, "proposal"},
    };
    LOOK_AT_ALL(desk, rows);
}

static void objections(void **state)
{
    struct desk *desk = *state;
    const struct change rows[] = {
        {OBJECTION, "\n\n| This needs a meeting.\n", "\n", 0, ""},
        {OBJECTION, "seat: stadt\n", "", 9, "seat"},
        {OBJECTION, "seat: stadt", "seat: Stadt", 9, "seat"},
        {OBJECTION, "ballot: " HASH "\n", "", 8, "ballot"},
    };
    LOOK_AT_ALL(desk, rows);
}

static void minutes_and_confirmations(void **state)
{
    struct desk *desk = *state;
    const struct change rows[] = {
        {MINUTES, "attachment: " OTHER " 512 Protokoll.txt\n", "", 8, "attachment"},
        {MINUTES, " 512 Protokoll.txt", " 0512 Protokoll.txt", 9, "attachment"},
        {MINUTES, " 512 Protokoll.txt", " 512", 9, "attachment"},
        {MINUTES, "Protokoll.txt\n", "Protokoll.txt\n\n| x\n", 10, ""},
        {CONFIRM, "minutes: " HASH "\n", "", 8, "minutes"},
        {CONFIRM, "\n\n| My words at item 2 are missing.\n", "\n", 0, ""},
    };
    LOOK_AT_ALL(desk, rows);
}

static void results(void **state)
{
    struct desk *desk = *state;
    const struct change rows[] = {
        {RESULT, "number: ", "number: B/", 0, ""},
        {RESULT, "result: adopted", "result: open", 12, "result"},
    };
    LOOK_AT_ALL(desk, rows);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        DESK_TEST(meetings),
        DESK_TEST(attendances),
        DESK_TEST(statuses),
        DESK_TEST(objections),
        DESK_TEST(minutes_and_confirmations),
        DESK_TEST(results),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
