#include "tests/prompt_child.h"

#include "data/secret.h"

#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

bool child_echoes(const struct child *child)
{
    struct termios settings;
    assert_int_equal(tcgetattr(child->slave, &settings), 0);
    return settings.c_lflag & ECHO;
}

static void child_read(struct child *child)
{
    char chunk[256];
    ssize_t got = read(child->master, chunk, sizeof chunk);
    assert_true(got > 0);
    buffer_add(&child->seen, (struct slice){.at = chunk, .length = (size_t)got});
}

void child_type(struct child *child, const char *keys)
{
    buffer_clear(&child->seen);
    assert_int_equal(write(child->master, keys, strlen(keys)), strlen(keys));
}

void child_start(struct child *child, child_function *function, const char *typed_before)
{
    int result[2];
    buffer_init(&child->seen);
    assert_int_equal(openpty(&child->master, &child->slave, NULL, NULL, NULL), 0);
    child_type(child, typed_before);
    if (*typed_before) /* the echo says that it has arrived */
        while (!child->seen.at || !strchr(child->seen.at, '\n'))
            child_read(child);
    assert_true(child_echoes(child));
    assert_int_equal(pipe(result), 0);
    fflush(NULL);
    child->pid = fork();
    assert_true(child->pid >= 0);
    if (child->pid == 0) {
        close(child->master);
        close(result[0]);
        if (!process_harden() || login_tty(child->slave)) /* a SIGQUIT shall leave no core file */
            _exit(100);
        function(result[1]);
        _exit(0);
    }
    close(result[1]);
    child->result = result[0];
}

void child_shows(struct child *child, const char *text)
{
    while (!child->seen.at || !strstr(child->seen.at, text)) {
        struct pollfd on[2] = {{.fd = child->master, .events = POLLIN}, {.fd = child->result, .events = 0}};
        assert_true(poll(on, 2, -1) > 0);
        if (!(on[0].revents & POLLIN))
            fail_msg("the child ended before it showed '%s'", text);
        child_read(child);
    }
}

void child_reports(struct child *child, enum status status, const char *answer)
{
    char report[PASSPHRASE_MAX + 3] = "";
    size_t length = 0;
    ssize_t got;
    while ((got = read(child->result, report + length, sizeof report - 1 - length)) > 0)
        length += (size_t)got;
    assert_int_equal(got, 0);
    assert_int_equal(length, 1 + strlen(answer));
    assert_int_equal(report[0], status);
    assert_string_equal(report + 1, answer);
}

int child_end(struct child *child)
{
    int ended;
    assert_int_equal(waitpid(child->pid, &ended, 0), child->pid);
    assert_true(child_echoes(child));
    close(child->master);
    close(child->slave);
    close(child->result);
    buffer_release(&child->seen);
    return ended;
}
