#include "tests/world_text.h"

#include "core/expression.h"
#include "data/claim.h"
#include "data/count.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

const char *world_time(struct world *w, int64_t seconds)
{
    char text[INSTANT_LENGTH + 1];
    instant_write((struct instant){.seconds = w->now.seconds + seconds}, text);
    return world_say(w, "%s", text);
}

const char *world_text(struct world *w, const char *kind, const char *by, const char *rest)
{
    struct log *log = world_log(w);
    struct digest root = log_root(log);
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&root, hex);
    return world_say(w, "stimmbuch/1 %s\nbody: %s\nfounding: %s\nby: %s\nat: %s\nsize: %u\nroot: %s\n%s", kind, w->body,
                     w->founding, by, world_time(w, 0), (unsigned)log_size(log), hex, rest);
}

const char *world_enrol_text(struct world *w, const char *name, const char *role, const char *seat)
{
    return world_text(w, "enrol", name,
                      world_say(w, "key: %s\nrole: %s\n%s%s%s", world_vkey(w, name), role, seat ? "seat: " : "",
                                seat ? seat : "", seat ? "\n" : ""));
}

const char *world_proposal_text(struct world *w, const char *by, const char *number, const char *lines)
{
    return world_text(w, "proposal", by, world_say(w, "number: %s\ntitle: Antrag\nkind: decision\n%s", number, lines));
}

const char *world_statement_text(struct world *w, const char *proposal, const char *by, const char *stance,
                                 const char *seat)
{
    return world_text(w, "statement", by,
                      world_say(w, "proposal: %s\nstance: %s\n%s%s%s", proposal, stance, seat ? "seat: " : "",
                                seat ? seat : "", seat ? "\n" : ""));
}

/* A column of the row with that id, as text. */
static const char *look_up(struct world *w, const char *sql, const char *id)
{
    struct digest digest;
    assert_true(digest_from_hex(slice_of(id), &digest));
    struct rows rows = store_ask(ledger_store(w->ledger), sql, "d", &digest);
    if (!rows_next(&rows))
        fail_msg("%s: nothing has the id %s", sql, id);
    const char *text = world_say(w, "%.*s", (int)rows_text(&rows, 0).length, rows_text(&rows, 0).at);
    assert_int_equal(rows_end(&rows), STATUS_OK);
    return text;
}

static int64_t look_up_number(struct world *w, const char *sql, const char *id)
{
    struct digest digest;
    int64_t number;
    bool found;
    assert_true(digest_from_hex(slice_of(id), &digest));
    assert_int_equal(store_number(ledger_store(w->ledger), &number, &found, sql, "d", &digest), STATUS_OK);
    assert_true(found);
    return number;
}

/* The rule's lines as they stand in the statute. */
static const char *rule_lines(struct world *w, const char *rule)
{
    const struct statute_rule *found = statute_rule_find(&log_body(world_log(w))->statute, slice_of(rule));
    const char *lines = "";
    assert_non_null(found);
    for (size_t i = 0; i < found->lines; i++)
        lines = world_say(w, "%s%s: %.*s\n", lines, found->line[i].rule->name, (int)found->line[i].value.length,
                          found->line[i].value.at);
    return lines;
}

static const char *roll_hex(struct world *w, int64_t proposal)
{
    struct replay *replay = log_replay(world_log(w));
    struct roll roll;
    struct digest digest;
    char hex[DIGEST_HEX_LENGTH + 1];
    int64_t place = (int64_t)replay->tree.size;
    assert_int_equal(roll_at(replay, place, proposal, place, &w->arena, &roll), STATUS_OK);
    assert_int_equal(roll_digest(&roll, &digest), STATUS_OK);
    digest_hex(&digest, hex);
    return world_say(w, "%s", hex);
}

const char *world_ballot_text(struct world *w, const char *proposal, const char *rule, const char *lines)
{
    int64_t index = look_up_number(w, "SELECT idx FROM proposal WHERE id = ?", proposal), rejected;
    assert_int_equal(
        store_number(
            ledger_store(w->ledger), &rejected, NULL,
            "SELECT count(*) FROM ballot WHERE body = ? AND proposal = ? AND rule = ? AND outcome = 'rejected'", "iis",
            log_number(world_log(w)), index, rule),
        STATUS_OK);
    const char *rest = world_say(w, "proposal: %s\ntitle: %s\nrule: %s\n%s%sround: %d\nroll: %s\n", proposal,
                                 look_up(w, "SELECT number || ' ' || title FROM proposal WHERE id = ?", proposal), rule,
                                 rule_lines(w, rule), lines, (int)rejected + 1, roll_hex(w, index));
    return world_text(w, "ballot", "gs1", rest);
}

const char *world_vote_text(struct world *w, const char *ballot, const char *name, const char *seat, const char *as,
                            const char *choice)
{
    return world_text(w, "vote", name,
                      world_say(w, "ballot: %s\ntitle: %s\nseat: %s\nas: %s\nchoice: %s\n", ballot,
                                look_up(w, "SELECT title FROM ballot WHERE id = ?", ballot), seat, as, choice));
}

const char *world_recusal_text(struct world *w, const char *proposal, const char *by, const char *seat)
{
    return world_text(w, "recusal", by, world_say(w, "proposal: %s\nseat: %s\n", proposal, seat));
}

const char *world_close_text(struct world *w, const char *ballot)
{
    return world_text(w, "close", "gs1", world_say(w, "ballot: %s\n", ballot));
}

const char *world_void_text(struct world *w, const char *ballot)
{
    return world_text(w, "void", "gs1", world_say(w, "ballot: %s\n", ballot));
}

/* The lines that the recount gives. */
static const char *claim_lines(struct world *w, const char *ballot)
{
    struct counting counting;
    struct draft claim;
    const char *rule = look_up(w, "SELECT rule FROM ballot WHERE id = ?", ballot), *lines = "";
    int64_t index = look_up_number(w, "SELECT idx FROM ballot WHERE id = ?", ballot),
            proposal = look_up_number(w, "SELECT proposal FROM ballot WHERE id = ?", ballot),
            round = look_up_number(w, "SELECT round FROM ballot WHERE id = ?", ballot),
            upto = look_up_number(w, "SELECT coalesce(ended, 1 << 40) FROM ballot WHERE id = ?", ballot);
    draft_init(&claim, KIND_RESULT, &w->arena);
    assert_int_equal(
        counting_make(log_replay(world_log(w)), index, proposal, slice_of(rule), (uint64_t)round, upto, &counting),
        STATUS_OK);
    assert_int_equal(claim_add(&claim, &counting), STATUS_OK);
    for (size_t i = 0; i < claim.fields; i++)
        lines = world_say(w, "%s%s: %s\n", lines, claim.field[i].rule->name, claim.field[i].value.at);
    counting_release(&counting);
    return lines;
}

const char *world_result_text(struct world *w, const char *ballot, const char *close)
{
    return world_text(w, "result", "gs1",
                      world_say(w, "ballot: %s\nclose: %s\n%s", ballot, close, claim_lines(w, ballot)));
}

const char *world_roster_text(struct world *w, const char *lines)
{
    return world_text(w, "roster", "gs1", lines);
}

const char *world_key_text(struct world *w, const char *by, const char *action, const char *old, const char *new)
{
    return world_text(w, "key", by,
                      world_say(w, "action: %s\nold: %s\n%s%s%s", action, world_vkey(w, old), new ? "new: " : "",
                                new ? world_vkey(w, new) : "", new ? "\n" : ""));
}

const char *world_statute_text(struct world *w, const char *old, const char *new)
{
    const struct entry *entry = &log_replay(world_log(w))->current->statute;
    const char *lines = "";
    size_t from = kind_field(KIND_STATUTE, SLICE("chair")), end = kind_field(KIND_STATUTE, SLICE("decided"));
    for (size_t i = 0; i < entry->fields; i++) {
        size_t field = kind_field(KIND_STATUTE, slice_of(entry->field[i].rule->name));
        if (field >= from && field < end)
            lines = world_say(w, "%s%s: %.*s\n", lines, entry->field[i].rule->name, (int)entry->field[i].value.length,
                              entry->field[i].value.at);
    }
    return world_text(w, "statute", "gs1", old ? world_edit(w, lines, old, new) : lines);
}

const char *world_enrol(struct world *w, const char *name, const char *role, const char *seat)
{
    return world_take(w, world_enrol_text(w, name, role, seat), world_say(w, "%s %s", name, w->secretaries));
}

const char *world_propose(struct world *w, const char *by, const char *number, const char *lines)
{
    return world_take(w, world_proposal_text(w, by, number, lines), by);
}

const char *world_state(struct world *w, const char *proposal, const char *by, const char *stance, const char *seat)
{
    return world_take(w, world_statement_text(w, proposal, by, stance, seat), by);
}

const char *world_open(struct world *w, const char *proposal, const char *rule, const char *lines)
{
    return world_take(w, world_ballot_text(w, proposal, rule, lines), w->secretaries);
}

const char *world_vote(struct world *w, const char *ballot, const char *name, const char *seat, const char *choice)
{
    return world_take(w, world_vote_text(w, ballot, name, seat, "holder", choice), name);
}

const char *world_recuse(struct world *w, const char *proposal, const char *by, const char *seat)
{
    return world_take(w, world_recusal_text(w, proposal, by, seat), by);
}

const char *world_close(struct world *w, const char *ballot)
{
    return world_take(w, world_close_text(w, ballot), w->secretaries);
}

const char *world_void(struct world *w, const char *ballot)
{
    return world_take(w, world_void_text(w, ballot), w->secretaries);
}

const char *world_result(struct world *w, const char *ballot, const char *close)
{
    return world_take(w, world_result_text(w, ballot, close), w->secretaries);
}

const char *world_roster(struct world *w, const char *lines)
{
    return world_take(w, world_roster_text(w, lines), w->secretaries);
}

const char *world_rotate(struct world *w, const char *name)
{
    const char *new = world_say(w, "%s#2", name);
    return world_take(w, world_key_text(w, name, "rotate", name, new), world_say(w, "%s %s", name, new));
}

const char *world_revoke(struct world *w, const char *name)
{
    return world_take(w, world_key_text(w, name, "revoke", name, NULL), name);
}

void world_populate(struct world *w)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds", "dvc"};
    world_found(w, WORLD_STATUTE, "gs1");
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_enrol(w, seats[i], "holder", seats[i]);
}

int world_make_populated(void **state)
{
    if (world_make(state) != 0)
        return -1;
    world_populate(*state);
    return 0;
}

const char *world_begin(struct world *w, const char *rule, const char *lines)
{
    world_populate(w);
    return world_open(w, world_propose(w, "stadt", "2026-001", "for: stadt\n"), rule, lines);
}
