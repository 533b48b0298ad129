/* The statute in a proposal's text, tidied like a draft: what is adopted can then be entered as it stands. */
#include "core/wording.h"
#include "data/compose_change.h"

#include <string.h>

static size_t count_lines(struct slice text)
{
    size_t lines = 0;
    for (size_t i = 0; i < text.length; i++)
        lines += text.at[i] == '\n';
    return lines;
}

/* A place in the statute's draft, whose first line is not in the file, is one in the proposal's. */
static void move_place(const struct draft *draft, const struct wording *wording, struct problem *problem)
{
    if (problem && problem->line)
        problem->line += draft->text_line + count_lines(wording->before) - 2;
}

/* A rule may speak only of whom the body has: what a proposal is to bring with it comes first. */
static void advise(struct problem *problem)
{
    static const char pattern[] = "there is no bench";
    char name[PROBLEM_DETAIL_MAX];
    if (!problem || !problem->message || strncmp(problem->message, pattern, sizeof pattern - 1) != 0)
        return;
    memcpy(name, problem->detail[0], sizeof name);
    problem_fill(problem, problem->status,
                 N_("there is no bench and no seat \"{1}\" yet, and a statute fits the benches and seats of today: "
                    "enter them first with \"roster --change\", as advisory where only this proposal is to give them "
                    "a vote"),
                 slice_of(name), SLICE(""));
}

static enum status read_statute(const struct author *author, struct slice lines, struct arena *arena,
                                struct draft *statute, struct problem *problem)
{
    struct buffer bytes;
    buffer_init(&bytes);
    buffer_text(&bytes, "stimmbuch/1 statute\n");
    buffer_add(&bytes, lines);
    enum status status = buffer_status(&bytes);
    if (status == STATUS_OK)
        status = draft_read(statute, KIND_STATUTE, buffer_slice(&bytes), arena, problem);
    buffer_release(&bytes);
    if (status != STATUS_OK)
        return status;
    if (statute->text.length || draft_has(statute, "decided")) {
        problem_place(problem, statute->text.length ? statute->text_line : 2, 1);
        return problem_say(problem, STATUS_FORM,
                           N_("between \"```statute\" and \"```\" stand the lines of a statute alone: no reason, no "
                              "\"decided\""),
                           NULL, NULL);
    }
    return compose_statute(author, NULL, statute, problem);
}

static enum status replace(struct draft *draft, const struct wording *wording, struct draft *statute,
                           struct problem *problem)
{
    struct buffer entry_text, text;
    struct entry entry;
    buffer_init(&entry_text);
    buffer_init(&text);
    enum status status = draft_compose(statute, &entry_text, problem);
    if (status == STATUS_OK)
        status = entry_parse(buffer_slice(&entry_text), draft->arena, &entry, problem);
    if (status == STATUS_OK) {
        buffer_add(&text, wording->before);
        buffer_add(&text, wording_block(&entry));
        buffer_add(&text, wording->behind);
        status = buffer_status(&text);
    }
    if (status == STATUS_OK)
        status = draft_set_text(draft, buffer_slice(&text), problem);
    draft->changes += statute->changes;
    buffer_release(&entry_text);
    buffer_release(&text);
    return status;
}

enum status compose_wording(const struct author *author, struct draft *draft, struct problem *problem)
{
    struct wording wording;
    struct draft statute;
    wording_find(draft->text, &wording);
    if (!wording.marks)
        return STATUS_OK;
    size_t mark = draft->text_line + count_lines(wording.before) - 1;
    if (wording.marks > 1 || !wording.closed) {
        problem_place(problem, mark, 1);
        return wording.closed
                   ? problem_say(problem, STATUS_FORM, N_("a proposal holds one statute, not several"), NULL, NULL)
                   : problem_say(problem, STATUS_FORM, N_("the statute that begins here has no end: a line \"```\""),
                                 NULL, NULL);
    }
    enum status status = read_statute(author, wording.lines, draft->arena, &statute, problem);
    if (status != STATUS_OK) {
        move_place(draft, &wording, problem);
        advise(problem);
        return status;
    }
    return replace(draft, &wording, &statute, problem);
}
