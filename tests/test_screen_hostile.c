/*
 * Texts made to deceive, in every field of every screen: as the ledger takes them (as long, wide and piled up as it
 * allows), and as somebody has written them into the tables, notes, names and files of a ledger that he sends. In three
 * sizes nothing of them steers the terminal, nothing shifts, and nothing is cut within a character.
 */
#include "tests/scratch.h"
#include "tests/screen_rules.h"
#include "tests/world_meeting.h"
#include "tests/world_publish.h"
#include "tests/world_text.h"

#include <limits.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define ESCAPES                                                                                                        \
    "\x1B]0;pwned\x07\x1B[2J\x1BPq\x1B\\\x9B"                                                                          \
    "2J\xC2\x9B"                                                                                                       \
    "31m\b\r\x7F\x0E"
#define BIDI "\xE2\x80\xAEnein\xE2\x81\xA6ja\xE2\x81\xA9"
#define UNSEEN "\xE2\x80\x8B\xEF\xBB\xBF\xE2\x80\x8D\xE2\x80\xA8\xE2\x80\xA9\xC2\xAD\xF3\xA0\x81\x81"
#define FOUR "\xCC\x81\xCC\x82\xCC\x83\xCC\x84"
#define TOWER "Z" FOUR FOUR FOUR FOUR FOUR FOUR "\xCD\x9C"
#define WIDE "東京都😀👩\xE2\x80\x8D👩\xE2\x80\x8D👧🇩🇪한\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xABＡ"
#define PRIVATE "\xEE\x80\x80\xF3\xB0\x80\x80\t\xFF\xC3(\xED\xA0\x80"
#define EVIL WIDE ESCAPES BIDI UNSEEN TOWER PRIVATE

enum { BODY_BYTES = 35000 };

static char home[PATH_MAX]; /* where the tests were started */

static const struct {
    int rows, columns;
} sizes[] = {{30, 100}, {24, 80}, {12, 40}};
enum { SIZES = sizeof sizes / sizeof sizes[0] };

static void expect_kept(const struct visit *visit, const struct sight *sight)
{
    static sight_rule *const kept[] = {rule_nothing_shifts, rule_nothing_cut, rule_cursor_seen};
    struct buffer why;
    buffer_init(&why);
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        kept[i](sight, &why);
    if (why.length)
        fail_msg("%s, %dx%d: %s", visit->view->name, sight->canvas->columns, sight->canvas->rows, why.at);
    buffer_release(&why);
}

/* Whether something of it is to be seen: else the test would look at nothing. */
static bool is_hostile(const struct canvas *canvas)
{
    for (int i = 0; i < canvas->rows * canvas->columns; i++)
        if (strcmp(canvas->cell[i].text, "\xEF\xBF\xBD") == 0 || strcmp(canvas->cell[i].text, "東") == 0)
            return true;
    return false;
}

struct walk {
    struct glass *glass;
    bool all_sizes; /* or one after the other, view by view */
    size_t views, hostile;
};

static void look_at(const struct visit *visit, void *context)
{
    struct walk *walk = context;
    struct glass *glass = walk->glass;
    size_t first = walk->all_sizes ? 0 : walk->views % SIZES, end = walk->all_sizes ? SIZES : first + 1;
    walk->views++;
    for (size_t i = first; i < end; i++) {
        struct canvas canvas = stage_paint(visit->stage, sizes[i].rows, sizes[i].columns, false);
        const struct sight sight = {visit, &canvas, &canvas, glass_emulator(glass), glass_emulator(glass), 0};
        emulator_expect_tame(glass_show(glass, &canvas));
        expect_kept(visit, &sight);
        walk->hostile += is_hostile(&canvas);
        canvas_release(&canvas);
    }
}

static void walk_all(void (*spoil)(struct stage *stage), bool all_sizes, size_t least)
{
    struct walk walk = {glass_open(THEME_UNKNOWN), all_sizes, 0, 0};
    scenes_walk_spoilt(spoil, look_at, &walk);
    glass_close(walk.glass);
    assert_in_range(walk.hostile, least, SIZES * walk.views);
}

/* Somebody else's hand on the file: each statement is made by a query, and its ?1 is the text. */
static void write_into(struct stage *stage, const char *query, struct slice text)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statements = NULL, *one = NULL;
    stage->spoilt = stage->w->unchecked = true;
    assert_int_equal(sqlite3_open(stage->w->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA ignore_check_constraints = 1", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, query, -1, &statements, NULL), SQLITE_OK);
    while (sqlite3_step(statements) == SQLITE_ROW) {
        const char *sql = (const char *)sqlite3_column_text(statements, 0);
        if (sqlite3_prepare_v2(db, sql, -1, &one, NULL) != SQLITE_OK)
            fail_msg("%s: %s", sql, sqlite3_errmsg(db));
        assert_int_equal(sqlite3_bind_text(one, 1, text.at, (int)text.length, SQLITE_STATIC), SQLITE_OK);
        sqlite3_step(one); /* a key that must be unique stays as it is */
        sqlite3_finalize(one);
    }
    sqlite3_finalize(statements);
    sqlite3_close(db);
}

/* Statements for columns of the tables that are no index of SQLite's own. */
#define COLUMNS_WHERE(what, condition)                                                                                 \
    "SELECT printf('" what "', m.name, c.name, c.name) FROM sqlite_schema AS m, pragma_table_info(m.name) AS c "       \
    "WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE '%\\_%' ESCAPE '\\' "             \
    "AND " condition

static void spoil_titles(struct stage *stage)
{
    write_into(stage,
               COLUMNS_WHERE("UPDATE \"%w\" SET \"%w\" = ?1 || \"%w\" || ?1",
                             "c.name IN ('title', 'what', 'author', 'voter', 'chair', 'recipient', 'log', 'decision')"),
               SLICE(EVIL));
}

static void spoil_words(struct stage *stage)
{
    write_into(stage, COLUMNS_WHERE("UPDATE \"%w\" SET \"%w\" = \"%w\" || ?1", "c.type = 'TEXT' AND c.name <> 'vkey'"),
               SLICE(EVIL));
}

/* The signed texts themselves, which are shown byte for byte: 35,000 bytes of it behind the first line. */
static void spoil_notes(struct stage *stage)
{
    struct buffer evil;
    buffer_init(&evil);
    buffer_text(&evil, "\n| ");
    while (evil.length < BODY_BYTES)
        buffer_text(&evil, EVIL EVIL "\n| # " EVIL " ");
    assert_int_equal(buffer_status(&evil), STATUS_OK);
    write_into(
        stage,
        COLUMNS_WHERE("UPDATE \"%w\" SET \"%w\" = CAST(substr(\"%w\", 1, 400) || ?1 AS BLOB)", "c.name = 'note'"),
        buffer_slice(&evil));
    buffer_release(&evil);
}

/* Names beside the ledger: the address book, drafts, keys, what is configured. */
static void spoil_files(struct stage *stage)
{
    static const char people[] = "stadt Änne 東京 Q" FOUR " \xEE\x80\x80\ngs1 東京都😀 Süß\n";
    const char *drafts = stage->session.drafts_path.at;
    char path[512];
    stage->spoilt = true;
    world_write(stage->w, stage->session.people_path.at, SLICE(people));
    assert_true(mkdir(drafts, 0700) == 0 || access(drafts, F_OK) == 0);
    snprintf(path, sizeof path, "%s/%s.txt", drafts, "Entwurf\x1B]0;x\x07 東\xE2\x80\xAE\xCC\x81\xFF");
    world_write(stage->w, path, SLICE("title: " EVIL "\n"));
    stage->session.config.value[CONFIG_BODY] = EVIL;
}

/*
 * Where a view is not what it was, its keys may save files: they go into a folder of its own, in which the tests' files
 * are to be found too.
 */
static int go_aside(void **state)
{
    static const char *const needed[] = {"tests", "data"};
    char from[PATH_MAX], to[SCRATCH_PATH];
    if (scratch_make(state) != 0)
        return -1;
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (!realpath(needed[i], from) || symlink(from, scratch_path(state, needed[i], to)) != 0)
            return -1;
    return getcwd(home, sizeof home) && chdir(*state) == 0 ? 0 : -1;
}

static int come_back(void **state)
{
    return chdir(home) == 0 ? scratch_remove(state) : -1;
}

static void spoil_names(struct stage *stage)
{
    spoil_titles(stage);
    spoil_files(stage);
}

static void spoil_all(struct stage *stage)
{
    spoil_words(stage);
    spoil_notes(stage);
}

static void titles_and_names_of_a_stranger(void **state)
{
    (void)state;
    walk_all(spoil_names, true, 150);
}

static void tables_and_signed_texts_of_a_stranger(void **state)
{
    (void)state;
    walk_all(spoil_all, false, 30);
}

/* What an entry may hold, in all its free texts: wide, piled up, of private use, and as long as it may be. */
#define PILE "Q" FOUR FOUR FOUR "\xCD\x9C"
#define ALLOWED "東京都😀한 " PILE "Ａ\xEE\x80\x80 Łódź ﷽ "

static const struct view allowed_views[] = {
    {"start", ""},
    {"proposals", "2"},
    {"search", "2 / 東京"},
    {"proposal", "2 Enter"},
    {"its text", "2 Enter PgDn PgDn"},
    {"deliberation", "2 Enter Tab Tab Tab"},
    {"ballot paper", "2 Enter v"},
    {"its facts", "2 Enter v Tab"},
    {"a reason", "2 Enter v Down Tab Tab 東京都 Q̂́"},
    {"to be signed", "2 Enter v Enter"},
    {"ballots", "3"},
    {"result", "3 Enter"},
    {"reasons", "3 Enter End"},
    {"ledger", "4"},
    {"entry", "4 Enter End"},
    {"members", "6"},
    {"statute", "6 t"},
    {"meetings", "M"},
    {"meeting", "M Enter"},
    {"keys", "8"},
    {NULL, NULL},
};

static const char *long_text(struct world *w)
{
    struct buffer text;
    buffer_init(&text);
    buffer_byte(&text, '\n');
    while (text.length < BODY_BYTES)
        buffer_text(&text, "| # " ALLOWED ALLOWED "Q\n|\n| - " ALLOWED "**" ALLOWED "** `" ALLOWED "`\n");
    assert_int_equal(buffer_status(&text), STATUS_OK);
    const char *copy = world_say(w, "%s", text.at);
    buffer_release(&text);
    return copy;
}

static void fill_allowed(struct world *w)
{
    const char *statute = world_edit(w, WORLD_STATUTE, "title: Rat der Beispiele", "title: " ALLOWED "Rat");
    statute = world_edit(w, statute, "voting Kreisfreie Stadt", "voting " ALLOWED "Stadt");
    statute = world_edit(w, statute, "konsent Konsent", "konsent " ALLOWED "Konsent");
    statute = world_edit(w, statute, "bund Bund\n", "bund " ALLOWED "Bund\n");
    world_found(w, statute, "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_enrol(w, "kreis", "holder", "kreis");
    const char *body = long_text(w);
    const char *text = world_proposal_text(w, "stadt", "2026-001", world_say(w, "for: stadt\n%s", body));
    const char *proposal = world_take(w, world_edit(w, text, "title: Antrag\n", "title: " ALLOWED "Antrag\n"), "stadt");
    text = world_statement_text(w, proposal, "kreis", "concern", "kreis");
    world_take(w, world_say(w, "%s%s", text, body), "kreis");
    const char *ballot = world_open(w, proposal, "konsent", "closes: 2026-11-30T16:00:00Z\n");
    text = world_vote_text(w, ballot, "kreis", "kreis", "holder", "object\n\n| " ALLOWED ALLOWED "Q");
    world_take(w, text, "kreis");
    text = world_meeting_text(w, "S-1", world_say(w, "place: " ALLOWED "Haus\nitem: %s\n", proposal));
    world_take(w, world_edit(w, text, "title: Sitzung\n", "title: " ALLOWED "Sitzung\n"), "gs1");
}

static void all_that_the_ledger_takes(void **state)
{
    struct stage *stage = *state;
    struct walk walk = {glass_open(THEME_UNKNOWN), true, 0, 0};
    fill_allowed(stage->w);
    for (const struct view *view = allowed_views; view->name; view++) {
        const struct visit visit = {stage, NULL, view, "de"};
        stage_enter(stage, "stadt", "de");
        stage_press(stage, view->keys);
        look_at(&visit, &walk);
    }
    glass_close(walk.glass);
    assert_in_range(walk.hostile, walk.views * 2, walk.views * SIZES);
}

/* xorshift64*: the same texts on every machine. */
static uint64_t draw(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return *seed * UINT64_C(0x2545F4914F6CDD1D);
}

/*
 * Pieces of what is above, cut anywhere, and bytes. No other characters come about: libvterm does not know the width of
 * each.
 */
static struct slice random_text(uint64_t *seed, char out[64])
{
    static const char pieces[] = EVIL ALLOWED;
    size_t length = 0, end = draw(seed) % 64;
    while (length < end) {
        if (draw(seed) % 4 == 0) {
            out[length++] = (char)(draw(seed) % 0xC2);
            continue;
        }
        size_t from = draw(seed) % (sizeof pieces - 1), piece = 1 + draw(seed) % 12;
        for (size_t i = 0; i < piece && from + i < sizeof pieces - 1 && length < end; i++)
            out[length++] = pieces[from + i];
        if (length < end)
            out[length++] = '\xFF';
    }
    return (struct slice){out, length};
}

/*
 * One over the other, also over halves of wide characters: each cell keeps a whole character, in front of the edge; and
 * now and then the terminal is asked whether it has the same.
 */
static void random_texts_stay_in_their_cells(void **state)
{
    enum { ROWS = 3, COLUMNS = 20, USUAL = 20000, NOW_AND_THEN = 16 };
    const char *wanted = getenv("STIMMBUCH_STRINGS");
    uint64_t seed = 20261129;
    struct canvas canvas, shown;
    struct buffer why;
    struct glass *glass = glass_open(THEME_UNKNOWN);
    const struct sight drawn = {.canvas = &canvas}, seen = {.canvas = &shown, .colour = glass_emulator(glass)};
    char room[64];
    (void)state;
    buffer_init(&why);
    canvas_init(&canvas, ROWS, COLUMNS, false);
    /* Its last column stays empty: there libvterm loses marks. */
    canvas_init(&shown, ROWS + 1, COLUMNS + 1, false);
    for (int i = 0, end = wanted ? (int)strtol(wanted, NULL, 10) : USUAL; i < end; i++) {
        int row = (int)(draw(&seed) % ROWS), column = (int)(draw(&seed) % (COLUMNS + 2)) - 1;
        struct slice text = random_text(&seed, room);
        struct area area = {row, column < 0 ? 0 : column, ROWS - row, (int)(draw(&seed) % COLUMNS)};
        if (draw(&seed) % 2)
            canvas_text(&canvas, row, column, (int)(draw(&seed) % (COLUMNS + 5)), STYLE_NORMAL, text);
        else
            canvas_wrap(&canvas, area, STYLE_NORMAL, text, (int)(draw(&seed) % 3));
        rule_nothing_cut(&drawn, &why);
        if (i % NOW_AND_THEN == 0) {
            canvas_copy(&shown, (struct area){0, 0, ROWS, COLUMNS}, &canvas, 0);
            emulator_expect_tame(glass_show(glass, &shown));
            rule_nothing_shifts(&seen, &why);
        }
        if (why.length)
            fail_msg("text %d: %s", i, why.at);
    }
    glass_close(glass);
    buffer_release(&why);
    canvas_release(&canvas);
    canvas_release(&shown);
}

#define ASIDE(test) cmocka_unit_test_setup_teardown(test, go_aside, come_back)

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_that_the_ledger_takes, stage_make_empty, stage_remove),
        ASIDE(titles_and_names_of_a_stranger),
        ASIDE(tables_and_signed_texts_of_a_stranger),
        cmocka_unit_test(random_texts_stay_in_their_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
