#include "tui/proposal_window.h"

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
    return window->list.count ? &window->row[window->list.focus] : NULL;
}

/* Where rows that are asked for go: from `at` on, at most `room`. */
struct filling {
    struct proposal_row *at;
    int64_t count, room;
};

/* Cut at a character, so that what is shown stays text. */
static void copy(char *out, size_t size, struct slice text)
{
    size_t length = text.length < size ? text.length : size - 1;
    while (length && length < text.length && ((unsigned char)text.at[length] & 0xC0) == 0x80)
        length--;
    if (length)
        memcpy(out, text.at, length);
    out[length] = '\0';
}

static bool fill(void *context, const struct page_item *item)
{
    struct filling *filling = context;
    struct proposal_row *row = &filling->at[filling->count++];
    *row = (struct proposal_row){.seq = item->seq,
                                 .body = item->body,
                                 .index = item->index,
                                 .closes = item->closes,
                                 .has_closes = item->has_closes};
    copy(row->number, sizeof row->number, item->number);
    copy(row->state, sizeof row->state, item->state);
    copy(row->choice, sizeof row->choice, item->choice);
    copy(row->body_name, sizeof row->body_name, item->body_name);
    copy(row->title, sizeof row->title, item->title);
    return filling->count < filling->room;
}

static enum status ask(const struct proposal_window *window, struct store *store, int64_t from, bool newer,
                       struct filling *filling, struct problem *problem)
{
    const struct page_question question = {.search = window->search,
                                           .state = window->state,
                                           .who = window->who,
                                           .from = from,
                                           .newer = newer,
                                           .limit = filling->room};
    filling->count = 0;
    return filling->room > 0 ? query_page(store, &question, fill, filling, problem) : STATUS_OK;
}

static void reverse(struct proposal_row *row, int64_t count)
{
    for (int64_t i = 0; i < count / 2; i++) {
        struct proposal_row kept = row[i];
        row[i] = row[count - 1 - i];
        row[count - 1 - i] = kept;
    }
}

static void shift(struct list *list, int64_t rows)
{
    list->focus += rows;
    list->top = list->top + rows > 0 ? list->top + rows : 0;
}

/* Rows behind the last; the first ones make room for them. */
static enum status load_older(struct proposal_window *window, struct store *store, struct problem *problem)
{
    int64_t over = window->list.count + WINDOW_STEP - WINDOW_ROWS, last = window->row[window->list.count - 1].seq;
    if (over > 0) {
        memmove(window->row, window->row + over, (size_t)(window->list.count - over) * sizeof *window->row);
        window->list.count -= over;
        shift(&window->list, -over);
        window->has_newer = true;
    }
    struct filling filling = {.at = window->row + window->list.count, .room = WINDOW_STEP};
    enum status status = ask(window, store, last, false, &filling, problem);
    window->list.count += filling.count;
    window->has_older = filling.count == WINDOW_STEP;
    return status;
}

/* Rows in front of the first; the last ones are dropped for them. */
static enum status load_newer(struct proposal_window *window, struct store *store, struct problem *problem)
{
    int64_t over = window->list.count + WINDOW_STEP - WINDOW_ROWS, first = window->row[0].seq;
    if (over > 0) {
        window->list.count -= over;
        window->has_older = true;
    }
    memmove(window->row + WINDOW_STEP, window->row, (size_t)window->list.count * sizeof *window->row);
    struct filling filling = {.at = window->row, .room = WINDOW_STEP};
    enum status status = ask(window, store, first, true, &filling, problem);
    reverse(window->row, filling.count);
    memmove(window->row + filling.count, window->row + WINDOW_STEP, (size_t)window->list.count * sizeof *window->row);
    window->list.count += filling.count;
    shift(&window->list, filling.count);
    window->has_newer = filling.count == WINDOW_STEP;
    return status;
}

/* The oldest rows of all, with the focus on the last. */
static enum status load_last(struct proposal_window *window, struct store *store, struct problem *problem)
{
    struct filling filling = {.at = window->row, .room = WINDOW_ROWS};
    enum status status = ask(window, store, -1, true, &filling, problem);
    reverse(window->row, filling.count);
    window->list = (struct list){.count = filling.count, .focus = filling.count ? filling.count - 1 : 0};
    window->has_newer = filling.count == WINDOW_ROWS;
    window->has_older = false;
    return status;
}

enum status window_load(struct proposal_window *window, struct store *store, int64_t seq, struct problem *problem)
{
    struct filling newer = {.at = window->row, .room = seq ? WINDOW_STEP : 0};
    enum status status = ask(window, store, seq, true, &newer, problem);
    reverse(window->row, newer.count);
    struct filling older = {.at = window->row + newer.count, .room = WINDOW_ROWS - newer.count};
    if (status == STATUS_OK)
        status = ask(window, store, seq ? seq + 1 : INT64_MAX, false, &older, problem);
    if (status != STATUS_OK)
        older.count = newer.count = 0;
    int64_t above = window->list.focus - window->list.top;
    window->has_newer = newer.count > 0 && newer.count == newer.room;
    window->has_older = older.count == older.room;
    window->list = (struct list){.focus = newer.count, .top = newer.count > above ? newer.count - above : 0};
    list_resize(&window->list, newer.count + older.count);
    return status;
}

/* Loads what the action may reach beyond the rows that are there. */
static enum status reach(struct proposal_window *window, struct store *store, enum action action, int page,
                         struct problem *problem)
{
    bool down = action == ACTION_DOWN || action == ACTION_PAGE_DOWN;
    bool up = action == ACTION_UP || action == ACTION_PAGE_UP;
    if (action == ACTION_FIRST && window->has_newer)
        return window_load(window, store, 0, problem);
    if (action == ACTION_LAST && window->has_older)
        return load_last(window, store, problem);
    if (down && window->has_older && window->list.focus + 2 * (int64_t)page >= window->list.count)
        return load_older(window, store, problem);
    if (up && window->has_newer && window->list.focus < 2 * (int64_t)page)
        return load_newer(window, store, problem);
    return STATUS_OK;
}

enum status window_act(struct proposal_window *window, struct store *store, enum action action, int page, bool *moved,
                       struct problem *problem)
{
    enum status status = reach(window, store, action, page, problem);
    *moved = status == STATUS_OK && list_act(&window->list, action, page);
    return status;
}
