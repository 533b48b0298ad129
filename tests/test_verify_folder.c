/* The audit of a published log, without a ledger: a good one, and ones made to deceive. */
#include "tests/audited.h"
#include "tests/hostile.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void expect(struct world *w, const char *folder, const char *findings, const char *bodies)
{
    for (size_t i = 0; i < AUDIT_JOBS; i++) {
        struct report report = {.ok = false};
        audit_run_folder(w, folder, &(struct verify_options){.jobs = audit_jobs[i]}, &report);
        bool ok = findings[0] == '\0' || findings[0] == '(';
        if (report.status != STATUS_OK || report.ok != ok || strcmp(report_text(&report.findings), findings) != 0)
            fail_msg("%s: %s, \"%s\" where \"%s\" is expected", folder, status_sentence(report.status),
                     report_text(&report.findings), findings);
        if (bodies)
            assert_string_equal(report_text(&report.bodies), bodies);
        report_release(&report);
    }
}

static void a_good_one(void **state)
{
    struct world *w = *state;
    expect(w, hostile_publish(w, "out"), "", "rat.example 310 315 1");
}

/* Up to "...", behind which an altered hash makes every later entry wrong. */
static bool is_like(const char *found, const char *expected)
{
    const char *open = strstr(expected, "...");
    return open ? strncmp(found, expected, (size_t)(open - expected)) == 0 : strcmp(found, expected) == 0;
}

/* The audit goes by the checkpoint: what cannot be read at all is a failure, all else is found. */
static void hostile_ones(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < hostile_count; i++) {
        const struct hostile *one = &hostile[i];
        const char *folder = hostile_publish(w, world_say(w, "out-%zu", i));
        one->attack(w, world_file(w, folder, one->path));
        struct report report = {.ok = true};
        audit_run_folder(w, folder, &(struct verify_options){.jobs = 1}, &report);
        const char *found = report_text(&report.findings);
        if (report.ok || report.status != (one->findings ? STATUS_OK : STATUS_FILE) ||
            !is_like(found, one->findings ? one->findings : ""))
            fail_msg("%zu, %s: %s, \"%s\" where \"%s\" is expected", i, one->path, status_sentence(report.status),
                     found, one->findings);
        report_release(&report);
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        POPULATED_TEST(a_good_one),
        POPULATED_TEST(hostile_ones),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
