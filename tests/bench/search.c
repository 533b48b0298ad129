/* Searching in 100,000 proposals, newest first, fifty of them; beside the full-text index asked for row numbers. */
#include "core/fold.h"
#include "data/ledger.h"
#include "data/query.h"
#include "tests/bench/bench.h"
#include "tests/bench/plain.h"
#include "tests/bench/timing.h"

#include <stdio.h>

enum { QUERIES = 200, RUNS = 5, LIMIT = 50, MEDIAN_WANTED = 5000000, WORST_WANTED = 50000000, SEED = 13 };

struct searching {
    struct bench *bench;
    struct ledger *ledger;
    struct plain *plain;
    struct buffer text, expression; /* of the query at hand */
    struct problem problem;
    size_t found, bare_found;
    uint64_t random;
};

static struct slice word_of(const struct searching *searching, size_t index)
{
    const struct words *words = &searching->bench->words;
    return words->word[index % words->count];
}

static struct slice picked(struct searching *searching)
{
    return words_pick(&searching->bench->words, &searching->random);
}

static void common(struct searching *searching, size_t number)
{
    buffer_add(&searching->text, word_of(searching, number));
}

static void rare(struct searching *searching, size_t number)
{
    buffer_add(&searching->text, word_of(searching, searching->bench->words.count - 1 - number));
}

/* The first 1 to 8 letters of some word. */
static void prefix(struct searching *searching, size_t number)
{
    struct slice word = picked(searching);
    size_t length = number % 8 + 1;
    while (length < word.length && ((unsigned char)word.at[length] & 0xC0) == 0x80)
        length++;
    buffer_add(&searching->text, slice_head(word, length));
}

static void two_words(struct searching *searching, size_t number)
{
    common(searching, number);
    buffer_byte(&searching->text, ' ');
    buffer_add(&searching->text, picked(searching));
}

static void three_words(struct searching *searching, size_t number)
{
    two_words(searching, number);
    buffer_byte(&searching->text, ' ');
    buffer_add(&searching->text, picked(searching));
}

static void umlaut(struct searching *searching, size_t number)
{
    (void)number;
    struct slice word = picked(searching);
    while (!memchr(word.at, 0xC3, word.length))
        word = picked(searching);
    buffer_add(&searching->text, word);
}

static void nothing(struct searching *searching, size_t number)
{
    buffer_format(&searching->text, "xyzzy%u", (unsigned)number);
}

/* One word that is everywhere, one that is nowhere. */
static void half_nothing(struct searching *searching, size_t number)
{
    common(searching, number);
    buffer_byte(&searching->text, ' ');
    nothing(searching, number);
}

static const struct {
    void (*write)(struct searching *searching, size_t number);
    size_t count;
} queries[] = {{common, 30},      {rare, 25},   {prefix, 48},  {two_words, 35},
               {three_words, 22}, {umlaut, 20}, {nothing, 10}, {half_nothing, 10}};

static bool count_found(void *context, const struct proposal_item *item)
{
    (void)item;
    ((struct searching *)context)->found++;
    return true;
}

static bool ours(void *context)
{
    struct searching *searching = context;
    struct proposal_filter filter = {.search = buffer_slice(&searching->text), .limit = LIMIT};
    searching->found = 0;
    return query_proposals(ledger_store(searching->ledger), &filter, count_found, searching, &searching->problem) ==
           STATUS_OK;
}

static bool bare(void *context)
{
    struct searching *searching = context;
    return plain_match(searching->plain, searching->expression.at, LIMIT, &searching->bare_found);
}

static bool prepare_query(struct searching *searching, void (*write)(struct searching *, size_t), size_t number)
{
    buffer_clear(&searching->text);
    buffer_clear(&searching->expression);
    write(searching, number);
    fold_query(buffer_slice(&searching->text), &searching->expression);
    return buffer_status(&searching->text) == STATUS_OK && buffer_status(&searching->expression) == STATUS_OK;
}

/* The median of each query's runs. */
static bool run_all(struct searching *searching, uint64_t *times, uint64_t *bare_times)
{
    size_t count = 0;
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        for (size_t k = 0; k < queries[i].count && count < QUERIES; k++, count++) {
            struct timing time, bare_time;
            if (!prepare_query(searching, queries[i].write, k) ||
                !timing_beside(ours, bare, searching, RUNS, &time, &bare_time))
                return false;
            if (searching->found != searching->bare_found)
                return bench_failed("a search finds something else than the index", NULL);
            times[count] = time.median;
            bare_times[count] = bare_time.median;
        }
    }
    return count == QUERIES;
}

static void report(struct bench *bench, bool failed, uint64_t *times, uint64_t *bare_times)
{
    struct row row = {.what = "search 100,000 proposals, median of 200 queries",
                      .failed = failed,
                      .ours = timing_median(times, QUERIES),
                      .bare = timing_median(bare_times, QUERIES),
                      .wanted = WANTED_BELOW,
                      .limit = MEDIAN_WANTED};
    report_add(&bench->report, &row);
    snprintf(row.what, sizeof row.what, "the slowest of these queries");
    row.ours = times[QUERIES - 1];
    row.bare = bare_times[QUERIES - 1];
    row.limit = WORST_WANTED;
    report_add(&bench->report, &row);
}

void bench_search(struct bench *bench)
{
    uint64_t times[QUERIES] = {0}, bare_times[QUERIES] = {0};
    struct searching searching = {.bench = bench, .random = SEED};
    problem_clear(&searching.problem);
    buffer_init(&searching.text);
    buffer_init(&searching.expression);
    bool done = ledger_open(bench->worlds.proposals, STORE_READ, &searching.ledger, &searching.problem) == STATUS_OK &&
                (searching.plain = plain_index(bench->worlds.proposals)) && run_all(&searching, times, bare_times);
    if (!done)
        bench_failed("search", &searching.problem);
    report(bench, !done, times, bare_times);
    plain_close(searching.plain);
    ledger_close(searching.ledger);
    buffer_release(&searching.text);
    buffer_release(&searching.expression);
}
