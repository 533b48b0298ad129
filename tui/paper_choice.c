#include "tui/paper_choice.h"

#include <string.h>

/* The options that can have a place: in ranking "none" too. */
static size_t placeable(const struct paper_choice *choice)
{
    return choice->offer.lines + (choice->offer.method == METHOD_RANKING);
}

bool paper_choice_marks(const struct paper_choice *choice)
{
    return choice->offer.method == METHOD_APPROVAL || choice->offer.method == METHOD_RANKING;
}

/* Those with a place in its order, then the others, each in the ballot's order; what cannot have one last. */
static void arrange(struct paper_choice *choice)
{
    size_t lines = 0, count = placeable(choice);
    for (unsigned place = 1; choice->offer.method == METHOD_RANKING && place <= count; place++)
        for (size_t i = 0; i < count; i++)
            if (choice->place[i] == place)
                choice->line[lines++] = (uint8_t)i;
    for (size_t i = 0; i < choice->offer.options; i++)
        if (choice->offer.method != METHOD_RANKING || i >= count || !choice->place[i])
            choice->line[lines++] = (uint8_t)i;
}

void paper_choice_begin(struct paper_choice *choice, const struct offer *offer)
{
    *choice = (struct paper_choice){.offer = *offer};
    arrange(choice);
}

static unsigned last_place(const struct paper_choice *choice)
{
    unsigned last = 0;
    for (size_t i = 0; i < placeable(choice); i++)
        last = choice->place[i] > last ? choice->place[i] : last;
    return last;
}

static bool is_shared(const struct paper_choice *choice, size_t option)
{
    for (size_t i = 0; i < placeable(choice); i++)
        if (i != option && choice->place[i] == choice->place[option])
            return true;
    return false;
}

/* Puts the option at `half` in a scale of half places, on which the others are at even numbers; counts anew from 1. */
static void put(struct paper_choice *choice, size_t option, unsigned half)
{
    unsigned at[CHOICE_OPTIONS_MAX], place = 0;
    size_t count = placeable(choice);
    for (size_t i = 0; i < count; i++)
        at[i] = i == option ? half : 2u * choice->place[i];
    memset(choice->place, 0, sizeof choice->place);
    for (unsigned step = 1; step <= 2 * (CHOICE_OPTIONS_MAX + 1); step++) {
        bool taken = false;
        for (size_t i = 0; i < count; i++)
            taken = taken || at[i] == step;
        place += taken;
        for (size_t i = 0; i < count; i++)
            if (at[i] == step)
                choice->place[i] = (uint8_t)place;
    }
    choice->abstains = false;
}

static void mark(struct paper_choice *choice, size_t option)
{
    if (option >= placeable(choice)) {
        choice->abstains = !choice->abstains;
        memset(choice->place, 0, sizeof choice->place);
    } else if (choice->offer.method == METHOD_APPROVAL) {
        choice->place[option] = !choice->place[option];
        choice->abstains = false;
    } else {
        put(choice, option, choice->place[option] ? 0 : 2 * (last_place(choice) + 1));
    }
}

/* Out of a place that is shared it goes into one of its own beside it, else past its neighbour. */
static void move(struct paper_choice *choice, size_t option, bool up)
{
    unsigned place = choice->place[option], last = last_place(choice);
    bool shared = place && is_shared(choice, option);
    if (up && !place)
        put(choice, option, 2 * (last + 1));
    else if (up && (shared || place > 1))
        put(choice, option, 2 * (shared ? place : place - 1) - 1);
    else if (!up && (shared || (place && place < last)))
        put(choice, option, 2 * (shared ? place : place + 1) + 1);
}

static void tie(struct paper_choice *choice, size_t option)
{
    unsigned place = choice->place[option], last = last_place(choice);
    if (!place)
        put(choice, option, 2 * (last ? last : 1));
    else if (is_shared(choice, option))
        put(choice, option, 2 * place + 1);
    else if (place > 1)
        put(choice, option, 2 * (place - 1));
}

bool paper_choice_act(struct paper_choice *choice, enum action action, int64_t *focus)
{
    size_t option = choice->line[*focus];
    bool orders = choice->offer.method == METHOD_RANKING;
    if (!paper_choice_marks(choice))
        return false;
    if (action == ACTION_MARK)
        mark(choice, option);
    else if (orders && (action == ACTION_MOVE_UP || action == ACTION_MOVE_DOWN) && option < placeable(choice))
        move(choice, option, action == ACTION_MOVE_UP);
    else if (orders && action == ACTION_TIE && option < placeable(choice))
        tie(choice, option);
    else
        return false;
    arrange(choice);
    for (size_t i = 0; i < choice->offer.options; i++)
        if (choice->line[i] == option)
            *focus = (int64_t)i;
    return true;
}

const struct choice_option *paper_choice_option(const struct paper_choice *choice, int64_t line)
{
    return &choice->offer.option[choice->line[line]];
}

bool paper_choice_tied(const struct paper_choice *choice, int64_t line)
{
    if (line <= 0 || line >= CHOICE_LINES_MAX + 2)
        return false;
    return choice->offer.method == METHOD_RANKING && choice->place[choice->line[line]] &&
           choice->place[choice->line[line]] == choice->place[choice->line[line - 1]];
}

bool paper_choice_chosen(const struct paper_choice *choice, int64_t line, int64_t focus)
{
    size_t option = choice->line[line];
    if (!paper_choice_marks(choice))
        return line == focus;
    return option < placeable(choice) ? choice->place[option] > 0 : choice->abstains;
}

bool paper_choice_word(const struct paper_choice *choice, int64_t focus, struct buffer *out)
{
    bool any = false;
    for (size_t i = 0; i < choice->offer.options; i++) {
        if (!paper_choice_chosen(choice, (int64_t)i, focus))
            continue;
        const char *sign = choice->offer.method != METHOD_RANKING  ? ","
                           : paper_choice_tied(choice, (int64_t)i) ? "="
                                                                   : ">";
        buffer_text(out, any ? sign : "");
        buffer_add(out, paper_choice_option(choice, (int64_t)i)->id);
        any = true;
    }
    return any;
}
