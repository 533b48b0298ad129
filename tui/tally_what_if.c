#include "tui/tally_what_if.h"

#include "tui/i18n.h"

enum status tally_then_make(struct session *session, const struct counting *counting, bool hidden,
                            struct tally_then *out)
{
    struct slice wanted =
        session_has(session, OPTION_RULE) ? session_value(session, OPTION_RULE) : counting->rule->rule.id;
    *out = (struct tally_then){.roster = counting->roll, .statute = counting->version->body.statute};
    if (hidden || counting->paper)
        return problem_say(&session->problem, STATUS_REFUSED,
                           hidden ? N_("the counts of this ballot are hidden until it is closed")
                                  : N_("a ballot on paper has no votes here that could be counted anew"),
                           NULL, NULL);
    enum status status = what_if_read(session, &out->arena, &out->roster, &out->statute);
    if (status != STATUS_OK)
        return status;
    const struct statute_rule *found = statute_rule_find(&out->statute, wanted);
    problem_clear(&session->problem);
    if (!found)
        return problem_slices(&session->problem, STATUS_NOT_FOUND,
                              N_("the draft has no rule \"{1}\": name another one with --rule"), wanted, SLICE(""));
    out->rule = &found->rule;
    return what_if_count(&counting->input, &out->roster, out->rule, &out->arena, &out->tally, &session->problem);
}

void tally_then_release(struct tally_then *then)
{
    arena_release(&then->arena);
}

static void reasons_words(const struct tally_then *then, bool quorum, struct buffer *out)
{
    const struct comparison *comparison = quorum ? then->tally.quorum : then->tally.adopted;
    size_t count = quorum ? then->tally.quorums : then->tally.adopteds;
    for (size_t i = 0; i < count; i++) {
        buffer_text(out, comparison[i].verdict == VERDICT_TRUE ? "  ✓ " : "  ✗ ");
        buffer_text(out, quorum ? _("quorum: ") : _("adopted: "));
        expression_explain(&comparison[i], &then->roster, i18n_vocabulary(), out);
        buffer_byte(out, '\n');
    }
}

void tally_then_words(const struct counting *now, const char *result, const struct tally_then *then, struct buffer *out)
{
    const char *before = i18n_word(slice_of(result)), *after = i18n_word(slice_of(outcome_name(then->tally.outcome)));
    buffer_format(out, "\n%s\n", _("What if? Not binding: a count by a draft that was not in force."));
    buffer_text(out, "  ");
    buffer_add(out, now->rule->rule.title);
    buffer_text(out, " → ");
    buffer_add(out, then->rule->title);
    buffer_format(out, "\n  %s%s → %s\n", _("Result: "), before ? before : "", after ? after : "");
    buffer_format(out, "  %s%llu/%llu → %llu/%llu\n", _("Votes cast: "), (unsigned long long)now->tally.cast,
                  (unsigned long long)now->tally.seats, (unsigned long long)then->tally.cast,
                  (unsigned long long)then->tally.seats);
    reasons_words(then, true, out);
    reasons_words(then, false, out);
}

static void reasons_json(const struct tally_then *then, bool quorum, json_t *reasons)
{
    const struct comparison *comparison = quorum ? then->tally.quorum : then->tally.adopted;
    size_t count = quorum ? then->tally.quorums : then->tally.adopteds;
    for (size_t i = 0; i < count; i++) {
        struct buffer text;
        buffer_init(&text);
        expression_explain(&comparison[i], &then->roster, i18n_vocabulary(), &text);
        json_array_append_new(reasons, json_pack("{s:o, s:b}", "text", json_slice(buffer_slice(&text)), "holds",
                                                 comparison[i].verdict == VERDICT_TRUE));
        buffer_release(&text);
    }
}

json_t *tally_then_json(const struct tally_then *then)
{
    const struct tally *tally = &then->tally;
    json_t *reasons = json_array();
    reasons_json(then, true, reasons);
    reasons_json(then, false, reasons);
    return json_pack("{s:b, s:o, s:s, s:I, s:I, s:I, s:I, s:o}", "binding", 0, "rule", json_slice(then->rule->id),
                     "result", outcome_name(tally->outcome), "all", (json_int_t)tally->all, "seats",
                     (json_int_t)tally->seats, "present", (json_int_t)tally->present, "cast", (json_int_t)tally->cast,
                     "reasons", reasons);
}
