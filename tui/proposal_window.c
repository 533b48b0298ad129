#include "tui/proposal_window.h"

#include "core/choice.h"
#include "core/note.h"
#include "core/text.h"
#include "data/query.h"
#include "data/query_inbox.h"

#include <stdlib.h>

enum status window_init(struct proposal_window *window)
{
    *window = (struct proposal_window){.row = calloc(WINDOW_ROWS, sizeof *window->row)};
    return window->row ? STATUS_OK : STATUS_NO_MEMORY;
}

void window_release(struct proposal_window *window)
{
    free(window->row);
    *window = (struct proposal_window){.row = NULL};
}

const struct proposal_row *window_focus(const struct proposal_window *window)
{
    return window->keys.list.count ? &window->row[window->keys.list.focus] : NULL;
}

static bool fill(void *context, const struct page_item *item)
{
    struct key_question *asked = context;
    struct proposal_row *row = (struct proposal_row *)(void *)asked->row + asked->count++;
    *row = (struct proposal_row){.seq = item->seq,
                                 .body = item->body,
                                 .index = item->index,
                                 .closes = item->closes,
                                 .has_closes = item->has_closes};
    text_string(item->number, row->number, sizeof row->number);
    text_string(item->state, row->state, sizeof row->state);
    text_string(item->choice, row->choice, sizeof row->choice);
    text_string(item->body_name, row->body_name, sizeof row->body_name);
    text_string(item->title, row->title, sizeof row->title);
    return asked->count < asked->room;
}

struct waiting {
    const struct proposal_window *window;
    const struct key_question *asked;
};

/* A vote that waits for the writer is one's own vote, too. */
static bool take_waiting(void *context, const struct pending_item *item)
{
    const struct waiting *waiting = context;
    struct proposal_row *row = (struct proposal_row *)(void *)waiting->asked->row;
    struct arena arena;
    struct note note;
    struct entry entry;
    struct digest ballot;
    struct buffer text;
    int64_t index = -1;
    arena_init(&arena);
    buffer_init(&text);
    bool own = note_parse(item->note, &note, NULL) == STATUS_OK &&
               entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK && entry.kind == KIND_VOTE &&
               slice_equal(entry.by, waiting->window->who) && entry_hash(&entry, "ballot", &ballot) &&
               query_inbox_subject(waiting->window->store, item->body, &ballot, &index, &text, NULL) == STATUS_OK;
    buffer_clear(&text);
    if (own)
        choice_word(&entry, &text);
    for (int64_t i = 0; own && i < waiting->asked->count; i++)
        if (row[i].body == item->body && row[i].index == index)
            text_string(buffer_slice(&text), row[i].choice, sizeof row[i].choice);
    buffer_release(&text);
    arena_release(&arena);
    return true;
}

static enum status ask(void *context, struct key_question *asked, struct problem *problem)
{
    const struct proposal_window *window = context;
    const struct page_question question = {.search = window->search,
                                           .state = window->state,
                                           .who = window->who,
                                           .from = asked->from,
                                           .newer = asked->newer,
                                           .limit = asked->room};
    struct waiting waiting = {window, asked};
    enum status status = query_page(window->store, &question, fill, asked, problem);
    return status == STATUS_OK && window->who.length ? query_pending(window->store, take_waiting, &waiting, problem)
                                                     : status;
}

/* The window may have been copied, and its rows sorted anew, since it was asked last. */
static struct key_window *keys_of(struct proposal_window *window, struct store *store)
{
    window->store = store;
    window->keys.row = (char *)window->row;
    window->keys.size = sizeof *window->row;
    window->keys.ask = ask;
    window->keys.context = window;
    return &window->keys;
}

enum status window_load(struct proposal_window *window, struct store *store, int64_t seq, struct problem *problem)
{
    return key_window_load(keys_of(window, store), seq, problem);
}

enum status window_act(struct proposal_window *window, struct store *store, enum action action, int page, bool *moved,
                       struct problem *problem)
{
    return key_window_act(keys_of(window, store), action, page, moved, problem);
}
