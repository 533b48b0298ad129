/* Where a key's name is known, and as what. */
#ifndef DATA_QUERY_KEY_H
#define DATA_QUERY_KEY_H

#include "data/store.h"

struct key_use {
    int64_t body;
    struct slice vkey; /* the key that the body has under the name */
    bool holds;        /* it has a place or an office */
    bool in_chain;     /* the key asked about is, or was, the name's */
    bool overseen;     /* the other name is a secretary there */
};
typedef bool key_visit(void *context, const struct key_use *use);

/*
 * The bodies in which the name has a key that is not revoked, by their names; those of which it is the log's are none.
 * `vkey`: the key asked about, as text. `other`: another name. Both may be empty.
 */
MUST_CHECK enum status query_key_uses(struct store *store, struct slice name, struct slice vkey, struct slice other,
                                      key_visit *visit, void *context, struct problem *problem);

/* Whether a body of this ledger has the name: its key is then that of a log. */
MUST_CHECK enum status query_key_of_log(struct store *store, struct slice name, bool *out, struct problem *problem);

/* A key that is in force under a name in some body, of those whose name has `part` in it; false stops. */
typedef bool known_key_visit(void *context, struct slice name, struct slice vkey);

/* Those of secretaries first, then by name; each once, and at most so many. */
enum { KNOWN_KEYS_MAX = 50 };
MUST_CHECK enum status query_keys_known(struct store *store, struct slice part, known_key_visit *visit, void *context,
                                        struct problem *problem);

#endif
