/* the entries of a ballot, one by one */
#include "core/no_vote.h"

static enum status wrong(struct problem *problem, enum status status, const char *message)
{
    return problem_say(problem, status, message, NULL, NULL);
}

enum status no_vote_begin(struct no_vote_check *check, const struct no_vote *claim, struct slice head,
                          const struct slice *carried, struct problem *problem)
{
    *check = (struct no_vote_check){.claim = claim};
    arena_init(&check->arena);
    arena_init(&check->kept);
    enum status status = carried_read(carried, (size_t)claim->carried, &check->carried, problem);
    if (status == STATUS_OK)
        status = carried_head_open(&check->carried, head, &check->head, problem);
    if (status != STATUS_OK)
        return status;
    if (claim->last >= check->head.head.size)
        return wrong(problem, STATUS_MISMATCH, N_("its entries reach beyond the tree head"));
    if (!merkle_range_begin(&claim->range, claim->first, &check->tree))
        return wrong(problem, STATUS_FORM, N_("it does not hold the hashes that its places need"));
    return STATUS_OK;
}

/* Is it an entry of this body that names the ballot? */
static bool is_about(const struct no_vote_check *check, const struct sealed *sealed)
{
    struct digest ballot;
    return sealed->defect == REASON_NONE && slice_equal(sealed->entry.body, check->carried.body.name) &&
           digest_equal(&sealed->entry.founding, &check->carried.founding) &&
           entry_hash(&sealed->entry, "ballot", &ballot) && digest_equal(&ballot, &check->claim->ballot);
}

static enum status take_ballot(struct no_vote_check *check, const struct sealed *sealed, struct problem *problem)
{
    const struct entry *entry = &sealed->entry;
    if (sealed->defect != REASON_NONE || entry->kind != KIND_BALLOT ||
        !digest_equal(&sealed->id, &check->claim->ballot) || !slice_equal(entry->body, check->carried.body.name) ||
        !digest_equal(&entry->founding, &check->carried.founding))
        return wrong(problem, STATUS_MISMATCH, N_("the first of its entries is not that ballot"));
    check->title = arena_copy(&check->kept, entry_value(entry, "title"));
    return check->title.at ? STATUS_OK : wrong(problem, STATUS_NO_MEMORY, NULL);
}

/* What is no entry by its form, or of another body, cannot be a vote: every replay rejects it. */
static void take_later(struct no_vote_check *check, const struct sealed *sealed)
{
    check->ended = false;
    if (!is_about(check, sealed))
        return;
    const struct entry *entry = &sealed->entry;
    if (entry->kind == KIND_VOTE) {
        check->votes++;
        if (!slice_equal(entry_value(entry, "seat"), check->claim->seat))
            return;
        if (check->found < NO_VOTE_NAMED_MAX)
            check->place[check->found] = check->tree.size;
        check->found++;
    } else if (entry->kind == KIND_CLOSE || entry->kind == KIND_VOID || entry->kind == KIND_OBJECTION) {
        check->ended = true;
        check->last_kind = entry->kind;
    }
}

enum status no_vote_take(struct no_vote_check *check, struct slice note, struct problem *problem)
{
    struct sealed sealed;
    if (check->tree.size > check->claim->last)
        return wrong(problem, STATUS_FORM, N_("it holds more entries than it says"));
    enum status status = sealed_open(note, &check->arena, &sealed);
    if (status != STATUS_OK)
        return wrong(problem, status, NULL);
    if (check->tree.size == check->claim->first)
        status = take_ballot(check, &sealed, problem);
    else
        take_later(check, &sealed);
    arena_release(&check->arena);
    merkle_add(&check->tree, &sealed.leaf, NULL, NULL);
    return status;
}

enum status no_vote_end(struct no_vote_check *check, struct problem *problem)
{
    const struct checkpoint *head = &check->head.head;
    struct digest root;
    if (check->tree.size != check->claim->last + 1)
        return wrong(problem, STATUS_FORM, N_("it holds fewer entries than it says"));
    if (!merkle_range_root(&check->claim->range, &check->tree, head->size, &root))
        return wrong(problem, STATUS_FORM, N_("it does not hold the hashes that its places need"));
    if (!digest_equal(&root, &head->root))
        return wrong(problem, STATUS_MISMATCH, N_("its entries are not those at their places under the tree head"));
    if (!check->ended && check->tree.size != head->size)
        return wrong(problem, STATUS_MISMATCH, N_("its entries stop before the ballot ends"));
    return STATUS_OK;
}

void no_vote_release(struct no_vote_check *check)
{
    carried_release(&check->carried);
    arena_release(&check->arena);
    arena_release(&check->kept);
}
