#include "tui/draft_of_body.h"

#include "data/file.h"

/* The lines of one name in the draft of a body, beside the roster as it is. */
struct lines {
    const struct draft *draft;
    const struct roll *now;
    struct buffer *out;
};

static const struct draft_field *find(const struct draft *draft, const char *name, struct slice id)
{
    for (size_t i = 0; i < draft->fields; i++)
        if (strcmp(draft->field[i].rule->name, name) == 0 && slice_equal(value_part(draft->field[i].value, 0), id))
            return &draft->field[i];
    return NULL;
}

static void write_line(struct buffer *out, const char *name, const char *sign, struct slice value)
{
    buffer_text(out, name);
    buffer_text(out, ": ");
    buffer_text(out, sign);
    buffer_add(out, value);
    buffer_byte(out, '\n');
}

/* "kommune-1 kommunen 1 voting Titel", as drafts have it. */
static void seat_value(const struct roll *now, const struct roll_seat *seat, struct buffer *out)
{
    const struct slice parts[] = {seat->id, now->bench[seat->bench].id, seat->weight_text,
                                  seat->voting ? SLICE("voting") : SLICE("advisory"), seat->title};
    buffer_clear(out);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        buffer_text(out, i ? " " : "");
        buffer_add(out, parts[i]);
    }
}

/* What is new or other. `value`: what the id has now; .at NULL: it is not there. */
static void write_other(const struct lines *lines, const char *name, struct slice wanted, struct slice value)
{
    if (!value.at)
        write_line(lines->out, name, "+ ", wanted);
    else if (!slice_equal(value, wanted))
        write_line(lines->out, name, "= ", wanted);
}

static void compare_benches(const struct lines *lines)
{
    struct buffer value;
    buffer_init(&value);
    for (size_t i = 0; i < lines->draft->fields; i++) {
        const struct draft_field *field = &lines->draft->field[i];
        if (strcmp(field->rule->name, "bench") != 0)
            continue;
        size_t bench = roll_bench_find(lines->now, value_part(field->value, 0));
        buffer_clear(&value);
        if (bench != ROLL_NONE) {
            buffer_add(&value, lines->now->bench[bench].id);
            buffer_byte(&value, ' ');
            buffer_add(&value, lines->now->bench[bench].title);
        }
        write_other(lines, "bench", field->value, bench == ROLL_NONE ? (struct slice){0} : buffer_slice(&value));
    }
    lines->out->failed = lines->out->failed || value.failed;
    buffer_release(&value);
}

static void compare_seats(const struct lines *lines)
{
    struct buffer value;
    buffer_init(&value);
    for (size_t i = 0; i < lines->draft->fields; i++) {
        const struct draft_field *field = &lines->draft->field[i];
        if (strcmp(field->rule->name, "seat") != 0)
            continue;
        size_t seat = roll_seat_find(lines->now, value_part(field->value, 0));
        if (seat != ROLL_NONE)
            seat_value(lines->now, &lines->now->seat[seat], &value);
        write_other(lines, "seat", field->value, seat == ROLL_NONE ? (struct slice){0} : buffer_slice(&value));
    }
    lines->out->failed = lines->out->failed || value.failed;
    buffer_release(&value);
}

/* What the draft no longer has: seats first, so that their benches are empty. */
static void write_gone(const struct lines *lines)
{
    for (size_t i = 0; i < lines->now->seats; i++)
        if (!find(lines->draft, "seat", lines->now->seat[i].id))
            write_line(lines->out, "seat", "- ", lines->now->seat[i].id);
    for (size_t i = 0; i < lines->now->benches; i++)
        if (lines->now->bench[i].id.length && !find(lines->draft, "bench", lines->now->bench[i].id))
            write_line(lines->out, "bench", "- ", lines->now->bench[i].id);
}

/* The statute's lines, each in the line of the file it stands in, so that what is wrong is told where it is. */
static void write_statute(const struct draft *draft, struct buffer *out)
{
    const size_t from = kind_field(KIND_STATUTE, SLICE("chair")), end = kind_field(KIND_STATUTE, SLICE("decided"));
    unsigned long line = 2;
    for (size_t i = 0; i < draft->fields; i++) {
        const struct draft_field *field = &draft->field[i];
        size_t at = kind_field(KIND_STATUTE, slice_of(field->rule->name));
        if (at < from || at >= end)
            continue;
        for (; line < field->line; line++)
            buffer_text(out, "#\n");
        write_line(out, field->rule->name, "", field->value);
        line++;
    }
}

static enum status write_change(struct session *session, const struct draft *body, enum kind kind,
                                const struct roll *now, struct buffer *out)
{
    struct buffer changes;
    buffer_init(&changes);
    const struct lines lines = {body, now, &changes};
    compare_benches(&lines);
    compare_seats(&lines);
    write_gone(&lines);
    enum status status = buffer_status(&changes);
    bool same = changes.length == 0;
    if (status == STATUS_OK && kind == KIND_ROSTER && same)
        status = problem_say(&session->problem, STATUS_REFUSED,
                             N_("the body has the benches and seats of this draft already"), NULL, NULL);
    if (status == STATUS_OK && kind == KIND_STATUTE && !same)
        status =
            problem_say(&session->problem, STATUS_REFUSED,
                        N_("the benches or seats of this draft are not those of the body: change these first, with "
                           "\"roster BODY --change\" and the same file"),
                        NULL, NULL);
    buffer_format(out, "stimmbuch/1 %s\n", kind_table(kind)->name);
    if (kind == KIND_ROSTER)
        buffer_add(out, buffer_slice(&changes));
    else
        write_statute(body, out);
    buffer_release(&changes);
    return status == STATUS_OK ? buffer_status(out) : status;
}

enum status draft_of_body(struct session *session, const char *path, enum kind kind, const struct roll *now,
                          struct arena *arena, struct draft *out)
{
    struct draft body;
    struct buffer text;
    if (!file_begins(path, SLICE("stimmbuch/1 body")))
        return session_draft(session, path, kind, arena, out);
    buffer_init(&text);
    enum status status = session_draft(session, path, KIND_BODY, arena, &body);
    if (status == STATUS_OK)
        status = write_change(session, &body, kind, now, &text);
    if (status == STATUS_OK)
        status = draft_read(out, kind, buffer_slice(&text), arena, &session->problem);
    if (status == STATUS_OK) {
        problem_clear(&session->problem);
        problem_file(&session->problem, path);
    }
    buffer_release(&text);
    return status;
}
