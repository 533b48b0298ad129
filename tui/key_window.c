#include "tui/key_window.h"

#include <string.h>

static char *row_at(const struct key_window *window, int64_t index)
{
    return window->row + (size_t)index * window->size;
}

static int64_t key_at(const struct key_window *window, int64_t index)
{
    int64_t key;
    memcpy(&key, row_at(window, index), sizeof key);
    return key;
}

/* `count` rows from one place to another. */
static void move(const struct key_window *window, int64_t to, int64_t from, int64_t count)
{
    memmove(row_at(window, to), row_at(window, from), (size_t)count * window->size);
}

/* Rows from `at` on. */
static enum status ask(const struct key_window *window, int64_t from, bool newer, int64_t at, int64_t room,
                       int64_t *count, struct problem *problem)
{
    struct key_question question = {.from = from, .newer = newer, .row = row_at(window, at), .room = room};
    enum status status = room > 0 ? window->ask(window->context, &question, problem) : STATUS_OK;
    *count = question.count;
    return status;
}

/* The first rows, which came in the other order. */
static void reverse(const struct key_window *window, int64_t count)
{
    for (int64_t i = 0; i < count / 2; i++) {
        char *first = row_at(window, i), *last = row_at(window, count - 1 - i);
        for (size_t at = 0; at < window->size; at++) {
            char kept = first[at];
            first[at] = last[at];
            last[at] = kept;
        }
    }
}

static void shift(struct list *list, int64_t rows)
{
    list->focus += rows;
    list->top = list->top + rows > 0 ? list->top + rows : 0;
}

/* Rows behind the last; the first ones make room for them. */
static enum status load_older(struct key_window *window, struct problem *problem)
{
    struct list *list = &window->list;
    int64_t over = list->count + WINDOW_STEP - WINDOW_ROWS, last = key_at(window, list->count - 1), count;
    if (over > 0) {
        move(window, 0, over, list->count - over);
        list->count -= over;
        shift(list, -over);
        window->has_newer = true;
    }
    enum status status = ask(window, last, false, list->count, WINDOW_STEP, &count, problem);
    list->count += count;
    window->has_older = count == WINDOW_STEP;
    return status;
}

/* Rows in front of the first; the last ones are dropped for them. */
static enum status load_newer(struct key_window *window, struct problem *problem)
{
    struct list *list = &window->list;
    int64_t over = list->count + WINDOW_STEP - WINDOW_ROWS, first = key_at(window, 0), count;
    if (over > 0) {
        list->count -= over;
        window->has_older = true;
    }
    move(window, WINDOW_STEP, 0, list->count);
    enum status status = ask(window, first, true, 0, WINDOW_STEP, &count, problem);
    reverse(window, count);
    move(window, count, WINDOW_STEP, list->count);
    list->count += count;
    shift(list, count);
    window->has_newer = count == WINDOW_STEP;
    return status;
}

/* The oldest rows of all, with the focus on the last. */
static enum status load_last(struct key_window *window, struct problem *problem)
{
    int64_t count;
    enum status status = ask(window, -1, true, 0, WINDOW_ROWS, &count, problem);
    reverse(window, count);
    window->list = (struct list){.count = count, .focus = count ? count - 1 : 0};
    window->has_newer = count == WINDOW_ROWS;
    window->has_older = false;
    return status;
}

enum status key_window_load(struct key_window *window, int64_t key, struct problem *problem)
{
    int64_t newer, older = 0, room = key ? WINDOW_STEP : 0;
    enum status status = ask(window, key, true, 0, room, &newer, problem);
    reverse(window, newer);
    if (status == STATUS_OK)
        status = ask(window, key ? key + 1 : INT64_MAX, false, newer, WINDOW_ROWS - newer, &older, problem);
    if (status != STATUS_OK)
        older = newer = 0;
    int64_t above = window->list.focus - window->list.top;
    window->has_newer = newer > 0 && newer == room;
    window->has_older = older == WINDOW_ROWS - newer;
    window->list = (struct list){.focus = newer, .top = newer > above ? newer - above : 0};
    list_resize(&window->list, newer + older);
    return status;
}

/* Loads what the action may reach beyond the rows that are there. */
static enum status reach(struct key_window *window, enum action action, int page, struct problem *problem)
{
    bool down = action == ACTION_DOWN || action == ACTION_PAGE_DOWN;
    bool up = action == ACTION_UP || action == ACTION_PAGE_UP;
    if (action == ACTION_FIRST && window->has_newer)
        return key_window_load(window, 0, problem);
    if (action == ACTION_LAST && window->has_older)
        return load_last(window, problem);
    if (down && window->has_older && window->list.focus + 2 * (int64_t)page >= window->list.count)
        return load_older(window, problem);
    if (up && window->has_newer && window->list.focus < 2 * (int64_t)page)
        return load_newer(window, problem);
    return STATUS_OK;
}

enum status key_window_act(struct key_window *window, enum action action, int page, bool *moved,
                           struct problem *problem)
{
    enum status status = reach(window, action, page, problem);
    *moved = status == STATUS_OK && list_act(&window->list, action, page);
    return status;
}
