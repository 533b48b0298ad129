#include "tests/stage.h"

#include "data/head.h"
#include "data/people.h"
#include "tests/world_text.h"

#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char COSTS[] = "binding: mandatory bund\n"
                            "binding: optional kommunen\n"
                            "cost: bund short central 40000000\n"
                            "cost: bund medium central 38000000\n"
                            "cost: bund long central 36000000\n"
                            "cost: kommunen short migration 22000000..31000000\n"
                            "cost: kommunen medium migration 6300000\n"
                            "cost: kommunen long migration 0\n"
                            "cost: kommunen short operation 3645000\n"
                            "cost: kommunen medium operation 4860000\n"
                            "cost: kommunen long operation 4860000\n"
                            "dvc: extends DVC-Standards\n"
                            "demand: 1\n";

static const char MOTION[] =
    "\n"
    "| ## Beschlussvorschlag\n"
    "|\n"
    "| Der Rat beschließt, das Ratsinformationssystem ab dem 1. April 2027 als Dienst aus der\n"
    "| Deutschen Verwaltungscloud zu beziehen und den Eigenbetrieb in Großweiler und Neuöd zum\n"
    "| 30. Juni 2027 einzustellen.\n"
    "|\n"
    "| ## Begründung\n"
    "|\n"
    "| 1. Der Dienst ist im Katalog der Verwaltungscloud beschrieben.\n"
    "| 2. Die Umstellung dauert höchstens sechs Wochen.\n";

static void at(struct world *w, const char *time)
{
    assert_true(instant_parse(slice_of(time), &w->now));
}

/* A proposal of stadt. */
static const char *propose(struct world *w, const char *number, const char *title, const char *lines)
{
    const char *text = world_proposal_text(w, "stadt", number, world_say(w, "for: stadt\n%s%s", lines, MOTION));
    return world_take(w, world_edit(w, text, "title: Antrag\n", world_say(w, "title: %s\n", title)), "stadt");
}

static void decide(struct world *w, const char *proposal, const char *choice)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds"};
    const char *ballot = world_open(w, proposal, "einfach", "");
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_vote(w, ballot, seats[i], seats[i], i == 1 ? "no" : choice);
    world_result(w, ballot, world_close(w, ballot));
}

static void sign_head(struct stage *stage)
{
    struct world *w = stage->w;
    struct signer log = world_signer(w, w->body);
    assert_int_equal(head_sign(world_log(w), &log, stage->session.marks_path.at, &w->problem), STATUS_OK);
}

/* Another body, where two secretaries sign: the first has signed the opening of a ballot. */
static void add_second_body(struct world *w)
{
    const char *statute = world_edit(w, WORLD_STATUTE, "name: rat.example", "name: ausschuss.example");
    statute = world_edit(w, statute, "title: Rat der Beispiele", "title: Ausschuss der Beispiele");
    world_found(w, world_edit(w, statute, "approvals: 1", "approvals: 2"), "gs1 gs2");
    world_enrol(w, "kreis", "holder", "kreis");
    const char *text = world_proposal_text(w, "kreis", "A-1", "for: kreis\n");
    const char *proposal =
        world_take(w, world_edit(w, text, "title: Antrag\n", "title: Gemeinsame Störungsmeldung\n"), "kreis");
    assert_int_equal(world_send(w, world_ballot_text(w, proposal, "einfach", ""), "gs1"), REASON_NONE);
}

static void work(struct stage *stage)
{
    struct world *w = stage->w;
    at(w, "2026-11-02T09:00:00Z");
    world_populate(w);
    struct world body = *w;
    at(w, "2026-11-03T09:00:00Z");
    const char *first = propose(w, "2026-001", "Ratsinformation aus der Deutschen Verwaltungscloud", COSTS);
    world_state(w, first, "kreis", "support", "kreis");
    world_state(w, first, "dvc", "concern", "dvc");
    at(w, "2026-11-05T09:00:00Z");
    decide(w, first, "yes");
    sign_head(stage);
    at(w, "2026-11-16T09:10:00Z");
    const char *second = propose(w, "2026-002", "Straßenkataster, Anschluss Süd", "");
    const char *third = propose(w, "2026-003", "Straßenbeleuchtung: Sammelvertrag für Süßenbach und Neuöd", "");
    propose(w, "2026-004", "Partnerschaft mit 東京都 und Łódź: gemeinsame Datenräume", "demand: 2\n");
    const char *fifth = propose(w, "2026-005", "Hauptstraße Neuöd, Umstufung", "");
    at(w, "2026-11-17T09:00:00Z");
    decide(w, fifth, "no");
    const char *ballot = world_open(w, second, "einfach", "closes: 2026-11-25T16:00:00Z\n");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_vote(w, ballot, "bmds", "bmds", "no");
    ballot = world_open(w, third, "konsent", "closes: 2026-11-30T16:00:00Z\n");
    world_vote(w, ballot, "stadt", "stadt", "consent");
    assert_int_equal(world_send(w, world_enrol_text(w, "kreis-2", "deputy", "kreis"), "kreis-2"), REASON_NONE);
    at(w, "2026-11-18T09:00:00Z");
    add_second_body(w);
    w->body = body.body;
    w->founding = body.founding;
    w->secretaries = body.secretaries;
    at(w, "2026-11-23T10:00:00Z");
}

/* A key file as it lies there while nobody has typed its passphrase. */
static void put_key(struct stage *stage, const char *name)
{
    struct signer signer = world_signer(stage->w, name);
    struct keyfile file = {.ops = KEYFILE_OPS_MIN, .memory = KEYFILE_MEMORY_MIN, .key = signer.vkey.key};
    struct buffer bytes, path;
    file.name_length = (uint8_t)strlen(name);
    memcpy(file.name, name, strlen(name));
    buffer_init(&bytes);
    buffer_init(&path);
    keyfile_write(&file, &bytes);
    assert_int_equal(keyring_path(&stage->session.keyring, slice_of(name), &path, NULL), STATUS_OK);
    FILE *out = fopen(path.at, "w");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes.at, 1, bytes.length, out), bytes.length);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(chmod(path.at, 0600), 0);
    buffer_release(&bytes);
    buffer_release(&path);
}

static void set_paths(struct stage *stage)
{
    const char *folder = stage->w->folder;
    struct session *session = &stage->session;
    buffer_text(&session->ledger_path, stage->w->path);
    buffer_format(&session->keys_path, "%s/keys", folder);
    buffer_format(&session->people_path, "%s/people", folder);
    buffer_format(&session->marks_path, "%s/heads", folder);
    buffer_format(&session->audited_path, "%s/audits", folder);
    buffer_format(&session->proofs_path, "%s/forks", folder);
    buffer_text(&session->samples_path, "data/samples");
    buffer_format(&session->drafts_path, "%s/drafts", folder);
    session->keyring.folder = session->keys_path.at;
    assert_int_equal(mkdir(session->keys_path.at, 0700), 0);
}

int stage_make_empty(void **state)
{
    struct stage *stage = calloc(1, sizeof *stage);
    void *world = NULL;
    if (!stage || world_make(&world) != 0 || setenv("TZ", "UTC", 1) != 0)
        return -1;
    unsetenv("STIMMBUCH_PASSPHRASE_FILE");
    stage->w = world;
    *state = stage;
    set_paths(stage);
    return 0;
}

int stage_make(void **state)
{
    if (stage_make_empty(state) != 0)
        return -1;
    struct stage *stage = *state;
    const char *people = stage->session.people_path.at;
    assert_int_equal(people_set(people, SLICE("stadt"), SLICE("Dr. Änne Größer, Musterstadt"), NULL), STATUS_OK);
    assert_int_equal(people_set(people, SLICE("gs1"), SLICE("Jörg Süß, Geschäftsstelle"), NULL), STATUS_OK);
    put_key(stage, "stadt");
    put_key(stage, "gs1");
    work(stage);
    return 0;
}

static void leave(struct stage *stage)
{
    if (stage->open)
        app_close(&stage->app);
    ledger_close(stage->session.ledger);
    stage->session.ledger = NULL;
    stage->open = false;
}

int stage_remove(void **state)
{
    struct stage *stage = *state;
    void *world = stage->w;
    leave(stage);
    session_release(&stage->session);
    free(stage);
    return world_remove(&world);
}

static void begin(struct stage *stage, const char *language)
{
    assert_true(i18n_start(language));
    if (app_open(&stage->app, &stage->session, NULL, stage->w->now) != STATUS_OK)
        fail_msg("%s (%s)", stage->session.problem.message, stage->session.problem.detail[0]);
    stage->open = true;
}

void stage_return(struct stage *stage, const char *language)
{
    leave(stage);
    stage->session.option[OPTION_AS] = NULL;
    begin(stage, language);
}

/* What the program remembers of its last run in that file. */
static void forget(struct stage *stage, const char *name)
{
    struct buffer path;
    buffer_init(&path);
    assert_true(seen_folder(&stage->app, &path));
    buffer_format(&path, "/%s", name);
    assert_int_equal(buffer_status(&path), STATUS_OK);
    assert_true(unlink(path.at) == 0 || errno == ENOENT);
    buffer_release(&path);
}

void stage_enter(struct stage *stage, const char *key, const char *language)
{
    leave(stage);
    stage->app.session = &stage->session;
    /* Without a key: also without the one that was used last. And lists begin at their beginning. */
    forget(stage, "views");
    if (!*key)
        forget(stage, "last-key");
    assert_true(strlen(key) < sizeof stage->label);
    memcpy(stage->label, key, strlen(key) + 1);
    stage->session.option[OPTION_AS] = *key ? stage->label : NULL;
    begin(stage, language);
}

typedef void presser(struct stage *stage, struct slice name, bool text);

static void hit(struct stage *stage, struct slice name, bool text)
{
    struct key key = {.text = text};
    assert_true(name.length < KEY_NAME_BYTES);
    memcpy(key.name, name.at, name.length);
    assert_true(app_key(&stage->app, &key) || stage->spoilt);
}

static void press(struct stage *stage, struct slice name, bool text)
{
    hit(stage, name, text);
    while (stage->app.worker) {
        struct pollfd wake = {.fd = worker_wake(stage->app.worker), .events = POLLIN};
        char byte;
        assert_int_equal(poll(&wake, 1, -1), 1);
        assert_int_equal(read(wake.fd, &byte, 1), 1);
        app_news(&stage->app);
    }
}

static bool is_key_name(struct slice word)
{
    static const char *const names[] = {"Up",  "Down",  "Left", "Right", "PgUp",    "PgDn",     "Home",
                                        "End", "Enter", "Esc",  "Tab",   "BackTab", "Backspace"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (slice_is(word, names[i]))
            return true;
    return word.length == 2 && word.at[0] == '^';
}

static void each_key(struct stage *stage, const char *keys, presser *press_one)
{
    struct slice rest = slice_of(keys);
    while (rest.length) {
        struct slice word = slice_cut(&rest, ' ');
        if (is_key_name(word)) {
            press_one(stage, word, false);
            continue;
        }
        if (slice_is(word, "Space"))
            word = SLICE(" ");
        while (word.length) {
            size_t length = 1;
            while (length < word.length && ((unsigned char)word.at[length] & 0xC0) == 0x80)
                length++;
            press_one(stage, slice_head(word, length), true);
            word = slice_from(word, length);
        }
    }
}

void stage_press(struct stage *stage, const char *keys)
{
    each_key(stage, keys, press);
}

void stage_hit(struct stage *stage, const char *keys)
{
    each_key(stage, keys, hit);
}

struct canvas stage_paint(struct stage *stage, int rows, int columns, bool ascii)
{
    struct canvas canvas;
    canvas_init(&canvas, rows, columns, ascii);
    app_paint(&stage->app, &canvas);
    assert_false(canvas.failed);
    return canvas;
}

char *stage_text(struct stage *stage, int rows, int columns)
{
    struct canvas canvas = stage_paint(stage, rows, columns, false);
    struct buffer text;
    buffer_init(&text);
    canvas_dump(&canvas, &text);
    canvas_release(&canvas);
    assert_int_equal(buffer_status(&text), STATUS_OK);
    return text.at;
}

static bool find_words(struct stage *stage, int rows, int columns, const char *words, bool must)
{
    char *text = stage_text(stage, rows, columns);
    bool there = strstr(text, words) != NULL;
    if (must && !there) {
        fputs(text, stderr);
        fail_msg("\"%s\" is not on the screen", words);
    }
    free(text);
    return there;
}

bool stage_shows(struct stage *stage, int rows, int columns, const char *words)
{
    return find_words(stage, rows, columns, words, false);
}

void stage_expect(struct stage *stage, int rows, int columns, const char *words)
{
    find_words(stage, rows, columns, words, true);
}
