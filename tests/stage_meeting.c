#include "tests/stage_meeting.h"

#include "data/blob.h"
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char MINUTES[] = "# Protokoll der 1. Sitzung\n\nEs war niemand da.\n";

static void found_body(struct world *w)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds", "dvc"};
    const char *statute = world_edit(w, WORLD_STATUTE, "name: rat.example", "name: sitzung.example");
    statute = world_edit(w, statute, "title: Rat der Beispiele", "title: Sitzung der Beispiele");
    statute = world_edit(w, statute, "approvals: 1", "approvals: 2");
    statute = world_edit(w, statute, "silent: umlauf abstain\n", "silent: umlauf abstain\nobjection: umlauf stops\n");
    statute = world_edit(w, statute, "chair: stadt\n", "chair: stadt\nclerk: yes\n");
    world_found(w, statute, "gs1 gs2");
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_enrol(w, seats[i], "holder", seats[i]);
}

static const char *propose(struct world *w, const char *number, const char *title, const char *lines)
{
    const char *text = world_proposal_text(w, "stadt", number, world_say(w, "for: stadt\n%s", lines));
    return world_take(w, world_edit(w, text, "title: Antrag\n", world_say(w, "title: %s\n", title)), "stadt");
}

static const char *meet(struct world *w, const char *number, const char *title, const char *lines)
{
    const char *text = world_meeting_text(w, number, lines);
    return world_take(w, world_edit(w, text, "title: Sitzung\n", world_say(w, "title: %s\n", title)), "gs1");
}

static void sign_minutes(struct world *w, const char *meeting)
{
    struct digest content = digest_of(SLICE(MINUTES));
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&content, hex);
    const char *text =
        world_text(w, "minutes", "gs1",
                   world_say(w, "meeting: %s\nattachment: %s %zu Protokoll.txt\n", meeting, hex, sizeof MINUTES - 1));
    world_take(w, text, w->secretaries);
    assert_int_equal(blob_keep(ledger_store(w->ledger), SLICE(MINUTES), &w->problem), STATUS_OK);
}

static void fill(struct world *w)
{
    found_body(w);
    const char *first = propose(w, "T-1", "Haushalt der gemeinsamen Stelle", "");
    const char *second = propose(w, "T-2", "Haushalt: nur für ein Jahr", world_say(w, "amends: %s\n", first));
    const char *third = propose(w, "T-3", "Geschäftsbericht zur Kenntnis", "");
    const char *fourth = propose(w, "T-4", "Umlauf: Termin der nächsten Sitzung", "");
    const char *meeting = meet(w, "S-1", "1. Sitzung", world_say(w, "place: Rathaus\nitem: %s\n", first));
    w->now.seconds += 86400;
    const char *ballot = world_open_in(w, meeting, first, "einfach");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_result(w, ballot, world_close(w, ballot));
    sign_minutes(w, meeting);
    w->now.seconds += 6 * 86400;
    world_open(w, fourth, "umlauf", "closes: 2026-12-01T16:00:00Z\n");
    meeting = meet(w, "S-2", "2. Sitzung",
                   world_say(w,
                             "place: Rathaus, Großer Saal\nchair: kreis\nagain: %s\nitem: %s\nitem: %s\nitem: %s\n\n"
                             "| Wir laden zur zweiten Sitzung ein.\n",
                             meeting, third, first, second));
    w->now.seconds += 3600;
    world_attend(w, meeting, "gs1", "seat: stadt present\nseat: kreis present\nseat: gemeinde excused\n");
    world_open_in(w, meeting, third, "einfach");
    world_take(w,
               world_edit(w, world_meeting_text(w, "S-3", ""), world_say(w, "opens: %s\n", world_time(w, 3600)),
                          "opens: 2026-12-07T09:00:00Z\n"),
               "gs1");
    w->now.seconds += 3600;
}

void stage_add_meetings(struct stage *stage)
{
    struct world *w = stage->w;
    struct world before = *w;
    w->now.seconds -= 7 * 86400 + 7200;
    fill(w);
    assert_int_equal(w->now.seconds, before.now.seconds);
    w->body = before.body;
    w->founding = before.founding;
    w->secretaries = before.secretaries;
}

int stage_make_meetings(void **state)
{
    if (stage_make(state) != 0)
        return -1;
    stage_add_meetings(*state);
    return 0;
}
