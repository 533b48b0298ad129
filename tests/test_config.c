/* The configuration: what stands there holds, what is not known is refused with its line; and the colours of it. */
#include "data/config.h"

#include "tests/scratch.h"
#include "tui/config_words.h"
#include "tui/i18n.h"
#include "tui/session_paths.h"
#include "tui/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

static void what_stands_there_holds(void **state)
{
    static const char text[] =
        "\xEF\xBB\xBF# a comment\n\n  ; another\nlanguage = en\ntheme=dark ; because of the lamp\r\n"
        "lock-minutes   =\t0\nledger = ~/Räte/a = b.db\nbody = rat.example";
    struct config config;
    struct problem problem;
    (void)state;
    assert_int_equal(config_parse(SLICE(text), &config, &problem), STATUS_OK);
    assert_string_equal(config.value[CONFIG_LANGUAGE], "en");
    assert_true(config_is(&config, CONFIG_THEME, "dark"));
    assert_false(config_is(&config, CONFIG_ASCII, "on"));
    assert_int_equal(config_minutes(&config, CONFIG_LOCK_MINUTES, 10), 0);
    assert_string_equal(config.value[CONFIG_LEDGER], "~/Räte/a = b.db");
    assert_string_equal(config.value[CONFIG_BODY], "rat.example");
    assert_null(config.value[CONFIG_KEYS]);
    config_release(&config);
    assert_int_equal(config_minutes(&config, CONFIG_LOCK_MINUTES, 10), 10);
}

static void what_is_not_known_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *text, *message;
        unsigned long line;
    } refused[] = {
        {"theme = dark\nthemes = dark\n", "there is no option \"{1}\"; there are {2}", 2},
        {"Theme = dark\n", "there is no option \"{1}\"; there are {2}", 1},
        {"= dark\n", "there is no option \"{1}\"; there are {2}", 1},
        {"\n\ntheme = pink\n", "{1} can be {2}, nothing else", 3},
        {"theme =\n", "{1} can be {2}, nothing else", 1},
        {"theme = light|dark\n", "{1} can be {2}, nothing else", 1},
        {"lock-minutes = 1441\n", "{1} can be a whole number from 0 to 1440", 1},
        {"lock-minutes = -1\n", "{1} can be a whole number from 0 to 1440", 1},
        {"lock-minutes = 5 min\n", "{1} can be a whole number from 0 to 1440", 1},
        {"lock-minutes = 99999999999999999999\n", "{1} can be a whole number from 0 to 1440", 1},
        {"ledger = ledger.db\n", "{1} can be a path that begins with / or ~/", 1},
        {"keys = ~other/keys\n", "{1} can be a path that begins with / or ~/", 1},
        {"body = ; nothing\n", "nothing stands behind {1}", 1},
        {"ascii = on\ntheme = mono\nascii = on\n", "the option {1} stands there twice", 3},
        {"ascii\n", "an option is written as: name = value", 1},
        {"[screens]\nascii = on\n", "there are no sections: take the line out", 1},
        {"body = rat.example\n  theme = dark\n", "an option begins in the first column: take the blanks before it out",
         2},
        {"body = a\033[2Jb\n", "a control character stands in the line", 1},
        {"body = a\xFF\n", "the file is not UTF-8", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct config config;
        struct problem problem;
        problem_clear(&problem);
        assert_int_equal(config_parse(slice_of(refused[i].text), &config, &problem), STATUS_FORM);
        assert_string_equal(problem.message, refused[i].message);
        assert_int_equal(problem.line, refused[i].line);
        for (size_t option = 0; option < CONFIG_COUNT; option++)
            assert_null(config.value[option]);
    }
}

static void a_refusal_says_what_is_allowed(void **state)
{
    struct config config;
    struct problem problem;
    (void)state;
    assert_int_equal(config_parse(SLICE("theme = pink"), &config, &problem), STATUS_FORM);
    assert_string_equal(problem.detail[0], "theme");
    assert_string_equal(problem.detail[1], "auto|light|dark|mono");
    assert_int_equal(config_parse(SLICE("thema = dark"), &config, &problem), STATUS_FORM);
    assert_non_null(strstr(problem.detail[1], "language, theme"));
}

static void lines_and_files_have_limits(void **state)
{
    struct config config;
    struct problem problem;
    struct buffer text;
    char path[SCRATCH_PATH];
    buffer_init(&text);
    buffer_text(&text, "body = ");
    while (text.length < CONFIG_LINE_MAX)
        buffer_byte(&text, 'x');
    assert_int_equal(config_parse(buffer_slice(&text), &config, &problem), STATUS_OK);
    assert_int_equal(strlen(config.value[CONFIG_BODY]), CONFIG_LINE_MAX - strlen("body = "));
    config_release(&config);
    buffer_byte(&text, 'x');
    assert_int_equal(config_parse(buffer_slice(&text), &config, &problem), STATUS_FORM);
    assert_int_equal(problem.line, 1);
    while (text.length <= CONFIG_FILE_MAX)
        buffer_text(&text, "\n#");
    scratch_write(state, "large", buffer_slice(&text), 0600);
    assert_int_equal(config_read(scratch_path(state, "large", path), &config, &problem), STATUS_FILE);
    /* Not there, and empty: nothing is configured. */
    assert_int_equal(config_read(scratch_path(state, "none", path), &config, &problem), STATUS_OK);
    scratch_write(state, "empty", SLICE(""), 0600);
    assert_int_equal(config_read(scratch_path(state, "empty", path), &config, &problem), STATUS_OK);
    assert_int_equal(config_read((const char *)*state, &config, &problem), STATUS_FILE);
    buffer_release(&text);
}

/* The sample configures nothing, names every option, and each of its lines holds when its # is taken away. */
static void the_sample_is_complete(void **state)
{
    static const char *const languages[] = {"en", "de"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct buffer sample, set;
        struct config config;
        struct problem problem;
        buffer_init(&sample);
        buffer_init(&set);
        assert_true(i18n_start(languages[i]));
        config_sample(&sample);
        assert_int_equal(config_parse(buffer_slice(&sample), &config, &problem), STATUS_OK);
        for (size_t option = 0; option < CONFIG_COUNT; option++)
            assert_null(config.value[option]);
        config_release(&config);
        struct slice rest = buffer_slice(&sample);
        while (rest.length) {
            struct slice line = slice_cut(&rest, '\n');
            bool option = line.length > 1 && line.at[0] == '#' && line.at[1] != ' ';
            buffer_add(&set, slice_from(line, option ? 1 : 0));
            buffer_byte(&set, '\n');
        }
        assert_int_equal(config_parse(buffer_slice(&set), &config, &problem), STATUS_OK);
        for (size_t option = 0; option < CONFIG_COUNT; option++)
            assert_string_equal(config.value[option], config_rows[option].usual);
        config_release(&config);
        buffer_release(&sample);
        buffer_release(&set);
    }
}

/* What is hard to read on a background is not used there; without colours, every style that had more than one stays. */
static void themes_fit_their_background(void **state)
{
    enum { YELLOW = 3, BLUE = 4, CYAN = 6 };
    (void)state;
    for (unsigned style = 0; style < STYLE_COUNT; style++) {
        struct look light = theme_look((enum style)style, THEME_LIGHT),
                    dark = theme_look((enum style)style, THEME_DARK), mono = theme_look((enum style)style, THEME_MONO);
        assert_true(light.colour != YELLOW && light.colour != CYAN && light.colour < 8);
        assert_true(dark.colour != BLUE && dark.colour < 8);
        assert_int_equal(mono.colour, THEME_DEFAULT_COLOUR);
        assert_true(mono.bold == light.bold && mono.reverse == dark.reverse && mono.underline == dark.underline);
        assert_int_equal(light.colour == THEME_DEFAULT_COLOUR, dark.colour == THEME_DEFAULT_COLOUR);
    }
    assert_int_equal(theme_of_background("0;15"), THEME_LIGHT);
    assert_int_equal(theme_of_background("15;default;0"), THEME_DARK);
    assert_int_equal(theme_of_background(NULL), THEME_UNKNOWN);
    assert_int_equal(theme_of_background("15"), THEME_UNKNOWN);
    assert_int_equal(theme_of_background("15;default"), THEME_UNKNOWN);
    assert_int_equal(theme_of_background("15;99999999999999999999"), THEME_UNKNOWN);
}

/* What the environment says of editor and pager goes before the file. */
static void the_environment_goes_first(void **state)
{
    struct session session = {.arguments = 0};
    char folder[SCRATCH_PATH];
    assert_int_equal(mkdir(scratch_path(state, "stimmbuch", folder), 0700), 0);
    scratch_write(state, "stimmbuch/config", SLICE("editor = my-editor -x\npager = my-pager\nledger = ~/a.db\n"), 0600);
    assert_int_equal(setenv("XDG_CONFIG_HOME", *state, 1) | setenv("HOME", "/srv/x", 1), 0);
    assert_int_equal(unsetenv("VISUAL") | unsetenv("EDITOR") | setenv("PAGER", "theirs", 1), 0);
    assert_int_equal(unsetenv("STIMMBUCH_LEDGER"), 0);
    assert_int_equal(session_configure(&session), STATUS_OK);
    assert_int_equal(session_init(&session), STATUS_OK);
    assert_string_equal(getenv("EDITOR"), "my-editor -x");
    assert_string_equal(getenv("PAGER"), "theirs");
    assert_string_equal(session.ledger_path.at, "/srv/x/a.db");
    session_release(&session);
    session = (struct session){.arguments = 0};
    assert_int_equal(unsetenv("EDITOR") | setenv("VISUAL", "theirs", 1) | setenv("STIMMBUCH_LEDGER", "/b.db", 1), 0);
    assert_int_equal(session_configure(&session), STATUS_OK);
    assert_int_equal(session_init(&session), STATUS_OK);
    assert_null(getenv("EDITOR"));
    assert_string_equal(session.ledger_path.at, "/b.db");
    session_release(&session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_there_holds),
        cmocka_unit_test(what_is_not_known_is_refused_with_its_line),
        cmocka_unit_test(a_refusal_says_what_is_allowed),
        cmocka_unit_test_setup_teardown(lines_and_files_have_limits, scratch_make, scratch_remove),
        cmocka_unit_test(the_sample_is_complete),
        cmocka_unit_test_setup_teardown(the_environment_goes_first, scratch_make, scratch_remove),
        cmocka_unit_test(themes_fit_their_background),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
