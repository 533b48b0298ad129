#include "tui/known_keys.h"

#include "data/people.h"
#include "data/query_key.h"

struct adding {
    struct known_keys *known;
    const struct secretaries *chosen;
    const char *people; /* the path of the address book */
    bool here;
    enum status status;
};

void known_keys_release(struct known_keys *known)
{
    arena_release(&known->arena);
    known->count = 0;
}

static bool is_there(const struct adding *adding, struct slice name, struct slice vkey)
{
    for (size_t i = 0; i < adding->known->count; i++)
        if (slice_equal(adding->known->key[i].vkey, vkey))
            return true;
    for (size_t i = 0; i < adding->chosen->count; i++)
        if (slice_equal(adding->chosen->key[i].name, name))
            return true;
    return false;
}

/* An address book that cannot be read only means that no person is named. */
static struct slice find_person(struct adding *adding, struct slice name)
{
    struct buffer text;
    struct slice person = SLICE("");
    buffer_init(&text);
    if (people_get(adding->people, name, &text, NULL) == STATUS_OK && text.length)
        person = arena_copy(&adding->known->arena, buffer_slice(&text));
    buffer_release(&text);
    return person;
}

static bool add(void *context, struct slice name, struct slice vkey)
{
    struct adding *adding = context;
    struct known_keys *known = adding->known;
    if (known->count == KNOWN_KEYS || is_there(adding, name, vkey))
        return known->count < KNOWN_KEYS;
    struct known_key *key = &known->key[known->count];
    *key = (struct known_key){.name = arena_copy(&known->arena, name),
                              .vkey = arena_copy(&known->arena, vkey),
                              .person = find_person(adding, name),
                              .here = adding->here};
    if (!key->name.at || !key->vkey.at || !key->person.at) {
        adding->status = STATUS_NO_MEMORY;
        return false;
    }
    known->count++;
    return true;
}

/* Not those of logs, which are no secretary's. */
static enum status add_own(struct adding *adding, const struct keyring *keyring, struct slice part,
                           struct problem *problem)
{
    struct keyring_entry *entry;
    size_t count = 0;
    enum status status = keyring_list(keyring, &adding->known->arena, &entry, &count, problem);
    for (size_t i = 0; i < count && status == STATUS_OK && adding->status == STATUS_OK; i++) {
        struct slice label = entry[i].label;
        struct buffer vkey;
        if (entry[i].problem || memchr(label.at, '+', label.length) ||
            (part.length && !memmem(label.at, label.length, part.at, part.length)))
            continue;
        buffer_init(&vkey);
        vkey_write(&entry[i].vkey, &vkey);
        status = buffer_status(&vkey);
        if (status == STATUS_OK)
            add(adding, entry[i].vkey.name, buffer_slice(&vkey));
        buffer_release(&vkey);
    }
    return status;
}

enum status known_keys_load(struct known_keys *known, struct app *app, struct slice part,
                            const struct secretaries *chosen, struct problem *problem)
{
    struct adding adding = {
        .known = known, .chosen = chosen, .people = app->session->people_path.at, .here = true, .status = STATUS_OK};
    known_keys_release(known);
    enum status status = add_own(&adding, &app->session->keyring, part, problem);
    adding.here = false;
    if (status == STATUS_OK && adding.status == STATUS_OK)
        status = query_keys_known(app_store(app), part, add, &adding, problem);
    return status == STATUS_OK ? adding.status : status;
}
