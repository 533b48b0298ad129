/* What the application tells in its line of messages, and keeps for the list of them. */
#include "tui/app.h"

#include <unicase.h>
#include <unistr.h>

void app_say(struct app *app, enum style style, const char *pattern, struct slice first, struct slice second)
{
    buffer_clear(&app->message);
    i18n_pattern(pattern, first, second, &app->message);
    app->message_style = style;
    buffer_add(&app->messages, buffer_slice(&app->message));
    buffer_byte(&app->messages, '\n');
}

/* A sentence of its own, where the commands have theirs behind a colon. One that begins with a name keeps it. */
static void write_sentence(const struct problem *problem, struct buffer *out)
{
    struct buffer text;
    uint8_t first[8];
    size_t length = sizeof first;
    buffer_init(&text);
    i18n_refusal(problem, &text);
    const char *pattern = problem->message ? _(problem->message) : "";
    struct slice rest = buffer_slice(&text);
    size_t letter = rest.length ? (size_t)u8_mblen((const uint8_t *)rest.at, rest.length) : 0;
    if (letter && pattern[0] != '{' &&
        u8_toupper((const uint8_t *)rest.at, letter, NULL, NULL, first, &length) == first) {
        buffer_add(out, (struct slice){.at = (const char *)first, .length = length});
        rest = slice_from(rest, letter);
    }
    buffer_add(out, rest);
    if (rest.length && !strchr(".!?", rest.at[rest.length - 1]))
        buffer_byte(out, '.');
    buffer_release(&text);
}

void app_fail(struct app *app, const struct problem *problem)
{
    struct buffer text;
    buffer_init(&text);
    write_sentence(problem, &text);
    app_say(app, STYLE_BAD, "{1}", buffer_slice(&text), SLICE(""));
    buffer_release(&text);
}
