#include "tui/roster_sheet.h"

#include "core/fold.h"
#include "data/people.h"
#include "data/query_roster.h"
#include "tui/app.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 64, LOOK_EVERY = 64 };

/* Everything the worker touches. */
struct roster_reading {
    struct buffer path, people_path;
    int64_t body, place;
    struct worker *worker;
    struct roster_sheet sheet;
    struct problem problem;
};

struct filling {
    struct roster_sheet *sheet;
    struct people people;
    struct slice *bench; /* id and title, one behind the other; in the arena */
    size_t benches, room;
    struct roster_reading *reading; /* that may be given up, or NULL */
    bool failed, given_up;
};

static bool go_on(void *context)
{
    const struct roster_reading *reading = context;
    return worker_progress(reading->worker, 0, 0);
}

/* A screen that is left waits for its worker, which therefore looks every few lines whether it is still wanted. */
static bool still_wanted(struct filling *filling, size_t line)
{
    if (filling->reading && line % LOOK_EVERY == 0 && !go_on(filling->reading))
        filling->given_up = true;
    return !filling->failed && !filling->given_up;
}

void roster_sheet_release(struct roster_sheet *sheet)
{
    free(sheet->place);
    arena_release(&sheet->arena);
    *sheet = (struct roster_sheet){.places = 0};
}

static struct slice keep(struct filling *filling, struct slice text)
{
    struct slice copy = arena_copy(&filling->sheet->arena, text);
    filling->failed = filling->failed || !copy.at;
    return copy;
}

/* A fresh line at the end; NULL: there is no memory. */
static struct place *add(struct filling *filling)
{
    struct roster_sheet *sheet = filling->sheet;
    if (sheet->places == sheet->capacity) {
        size_t capacity = sheet->capacity ? sheet->capacity * 2 : FIRST_CAPACITY;
        struct place *grown = realloc(sheet->place, capacity * sizeof *grown);
        filling->failed = filling->failed || !grown;
        if (!grown)
            return NULL;
        sheet->place = grown;
        sheet->capacity = capacity;
    }
    struct place *place = &sheet->place[sheet->places++];
    *place = (struct place){.lasts = {-1, -1}, .held = {-1, -1}, .key = {-1, -1}};
    return place;
}

static bool take_bench(void *context, const struct roster_bench *bench)
{
    struct filling *filling = context;
    if (filling->benches == filling->room) {
        size_t room = filling->room ? filling->room * 2 : FIRST_CAPACITY;
        struct slice *grown = arena_array(&filling->sheet->arena, room, 2 * sizeof *grown);
        filling->failed = filling->failed || !grown;
        if (!grown)
            return false;
        if (filling->benches)
            memcpy(grown, filling->bench, filling->benches * 2 * sizeof *grown);
        filling->bench = grown;
        filling->room = room;
    }
    filling->bench[2 * filling->benches] = keep(filling, bench->id);
    filling->bench[2 * filling->benches++ + 1] = keep(filling, bench->title);
    return !filling->failed;
}

static struct slice bench_title(const struct filling *filling, struct slice id)
{
    for (size_t i = 0; i < filling->benches; i++)
        if (slice_equal(filling->bench[2 * i], id))
            return filling->bench[2 * i + 1];
    return SLICE("");
}

static bool take_seat(void *context, const struct roster_seat *seat)
{
    struct filling *filling = context;
    struct place *place = add(filling);
    if (!place)
        return false;
    place->seat = keep(filling, seat->id);
    place->title = keep(filling, seat->title);
    place->bench = bench_title(filling, seat->bench);
    place->voting = seat->voting;
    place->lasts = (struct place_span){seat->since, seat->until};
    return still_wanted(filling, filling->sheet->places);
}

static void add_deputy(struct filling *filling, struct place *place, struct slice name)
{
    struct buffer text;
    buffer_init(&text);
    buffer_add(&text, place->deputies);
    buffer_text(&text, text.length ? ", " : "");
    buffer_add(&text, name);
    place->deputies = keep(filling, buffer_slice(&text));
    filling->failed = filling->failed || buffer_status(&text) != STATUS_OK;
    buffer_release(&text);
}

static bool take_member(void *context, const struct roster_member *member)
{
    struct filling *filling = context;
    struct slice person = people_find(&filling->people, member->name);
    struct place *place = member->seat.length ? &filling->sheet->place[filling->sheet->places - 1] : add(filling);
    if (!place)
        return false;
    if (slice_is(member->role, "deputy")) {
        add_deputy(filling, place, person.length ? person : member->name);
        return !filling->failed;
    }
    if (!member->seat.length) {
        const char *word = i18n_word(member->role);
        place->office = true;
        place->title = word ? slice_of(word) : keep(filling, member->role);
    }
    place->holder = keep(filling, member->name);
    place->person = keep(filling, person);
    place->vkey = keep(filling, member->vkey);
    place->held = (struct place_span){member->since, member->until};
    place->key = (struct place_span){member->key_since, member->key_until};
    return !filling->failed;
}

/* What a search looks at, folded as a search is. */
static void fold_place(struct filling *filling, struct place *place, struct buffer *folded)
{
    const struct slice parts[] = {place->seat,   place->title,  place->bench,
                                  place->person, place->holder, place->deputies};
    buffer_clear(folded);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        fold_words(parts[i], folded);
    filling->failed = filling->failed || buffer_status(folded) != STATUS_OK;
    place->folded = keep(filling, buffer_slice(folded));
}

static void fold_places(struct filling *filling)
{
    const struct roster_sheet *sheet = filling->sheet;
    struct buffer folded;
    buffer_init(&folded);
    for (size_t i = 0; i < sheet->places && still_wanted(filling, i); i++)
        fold_place(filling, &sheet->place[i], &folded);
    buffer_release(&folded);
}

/* An address book that cannot be read only means that no person is named. */
static void begin(struct filling *filling, struct roster_sheet *sheet, const struct roster_source *source)
{
    *sheet = (struct roster_sheet){.places = 0};
    *filling = (struct filling){.sheet = sheet};
    if (people_read(source->people_path, &filling->people, NULL) != STATUS_OK)
        filling->people = (struct people){.count = 0};
}

static struct roster_visitor visitor_of(struct filling *filling)
{
    return (struct roster_visitor){.bench = take_bench, .seat = take_seat, .member = take_member, .context = filling};
}

static enum status end(struct filling *filling, enum status status, struct problem *problem)
{
    people_release(&filling->people);
    if (status == STATUS_OK && filling->given_up)
        return STATUS_CANCELLED;
    return status == STATUS_OK && filling->failed ? problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL) : status;
}

static enum status read_sheet(struct roster_sheet *sheet, const struct roster_source *source,
                              struct roster_reading *reading, struct problem *problem)
{
    struct filling filling;
    begin(&filling, sheet, source);
    filling.reading = reading;
    const struct roster_visitor visitor = visitor_of(&filling);
    enum status status = query_roster(source->store, source->body, source->place, &visitor, NULL, problem);
    if (status == STATUS_OK)
        fold_places(&filling);
    return end(&filling, status, problem);
}

enum status roster_sheet_read(struct roster_sheet *sheet, const struct roster_source *source, struct problem *problem)
{
    return read_sheet(sheet, source, NULL, problem);
}

enum status roster_sheet_seats(struct roster_sheet *sheet, const struct roster_source *source, struct slice from,
                               int64_t limit, struct problem *problem)
{
    struct filling filling;
    begin(&filling, sheet, source);
    const struct roster_visitor visitor = visitor_of(&filling);
    enum status status = query_roster_seats(source->store, source->body, source->place, from, limit, &visitor, problem);
    return end(&filling, status, problem);
}

enum status roster_sheet_offices(struct roster_sheet *sheet, const struct roster_source *source,
                                 struct problem *problem)
{
    struct filling filling;
    begin(&filling, sheet, source);
    const struct roster_visitor visitor = visitor_of(&filling);
    enum status status = query_roster_offices(source->store, source->body, source->place, &visitor, problem);
    return end(&filling, status, problem);
}

void roster_reading_free(struct roster_reading *reading)
{
    if (!reading)
        return;
    roster_sheet_release(&reading->sheet);
    buffer_release(&reading->path);
    buffer_release(&reading->people_path);
    free(reading);
}

static enum status read_all(struct worker *worker, void *context)
{
    struct roster_reading *reading = context;
    struct store *store;
    reading->worker = worker;
    enum status status = store_open(reading->path.at, STORE_READ, &store, &reading->problem);
    if (status != STATUS_OK)
        return status;
    store_watch(store, go_on, reading);
    const struct roster_source source = {store, reading->body, reading->place, reading->people_path.at};
    status = read_sheet(&reading->sheet, &source, reading, &reading->problem);
    store_close(store);
    return status;
}

static enum status make_reading(struct roster_reading **out, const struct app *app, int64_t body, int64_t place)
{
    struct roster_reading *reading = *out = calloc(1, sizeof **out);
    if (!reading)
        return STATUS_NO_MEMORY;
    reading->body = body;
    reading->place = place;
    buffer_add(&reading->path, buffer_slice(&app->session->ledger_path));
    buffer_add(&reading->people_path, buffer_slice(&app->session->people_path));
    return buffer_status(&reading->path) == STATUS_OK ? buffer_status(&reading->people_path) : STATUS_NO_MEMORY;
}

void roster_ahead_end(struct app *app)
{
    worker_free(app->ahead.worker);
    roster_reading_free(app->ahead.reading);
    app->ahead = (struct roster_ahead){.reading = NULL};
}

void roster_ahead_start(struct app *app, int64_t body, int64_t place)
{
    roster_ahead_end(app);
    enum status status = make_reading(&app->ahead.reading, app, body, place);
    if (status == STATUS_OK)
        status = worker_start(read_all, app->ahead.reading, &app->ahead.worker);
    if (status != STATUS_OK)
        roster_ahead_end(app);
}

enum status roster_reading_start(struct roster_reading **out, struct app *app, int64_t body, int64_t place)
{
    const struct roster_reading *ahead = app->ahead.reading;
    app_work_end(app);
    roster_reading_free(*out);
    if (ahead && ahead->body == body && ahead->place == place) {
        *out = app->ahead.reading;
        app->worker = app->ahead.worker;
        app->ahead = (struct roster_ahead){.reading = NULL};
        return STATUS_OK;
    }
    roster_ahead_end(app);
    enum status status = make_reading(out, app, body, place);
    if (status == STATUS_OK)
        status = app_work(app, read_all, *out);
    if (status != STATUS_OK) {
        roster_reading_free(*out);
        *out = NULL;
    }
    return status;
}

bool roster_reading_take(struct roster_reading **reading, struct app *app, struct roster_sheet *sheet,
                         struct problem *problem)
{
    uint64_t done, all;
    enum status status;
    if (!*reading || !app->worker || !worker_poll(app->worker, &done, &all, &status))
        return false;
    app_work_end(app);
    *problem = (*reading)->problem;
    problem->status = status;
    if (status == STATUS_OK) {
        *sheet = (*reading)->sheet;
        (*reading)->sheet = (struct roster_sheet){.places = 0};
    }
    roster_reading_free(*reading);
    *reading = NULL;
    return true;
}
