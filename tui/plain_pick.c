#include "tui/plain_pick.h"

#include "tui/i18n.h"

void plain_know(struct plain_known *known, const char *name, struct slice text)
{
    if (known->count == PLAIN_VALUES_MAX)
        return;
    known->value[known->count].name = name;
    known->value[known->count++].text = text;
}

struct slice plain_known_value(const struct plain_known *known, struct slice name)
{
    for (size_t i = known->count; i > 0; i--)
        if (slice_is(name, known->value[i - 1].name))
            return known->value[i - 1].text;
    return (struct slice){.at = NULL};
}

struct plain_row *plain_list_add(struct plain_list *list)
{
    if (list->seen++ < list->first || plain_list_full(list))
        return NULL;
    struct plain_row *row = &list->row[list->count++];
    *row = (struct plain_row){.label = SLICE("")};
    return row;
}

bool plain_list_full(const struct plain_list *list)
{
    return list->count > PLAIN_PAGE;
}

void plain_row_know(struct plain_list *list, struct plain_row *row, const char *name, struct slice text)
{
    struct slice copy = arena_copy(&list->arena, text);
    if (row && copy.at)
        plain_know(&row->known, name, copy);
}

void plain_row_know_id(struct plain_list *list, struct plain_row *row, const char *name, const struct digest *id)
{
    enum { SHOWN = 12 };
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(id, hex);
    plain_row_know(list, row, name, slice_head(slice_of(hex), SHOWN));
}

void plain_row_know_number(struct plain_list *list, struct plain_row *row, const char *name, int64_t number)
{
    struct buffer text;
    buffer_init(&text);
    buffer_number(&text, (uint64_t)number);
    plain_row_know(list, row, name, buffer_slice(&text));
    buffer_release(&text);
}

void plain_row_label(struct plain_list *list, struct plain_row *row, const char *pattern, struct slice first,
                     struct slice second)
{
    struct buffer text;
    if (!row)
        return;
    buffer_init(&text);
    buffer_add(&text, row->label);
    i18n_pattern(pattern, first, second, &text);
    struct slice copy = arena_copy(&list->arena, buffer_slice(&text));
    if (copy.at)
        row->label = copy;
    buffer_release(&text);
}

static const char *prompt_of(bool more, bool searched)
{
    if (more)
        return searched ? _("Number, or m more, s search, ? help, b back, q quit: ")
                        : _("Number, or m more, ? help, b back, q quit: ");
    return searched ? _("Number, or s search, ? help, b back, q quit: ") : _("Number, or ? help, b back, q quit: ");
}

static void show(struct plain *plain, const struct plain_source *source, const struct plain_list *list, bool optional)
{
    plain_say(plain, "", SLICE(""), SLICE(""));
    plain_say(plain, "{1}", slice_of(_(source->heading)), SLICE(""));
    if (list->hint)
        plain_say(plain, "{1}", slice_of(list->hint), SLICE(""));
    if (list->count == 0)
        plain_say(plain, "{1}", slice_of(list->search.length ? _("Nothing was found.") : _(source->empty)), SLICE(""));
    for (size_t i = 0; i < list->count && i < PLAIN_PAGE; i++) {
        struct buffer number;
        buffer_init(&number);
        buffer_number(&number, list->first + i + 1);
        plain_say(plain, "{1} {2}", buffer_slice(&number), list->row[i].label);
        buffer_release(&number);
    }
    if (optional)
        plain_say(plain, _("Enter alone: none."), SLICE(""), SLICE(""));
}

static void say_help(struct plain *plain, const struct plain_source *source)
{
    plain_say(plain, _("Type the number in front of a line, then Enter. Ctrl-C goes back to the menu."), SLICE(""),
              SLICE(""));
    if (source->typed)
        plain_say(plain,
                  _("What is not in the list may be typed: a number such as 2026-017, or the beginning of an id."),
                  SLICE(""), SLICE(""));
}

/* Reads the page that list->first says. */
static bool load(struct plain *plain, const struct plain_source *source, const struct plain_known *known,
                 struct plain_list *list)
{
    list->count = list->seen = 0;
    enum status status = plain_ledger(plain);
    if (status == STATUS_OK)
        status = source->rows(plain, known, list);
    if (status == STATUS_OK)
        return true;
    if (plain->session->problem.status == STATUS_OK)
        plain->session->problem.status = status;
    plain_fail(plain);
    return false;
}

/* What a reply makes of the list. False: it is chosen or left, and *picked says how. */
static bool take(struct plain *plain, const struct plain_source *source, bool optional, const struct plain_reply *reply,
                 struct plain_list *list, const struct plain_row **row, struct slice *text, enum plain_picked *picked)
{
    size_t shown = list->count < PLAIN_PAGE ? list->count : PLAIN_PAGE;
    *picked = PICKED_BACK;
    if (reply->kind == REPLY_BACK || plain->over)
        return false;
    if (reply->kind == REPLY_NUMBER && reply->number > list->first && reply->number <= list->first + shown) {
        *row = &list->row[reply->number - list->first - 1];
        *picked = PICKED_ROW;
        return false;
    }
    if (reply->kind == REPLY_EMPTY && optional) {
        *picked = PICKED_NONE;
        return false;
    }
    if (reply->kind == REPLY_TEXT && source->typed) {
        *text = arena_copy(&list->arena, reply->text);
        *picked = text->at ? PICKED_TEXT : PICKED_BACK;
        return false;
    }
    if (reply->kind == REPLY_MORE && plain_list_full(list))
        list->first += PLAIN_PAGE;
    else if (reply->kind == REPLY_MORE)
        plain_say(plain, _("There are no more lines."), SLICE(""), SLICE(""));
    else if (reply->kind == REPLY_HELP)
        say_help(plain, source);
    else if (reply->kind != REPLY_EMPTY && !(reply->kind == REPLY_SEARCH && source->searched))
        plain_say(plain, _("\"{1}\" is not in this list: type the number in front of a line."), reply->text, SLICE(""));
    return true;
}

static void ask_search(struct plain *plain, struct plain_list *list)
{
    struct buffer line;
    buffer_init(&line);
    if (plain_ask(plain, _("Words to look for (Enter alone: all): "), &line) == INPUT_LINE) {
        list->search = arena_copy(&list->arena, buffer_slice(&line));
        list->first = 0;
    }
    buffer_release(&line);
}

enum plain_picked plain_pick(struct plain *plain, const struct plain_source *source, const struct plain_known *known,
                             bool optional, struct plain_list *list, const struct plain_row **row, struct slice *text)
{
    enum plain_picked picked = PICKED_BACK;
    struct buffer line;
    struct plain_reply reply;
    bool again = true;
    buffer_init(&line);
    while (again && !plain->over && load(plain, source, known, list)) {
        show(plain, source, list, optional);
        if (list->count == 0 && !source->typed && !list->search.length && !optional)
            break;
        const char *prompt = prompt_of(plain_list_full(list), source->searched);
        if (plain_ask_reply(plain, prompt, &line, &reply) != INPUT_LINE)
            break;
        again = take(plain, source, optional, &reply, list, row, text, &picked);
        if (again && reply.kind == REPLY_SEARCH && source->searched)
            ask_search(plain, list);
    }
    buffer_release(&line);
    return picked;
}
