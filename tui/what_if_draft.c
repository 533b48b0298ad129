#include "tui/what_if_draft.h"

#include "data/file.h"

#include <stdio.h>

bool what_if_is(const char *path, const char *kind)
{
    char first[40];
    int length = snprintf(first, sizeof first, "stimmbuch/1 %s", kind);
    return file_begins(path, (struct slice){first, (size_t)length});
}

enum status what_if_read(struct session *session, struct arena *arena, struct roll *roster, struct statute *statute)
{
    const char *path = session->option[OPTION_WHAT_IF];
    bool changes_roster = what_if_is(path, "roster");
    const struct roll before = *roster;
    const struct statute rules = *statute;
    struct draft draft;
    enum status status = session_draft(session, path, changes_roster ? KIND_ROSTER : KIND_STATUTE, arena, &draft);
    if (status == STATUS_OK && !changes_roster)
        return what_if_statute(&draft, roster, arena, statute, &session->problem);
    if (status == STATUS_OK)
        status = what_if_roster(&before, &draft, arena, roster, &session->problem);
    return status == STATUS_OK ? what_if_rules(&rules, roster, arena, statute, &session->problem) : status;
}
