#include "tui/prompt.h"

#include "tests/prompt_child.h"
#include "tests/scratch.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void report(int result, enum status status, struct slice answer)
{
    char code = (char)status;
    if (write(result, &code, 1) != 1 || write(result, answer.at, answer.length) != (ssize_t)answer.length)
        _exit(101);
}

static void ask(int result)
{
    struct secret secret;
    enum status status = prompt_passphrase("Pass: ", NULL, &secret, NULL);
    report(result, status, secret_slice(&secret));
    secret_release(&secret);
}

static void ask_twice(int result)
{
    struct secret secret;
    enum status status = prompt_passphrase("Pass: ", "Again: ", &secret, NULL);
    report(result, status, secret_slice(&secret));
    secret_release(&secret);
}

static void ignore(int signal)
{
    (void)signal;
}

static void ask_and_survive(int result)
{
    signal(SIGINT, ignore);
    ask(result);
}

static void ask_without_interest(int result)
{
    signal(SIGINT, SIG_IGN);
    ask(result);
}

static void ask_word(int result)
{
    struct buffer word;
    buffer_init(&word);
    enum status status = prompt_word("Type yes: ", &word, NULL);
    report(result, status, buffer_slice(&word));
    buffer_release(&word);
}

/* A session leader like a shell, with the asking process in the foreground; sends 's' when that one was stopped. */
static void shell(int result)
{
    int ended;
    signal(SIGTTOU, SIG_IGN);
    pid_t job = fork();
    if (job == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        ask(result);
        _exit(0);
    }
    if (job < 0 || waitpid(job, &ended, WUNTRACED) != job || !WIFSTOPPED(ended) || write(result, "s", 1) != 1)
        _exit(102);
    raise(SIGSTOP); /* until the test has looked at the terminal */
    kill(job, SIGCONT);
    if (waitpid(job, &ended, 0) != job || ended)
        _exit(103);
}

static void passphrase_is_not_shown(void **state)
{
    (void)state;
    struct child child;
    child_start(&child, ask, "");
    child_shows(&child, "Pass: ");
    assert_false(child_echoes(&child));
    child_type(&child, "open sesame\n");
    child_shows(&child, "\n");
    child_reports(&child, STATUS_OK, "open sesame");
    assert_true(child_echoes(&child));
    assert_string_equal(child.seen.at, "\r\n");
    assert_int_equal(child_end(&child), 0);
}

static void passphrase_drops_what_was_typed_before(void **state)
{
    (void)state;
    struct child child;
    child_start(&child, ask, "too early\n");
    child_shows(&child, "Pass: ");
    child_type(&child, "secret\n");
    child_reports(&child, STATUS_OK, "secret");
    assert_int_equal(child_end(&child), 0);
}

static void passphrase_is_compared_when_it_is_new(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        enum status status;
    } rows[] = {
        {"secret\n", "secret\n", STATUS_OK}, {"secret\n", "secreT\n", STATUS_KEY}, {"secret\n", "\n", STATUS_KEY}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct child child;
        child_start(&child, ask_twice, "");
        child_shows(&child, "Pass: ");
        child_type(&child, rows[i].first);
        child_shows(&child, "Again: ");
        assert_false(child_echoes(&child));
        assert_string_equal(child.seen.at, "\r\nAgain: ");
        child_type(&child, rows[i].second);
        child_reports(&child, rows[i].status, rows[i].status ? "" : "secret");
        assert_int_equal(child_end(&child), 0);
    }
}

static void passphrase_is_refused(void **state)
{
    (void)state;
    static char longest[PASSPHRASE_MAX + 1], too_long[PASSPHRASE_MAX + 2];
    const struct {
        const char *keys, *end;
        enum status status;
        const char *answer;
    } rows[] = {
        {"", "\n", STATUS_KEY, ""},
        {"", "\x04", STATUS_CANCELLED, ""},
        {longest, "\n", STATUS_OK, longest},
        {too_long, "\n", STATUS_KEY, ""},
    };
    memset(longest, 'x', PASSPHRASE_MAX);
    memset(too_long, 'x', PASSPHRASE_MAX + 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct child child;
        child_start(&child, ask, "");
        child_shows(&child, "Pass: ");
        child_type(&child, rows[i].keys);
        child_type(&child, rows[i].end);
        child_reports(&child, rows[i].status, rows[i].answer);
        assert_int_equal(child_end(&child), 0);
    }
}

static void signals_end_with_the_terminal_restored(void **state)
{
    (void)state;
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct child child;
        child_start(&child, ask, "");
        child_shows(&child, "Pass: ");
        child_type(&child, "half");
        assert_int_equal(kill(child.pid, signals[i]), 0);
        char nothing;
        assert_int_equal(read(child.result, &nothing, 1), 0);
        int ended = child_end(&child);
        if (!WIFSIGNALED(ended) || WTERMSIG(ended) != signals[i])
            fail_msg("signal %d: ended with %x", signals[i], (unsigned)ended);
    }
}

static void the_interrupt_key_ends(void **state)
{
    (void)state;
    struct child child;
    child_start(&child, ask, "");
    child_shows(&child, "Pass: ");
    child_type(&child, "half\x03");
    int ended = child_end(&child);
    assert_true(WIFSIGNALED(ended));
    assert_int_equal(WTERMSIG(ended), SIGINT);
}

static void a_signal_that_is_handled_cancels(void **state)
{
    (void)state;
    struct child child;
    child_start(&child, ask_and_survive, "");
    child_shows(&child, "Pass: ");
    child_type(&child, "half\x03");
    child_reports(&child, STATUS_CANCELLED, "");
    assert_int_equal(child_end(&child), 0);
}

static void a_signal_that_is_ignored_changes_nothing(void **state)
{
    (void)state;
    struct child child;
    child_start(&child, ask_without_interest, "");
    child_shows(&child, "Pass: ");
    assert_int_equal(kill(child.pid, SIGINT), 0);
    child_type(&child, "secret\n");
    child_reports(&child, STATUS_OK, "secret");
    assert_int_equal(child_end(&child), 0);
}

/* Some tools that run programs swallow the stop. */
static bool stops_work(void)
{
    int ended;
    pid_t job = fork();
    assert_true(job >= 0);
    if (job == 0)
        _exit(setpgid(0, 0) || raise(SIGTSTP));
    assert_int_equal(waitpid(job, &ended, WUNTRACED), job);
    if (!WIFSTOPPED(ended))
        return false;
    assert_int_equal(kill(job, SIGKILL), 0);
    assert_int_equal(waitpid(job, &ended, 0), job);
    return true;
}

static void a_stop_restores_the_terminal_and_asks_again(void **state)
{
    (void)state;
    struct child child;
    char stopped;
    int ended;
    if (!stops_work())
        skip();
    child_start(&child, shell, "");
    child_shows(&child, "Pass: ");
    child_type(&child, "half\x1a");
    assert_int_equal(read(child.result, &stopped, 1), 1);
    assert_int_equal(stopped, 's');
    assert_true(child_echoes(&child));
    assert_int_equal(waitpid(child.pid, &ended, WUNTRACED), child.pid);
    assert_true(WIFSTOPPED(ended));
    assert_int_equal(kill(child.pid, SIGCONT), 0);
    child_shows(&child, "Pass: ");
    assert_false(child_echoes(&child));
    child_type(&child, "secret\n");
    child_reports(&child, STATUS_OK, "secret");
    assert_int_equal(child_end(&child), 0);
}

static void word_is_shown_and_read(void **state)
{
    (void)state;
    static char too_long[1026];
    static const struct {
        const char *keys, *end;
        enum status status;
        const char *answer;
    } rows[] = {
        {"yes", "\n", STATUS_OK, "yes"},    {"", "\n", STATUS_OK, ""},
        {"", "\x04", STATUS_CANCELLED, ""}, {"no\x7f\x7fyes", "\n", STATUS_OK, "yes"},
        {too_long, "\n", STATUS_USAGE, ""},
    };
    memset(too_long, 'x', sizeof too_long - 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct child child;
        child_start(&child, ask_word, "");
        child_shows(&child, "Type yes: ");
        assert_true(child_echoes(&child));
        child_type(&child, rows[i].keys);
        child_type(&child, rows[i].end);
        child_reports(&child, rows[i].status, rows[i].answer);
        assert_int_equal(child_end(&child), 0);
    }
}

/* In a session of its own, a process has no terminal. */
static void without_a_terminal_it_says_what_to_do(void **state)
{
    (void)state;
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct secret secret;
        struct buffer word;
        struct problem problem;
        buffer_init(&word);
        bool fine = setsid() > 0 && !prompt_has_terminal() &&
                    prompt_passphrase("Pass: ", NULL, &secret, &problem) == STATUS_KEY && !secret.at &&
                    strstr(problem.message, "--passphrase-file") &&
                    prompt_word("Type yes: ", &word, &problem) == STATUS_USAGE && strstr(problem.message, "--yes");
        _exit(fine ? 0 : 1);
    }
    int ended;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
}

static void file_gives_its_first_line(void **state)
{
    static const struct {
        const char *bytes, *answer;
    } rows[] = {{"secret\n", "secret"}, {"secret", "secret"}, {"secret\nsecond\n", "secret"}, {" a b \r\n", " a b \r"}};
    char path[SCRATCH_PATH];
    scratch_path(state, "pass", path);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct secret secret;
        struct problem problem;
        scratch_write(state, "pass", slice_of(rows[i].bytes), 0600);
        if (prompt_passphrase_file(path, &secret, &problem) || !slice_is(secret_slice(&secret), rows[i].answer))
            fail_msg("row %zu", i);
        secret_release(&secret);
    }
}

static void file_is_refused(void **state)
{
    static char long_line[PASSPHRASE_MAX + 2];
    struct secret secret;
    struct problem problem;
    char path[SCRATCH_PATH];
    const struct {
        const char *name;
        enum status status;
    } rows[] = {{"missing", STATUS_FILE}, {"folder", STATUS_FILE}, {"pipe", STATUS_FILE},
                {"empty", STATUS_KEY},    {"blank", STATUS_KEY},   {"long", STATUS_KEY}};
    memset(long_line, 'x', sizeof long_line);
    long_line[PASSPHRASE_MAX + 1] = '\n';
    assert_int_equal(mkdir(scratch_path(state, "folder", path), 0700), 0);
    assert_int_equal(mkfifo(scratch_path(state, "pipe", path), 0600), 0);
    scratch_write(state, "empty", SLICE(""), 0600);
    scratch_write(state, "blank", SLICE("\nsecret\n"), 0600);
    scratch_write(state, "long", (struct slice){.at = long_line, .length = sizeof long_line}, 0600);
    scratch_write(state, "longest", (struct slice){.at = long_line + 1, .length = sizeof long_line - 1}, 0600);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        problem_clear(&problem);
        scratch_path(state, rows[i].name, path);
        enum status status = prompt_passphrase_file(path, &secret, &problem);
        if (status != rows[i].status || secret.at || strcmp(problem.file, path))
            fail_msg("%s: status %d, %s", rows[i].name, (int)status, problem.message);
    }
    assert_int_equal(prompt_passphrase_file(scratch_path(state, "longest", path), &secret, &problem), STATUS_OK);
    assert_int_equal(secret.length, PASSPHRASE_MAX);
    secret_release(&secret);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passphrase_is_not_shown),
        cmocka_unit_test(passphrase_drops_what_was_typed_before),
        cmocka_unit_test(passphrase_is_compared_when_it_is_new),
        cmocka_unit_test(passphrase_is_refused),
        cmocka_unit_test(signals_end_with_the_terminal_restored),
        cmocka_unit_test(the_interrupt_key_ends),
        cmocka_unit_test(a_signal_that_is_handled_cancels),
        cmocka_unit_test(a_signal_that_is_ignored_changes_nothing),
        cmocka_unit_test(a_stop_restores_the_terminal_and_asks_again),
        cmocka_unit_test(word_is_shown_and_read),
        cmocka_unit_test(without_a_terminal_it_says_what_to_do),
        cmocka_unit_test_setup_teardown(file_gives_its_first_line, scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(file_is_refused, scratch_make, scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
