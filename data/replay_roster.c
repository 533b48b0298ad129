/*
 * A change of the roster: benches, seats, members. Its lines act one after the other, each on what those before it
 * left; so they are tried out on the tables, in a savepoint, which is undone.
 */
#include "data/replay_rules.h"
#include "data/replay_version.h"

/* A line at work. `place` is NULL when the entry was checked already. */
struct change {
    struct replay *replay;
    struct place *place;
    int64_t index;
    char sign;
    struct slice id; /* of bench or seat; the name of a member */
    struct slice role, seat;
    const struct field *field;
};

static enum status refuse(struct change *change, enum reason reason, const char *message, struct slice detail)
{
    return reject(change->place, reason, message, detail);
}

static bool is_refused(const struct change *change)
{
    return change->place && change->place->standing->reason != REASON_NONE;
}

static enum status count(struct change *change, int64_t *out, const char *sql)
{
    return store_number(change->replay->store, out, NULL, sql, "it", change->replay->number, change->id);
}

static enum status check_bench(struct change *change)
{
    int64_t known = 0, lasting = 0, seats = 0;
    enum status status = count(change, &known,
                               "SELECT (SELECT count(*) FROM bench WHERE body = ?1 AND id = ?2) + "
                               "(SELECT count(*) FROM seat WHERE body = ?1 AND id = ?2)");
    if (status == STATUS_OK)
        status = count(change, &lasting, "SELECT count(*) FROM bench WHERE body = ? AND id = ? AND until IS NULL");
    if (status == STATUS_OK)
        status = count(change, &seats, "SELECT count(*) FROM seat WHERE body = ? AND id = ? AND until IS NULL");
    if (status != STATUS_OK)
        return status;
    if (change->sign == '+' && known)
        return refuse(change, REASON_BENCH, N_("the ID \"{1}\" is, or was, that of a bench or a seat"), change->id);
    if (change->sign != '+' && !lasting)
        return refuse(change, REASON_BENCH, N_("there is no bench \"{1}\""), change->id);
    if (change->sign == '-' && seats)
        return refuse(change, REASON_BENCH, N_("the bench \"{1}\" cannot end while a seat has the same ID"),
                      change->id);
    return STATUS_OK;
}

static enum status change_bench(struct change *change)
{
    struct store *store = change->replay->store;
    int64_t number = change->replay->number, position;
    struct slice title = value_rest(change->field->value, 2);
    enum status status =
        store_number(store, &position, NULL,
                     change->sign == '+' ? "SELECT max(pos) + 1 FROM bench WHERE body = ? AND ? <> ''"
                                         : "SELECT pos FROM bench WHERE body = ? AND id = ? AND until IS NULL",
                     "it", number, change->id);
    if (status == STATUS_OK && change->sign != '+')
        status = store_run(store, "UPDATE bench SET until = ? WHERE body = ? AND id = ? AND until IS NULL", "iit",
                           change->index, number, change->id);
    if (status == STATUS_OK && change->sign != '-')
        status = store_run(store, "INSERT INTO bench (body, id, since, pos, title) VALUES (?, ?, ?, ?, ?)", "itiit",
                           number, change->id, change->index, position, title);
    return status;
}

static enum status find_bench(struct change *change, int64_t *position, bool *found)
{
    return store_number(change->replay->store, position, found,
                        "SELECT pos FROM bench WHERE body = ? AND id = ? AND until IS NULL", "it",
                        change->replay->number, value_part(change->field->value, 2));
}

static enum status check_seat(struct change *change)
{
    int64_t known = 0, lasting = 0, position;
    bool bench = true;
    enum status status = count(change, &known, "SELECT count(*) FROM seat WHERE body = ? AND id = ?");
    if (status == STATUS_OK)
        status = count(change, &lasting, "SELECT count(*) FROM seat WHERE body = ? AND id = ? AND until IS NULL");
    if (status == STATUS_OK && change->sign != '-')
        status = find_bench(change, &position, &bench);
    if (status != STATUS_OK)
        return status;
    if (change->sign == '+' && known)
        return refuse(change, REASON_SEAT, N_("there is, or was, a seat \"{1}\""), change->id);
    if (change->sign != '+' && !lasting)
        return refuse(change, REASON_SEAT, N_("there is no seat \"{1}\""), change->id);
    if (!bench)
        return refuse(change, REASON_SEAT, N_("there is no bench \"{1}\""), value_part(change->field->value, 2));
    return STATUS_OK;
}

/* A seat that ends takes the places in it along. */
static enum status change_seat(struct change *change)
{
    struct store *store = change->replay->store;
    struct slice value = change->field->value;
    int64_t number = change->replay->number, position = 0;
    bool found;
    enum status status = STATUS_OK;
    if (change->sign != '+')
        status = store_run(store, "UPDATE seat SET until = ? WHERE body = ? AND id = ? AND until IS NULL", "iit",
                           change->index, number, change->id);
    if (status == STATUS_OK && change->sign == '-')
        return store_run(store, "UPDATE member SET until = ? WHERE body = ? AND seat = ? AND until IS NULL", "iit",
                         change->index, number, change->id);
    if (status == STATUS_OK)
        status = find_bench(change, &position, &found);
    return status == STATUS_OK ? store_run(store,
                                           "INSERT INTO seat (body, id, since, bench, weight, voting, title) "
                                           "VALUES (?, ?, ?, ?, ?, ?, ?)",
                                           "itiitit", number, change->id, change->index, position, value_part(value, 3),
                                           (int64_t)slice_is(value_part(value, 4), "voting"), value_rest(value, 5))
                               : status;
}

/* Who has this place or office now; with `=` whoever is in the seat: *role is then what is to be changed. */
static enum status find_member(struct change *change, enum seat_class *role, bool *member)
{
    int64_t found = 0;
    enum status status = find_role(change->replay, change->id, change->seat, role);
    if (status == STATUS_OK)
        status = store_number(change->replay->store, &found, NULL,
                              "SELECT count(*) FROM member WHERE body = ? AND name = ? AND role = ? AND seat = ? "
                              "AND until IS NULL",
                              "ittt", change->replay->number, change->id, change->role, change->seat);
    *member = status == STATUS_OK && found > 0;
    return status;
}

static enum status check_role(struct change *change, const struct holder *holder)
{
    enum seat_class role;
    bool member, office = change->seat.length == 0;
    enum status status = find_member(change, &role, &member);
    if (status != STATUS_OK)
        return status;
    if (change->sign == '-' && !member)
        return refuse(change, REASON_ROLE, N_("\"{1}\" has no such place or office"), change->id);
    if (change->sign == '=' && role == CLASS_COUNT)
        return refuse(change, REASON_ROLE, N_("\"{1}\" has no place in this seat"), change->id);
    if (change->sign == '=' && member)
        return refuse(change, REASON_ROLE, N_("\"{1}\" has this role in the seat already"), change->id);
    bool auditor = slice_is(change->role, "auditor");
    bool excluded = office ? holder->has_place || (auditor ? holder->secretary : holder->auditor)
                           : holder->secretary || holder->auditor;
    if (change->sign == '+' && excluded)
        return refuse(change, REASON_ROLE, NULL, SLICE(""));
    return STATUS_OK;
}

static enum status check_held(struct change *change)
{
    bool holder = slice_is(change->role, "holder"), member;
    int64_t held = 0;
    enum seat_class role;
    enum status status = STATUS_OK;
    if (holder)
        status = store_number(change->replay->store, &held, NULL,
                              "SELECT count(*) FROM member INDEXED BY member_seat "
                              "WHERE body = ? AND seat = ? AND role = 'holder' AND until IS NULL",
                              "it", change->replay->number, change->seat);
    if (status == STATUS_OK)
        status = find_member(change, &role, &member);
    if (status != STATUS_OK)
        return status;
    bool has = change->seat.length ? role != CLASS_COUNT : member;
    if (held || (change->sign == '+' && has))
        return refuse(change, REASON_HELD, NULL, SLICE(""));
    return STATUS_OK;
}

static enum status check_member(struct change *change)
{
    struct holder holder;
    int64_t seats = 0;
    enum status status = ask_holder(change->replay, change->id, &holder);
    if (status == STATUS_OK && change->seat.length)
        status = store_number(change->replay->store, &seats, NULL,
                              "SELECT count(*) FROM seat WHERE body = ? AND id = ? AND until IS NULL", "it",
                              change->replay->number, change->seat);
    if (status != STATUS_OK)
        return status;
    if (change->sign != '-' && (!holder.known || slice_equal(change->id, change->replay->body.name)))
        return refuse(change, REASON_KEY, N_("the body has no key under the name \"{1}\""), change->id);
    if (change->seat.length && !seats)
        return refuse(change, REASON_SEAT, N_("there is no seat \"{1}\""), change->seat);
    status = check_role(change, &holder);
    if (status != STATUS_OK || is_refused(change) || change->sign == '-')
        return status;
    return check_held(change);
}

static enum status change_member(struct change *change)
{
    struct store *store = change->replay->store;
    enum status status = STATUS_OK;
    if (change->sign == '-')
        status = store_run(store,
                           "UPDATE member SET until = ? WHERE body = ? AND name = ? AND role = ? AND seat = ? "
                           "AND until IS NULL",
                           "iittt", change->index, change->replay->number, change->id, change->role, change->seat);
    if (change->sign == '=')
        status =
            store_run(store, "UPDATE member SET until = ? WHERE body = ? AND name = ? AND seat = ? AND until IS NULL",
                      "iitt", change->index, change->replay->number, change->id, change->seat);
    return status == STATUS_OK && change->sign != '-'
               ? member_begin(change->replay, change->id, change->role, change->seat, change->index)
               : status;
}

static enum status take_line(struct change *change)
{
    static const struct {
        const char *name;
        enum status (*check)(struct change *change);
        enum status (*apply)(struct change *change);
    } kinds[] = {
        {"bench", check_bench, change_bench},
        {"seat", check_seat, change_seat},
        {"member", check_member, change_member},
    };
    const struct field *field = change->field;
    size_t kind = 0;
    while (kind < sizeof kinds / sizeof kinds[0] && strcmp(field->rule->name, kinds[kind].name) != 0)
        kind++;
    if (kind == sizeof kinds / sizeof kinds[0])
        return STATUS_OK;
    struct slice seat = value_part(field->value, 3);
    change->sign = field->value.at[0];
    change->id = value_part(field->value, 1);
    change->role = value_part(field->value, 2);
    change->seat = seat.length ? seat : SLICE("");
    enum status status = change->place ? kinds[kind].check(change) : STATUS_OK;
    return status == STATUS_OK && !is_refused(change) ? kinds[kind].apply(change) : status;
}

static enum status take_lines(struct change *change, const struct entry *entry)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < entry->fields && status == STATUS_OK && !is_refused(change); i++) {
        change->field = &entry->field[i];
        status = take_line(change);
    }
    return status;
}

static enum status check_weights(struct change *change, const struct roll *roster)
{
    wide sum = 0;
    for (size_t i = 0; i < roster->seats && sum < BODY_WEIGHTS_MAX; i++)
        sum += roster->seat[i].voting ? roster->seat[i].weight.units : 0;
    if (sum >= BODY_WEIGHTS_MAX)
        return refuse(change, REASON_STATUTE, N_("the weights add up to a number of more than 15 digits"), SLICE(""));
    return STATUS_OK;
}

/* Does the statute in force still fit? What is wrong stands in it, so the line is not the entry's. */
static enum status check_statute(struct change *change, struct arena *arena)
{
    struct roll roster;
    struct statute statute;
    struct problem problem;
    problem_clear(&problem);
    enum status status = roster_read(change->replay, change->index + 1, arena, &roster);
    if (status == STATUS_OK)
        status = check_weights(change, &roster);
    if (status != STATUS_OK || is_refused(change))
        return status;
    status = statute_read(&change->replay->current->statute, true, &roster, arena, &statute, &problem);
    if (status != STATUS_FORM)
        return status;
    return refuse(change, REASON_STATUTE, N_("the statute's line \"{1}\" no longer fits: change the statute first"),
                  slice_of(problem.field));
}

/* What can only be seen when all lines are through. */
static enum status check_whole(struct change *change)
{
    struct replay *replay = change->replay;
    int64_t orphans, secretaries;
    struct arena arena;
    enum status status = store_number(replay->store, &orphans, NULL,
                                      "SELECT count(*) FROM seat s WHERE s.body = ?1 AND s.until IS NULL "
                                      "AND s.bench NOT IN (SELECT pos FROM bench WHERE body = ?1 AND until IS NULL)",
                                      "i", replay->number);
    if (status == STATUS_OK)
        status = count_secretaries(replay, &secretaries);
    if (status != STATUS_OK)
        return status;
    if (orphans)
        return refuse(change, REASON_BENCH, N_("a seat still lies in a bench that ends"), SLICE(""));
    if ((uint64_t)secretaries < replay->body.approvals)
        return refuse(change, REASON_SECRETARIES, NULL, SLICE(""));
    arena_init(&arena);
    status = check_statute(change, &arena);
    arena_release(&arena);
    return status;
}

static enum status check(struct place *place)
{
    struct replay *replay = place->replay;
    struct change change = {.replay = replay, .place = place, .index = (int64_t)replay->tree.size};
    /* Where nothing can be written nothing is taken in either: who only looks is told of the signatures alone. */
    if (!store_writable(replay->store))
        return STATUS_OK;
    enum status status = store_run(replay->store, "SAVEPOINT roster", "");
    if (status != STATUS_OK)
        return status;
    status = take_lines(&change, place->entry);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_whole(&change);
    enum status undone = store_run(replay->store, "ROLLBACK TO roster", "");
    enum status released = store_run(replay->store, "RELEASE roster", "");
    if (undone != STATUS_OK || released != STATUS_OK)
        return STATUS_STORE;
    return status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    struct change change = {.replay = replay, .index = index};
    enum status status = change_note(replay, "roster", sealed, NULL, index);
    if (status == STATUS_OK)
        status = take_lines(&change, &sealed->entry);
    return status == STATUS_OK ? version_advance(replay, index) : status;
}

const struct kind_rules rules_roster = {.authorship = BY_SECRETARIES, .check = check, .apply = apply};
