/*
 * Every screen as it is painted, in three sizes and two languages, compared with tests/screens/NAME.SIZE.LANG.txt.
 *
 * Below the text a file says where the cursor is and, as a number, how the cells are styled; that of 80x24 in German
 * also shows the styles, a letter a cell (see style_letters). What the colours of a style are is a theme's, and no
 * screen's. The screen in ASCII has no file: it is the same, sign for sign. That colours or none make no other text,
 * tests/test_screen_rules.c shows on a terminal.
 *
 * STIMMBUCH_SCREENS=new (`make screens`) writes these files instead; a person then reads what has changed.
 */
#include "core/text.h"
#include "tests/golden.h"
#include "tests/screen_views.h"
#include "tui/screens.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define FOLDER "tests/screens"

static const struct {
    int rows, columns;
} sizes[] = {{50, 200}, {24, 80}, {30, 100}, {12, 40}};

/* Views whose place on a large screen is worth a file: the first size is of these only. */
static const char *const large[] = {"costs", "statements"};

/* normal, title, frame, focus, muted, good, bad, warn, key, input */
static const char style_letters[STYLE_COUNT + 1] = ".T#>m+!?k_";

/* What the walk finds; the tests then look at it. */
static struct {
    int files, differ, ascii, shown_count;
    const struct screen *shown[64];
} found;

/* A letter for each cell, what is normal at the ends of rows left out. */
static void write_styles(const struct canvas *canvas, struct buffer *out)
{
    for (int row = 0; row < canvas->rows; row++) {
        int end = canvas->columns;
        while (end > 0 && canvas_cell(canvas, row, end - 1)->style == STYLE_NORMAL)
            end--;
        for (int column = 0; column < end; column++)
            buffer_byte(out, style_letters[canvas_cell(canvas, row, column)->style]);
        buffer_byte(out, '\n');
    }
}

/* FNV-1a: it need only differ when a style does. */
static uint32_t number_of(struct slice text)
{
    uint32_t number = 2166136261U;
    for (size_t i = 0; i < text.length; i++)
        number = (number ^ (unsigned char)text.at[i]) * 16777619U;
    return number;
}

static void write_all(const struct canvas *canvas, bool with_styles, struct buffer *out)
{
    struct buffer styles;
    buffer_init(&styles);
    write_styles(canvas, &styles);
    canvas_dump(canvas, out);
    buffer_format(out, "cursor: row %d, column %d\nstyles: %08x\n", canvas->cursor_row, canvas->cursor_column,
                  number_of(buffer_slice(&styles)));
    if (with_styles)
        buffer_add(out, buffer_slice(&styles));
    assert_int_equal(buffer_status(&styles), STATUS_OK);
    assert_int_equal(buffer_status(out), STATUS_OK);
    buffer_release(&styles);
}

static void compare(const char *path, const struct canvas *canvas, bool with_styles)
{
    struct buffer got;
    buffer_init(&got);
    write_all(canvas, with_styles, &got);
    found.files++;
    found.differ += golden_compare(path, buffer_slice(&got));
    buffer_release(&got);
}

/* What stands in ASCII for a sign of ours; NULL: it is none, and stays. */
static const char *in_ascii(const char *text)
{
    static const char *const signs[][2] = {{"─", "-"}, {"│", "|"}, {"┌", "+"}, {"┐", "+"}, {"└", "+"}, {"┘", "+"},
                                           {"█", "#"}, {"░", "."}, {"✓", "+"}, {"✗", "x"}, {"▸", ">"}, {"…", "~"},
                                           {"·", "-"}, {"▲", "^"}, {"▼", "v"}, {"–", "-"}, {"●", "*"}, {"•", "*"},
                                           {"↳", "-"}, {"←", "<"}, {"→", ">"}, {"≥", "="}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (strcmp(signs[i][0], text) == 0)
            return signs[i][1];
    return NULL;
}

static const struct screen *top_of(const struct visit *visit)
{
    return visit->stage->app.stack[visit->stage->app.depth - 1].screen;
}

/* "≥" is ">=" there, and begins a cell earlier. */
static bool begins_at_least(const struct canvas *canvas, const struct canvas *ascii, int row, int column)
{
    return column + 1 < canvas->columns && strcmp(canvas_cell(canvas, row, column + 1)->text, "≥") == 0 &&
           strcmp(canvas_cell(ascii, row, column)->text, ">") == 0;
}

/*
 * The hints name keys, in words where ASCII has no arrow: they may stand elsewhere in the last row. A receipt has no QR
 * code in ASCII, and its text the room.
 */
static void compare_ascii(const struct visit *visit, const struct canvas *canvas, const struct canvas *ascii)
{
    if (top_of(visit) == &screen_receipt)
        return;
    for (int row = 0; row < canvas->rows - 1; row++) {
        for (int column = 0; column < canvas->columns; column++) {
            const struct cell *sign = canvas_cell(canvas, row, column), *plain = canvas_cell(ascii, row, column);
            const char *wanted = in_ascii(sign->text);
            if (strcmp(plain->text, wanted ? wanted : sign->text) == 0 && plain->style == sign->style)
                continue;
            if (begins_at_least(canvas, ascii, row, column))
                continue;
            print_error("%s, %s, %dx%d, row %d, column %d: \"%s\" is \"%s\" in ASCII\n", visit->view->name,
                        visit->language, canvas->columns, canvas->rows, row, column, sign->text, plain->text);
            found.ascii++;
            return;
        }
    }
}

static void remember(const struct screen *screen)
{
    for (int i = 0; i < found.shown_count; i++)
        if (found.shown[i] == screen)
            return;
    assert_in_range(found.shown_count, 0, sizeof found.shown / sizeof found.shown[0] - 1);
    found.shown[found.shown_count++] = screen;
}

static bool is_large(const struct view *view)
{
    for (size_t i = 0; i < sizeof large / sizeof large[0]; i++)
        if (strcmp(view->name, large[i]) == 0)
            return true;
    return false;
}

static void look_at(const struct visit *visit, void *context)
{
    (void)context;
    remember(top_of(visit));
    for (size_t i = is_large(visit->view) ? 0 : 1; i < sizeof sizes / sizeof sizes[0]; i++) {
        char path[128];
        int rows = sizes[i].rows, columns = sizes[i].columns;
        struct canvas canvas = stage_paint(visit->stage, rows, columns, false);
        struct canvas ascii = stage_paint(visit->stage, rows, columns, true);
        snprintf(path, sizeof path, FOLDER "/%s.%dx%d.%s.txt", visit->view->name, columns, rows, visit->language);
        compare(path, &canvas, rows == 24 && strcmp(visit->language, "de") == 0);
        compare_ascii(visit, &canvas, &ascii);
        canvas_release(&canvas);
        canvas_release(&ascii);
    }
}

static int walk(void **state)
{
    (void)state;
    scenes_walk(look_at, NULL);
    return 0;
}

static void screens_are_as_they_were(void **state)
{
    (void)state;
    if (found.differ)
        fail_msg("%d of %d screens differ; if they shall: make screens, and read what changed", found.differ,
                 found.files);
}

static void screens_in_ascii_are_the_same(void **state)
{
    (void)state;
    assert_int_equal(found.ascii, 0);
}

static void every_screen_has_a_view(void **state)
{
    static const struct {
        const struct screen *screen;
        const char *name;
    } all[] = {
#define SCREEN_ROW(id) {&screen_##id, #id},
        SCREEN_TABLE(SCREEN_ROW)
#undef SCREEN_ROW
    };
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        bool shown = false;
        for (int k = 0; k < found.shown_count; k++)
            shown = shown || found.shown[k] == all[i].screen;
        if (!shown)
            fail_msg("no view of tests/screen_views.c shows screen_%s", all[i].name);
    }
}

/* A view that has gone leaves no file behind. */
static void no_file_is_left_over(void **state)
{
    int files = 0;
    (void)state;
    DIR *folder = opendir(FOLDER);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        files += strstr(entry->d_name, ".txt") != NULL;
    closedir(folder);
    assert_int_equal(files, found.files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(screens_are_as_they_were),
        cmocka_unit_test(screens_in_ascii_are_the_same),
        cmocka_unit_test(every_screen_has_a_view),
        cmocka_unit_test(no_file_is_left_over),
    };
    return cmocka_run_group_tests(tests, walk, NULL);
}
