#include "tests/random_rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* xorshift64*, Vigna 2016 */
unsigned chance_below(struct chance *chance, unsigned below)
{
    chance->state ^= chance->state >> 12;
    chance->state ^= chance->state << 25;
    chance->state ^= chance->state >> 27;
    return below ? (unsigned)((chance->state * 0x2545F4914F6CDD1DULL) >> 33) % below : 0;
}

static const char *pick(struct chance *chance, const char *const *list, size_t count)
{
    return list[chance_below(chance, (unsigned)count)];
}

#define PICK(chance, list) pick(chance, list, sizeof list / sizeof list[0])

/* The first seat's id may be that of a bench, which then goes before it, or of one that this body does not have. */
static void name_seats(struct chance *chance, const char *name[8])
{
    static const char *const firsts[] = {"s0", "laender", "bund-1"};
    static const char *const others[] = {"", "s1", "s2", "s3", "s4", "s5", "s6", "s7"};
    memcpy(name, others, sizeof others);
    name[0] = PICK(chance, firsts);
}

void chance_roll(struct chance *chance, struct roll_text *out)
{
    static const char *const weights[] = {"1", "1", "2", "0", "3.5", "12.96662", "0.1", "7"};
    static const char *const benches[] = {"bund", "laender", "it-dienstleister"};
    struct buffer text = {0};
    const char *name[8];
    unsigned bench_count = 1 + chance_below(chance, 3), seats = 1 + chance_below(chance, 8);
    name_seats(chance, name);
    for (unsigned i = 0; i < 3 && i < bench_count; i++)
        buffer_format(&text, "bench: %s Bank\n", benches[i]);
    for (unsigned i = 0; i < seats; i++) {
        /* One after the other: among arguments the compiler chooses the order. */
        const char *bench = benches[chance_below(chance, bench_count)], *weight = PICK(chance, weights);
        buffer_format(&text, "seat: %s %s %s %s Sitz\n", name[i], bench, weight,
                      chance_below(chance, 6) ? "voting" : "advisory");
    }
    if (chance_below(chance, 2))
        buffer_format(&text, "chair: %s\n", name[chance_below(chance, seats)]);
    assert_int_equal(buffer_status(&text), STATUS_OK);
    roll_text_read(out, text.at);
    buffer_release(&text);
    for (size_t i = 0; i < out->roll.seats; i++) {
        out->roll.seat[i].recused = chance_below(chance, 6) == 0;
        out->roll.seat[i].present = chance_below(chance, 2) == 0;
    }
}

struct writer {
    struct chance *chance;
    const struct roll *roll;
    enum method method;
    struct buffer *out;
};

static void blanks(struct writer *writer, unsigned least)
{
    unsigned count = least + (chance_below(writer->chance, 4) == 0 ? chance_below(writer->chance, 3) : 0);
    while (count--)
        buffer_byte(writer->out, ' ');
}

/* One that is usual in statutes, or any; denominators small enough for a comparison to have room for all of them. */
static void write_number(struct writer *writer)
{
    static const char *const numbers[] = {"0",   "1",   "2",    "3",   "4",     "11", "1/2", "2/3",
                                          "3/4", "0.5", "1.50", "55%", "66.7%", "0%", "6/4", "0/3"};
    struct chance *chance = writer->chance;
    unsigned whole = chance_below(chance, chance_below(chance, 4) ? 12 : 100000);
    switch (chance_below(chance, 6)) {
    case 0:
        buffer_format(writer->out, "%u", whole);
        break;
    case 1:
        buffer_format(writer->out, "%u/%u", whole, 1 + chance_below(chance, 12));
        break;
    case 2:
        buffer_format(writer->out, "%u.%02u%s", whole, chance_below(chance, 100), chance_below(chance, 2) ? "%" : "");
        break;
    default:
        buffer_text(writer->out, PICK(chance, numbers));
    }
}

static void write_group(struct writer *writer)
{
    const struct roll *roll = writer->roll;
    unsigned kind = chance_below(writer->chance, 3);
    if (kind == 0 && roll->chair != ROLL_NONE)
        buffer_text(writer->out, "chair");
    else if (kind == 1)
        buffer_add(writer->out, roll->seat[chance_below(writer->chance, (unsigned)roll->seats)].id);
    else
        buffer_add(writer->out, roll->bench[chance_below(writer->chance, (unsigned)roll->benches)].id);
}

static const char *pick_set(struct writer *writer)
{
    static const char *const common[] = {"all", "seats", "present", "cast", "valid", "abstain"};
    static const char *const yes_no[] = {"yes", "no"};
    static const char *const consent[] = {"consent", "concern", "object"};
    bool own = chance_below(writer->chance, 2);
    if (own && writer->method == METHOD_YES_NO)
        return PICK(writer->chance, yes_no);
    if (own && writer->method == METHOD_CONSENT)
        return PICK(writer->chance, consent);
    return own && method_has_winner(writer->method) ? "winner" : PICK(writer->chance, common);
}

static void write_measure(struct writer *writer)
{
    buffer_text(writer->out, chance_below(writer->chance, 2) ? "heads" : "weight");
    blanks(writer, 0);
    buffer_byte(writer->out, '(');
    blanks(writer, 0);
    buffer_text(writer->out, pick_set(writer));
    if (chance_below(writer->chance, 2)) {
        blanks(writer, 1);
        buffer_text(writer->out, "in");
        blanks(writer, 1);
        write_group(writer);
    }
    blanks(writer, 0);
    buffer_byte(writer->out, ')');
}

static void write_sum(struct writer *writer)
{
    unsigned terms = 1 + (chance_below(writer->chance, 3) == 0) + (chance_below(writer->chance, 5) == 0);
    for (unsigned i = 0; i < terms; i++) {
        if (i) {
            blanks(writer, 1);
            buffer_byte(writer->out, chance_below(writer->chance, 2) ? '+' : '-');
            blanks(writer, 0);
        }
        for (unsigned factors = chance_below(writer->chance, 3) ? 0 : 1 + chance_below(writer->chance, 2); factors;
             factors--) {
            write_number(writer);
            blanks(writer, 0);
            buffer_byte(writer->out, '*');
            blanks(writer, 0);
        }
        unsigned atom = chance_below(writer->chance, 8);
        if (atom == 0)
            buffer_text(writer->out, chance_below(writer->chance, 2) ? "round" : "call");
        else if (atom < 3)
            write_number(writer);
        else
            write_measure(writer);
    }
}

static void write_literal(struct writer *writer, unsigned depth);

static void write_list(struct writer *writer, unsigned depth)
{
    unsigned literals = 1 + chance_below(writer->chance, 3);
    for (unsigned i = 0; i < literals; i++) {
        if (i) {
            blanks(writer, 1);
            buffer_text(writer->out, chance_below(writer->chance, 2) ? "and" : "or");
            blanks(writer, 1);
        }
        write_literal(writer, depth);
    }
}

static void write_literal(struct writer *writer, unsigned depth)
{
    static const char *const relations[] = {">", ">=", "<", "<=", "=", "!="};
    unsigned kind = chance_below(writer->chance, 8);
    if (kind == 0) {
        buffer_text(writer->out, "not ");
        blanks(writer, 0);
        write_literal(writer, depth);
    } else if (kind < 3 && depth) {
        buffer_byte(writer->out, '(');
        blanks(writer, 0);
        write_list(writer, depth - 1);
        blanks(writer, 0);
        buffer_byte(writer->out, ')');
    } else if (kind == 3) {
        buffer_text(writer->out, "proposer  in ");
        write_group(writer);
    } else {
        write_sum(writer);
        blanks(writer, 1);
        buffer_text(writer->out, PICK(writer->chance, relations));
        blanks(writer, 0);
        write_sum(writer);
    }
}

void chance_rule(struct chance *chance, const struct roll *roll, enum method method, struct buffer *out)
{
    struct writer writer = {.chance = chance, .roll = roll, .method = method, .out = out};
    blanks(&writer, 0);
    write_list(&writer, 2);
    assert_int_equal(buffer_status(out), STATUS_OK);
}
