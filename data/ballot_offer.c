#include "data/ballot_offer.h"

#include "data/replay_lookup.h"

enum status ballot_offer_load(struct replay *replay, int64_t ballot, enum method method, struct arena *arena,
                              struct offer *out)
{
    if (!method_has_winner(method))
        return offer_read(method, NULL, out) ? STATUS_OK : STATUS_FORM;
    struct buffer bytes;
    buffer_init(&bytes);
    struct entry entry;
    enum status status = load_entry(replay, ballot, &bytes, arena, &entry);
    if (status == STATUS_OK && !offer_read(method, &entry, out))
        status = STATUS_FORM;
    for (size_t i = 0; status == STATUS_OK && i < out->options; i++) {
        struct choice_option *option = &out->option[i];
        *option = (struct choice_option){arena_copy(arena, option->id), arena_copy(arena, option->title)};
        if (!option->id.at || !option->title.at)
            status = STATUS_NO_MEMORY;
    }
    buffer_release(&bytes);
    return status;
}
