#include "tui/power_words.h"

#include "core/text.h"
#include "tui/format.h"
#include "tui/i18n.h"

/* More seats than this are not listed one by one. */
enum { SEATS_LISTED = 40, COLUMN = 12 };

static unsigned long thousandths(const mpq_t share)
{
    mpz_t number;
    mpz_init(number);
    mpz_mul_ui(number, mpq_numref(share), 2000);
    mpz_add(number, number, mpq_denref(share));
    mpz_fdiv_q(number, number, mpq_denref(share));
    mpz_fdiv_q_2exp(number, number, 1);
    unsigned long result = mpz_get_ui(number);
    mpz_clear(number);
    return result;
}

static void percent(const mpq_t share, struct buffer *out)
{
    format_percent((wide)thousandths(share), 1000, out);
}

static void part_percent(wide part, wide whole, struct buffer *out)
{
    if (whole > 0)
        format_percent(part, whole, out);
    else
        buffer_text(out, "–");
}

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

/* How many of its seats prevent a decision, "–" where not even all do. */
static void block_words(const struct power_bench *bench, struct buffer *out)
{
    if (bench->block_min)
        format_number(bench->block_min, out);
    else
        buffer_text(out, bench->can_block == VERDICT_FALSE ? "–" : "?");
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
    part_percent((wide)parts.heads, (wide)parts.all_heads, &text);
    cell(&text, COLUMN, true, out);
    part_percent(parts.weight, parts.all_weight, &text);
    cell(&text, COLUMN, true, out);
    percent(parts.banzhaf, &text);
    cell(&text, COLUMN, true, out);
    percent(parts.shapley, &text);
    cell(&text, COLUMN, true, out);
    block_words(&power->benches.bench[bench], &text);
    cell(&text, COLUMN, true, out);
    buffer_byte(out, '\n');
    buffer_release(&text);
    power_parts_release(&parts);
}

static void pattern(const char *words, const struct buffer *first, const struct buffer *second, struct buffer *out)
{
    i18n_pattern(words, first ? buffer_slice(first) : SLICE(""), second ? buffer_slice(second) : SLICE(""), out);
    out->failed = out->failed || (first && first->failed) || (second && second->failed);
}

static void prevention_words(const struct power_bench *bench, struct buffer *out)
{
    struct buffer least, seats;
    buffer_init(&least);
    buffer_init(&seats);
    format_number(bench->block_min, &least);
    format_number(bench->seats, &seats);
    if (bench->can_block == VERDICT_FALSE)
        buffer_text(out, _("; alone it cannot prevent anything."));
    else if (bench->can_block == VERDICT_OPEN)
        buffer_text(out, _("; whether it can prevent a decision alone was not worked out for a rule of this kind."));
    else if (!bench->block_min)
        buffer_text(out, _("; alone it can prevent any decision."));
    else if (bench->seats == 1)
        buffer_text(out, _("; nothing is decided against its one seat."));
    else if (bench->block_min == bench->seats)
        pattern(_("; it can prevent a decision alone when all its {1} seats do not agree."), &seats, NULL, out);
    else if (bench->block_min == 1)
        pattern(_("; a single one of its {1} seats can prevent a decision."), &seats, NULL, out);
    else
        pattern(_("; as few as {1} of its {2} seats can prevent a decision."), &least, &seats, out);
    buffer_release(&least);
    buffer_release(&seats);
}

/* "Bench X has 30 % of the seats, but only 18 % of the voting power; alone it cannot prevent anything." */
static void bench_sentence(const struct power_case *power, size_t index, struct buffer *out)
{
    const struct roll_bench *bench = &power->body->roster.bench[index];
    struct power_parts parts;
    struct buffer share, strength;
    power_parts_init(&parts);
    buffer_init(&share);
    buffer_init(&strength);
    power_case_bench(power, index, &parts);
    part_percent((wide)parts.heads, (wide)parts.all_heads, &share);
    percent(parts.banzhaf, &strength);
    i18n_pattern(_("The bench \"{1}\" has {2} of the voting seats"), bench->title, buffer_slice(&share), out);
    mpq_t heads;
    mpq_init(heads);
    power_ratio((wide)parts.heads, (wide)parts.all_heads, heads);
    unsigned long has = thousandths(heads), power_of = thousandths(parts.banzhaf);
    mpq_clear(heads);
    if (!mpq_sgn(parts.banzhaf))
        buffer_text(out, power->power.exact ? _(", but no voting power at all") : _(" and hardly any voting power"));
    else if (power_of + 10 <= has)
        pattern(_(", but only {1} of the voting power"), &strength, NULL, out);
    else if (power_of >= has + 10)
        pattern(_(" and even {1} of the voting power"), &strength, NULL, out);
    else
        pattern(_(" and {1} of the voting power"), &strength, NULL, out);
    prevention_words(&power->benches.bench[index], out);
    buffer_byte(out, '\n');
    out->failed = out->failed || share.failed;
    buffer_release(&share);
    buffer_release(&strength);
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
    percent(share->banzhaf, &text);
    cell(&text, COLUMN, true, out);
    percent(share->shapley, &text);
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
        pattern(_("The {1} seats one by one: with --json.\n"), &number, NULL, out);
        buffer_release(&number);
        return;
    }
    buffer_format(out, "%s\n", _("Each seat: Banzhaf and Shapley-Shubik"));
    for (size_t i = 0; i < power->body->roster.seats; i++)
        if (power_case_seat(power, i))
            seat_row(power, i, out);
}

static void coalitions_words(const struct power_case *power, struct buffer *out)
{
    if (!power->benches.known)
        return;
    if (!power->benches.coalitions) {
        buffer_text(out, _("No benches carry a motion together, each voting as one.\n"));
        return;
    }
    buffer_format(out, "%s\n", _("So few benches carry a motion, each voting as one:"));
    for (size_t i = 0; i < power->benches.coalitions; i++) {
        buffer_text(out, "  ");
        if (!power->benches.coalition[i])
            buffer_text(out, _("none at all: it is adopted even when everybody votes no"));
        for (uint64_t set = power->benches.coalition[i], first = 1; set; set &= set - 1, first = 0) {
            buffer_text(out, first ? "" : " + ");
            buffer_add(out, power->body->roster.bench[(size_t)__builtin_ctzll(set)].title);
        }
        buffer_byte(out, '\n');
    }
}

/* By how much the least certain of the Banzhaf shares may be wrong. */
static void sampled_words(const struct power_case *power, struct buffer *out)
{
    struct buffer samples, error, text;
    size_t widest = 0;
    buffer_init(&samples);
    buffer_init(&error);
    buffer_init(&text);
    for (size_t i = 1; i < power->power.classes; i++)
        if (mpq_cmp(power->power.share[i].banzhaf_error, power->power.share[widest].banzhaf_error) > 0)
            widest = i;
    format_number(power->power.samples, &samples);
    power_decimal(power->power.share[widest].banzhaf_error, 5, &text);
    struct slice fraction = buffer_slice(&text);
    buffer_add(&error, slice_cut(&fraction, '.'));
    buffer_text(&error, i18n_vocabulary()->phrase[PHRASE_DECIMAL_MARK]);
    buffer_add(&error, fraction);
    pattern(
        _("Estimated, not counted: from {1} coalitions and orders drawn by chance, the same in every run; no seat's "
          "Banzhaf share is off by more than {2} of 1, each with a confidence of 95 %.\n"),
        &samples, &error, out);
    buffer_release(&samples);
    out->failed = out->failed || text.failed;
    buffer_release(&text);
    buffer_release(&error);
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
    for (size_t i = 0; i < roster->benches; i++)
        if (power->benches.bench[i].seats)
            bench_sentence(power, i, out);
    bool some = false;
    for (size_t i = 0; i < power->power.classes; i++)
        some = some || mpq_sgn(power->power.share[i].banzhaf);
    if (!some && power->power.exact)
        buffer_text(out,
                    _("Under this rule no single vote ever decides: in this round, and with this proposer (--round, "
                      "--proposer), the outcome does not depend on the votes for and against.\n"));
    if (power->power.monotone == VERDICT_FALSE)
        buffer_text(out,
                    _("Under this rule a further yes can also make a motion fail; such cases count as power too.\n"));
    if (!power->power.exact)
        sampled_words(power, out);
    buffer_byte(out, '\n');
    coalitions_words(power, out);
    buffer_byte(out, '\n');
    seats_words(power, out);
}

/* "30,0 % → 33,3 %" */
static void arrow(const mpq_t now, const mpq_t then, struct buffer *out)
{
    percent(now, out);
    buffer_text(out, " → ");
    percent(then, out);
}

static size_t same_bench(const struct power_case *then, struct slice id)
{
    size_t bench = id.length ? roll_bench_find(&then->body->roster, id) : ROLL_NONE;
    return bench != ROLL_NONE && then->benches.bench[bench].seats ? bench : ROLL_NONE;
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
    block_words(before, out);
    buffer_text(out, " → ");
    block_words(after, out);
    buffer_byte(out, '\n');
    mpq_clears(heads, share, NULL);
    power_parts_release(&a);
    power_parts_release(&b);
}

void power_words_beside(const struct power_case *now, const struct power_case *then, struct buffer *out)
{
    const struct roll *before = &now->body->roster, *after = &then->body->roster;
    buffer_add(out, now->rule->title);
    buffer_text(out, " (");
    buffer_add(out, now->rule->id);
    buffer_format(out, ")\n%s\n\n", _("today → with the draft, which is not in force"));
    for (size_t i = 0; i < before->benches; i++) {
        size_t changed = same_bench(then, before->bench[i].id);
        if (now->benches.bench[i].seats || changed != ROLL_NONE)
            beside_row(now, i, then, changed, out);
    }
    for (size_t i = 0; i < after->benches; i++)
        if (then->benches.bench[i].seats && roll_bench_find(before, after->bench[i].id) == ROLL_NONE)
            beside_row(now, ROLL_NONE, then, i, out);
    buffer_format(out, "\n%s\n", _("With the draft:"));
    for (size_t i = 0; i < after->benches; i++)
        if (then->benches.bench[i].seats)
            bench_sentence(then, i, out);
    if (!then->power.exact)
        sampled_words(then, out);
    buffer_byte(out, '\n');
    coalitions_words(then, out);
}
