#include "data/proposal_way.h"

#include "data/entry_read.h"
#include "data/query.h"
#include "data/seq.h"

#include <stdlib.h>

struct way_body {
    int64_t number;
    struct slice name, title;
};

struct work {
    struct proposal_way *way;
    struct store *store;
    struct way_body body[WAY_BODIES];
    size_t bodies;
    struct way_step candidate[WAY_STEPS]; /* that a search found */
    size_t candidates;
};

static bool in_name(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '.' || byte == '-' || byte == '/';
}

static bool in_number(char byte)
{
    return in_name(byte) || (byte >= 'A' && byte <= 'Z');
}

/* Where the name begins in the text, or its length. */
static size_t find(struct slice text, struct slice name)
{
    const char *found = text.length && name.length ? memmem(text.at, text.length, name.at, name.length) : NULL;
    return found ? (size_t)(found - text.at) : text.length;
}

struct slice proposal_way_reference(struct slice *text, struct slice name)
{
    const char *begin = text->at;
    for (size_t at; (at = find(*text, name)) < text->length;) {
        const char *place = text->at + at;
        bool whole = place == begin || !in_name(place[-1]);
        *text = slice_from(*text, at + name.length);
        if (!whole || !text->length || text->at[0] != '/')
            continue;
        size_t length = 1;
        while (length < text->length && in_number(text->at[length]))
            length++;
        struct slice number = {text->at + 1, length - 1};
        *text = slice_from(*text, length);
        /* A stop or a dash behind it belongs to the sentence. */
        while (number.length && strchr(".-/", number.at[number.length - 1]))
            number.length--;
        if (number.length)
            return number;
    }
    return (struct slice){.at = NULL};
}

static bool take_body(void *context, const struct body_item *item)
{
    struct work *work = context;
    struct arena *arena = &work->way->arena;
    work->body[work->bodies++] = (struct way_body){
        .number = item->number, .name = arena_copy(arena, item->name), .title = arena_copy(arena, item->title)};
    return work->bodies < WAY_BODIES;
}

static const struct way_body *body_of(const struct work *work, int64_t number)
{
    for (size_t i = 0; i < work->bodies; i++)
        if (work->body[i].number == number)
            return &work->body[i];
    return NULL;
}

static bool known(const struct work *work, int64_t body, int64_t index)
{
    for (size_t i = 0; i < work->way->steps; i++)
        if (work->way->step[i].body == body && work->way->step[i].index == index)
            return true;
    return false;
}

static enum status add_step(struct work *work, int64_t body, int64_t index)
{
    struct proposal_way *way = work->way;
    const struct way_body *of = body_of(work, body);
    if (!of || way->steps == WAY_STEPS || known(work, body, index))
        return STATUS_OK;
    struct rows rows =
        store_ask(work->store, "SELECT at, number, state FROM proposal WHERE seq = ?", "i", seq_of(body, index));
    if (rows_next(&rows))
        way->step[way->steps++] = (struct way_step){.body = body,
                                                    .index = index,
                                                    .at = rows_number(&rows, 0),
                                                    .body_title = of->title.length ? of->title : of->name,
                                                    .number = arena_copy(&way->arena, rows_text(&rows, 1)),
                                                    .state = arena_copy(&way->arena, rows_text(&rows, 2))};
    return rows_end(&rows);
}

/* What the text names of that body. */
static enum status add_named(struct work *work, struct slice text, const struct way_body *body)
{
    enum status status = STATUS_OK;
    struct slice number;
    while (status == STATUS_OK && work->way->steps < WAY_STEPS &&
           (number = proposal_way_reference(&text, body->name)).at) {
        int64_t index = -1;
        struct rows rows = store_ask(work->store, "SELECT idx FROM proposal WHERE number = ? AND body = ?", "ti",
                                     number, body->number);
        if (rows_next(&rows))
            index = rows_number(&rows, 0);
        status = rows_end(&rows);
        if (status == STATUS_OK && index >= 0)
            status = add_step(work, body->number, index);
    }
    return status;
}

static bool take_candidate(void *context, const struct proposal_item *item)
{
    struct work *work = context;
    work->candidate[work->candidates++] = (struct way_step){.body = item->body, .index = item->index};
    return work->candidates < WAY_STEPS;
}

static enum status read_text(struct work *work, const struct way_step *step, struct slice *text,
                             struct problem *problem)
{
    struct entry entry;
    enum status status = entry_read(work->store, step->body, step->index, &work->way->arena, &entry, problem);
    if (status != STATUS_OK)
        return status;
    *text = entry_read_text(&entry, &work->way->arena);
    return text->at ? STATUS_OK : STATUS_NO_MEMORY;
}

/* The proposals of other bodies whose text names this one: the words are searched for, then read. */
static enum status add_naming(struct work *work, const struct way_step *step, struct problem *problem)
{
    const struct way_body *own = body_of(work, step->body);
    struct buffer words;
    buffer_init(&words);
    buffer_add(&words, own->name);
    buffer_byte(&words, ' ');
    buffer_add(&words, step->number);
    work->candidates = 0;
    struct proposal_filter filter = {.search = buffer_slice(&words)};
    enum status status = buffer_status(&words);
    if (status == STATUS_OK)
        status = query_proposals(work->store, &filter, take_candidate, work, problem);
    for (size_t i = 0; i < work->candidates && status == STATUS_OK; i++) {
        struct slice text, number;
        if (work->candidate[i].body == step->body)
            continue;
        status = read_text(work, &work->candidate[i], &text, problem);
        while (status == STATUS_OK && (number = proposal_way_reference(&text, own->name)).at)
            if (slice_equal(number, step->number))
                status = add_step(work, work->candidate[i].body, work->candidate[i].index);
    }
    buffer_release(&words);
    return status;
}

/* From each step on, what it names and what names it. */
static enum status follow(struct work *work, struct problem *problem)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < work->way->steps && work->bodies > 1 && status == STATUS_OK; i++) {
        const struct way_step step = work->way->step[i];
        struct slice text;
        status = read_text(work, &step, &text, problem);
        for (size_t k = 0; k < work->bodies && status == STATUS_OK; k++)
            if (work->body[k].number != step.body)
                status = add_named(work, text, &work->body[k]);
        if (status == STATUS_OK)
            status = add_naming(work, &step, problem);
    }
    return status;
}

static enum status read_events(struct work *work, int64_t body, int64_t index, struct problem *problem)
{
    struct proposal_way *way = work->way;
    int64_t place[WAY_EVENTS] = {0};
    struct rows rows =
        store_ask(work->store, "SELECT state, recipient, idx FROM status WHERE body = ? AND proposal = ? ORDER BY idx",
                  "ii", body, index);
    while (way->events < WAY_EVENTS && rows_next(&rows)) {
        place[way->events] = rows_number(&rows, 2);
        way->event[way->events++] = (struct way_event){.state = arena_copy(&way->arena, rows_text(&rows, 0)),
                                                       .recipient = arena_copy(&way->arena, rows_text(&rows, 1))};
    }
    enum status status = rows_end(&rows);
    if (status != STATUS_OK)
        return store_problem(work->store, problem);
    for (size_t i = 0; i < way->events && status == STATUS_OK; i++) {
        struct entry entry;
        status = entry_read(work->store, body, place[i], &way->arena, &entry, problem);
        if (status == STATUS_OK)
            way->event[i].at = entry.at.seconds;
    }
    return status;
}

static int by_time(const void *a, const void *b)
{
    const struct way_step *one = a, *other = b;
    return one->at != other->at ? (one->at > other->at) - (one->at < other->at)
                                : (one->body > other->body) - (one->body < other->body);
}

enum status proposal_way_read(struct proposal_way *out, struct store *store, int64_t body, int64_t index,
                              struct problem *problem)
{
    struct work work = {.way = out, .store = store};
    *out = (struct proposal_way){.steps = 0};
    arena_init(&out->arena);
    enum status status = query_bodies(store, take_body, &work, problem);
    if (status == STATUS_OK)
        status = add_step(&work, body, index);
    if (status == STATUS_OK)
        status = follow(&work, problem);
    if (status == STATUS_OK)
        status = read_events(&work, body, index, problem);
    if (out->steps > 1)
        qsort(out->step, out->steps, sizeof *out->step, by_time);
    return status;
}

void proposal_way_release(struct proposal_way *way)
{
    arena_release(&way->arena);
    way->steps = way->events = 0;
}
