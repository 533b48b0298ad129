#include "core/body.h"

#include <stdlib.h>

struct reading {
    const struct entry *entry;
    struct arena *arena;
    struct body *body;
    struct problem *problem;
};

static enum status read_keys(struct reading *r)
{
    struct body *body = r->body;
    size_t at = 0, count = entry_count(r->entry, "secretary");
    struct vkey *secretary = arena_array(r->arena, count, sizeof *secretary);
    if (!secretary)
        return STATUS_NO_MEMORY;
    const struct field *field = entry_next(r->entry, "log", &at);
    if (!vkey_parse_again(field->value, &body->log) || !slice_equal(body->log.name, body->name))
        return entry_refuse(r->problem, field, N_("the log's key does not bear the body's name"), field->value);
    at = 0;
    bool author = false;
    while ((field = entry_next(r->entry, "secretary", &at))) {
        struct vkey *key = &secretary[body->secretaries];
        if (!vkey_parse_again(field->value, key))
            return entry_refuse(r->problem, field, N_("this is not a verifier key"), field->value);
        if (slice_equal(key->name, body->name) || memcmp(&key->key, &body->log.key, sizeof key->key) == 0)
            return entry_refuse(r->problem, field, N_("a secretary's key must not be the log's"), field->value);
        for (size_t i = 0; i < body->secretaries; i++)
            if (slice_equal(secretary[i].name, key->name) || memcmp(&secretary[i].key, &key->key, sizeof key->key) == 0)
                return entry_refuse(r->problem, field, N_("\"{1}\" stands twice"), key->name);
        author = author || slice_equal(key->name, r->entry->by);
        body->secretaries++;
    }
    body->secretary = secretary;
    at = 0;
    if (!author)
        return entry_refuse(r->problem, entry_next(r->entry, "by", &at), N_("the author is none of the secretaries"),
                            r->entry->by);
    at = 0;
    field = entry_next(r->entry, "approvals", &at);
    if (body->secretaries > ENTRY_SIGNATURES_MAX)
        return entry_refuse(r->problem, field, N_("there are more than 16 secretaries"), SLICE(""));
    if (body->approvals > BODY_APPROVALS_MAX)
        return entry_refuse(r->problem, field,
                            N_("more than 14 approvals leave no room for the old and the new key of the log"),
                            SLICE(""));
    if (body->approvals > body->secretaries)
        return entry_refuse(r->problem, field, N_("more approvals are asked for than there are secretaries"),
                            SLICE(""));
    return STATUS_OK;
}

static int seat_order(const void *a, const void *b)
{
    const struct roll_seat *left = a, *right = b;
    return slice_compare(left->id, right->id);
}

static enum status read_benches(struct reading *r)
{
    struct roll *roster = &r->body->roster;
    struct roll_bench *bench = arena_array(r->arena, entry_count(r->entry, "bench"), sizeof *bench);
    if (!bench)
        return STATUS_NO_MEMORY;
    size_t at = 0;
    for (const struct field *field; (field = entry_next(r->entry, "bench", &at));)
        bench[roster->benches++] =
            (struct roll_bench){.id = value_part(field->value, 0), .title = value_rest(field->value, 1)};
    roster->bench = bench;
    return STATUS_OK;
}

static enum status read_seats(struct reading *r)
{
    struct roll *roster = &r->body->roster;
    roster->seat = arena_array(r->arena, entry_count(r->entry, "seat"), sizeof *roster->seat);
    if (!roster->seat)
        return STATUS_NO_MEMORY;
    wide sum = 0;
    size_t at = 0;
    for (const struct field *field; (field = entry_next(r->entry, "seat", &at));) {
        struct roll_seat *seat = &roster->seat[roster->seats];
        size_t bench = roll_bench_find(roster, value_part(field->value, 1));
        if (bench == ROLL_NONE)
            return entry_refuse(r->problem, field, N_("there is no bench \"{1}\""), value_part(field->value, 1));
        *seat = (struct roll_seat){.id = value_part(field->value, 0),
                                   .bench = (unsigned)bench,
                                   .weight_text = value_part(field->value, 2),
                                   .voting = slice_is(value_part(field->value, 3), "voting"),
                                   .title = value_rest(field->value, 4)};
        if (!decimal_parse(seat->weight_text, &seat->weight))
            return entry_refuse(r->problem, field, N_("this is not a weight"), seat->weight_text);
        sum += seat->voting ? seat->weight.units : 0;
        if (sum >= BODY_WEIGHTS_MAX)
            return entry_refuse(r->problem, field, N_("the weights add up to a number of more than 15 digits"),
                                SLICE(""));
        roster->seats++;
    }
    qsort(roster->seat, roster->seats, sizeof *roster->seat, seat_order);
    roster->chair = ROLL_NONE;
    return STATUS_OK;
}

enum status body_read(const struct entry *entry, bool canonical, struct arena *arena, struct body *out,
                      struct problem *problem)
{
    struct reading r = {.entry = entry, .arena = arena, .body = out, .problem = problem};
    *out = (struct body){.name = entry->body,
                         .title = entry_value(entry, "title"),
                         .level = entry_value(entry, "level"),
                         .approvals = entry_number(entry, "approvals", 1)};
    enum status status = read_keys(&r);
    if (status == STATUS_OK)
        status = read_benches(&r);
    if (status == STATUS_OK)
        status = read_seats(&r);
    if (status == STATUS_OK)
        status = statute_read(entry, canonical, &out->roster, arena, &out->statute, problem);
    return status;
}
