/* What a change of the roster would make different: a sentence for each of its lines. */
#include "core/field.h"
#include "tui/draft_report.h"
#include "tui/i18n.h"

/* "Landkreis (kreis)" where the roster knows the seat or bench, else the id alone. */
static void write_seat(const struct roll *roster, struct slice id, struct buffer *out)
{
    size_t seat = roll_seat_find(roster, id);
    if (seat == ROLL_NONE)
        buffer_add(out, id);
    else
        i18n_pattern("{1} ({2})", roster->seat[seat].title, id, out);
}

static void write_bench(const struct roll *roster, struct slice id, struct buffer *out)
{
    size_t bench = roll_bench_find(roster, id);
    if (bench == ROLL_NONE)
        buffer_add(out, id);
    else
        i18n_pattern("{1} ({2})", roster->bench[bench].title, id, out);
}

static void add_bench(struct draft_report *report, const struct roll *roster, struct slice value)
{
    const char sign = value.at[0];
    struct slice id = value_part(value, 1), title = value_rest(value, 2);
    struct buffer bench;
    buffer_init(&bench);
    write_bench(roster, id, &bench);
    if (sign == '+')
        draft_report_say(report, STYLE_GOOD, _("Bench"), _("new: {1} ({2})"), title, id);
    else if (sign == '=')
        draft_report_say(report, STYLE_NORMAL, _("Bench"), _("{1}: is called {2} from then on"), buffer_slice(&bench),
                         title);
    else
        draft_report_say(report, STYLE_WARN, _("Bench"), _("{1} goes"), buffer_slice(&bench), SLICE(""));
    buffer_release(&bench);
}

/* "Kommunen (kommunen), weight 1, voting, Kreisfreie Stadt" */
static void write_facts(const struct roll *roster, struct slice bench, struct slice weight, struct slice right,
                        struct buffer *out)
{
    const char *word = i18n_word(right);
    struct slice whole = weight;
    write_bench(roster, bench, out);
    buffer_text(out, slice_is(right, "voting") ? _(" · weight ") : ", ");
    if (slice_is(right, "voting")) {
        buffer_add(out, slice_cut(&whole, '.'));
        buffer_text(out, whole.length ? i18n_vocabulary()->phrase[PHRASE_DECIMAL_MARK] : "");
        buffer_add(out, whole);
        buffer_text(out, ", ");
    }
    buffer_add(out, word ? slice_of(word) : right);
}

/* What it is, and what it is to be; lines that say the same are not shown twice. */
static void change_seat(struct draft_report *report, const struct roll *roster, size_t at, struct slice value)
{
    const struct roll_seat *seat = &roster->seat[at];
    struct buffer before, after;
    buffer_init(&before);
    buffer_init(&after);
    write_facts(roster, roster->bench[seat->bench].id, seat->weight_text,
                seat->voting ? SLICE("voting") : SLICE("advisory"), &before);
    write_facts(roster, value_part(value, 2), value_part(value, 3), value_part(value, 4), &after);
    if (!slice_equal(seat->title, value_rest(value, 5)))
        draft_report_say(report, STYLE_NORMAL, _("Seat"), _("{1}: is called {2} from then on"), seat->title,
                         value_rest(value, 5));
    if (!slice_equal(buffer_slice(&before), buffer_slice(&after))) {
        draft_report_say(report, STYLE_NORMAL, _("Seat"), _("{1}, now: {2}"), seat->title, buffer_slice(&before));
        draft_report_say(report, STYLE_NORMAL, "", _("{1}, from then on: {2}"), value_rest(value, 5),
                         buffer_slice(&after));
    }
    buffer_release(&before);
    buffer_release(&after);
}

static void add_seat(struct draft_report *report, const struct roll *roster, struct slice value)
{
    struct slice id = value_part(value, 1);
    size_t at = roll_seat_find(roster, id);
    struct buffer text, named;
    buffer_init(&text);
    buffer_init(&named);
    write_seat(roster, id, &named);
    if (value.at[0] == '=' && at != ROLL_NONE) {
        change_seat(report, roster, at, value);
    } else if (value.at[0] == '-') {
        draft_report_say(report, STYLE_WARN, _("Seat"), _("{1} goes, and its members lose their place"),
                         buffer_slice(&named), SLICE(""));
    } else {
        i18n_pattern(_("new: {1} ({2})"), value_rest(value, 5), id, &text);
        buffer_text(&text, ", ");
        write_facts(roster, value_part(value, 2), value_part(value, 3), value_part(value, 4), &text);
        draft_report_say(report, STYLE_GOOD, _("Seat"), "{1}", buffer_slice(&text), SLICE(""));
    }
    buffer_release(&text);
    buffer_release(&named);
}

/* "deputy, Landkreis (kreis)", or "secretary" */
static void add_member(struct draft_report *report, const struct roll *roster, struct slice value)
{
    struct slice name = value_part(value, 1), role = value_part(value, 2), seat = value_part(value, 3);
    const char *word = i18n_word(role);
    struct buffer text;
    buffer_init(&text);
    buffer_add(&text, word ? slice_of(word) : role);
    if (seat.length) {
        buffer_text(&text, ", ");
        write_seat(roster, seat, &text);
    }
    if (value.at[0] == '-')
        draft_report_say(report, STYLE_WARN, _("Member"), _("{1} is no longer: {2}"), name, buffer_slice(&text));
    else
        draft_report_say(report, value.at[0] == '+' ? STYLE_GOOD : STYLE_NORMAL, _("Member"),
                         _("{1} is from then on: {2}"), name, buffer_slice(&text));
    buffer_release(&text);
}

void draft_report_roster(struct draft_report *report, struct log *log, const struct entry *entry)
{
    const struct roll *roster = &log_body(log)->roster;
    for (size_t i = 0; i < entry->fields; i++) {
        const struct field *field = &entry->field[i];
        if (strcmp(field->rule->name, "bench") == 0)
            add_bench(report, roster, field->value);
        else if (strcmp(field->rule->name, "seat") == 0)
            add_seat(report, roster, field->value);
        else if (strcmp(field->rule->name, "member") == 0)
            add_member(report, roster, field->value);
    }
}
