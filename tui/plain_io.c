/* Plain mode: lines in, lines out. */
#include "core/text.h"
#include "tui/i18n.h"
#include "tui/plain.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { LINE_LIMIT = 1024 };

static void put(struct plain *plain, struct slice text)
{
    struct buffer safe;
    buffer_init(&safe);
    text_safe(text, &safe);
    /* Nobody reads any more: there is nothing left to be said. */
    if (buffer_status(&safe) != STATUS_OK || fwrite(safe.at, 1, safe.length, stdout) != safe.length ||
        fflush(stdout) != 0)
        plain->over = true;
    buffer_release(&safe);
}

void plain_say(struct plain *plain, const char *pattern, struct slice first, struct slice second)
{
    struct buffer text;
    buffer_init(&text);
    i18n_pattern(pattern, first, second, &text);
    buffer_byte(&text, '\n');
    put(plain, buffer_slice(&text));
    buffer_release(&text);
}

void plain_fail(struct plain *plain)
{
    struct buffer text;
    buffer_init(&text);
    i18n_refusal(&plain->session->problem, &text);
    plain_say(plain, _("That did not work: {1}."), buffer_slice(&text), SLICE(""));
    buffer_release(&text);
    problem_clear(&plain->session->problem);
}

void plain_forget_signal(const struct plain *plain)
{
    struct signalfd_siginfo info;
    while (plain->signals >= 0 && read(plain->signals, &info, sizeof info) > 0)
        continue;
}

/* More bytes of the input. */
static enum plain_input read_more(struct plain *plain)
{
    char chunk[512];
    struct pollfd on[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = plain->signals, .events = POLLIN}};
    while (poll(on, 2, -1) < 0)
        if (errno != EINTR)
            return INPUT_OVER;
    if (on[1].revents) {
        plain_forget_signal(plain);
        return INPUT_STOPPED;
    }
    ssize_t got = read(STDIN_FILENO, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR)
        return INPUT_LINE;
    if (got <= 0)
        return INPUT_OVER;
    buffer_add(&plain->input, (struct slice){chunk, (size_t)got});
    return buffer_status(&plain->input) == STATUS_OK ? INPUT_LINE : INPUT_OVER;
}

/* Takes a line off what was read; a longer one than anybody types is not kept. */
static bool take_line(struct plain *plain, struct buffer *out, bool *too_long)
{
    struct slice all = buffer_slice(&plain->input);
    const char *end = all.length ? memchr(all.at, '\n', all.length) : NULL;
    if (!end && all.length > LINE_LIMIT) {
        *too_long = true;
        buffer_clear(&plain->input);
    }
    if (!end)
        return false;
    size_t length = (size_t)(end - all.at), rest = all.length - length - 1;
    *too_long = *too_long || length > LINE_LIMIT;
    buffer_add(out, slice_head(all, length));
    memmove(plain->input.at, end + 1, rest);
    plain->input.length = rest;
    return true;
}

static enum plain_input ask_once(struct plain *plain, const char *prompt, struct buffer *out, bool *too_long)
{
    enum plain_input input = INPUT_LINE;
    *too_long = false;
    buffer_clear(out);
    put(plain, slice_of(prompt));
    while (input == INPUT_LINE && !plain->over && !take_line(plain, out, too_long))
        input = read_more(plain);
    if (input == INPUT_LINE)
        return plain->over ? INPUT_OVER : INPUT_LINE;
    buffer_clear(&plain->input);
    plain->over = plain->over || input == INPUT_OVER;
    put(plain, SLICE("\n"));
    return input;
}

enum plain_input plain_ask(struct plain *plain, const char *prompt, struct buffer *out)
{
    bool too_long;
    for (;;) {
        enum plain_input input = ask_once(plain, prompt, out, &too_long);
        if (input != INPUT_LINE)
            return input;
        if (too_long)
            plain_say(plain, _("The answer is longer than 1024 bytes; nothing was done with it."), SLICE(""),
                      SLICE(""));
        else if (!text_is_utf8(buffer_slice(out)) || (out->length && memchr(out->at, '\0', out->length)))
            plain_say(plain, _("The answer is not text in UTF-8; nothing was done with it."), SLICE(""), SLICE(""));
        else
            return buffer_status(out) == STATUS_OK ? INPUT_LINE : INPUT_OVER;
    }
}

enum plain_input plain_ask_reply(struct plain *plain, const char *prompt, struct buffer *line, struct plain_reply *out)
{
    enum plain_input input = plain_ask(plain, prompt, line);
    *out = plain_reply(buffer_slice(line));
    if (input == INPUT_LINE && out->kind == REPLY_QUIT)
        plain->over = true;
    return input;
}
