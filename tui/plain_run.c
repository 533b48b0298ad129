/* Plain mode: a verb in a process of its own, and what it prints by pages. */
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/plain.h"
#include "tui/usage.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE_LINES = 20, OWN_OPTIONS_MAX = 2 * (OPTION_HELP + 1) };

/* The options that this run was given hold for its verbs; these are lent, but for the names, which lie in the arena. */
static size_t add_options(const struct session *session, struct arena *arena, char **argv)
{
    size_t count = 0;
    for (unsigned i = 0; i < OPTION_HELP; i++) {
        if (!session->option[i])
            continue;
        struct buffer name;
        buffer_init(&name);
        buffer_text(&name, "--");
        buffer_text(&name, usage_options[i].name);
        if (usage_options[i].value) {
            buffer_byte(&name, '=');
            buffer_text(&name, session->option[i]);
        }
        char *copy = arena_alloc(arena, name.length + 1);
        if (copy && buffer_status(&name) == STATUS_OK) {
            memcpy(copy, name.at, name.length);
            argv[count++] = copy;
        }
        buffer_release(&name);
    }
    return count;
}

/* In the child: the mask of signals as it was, so that Ctrl-C does to the verb what it always does. */
_Noreturn static void be_verb(struct plain *plain, const struct plain_words *words, int out)
{
    char *argv[1 + PLAIN_WORDS_MAX + OWN_OPTIONS_MAX + 2], name[] = "stimmbuch", plain_option[] = "--plain";
    struct arena arena;
    size_t count = 0;
    arena_init(&arena);
    interrupt_release(&plain->interrupt, false);
    if (plain->signals >= 0)
        close(plain->signals);
    if (out >= 0 && dup2(out, STDOUT_FILENO) < 0)
        _exit(5);
    argv[count++] = name;
    /* Before the words: a "--" may stand among these. */
    count += add_options(plain->session, &arena, argv + count);
    if (!session_has(plain->session, OPTION_PLAIN))
        argv[count++] = plain_option;
    for (size_t i = 0; i < words->count; i++)
        argv[count++] = words->word[i];
    argv[count] = NULL;
    int status = command_within(plain->session, (int)count, argv);
    arena_release(&arena);
    fflush(NULL);
    _exit(status);
}

/* A page at a time; false: no more is wanted. */
struct pager {
    struct plain *plain;
    struct buffer line;
    size_t lines;
    bool enough;
};

static void end_line(struct pager *pager)
{
    struct buffer answer;
    struct plain_reply reply;
    if (pager->lines == PAGE_LINES) {
        buffer_init(&answer);
        pager->lines = 0;
        pager->enough = plain_ask_reply(pager->plain, _("Enter shows more, b back: "), &answer, &reply) != INPUT_LINE ||
                        reply.kind == REPLY_BACK || reply.kind == REPLY_QUIT;
        buffer_release(&answer);
    }
    if (!pager->enough)
        plain_say(pager->plain, "{1}", buffer_slice(&pager->line), SLICE(""));
    buffer_clear(&pager->line);
    pager->lines++;
}

static void page(struct pager *pager, struct slice text)
{
    for (size_t i = 0; i < text.length && !pager->enough && !pager->plain->over; i++) {
        if (text.at[i] == '\n')
            end_line(pager);
        else
            buffer_byte(&pager->line, text.at[i]);
    }
}

static void page_end(struct pager *pager)
{
    if (pager->line.length && !pager->enough)
        end_line(pager);
    buffer_release(&pager->line);
}

void plain_show(struct plain *plain, struct slice text)
{
    struct pager pager = {.plain = plain};
    buffer_init(&pager.line);
    page(&pager, text);
    page_end(&pager);
}

static void page_pipe(struct plain *plain, int from)
{
    char chunk[4096];
    ssize_t got;
    struct pager pager = {.plain = plain};
    buffer_init(&pager.line);
    while (!pager.enough && !plain->over &&
           ((got = read(from, chunk, sizeof chunk)) > 0 || (got < 0 && errno == EINTR)))
        page(&pager, (struct slice){chunk, got > 0 ? (size_t)got : 0});
    page_end(&pager);
}

static void wait_for(struct plain *plain, pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return;
    plain_forget_signal(plain);
    if (WIFSIGNALED(status))
        plain_say(plain, _("Stopped. What was not in the ledger yet was not written."), SLICE(""), SLICE(""));
}

static void say_line(struct plain *plain, const struct plain_words *words)
{
    struct buffer line;
    buffer_init(&line);
    plain_write(words, &line);
    plain_say(plain, _("The same as: stimmbuch {1}"), buffer_slice(&line), SLICE(""));
    buffer_release(&line);
}

void plain_run(struct plain *plain, const struct plain_words *words, bool pages)
{
    int through[2] = {-1, -1};
    say_line(plain, words);
    /* A connection to the ledger must not be carried into another process. */
    ledger_close(plain->session->ledger);
    plain->session->ledger = NULL;
    plain->session->unfiled = false;
    fflush(stdout);
    pid_t child = pages && pipe(through) ? -1 : fork();
    if (child == 0) {
        if (pages)
            close(through[0]);
        be_verb(plain, words, through[1]);
    }
    if (pages && through[1] >= 0)
        close(through[1]);
    if (child < 0) {
        plain_say(plain, _("The command cannot be started: {1}"), slice_of(strerror(errno)), SLICE(""));
    } else if (pages) {
        page_pipe(plain, through[0]);
    }
    if (through[0] >= 0)
        close(through[0]);
    if (child > 0)
        wait_for(plain, child);
}
