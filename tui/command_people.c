/* who: the local address book. */
#include "data/people_csv.h"
#include "tui/command.h"
#include "tui/i18n.h"

static enum status print_json(struct session *session, struct slice handle, struct slice text)
{
    return session_json(session, json_pack("{s:o, s:o}", "name", json_slice(handle), "text", json_slice(text)));
}

static enum status show(struct session *session, struct slice handle)
{
    struct buffer text;
    buffer_init(&text);
    enum status status = people_get(session->people_path.at, handle, &text, &session->problem);
    if (status == STATUS_OK && session_has(session, OPTION_JSON)) {
        status = print_json(session, handle, buffer_slice(&text));
    } else if (status == STATUS_OK) {
        buffer_byte(&text, '\n');
        status = buffer_status(&text) == STATUS_OK ? session_print(session, buffer_slice(&text)) : STATUS_NO_MEMORY;
    }
    buffer_release(&text);
    return status;
}

static enum status list(struct session *session)
{
    struct people people;
    enum status status = people_read(session->people_path.at, &people, &session->problem);
    for (size_t i = 0; i < people.count && status == STATUS_OK; i++) {
        struct buffer line;
        buffer_init(&line);
        i18n_pattern("{1}  {2}\n", people.at[i].handle, people.at[i].text, &line);
        status = session_has(session, OPTION_JSON) ? print_json(session, people.at[i].handle, people.at[i].text)
                                                   : session_print(session, buffer_slice(&line));
        buffer_release(&line);
    }
    if (status == STATUS_OK && !people.count)
        session_note(session, _("The address book is empty."), SLICE(""), SLICE(""));
    people_release(&people);
    return status;
}

/* All lines of the table, or none. */
static enum status import(struct session *session)
{
    struct people people;
    struct people_merged merged = {0, 0};
    struct buffer added, changed;
    enum status status = people_csv_read(session->option[OPTION_CSV], &people, &session->problem);
    if (status == STATUS_OK)
        status = people_merge(session->people_path.at, &people, &merged, &session->problem);
    people_release(&people);
    if (status == STATUS_OK && session_has(session, OPTION_JSON))
        status = session_json(
            session, json_pack("{s:I, s:I}", "added", (json_int_t)merged.added, "changed", (json_int_t)merged.changed));
    buffer_init(&added);
    buffer_init(&changed);
    buffer_number(&added, merged.added);
    buffer_number(&changed, merged.changed);
    if (status == STATUS_OK)
        session_note(session, _("Noted on this machine only: {1} new, {2} changed."), buffer_slice(&added),
                     buffer_slice(&changed));
    buffer_release(&added);
    buffer_release(&changed);
    return status;
}

static enum status note(struct session *session)
{
    struct slice handle = slice_of(session->argument[0]);
    if (session->arguments == 1)
        return show(session, handle);
    struct slice text = slice_of(session->argument[1]);
    enum status status = people_set(session->people_path.at, handle, text, &session->problem);
    if (status == STATUS_OK && session_has(session, OPTION_JSON))
        status = print_json(session, handle, text);
    if (status == STATUS_OK)
        session_note(session, text.length ? _("Noted on this machine only: {1}.") : _("Forgotten: {1}."), handle,
                     SLICE(""));
    return status;
}

static enum status who(struct session *session)
{
    if (!session_has(session, OPTION_CSV))
        return session->arguments ? note(session) : list(session);
    if (session->arguments)
        return problem_say(&session->problem, STATUS_USAGE, N_("--csv takes all from the file: leave \"{1}\" out"),
                           session->argument[0], NULL);
    return import(session);
}

const struct command commands_people[] = {
    {"who", NULL, "[NAME [TEXT]]", 0, 2, "csv", N_("the local address book: who is behind a key's name; all of it"),
     who},
    {0},
};
