/*
 * Statutes that are ill-formed: the line and column of the file, and what was expected there.
 */
#include "tests/statute_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* Fields in any order, blanks to be tidied, a comment: lines and columns are those of this text. */
static const char statute[] = "stimmbuch/1 body\n"                                   /* 1 */
                              "# Ein Entwurf\n"                                      /* 2 */
                              "title:  Rat   der Orte\n"                             /* 3 */
                              "name: rat.example\n"                                  /* 4 */
                              "approvals: 1\n"                                       /* 5 */
                              "level: steering\n"                                    /* 6 */
                              "bench: orte Orte\n"                                   /* 7 */
                              "bench: land Land\n"                                   /* 8 */
                              "seat: ort orte 1 voting Ort\n"                        /* 9 */
                              "seat: dorf orte 1.5 voting Dorf\n"                    /* 10 */
                              "seat: gast land 0 advisory Gast\n"                    /* 11 */
                              "rule: einfach Einfache Mehrheit\n"                    /* 12 */
                              "quorum: einfach heads(present) >= 1/2 * heads(all)\n" /* 13 */
                              "adopted: einfach heads(yes)>heads(no)\n"              /* 14 */
                              "rule: konsent Konsent\n"                              /* 15 */
                              "method: konsent consent\n"                            /* 16 */
                              "adopted: konsent heads(object) = 0\n"                 /* 17 */
                              "chair: ort\n"                                         /* 18 */
                              "require: notice 14\n"                                 /* 19 */
                              "window: 30\n";                                        /* 20 */

struct fault {
    const char *old, *new; /* what is replaced in the statute by what */
    unsigned long line, column;
    const char *message; /* how it begins */
};

/* Founds the statute with the edit; in the problem is what is wrong. */
static enum status found(const char *old, const char *new, struct problem *problem)
{
    struct arena arena = {0};
    struct body body;
    struct buffer text = {0};
    const char *at = strstr(statute, old);
    if (!at || strstr(at + 1, old))
        fail_msg("\"%s\" is not once in the statute", old);
    buffer_add(&text, (struct slice){.at = statute, .length = (size_t)(at - statute)});
    buffer_text(&text, new);
    buffer_text(&text, at + strlen(old));
    problem_clear(problem);
    enum status status = statute_text_found(&arena, text.at, &body, problem);
    buffer_release(&text);
    arena_release(&arena);
    return status;
}

static void assert_faults(const struct fault *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct problem problem = {0};
        enum status status = found(rows[i].old, rows[i].new, &problem);
        if (status != STATUS_FORM || problem.line != rows[i].line || problem.column != rows[i].column ||
            strncmp(problem.message, rows[i].message, strlen(rows[i].message)) != 0)
            fail_msg("\"%s\": status %d, line %lu, column %lu: %s (%s)", rows[i].new, status, problem.line,
                     problem.column, problem.message ? problem.message : "taken", problem.detail[0]);
    }
}

#define ASSERT_FAULTS(rows) assert_faults(rows, sizeof rows / sizeof rows[0])

static void a_good_one_is_taken(void **state)
{
    (void)state;
    struct problem problem = {0};
    assert_int_equal(found("Rat   der", "Rat   der", &problem), STATUS_OK);
}

/* Columns are those of the line, the words in front of the expression included. */
static void expressions(void **state)
{
    (void)state;
    static const struct fault rows[] = {
        {"heads(yes)>heads(no)", "heads(yess)>heads(no)", 14, 24, "there is no set"},
        {"heads(yes)>heads(no)", "heads(yes)>heads(nein)", 14, 35, "there is no set"},
        {"heads(yes)>heads(no)", "heads(yes) > ", 14, 0, ""},
        {"heads(yes)>heads(no)", "heads(yes in ort-1) > 1", 14, 31, "there is no bench and no seat"},
        {"heads(yes)>heads(no)", "heads(yes) > 1/0", 14, 31, "the denominator is zero"},
        {"heads(yes)>heads(no)", "(heads(yes) > 1", 14, 33, "'and', 'or' or ')'"},
        {"heads(yes)>heads(no)", "heads(winner) > 1", 14, 24, "there is no set"},
        {"heads(object) = 0", "heads(no) = 0", 17, 24, "there is no set"},
        {"1/2 * heads(all)", "1/2 * heads(all) >= 2", 13, 51, "'and', 'or' or the end"},
        {"1/2 * heads(all)", "0.5* * heads(all)", 13, 40, "a number, 'heads"},
        {"chair: ort\n", "", 0, 0, ""},
    };
    ASSERT_FAULTS(rows);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_one_is_taken),
        cmocka_unit_test(expressions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
