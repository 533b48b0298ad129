/* What every screen keeps to when keys are pressed on it, or none. */
#include "tests/screen_rules.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROWS = 30, COLUMNS = 100, HOUR = 3600 };

static const struct screen *top(const struct stage *stage)
{
    return stage->app.stack[stage->app.depth - 1].screen;
}

static bool is_typing(const struct stage *stage)
{
    return top(stage)->typing && top(stage)->typing(stage->app.stack[stage->app.depth - 1].state);
}

/* After every key that moves, wherever it leads. */
void rule_cursor_follows(const struct visit *visit, struct buffer *why)
{
    static const char *const keys[] = {"Down", "Tab", "PgDn", "Tab", "End", "Up", "Home"};
    struct stage *stage = visit->stage;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0] && !why->length; i++) {
        stage_press(stage, keys[i]);
        struct canvas canvas = stage_paint(stage, ROWS, COLUMNS, false);
        canvas_cursor_lost(&canvas, is_typing(stage), why);
        canvas_release(&canvas);
        if (why->length)
            buffer_format(why, " after %s", keys[i]);
    }
}

static bool same(struct stage *stage, const char *before)
{
    char *now = stage_text(stage, ROWS, COLUMNS);
    bool is = strcmp(before, now) == 0;
    free(now);
    return is;
}

static bool ends_a_sentence(struct slice text)
{
    return text.length && strchr(".!?:)", text.at[text.length - 1]) != NULL;
}

/* A key that does nothing says so: a sentence that stays as long as no key is pressed, and is kept in the list. */
void rule_messages_stay(const struct visit *visit, struct buffer *why)
{
    struct stage *stage = visit->stage;
    struct app *app = &stage->app;
    if (is_typing(stage))
        stage_press(stage, "Esc");
    if (!is_typing(stage))
        stage_press(stage, "X");
    if (is_typing(stage))
        return;
    char *before = stage_text(stage, ROWS, COLUMNS);
    if (!app->message.length || !ends_a_sentence(buffer_slice(&app->message)))
        buffer_format(why, "\"%s\" is no sentence", app->message.length ? app->message.at : "");
    else if (!strstr(app->messages.at, app->message.at))
        buffer_text(why, "the message is not in the list of messages");
    app->now.seconds += HOUR;
    app_idle(app);
    if (!same(stage, before))
        buffer_text(why, "an hour later the message has gone, or the screen is another one");
    free(before);
}

/* Whoever reads slowly finds all as it was: nothing goes away, and nothing is typed for him. */
void rule_no_limit(const struct visit *visit, struct buffer *why)
{
    struct stage *stage = visit->stage;
    char *before = stage_text(stage, ROWS, COLUMNS);
    stage->app.idle_minutes = 0; /* that lock is of the key's passphrase alone, and can be switched off */
    stage->app.now.seconds += HOUR;
    app_idle(&stage->app);
    app_rest(&stage->app);
    if (!same(stage, before))
        buffer_text(why, "an hour later the screen is another one");
    stage->app.now.seconds -= HOUR;
    free(before);
}

/* What can be clicked can be done by a key: what the hints name has one, and rows are reached by moving. */
void rule_keys_do_all(const struct visit *visit, struct buffer *why)
{
    struct stage *stage = visit->stage;
    struct canvas canvas = stage_paint(stage, ROWS, COLUMNS, false);
    for (size_t i = 0; i < canvas.hits.count; i++) {
        enum action action = canvas.hits.hit[i].action;
        if (action != ACTION_NONE && !*keymap_key(action))
            buffer_format(why, "\"%s\" has no key", keymap_word(action));
    }
    for (const enum action *action = top(stage)->actions; *action != ACTION_NONE; action++)
        if (!*keymap_key(*action) && *action != ACTION_SIGN)
            buffer_format(why, "the hint \"%s\" has no key", keymap_word(*action));
    canvas_release(&canvas);
}

/* What is refused in a field is said as a sentence, and the cursor stays in the field. */
void rule_errors_help(const struct visit *visit, struct buffer *why)
{
    struct stage *stage = visit->stage;
    const struct screen *before = top(stage);
    if (!is_typing(stage) || before == &screen_help)
        return;
    stage_press(stage, "^U /dev/null/x Enter");
    if (top(stage) != before || !stage->app.message.length)
        return;
    if (!ends_a_sentence(buffer_slice(&stage->app.message)))
        buffer_format(why, "\"%s\" is no sentence", stage->app.message.at);
    if (stage->app.message_style != STYLE_NORMAL && !is_typing(stage))
        buffer_text(why, "the cursor has left the field");
}

static int64_t count_all(struct stage *stage)
{
    int64_t entries = 0, pending = 0;
    struct store *store = app_store(&stage->app);
    assert_int_equal(store_number(store, &entries, NULL, "SELECT count(*) FROM entry", ""), STATUS_OK);
    assert_int_equal(store_number(store, &pending, NULL, "SELECT count(*) FROM pending", ""), STATUS_OK);
    return entries + pending;
}

/* From everywhere Esc leads back to the first screen, and neither that nor Enter has written anything. */
void rule_signing_left(const struct visit *visit, struct buffer *why)
{
    enum { MOST = 40 };
    struct stage *stage = visit->stage;
    int64_t before = count_all(stage);
    bool signing = top(stage) == &screen_sign;
    if (signing)
        stage_press(stage, "Enter Enter");
    for (int i = 0; i < MOST && stage->app.depth > 1; i++)
        stage_press(stage, "Esc");
    if (stage->app.depth > 1)
        buffer_format(why, "%d times Esc do not lead back", MOST);
    if (count_all(stage) != before)
        buffer_text(why, "something was written without a word being typed");
}

/* Its name, and what the hints call the keys, are there in German too. */
void rule_languages(const struct visit *visit, struct buffer *why)
{
    static const char *const alike[] = {"Start", "start", "Ledger", "ledger", "Import", "Export"};
    const struct screen *screen = top(visit->stage);
    if (strcmp(visit->language, "de") != 0)
        return;
    for (const enum action *action = screen->actions;; action++) {
        const char *words = *action != ACTION_NONE ? keymap_label(*action) : screen->name;
        bool same_word = strcmp(_(words), words) == 0;
        for (size_t i = 0; i < sizeof alike / sizeof alike[0]; i++)
            same_word = same_word && strcmp(alike[i], words) != 0;
        if (same_word)
            buffer_format(why, "\"%s\" is not translated", words);
        if (*action == ACTION_NONE)
            return;
    }
}
