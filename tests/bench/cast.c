/* From the choice to the durable ledger, beside a commit of one row, a signature and a verification. */
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/bench/plain.h"
#include "tests/bench/timing.h"

#include <stdio.h>

enum { ROUNDS = 200, ROW_BYTES = 600, LATER = 10000000 };

struct casting {
    struct fill fill; /* opened by hand: each vote is a transaction of its own */
    struct plain *plain;
    struct ballot_facts ballot;
    struct signer member[ROUNDS];
    size_t next;
};

static enum status sign_and_submit(struct fill *fill, struct slice text, const struct signer *key)
{
    struct buffer note;
    buffer_init(&note);
    enum status status = ledger_try(fill->ledger, text, fill->at, &fill->problem);
    if (status == STATUS_OK) {
        note_sign(text, key, &note);
        status = buffer_status(&note);
    }
    if (status == STATUS_OK)
        status = ledger_submit(fill->ledger, buffer_slice(&note), fill->at, &fill->entry, &fill->problem);
    buffer_release(&note);
    return status;
}

/* What the command "vote" does once the key is there. */
static bool cast(void *context)
{
    struct casting *casting = context;
    struct fill *fill = &casting->fill;
    struct arena arena;
    struct draft draft;
    struct buffer text;
    char seat[8];
    const struct signer *key = &casting->member[casting->next];
    seat_name(casting->next++, seat);
    fill->at.seconds++;
    struct voice voice = {.seat = slice_of(seat), .as = SLICE("holder"), .choice = SLICE("yes")};
    buffer_init(&text);
    arena_init(&arena);
    draft_init(&draft, KIND_VOTE, &arena);
    enum status status = ledger_log_number(fill->ledger, casting->ballot.body, &fill->log, &fill->problem);
    struct author author = {.log = fill->log, .name = key->vkey.name, .at = fill->at};
    if (status == STATUS_OK)
        status = compose_vote(&author, &casting->ballot, &voice, &draft, &fill->problem);
    if (status == STATUS_OK)
        status = draft_compose(&draft, &text, &fill->problem);
    if (status == STATUS_OK)
        status = sign_and_submit(fill, buffer_slice(&text), key);
    buffer_release(&text);
    arena_release(&arena);
    return status == STATUS_OK && fill->entry.index >= 0;
}

static bool bare(void *context)
{
    struct casting *casting = context;
    return plain_sign_and_verify(casting->plain, ROW_BYTES) && plain_commit(casting->plain, ROW_BYTES);
}

static enum status open_ledger(struct casting *casting, const char *path)
{
    struct fill *fill = &casting->fill;
    enum status status = ledger_open(path, STORE_WRITE, &fill->ledger, &fill->problem);
    if (status == STATUS_OK)
        status = ballot_facts_find(ledger_store(fill->ledger), WORLD_OPEN_BALLOT, &casting->ballot, &fill->problem);
    if (status == STATUS_OK)
        status = ledger_log(fill->ledger, SLICE(WORLD_BODY), &fill->log, &fill->problem);
    for (size_t i = 0; i < ROUNDS && status == STATUS_OK; i++)
        status = member_key(SLICE(WORLD_BODY), i, &fill->arena, &casting->member[i]);
    return status;
}

void bench_cast(struct bench *bench)
{
    char path[WORLD_PATH], plain[WORLD_PATH];
    struct casting casting = {.fill = {.at = {.seconds = fill_beginning().seconds + LATER}}};
    struct row row = {.what = "cast a vote, key unlocked, into 100,000 entries",
                      .wanted = WANTED_RATIO_AT_MOST,
                      .limit = 1300,
                      .failed = true};
    struct timing ours, theirs;
    problem_clear(&casting.fill.problem);
    arena_init(&casting.fill.arena);
    snprintf(plain, sizeof plain, "%s/plain.db", bench->worlds.folder);
    if (world_copy(&bench->worlds, bench->worlds.votes, "cast.db", path) && open_ledger(&casting, path) == STATUS_OK &&
        (casting.plain = bare_open(plain)) && timing_beside(cast, bare, &casting, ROUNDS, &ours, &theirs)) {
        row.failed = false;
        row.ours = ours.median;
        row.bare = theirs.median;
    } else {
        bench_failed(row.what, &casting.fill.problem);
    }
    report_add(&bench->report, &row);
    plain_close(casting.plain);
    ledger_close(casting.fill.ledger);
    arena_release(&casting.fill.arena);
    world_remove(path);
    world_remove(plain);
}
