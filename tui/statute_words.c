#include "tui/statute_words.h"

#include "tui/i18n.h"

/* Of one line after the other: the buffers are used again. */
struct teller {
    const struct roll *roster;
    statute_line_visit *visit;
    void *context;
    struct buffer words, exact;
    bool failed;
};

static const char *const labels[] = {
    [STATUTE_KINDS] = N_("Serves"),
    [STATUTE_METHOD] = N_("Method"),
    [STATUTE_ADOPTED] = N_("Adopted if"),
    [STATUTE_QUORUM] = N_("Quorum"),
    [STATUTE_SILENCE] = N_("Silence"),
    [STATUTE_ABSTENTION] = N_("Abstention"),
    [STATUTE_OBJECTION] = N_("Objection"),
    [STATUTE_BINDS] = N_("Binds"),
    [STATUTE_INTERIM] = N_("Interim counts"),
    [STATUTE_EARLY] = N_("Early closing"),
    [STATUTE_TIE] = N_("Tie"),
    [STATUTE_CHAIR] = N_("Chair"),
    [STATUTE_REQUIRE] = N_("Before a ballot"),
    [STATUTE_PROPOSE] = N_("Who may file"),
    [STATUTE_REVOTE] = N_("Voting again"),
    [STATUTE_CLERK] = N_("Called-out votes"),
    [STATUTE_WINDOW] = N_("Shortest ballot"),
    [STATUTE_DEADLINE] = N_("Deadline"),
    [STATUTE_HEAD] = N_("Heads"),
    [STATUTE_FINAL] = N_("Final"),
    [STATUTE_CHANGE] = N_("Changing this"),
};

/* Hands over what was written, and empties it. */
static void tell(struct teller *teller, enum statute_part part, bool standard)
{
    teller->failed = teller->failed || teller->words.failed || teller->exact.failed;
    struct statute_line line = {.part = part,
                                .standard = standard,
                                .label = _(labels[part]),
                                .words = buffer_slice(&teller->words),
                                .exact = buffer_slice(&teller->exact)};
    if (!teller->failed)
        teller->visit(teller->context, &line);
    buffer_clear(&teller->words);
    buffer_clear(&teller->exact);
}

static void tell_sentence(struct teller *teller, enum statute_part part, bool standard, const char *sentence)
{
    buffer_text(&teller->words, sentence);
    tell(teller, part, standard);
}

/* A pattern of ngettext with {1} for the number. */
static void tell_count(struct teller *teller, enum statute_part part, const char *pattern, uint64_t count)
{
    i18n_count(pattern, count, &teller->words);
    tell(teller, part, false);
}

static enum status finish(struct teller *teller)
{
    buffer_release(&teller->words);
    buffer_release(&teller->exact);
    return teller->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

static void tell_kinds(struct teller *teller, const struct rule *rule)
{
    for (size_t i = 0; i < rule->kinds; i++) {
        const char *word = i18n_word(rule->kind[i]);
        buffer_text(&teller->words, i ? ", " : "");
        buffer_add(&teller->words, word ? slice_of(word) : rule->kind[i]);
    }
    if (!rule->kinds)
        buffer_text(&teller->words, _("proposals of every kind"));
    tell(teller, STATUTE_KINDS, !rule->kinds);
}

static void tell_method(struct teller *teller, const struct rule *rule)
{
    static const char *const sentences[METHOD_COUNT] = {
        [METHOD_YES_NO] = N_("yes, no or abstention"),
        [METHOD_CONSENT] = N_("consent, concern or objection, the latter two with a reason"),
        [METHOD_CHOICE] = N_("one of the options; the one with the most votes leads"),
        [METHOD_APPROVAL] = N_("any number of options; the one with the most approvals leads"),
        [METHOD_RANKING] = N_("an order of the options, counted by Schulze's method"),
        [METHOD_EXTERNAL] = N_("on paper, outside this program: the secretaries enter the counts"),
    };
    tell_sentence(teller, STATUTE_METHOD, rule->method == METHOD_YES_NO, _(sentences[rule->method]));
}

static void tell_expression(struct teller *teller, enum statute_part part, const struct expression *expression,
                            const char *otherwise)
{
    if (!expression) {
        tell_sentence(teller, part, true, otherwise);
        return;
    }
    expression_describe(expression, teller->roster, i18n_vocabulary(), &teller->words);
    expression_write(expression, &teller->exact);
    tell(teller, part, false);
}

static void tell_silence(struct teller *teller, const struct rule *rule)
{
    static const char *const sentences[] = {
        [SILENCE_ABSENT] = N_("A seat that does not vote counts as absent."),
        [SILENCE_ABSTAIN] = N_("In writing, a seat that does not vote counts as an abstention."),
        [SILENCE_CONSENT] = N_("In writing, a seat that does not vote counts as agreeing."),
    };
    tell_sentence(teller, STATUTE_SILENCE, rule->silence == SILENCE_ABSENT, _(sentences[rule->silence]));
}

static void tell_early(struct teller *teller, const struct rule *rule)
{
    if (!rule->early)
        tell_sentence(teller, STATUTE_EARLY, true, _("It is never closed before its deadline."));
    else if (!rule->early_minutes)
        tell_sentence(teller, STATUTE_EARLY, false, _("It may be closed early once the outcome is certain."));
    else
        tell_count(teller, STATUTE_EARLY,
                   ngettext("It may be closed early once the outcome is certain, but not before {1} minute is over.",
                            "It may be closed early once the outcome is certain, but not before {1} minutes are over.",
                            (unsigned long)rule->early_minutes),
                   rule->early_minutes);
}

enum status statute_words_rule(const struct statute_rule *of, const struct roll *roster, statute_line_visit *visit,
                               void *context)
{
    const struct rule *rule = &of->rule;
    struct teller teller = {.roster = roster, .visit = visit, .context = context};
    tell_kinds(&teller, rule);
    tell_method(&teller, rule);
    if (rule->method == METHOD_EXTERNAL && !rule->adopted) {
        tell_sentence(&teller, STATUTE_ADOPTED, true, _("The secretaries enter the result."));
        return finish(&teller);
    }
    tell_expression(&teller, STATUTE_ADOPTED, rule->adopted, "");
    tell_expression(&teller, STATUTE_QUORUM, rule->quorum, _("None: however few take part, the body can decide."));
    tell_silence(&teller, rule);
    tell_sentence(&teller, STATUTE_ABSTENTION, !rule->abstention_forbidden,
                  rule->abstention_forbidden ? _("Abstaining is not possible.") : _("Abstaining is possible."));
    tell_sentence(&teller, STATUTE_OBJECTION, !rule->objection_stops,
                  rule->objection_stops ? _("An objection to the procedure stops it.")
                                        : _("Nobody can stop a vote in writing by objecting to the procedure."));
    tell_sentence(&teller, STATUTE_BINDS, !rule->binds_agreeing,
                  rule->binds_agreeing ? _("It binds those only who agree.") : _("It binds all."));
    tell_sentence(&teller, STATUTE_INTERIM, !rule->interim_visible,
                  rule->interim_visible ? _("Interim counts can be seen before the close.")
                                        : _("Interim counts are not shown before the close."));
    tell_early(&teller, rule);
    if (method_has_winner(rule->method))
        tell_sentence(&teller, STATUTE_TIE, !rule->tie_chair,
                      rule->tie_chair ? _("Where several options lead, the chair's vote decides between them.")
                                      : _("Where several options lead, none is adopted."));
    return finish(&teller);
}

static struct slice bench_title(const struct roll *roster, struct slice id)
{
    size_t bench = roll_bench_find(roster, id);
    return bench == ROLL_NONE || !roster->bench[bench].title.length ? id : roster->bench[bench].title;
}

static struct slice seat_title(const struct roll *roster, size_t seat)
{
    return roster->seat[seat].title.length ? roster->seat[seat].title : roster->seat[seat].id;
}

static void say_count(const char *pattern, uint64_t count, struct slice whose, struct buffer *out)
{
    struct buffer number;
    buffer_init(&number);
    buffer_number(&number, count);
    out->failed = out->failed || number.failed;
    i18n_pattern(pattern, buffer_slice(&number), whose, out);
    buffer_release(&number);
}

void statute_words_require(const struct requirement *require, const struct roll *roster, struct buffer *out)
{
    unsigned long count = (unsigned long)require->count;
    switch (require->gate) {
    case GATE_COST:
        buffer_text(out, _("It states all costs, be it as unknown."));
        return;
    case GATE_COST_KNOWN:
        buffer_text(out, _("It states all costs, and none is unknown."));
        return;
    case GATE_BINDING:
        buffer_text(out, _("It says how binding it is, and for whom."));
        return;
    case GATE_DVC:
        buffer_text(out, _("It says how it relates to the Deutsche Verwaltungscloud (DVC)."));
        return;
    case GATE_DEMAND:
        buffer_text(out, _("It names a demand of Dresden that it serves."));
        return;
    case GATE_EXPERIENCE:
        say_count(ngettext("There is a practical report of {1} seat of the bench \"{2}\".",
                           "There are practical reports of {1} seats of the bench \"{2}\".", count),
                  require->count, bench_title(roster, require->bench), out);
        return;
    case GATE_NOTICE:
        say_count(ngettext("It was there at least {1} day before.", "It was there at least {1} days before.", count),
                  require->count, SLICE(""), out);
        return;
    }
}

static void tell_requires(struct teller *teller, const struct statute *statute)
{
    for (size_t i = 0; i < statute->requires; i++) {
        buffer_text(&teller->words, i ? "\n" : "");
        statute_words_require(&statute->require[i], teller->roster, &teller->words);
    }
    if (!statute->requires)
        buffer_text(&teller->words, _("Nothing is asked of a proposal."));
    tell(teller, STATUTE_REQUIRE, !statute->requires);
}

/* A group as people know it; a chair that is not there any more has no title. */
static struct slice group_title(const struct roll *roster, struct group group)
{
    if (group.kind == GROUP_BENCH)
        return bench_title(roster, group.id);
    size_t seat = group.kind == GROUP_CHAIR ? roster->chair : roll_seat_find(roster, group.id);
    return seat == ROLL_NONE ? group.id : seat_title(roster, seat);
}

static void tell_filings(struct teller *teller, const struct statute *statute)
{
    for (size_t i = 0; i < statute->filings; i++) {
        const struct filing *filing = &statute->filing[i];
        struct slice title = group_title(teller->roster, filing->group);
        buffer_text(&teller->words, i ? "\n" : "");
        if (filing->group.kind == GROUP_BENCH)
            say_count(ngettext("at least {1} seat of the bench \"{2}\"", "at least {1} seats of the bench \"{2}\"",
                               (unsigned long)filing->count),
                      filing->count, title, &teller->words);
        else
            i18n_pattern(filing->count > 1 ? _("nobody: more than one seat is asked for, and there is only \"{1}\"")
                                           : _("the seat \"{1}\""),
                         title, SLICE(""), &teller->words);
        buffer_text(&teller->words, i + 1 < statute->filings ? _(", or") : "");
    }
    if (!statute->filings)
        buffer_text(&teller->words, _("Every seat, and the secretaries."));
    tell(teller, STATUTE_PROPOSE, !statute->filings);
}

static void tell_times(struct teller *teller, const struct statute *statute)
{
    unsigned long window = (unsigned long)statute->window, head = (unsigned long)statute->head;
    if (window)
        tell_count(teller, STATUTE_WINDOW,
                   ngettext("A ballot without a deadline stays open for at least {1} minute.",
                            "A ballot without a deadline stays open for at least {1} minutes.", window),
                   statute->window);
    else
        tell_sentence(teller, STATUTE_WINDOW, true, _("A ballot without a deadline may be closed at any time."));
    tell_sentence(teller, STATUTE_DEADLINE, !statute->deadline_required,
                  statute->deadline_required ? _("Every ballot has a deadline.")
                                             : _("A ballot may have a deadline or none."));
    if (head)
        tell_count(teller, STATUTE_HEAD,
                   ngettext("A head of the log is to be signed at least every {1} minute.",
                            "A head of the log is to be signed at least every {1} minutes.", head),
                   statute->head);
    else
        tell_sentence(teller, STATUTE_HEAD, true, _("How often a head of the log is to be signed is not said."));
}

static void tell_change(struct teller *teller, const struct statute *statute)
{
    if (!statute->change.length) {
        tell_sentence(teller, STATUTE_CHANGE, true, _("The secretaries change the statute together."));
        return;
    }
    const struct statute_rule *rule = statute_rule_find(statute, statute->change);
    i18n_pattern(_("Only with a proposal that was adopted by the rule \"{1}\"."),
                 rule ? rule->rule.title : statute->change, SLICE(""), &teller->words);
    tell(teller, STATUTE_CHANGE, false);
}

enum status statute_words_own(const struct statute *statute, const struct roll *roster, statute_line_visit *visit,
                              void *context)
{
    struct teller teller = {.roster = roster, .visit = visit, .context = context};
    bool chair = roster->chair != ROLL_NONE;
    if (chair)
        buffer_add(&teller.words, seat_title(roster, roster->chair));
    else
        buffer_text(&teller.words, _("None."));
    tell(&teller, STATUTE_CHAIR, !chair);
    tell_requires(&teller, statute);
    tell_filings(&teller, statute);
    tell_sentence(&teller, STATUTE_REVOTE, statute->revote,
                  statute->revote ? _("A vote may be changed until the close; the last one counts.")
                                  : _("A vote cannot be changed."));
    tell_sentence(&teller, STATUTE_CLERK, !statute->clerk,
                  statute->clerk ? _("In a meeting the secretaries may record a vote that is called out.")
                                 : _("Each seat votes with its own key; nobody records votes for others."));
    tell_times(&teller, statute);
    if (statute->final)
        tell_count(&teller, STATUTE_FINAL,
                   ngettext("A result is final once {1} auditor has countersigned a head behind its closing.",
                            "A result is final once {1} auditors have countersigned a head behind its closing.",
                            (unsigned long)statute->final),
                   statute->final);
    else
        tell_sentence(&teller, STATUTE_FINAL, true, _("A result is final once the secretaries have signed it."));
    tell_change(&teller, statute);
    return finish(&teller);
}
