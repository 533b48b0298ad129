#include "tui/proposal_sort.h"

#include "core/fold.h"

#include <stdlib.h>

/* What qsort_r compares: rows by their numbers. */
struct sorting {
    const struct proposal_row *row;
    enum proposal_order order;
    struct buffer words; /* the folded titles, one after the other */
    size_t from[WINDOW_ROWS + 1];
};

/* What is being decided comes first. */
static int state_rank(const struct proposal_row *row)
{
    static const char *const ranks[] = {"voting", "open", "adopted", "rejected"};
    int rank = 0;
    while (rank < (int)(sizeof ranks / sizeof ranks[0]) && strcmp(ranks[rank], row->state) != 0)
        rank++;
    return rank;
}

static int by_title(const struct sorting *sorting, size_t a, size_t b)
{
    struct slice words = buffer_slice(&sorting->words);
    struct slice one = slice_from(slice_head(words, sorting->from[a + 1]), sorting->from[a]);
    struct slice two = slice_from(slice_head(words, sorting->from[b + 1]), sorting->from[b]);
    size_t shorter = one.length < two.length ? one.length : two.length;
    int order = shorter ? memcmp(one.at, two.at, shorter) : 0;
    if (order == 0)
        order = (one.length > two.length) - (one.length < two.length);
    return order ? order : strcmp(sorting->row[a].title, sorting->row[b].title);
}

static int by_deadline(const struct proposal_row *a, const struct proposal_row *b)
{
    if (a->has_closes != b->has_closes)
        return a->has_closes ? -1 : 1;
    return a->has_closes ? (a->closes > b->closes) - (a->closes < b->closes) : 0;
}

static int compare(const void *left, const void *right, void *context)
{
    const struct sorting *sorting = context;
    size_t i = *(const size_t *)left, j = *(const size_t *)right;
    const struct proposal_row *a = &sorting->row[i], *b = &sorting->row[j];
    int order = 0;
    if (sorting->order == ORDER_NUMBER)
        order = strcmp(a->number, b->number);
    else if (sorting->order == ORDER_TITLE)
        order = by_title(sorting, i, j);
    else if (sorting->order == ORDER_DEADLINE)
        order = by_deadline(a, b);
    else if (sorting->order == ORDER_STATE)
        order = state_rank(a) - state_rank(b);
    return order ? order : (a->seq < b->seq) - (a->seq > b->seq);
}

static enum status fold_titles(struct sorting *sorting, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer title;
        buffer_init(&title);
        fold_words(slice_of(sorting->row[i].title), &title);
        sorting->from[i] = sorting->words.length;
        buffer_add(&sorting->words, buffer_slice(&title));
        sorting->words.failed = sorting->words.failed || title.failed;
        buffer_release(&title);
    }
    sorting->from[count] = sorting->words.length;
    return buffer_status(&sorting->words);
}

enum status proposal_sort(struct proposal_window *window, enum proposal_order order)
{
    if (window->keys.has_newer || window->keys.has_older)
        return STATUS_REFUSED;
    size_t count = (size_t)window->keys.list.count, place[WINDOW_ROWS];
    int64_t focus = window->keys.list.focus;
    struct proposal_row *sorted = calloc(WINDOW_ROWS, sizeof *sorted);
    struct sorting sorting = {.row = window->row, .order = order};
    buffer_init(&sorting.words);
    enum status status = sorted ? fold_titles(&sorting, count) : STATUS_NO_MEMORY;
    if (status != STATUS_OK)
        goto out;
    for (size_t i = 0; i < count; i++)
        place[i] = i;
    qsort_r(place, count, sizeof place[0], compare, &sorting);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = window->row[place[i]];
        if ((int64_t)place[i] == focus)
            window->keys.list.focus = (int64_t)i;
    }
    free(window->row);
    window->row = sorted;
    sorted = NULL;
out:
    buffer_release(&sorting.words);
    free(sorted);
    return status;
}
