#include "tui/power_words.h"

#include "core/text.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/power_sentence.h"

/* More seats than this are not listed one by one. */
enum { SEATS_LISTED = 40, COLUMN = 12 };

/* Fills up with blanks to `columns`, from the left where the text is a number. */
static void cell(struct buffer *text, int columns, bool number, struct buffer *out)
{
    int blanks = columns - text_width(buffer_slice(text));
    if (!number)
        buffer_add(out, buffer_slice(text));
    for (; blanks > 0; blanks--)
        buffer_byte(out, ' ');
    if (number)
        buffer_add(out, buffer_slice(text));
    out->failed = out->failed || text->failed;
    buffer_clear(text);
}

static int widest_bench(const struct power_case *power)
{
    int widest = text_width(slice_of(_("Bench")));
    for (size_t i = 0; i < power->body->roster.benches; i++) {
        int width = text_width(power->body->roster.bench[i].title);
        if (power->benches.bench[i].seats && width > widest)
            widest = width;
    }
    return widest < 34 ? widest : 34;
}

static void heading(int first, struct buffer *out)
{
    const char *const titles[] = {_("Seats"),   _("of seats"), _("of weight"),
                                  _("Banzhaf"), _("Shapley"),  _("blocks at")};
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, _("Bench"));
    buffer_text(out, "  ");
    cell(&text, first, false, out);
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        buffer_text(&text, titles[i]);
        cell(&text, i ? COLUMN : 7, true, out);
    }
    buffer_byte(out, '\n');
    buffer_release(&text);
}

static void bench_row(const struct power_case *power, size_t bench, int first, struct buffer *out)
{
    struct power_parts parts;
    struct buffer text;
    power_parts_init(&parts);
    buffer_init(&text);
    power_case_bench(power, bench, &parts);
    buffer_add(&text, text_fit(power->body->roster.bench[bench].title, first));
    buffer_text(out, "  ");
    cell(&text, first, false, out);
    format_number(parts.heads, &text);
    cell(&text, 7, true, out);
    power_part_percent((wide)parts.heads, (wide)parts.all_heads, &text);
    cell(&text, COLUMN, true, out);
    power_part_percent(parts.weight, parts.all_weight, &text);
    cell(&text, COLUMN, true, out);
    power_percent(parts.banzhaf, &text);
    cell(&text, COLUMN, true, out);
    power_percent(parts.shapley, &text);
    cell(&text, COLUMN, true, out);
    power_block_words(&power->benches.bench[bench], &text);
    cell(&text, COLUMN, true, out);
    buffer_byte(out, '\n');
    buffer_release(&text);
    power_parts_release(&parts);
}

static void seat_row(const struct power_case *power, size_t seat, struct buffer *out)
{
    const struct power_share *share = power_case_seat(power, seat);
    struct buffer text;
    buffer_init(&text);
    buffer_text(out, "  ");
    buffer_add(&text, power->body->roster.seat[seat].id);
    cell(&text, 34, false, out);
    power_percent(share->banzhaf, &text);
    cell(&text, COLUMN, true, out);
    power_percent(share->shapley, &text);
    cell(&text, COLUMN, true, out);
    if (share->veto == VERDICT_TRUE)
        buffer_format(out, "  %s", _("veto: nothing is adopted without it"));
    if (share->dummy == VERDICT_TRUE)
        buffer_format(out, "  %s", _("never decides anything"));
    buffer_byte(out, '\n');
    buffer_release(&text);
}

static void seats_words(const struct power_case *power, struct buffer *out)
{
    struct buffer number;
    if (power->game.seats > SEATS_LISTED) {
        buffer_init(&number);
        format_number(power->game.seats, &number);
        i18n_pattern(_("The {1} seats one by one: with --json.\n"), buffer_slice(&number), SLICE(""), out);
        buffer_release(&number);
        return;
    }
    buffer_format(out, "%s\n", _("Each seat: Banzhaf and Shapley-Shubik"));
    for (size_t i = 0; i < power->body->roster.seats; i++)
        if (power_case_seat(power, i))
            seat_row(power, i, out);
}

void power_words(const struct power_case *power, struct buffer *out)
{
    const struct roll *roster = &power->body->roster;
    int first = widest_bench(power);
    buffer_add(out, power->rule->title);
    buffer_text(out, " (");
    buffer_add(out, power->rule->id);
    buffer_text(out, ")\n\n");
    heading(first, out);
    for (size_t i = 0; i < roster->benches; i++)
        if (power->benches.bench[i].seats)
            bench_row(power, i, first, out);
    buffer_byte(out, '\n');
    power_sentence_benches(power, ROLL_NONE, out);
    power_sentence_all(power, out);
    buffer_byte(out, '\n');
    power_sentence_together(power, out);
    buffer_byte(out, '\n');
    seats_words(power, out);
}

/* "30,0 % → 33,3 %" */
static void arrow(const mpq_t now, const mpq_t then, struct buffer *out)
{
    power_percent(now, out);
    buffer_text(out, " → ");
    power_percent(then, out);
}

/* One bench; `now` or `then` may be ROLL_NONE: it has no voting seat there. */
static void beside_row(const struct power_case *now, size_t bench, const struct power_case *then, size_t changed,
                       struct buffer *out)
{
    static const struct power_bench none = {0};
    const struct power_bench *before = bench != ROLL_NONE ? &now->benches.bench[bench] : &none;
    const struct power_bench *after = changed != ROLL_NONE ? &then->benches.bench[changed] : &none;
    struct power_parts a, b;
    mpq_t heads, share;
    power_parts_init(&a);
    power_parts_init(&b);
    mpq_inits(heads, share, NULL);
    power_case_bench(now, bench, &a);
    power_case_bench(then, changed, &b);
    power_ratio((wide)a.heads, (wide)a.all_heads, heads);
    power_ratio((wide)b.heads, (wide)b.all_heads, share);
    buffer_text(out, "  ");
    buffer_add(out,
               bench != ROLL_NONE ? now->body->roster.bench[bench].title : then->body->roster.bench[changed].title);
    buffer_format(out, "\n    %s ", _("of seats"));
    arrow(heads, share, out);
    buffer_format(out, " · %s ", _("Banzhaf"));
    arrow(a.banzhaf, b.banzhaf, out);
    buffer_format(out, " · %s ", _("Shapley"));
    arrow(a.shapley, b.shapley, out);
    buffer_format(out, " · %s ", _("blocks at"));
    power_block_words(before, out);
    buffer_text(out, " → ");
    power_block_words(after, out);
    buffer_byte(out, '\n');
    mpq_clears(heads, share, NULL);
    power_parts_release(&a);
    power_parts_release(&b);
}

void power_words_changes(const struct power_case *now, const struct power_case *then, struct buffer *out)
{
    const struct roll *before = &now->body->roster, *after = &then->body->roster;
    for (size_t i = 0; i < before->benches; i++) {
        size_t changed = power_same_bench(then, before->bench[i].id);
        if (now->benches.bench[i].seats || changed != ROLL_NONE)
            power_sentence_change(now, i, then, changed, out);
    }
    for (size_t i = 0; i < after->benches; i++)
        if (then->benches.bench[i].seats && roll_bench_find(before, after->bench[i].id) == ROLL_NONE)
            power_sentence_change(now, ROLL_NONE, then, i, out);
}

void power_words_beside(const struct power_case *now, const struct power_case *then, struct buffer *out)
{
    const struct roll *before = &now->body->roster, *after = &then->body->roster;
    buffer_add(out, now->rule->title);
    buffer_text(out, " (");
    buffer_add(out, now->rule->id);
    buffer_format(out, ")\n%s\n\n", _("today → with the draft, which is not in force"));
    for (size_t i = 0; i < before->benches; i++) {
        size_t changed = power_same_bench(then, before->bench[i].id);
        if (now->benches.bench[i].seats || changed != ROLL_NONE)
            beside_row(now, i, then, changed, out);
    }
    for (size_t i = 0; i < after->benches; i++)
        if (then->benches.bench[i].seats && roll_bench_find(before, after->bench[i].id) == ROLL_NONE)
            beside_row(now, ROLL_NONE, then, i, out);
    buffer_format(out, "\n%s\n", _("With the draft:"));
    power_words_changes(now, then, out);
    power_sentence_benches(then, ROLL_NONE, out);
    power_sentence_all(then, out);
    buffer_byte(out, '\n');
    power_sentence_together(then, out);
}
