#include "tui/ledger_places.h"

#include "core/fold.h"
#include "core/note.h"
#include "data/query_ledger.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 256 };

struct ledger_search {
    struct buffer path;
    struct ledger_wanted wanted;
    struct buffer words; /* folded; a blank in front of each */
    struct worker *worker;
    int64_t *place;
    int64_t count, capacity;
    bool no_memory;
    struct problem problem;
};

static void search_free(struct ledger_search *search)
{
    if (!search)
        return;
    buffer_release(&search->path);
    buffer_release(&search->words);
    free(search->place);
    free(search);
}

static bool add(void *context, int64_t index)
{
    struct ledger_search *search = context;
    if (search->count == search->capacity) {
        int64_t capacity = search->capacity ? search->capacity * 2 : FIRST_CAPACITY;
        int64_t *grown = realloc(search->place, (size_t)capacity * sizeof *grown);
        search->no_memory = !grown;
        if (!grown)
            return false;
        search->place = grown;
        search->capacity = capacity;
    }
    search->place[search->count++] = index;
    return true;
}

static bool go_on(void *context)
{
    const struct ledger_search *search = context;
    return worker_progress(search->worker, 0, 0);
}

static bool is_wanted_kind(const struct ledger_wanted *wanted, const struct entry_item *item, struct slice kind)
{
    if (wanted->any)
        return true;
    return wanted->kind == KIND_COUNT ? item->rejected.length > 0 : slice_is(kind, kind_table(wanted->kind)->name);
}

/* What can be found of an entry: its text, what its kind is called, its id. */
static void fold_entry(const struct entry_item *item, struct slice text, struct slice kind, struct buffer *out)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    const char *word = i18n_word(kind);
    digest_hex(&item->id, hex);
    fold_words(text, out);
    fold_words(slice_of(word ? word : ""), out);
    buffer_byte(out, ' ');
    buffer_text(out, hex);
}

static bool has_words(struct slice folded, struct slice words)
{
    while (words.length) {
        struct slice word = slice_cut(&words, ' ');
        if (word.length && !memmem(folded.at, folded.length, word.at, word.length))
            return false;
    }
    return true;
}

static bool look(void *context, const struct entry_item *item)
{
    struct ledger_search *search = context;
    struct buffer folded;
    struct note note;
    struct slice text = item->note;
    buffer_init(&folded);
    if (note_parse(item->note, &note, NULL) == STATUS_OK)
        text = note.text;
    struct slice rest = text, kind = slice_cut(&rest, '\n'); /* "stimmbuch/1 vote" */
    (void)slice_cut(&kind, ' ');
    fold_entry(item, text, kind, &folded);
    bool fits =
        is_wanted_kind(&search->wanted, item, kind) && has_words(buffer_slice(&folded), buffer_slice(&search->words));
    bool more = buffer_status(&folded) == STATUS_OK;
    search->no_memory = search->no_memory || !more;
    buffer_release(&folded);
    return more && (!fits || add(search, item->index)) && go_on(search);
}

static enum status find_in(struct ledger_search *search, struct store *store)
{
    const struct ledger_wanted *wanted = &search->wanted;
    if (!search->words.length)
        return query_kind_places(store, wanted->body, wanted->kind, add, search, &search->problem);
    enum status status = query_entries(store, wanted->body, INT64_MAX, INT64_MAX, look, search, &search->problem);
    return status == STATUS_OK && !go_on(search) ? STATUS_CANCELLED : status;
}

static enum status find(struct worker *worker, void *context)
{
    struct ledger_search *search = context;
    struct store *store;
    search->worker = worker;
    enum status status = store_open(search->path.at, STORE_READ, &store, &search->problem);
    if (status != STATUS_OK)
        return status;
    store_watch(store, go_on, search);
    status = find_in(search, store);
    store_close(store);
    return search->no_memory ? STATUS_NO_MEMORY : status;
}

enum status ledger_places_find(struct ledger_places *places, struct app *app, const struct ledger_wanted *wanted)
{
    app_work_end(app);
    search_free(places->search);
    places->searching = false;
    places->search = calloc(1, sizeof *places->search);
    if (!places->search)
        return STATUS_NO_MEMORY;
    places->search->wanted = *wanted;
    buffer_init(&places->search->path);
    buffer_init(&places->search->words);
    buffer_add(&places->search->path, buffer_slice(&app->session->ledger_path));
    fold_words(wanted->words, &places->search->words);
    enum status status = buffer_status(&places->search->path);
    if (status == STATUS_OK)
        status = buffer_status(&places->search->words);
    if (status == STATUS_OK)
        status = app_work(app, find, places->search);
    places->searching = status == STATUS_OK;
    return status;
}

bool ledger_places_take(struct ledger_places *places, struct app *app, struct problem *problem)
{
    uint64_t done, all;
    enum status status;
    if (!places->searching || !worker_poll(app->worker, &done, &all, &status))
        return false;
    app_work_end(app);
    places->searching = false;
    *problem = places->search->problem;
    problem->status = status;
    free(places->place);
    places->place = status == STATUS_OK ? places->search->place : NULL;
    places->count = status == STATUS_OK ? places->search->count : 0;
    if (status == STATUS_OK)
        places->search->place = NULL;
    search_free(places->search);
    places->search = NULL;
    return true;
}

void ledger_places_release(struct ledger_places *places)
{
    search_free(places->search);
    free(places->place);
    *places = (struct ledger_places){.count = 0};
}
