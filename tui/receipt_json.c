/* the same as JSON */
#include "tui/receipt_words.h"

static json_t *cosigners(const struct carried_head *head)
{
    json_t *list = json_array();
    for (size_t i = 0; i < head->cosigners; i++)
        json_array_append_new(list, json_pack("{s:o, s:o}", "name", json_slice(head->cosigner[i].name), "time",
                                              json_time(true, (int64_t)head->cosigner[i].time)));
    return list;
}

static json_t *signatures(struct receipt_file *file)
{
    static const char *const state[] = {[CARRIED_HOLDS] = "holds",
                                        [CARRIED_UNVOUCHED] = "unvouched",
                                        [CARRIED_FALSE] = "false",
                                        [CARRIED_UNKNOWN] = "unknown"};
    json_t *list = json_array();
    for (size_t i = 0; file->entry.defect == REASON_NONE && i < file->entry.note.lines; i++)
        json_array_append_new(list, json_pack("{s:o, s:s}", "name", json_slice(file->entry.note.line[i].name), "state",
                                              state[carried_signature(&file->carried, &file->entry, i)]));
    return list;
}

json_t *receipt_to_json(struct receipt_file *file)
{
    const struct checkpoint *head = &file->head.head;
    bool readable = file->entry.defect == REASON_NONE;
    return json_pack("{s:b, s:s, s:o, s:o, s:I, s:o, s:o, s:I, s:o, s:o, s:o, s:I}", "ok", receipt_holds(file), "type",
                     "receipt", "body", json_slice(file->carried.body.name), "founding",
                     json_digest(&file->carried.founding), "index", (json_int_t)file->receipt.index, "id",
                     json_digest(&file->entry.id), "kind",
                     readable ? json_string(kind_table(file->entry.entry.kind)->name) : json_null(), "size",
                     (json_int_t)head->size, "root", json_digest(&head->root), "signatures", signatures(file),
                     "cosigners", cosigners(&file->head), "unknown", (json_int_t)file->head.unknown);
}

json_t *no_vote_to_json(const struct no_vote_file *file)
{
    const struct no_vote_check *check = &file->check;
    const struct checkpoint *head = &check->head.head;
    json_t *places = json_array();
    for (uint64_t i = 0; i < check->found && i < NO_VOTE_NAMED_MAX; i++)
        json_array_append_new(places, json_integer((json_int_t)check->place[i]));
    return json_pack("{s:b, s:s, s:o, s:o, s:o, s:o, s:o, s:I, s:I, s:o, s:I, s:I, s:o, s:I, s:o, s:o, s:I}", "ok",
                     no_vote_holds(file), "type", "no-vote", "body", json_slice(check->carried.body.name), "founding",
                     json_digest(&check->carried.founding), "ballot", json_digest(&file->claim.ballot), "title",
                     json_slice(check->title), "seat", json_slice(file->claim.seat), "first",
                     (json_int_t)file->claim.first, "last", (json_int_t)file->claim.last, "ended",
                     check->ended ? json_string(kind_table(check->last_kind)->name) : json_null(), "votes",
                     (json_int_t)check->votes, "found", (json_int_t)check->found, "places", places, "size",
                     (json_int_t)head->size, "root", json_digest(&head->root), "cosigners", cosigners(&check->head),
                     "unknown", (json_int_t)check->head.unknown);
}
