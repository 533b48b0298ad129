/* Founding: entry 0 makes benches, seats and secretaries. */
#include "data/replay_rules.h"
#include "data/replay_version.h"

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

static enum status add_secretary(struct replay *replay, const struct vkey *key)
{
    enum status status = chain_begin(replay, key, 0);
    return status == STATUS_OK ? member_begin(replay, key->name, SLICE("secretary"), SLICE(""), 0) : status;
}

static enum status add_roster(struct replay *replay, const struct roll *roster)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < roster->benches && status == STATUS_OK; i++)
        status = store_run(replay->store, "INSERT INTO bench (body, id, since, pos, title) VALUES (?, ?, 0, ?, ?)",
                           "itut", replay->number, roster->bench[i].id, (uint64_t)i, roster->bench[i].title);
    for (size_t i = 0; i < roster->seats && status == STATUS_OK; i++) {
        const struct roll_seat *seat = &roster->seat[i];
        status = store_run(replay->store,
                           "INSERT INTO seat (body, id, since, bench, weight, voting, title) "
                           "VALUES (?, ?, 0, ?, ?, ?, ?)",
                           "itutit", replay->number, seat->id, (uint64_t)seat->bench, seat->weight_text,
                           (int64_t)seat->voting, seat->title);
    }
    return status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    (void)index;
    enum status status = version_found(replay, sealed->note.text);
    if (status != STATUS_OK)
        return status;
    const struct body *body = &replay->body;
    replay->founding = sealed->id;
    replay->has_founding = true;
    replay->log_time = sealed->entry.at.seconds;
    status = store_run(replay->store,
                       "INSERT INTO body (num, name, founding, title, level, approvals, log, log_time) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                       "itdttuti", replay->number, body->name, &replay->founding, body->title, body->level,
                       body->approvals, entry_value(&sealed->entry, "log"), replay->log_time);
    if (status == STATUS_OK)
        status = change_note(replay, "body", sealed, NULL, 0);
    if (status == STATUS_OK)
        status = chain_begin(replay, &body->log, 0);
    for (size_t i = 0; i < body->secretaries && status == STATUS_OK; i++)
        status = add_secretary(replay, &body->secretary[i]);
    return status == STATUS_OK ? add_roster(replay, &body->roster) : status;
}

const struct kind_rules rules_body = {.authorship = BY_FOUNDING, .check = check, .apply = apply};
