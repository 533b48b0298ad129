/* The versions of a proposal or a statute, the newest first, and what differs between two of them. */
#include "tui/screen_versions.h"

#include "data/query_find.h"
#include "data/query_version.h"
#include "tui/app.h"
#include "tui/differences.h"
#include "tui/format.h"
#include "tui/proposal_words.h"
#include "tui/screen_entry.h"
#include "tui/screen_proposal.h"
#include "tui/screens.h"

#include <stdlib.h>

enum { MOST = 2 * VERSIONS_MAX + 1, LEAST_BOX = 5, MARK = 2, NUMBER = 18, WHEN = 12, STATE = 16, SIDE_COLUMNS = 60 };

struct version {
    int64_t index, at;
    char number[41], state[16], author[KEY_NAME_MAX + 1];
};

struct versions {
    struct versions_place place;
    struct version version[MOST]; /* the newest first */
    struct list list;
    int64_t marked; /* the line that the others are compared with, or -1: each with the one before */
    struct differences differences;
    struct pager pager;
};

static void close_screen(void *state)
{
    struct versions *versions = state;
    differences_release(&versions->differences);
    free(versions);
}

static void copy(char *out, size_t size, struct slice text)
{
    size_t length = text.length < size ? text.length : 0;
    if (length)
        memcpy(out, text.at, length);
    out[length] = '\0';
}

static bool take(void *context, const struct version_item *item)
{
    struct versions *versions = context;
    struct version *version = &versions->version[versions->list.count++];
    *version = (struct version){.index = item->index, .at = item->at};
    copy(version->number, sizeof version->number, item->number);
    copy(version->state, sizeof version->state, item->state);
    copy(version->author, sizeof version->author, item->author);
    return versions->list.count < MOST;
}

static void turn_round(struct versions *versions)
{
    for (int64_t i = 0, k = versions->list.count - 1; i < k; i++, k--) {
        struct version other = versions->version[i];
        versions->version[i] = versions->version[k];
        versions->version[k] = other;
    }
}

/* The line that the focused one is compared with; the focused one itself where there is none. */
static int64_t other_of(const struct versions *versions)
{
    int64_t focus = versions->list.focus;
    if (versions->marked >= 0 && versions->marked != focus)
        return versions->marked;
    return focus + 1 < versions->list.count ? focus + 1 : focus;
}

/* Of two the lower line is the older version. */
static enum status compare(struct app *app, struct versions *versions)
{
    int64_t focus = versions->list.focus, other = other_of(versions);
    int64_t fresh = focus < other ? focus : other, old = focus < other ? other : focus;
    differences_release(&versions->differences);
    versions->pager.top = 0;
    return differences_read(&versions->differences, app_store(app), versions->place.body, versions->version[old].index,
                            versions->version[fresh].index, &app->problem);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct versions *versions = calloc(1, sizeof *versions);
    if (!versions)
        return STATUS_NO_MEMORY;
    versions->place = *(const struct versions_place *)argument;
    versions->marked = -1;
    enum status status = query_versions(app_store(app), versions->place.kind, versions->place.body,
                                        versions->place.index, take, versions, &app->problem);
    turn_round(versions);
    for (int64_t i = 0; i < versions->list.count; i++)
        if (versions->version[i].index == versions->place.index)
            versions->list.focus = i;
    if (status == STATUS_OK && !versions->list.count)
        status = problem_say(&app->problem, STATUS_NOT_FOUND, N_("there are no versions of it"), NULL, NULL);
    if (status == STATUS_OK)
        status = compare(app, versions);
    if (status != STATUS_OK)
        close_screen(versions);
    else
        *state = versions;
    return status;
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct versions *versions = context;
    const struct version *version = &versions->version[index];
    bool proposal = versions->place.kind == KIND_PROPOSAL;
    int at = 0, state = proposal && line.columns >= SIDE_COLUMNS ? STATE : 0;
    struct buffer number, when;
    (void)focused;
    buffer_init(&number);
    buffer_init(&when);
    if (proposal)
        buffer_text(&number, version->number);
    else
        i18n_count(_("entry {1}"), (uint64_t)version->index, &number);
    format_day(version->at, &when);
    list_cell(canvas, &line, &at, MARK, STYLE_KEY, versions->marked == index ? SLICE("*") : SLICE(""));
    list_cell(canvas, &line, &at, NUMBER, STYLE_NORMAL, buffer_slice(&number));
    list_cell(canvas, &line, &at, WHEN, STYLE_NORMAL, buffer_slice(&when));
    list_cell(canvas, &line, &at, state, STYLE_NORMAL, slice_of(proposal_state(slice_of(version->state))));
    list_cell(canvas, &line, &at, line.columns - at, STYLE_MUTED, slice_of(version->author));
    buffer_release(&number);
    buffer_release(&when);
}

/* The list above takes what it needs, but not more than a third. */
static struct area list_area(const struct versions *versions, struct area area)
{
    int64_t most = area.rows / 3 > LEAST_BOX ? area.rows / 3 : LEAST_BOX;
    area.rows = (int)(versions->list.count + 2 < most ? versions->list.count + 2 : most);
    return area;
}

static struct area below(const struct versions *versions, struct area area)
{
    int above = list_area(versions, area).rows;
    area.row += above;
    area.rows -= above;
    return area;
}

static void write_name(const struct versions *versions, int64_t line, struct buffer *out)
{
    const struct version *version = &versions->version[line];
    if (version->number[0])
        buffer_text(out, version->number);
    else
        buffer_number(out, (uint64_t)version->index);
}

/* "2026-014b against 2026-014. Lines: 2 new, 1 gone" */
static void write_title(const struct versions *versions, struct buffer *out)
{
    int64_t focus = versions->list.focus, other = other_of(versions);
    struct buffer fresh, old;
    buffer_init(&fresh);
    buffer_init(&old);
    write_name(versions, focus < other ? focus : other, &fresh);
    write_name(versions, focus < other ? other : focus, &old);
    if (other == focus) {
        i18n_pattern(versions->list.count == 1 ? _("{1}: there is no other version") : _("{1} is the first version"),
                     buffer_slice(&fresh), SLICE(""), out);
    } else {
        i18n_pattern(_("{1} against {2}. "), buffer_slice(&fresh), buffer_slice(&old), out);
        differences_summary(&versions->differences, out);
    }
    buffer_release(&fresh);
    buffer_release(&old);
}

static int measure(const struct versions *versions, int columns)
{
    struct page page = {.area = {.columns = columns}};
    differences_write(&versions->differences, &page);
    return page.line;
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct versions *versions = state;
    struct area list = list_area(versions, area), text = below(versions, area);
    struct buffer title, place;
    buffer_init(&title);
    buffer_init(&place);
    write_title(versions, &title);
    int lines = measure(versions, text.columns - 4);
    pager_place(versions->pager.top, text.rows - 2, lines, canvas->ascii, &place);
    struct page page = {.canvas = canvas,
                        .area = canvas_box(canvas, text, buffer_slice(&title), buffer_slice(&place)),
                        .skip = versions->pager.top};
    if (other_of(versions) == versions->list.focus)
        page_wrap(&page, STYLE_NORMAL, 0, slice_of(_("There is nothing before it to compare it with.")));
    else
        differences_write(&versions->differences, &page);
    struct area inside = canvas_box(canvas, list, slice_of(_("Versions, the newest first")),
                                    slice_of(_("Space: compare with this one")));
    list_draw(&versions->list, canvas, inside, draw_row, versions);
    buffer_release(&title);
    buffer_release(&place);
}

static unsigned compare_again(struct app *app, struct versions *versions)
{
    if (compare(app, versions) != STATUS_OK)
        app_fail(app, &app->problem);
    return REACT_REDRAW;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct versions *versions = state;
    const struct version *focus = &versions->version[versions->list.focus];
    struct area text = below(versions, app->area);
    switch (action) {
    case ACTION_MARK:
        versions->marked = versions->marked == versions->list.focus ? -1 : versions->list.focus;
        return compare_again(app, versions);
    case ACTION_ENTER:
        if (versions->place.kind == KIND_PROPOSAL)
            app_push(app, &screen_proposal, &(struct proposal_place){versions->place.body, focus->index});
        else
            app_push(app, &screen_entry, &(struct entry_place){versions->place.body, focus->index});
        return REACT_REDRAW;
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        versions->pager.lines = measure(versions, text.columns - 4);
        return pager_act(&versions->pager, action, text.rows - 2) ? REACT_REDRAW : REACT_NONE;
    default:
        if (!list_act(&versions->list, action, list_area(versions, app->area).rows - 2))
            return REACT_NONE;
        return compare_again(app, versions);
    }
}

static bool entry(const void *state, struct found *found)
{
    const struct versions *versions = state;
    *found = (struct found){.body = versions->place.body, .index = versions->version[versions->list.focus].index};
    return true;
}

static const enum action actions[] = {ACTION_UP,    ACTION_DOWN,  ACTION_PAGE_DOWN, ACTION_MARK,
                                      ACTION_ENTER, ACTION_PAGER, ACTION_COPY,      ACTION_NONE};

const struct screen screen_versions = {
    .name = N_("Versions"),
    .tab = ACTION_NONE,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .entry = entry,
};
