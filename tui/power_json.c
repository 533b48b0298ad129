#include "tui/power_words.h"

enum { DIGITS = 9 };

static json_t *share_json(const mpq_t share)
{
    struct buffer text;
    buffer_init(&text);
    power_decimal(share, DIGITS, &text);
    json_t *value = json_slice(buffer_slice(&text));
    buffer_release(&text);
    return value;
}

static json_t *ratio_json(wide part, wide whole)
{
    mpq_t share;
    mpq_init(share);
    power_ratio(part, whole, share);
    json_t *value = share_json(share);
    mpq_clear(share);
    return value;
}

/* null: it is not known. */
static json_t *verdict_json(enum verdict verdict)
{
    return verdict == VERDICT_OPEN ? json_null() : json_boolean(verdict == VERDICT_TRUE);
}

static json_t *bench_json(const struct power_case *power, size_t bench)
{
    const struct power_bench *one = &power->benches.bench[bench];
    struct power_parts parts;
    power_parts_init(&parts);
    power_case_bench(power, bench, &parts);
    json_t *object =
        json_pack("{s:o, s:I, s:o, s:o, s:o, s:o, s:o, s:o}", "bench", json_slice(power->body->roster.bench[bench].id),
                  "seats", (json_int_t)parts.heads, "heads_share", ratio_json((wide)parts.heads, (wide)parts.all_heads),
                  "weight_share", ratio_json(parts.weight, parts.all_weight), "banzhaf", share_json(parts.banzhaf),
                  "shapley", share_json(parts.shapley), "can_block_alone", verdict_json(one->can_block),
                  "block_min_seats", one->block_min ? json_integer((json_int_t)one->block_min) : json_null());
    power_parts_release(&parts);
    return object;
}

static json_t *seat_json(const struct power_case *power, size_t seat)
{
    const struct roll *roster = &power->body->roster;
    const struct power_share *share = power_case_seat(power, seat);
    json_t *object = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "seat", json_slice(roster->seat[seat].id), "bench",
                               json_slice(roster->bench[roster->seat[seat].bench].id), "banzhaf",
                               share_json(share->banzhaf), "shapley", share_json(share->shapley), "dummy",
                               verdict_json(share->dummy), "veto", verdict_json(share->veto));
    if (object && !power->power.exact) {
        json_object_set_new(object, "banzhaf_error", share_json(share->banzhaf_error));
        json_object_set_new(object, "shapley_error", share_json(share->shapley_error));
    }
    return object;
}

static json_t *coalitions_json(const struct power_case *power)
{
    json_t *coalitions = json_array();
    for (size_t i = 0; i < power->benches.coalitions; i++) {
        json_t *benches = json_array();
        for (uint64_t set = power->benches.coalition[i]; set; set &= set - 1)
            json_array_append_new(benches, json_slice(power->body->roster.bench[(size_t)__builtin_ctzll(set)].id));
        json_array_append_new(coalitions, benches);
    }
    return coalitions;
}

json_t *power_json(const struct power_case *power)
{
    const struct roll *roster = &power->body->roster;
    json_t *benches = json_array(), *seats = json_array();
    for (size_t i = 0; i < roster->benches; i++)
        if (roster->bench[i].id.length)
            json_array_append_new(benches, bench_json(power, i));
    for (size_t i = 0; i < roster->seats; i++)
        if (power_case_seat(power, i))
            json_array_append_new(seats, seat_json(power, i));
    return json_pack("{s:o, s:o, s:b, s:I, s:o, s:o, s:o, s:o}", "body", json_slice(power->body->name), "rule",
                     json_slice(power->rule->id), "exact", power->power.exact, "samples",
                     (json_int_t)power->power.samples, "monotone", verdict_json(power->power.monotone), "benches",
                     benches, "seats", seats, "coalitions",
                     power->benches.known ? coalitions_json(power) : json_null());
}
