#include "tui/draft_template.h"

#include "data/proposal_read.h"
#include "data/query.h"
#include "data/replay_version.h"
#include "tui/i18n.h"

/* So many seats are shown for somebody to change; the others are in the roster. */
enum { TEMPLATE_SEATS = 200 };

void draft_template_comment(const char *words, struct buffer *out)
{
    struct slice rest = slice_of(words);
    while (rest.length) {
        buffer_text(out, "# ");
        buffer_add(out, slice_cut(&rest, '\n'));
        buffer_byte(out, '\n');
    }
}

static void comment(struct buffer *out, const char *words)
{
    draft_template_comment(words, out);
}

static void line(struct buffer *out, const char *name, struct slice value)
{
    buffer_text(out, name);
    buffer_text(out, ": ");
    buffer_add(out, value);
    buffer_byte(out, '\n');
}

/* The numbers of a body are looked at from the newest proposal on, this far back. */
enum { NUMBERS_SEEN = 1000, DIGITS_MAX = 9 };

struct highest {
    struct buffer number; /* of the newest proposal: "2026-017" */
    size_t digits;        /* at its end, */
    uint64_t value;       /* and the highest that stands behind the same beginning */
};

static size_t count_digits(struct slice number)
{
    size_t digits = 0;
    while (digits < number.length && digits < DIGITS_MAX && number.at[number.length - digits - 1] >= '0' &&
           number.at[number.length - digits - 1] <= '9')
        digits++;
    return digits;
}

static bool take_number(void *context, const struct proposal_item *item)
{
    struct highest *highest = context;
    size_t digits = count_digits(item->number), beginning = item->number.length - digits;
    uint64_t value = 0;
    for (size_t i = beginning; i < item->number.length; i++)
        value = 10 * value + (uint64_t)(item->number.at[i] - '0');
    if (!highest->number.length) {
        buffer_add(&highest->number, item->number);
        highest->digits = digits;
    }
    struct slice first = buffer_slice(&highest->number);
    bool same = slice_equal(slice_head(first, first.length - highest->digits), slice_head(item->number, beginning));
    if (same && value > highest->value)
        highest->value = value;
    return true;
}

/* One higher, in as many columns: "2026-017" is followed by "2026-018". */
static enum status write_number(struct log *log, struct instant now, struct buffer *out, struct problem *problem)
{
    struct highest highest = {.value = 0};
    const struct proposal_filter filter = {.body = log_number(log), .limit = NUMBERS_SEEN};
    char time[INSTANT_LENGTH + 1];
    buffer_init(&highest.number);
    enum status status = query_proposals(log_replay(log)->store, &filter, take_number, &highest, problem);
    struct slice number = buffer_slice(&highest.number);
    instant_write(now, time);
    buffer_text(out, "number: ");
    buffer_add(out, slice_head(number, number.length - highest.digits));
    if (number.length)
        buffer_format(out, "%0*llu\n", (int)highest.digits, (unsigned long long)highest.value + 1);
    else
        buffer_format(out, "%.4s-001\n", time);
    buffer_release(&highest.number);
    return status;
}

static bool is_asked(const struct statute *statute, enum gate gate)
{
    for (size_t i = 0; i < statute->requires; i++)
        if (statute->require[i].gate == gate || (gate == GATE_COST && statute->require[i].gate == GATE_COST_KNOWN))
            return true;
    return false;
}

static void write_costs(const struct statute *statute, struct buffer *out)
{
    static const char *const payers[] = {"bund", "laender", "kommunen"};
    static const char *const horizons[] = {"short", "medium", "long"};
    static const char *const categories[] = {"central", "migration", "operation"};
    comment(out,
            _("What it costs, in cents: who bears it, when, what for. Also a range, 100..200, or unknown, which is "
              "not 0."));
    if (!is_asked(statute, GATE_COST))
        comment(out, "cost: kommunen short operation 3645000");
    for (size_t cell = 0; cell < 27 && is_asked(statute, GATE_COST); cell++)
        buffer_format(out, "cost: %s %s %s \n", payers[cell / 9], horizons[cell / 3 % 3], categories[cell % 3]);
    comment(out, _("What the municipalities save elsewhere, in cents, and by what."));
    comment(out, "offset: 45000000 …");
}

/* A field that the statute asks for is to be filled in; else it is an example. */
static void ask(const struct statute *statute, enum gate gate, const char *name, const char *example, const char *words,
                struct buffer *out)
{
    comment(out, words);
    buffer_format(out, "# %s: %s\n", name, example);
    if (is_asked(statute, gate))
        buffer_format(out, "%s: \n", name);
}

static void write_empty(const struct statute *statute, struct buffer *out)
{
    buffer_text(out, "title: \n");
    comment(out, _("One of: decision, recommendation, motion, amendment, election, information"));
    buffer_text(out, "kind: decision\n");
    comment(out, _("For which seat, a line each; without one for your own. Further seats sign too."));
    comment(out, "for: …");
    comment(out, _("Numbers of proposals that this one replaces, amends, or repeals."));
    comment(out, "supersedes: …\namends: …\nrepeals: …");
    ask(statute, GATE_BINDING, "binding", "optional kommunen",
        _("How far it binds (mandatory, optional, unsettled), and whom: bund, laender, kommunen, it-dienstleister."),
        out);
    write_costs(statute, out);
    ask(statute, GATE_DVC, "dvc", "extends …",
        _("How it relates to the Deutsche Verwaltungscloud: uses, extends, replaces or beside, and which service."),
        out);
    ask(statute, GATE_DEMAND, "demand", "1",
        _("Which of the demands on the Deutschland-Stack it serves: 1, 2, 3, 4, 5, a line each."), out);
    comment(out, _("Options, where there is more to choose than yes and no: a key and a title, a line each."));
    comment(out, "option: a …");
    comment(out, _("Attachments: the names of files in the folder of this draft, a line each."));
    comment(out, "attachment: ….pdf");
    buffer_byte(out, '\n');
    buffer_text(out, _("## Motion\n\n\n## Reasons\n\n"));
}

/* All that its author wrote, under another number. */
static enum status write_again(struct log *log, int64_t base, struct buffer *out, struct problem *problem)
{
    struct proposal_read read;
    enum status status = proposal_read(&read, log_replay(log)->store, log_number(log), base, problem);
    const struct entry *entry = &read.entry;
    if (status == STATUS_OK)
        line(out, "supersedes", entry_value(entry, "number"));
    for (size_t i = 0; i < entry->fields && status == STATUS_OK; i++) {
        const struct field_rule *rule = entry->field[i].rule;
        if (rule->source == FROM_DRAFT && strcmp(rule->name, "number") != 0 && strcmp(rule->name, "supersedes") != 0)
            line(out, rule->name, entry->field[i].value);
    }
    buffer_byte(out, '\n');
    if (status == STATUS_OK) {
        buffer_add(out, buffer_slice(&read.text));
        buffer_byte(out, '\n');
    }
    proposal_read_release(&read);
    return status;
}

void draft_template_begin(enum kind kind, const char *words, struct buffer *out)
{
    buffer_format(out, "stimmbuch/1 %s\n", kind_table(kind)->name);
    comment(out, words);
}

enum status draft_template_proposal(struct log *log, int64_t base, struct instant now, struct buffer *out,
                                    struct problem *problem)
{
    draft_template_begin(
        KIND_PROPOSAL,
        _("A proposal. Fill in the lines above the empty line; lines that begin with # may stay, they are not part of\n"
          "it. Below the empty line is the text, in Markdown. Leave the editor without a change and nothing happens."),
        out);
    enum status status = write_number(log, now, out, problem);
    if (status == STATUS_OK && base >= 0)
        status = write_again(log, base, out, problem);
    else if (status == STATUS_OK)
        write_empty(&log_body(log)->statute, out);
    return status == STATUS_OK ? buffer_status(out) : status;
}

static void write_benches(const struct roll *roster, struct buffer *out)
{
    for (size_t i = 0; i < roster->benches; i++) {
        buffer_text(out, "# bench: = ");
        buffer_add(out, roster->bench[i].id);
        buffer_byte(out, ' ');
        buffer_add(out, roster->bench[i].title);
        buffer_byte(out, '\n');
    }
}

static void write_seat(const struct roll *roster, const struct roll_seat *seat, struct buffer *out)
{
    const struct slice parts[] = {seat->id, roster->bench[seat->bench].id, seat->weight_text,
                                  seat->voting ? SLICE("voting") : SLICE("advisory"), seat->title};
    buffer_text(out, "# seat: =");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        buffer_byte(out, ' ');
        buffer_add(out, parts[i]);
    }
    buffer_byte(out, '\n');
}

enum status draft_template_roster(struct log *log, struct buffer *out)
{
    const struct roll *roster = &log_body(log)->roster;
    draft_template_begin(
        KIND_ROSTER,
        _("A change of seats and members. In front of each: + is new, = is changed, - goes. Examples:\n"
          "seat: + stadt-2 kommunen 1 voting Zweite Stadt\n"
          "member: - NAME holder stadt\n"
          "member: - NAME secretary\n"
          "What there is now; take the # away from a line to change it:"),
        out);
    write_benches(roster, out);
    for (size_t i = 0; i < roster->seats && i < TEMPLATE_SEATS; i++)
        write_seat(roster, &roster->seat[i], out);
    return buffer_status(out);
}

enum status draft_template_statute(struct log *log, struct buffer *out, struct problem *problem)
{
    struct version *version;
    const size_t from = kind_field(KIND_STATUTE, SLICE("chair")), end = kind_field(KIND_STATUTE, SLICE("decided"));
    if (version_at(log_replay(log), (int64_t)log_size(log), &version) != STATUS_OK)
        return store_problem(log_replay(log)->store, problem);
    draft_template_begin(KIND_STATUTE, _("The statute as it is in force. Change its lines; what is left out goes."),
                         out);
    if (version->body.statute.change.length) {
        comment(out, _("It is changed by a decision only: the number of the proposal that was adopted for it."));
        buffer_text(out, "decided: \n");
    }
    for (size_t i = 0; i < version->statute.fields; i++) {
        const struct field *field = &version->statute.field[i];
        size_t at = kind_field(KIND_STATUTE, slice_of(field->rule->name));
        if (at >= from && at < end)
            line(out, field->rule->name, field->value);
    }
    version_drop(version);
    return buffer_status(out);
}
