#include "core/difference_script.h"

#include <stdlib.h>

enum {
    FURTHEST = 1500, /* edits from each end of a part; beyond it all of the part is replaced */
    PARTS = 128      /* waiting; each is at most half as far apart as the one that it comes from */
};

struct part {
    size_t old, old_end, fresh, fresh_end;
};

struct work {
    struct difference_tokens old, fresh;
    ptrdiff_t *reach; /* how far each diagonal was followed, from both ends: 2 * width */
    ptrdiff_t width;
    struct part waiting[PARTS];
    size_t parts;
};

struct difference_token difference_token(struct slice text)
{
    /* FNV-1a: it only saves comparing. */
    uint32_t sum = 2166136261U;
    for (size_t i = 0; i < text.length; i++)
        sum = (sum ^ (unsigned char)text.at[i]) * 16777619U;
    return (struct difference_token){.text = text, .sum = sum};
}

static bool same(const struct work *work, size_t old, size_t fresh)
{
    const struct difference_token *a = &work->old.at[old], *b = &work->fresh.at[fresh];
    return a->sum == b->sum && slice_equal(a->text, b->text);
}

static void mark(struct difference_tokens tokens, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        tokens.at[i].changed = true;
}

static void replace(struct work *work, const struct part *part)
{
    mark(work->old, part->old, part->old_end);
    mark(work->fresh, part->fresh, part->fresh_end);
}

/* The part without what is the same at its beginning and its end. */
static void trim(const struct work *work, struct part *part)
{
    while (part->old < part->old_end && part->fresh < part->fresh_end && same(work, part->old, part->fresh)) {
        part->old++;
        part->fresh++;
    }
    while (part->old < part->old_end && part->fresh < part->fresh_end &&
           same(work, part->old_end - 1, part->fresh_end - 1)) {
        part->old_end--;
        part->fresh_end--;
    }
}

static ptrdiff_t larger(ptrdiff_t a, ptrdiff_t b)
{
    return a > b ? a : b;
}

/* The place of a diagonal, which may be negative. */
static ptrdiff_t *at(ptrdiff_t *reach, ptrdiff_t width, ptrdiff_t diagonal)
{
    ptrdiff_t rest = diagonal % width;
    return &reach[rest < 0 ? rest + width : rest];
}

/* What both searches have; lengths and diagonals of one part. */
struct search {
    const struct work *work;
    const struct part *part;
    ptrdiff_t old, fresh, steps; /* lengths; and edits so far */
    bool back;                   /* from the end */
};

static bool equal_at(const struct search *search, ptrdiff_t old, ptrdiff_t fresh)
{
    const struct part *part = search->part;
    return search->back ? same(search->work, part->old_end - 1 - (size_t)old, part->fresh_end - 1 - (size_t)fresh)
                        : same(search->work, part->old + (size_t)old, part->fresh + (size_t)fresh);
}

/*
 * One more edit from one end. True when a path meets one from the other end: *middle is then the stretch that both
 * have in common there, which may be empty.
 */
static bool step(const struct search *search, struct part *middle)
{
    ptrdiff_t width = search->work->width, n = search->old, m = search->fresh, h = search->steps;
    ptrdiff_t *own = search->work->reach + (search->back ? width : 0);
    ptrdiff_t *other = search->work->reach + (search->back ? 0 : width);
    ptrdiff_t parity = search->back ? 0 : 1, last = h - 2 * larger(0, h - n);
    for (ptrdiff_t k = -(h - 2 * larger(0, h - m)); k <= last; k += 2) {
        ptrdiff_t below = *at(own, width, k + 1), above = *at(own, width, k - 1);
        ptrdiff_t a = k == -h || (k != h && above < below) ? below : above + 1, b = a - k, from = a;
        while (a < n && b < m && equal_at(search, a, b)) {
            a++;
            b++;
        }
        *at(own, width, k) = a;
        ptrdiff_t mirrored = n - m - k;
        if ((n + m) % 2 != parity || mirrored < parity - h || mirrored > h - parity ||
            a + *at(other, width, mirrored) < n)
            continue;
        const struct part *part = search->part;
        *middle = search->back ? (struct part){.old = part->old_end - (size_t)a,
                                               .old_end = part->old_end - (size_t)from,
                                               .fresh = part->fresh_end - (size_t)b,
                                               .fresh_end = part->fresh_end - (size_t)(from - k)}
                               : (struct part){.old = part->old + (size_t)from,
                                               .old_end = part->old + (size_t)a,
                                               .fresh = part->fresh + (size_t)(from - k),
                                               .fresh_end = part->fresh + (size_t)b};
        return true;
    }
    return false;
}

/* False: the two are further apart than is looked. */
static bool find_middle(struct work *work, const struct part *part, struct part *middle)
{
    struct search search = {.work = work,
                            .part = part,
                            .old = (ptrdiff_t)(part->old_end - part->old),
                            .fresh = (ptrdiff_t)(part->fresh_end - part->fresh)};
    ptrdiff_t shorter = search.old < search.fresh ? search.old : search.fresh;
    work->width = 2 * (shorter < FURTHEST ? shorter : FURTHEST + 1) + 2;
    memset(work->reach, 0, 2 * (size_t)work->width * sizeof *work->reach);
    for (; search.steps <= FURTHEST; search.steps++) {
        search.back = false;
        if (step(&search, middle))
            return true;
        search.back = true;
        if (step(&search, middle))
            return true;
    }
    return false;
}

static void compare(struct work *work, struct part part)
{
    struct part middle;
    trim(work, &part);
    bool both = part.old < part.old_end && part.fresh < part.fresh_end;
    if (!both || work->parts + 2 > PARTS || !find_middle(work, &part, &middle)) {
        replace(work, &part);
        return;
    }
    work->waiting[work->parts++] = (struct part){part.old, middle.old, part.fresh, middle.fresh};
    work->waiting[work->parts++] = (struct part){middle.old_end, part.old_end, middle.fresh_end, part.fresh_end};
}

enum status difference_script(struct difference_tokens old, struct difference_tokens fresh)
{
    struct work work = {.old = old, .fresh = fresh, .parts = 1};
    work.waiting[0] = (struct part){.old_end = old.count, .fresh_end = fresh.count};
    work.reach = calloc(2 * (2 * ((size_t)FURTHEST + 1) + 2), sizeof *work.reach);
    if (!work.reach)
        return STATUS_NO_MEMORY;
    while (work.parts)
        compare(&work, work.waiting[--work.parts]);
    free(work.reach);
    return STATUS_OK;
}
