#include "tui/seat_pass.h"

#include "core/choice.h"
#include "tui/paper.h"
#include "tui/screens.h"

/* Cut at a character. */
static void copy(char *out, size_t size, struct slice text)
{
    size_t length = text.length < size ? text.length : size - 1;
    while (length && length < text.length && ((unsigned char)text.at[length] & 0xC0) == 0x80)
        length--;
    if (length)
        memcpy(out, text.at, length);
    out[length] = '\0';
}

void seat_vote_take(struct seat_vote *out, const struct entry *vote, const struct found *stored)
{
    struct buffer choice;
    *out = (struct seat_vote){.stored = *stored};
    buffer_init(&choice);
    choice_word(vote, &choice);
    copy(out->seat, sizeof out->seat, entry_value(vote, "seat"));
    copy(out->choice, sizeof out->choice, i18n_choice(buffer_slice(&choice)));
    buffer_release(&choice);
}

static bool has_voted(const struct paper *paper, const struct paper_seat *seat)
{
    for (size_t i = 0; i < paper->pass.votes; i++)
        if (strcmp(paper->pass.vote[i].seat, seat->id) == 0)
            return true;
    return false;
}

/* The next seat without a vote, in a circle from the present one on; the number of seats: there is none. */
static size_t next_seat(struct paper *paper)
{
    size_t next = paper->seats;
    paper->pass.left = 0;
    for (size_t i = paper->seats; i-- > 0;) {
        size_t at = (paper->current + i) % paper->seats;
        const struct paper_seat *seat = &paper->seat[at];
        if (seat->why.length || seat->vote.length || has_voted(paper, seat))
            continue;
        paper->pass.left++;
        next = at;
    }
    return next;
}

static struct paper *paper_on_top(struct app *app)
{
    return app->stack[app->depth - 1].screen == &screen_ballot ? app->stack[app->depth - 1].state : NULL;
}

void seat_pass_end(struct app *app)
{
    struct paper *paper = paper_on_top(app);
    if (!paper)
        return;
    (void)next_seat(paper);
    const struct seat_pass pass = paper->pass;
    app_pop(app);
    if (pass.votes > 1)
        app_push(app, &screen_pass, &pass);
    else if (pass.votes)
        app_push(app, &screen_receipt, &pass.vote[0].stored);
}

void seat_pass_go_on(struct app *app, const struct seat_vote *vote)
{
    struct paper *paper = paper_on_top(app);
    if (!paper || paper->pass.votes == PASS_SEATS)
        return;
    struct seat_vote *kept = &paper->pass.vote[paper->pass.votes++];
    *kept = *vote;
    for (size_t i = 0; i < paper->seats; i++)
        if (strcmp(paper->seat[i].id, kept->seat) == 0)
            copy(kept->title, sizeof kept->title, buffer_slice(&paper->seat[i].title));
    size_t next = next_seat(paper);
    if (next == paper->seats) {
        seat_pass_end(app);
        return;
    }
    paper->current = next;
    paper->focus = PAPER_CHOICE;
    /* A reason is that of one vote. */
    input_clear(&paper->reason);
    app_say(app, STYLE_GOOD, _("{1} has voted. Now the vote of {2}; Esc ends here."), slice_of(kept->title),
            buffer_slice(&paper->seat[next].title));
}
