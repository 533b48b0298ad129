#include "tui/secretaries.h"

enum status secretaries_begin(struct secretaries *secretaries, struct session *session)
{
    secretaries->count = 0;
    arena_init(&secretaries->arena);
    enum status status = session_key_name(session, &secretaries->key[0]);
    secretaries->count = status == STATUS_OK;
    return status;
}

void secretaries_release(struct secretaries *secretaries)
{
    arena_release(&secretaries->arena);
    secretaries->count = 0;
}

static bool is_there(const struct secretaries *secretaries, const struct vkey *vkey)
{
    for (size_t i = 0; i < secretaries->count; i++)
        if (slice_equal(secretaries->key[i].name, vkey->name) ||
            memcmp(&secretaries->key[i].key, &vkey->key, sizeof vkey->key) == 0)
            return true;
    return false;
}

enum status secretaries_add(struct secretaries *secretaries, const struct session *session, struct slice text,
                            struct problem *problem)
{
    struct vkey vkey;
    struct slice kept = arena_copy(&secretaries->arena, text);
    if (secretaries->count > SESSION_SECRETARIES_MAX)
        return problem_say(problem, STATUS_USAGE, N_("there are as many secretaries as a body may have"), NULL, NULL);
    if (!kept.at)
        return STATUS_NO_MEMORY;
    bool whole = memchr(kept.at, '+', kept.length) != NULL;
    enum status status =
        whole ? vkey_parse(kept, &vkey, problem) : keyring_find(&session->keyring, kept, &vkey, problem);
    if (status != STATUS_OK)
        return status;
    if (is_there(secretaries, &vkey))
        return problem_slices(problem, STATUS_REFUSED, N_("\"{1}\" is among the secretaries already"), vkey.name,
                              SLICE(""));
    secretaries->key[secretaries->count++] = vkey;
    return STATUS_OK;
}

bool secretaries_drop(struct secretaries *secretaries)
{
    if (secretaries->count < 2)
        return false;
    secretaries->count--;
    return true;
}

void secretaries_write(const struct secretaries *secretaries, struct buffer *out)
{
    for (size_t i = 0; i < secretaries->count; i++) {
        buffer_text(out, i ? ", " : "");
        buffer_add(out, secretaries->key[i].name);
    }
}
