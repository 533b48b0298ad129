#include "tui/founding_seats.h"

#include "data/file.h"
#include "tui/i18n.h"
#include "tui/roster_change.h"

#include <unistd.h>

/* What the program adds to entry 0: names, times, the log's key; and a line for each secretary. */
enum { SEATS_LIMIT = 1 << 24, FOUNDING_ROOM = 2000, SECRETARY_ROOM = 200, BAR_ROOM = 4 };

void founding_seats_init(struct founding_seats *seats)
{
    arena_init(&seats->arena);
    buffer_init(&seats->path);
    draft_init(&seats->rest, KIND_ROSTER, &seats->arena);
}

void founding_seats_release(struct founding_seats *seats)
{
    arena_release(&seats->arena);
    buffer_release(&seats->path);
}

/* "seat: a b 1 voting C" becomes "seat: + a b 1 voting C"; all other lines stay as they are. */
static void add_line(struct slice line, struct buffer *out)
{
    struct slice rest = line, name = slice_cut(&rest, ':');
    while (rest.length && (rest.at[0] == ' ' || rest.at[0] == '\t'))
        rest = slice_from(rest, 1);
    bool ours = name.length < line.length && (slice_is(name, "bench") || slice_is(name, "seat"));
    if (!ours || (rest.length && strchr("+=-", rest.at[0]))) {
        buffer_add(out, line);
    } else {
        buffer_add(out, name);
        buffer_text(out, ": + ");
        buffer_add(out, rest);
    }
    buffer_byte(out, '\n');
}

/* The file as the draft of a roster; *added tells whether a first line was put in front. */
static enum status make_roster(struct slice bytes, struct buffer *out, bool *added)
{
    static const char first[] = "stimmbuch/1 ";
    if (slice_equal(slice_head(bytes, 3), SLICE("\xef\xbb\xbf")))
        bytes = slice_from(bytes, 3);
    *added = !slice_equal(slice_head(bytes, sizeof first - 1), SLICE("stimmbuch/1 "));
    if (!*added)
        slice_cut(&bytes, '\n');
    buffer_text(out, "stimmbuch/1 roster\n");
    while (bytes.length)
        add_line(slice_cut(&bytes, '\n'), out);
    return buffer_status(out);
}

/* Only new benches and seats: nobody is enrolled yet, and nothing is there to be changed. */
static enum status check_lines(struct session *session, const struct draft *draft)
{
    for (size_t i = 0; i < draft->fields; i++) {
        const struct draft_field *field = &draft->field[i];
        if (field->value.at[0] == '+' && strcmp(field->rule->name, "member") != 0)
            continue;
        problem_place(&session->problem, field->line, 1);
        return problem_say(&session->problem, STATUS_FORM,
                           N_("only new benches and seats belong here, lines \"bench: ID TITLE\" and \"seat: …\""),
                           NULL, NULL);
    }
    return STATUS_OK;
}

static size_t line_room(const char *name, size_t length)
{
    return strlen(name) + 2 + length + 1;
}

/* How much of entry 0 is taken; an expression may grow when it is written in its one spelling. */
static size_t taken_room(const struct session *session, const struct draft *founding)
{
    size_t room = FOUNDING_ROOM + SECRETARY_ROOM * session->secretaries;
    for (size_t i = 0; i < founding->fields; i++) {
        const char *name = founding->field[i].rule->name;
        bool expression = strcmp(name, "quorum") == 0 || strcmp(name, "adopted") == 0;
        room += line_room(name, founding->field[i].value.length * (expression ? 2 : 1));
    }
    for (size_t i = 0; i < founding->text.length; i++)
        room += founding->text.at[i] == '\n' ? BAR_ROOM : 1;
    return room;
}

/* The lines of that name, in their order, into entry 0 while there is room, then into the rest. */
static enum status divide(const struct draft *all, const char *name, size_t *room, struct draft *founding,
                          struct draft *rest)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < all->fields && status == STATUS_OK; i++) {
        const struct draft_field *field = &all->field[i];
        if (strcmp(field->rule->name, name) != 0)
            continue;
        struct slice value = value_rest(field->value, 1);
        bool fits = !rest->fields && *room + line_room(name, value.length) <= ENTRY_TEXT_MAX;
        *room += line_room(name, value.length);
        status = fits ? draft_add(founding, name, value) : draft_add(rest, name, field->value);
    }
    return status;
}

enum status founding_seats_read(struct session *session, const char *path, struct draft *founding,
                                struct founding_seats *seats)
{
    struct draft all;
    struct buffer bytes, text;
    bool added = false;
    buffer_init(&bytes);
    buffer_init(&text);
    enum status status = file_read(path, SEATS_LIMIT, &bytes, &session->problem);
    if (status == STATUS_OK)
        status = make_roster(buffer_slice(&bytes), &text, &added);
    if (status == STATUS_OK) {
        problem_file(&session->problem, path);
        status = draft_read(&all, KIND_ROSTER, buffer_slice(&text), &seats->arena, &session->problem);
    }
    if (status == STATUS_OK)
        status = check_lines(session, &all);
    if (status == STATUS_FORM && added && session->problem.line > 1)
        session->problem.line--;
    size_t room = taken_room(session, founding);
    if (status == STATUS_OK)
        status = divide(&all, "bench", &room, founding, &seats->rest);
    if (status == STATUS_OK)
        status = divide(&all, "seat", &room, founding, &seats->rest);
    if (status == STATUS_OK)
        problem_clear(&session->problem);
    buffer_release(&bytes);
    buffer_release(&text);
    return status;
}

enum status founding_seats_keep(struct session *session, struct slice body, struct founding_seats *seats)
{
    struct buffer text, name;
    if (!seats->rest.fields)
        return STATUS_OK;
    buffer_init(&text);
    buffer_init(&name);
    buffer_text(&text, "stimmbuch/1 roster\n");
    for (size_t i = 0; i < seats->rest.fields; i++) {
        buffer_text(&text, seats->rest.field[i].rule->name);
        buffer_text(&text, ": ");
        buffer_add(&text, seats->rest.field[i].value);
        buffer_byte(&text, '\n');
    }
    buffer_add(&name, body);
    buffer_text(&name, "-seats");
    buffer_add(&seats->path, buffer_slice(&session->drafts_path));
    buffer_byte(&seats->path, '/');
    buffer_add(&seats->path, buffer_slice(&name));
    bool made = buffer_status(&text) == STATUS_OK && buffer_status(&name) == STATUS_OK &&
                buffer_status(&seats->path) == STATUS_OK;
    enum status status = made ? folder_make(session->drafts_path.at, &session->problem) : STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = file_write_atomic(session->drafts_path.at, name.at, buffer_slice(&text), FILE_MODE_PRIVATE, true,
                                   &session->problem);
    buffer_release(&text);
    buffer_release(&name);
    return status;
}

void founding_seats_forget(struct founding_seats *seats)
{
    if (seats->path.length)
        unlink(seats->path.at);
}

enum status founding_seats_submit(struct session *session, struct slice body, bool founded,
                                  struct founding_seats *seats)
{
    struct log *log;
    struct buffer command;
    if (!seats->rest.fields)
        return STATUS_OK;
    if (!founded) {
        buffer_init(&command);
        buffer_text(&command, "stimmbuch roster ");
        buffer_add(&command, body);
        buffer_text(&command, " --change ");
        buffer_add(&command, buffer_slice(&seats->path));
        session_note(session, _("Further seats follow when the body is founded: \"{1}\"."), buffer_slice(&command),
                     SLICE(""));
        buffer_release(&command);
        return STATUS_OK;
    }
    const char *yes = session->option[OPTION_YES];
    /* The answer to the founding is one to all of it. */
    session->option[OPTION_YES] = "";
    enum status status = ledger_log(session->ledger, body, &log, &session->problem);
    if (status == STATUS_OK)
        status = roster_submit(session, log, &seats->rest, seats->path.at);
    session->option[OPTION_YES] = yes;
    /* With more approvals than one the first part waits, and the others are read from the file. */
    if (status == STATUS_OK && log_body(log)->approvals == 1)
        founding_seats_forget(seats);
    return status;
}
