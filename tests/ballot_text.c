#include "tests/ballot_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct expression *read_rule(struct ballot_text *ballot, const char *text)
{
    const struct expression *expression = NULL;
    struct problem problem = {0};
    if (text && expression_parse(slice_of(text), ballot->rule.method, &ballot->roll.roll, &ballot->roll.arena,
                                 &expression, &problem) != STATUS_OK)
        fail_msg("'%s', column %lu: %s", text, problem.column, problem.message);
    return expression;
}

static void begin(struct ballot_text *ballot)
{
    assert_true(ballot->roll.roll.seats <= BALLOT_TEXT_SEATS);
    ballot->input = (struct tally_input){.roll = &ballot->roll.roll,
                                         .rule = &ballot->rule,
                                         .vote_class = ballot->vote_class,
                                         .proposer = ballot->proposer,
                                         .round = 1,
                                         .call = 1};
    ballot_text_options(ballot, "");
}

void ballot_text_open(struct ballot_text *ballot, const char *seats, enum method method, const char *quorum,
                      const char *adopted)
{
    memset(ballot, 0, sizeof *ballot);
    roll_text_read(&ballot->roll, seats);
    ballot->rule.method = method;
    ballot->rule.quorum = read_rule(ballot, quorum);
    ballot->rule.adopted = read_rule(ballot, adopted);
    begin(ballot);
}

void ballot_text_found(struct ballot_text *ballot, const struct body *body, const char *rule)
{
    const struct statute_rule *found = statute_rule_find(&body->statute, slice_of(rule));
    memset(ballot, 0, sizeof *ballot);
    if (!found)
        fail_msg("there is no rule '%s'", rule);
    ballot->rule = found->rule;
    ballot->roll.roll = body->roster;
    ballot->roll.roll.seat = arena_array(&ballot->roll.arena, body->roster.seats, sizeof *body->roster.seat);
    assert_non_null(ballot->roll.roll.seat);
    memcpy(ballot->roll.roll.seat, body->roster.seat, body->roster.seats * sizeof *body->roster.seat);
    begin(ballot);
}

void ballot_text_options(struct ballot_text *ballot, const char *options)
{
    static const struct field_rule rule = {.name = "option"};
    static struct field field[CHOICE_LINES_MAX];
    struct entry entry = {.field = field};
    for (struct slice rest = arena_copy(&ballot->roll.arena, slice_of(options)); rest.length; entry.fields++)
        field[entry.fields] = (struct field){.rule = &rule, .value = slice_cut(&rest, ' ')};
    assert_true(offer_read(ballot->rule.method, &entry, &ballot->offer));
    ballot->input.lines = ballot->offer.lines;
    ballot_text_votes(ballot, "");
}

static enum seat_class find_class(struct slice word)
{
    return slice_is(word, "deputy") ? CLASS_DEPUTY : slice_is(word, "clerk") ? CLASS_CLERK : CLASS_HOLDER;
}

static void set_seat(struct ballot_text *ballot, struct slice what, size_t seat)
{
    struct slice class = what;
    struct slice word = slice_cut(&class, '/');
    if (slice_is(what, "recused")) {
        ballot->roll.roll.seat[seat].recused = true;
    } else if (slice_is(what, "present")) {
        ballot->roll.roll.seat[seat].present = true;
    } else if (slice_is(what, "proposer")) {
        ballot->proposer[seat] = true;
    } else if (choices_set(&ballot->choices, &ballot->offer, seat, word)) {
        ballot->vote_class[seat] = (uint8_t)find_class(class);
    } else {
        fail_msg("'%.*s' says nothing about a seat", (int)what.length, what.at);
    }
}

static void set_value(struct ballot_text *ballot, struct slice what, struct slice value)
{
    bool round = slice_is(what, "round"), call = slice_is(what, "call");
    if (round || call) {
        *(round ? &ballot->input.round : &ballot->input.call) = (uint32_t)(value.at[0] - '0');
        return;
    }
    struct group group;
    if (!group_find(&ballot->roll.roll, value, &group))
        fail_msg("there is no seat '%.*s'", (int)value.length, value.at);
    for (size_t seat = 0; seat < ballot->roll.roll.seats; seat++)
        if (group_holds(group, &ballot->roll.roll, seat))
            set_seat(ballot, what, seat);
}

void ballot_text_votes(struct ballot_text *ballot, const char *votes)
{
    struct slice rest = slice_of(votes);
    struct choices *choices = &ballot->choices;
    assert_int_equal(choices_make(&ballot->offer, ballot->roll.roll.seats, &ballot->roll.arena, choices), STATUS_OK);
    ballot->input.choice = choices->first;
    ballot->input.approved = choices->approved;
    ballot->input.place = choices->place;
    for (size_t i = 0; i < ballot->roll.roll.seats; i++) {
        ballot->vote_class[i] = 0;
        ballot->proposer[i] = false;
        ballot->roll.roll.seat[i].recused = ballot->roll.roll.seat[i].present = false;
    }
    ballot->input.meeting = false;
    ballot->input.round = ballot->input.call = 1;
    while (rest.length) {
        struct slice values = slice_cut(&rest, ';');
        struct slice what = slice_cut(&values, ':');
        while (what.length && what.at[0] == ' ')
            what = slice_from(what, 1);
        ballot->input.meeting = ballot->input.meeting || slice_is(what, "present");
        while (values.length) {
            struct slice value = slice_cut(&values, ' ');
            if (value.length)
                set_value(ballot, what, value);
        }
    }
}

void ballot_text_count(struct ballot_text *ballot)
{
    assert_int_equal(tally_count(&ballot->input, &ballot->roll.arena, &ballot->tally), STATUS_OK);
}

void ballot_text_release(struct ballot_text *ballot)
{
    roll_text_release(&ballot->roll);
}
