#include "data/compose_change.h"
#include "data/compose_meeting.h"

static struct store *store_of(const struct author *author)
{
    return log_replay(author->log)->store;
}

enum status compose_common(const struct author *author, struct draft *draft)
{
    struct digest root = log_root(author->log);
    enum status status = draft_add(draft, "body", log_body(author->log)->name);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "founding", log_founding(author->log));
    if (status == STATUS_OK)
        status = draft_add(draft, "by", author->name);
    if (status == STATUS_OK)
        status = draft_add_time(draft, "at", author->at);
    if (status == STATUS_OK)
        status = draft_add_number(draft, "size", log_size(author->log));
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "root", &root);
    return status;
}

enum status compose_vkey(struct draft *draft, const char *name, const struct vkey *vkey)
{
    struct buffer text;
    buffer_init(&text);
    vkey_write(vkey, &text);
    enum status status = buffer_status(&text);
    if (status == STATUS_OK)
        status = draft_add(draft, name, buffer_slice(&text));
    buffer_release(&text);
    return status;
}

enum status compose_enrol(const struct author *author, const struct vkey *key, struct slice role, struct slice seat,
                          struct draft *draft)
{
    enum status status = compose_common(author, draft);
    if (status == STATUS_OK)
        status = compose_vkey(draft, "key", key);
    if (status == STATUS_OK)
        status = draft_add(draft, "role", role);
    if (status == STATUS_OK && seat.at)
        status = draft_add(draft, "seat", seat);
    return status;
}

enum status compose_proposal(const struct author *author, struct draft *draft, struct problem *problem)
{
    struct place_item place;
    enum status status = compose_references(author, draft, problem);
    if (status == STATUS_OK)
        status = compose_wording(author, draft, problem);
    if (status == STATUS_OK)
        status = compose_common(author, draft);
    if (status != STATUS_OK || draft_has(draft, "for"))
        return status;
    status = query_place(store_of(author), log_number(author->log), author->name, &place, problem);
    if (status == STATUS_OK && place.seats == 1 && strcmp(place.role, "holder") == 0)
        status = draft_add_text(draft, "for", place.seat);
    return status;
}

static enum status add_own_seat(const struct author *author, struct draft *draft, struct problem *problem)
{
    struct place_item place;
    enum status status = query_place(store_of(author), log_number(author->log), author->name, &place, problem);
    if (status == STATUS_OK && place.seats == 1)
        status = draft_add_text(draft, "seat", place.seat);
    return status;
}

enum status compose_statement(const struct author *author, const struct digest *proposal, struct slice seat,
                              struct draft *draft, struct problem *problem)
{
    enum status status = compose_common(author, draft);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "proposal", proposal);
    if (status == STATUS_OK && seat.at)
        status = draft_add(draft, "seat", seat);
    else if (status == STATUS_OK && !draft_has(draft, "seat"))
        status = add_own_seat(author, draft, problem);
    return status;
}

enum status compose_recusal(const struct author *author, const struct digest *proposal, struct slice seat,
                            struct slice reason, struct draft *draft, struct problem *problem)
{
    enum status status = compose_common(author, draft);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "proposal", proposal);
    if (status == STATUS_OK)
        status = draft_add(draft, "seat", seat);
    if (status == STATUS_OK && reason.at)
        status = draft_set_text(draft, reason, problem);
    return status;
}
