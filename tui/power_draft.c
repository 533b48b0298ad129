/* The body of a study as a draft: `body check`, `power`, `roster --change` and `statute --change` take it. */
#include "tui/draft_template.h"
#include "tui/i18n.h"
#include "tui/power_view.h"

static void write_line(struct buffer *out, const char *name, const struct slice *part, size_t parts)
{
    buffer_text(out, name);
    buffer_byte(out, ':');
    for (size_t i = 0; i < parts; i++) {
        buffer_byte(out, ' ');
        buffer_add(out, part[i]);
    }
    buffer_byte(out, '\n');
}

/* A bench that is gone keeps an empty id in the list. */
static void write_roster(const struct roll *roster, struct buffer *out)
{
    for (size_t i = 0; i < roster->benches; i++)
        if (roster->bench[i].id.length)
            write_line(out, "bench", (struct slice[]){roster->bench[i].id, roster->bench[i].title}, 2);
    for (size_t i = 0; i < roster->seats; i++) {
        const struct roll_seat *seat = &roster->seat[i];
        const struct slice parts[] = {seat->id, roster->bench[seat->bench].id, seat->weight_text,
                                      seat->voting ? SLICE("voting") : SLICE("advisory"), seat->title};
        write_line(out, "seat", parts, sizeof parts / sizeof parts[0]);
    }
}

static void write_statute(const struct entry *statute, struct buffer *out)
{
    const size_t from = kind_field(KIND_STATUTE, SLICE("chair")), end = kind_field(KIND_STATUTE, SLICE("decided"));
    for (size_t i = 0; i < statute->fields; i++) {
        const struct field *field = &statute->field[i];
        size_t at = kind_field(KIND_STATUTE, slice_of(field->rule->name));
        if (at >= from && at < end)
            write_line(out, field->rule->name, &field->value, 1);
    }
}

/* Which seats are other than today, and by which rule they were looked at. */
static void write_changes(const struct power_study *study, struct buffer *out)
{
    const struct statute *statute = &study->body.statute;
    struct buffer words;
    buffer_init(&words);
    if (study->rule != study->base)
        i18n_pattern(_("Looked at under the rule \"{1}\", beside \"{2}\" today."),
                     statute->rule[study->counted[study->rule]].rule.id,
                     statute->rule[study->counted[study->base]].rule.id, &words);
    for (size_t i = 0; i < study->body.roster.seats; i++)
        if (power_study_changed(study, i)) {
            buffer_text(&words, words.length ? "\n" : "");
            i18n_pattern(_("Changed: {1}"), study->seat[i].id, SLICE(""), &words);
        }
    if (buffer_status(&words) == STATUS_OK && words.length)
        draft_template_comment(words.at, out);
    out->failed = out->failed || words.failed;
    buffer_release(&words);
}

enum status power_draft_write(const struct power_view *view, struct buffer *out)
{
    const struct power_body body = power_study_body(&view->study);
    const struct body *own = &view->version->body;
    struct buffer approvals;
    buffer_init(&approvals);
    buffer_number(&approvals, own->approvals);
    draft_template_begin(KIND_BODY, _("A body as it would be; a draft that is not in force."), out);
    write_changes(&view->study, out);
    write_line(out, "name", &own->name, 1);
    write_line(out, "title", &own->title, 1);
    write_line(out, "level", &own->level, 1);
    write_line(out, "approvals", (struct slice[]){buffer_slice(&approvals)}, 1);
    write_roster(&body.roster, out);
    write_statute(&view->version->statute, out);
    out->failed = out->failed || approvals.failed;
    buffer_release(&approvals);
    return buffer_status(out);
}
