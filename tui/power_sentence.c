#include "tui/power_sentence.h"

#include "tui/format.h"
#include "tui/i18n.h"

/* More names than this are not listed in a sentence. */
enum { NAMES = 6 };

unsigned long power_thousandths(const mpq_t share)
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

void power_percent(const mpq_t share, struct buffer *out)
{
    format_percent((wide)power_thousandths(share), 1000, out);
}

void power_part_percent(wide part, wide whole, struct buffer *out)
{
    if (whole > 0)
        format_percent(part, whole, out);
    else
        buffer_text(out, "–");
}

/* How many of its seats prevent a decision, "–" where not even all do. */
void power_block_words(const struct power_bench *bench, struct buffer *out)
{
    if (bench->block_min)
        format_number(bench->block_min, out);
    else
        buffer_text(out, bench->can_block == VERDICT_FALSE ? "–" : "?");
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

static bool asks_for_weight(const struct power_case *power)
{
    struct buffer rule;
    buffer_init(&rule);
    expression_write(power->rule->adopted, &rule);
    bool asks = rule.length && memmem(rule.at, rule.length, "weight(", 7);
    buffer_release(&rule);
    return asks;
}

/* Where the rule asks for weight, and that is dealt out otherwise than seats: " with 21 % of the weight". */
static void weight_words(const struct power_case *power, const struct power_parts *parts, struct buffer *out)
{
    struct buffer share;
    mpq_t heads, weight;
    mpq_inits(heads, weight, NULL);
    buffer_init(&share);
    power_ratio((wide)parts->heads, (wide)parts->all_heads, heads);
    power_ratio(parts->weight, parts->all_weight, weight);
    power_percent(weight, &share);
    if (asks_for_weight(power) && parts->all_weight && power_thousandths(heads) != power_thousandths(weight))
        pattern(_(" with {1} of the weight"), &share, NULL, out);
    buffer_release(&share);
    mpq_clears(heads, weight, NULL);
}

/* Such a bench is heard, and that is all. */
static void advisory_words(const struct power_case *power, size_t index, struct buffer *out)
{
    const struct roll *roster = &power->body->roster;
    struct buffer number;
    size_t seats = 0;
    for (size_t i = 0; i < roster->seats; i++)
        seats += roster->seat[i].bench == index;
    if (!seats)
        return;
    buffer_init(&number);
    format_number(seats, &number);
    i18n_pattern(ngettext("The bench \"{1}\" only advises: its {2} seat has no vote and no voting power.",
                          "The bench \"{1}\" only advises: its {2} seats have no vote and no voting power.", seats),
                 roster->bench[index].title, buffer_slice(&number), out);
    buffer_byte(out, '\n');
    buffer_release(&number);
}

/* "Bench X has 30 % of the seats, but only 18 % of the voting power; alone it cannot prevent anything." */
void power_sentence_bench(const struct power_case *power, size_t index, struct buffer *out)
{
    if (!power->benches.bench[index].seats) {
        advisory_words(power, index, out);
        return;
    }
    const struct roll_bench *bench = &power->body->roster.bench[index];
    struct power_parts parts;
    struct buffer share, strength;
    power_parts_init(&parts);
    buffer_init(&share);
    buffer_init(&strength);
    power_case_bench(power, index, &parts);
    power_part_percent((wide)parts.heads, (wide)parts.all_heads, &share);
    power_percent(parts.banzhaf, &strength);
    i18n_pattern(_("The bench \"{1}\" has {2} of the voting seats"), bench->title, buffer_slice(&share), out);
    weight_words(power, &parts, out);
    mpq_t heads;
    mpq_init(heads);
    power_ratio((wide)parts.heads, (wide)parts.all_heads, heads);
    unsigned long has = power_thousandths(heads), power_of = power_thousandths(parts.banzhaf);
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

/* The seats of the bench of which `asked` holds, by their titles; returns how many. */
static size_t name_seats(const struct power_case *power, size_t bench, bool (*asked)(const struct power_share *),
                         struct buffer *out)
{
    const struct roll *roster = &power->body->roster;
    size_t count = 0;
    for (size_t i = 0; i < roster->seats; i++) {
        const struct power_share *share = power_case_seat(power, i);
        if (!share || roster->seat[i].bench != bench || !asked(share) || ++count > NAMES)
            continue;
        buffer_text(out, count > 1 ? ", " : "");
        buffer_add(out, roster->seat[i].title.length ? roster->seat[i].title : roster->seat[i].id);
    }
    if (count > NAMES) {
        buffer_text(out, ", ");
        i18n_count(ngettext("and {1} more", "and {1} more", count - NAMES), count - NAMES, out);
    }
    return count;
}

static bool has_veto(const struct power_share *share)
{
    return share->veto == VERDICT_TRUE;
}

static bool is_dummy(const struct power_share *share)
{
    return share->dummy == VERDICT_TRUE;
}

void power_sentence_seats(const struct power_case *power, size_t bench, struct buffer *out)
{
    struct buffer names;
    buffer_init(&names);
    size_t count = name_seats(power, bench, has_veto, &names);
    if (count && power->benches.bench[bench].seats > 1) {
        pattern(ngettext("Nothing is adopted without this seat: {1}.",
                         "Nothing is adopted without each single one of these seats: {1}.", count),
                &names, NULL, out);
        buffer_byte(out, '\n');
    }
    buffer_clear(&names);
    count = name_seats(power, bench, is_dummy, &names);
    if (count && count < power->benches.bench[bench].seats) {
        pattern(ngettext("The vote of this seat never decides anything: {1}.",
                         "The votes of these seats never decide anything: {1}.", count),
                &names, NULL, out);
        buffer_byte(out, '\n');
    }
    buffer_release(&names);
}

void power_sentence_benches(const struct power_case *power, size_t but, struct buffer *out)
{
    for (size_t i = 0; i < power->body->roster.benches; i++) {
        if (i != but)
            power_sentence_bench(power, i, out);
        power_sentence_seats(power, i, out);
    }
}

size_t power_same_bench(const struct power_case *then, struct slice id)
{
    size_t bench = id.length ? roll_bench_find(&then->body->roster, id) : ROLL_NONE;
    return bench != ROLL_NONE && then->benches.bench[bench].seats ? bench : ROLL_NONE;
}

void power_sentence_change(const struct power_case *now, size_t bench, const struct power_case *then, size_t changed,
                           struct buffer *out)
{
    struct slice title =
        changed != ROLL_NONE ? then->body->roster.bench[changed].title : now->body->roster.bench[bench].title;
    struct power_parts a, b;
    struct buffer before, after, both;
    power_parts_init(&a);
    power_parts_init(&b);
    buffer_init(&before);
    buffer_init(&after);
    buffer_init(&both);
    power_case_bench(now, bench, &a);
    power_case_bench(then, changed, &b);
    power_percent(a.banzhaf, &before);
    power_percent(b.banzhaf, &after);
    pattern(_("from {1} to {2}"), &before, &after, &both);
    if (power_thousandths(a.banzhaf) == power_thousandths(b.banzhaf))
        i18n_pattern(_("The voting power of the bench \"{1}\" stays at {2}."), title, buffer_slice(&after), out);
    else
        i18n_pattern(mpq_cmp(a.banzhaf, b.banzhaf) < 0 ? _("The voting power of the bench \"{1}\" rises {2}.")
                                                       : _("The voting power of the bench \"{1}\" falls {2}."),
                     title, buffer_slice(&both), out);
    out->failed = out->failed || both.failed;
    buffer_byte(out, '\n');
    buffer_release(&before);
    buffer_release(&after);
    buffer_release(&both);
    power_parts_release(&a);
    power_parts_release(&b);
}

void power_sentence_together(const struct power_case *power, struct buffer *out)
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

void power_sentence_all(const struct power_case *power, struct buffer *out)
{
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
}
