#include "tests/bench/painted.h"

#include "data/file.h"
#include "tests/bench/fill.h"
#include "tests/bench/pty.h"
#include "tests/bench/timing.h"
#include "tui/app.h"
#include "tui/i18n.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    ROUNDS = 31, /* of opening a screen */
    KEYS = 200,  /* on it */
    TYPED = 60,  /* through the terminal */
    AT_ONCE = 9, /* keys that come together there */
    QUIET = 60,  /* milliseconds */
    LATE = 250,  /* while what works beside the screen may still have something to show */
    ROWS = 24,
    COLUMNS = 80,
    NEARLY_ALL = 99, /* of a hundred */
    LIMIT = 10000000,
};

#define LABEL_MEMBER "s007." WORLD_BODY
#define LABEL_SECRETARY "gs." WORLD_BODY

/* How one comes there from the first screen: the last key opens it. And the keys that are then pressed in turns. */
static const struct view {
    const char *name, *as, *way, *key;
    const char *keys[4];
} views[] = {
    {"members", LABEL_MEMBER, "", "6", {"j", "PgDn", "End", "Home"}},
    {"members, searching", LABEL_MEMBER, "", "6", {"/", "s", "7", "^U"}},
    {"members over time", LABEL_MEMBER, "6", "H", {"j", "PgDn", "End", "Home"}},
    {"proposals", LABEL_MEMBER, "", "2", {"j", "k", "End", "Home"}},
    {"proposal", LABEL_MEMBER, "2 Home", "Enter", {"j", "PgDn", "k", "PgUp"}},
    {"ballots", LABEL_MEMBER, "", "3", {"j", "k", "End", "Home"}},
    {"result, open", LABEL_MEMBER, "3 Home", "Enter", {"j", "PgDn", "End", "Home"}},
    {"result, closed", LABEL_MEMBER, "3 End", "Enter", {"j", "PgDn", "End", "Home"}},
    {"ledger", LABEL_MEMBER, "", "4", {"j", "PgDn", "End", "Home"}},
    {"founding entry", LABEL_MEMBER, "4 End", "Enter", {"j", "PgDn", "End", "Home"}},
    {"meetings", LABEL_MEMBER, "", "M", {"j", "k", "End", "Home"}},
    {"meeting", LABEL_MEMBER, "M", "Enter", {"j", "Tab", "PgDn", "Home"}},
    {"attendance", LABEL_SECRETARY, "M", "A", {"j", "PgDn", "p", "Home"}},
    {"opening", LABEL_SECRETARY, "2 Home Enter", "B", {"j", "k", "Tab", "Tab"}},
    {"ballot paper", LABEL_MEMBER, "3 Home", "v", {"j", "k", "j", "k"}},
    {"statute", LABEL_MEMBER, "6", "t", {"j", "PgDn", "End", "Home"}},
};

struct painting {
    struct bench *bench;
    struct session session;
    struct app app;
    char label[64];
    bool failed;
};

/* A key file as it lies there while nobody has typed its passphrase. */
static bool put_key(const char *folder, const struct signer *signer)
{
    struct keyfile file = {.ops = KEYFILE_OPS_MIN, .memory = KEYFILE_MEMORY_MIN, .key = signer->vkey.key};
    char name[KEYFILE_NAME_MAX + 8];
    struct buffer bytes;
    struct slice label = signer->vkey.name;
    snprintf(name, sizeof name, "%.*s.key", (int)label.length, label.at);
    file.name_length = (uint8_t)label.length;
    memcpy(file.name, label.at, label.length);
    buffer_init(&bytes);
    keyfile_write(&file, &bytes);
    bool done = buffer_status(&bytes) == STATUS_OK &&
                file_write_atomic(folder, name, buffer_slice(&bytes), FILE_MODE_PRIVATE, true, NULL) == STATUS_OK;
    buffer_release(&bytes);
    return done;
}

static bool put_keys(const char *folder)
{
    struct arena arena;
    struct signer member, secretary;
    arena_init(&arena);
    bool done = folder_make(folder, NULL) == STATUS_OK &&
                member_key(SLICE(WORLD_BODY), 7, &arena, &member) == STATUS_OK &&
                secretary_key(SLICE(WORLD_BODY), &arena, &secretary) == STATUS_OK && put_key(folder, &member) &&
                put_key(folder, &secretary);
    arena_release(&arena);
    return done;
}

static void hit(struct painting *painting, struct slice name)
{
    struct key key = {.text = name.length == 1};
    memcpy(key.name, name.at, name.length < KEY_NAME_BYTES ? name.length : 0);
    if (!app_key(&painting->app, &key))
        painting->failed = true;
}

static void wait_for_worker(struct painting *painting)
{
    while (painting->app.worker) {
        struct pollfd wake = {.fd = worker_wake(painting->app.worker), .events = POLLIN};
        char byte;
        if (poll(&wake, 1, -1) != 1 || read(wake.fd, &byte, 1) != 1)
            painting->failed = true;
        app_news(&painting->app);
    }
}

static void press(struct painting *painting, struct slice name)
{
    hit(painting, name);
    wait_for_worker(painting);
}

static void press_all(struct painting *painting, const char *keys)
{
    struct slice rest = slice_of(keys);
    while (rest.length)
        press(painting, slice_cut(&rest, ' '));
}

struct taken {
    uint64_t time, processor; /* of this machine's clock; and of the work itself, whatever else the machine had to do */
};

/* What the screen of members reads beside it when it is opened is for a later key: nobody waits for it. */
static bool reads_ahead(const char *key)
{
    return strcmp(key, "6") == 0;
}

static struct taken press_and_paint(struct painting *painting, const char *key)
{
    struct canvas canvas;
    uint64_t start = timing_now(), processor = timing_processor();
    hit(painting, slice_of(key));
    if (!reads_ahead(key))
        wait_for_worker(painting);
    canvas_init(&canvas, ROWS, COLUMNS, false);
    app_paint(&painting->app, &canvas);
    struct taken taken = {timing_now() - start, timing_processor() - processor};
    painting->failed = painting->failed || canvas.failed;
    canvas_release(&canvas);
    wait_for_worker(painting);
    return taken;
}

static bool enter(struct painting *painting, const char *as)
{
    snprintf(painting->label, sizeof painting->label, "%s", as);
    painting->session.option[OPTION_AS] = painting->label;
    struct instant now = {.seconds = fill_beginning().seconds + 86400};
    if (app_open(&painting->app, &painting->session, NULL, now) == STATUS_OK)
        return true;
    return bench_failed("the screens", &painting->session.problem);
}

static void leave(struct painting *painting)
{
    app_close(&painting->app);
    ledger_close(painting->session.ledger);
    painting->session.ledger = NULL;
}

static void add(struct bench *bench, const char *view, const char *what, uint64_t value, bool failed)
{
    struct row row = {.ours = value, .wanted = WANTED_BELOW, .limit = LIMIT, .failed = failed};
    snprintf(row.what, sizeof row.what, "11,000 seats, %s: %s", view, what);
    report_add(&bench->report, &row);
}

/* Sorts. */
static void add_keys(struct bench *bench, const char *view, const char *how, uint64_t *time, size_t count, bool failed)
{
    char what[64];
    uint64_t median = timing_median(time, count);
    snprintf(what, sizeof what, "a key%s", how);
    add(bench, view, what, median, failed);
    snprintf(what, sizeof what, "99 of 100 keys%s", how);
    add(bench, view, what, time[count * NEARLY_ALL / 100], failed);
    snprintf(what, sizeof what, "every key%s", how);
    add(bench, view, what, time[count - 1], failed);
}

static void paint(struct painting *painting, const struct view *view)
{
    uint64_t opened[ROUNDS], work[ROUNDS], time[KEYS], processor[KEYS];
    if (!enter(painting, view->as)) {
        add(painting->bench, view->name, "opened", 0, true);
        return;
    }
    painting->failed = false;
    press_all(painting, view->way);
    const struct screen *before = painting->app.stack[painting->app.depth - 1].screen;
    for (size_t i = 0; i < ROUNDS; i++) {
        struct taken taken = press_and_paint(painting, view->key);
        opened[i] = taken.time;
        work[i] = taken.processor;
        painting->failed = painting->failed || painting->app.stack[painting->app.depth - 1].screen == before;
        if (i + 1 < ROUNDS)
            press(painting, SLICE("Esc"));
    }
    for (size_t i = 0; i < KEYS; i++) {
        struct taken taken = press_and_paint(painting, view->keys[i % 4]);
        time[i] = taken.time;
        processor[i] = taken.processor;
    }
    add(painting->bench, view->name, "opened", timing_median(opened, ROUNDS), painting->failed);
    add(painting->bench, view->name, "opened, processor time", timing_median(work, ROUNDS), painting->failed);
    add_keys(painting->bench, view->name, "", time, KEYS, painting->failed);
    timing_median(processor, KEYS);
    add(painting->bench, view->name, "every key, processor time", processor[KEYS - 1], painting->failed);
    leave(painting);
}

/* What a terminal sends for a key. */
static const char *sent(const char *name)
{
    static const char *const keys[][2] = {{"Enter", "\r"},     {"Esc", "q"},  {"Tab", "\t"}, {"PgDn", "\033[6~"},
                                          {"PgUp", "\033[5~"}, {"Home", "g"}, {"End", "G"},  {"^U", "\025"}};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strcmp(keys[i][0], name) == 0)
            return keys[i][1];
    return name;
}

static bool walk(const struct pty *pty, const char *way)
{
    struct slice rest = slice_of(way);
    struct pty_answer answer;
    char name[16];
    bool done = true;
    while (rest.length && done) {
        struct slice word = slice_cut(&rest, ' ');
        snprintf(name, sizeof name, "%.*s", (int)word.length, word.at);
        /* Where one is there already nothing comes back. */
        (void)pty_press(pty, sent(name), QUIET, &answer);
    }
    return done;
}

static bool start(const struct bench *bench, const char *keys, const char *as, struct pty *pty)
{
    const char *words[] = {bench->program, "--ledger", bench->worlds.seats, "--keys", keys, "--as", as, "--lang",
                           "en",           NULL};
    struct pty_answer answer;
    return pty_start(pty, words, bench->worlds.folder, " end", &answer);
}

/* Keys that change nothing have no answer; those that do are measured. */
static void type_keys(struct painting *painting, const char *keys, const struct view *view)
{
    struct bench *bench = painting->bench;
    struct pty pty;
    struct pty_answer answer = {.bytes = 0};
    uint64_t time[TYPED];
    size_t count = 0;
    bool done = start(bench, keys, view->as, &pty) && walk(&pty, view->way);
    uint64_t before = done ? pty_processor(&pty) : 0;
    done = done && pty_press(&pty, sent(view->key), QUIET, &answer);
    add(bench, view->name, "opened, on the terminal", answer.time, !done);
    add(bench, view->name, "opened, on the terminal, processor time", done ? pty_processor(&pty) - before : 0, !done);
    for (size_t i = 0; i < TYPED && done; i++)
        if (pty_press(&pty, sent(view->keys[i % 4]), QUIET, &answer))
            time[count++] = answer.time;
    if (pty.pid > 0)
        (void)pty_end(&pty);
    if (count)
        add_keys(bench, view->name, ", on the terminal", time, count, !done);
}

/* Keys that come together, once the way is walked: until all that they do is to be seen. */
static void type_at_once(struct bench *bench, const char *keys, const char *way, const char *typed, const char *what)
{
    uint64_t time[AT_ONCE], processor[AT_ONCE];
    char label[72];
    bool done = true;
    for (size_t i = 0; i < AT_ONCE && done; i++) {
        struct pty pty;
        struct pty_answer answer = {.bytes = 0};
        done = start(bench, keys, LABEL_MEMBER, &pty) && walk(&pty, way);
        uint64_t before = done ? pty_processor(&pty) : 0;
        done = done && pty_press(&pty, typed, LATE, &answer);
        time[i] = answer.time;
        processor[i] = done ? pty_processor(&pty) - before : 0;
        if (pty.pid > 0)
            (void)pty_end(&pty);
    }
    add(bench, "members", what, done ? timing_median(time, AT_ONCE) : 0, !done);
    snprintf(label, sizeof label, "%s, processor time", what);
    add(bench, "members", label, done ? timing_median(processor, AT_ONCE) : 0, !done);
}

void bench_painted(struct bench *bench)
{
    struct painting *painting = calloc(1, sizeof *painting);
    char keys[WORLD_PATH];
    snprintf(keys, sizeof keys, "%s/keys", bench->worlds.folder);
    if (!painting || !put_keys(keys) || !i18n_start("en")) {
        free(painting);
        bench_failed("the keys", NULL);
        return;
    }
    painting->bench = bench;
    struct session *session = &painting->session;
    buffer_text(&session->ledger_path, bench->worlds.seats);
    buffer_text(&session->keys_path, keys);
    buffer_format(&session->people_path, "%s/people", keys);
    buffer_format(&session->marks_path, "%s/heads", keys);
    buffer_text(&session->samples_path, "data/samples");
    buffer_format(&session->drafts_path, "%s/drafts", keys);
    session->keyring.folder = session->keys_path.at;
    for (size_t i = 0; i < sizeof views / sizeof views[0]; i++)
        paint(painting, &views[i]);
    for (size_t i = 0; i < sizeof views / sizeof views[0]; i++)
        type_keys(painting, keys, &views[i]);
    type_at_once(bench, keys, "6", "/s", "/ and a letter at once, on the terminal");
    type_at_once(bench, keys, "", "6/s", "opened, / and a letter at once, on the terminal");
    session_release(session);
    free(painting);
}
