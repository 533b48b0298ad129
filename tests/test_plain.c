/* Plain mode: what a typed line means, the command line that a menu makes of answers, and the commands of the menus. */
#include "tui/command.h"
#include "tui/plain_line.h"
#include "tui/plain_menus.h"
#include "tui/plain_reply.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void replies(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum plain_reply_kind kind;
        size_t number;
    } rows[] = {
        {"", REPLY_EMPTY, 0},       {"  \t\r", REPLY_EMPTY, 0},
        {"1", REPLY_NUMBER, 1},     {" 12 ", REPLY_NUMBER, 12},
        {"007", REPLY_NUMBER, 7},   {"999999", REPLY_NUMBER, 999999},
        {"1000000", REPLY_TEXT, 0}, {"0", REPLY_BACK, 0},
        {"000", REPLY_BACK, 0},     {"b", REPLY_BACK, 0},
        {"Z", REPLY_BACK, 0},       {"q", REPLY_QUIT, 0},
        {"Q", REPLY_QUIT, 0},       {"m", REPLY_MORE, 0},
        {"w", REPLY_MORE, 0},       {"s", REPLY_SEARCH, 0},
        {"?", REPLY_HELP, 0},       {"h", REPLY_HELP, 0},
        {"x", REPLY_TEXT, 0},       {"qq", REPLY_TEXT, 0},
        {"-1", REPLY_TEXT, 0},      {"+1", REPLY_TEXT, 0},
        {"1.", REPLY_TEXT, 0},      {"2026-017", REPLY_TEXT, 0},
        {"1 2", REPLY_TEXT, 0},     {"\x02", REPLY_TEXT, 0},
        {"\x1f", REPLY_TEXT, 0},    {"18446744073709551617", REPLY_TEXT, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct plain_reply reply = plain_reply(slice_of(rows[i].line));
        if (reply.kind != rows[i].kind || (reply.kind == REPLY_NUMBER && reply.number != rows[i].number))
            fail_msg("\"%s\" is %d %zu", rows[i].line, (int)reply.kind, reply.number);
    }
    assert_true(slice_is(plain_reply(SLICE("  a b \r")).text, "a b"));
    /* A NUL is no blank, wherever strchr finds one. */
    assert_int_equal(plain_reply(SLICE("\0")).kind, REPLY_TEXT);
}

/* The answers are "NAME=VALUE", one a line; what is not there is cancelled. */
static enum status answer(void *context, const struct plain_blank *blank, struct slice *out)
{
    struct slice rest = slice_of(context);
    while (rest.length) {
        struct slice line = slice_cut(&rest, '\n'), name = slice_cut(&line, '=');
        *out = line;
        if (slice_equal(name, blank->name))
            return STATUS_OK;
    }
    return STATUS_CANCELLED;
}

/* The line that plain_write makes of it, or the status in brackets. */
static void filled(const char *line, char *answers, const char *wanted)
{
    struct arena arena;
    struct plain_words words;
    struct problem problem;
    struct buffer text;
    arena_init(&arena);
    buffer_init(&text);
    problem_clear(&problem);
    enum status status = plain_fill(line, answer, answers, &arena, &words, &problem);
    if (status == STATUS_OK)
        plain_write(&words, &text);
    else
        buffer_format(&text, "[%s]", status_sentence(status));
    assert_int_equal(buffer_status(&text), STATUS_OK);
    assert_string_equal(text.at, wanted);
    buffer_release(&text);
    arena_release(&arena);
}

static void lines(void **state)
{
    (void)state;
    static const char vote[] = "vote {ballot} {choice} --seat {seat?} --reason {reason?}";
    char plain[] = "ballot=2026-017\nchoice=yes\nseat=\nreason=",
         full[] = "ballot=2026-017\nchoice=a>c\nseat=k-1\nreason=it's so", missing[] = "ballot=2026-017",
         dash[] = "ballot=-x\nchoice=yes\nseat=\nreason=", option[] = "ballot=2026-017\nchoice=no\nseat=\nreason=--yes",
         seats[] = "meeting=S1\nseats=  a  b-2 ", none[] = "";
    filled(vote, plain, "vote 2026-017 yes");
    filled(vote, full, "vote 2026-017 'a>c' --seat k-1 --reason 'it'\\''s so'");
    filled(vote, missing, "[it was cancelled]");
    /* What would be taken for an option is none: refused as an argument, attached as a value. */
    filled(vote, dash, "[the command was not used as it is meant]");
    filled(vote, option, "vote 2026-017 no --reason=--yes");
    filled("attend {meeting} {seats*} --as-present", seats, "attend S1 a b-2 --as-present");
    filled("verify --since last", none, "verify --since last");
    filled("verify", none, "verify");
}

static void split(const char *line, const char *wanted)
{
    struct arena arena;
    struct plain_words words;
    struct buffer text;
    arena_init(&arena);
    buffer_init(&text);
    enum status status = plain_split(slice_of(line), &arena, &words, NULL);
    for (size_t i = 0; status == STATUS_OK && i < words.count; i++)
        buffer_format(&text, "<%s>", words.word[i]);
    buffer_text(&text, status == STATUS_OK ? "" : "refused");
    assert_int_equal(buffer_status(&text), STATUS_OK);
    assert_string_equal(text.at ? text.at : "", wanted);
    buffer_release(&text);
    arena_release(&arena);
}

static void typed_lines(void **state)
{
    (void)state;
    split("", "");
    split("   ", "");
    split("tally 2026-017", "<tally><2026-017>");
    split("  tally   2026-017  ", "<tally><2026-017>");
    split("vote 1 yes --reason \"so it is\"", "<vote><1><yes><--reason><so it is>");
    split("a 'b \"c\"' d\"e f\"g", "<a><b \"c\"><de fg>");
    split("a '' b", "<a><><b>");
    split("vote 1 yes --reason 'it'\\''s so'", "<vote><1><yes><--reason><it's so>");
    split("a\\ b \\", "<a b><\\>");
    split("a 'b", "refused");
    split("a \"", "refused");
}

static void too_many_words(void **state)
{
    (void)state;
    char line[2 * PLAIN_WORDS_MAX + 3];
    struct arena arena;
    struct plain_words words;
    struct problem problem;
    arena_init(&arena);
    problem_clear(&problem);
    for (size_t i = 0; i < sizeof line; i++)
        line[i] = i % 2 ? ' ' : 'a';
    assert_int_equal(plain_split((struct slice){line, 2 * PLAIN_WORDS_MAX}, &arena, &words, &problem), STATUS_OK);
    assert_int_equal(words.count, PLAIN_WORDS_MAX);
    assert_int_equal(plain_split((struct slice){line, sizeof line}, &arena, &words, &problem), STATUS_USAGE);
    arena_release(&arena);
}

static enum status any_answer(void *context, const struct plain_blank *blank, struct slice *out)
{
    (void)context;
    (void)blank;
    *out = SLICE("x");
    return STATUS_OK;
}

static bool takes_option(const struct command *command, struct slice name)
{
    struct slice rest = slice_of(command->options);
    while (rest.length)
        if (slice_equal(slice_cut(&rest, ' '), name))
            return true;
    return false;
}

/* With an answer to each question it is a verb with as many arguments and such options as that verb takes. */
static void check_command(const char *line)
{
    struct arena arena;
    struct plain_words words;
    struct problem problem;
    size_t used = 0, arguments = 0;
    arena_init(&arena);
    problem_clear(&problem);
    assert_int_equal(plain_fill(line, any_answer, NULL, &arena, &words, &problem), STATUS_OK);
    const struct command *command = command_find(words.word, words.count, &used);
    if (!command)
        fail_msg("no verb: %s", line);
    for (size_t i = used; i < words.count; i++) {
        struct slice word = slice_of(words.word[i]);
        if (word.length < 3 || strncmp(word.at, "--", 2) != 0) {
            bool value = i > used && strncmp(words.word[i - 1], "--", 2) == 0;
            arguments += !value;
        } else if (!takes_option(command, slice_from(word, 2))) {
            fail_msg("no option %s: %s", word.at, line);
        }
    }
    if (arguments < command->least || arguments > command->most)
        fail_msg("%zu arguments: %s", arguments, line);
    arena_release(&arena);
}

static size_t check_menu(const struct plain_menu *menu)
{
    size_t lines_seen = 0;
    for (size_t i = 0; i < menu->rows; i++) {
        const struct plain_menu_row *row = &menu->row[i];
        bool runs = row->way == PLAIN_SIGN || row->way == PLAIN_READ || row->way == PLAIN_WORK;
        bool lists = row->way == PLAIN_LIST || row->way == PLAIN_OWN;
        assert_true(runs == (row->line != NULL));
        assert_true(lists == (row->source != NULL));
        assert_true((row->way == PLAIN_CALL) == (row->call != NULL));
        assert_true((lists || row->way == PLAIN_MENU) == (row->menu != NULL));
        if (runs)
            check_command(row->line);
        lines_seen += runs + (row->menu ? check_menu(row->menu) : 0);
    }
    return lines_seen;
}

static void every_line_is_a_command(void **state)
{
    (void)state;
    assert_true(check_menu(&plain_menu_main) > 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replies),
        cmocka_unit_test(lines),
        cmocka_unit_test(typed_lines),
        cmocka_unit_test(too_many_words),
        cmocka_unit_test(every_line_is_a_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
