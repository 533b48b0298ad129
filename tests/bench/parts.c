/* What the large figures are made of: reading one vote, counting a ballot, unlocking a key, bytes on disk. */
#include "core/sealed.h"
#include "data/count.h"
#include "data/keyfile.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/bench/timing.h"
#include "tests/bench/votes.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROUNDS = 11, UNLOCK_ROUNDS = 3, READ_VOTES = 10000, MANY_SEATS = 100000, KIB = 1024 };

struct parts {
    struct votes votes;
    struct keyring keyring;
    struct replay *replay;
    struct ballot_facts ballot;
    struct problem problem;
};

/* Median of `rounds` runs divided by what a run does; the bare operation may be NULL. */
static void measure(struct bench *bench, struct parts *parts, const char *what, timed *ours, timed *bare, size_t rounds,
                    size_t each)
{
    struct row row = {.unit = UNIT_NANOSECONDS};
    struct timing time = {0}, bare_time = {0};
    snprintf(row.what, sizeof row.what, "%s", what);
    row.failed =
        bare ? !timing_beside(ours, bare, parts, rounds, &time, &bare_time) : !timing_of(ours, parts, rounds, &time);
    if (row.failed)
        bench_failed(what, &parts->problem);
    row.ours = time.median / each;
    row.bare = bare_time.median / each;
    report_add(&bench->report, &row);
}

static bool parse_notes(void *context)
{
    struct parts *parts = context;
    struct note note;
    bool good = true;
    for (size_t i = 0; i < parts->votes.count; i++)
        good = note_parse(vote_note(&parts->votes, i), &note, &parts->problem) == STATUS_OK && good;
    return good;
}

static bool parse_entries(void *context)
{
    struct parts *parts = context;
    bool good = true;
    for (size_t i = 0; i < parts->votes.count; i++) {
        struct arena arena;
        struct entry entry;
        arena_init(&arena);
        good = entry_parse(vote_text(&parts->votes, i), &arena, &entry, &parts->problem) == STATUS_OK && good;
        arena_release(&arena);
    }
    return good;
}

static bool open_sealed(void *context)
{
    struct parts *parts = context;
    bool good = true;
    for (size_t i = 0; i < parts->votes.count; i++) {
        struct arena arena;
        struct sealed sealed;
        arena_init(&arena);
        good = sealed_open(vote_note(&parts->votes, i), &arena, &sealed) == STATUS_OK && sealed.defect == REASON_NONE &&
               good;
        arena_release(&arena);
    }
    return good;
}

/* The two hashes that opening takes at least. */
static bool hash_twice(void *context)
{
    struct parts *parts = context;
    unsigned char hash[crypto_hash_sha256_BYTES];
    bool good = true;
    for (size_t i = 0; i < parts->votes.count; i++) {
        struct slice note = vote_note(&parts->votes, i), text = vote_text(&parts->votes, i);
        good = crypto_hash_sha256(hash, (const unsigned char *)note.at, note.length) == 0 && good;
        good = crypto_hash_sha256(hash, (const unsigned char *)text.at, text.length) == 0 && good;
    }
    return good;
}

static bool verify_one_core(void *context)
{
    struct parts *parts = context;
    return votes_verify(&parts->votes, 1);
}

static void measure_reading(struct bench *bench, struct parts *parts)
{
    if (votes_load(bench->worlds.votes, READ_VOTES, &parts->votes, &parts->problem) != STATUS_OK ||
        parts->votes.count == 0) {
        bench_failed("the votes cannot be read", &parts->problem);
        return;
    }
    size_t count = parts->votes.count;
    measure(bench, parts, "one signature verified, bare", verify_one_core, NULL, ROUNDS, count);
    measure(bench, parts, "note_parse of a vote", parse_notes, NULL, ROUNDS, count);
    measure(bench, parts, "entry_parse of a vote", parse_entries, NULL, ROUNDS, count);
    measure(bench, parts, "sealed_open of a vote, no signature; two hashes", open_sealed, hash_twice, ROUNDS, count);
}

static bool unlock(void *context)
{
    struct parts *parts = context;
    struct unlocked *key = NULL;
    bool good =
        keyfile_unlock(&parts->keyring, SLICE("m.example"), SLICE("a passphrase"), &key, &parts->problem) == STATUS_OK;
    unlocked_free(key);
    return good;
}

static bool stretch(void *context)
{
    static const unsigned char salt[crypto_pwhash_SALTBYTES] = {1};
    unsigned char key[32];
    uint32_t ops, memory;
    (void)context;
    keyfile_kdf_costs(KDF_MODERATE, &ops, &memory);
    return crypto_pwhash(key, sizeof key, "a passphrase", 12, salt, ops, (size_t)memory * KIB,
                         crypto_pwhash_ALG_ARGON2ID13) == 0;
}

static void measure_unlocking(struct bench *bench, struct parts *parts)
{
    char folder[WORLD_PATH];
    struct vkey vkey;
    struct problem ignored;
    snprintf(folder, sizeof folder, "%s/keys", bench->worlds.folder);
    parts->keyring.folder = folder;
    if (keyfile_create(&parts->keyring, SLICE("m.example"), KDF_MODERATE, SLICE("a passphrase"), &vkey,
                       &parts->problem) != STATUS_OK)
        bench_failed("a key cannot be made", &parts->problem);
    measure(bench, parts, "unlock a key, standard costs; Argon2id", unlock, stretch, UNLOCK_ROUNDS, 1);
    if (keyfile_remove(&parts->keyring, SLICE("m.example"), &ignored) == STATUS_OK)
        rmdir(folder);
}

static bool count_ballot(void *context)
{
    struct parts *parts = context;
    const struct ballot_facts *ballot = &parts->ballot;
    struct counting counting;
    enum status status = counting_make(parts->replay, ballot->index, ballot->proposal, slice_of(ballot->rule),
                                       ballot->round, ballot->ended, &counting);
    bool good = status == STATUS_OK && counting.tally.cast == WORLD_SEATS;
    counting_release(&counting);
    return good;
}

/* Every seat of a made-up roll of 100,000, a third for each choice, under the rule of the ledger's body. */
static bool count_many(void *context)
{
    struct parts *parts = context;
    struct arena arena;
    struct tally tally;
    const struct roll_bench bench = {.id = SLICE("b"), .title = SLICE("Bank")};
    const struct statute_rule *rule = statute_rule_find(&parts->replay->body.statute, SLICE("r"));
    arena_init(&arena);
    struct roll_seat *seats = arena_array(&arena, MANY_SEATS, sizeof *seats);
    int8_t *choice = arena_array(&arena, MANY_SEATS, sizeof *choice);
    uint8_t *class = arena_array(&arena, MANY_SEATS, sizeof *class);
    bool good = seats && choice && class && rule;
    for (size_t i = 0; i < MANY_SEATS && good; i++) {
        seats[i] = (struct roll_seat){.weight = {.units = DECIMAL_ONE}, .voting = true};
        choice[i] = (int8_t)(i % 3);
    }
    struct roll roll = {.bench = &bench, .benches = 1, .seat = seats, .seats = MANY_SEATS, .chair = ROLL_NONE};
    if (good) {
        struct tally_input input = {
            .roll = &roll, .rule = &rule->rule, .choice = choice, .vote_class = class, .round = 1, .call = 1};
        good = tally_count(&input, &arena, &tally) == STATUS_OK && tally.cast == MANY_SEATS;
    }
    arena_release(&arena);
    return good;
}

/* Some order of ten options: the step, which has no divisor in common with 11, brings all of them and "none". */
static void write_order(const struct offer *offer, unsigned start, struct buffer *out)
{
    unsigned step = 1 + start / 11 % 10;
    buffer_clear(out);
    for (unsigned i = 0; i < 11; i++) {
        buffer_text(out, i ? ">" : "");
        buffer_add(out, offer->option[(start + i * step) % 11].id);
    }
}

/* The words of 100,000 votes, as they come from the ledger, become a tally. */
static bool count_orders(const struct roll *roll, const struct offer *offer, struct arena *arena)
{
    struct rule rule = {.method = METHOD_RANKING};
    struct choices choices;
    struct tally tally;
    struct buffer word = {0};
    uint8_t *class = arena_array(arena, MANY_SEATS, sizeof *class);
    bool good = class && choices_make(offer, MANY_SEATS, arena, &choices) == STATUS_OK &&
                expression_parse(SLICE("heads(winner) > 1/2 * heads(valid)"), METHOD_RANKING, roll, arena,
                                 &rule.adopted, NULL) == STATUS_OK;
    for (unsigned i = 0; i < MANY_SEATS && good; i++) {
        write_order(offer, i, &word);
        good = choices_set(&choices, offer, i, buffer_slice(&word));
    }
    struct tally_input input = {.roll = roll, .rule = &rule, .lines = offer->lines, .vote_class = class, .round = 1};
    if (good) {
        input.choice = choices.first;
        input.place = choices.place;
        good = tally_count(&input, arena, &tally) == STATUS_OK && tally.cast == MANY_SEATS;
    }
    buffer_release(&word);
    return good;
}

static bool count_ranking(void *context)
{
    static const struct field_rule option = {.name = "option"};
    static const char ids[] = "a\0b\0c\0d\0e\0f\0g\0h\0i\0k";
    struct arena arena;
    struct field field[10];
    struct offer offer;
    const struct roll_bench bench = {.id = SLICE("b"), .title = SLICE("Bank")};
    (void)context;
    arena_init(&arena);
    for (size_t i = 0; i < 10; i++)
        field[i] = (struct field){.rule = &option, .value = slice_of(&ids[2 * i])};
    struct entry entry = {.field = field, .fields = 10};
    struct roll_seat *seats = arena_array(&arena, MANY_SEATS, sizeof *seats);
    for (size_t i = 0; i < MANY_SEATS && seats; i++)
        seats[i] = (struct roll_seat){.weight = {.units = DECIMAL_ONE}, .voting = true};
    struct roll roll = {.bench = &bench, .benches = 1, .seat = seats, .seats = MANY_SEATS, .chair = ROLL_NONE};
    bool good = seats && offer_read(METHOD_RANKING, &entry, &offer) && count_orders(&roll, &offer, &arena);
    arena_release(&arena);
    return good;
}

static void measure_counting(struct bench *bench, struct parts *parts)
{
    struct ledger *ledger = NULL;
    struct log *log = NULL;
    enum status status = ledger_open(bench->worlds.votes, STORE_READ, &ledger, &parts->problem);
    if (status == STATUS_OK)
        status = ledger_log(ledger, SLICE(WORLD_BODY), &log, &parts->problem);
    if (status == STATUS_OK)
        status = ballot_facts_find(ledger_store(ledger), WORLD_CLOSED_BALLOT, &parts->ballot, &parts->problem);
    if (status == STATUS_OK) {
        parts->replay = log_replay(log);
        measure(bench, parts, "count 1,000 votes from the ledger, roll included", count_ballot, NULL, ROUNDS, 1);
        measure(bench, parts, "count 100,000 votes in memory", count_many, NULL, ROUNDS, 1);
        measure(bench, parts, "count 100,000 orders of ten options in memory", count_ranking, NULL, ROUNDS, 1);
    } else {
        bench_failed("counting", &parts->problem);
    }
    ledger_close(ledger);
}

static void measure_size(struct bench *bench, const struct parts *parts)
{
    struct stat info;
    struct row row = {.what = "ledger file per vote; bytes of the signed vote", .unit = UNIT_BYTES};
    row.failed = stat(bench->worlds.votes, &info) != 0 || parts->votes.count == 0;
    if (!row.failed) {
        row.ours = (uint64_t)info.st_size / WORLD_VOTES;
        row.bare = parts->votes.bytes.length / parts->votes.count;
    }
    report_add(&bench->report, &row);
}

void bench_parts(struct bench *bench)
{
    struct parts parts = {.ballot = {.index = 0}};
    problem_clear(&parts.problem);
    measure_reading(bench, &parts);
    measure_counting(bench, &parts);
    measure_unlocking(bench, &parts);
    measure_size(bench, &parts);
    votes_release(&parts.votes);
}
