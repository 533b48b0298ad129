/*
 * Statutes that are ill-formed: the line and column of the file, and what was expected there.
 */
#include "core/text.h"
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
        {"heads(yes)>heads(no)", "heads(yess)>heads(no)", 14, 24, "with the method of this rule there is no set"},
        {"heads(yes)>heads(no)", "heads(yes)>heads(nein)", 14, 35, "with the method of this rule there is no set"},
        {"heads(yes)>heads(no)", "heads(yes) > ", 14, 30, "a number, 'heads"},
        {"heads(yes)>heads(no)", "heads(yes in ort-1) > 1", 14, 31, "there is no bench and no seat"},
        {"heads(yes)>heads(no)", "heads(yes) > 1/0", 14, 31, "the denominator is zero"},
        {"heads(yes)>heads(no)", "(heads(yes) > 1", 14, 33, "'and', 'or' or ')'"},
        {"heads(yes)>heads(no)", "heads(winner) > 1", 14, 24, "with the method of this rule there is no set"},
        {"heads(yes)>heads(no)", "heads(yes) > 01", 14, 31, "a number is written without zeros"},
        {"heads(object) = 0", "heads(no) = 0", 17, 24, "with the method of this rule there is no set"},
        {"1/2 * heads(all)", "1/2 * heads(all) >= 2", 13, 52, "'and', 'or' or the end"},
        {"1/2 * heads(all)", "0.5* * heads(all)", 13, 40, "a number, 'heads"},
    };
    ASSERT_FAULTS(rows);
}

static void values(void **state)
{
    (void)state;
    static const struct fault rows[] = {
        {"level: steering", "level: high", 6, 8, "one of these is expected here"},
        {"name: rat.example", "name: Rat", 4, 7, "a name is expected here"},
        {"name: rat.example", "name:", 4, 7, "the field \"{1}\" has no value"},
        {"approvals: 1", "approvals: 0", 5, 12, "a number is expected here"},
        {"bench: land", "bench: Land", 8, 8, "a short name is expected here"},
        {"rule: konsent", "rule: none", 15, 7, "a short name is expected here"},
        {"ort orte 1 voting", "ort orte 01 voting", 9, 16, "a weight is expected here"},
        {"dorf orte 1.5 voting", "dorf orte 1.0000000001 voting", 10, 17, "a weight is expected here"},
        {"ort orte 1 voting", "ort orte 1 votes", 9, 18, "one of these is expected here"},
        {"method: konsent consent", "method: konsent konsens", 16, 17, "one of these is expected here"},
        {"notice 14", "notice 0", 19, 10, "one of these is expected here: cost, cost known"},
        {"notice 14", "notice 1000000000", 19, 10, "one of these is expected here"},
        {"window: 30", "window: bald", 20, 9, "a number is expected here"},
        {"window: 30", "window: 1000000000", 20, 9, "a number is expected here"},
        {"window: 30", "head: 1000000000", 20, 7, "a number is expected here"},
        {"window: 30", "final: 1000000000", 20, 8, "a number is expected here"},
        {"window: 30", "propose: orte 1000000000", 20, 15, "a number is expected here"},
        {"window: 30", "early: einfach decided 1000000000", 20, 24, "a number is expected here"},
        {"window: 30", "fenster: 30", 20, 1, "there is no field"},
        {"window: 30", "log: x", 20, 1, "the program writes the field"},
        {"window: 30", "window 30", 20, 1, "a line must be"},
    };
    ASSERT_FAULTS(rows);
}

/* One more than each of these is among the values above. */
static void the_largest_numbers_are_taken(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"window: 30", "window: 999999999"},
        {"window: 30", "head: 999999999"},
        {"window: 30", "final: 999999999"},
        {"window: 30", "propose: orte 999999999"},
        {"window: 30", "early: einfach decided 999999999"},
        {"notice 14", "notice 999999999"},
        {"notice 14", "experience 999999999 land"},
        {"dorf orte 1.5", "dorf orte 999999999999998.999999999"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct problem problem = {0};
        if (found(lines[i][0], lines[i][1], &problem) != STATUS_OK)
            fail_msg("%s: %s", lines[i][1], problem.message);
    }
}

/* What only the whole statute can tell. */
static void relations(void **state)
{
    (void)state;
    static const struct fault rows[] = {
        {"dorf orte", "dorf stadt", 10, 12, "there is no bench"},
        {"dorf orte", "ort orte", 10, 7, "\"{1}\" stands twice"},
        {"chair: ort", "chair: orte", 18, 8, "there is no seat"},
        {"notice 14", "experience 2 ort", 19, 23, "there is no bench"},
        {"window: 30", "propose: niemand 1", 20, 10, "there is no bench and no seat"},
        {"window: 30", "tie: einfach chair", 20, 6, "a tie can only be left to the chair"},
        {"window: 30", "silent: keine consent", 20, 1, "there is no rule"},
        {"adopted: konsent heads(object) = 0\n", "", 15, 7, "the rule \"{1}\" has no line"},
        {"approvals: 1", "approvals: 3", 5, 12, "more approvals are asked for"},
        {"approvals: 1", "approvals: 15", 5, 12, "more than 14 approvals"},
        {"dorf orte 1.5", "dorf orte 999999999999999", 10, 7, "the weights add up"},
    };
    ASSERT_FAULTS(rows);
}

/* The program tidies blanks away; the columns are those of the file. */
static void columns_of_what_was_written(void **state)
{
    (void)state;
    static const struct fault rows[] = {
        {"seat: ort orte 1 voting Ort", "seat:   ort  orte   01 voting Ort", 9, 21, "a weight is expected here"},
        {"seat: ort orte 1 voting Ort", "seat:ort  stadt 1 voting Ort", 9, 11, "there is no bench"},
        {"bench: land Land", "bench:    Land Land", 8, 11, "a short name is expected here"},
        {"chair: ort", "chair:   orte", 18, 10, "there is no seat"},
        {"adopted: einfach heads(yes)>heads(no)", "adopted:  einfach   heads(  yess  )>1", 14, 29,
         "with the method of this rule there is no set"},
        {"adopted: einfach heads(yes)>heads(no)", "adopted:  einfach   heads(yes)   >   ", 14, 35, "a number, 'heads"},
        {"adopted: einfach heads(yes)>heads(no)", "adopted: einfach\theads(yes)\t\t>  heads(  l\xC3\xA4nd)", 14, 41,
         "with the method of this rule there is no set"},
    };
    ASSERT_FAULTS(rows);
}

/* The number of the line, and how many characters it has; the last one ends with the text. */
static unsigned long line_length(const char *text, unsigned long line, unsigned long *lines)
{
    unsigned long length = 0;
    *lines = 0;
    for (struct slice rest = slice_of(text); rest.length;) {
        struct slice here = slice_cut(&rest, '\n');
        if (++*lines == line)
            length = text_length(here);
    }
    return length;
}

static void assert_placed(const char *text)
{
    struct arena arena = {0};
    struct body body;
    struct problem problem = {0};
    unsigned long lines, length;
    enum status status = statute_text_found(&arena, text, &body, &problem);
    length = line_length(text, problem.line, &lines);
    if (status != STATUS_OK && (status != STATUS_FORM || !problem.message || problem.line < 1 || problem.line > lines ||
                                problem.column < 1 || problem.column > length + 2))
        fail_msg("status %d, line %lu of %lu, column %lu of %lu: %s in\n%s", status, problem.line, lines,
                 problem.column, length, problem.message ? problem.message : "-", text);
    arena_release(&arena);
}

/* Whatever is wrong is told with a line and a column of the file, and what is expected: here one slip at each place. */
static void each_slip_has_its_place(void **state)
{
    (void)state;
    static const char *const slips[] = {"", "x", "0", "(", ">", " ", "\n", ":", "\xC3\xA4", "\x01", "-"};
    char text[2 * sizeof statute + 2]; /* more than there is, as the compiler cannot know */
    size_t length = strlen(statute);
    for (size_t at = 0; at < length; at++)
        for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
            snprintf(text, sizeof text, "%.*s%s%s", (int)at, statute, slips[i], statute + at + 1);
            assert_placed(text);
        }
}

/* A line that is missing, or stands twice. */
static void each_line_has_its_place(void **state)
{
    (void)state;
    char text[2 * sizeof statute];
    for (const char *line = statute; *line; line = strchr(line, '\n') + 1) {
        const char *next = strchr(line, '\n') + 1;
        snprintf(text, sizeof text, "%.*s%s", (int)(line - statute), statute, next);
        assert_placed(text);
        snprintf(text, sizeof text, "%.*s%s", (int)(next - statute), statute, line);
        assert_placed(text);
    }
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_one_is_taken),
        cmocka_unit_test(expressions),
        cmocka_unit_test(values),
        cmocka_unit_test(the_largest_numbers_are_taken),
        cmocka_unit_test(relations),
        cmocka_unit_test(columns_of_what_was_written),
        cmocka_unit_test(each_slip_has_its_place),
        cmocka_unit_test(each_line_has_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
