/* who: the local address book. */
#include "data/people.h"
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

static enum status who(struct session *session)
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

const struct command commands_people[] = {
    {"who", NULL, "NAME [TEXT]", 1, 2, "", N_("the local address book: who is behind a key's name"), who},
    {0},
};
