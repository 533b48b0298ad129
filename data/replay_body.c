/* Founding: entry 0 makes benches, seats and secretaries. */
#include "data/replay_rules.h"

/* The defects of form that only the statute's own reader finds. */
static enum status check(struct place *place)
{
    struct arena arena;
    arena_init(&arena);
    struct body body;
    struct problem problem;
    problem_clear(&problem);
    enum status status = body_read(place->entry, true, &arena, &body, &problem);
    if (status == STATUS_FORM) {
        place->standing->reason = REASON_FORM;
        place->standing->detail = problem;
        status = STATUS_OK;
    }
    arena_release(&arena);
    return status;
}

static enum status add_member(struct replay *replay, const struct vkey *key)
{
    struct buffer text;
    buffer_init(&text);
    vkey_write(key, &text);
    enum status status = buffer_status(&text);
    if (status == STATUS_OK)
        status =
            store_run(replay->store,
                      "INSERT INTO member (body, name, role, seat, vkey, key, keyid, since) "
                      "VALUES (?, ?, 'secretary', '', ?, ?, ?, 0)",
                      "ittbi", replay->number, key->name, buffer_slice(&text),
                      (struct slice){.at = (const char *)key->key.byte, .length = KEY_PUBLIC_LENGTH}, (int64_t)key->id);
    buffer_release(&text);
    return status;
}

static enum status add_roster(struct replay *replay, const struct entry *entry, const struct roll *roster)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < roster->benches && status == STATUS_OK; i++)
        status = store_run(replay->store, "INSERT INTO bench (body, pos, id, title) VALUES (?, ?, ?, ?)", "iutt",
                           replay->number, (uint64_t)i, roster->bench[i].id, roster->bench[i].title);
    size_t at = 0;
    int64_t position = 0;
    for (const struct field *field; status == STATUS_OK && (field = entry_next(entry, "seat", &at)); position++)
        status =
            store_run(replay->store,
                      "INSERT INTO seat (body, id, pos, bench, weight, voting, title) VALUES (?, ?, ?, ?, ?, ?, ?)",
                      "itiutit", replay->number, value_part(field->value, 0), position,
                      (uint64_t)roll_bench_find(roster, value_part(field->value, 1)), value_part(field->value, 2),
                      (int64_t)slice_is(value_part(field->value, 3), "voting"), value_rest(field->value, 4));
    return status;
}

/* Keeps the founding in memory: every later entry asks for it. */
static enum status keep_founding(struct replay *replay, const struct sealed *sealed)
{
    struct entry entry;
    buffer_clear(&replay->founding_note);
    buffer_add(&replay->founding_note, sealed->note.text);
    enum status status = buffer_status(&replay->founding_note);
    if (status == STATUS_OK)
        status = entry_parse(buffer_slice(&replay->founding_note), &replay->arena, &entry, NULL);
    if (status == STATUS_OK)
        status = body_read(&entry, true, &replay->arena, &replay->body, NULL);
    replay->founding = sealed->id;
    replay->has_founding = status == STATUS_OK;
    return status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    (void)index;
    enum status status = keep_founding(replay, sealed);
    if (status != STATUS_OK)
        return status;
    const struct body *body = &replay->body;
    replay->log_time = sealed->entry.at.seconds;
    status = store_run(replay->store,
                       "INSERT INTO body (num, name, founding, title, level, approvals, log, log_time) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                       "itdttuti", replay->number, body->name, &replay->founding, body->title, body->level,
                       body->approvals, entry_value(&sealed->entry, "log"), replay->log_time);
    for (size_t i = 0; i < body->secretaries && status == STATUS_OK; i++)
        status = add_member(replay, &body->secretary[i]);
    if (status == STATUS_OK)
        status = add_roster(replay, &sealed->entry, &body->roster);
    return status;
}

const struct kind_rules rules_body = {.authorship = BY_FOUNDING, .check = check, .apply = apply};
