/* What a closing will say: counted before it is signed. */
#include "tui/closing_form.h"
#include "tui/lead_words.h"
#include "tui/outcome_words.h"

static void write_outcome(const struct result *result, struct buffer *out)
{
    struct buffer more;
    buffer_init(&more);
    outcome_sentence(result, out);
    buffer_byte(out, '\n');
    outcome_counts(result, out);
    if (result->counting.offer.lines)
        lead_words(&result->counting, &more);
    outcome_failures(result, &more);
    if (more.length)
        buffer_byte(out, '\n');
    buffer_add(out, buffer_slice(&more));
    buffer_release(&more);
}

enum status closing_form_foresee(struct closing_form *form, struct app *app)
{
    struct result result = {.facts = form->ballot};
    if (form->paper)
        return STATUS_OK;
    rule_words_init(&result.words);
    enum status status = result_load(&result, app);
    buffer_clear(&form->outcome);
    form->style = STYLE_MUTED;
    if (status == STATUS_OK && result.hidden && !ballot_facts_overdue(&result.facts, result.now)) {
        buffer_text(&form->outcome, _("How it was voted stays hidden until the ballot is closed."));
    } else if (status == STATUS_OK) {
        form->style = result.counting.tally.outcome == OUTCOME_ADOPTED ? STYLE_GOOD : STYLE_WARN;
        write_outcome(&result, &form->outcome);
    }
    result_release(&result);
    return status == STATUS_OK ? buffer_status(&form->outcome) : status;
}
