#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

void world_convene(struct world *w, const char *secretaries)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds", "dvc"};
    size_t approvals = 1;
    for (const char *c = secretaries; *c; c++)
        approvals += *c == ' ';
    const char *statute = world_edit(w, WORLD_STATUTE, "chair: stadt\n", "chair: stadt\nclerk: yes\n");
    statute = world_edit(w, statute, "silent: umlauf abstain\n", "silent: umlauf abstain\nobjection: umlauf stops\n");
    statute = world_edit(w, statute, "silent: schweigen consent\n",
                         "silent: schweigen consent\nobjection: schweigen stops\n"
                         "rule: dreifach Dreifach\nquorum: dreifach heads(present) >= 4 - call\n"
                         "adopted: dreifach heads(yes) >= round + 1 and heads(yes in chair) = 1\n");
    world_found(w, world_edit(w, statute, "approvals: 1", world_say(w, "approvals: %zu", approvals)), secretaries);
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_enrol(w, seats[i], "holder", seats[i]);
}

const char *world_meeting_text(struct world *w, const char *number, const char *lines)
{
    return world_text(w, "meeting", "gs1",
                      world_say(w, "number: %s\ntitle: Sitzung\nopens: %s\n%s", number, world_time(w, 3600), lines));
}

const char *world_attendance_text(struct world *w, const char *meeting, const char *by, const char *seats)
{
    return world_text(w, "attendance", by, world_say(w, "meeting: %s\n%s", meeting, seats));
}

const char *world_status_text(struct world *w, const char *proposal, const char *by, const char *state)
{
    return world_text(w, "status", by, world_say(w, "proposal: %s\nstate: %s\n", proposal, state));
}

const char *world_objection_text(struct world *w, const char *ballot, const char *by, const char *seat)
{
    return world_text(w, "objection", by, world_say(w, "ballot: %s\nseat: %s\n", ballot, seat));
}

const char *world_minutes_text(struct world *w, const char *meeting)
{
    return world_text(w, "minutes", "gs1",
                      world_say(w, "meeting: %s\nattachment: %s 512 Protokoll.txt\n", meeting, w->founding));
}

const char *world_confirm_text(struct world *w, const char *minutes, const char *by)
{
    return world_text(w, "confirm", by, world_say(w, "minutes: %s\n", minutes));
}

const char *world_meet(struct world *w, const char *number, const char *lines)
{
    return world_take(w, world_meeting_text(w, number, lines), "gs1");
}

const char *world_attend(struct world *w, const char *meeting, const char *by, const char *seats)
{
    return world_take(w, world_attendance_text(w, meeting, by, seats), by);
}

const char *world_set_status(struct world *w, const char *proposal, const char *by, const char *state)
{
    return world_take(w, world_status_text(w, proposal, by, state), by);
}

const char *world_object(struct world *w, const char *ballot, const char *by, const char *seat)
{
    return world_take(w, world_objection_text(w, ballot, by, seat), by);
}

const char *world_open_in(struct world *w, const char *meeting, const char *proposal, const char *rule)
{
    return world_open(w, proposal, rule, world_say(w, "meeting: %s\n", meeting));
}

const char *world_call_out(struct world *w, const char *ballot, const char *seat, const char *choice)
{
    return world_take(w, world_vote_text(w, ballot, "gs1", seat, "clerk", choice), w->secretaries);
}

const char *world_count(struct world *w, const char *ballot, const char *option)
{
    const char *line = strstr(world_result_text(w, ballot, w->founding), world_say(w, "count: %s ", option));
    assert_non_null(line);
    return world_say(w, "%.*s", (int)strcspn(line, "\n"), line);
}
