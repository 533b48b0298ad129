#include "tests/exchange.h"

#include "data/bundle.h"
#include "data/bundle_take.h"
#include "data/head.h"
#include "data/import.h"
#include "tests/world_publish.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *place_name(struct exchange *x, unsigned place)
{
    return world_say(x->w, "place-%u.db", place);
}

static const char *marks(struct exchange *x, unsigned place)
{
    return world_file(x->w, x->w->folder, world_say(x->w, "heads-%u", place));
}

void exchange_open(struct exchange *x, struct world *w, unsigned replicas)
{
    assert_true(replicas && replicas < EXCHANGE_PLACES_MAX);
    x->w = w;
    x->places = replicas + 1;
    x->ledger[0] = w->ledger;
    for (unsigned place = 1; place < x->places; place++)
        x->ledger[place] = world_copy(w, place_name(x, place));
}

void exchange_close(struct exchange *x)
{
    for (unsigned place = 1; place < x->places; place++)
        ledger_close(x->ledger[place]);
}

void exchange_begin(struct exchange *x, uint64_t seed)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds"};
    struct world *w = x->w;
    const char *name = world_say(w, "rat-%u.example", (unsigned)seed);
    const char *statute = world_edit(w, WORLD_STATUTE, "rat.example", name);
    x->chance.state = seed * 0x9e3779b97f4a7c15U | 1;
    x->entries = 0;
    world_found(w, seed % 2 ? statute : world_edit(w, statute, "approvals: 1", "approvals: 2"), "gs1 gs2");
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_enrol(w, seats[i], "holder", seats[i]);
    const char *first = world_propose(w, "stadt", "2026-001", "for: stadt\n");
    world_propose(w, "kreis", "2026-002", "for: kreis\n");
    world_open(w, first, "umlauf", "");
    exchange_sign_head(x);
}

void exchange_end(struct exchange *x)
{
    while (x->mails)
        buffer_release(&x->mail[--x->mails].bytes);
}

void exchange_at(struct exchange *x, unsigned place)
{
    x->w->ledger = x->ledger[place];
}

void exchange_restart(struct exchange *x, unsigned place)
{
    exchange_at(x, place);
    if (place) {
        ledger_close(x->ledger[place]);
        x->ledger[place] = world_copy(x->w, place_name(x, place));
    } else {
        world_reopen(x->w);
        x->ledger[0] = x->w->ledger;
    }
    exchange_at(x, 0);
}

struct exchange_entry *exchange_entry(struct exchange *x, const struct digest *id)
{
    for (size_t i = 0; i < x->entries; i++)
        if (digest_equal(&x->entry[i].id, id))
            return &x->entry[i];
    assert_true(x->entries < EXCHANGE_ENTRIES);
    x->entry[x->entries] = (struct exchange_entry){.id = *id, .index = -1};
    return &x->entry[x->entries++];
}

struct log *exchange_log(struct exchange *x, unsigned place)
{
    struct log *log;
    struct problem problem;
    enum status status = ledger_log(x->ledger[place], slice_of(x->w->body), &log, &problem);
    if (status != STATUS_NOT_FOUND)
        assert_int_equal(status, STATUS_OK);
    return status == STATUS_OK ? log : NULL;
}

uint64_t exchange_size(struct exchange *x, unsigned place)
{
    struct log *log = exchange_log(x, place);
    return log ? log_size(log) : 0;
}

void exchange_check_prefix(struct exchange *x, unsigned place)
{
    struct log *log = exchange_log(x, place);
    struct digest expected, root;
    if (!log)
        return;
    assert_true(log_size(log) <= exchange_size(x, 0));
    root = log_root(log);
    assert_int_equal(replay_root(log_replay(exchange_log(x, 0)), log_size(log), &expected), STATUS_OK);
    assert_memory_equal(&root, &expected, sizeof root);
}

void exchange_sign_head(struct exchange *x)
{
    struct signer signer = world_signer(x->w, x->w->body);
    assert_int_equal(head_sign(exchange_log(x, 0), &signer, marks(x, 0), &x->w->problem), STATUS_OK);
}

/* False: there is nothing to take along. */
static bool make_bundle(struct exchange *x, unsigned place, uint64_t since, struct buffer *out)
{
    struct log *log = exchange_log(x, place);
    struct bundle_made made;
    if (!log)
        return false;
    problem_clear(&x->w->problem);
    enum status status = bundle_make(ledger_store(x->ledger[place]), log_number(log), slice_of(x->w->body),
                                     log_founding(log), since, out, &made, &x->w->problem);
    if (status != STATUS_REFUSED)
        assert_int_equal(status, STATUS_OK);
    return status == STATUS_OK;
}

static void forget_mail(struct exchange *x, size_t at)
{
    buffer_release(&x->mail[at].bytes);
    x->mail[at] = x->mail[--x->mails];
}

void exchange_send(struct exchange *x, unsigned place, unsigned to, uint64_t since)
{
    struct buffer bytes;
    buffer_init(&bytes);
    if (!make_bundle(x, place, since, &bytes)) {
        buffer_release(&bytes);
        return;
    }
    if (x->mails == EXCHANGE_MAIL) {
        forget_mail(x, chance_below(&x->chance, EXCHANGE_MAIL));
        x->fates.lost++;
    }
    x->mail[x->mails].bytes = bytes;
    x->mail[x->mails++].to = to;
}

struct telling {
    struct exchange *x;
    unsigned place;
};

static void tell(void *context, const struct bundle_taken *taken)
{
    struct telling *telling = context;
    struct exchange *x = telling->x;
    x->fates.told++;
    x->fates.refused += taken->status != STATUS_OK;
    if (taken->status != STATUS_OK)
        assert_true(taken->why->reason != REASON_NONE || taken->why->message);
    if (telling->place || taken->status != STATUS_OK || taken->entry.index < 0)
        return;
    struct exchange_entry *entry = exchange_entry(x, &taken->id);
    if (entry->index >= 0)
        assert_int_equal(entry->index, taken->entry.index);
    entry->index = taken->entry.index;
}

static bool is_verdict(enum status status)
{
    return status == STATUS_OK || status == STATUS_FORM || status == STATUS_MISMATCH || status == STATUS_REFUSED;
}

/* As the program takes in a bundle: its entries, then what waits in it. */
static enum status take(struct exchange *x, unsigned place, struct slice bytes)
{
    struct bundle_file file;
    struct published published;
    struct import_report report;
    struct problem *problem = &x->w->problem;
    struct telling telling = {.x = x, .place = place};
    const struct import_options options = {.marks = marks(x, place), .jobs = 1};
    uint64_t kept = 0;
    problem_clear(problem);
    enum status status = bundle_file_parse(bytes, &file, problem);
    if (status == STATUS_OK && file.entries) {
        status = published_bundle_open(&file, &published, problem);
        if (status == STATUS_OK)
            status = import_bundle(x->ledger[place], &published, &file, &options, &report, problem);
        published_close(&published);
    }
    if (status == STATUS_OK)
        status = bundle_take_pending(x->ledger[place], &file, x->w->now, tell, &telling, &kept, problem);
    if (!is_verdict(status))
        fail_msg("%s: %s", status_sentence(status), problem->message ? problem->message : "");
    return status;
}

/* It may come too early, with entries that follow on others that are not there. */
static void arrive(struct exchange *x, unsigned place, struct slice bytes)
{
    enum status status = take(x, place, bytes);
    if (status != STATUS_REFUSED)
        assert_int_equal(status, STATUS_OK);
}

/* A piece of it, or all of it with one bit another. */
static void arrive_damaged(struct exchange *x, unsigned place, struct slice bytes)
{
    char *copy = malloc(bytes.length);
    assert_non_null(copy);
    memcpy(copy, bytes.at, bytes.length);
    unsigned at = chance_below(&x->chance, (unsigned)bytes.length);
    bool cut = chance_below(&x->chance, 2) == 0;
    if (!cut)
        copy[at] = (char)((unsigned char)copy[at] ^ 1U << chance_below(&x->chance, 8));
    enum status status = take(x, place, (struct slice){copy, cut ? at : bytes.length});
    if (cut)
        assert_int_equal(status, STATUS_FORM);
    free(copy);
    x->fates.damaged++;
}

void exchange_deliver(struct exchange *x)
{
    if (!x->mails)
        return;
    size_t at = chance_below(&x->chance, (unsigned)x->mails);
    unsigned to = x->mail[at].to, fate = chance_below(&x->chance, 12);
    struct slice bytes = buffer_slice(&x->mail[at].bytes);
    if (fate == 0)
        x->fates.lost++;
    else if (fate == 1)
        arrive_damaged(x, to, bytes);
    else
        arrive(x, to, bytes);
    exchange_check_prefix(x, to);
    if (fate < 8)
        forget_mail(x, at);
    else
        x->fates.twice++;
}

void exchange_carry(struct exchange *x, unsigned from, unsigned to)
{
    struct buffer bytes;
    buffer_init(&bytes);
    if (make_bundle(x, from, exchange_size(x, to), &bytes))
        assert_int_equal(take(x, to, buffer_slice(&bytes)), STATUS_OK);
    buffer_release(&bytes);
}

void exchange_settle(struct exchange *x)
{
    uint64_t before;
    do {
        before = exchange_size(x, 0);
        for (unsigned place = 1; place < x->places; place++)
            exchange_carry(x, place, 0);
        exchange_sign_head(x);
        for (unsigned place = 1; place < x->places; place++)
            exchange_carry(x, 0, place);
    } while (exchange_size(x, 0) > before);
}
