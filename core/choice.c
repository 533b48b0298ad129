#include "core/choice.h"

#include "core/situation.h"

enum { PLACE_UNNAMED = UINT8_MAX };

/* One vote, read. */
struct mark {
    int first;
    uint64_t approved;
    uint8_t place[CHOICE_LINES_MAX + 1]; /* of the option lines and "none"; PLACE_UNNAMED: it is not in the order */
    unsigned places;
};

/* What is wrong with a word: a part of it that is not offered, or stands twice. */
struct fault {
    struct slice part;
    bool twice;
};

/* FNV-1a; as large a table as this leaves most ids a slot of their own. */
static uint8_t first_slot(struct slice id)
{
    uint32_t hash = 2166136261;
    for (size_t i = 0; i < id.length; i++)
        hash = (hash ^ (unsigned char)id.at[i]) * 16777619;
    return (uint8_t)(hash ^ hash >> 8 ^ hash >> 16 ^ hash >> 24);
}

static void add_option(struct offer *offer, struct slice id, struct slice title)
{
    uint8_t slot = first_slot(id);
    while (offer->slot[slot])
        slot++;
    offer->option[offer->options++] = (struct choice_option){.id = id, .title = title};
    offer->slot[slot] = (uint8_t)offer->options;
}

bool offer_read(enum method method, const struct entry *entry, struct offer *out)
{
    const char *const *own;
    size_t count = method_options(method, &own), at = 0;
    *out = (struct offer){.method = method};
    for (size_t i = 0; i < count; i++)
        add_option(out, slice_of(own[i]), SLICE(""));
    if (!method_has_winner(method))
        return true;
    for (const struct field *field; entry && (field = entry_next(entry, "option", &at));) {
        if (out->options == CHOICE_LINES_MAX)
            return false;
        add_option(out, value_part(field->value, 0), value_rest(field->value, 1));
    }
    out->lines = out->options;
    if (method == METHOD_RANKING)
        add_option(out, SLICE("none"), SLICE(""));
    add_option(out, SLICE("abstain"), SLICE(""));
    return true;
}

int offer_find(const struct offer *offer, struct slice id)
{
    for (uint8_t slot = first_slot(id); offer->slot[slot]; slot++)
        if (slice_equal(offer->option[offer->slot[slot] - 1].id, id))
            return offer->slot[slot] - 1;
    return -1;
}

static bool is_abstain(const struct offer *offer, int option)
{
    return option >= 0 && slice_is(offer->option[option].id, "abstain");
}

static bool read_approval(const struct offer *offer, struct slice word, struct mark *out, struct fault *fault)
{
    for (bool more = true; more;) {
        more = memchr(word.at, ',', word.length) != NULL;
        struct slice part = slice_cut(&word, ',');
        int option = offer_find(offer, part);
        bool line = option >= 0 && (size_t)option < offer->lines;
        bool twice = line && out->approved >> option & 1;
        if (!line || twice) {
            *fault = (struct fault){part, twice};
            return false;
        }
        out->approved |= UINT64_C(1) << option;
        if (out->first < 0 || option < out->first)
            out->first = option;
    }
    return true;
}

/* The parts between ">", and in each the parts between "=". */
static bool read_order(const struct offer *offer, struct slice word, struct mark *out, struct fault *fault)
{
    memset(out->place, PLACE_UNNAMED, sizeof out->place);
    for (bool more = true, tied = false; more;) {
        size_t length = 0;
        while (length < word.length && word.at[length] != '>' && word.at[length] != '=')
            length++;
        struct slice part = slice_head(word, length);
        int option = offer_find(offer, part);
        bool named = option >= 0 && !is_abstain(offer, option);
        bool twice = named && out->place[option] != PLACE_UNNAMED;
        if (!named || twice) {
            *fault = (struct fault){part, twice};
            return false;
        }
        out->places += !tied;
        out->place[option] = (uint8_t)(out->places - 1);
        if (out->places == 1 && (out->first < 0 || option < out->first))
            out->first = option;
        more = length < word.length;
        tied = more && word.at[length] == '=';
        word = slice_from(word, length + 1);
    }
    return true;
}

/* Reads a word, canonical or not. */
static bool read_mark(const struct offer *offer, struct slice word, struct mark *out, struct fault *fault)
{
    int option = offer_find(offer, word);
    bool several = offer->method == METHOD_APPROVAL || offer->method == METHOD_RANKING;
    *out = (struct mark){.first = -1};
    if (word.length && several && !is_abstain(offer, option))
        return offer->method == METHOD_APPROVAL ? read_approval(offer, word, out, fault)
                                                : read_order(offer, word, out, fault);
    out->first = option;
    *fault = (struct fault){.part = word};
    return option >= 0;
}

static void write_order(const struct offer *offer, const struct mark *mark, struct buffer *out)
{
    for (unsigned place = 0; place < mark->places; place++) {
        bool tied = false;
        for (size_t i = 0; i <= offer->lines; i++) {
            if (mark->place[i] != place)
                continue;
            buffer_text(out, tied ? "=" : place ? ">" : "");
            buffer_add(out, offer->option[i].id);
            tied = true;
        }
    }
}

static void write_mark(const struct offer *offer, const struct mark *mark, struct buffer *out)
{
    if (mark->places) {
        write_order(offer, mark, out);
        return;
    }
    buffer_add(out, offer->option[mark->first].id);
    for (size_t i = (size_t)mark->first + 1; i < offer->lines; i++)
        if (mark->approved >> i & 1) {
            buffer_byte(out, ',');
            buffer_add(out, offer->option[i].id);
        }
}

static enum status refuse(const struct offer *offer, const struct fault *fault, struct problem *problem)
{
    if (fault->twice)
        return problem_slices(problem, STATUS_USAGE, N_("\"{1}\" stands twice"), fault->part, SLICE(""));
    if (slice_is(fault->part, "abstain") && is_abstain(offer, offer_find(offer, fault->part)))
        return problem_say(problem, STATUS_USAGE, N_("who abstains names nothing beside \"abstain\""), NULL, NULL);
    struct buffer offered;
    buffer_init(&offered);
    for (size_t i = 0; i < offer->options; i++) {
        buffer_text(&offered, i ? ", " : "");
        buffer_add(&offered, offer->option[i].id);
    }
    enum status status = problem_slices(problem, STATUS_USAGE, N_("the ballot does not offer \"{1}\" but {2}"),
                                        fault->part, buffer_slice(&offered));
    buffer_release(&offered);
    return status;
}

#define ABSTENTION_FORBIDDEN N_("the rule does not allow abstaining")

enum status choice_parse(const struct offer *offer, bool abstention_forbidden, struct slice word, struct buffer *out,
                         struct problem *problem)
{
    struct mark mark;
    struct fault fault;
    if (!read_mark(offer, word, &mark, &fault))
        return refuse(offer, &fault, problem);
    if (abstention_forbidden && is_abstain(offer, mark.first))
        return problem_say(problem, STATUS_USAGE, ABSTENTION_FORBIDDEN, NULL, NULL);
    write_mark(offer, &mark, out);
    return buffer_status(out);
}

void choice_word(const struct entry *vote, struct buffer *out)
{
    size_t at = 0;
    const struct field *field = entry_next(vote, "choice", &at);
    while (field) {
        buffer_add(out, field->value);
        field = entry_next(vote, "choice", &at);
        buffer_text(out, field ? "," : "");
    }
}

enum status choice_accept(const struct offer *offer, bool abstention_forbidden, const struct entry *vote,
                          bool *accepted, const char **why)
{
    struct mark mark;
    struct fault fault;
    struct buffer word, canonical;
    buffer_init(&word);
    buffer_init(&canonical);
    choice_word(vote, &word);
    enum status status = buffer_status(&word);
    *accepted = status == STATUS_OK && read_mark(offer, buffer_slice(&word), &mark, &fault);
    *why = NULL;
    if (*accepted && abstention_forbidden && is_abstain(offer, mark.first)) {
        *accepted = false;
        *why = ABSTENTION_FORBIDDEN;
    }
    if (*accepted) {
        write_mark(offer, &mark, &canonical);
        status = buffer_status(&canonical);
        *accepted = status == STATUS_OK && slice_equal(buffer_slice(&word), buffer_slice(&canonical));
    }
    buffer_release(&word);
    buffer_release(&canonical);
    return status;
}

enum status choices_make(const struct offer *offer, size_t seats, struct arena *arena, struct choices *out)
{
    bool approval = offer->method == METHOD_APPROVAL, ranking = offer->method == METHOD_RANKING;
    *out = (struct choices){.first = arena_array(arena, seats, sizeof *out->first)};
    if (approval)
        out->approved = arena_array(arena, seats, sizeof *out->approved);
    if (ranking)
        out->place = arena_array(arena, seats, offer->lines + 1);
    if (!out->first || (approval && !out->approved) || (ranking && !out->place))
        return STATUS_NO_MEMORY;
    if (seats)
        memset(out->first, SITUATION_SILENT, seats);
    return STATUS_OK;
}

bool choices_set(struct choices *choices, const struct offer *offer, size_t seat, struct slice word)
{
    struct mark mark;
    struct fault fault;
    if (!read_mark(offer, word, &mark, &fault))
        return false;
    choices->first[seat] = (int8_t)mark.first;
    if (choices->approved)
        choices->approved[seat] = mark.approved;
    for (size_t i = 0; choices->place && mark.places && i <= offer->lines; i++)
        choices->place[seat * (offer->lines + 1) + i] =
            mark.place[i] == PLACE_UNNAMED ? (uint8_t)mark.places : mark.place[i];
    return true;
}
