/*
 * Folders made to deceive: the log of a world, and one file of it that is made to be something else. An import refuses
 * each and names the file; an audit finds it.
 */
#ifndef TESTS_HOSTILE_H
#define TESTS_HOSTILE_H

#include "tests/world_publish.h"

struct hostile {
    void (*attack)(struct world *w, const char *path);
    const char *path;     /* from the folder on */
    const char *file;     /* that the import's refusal names; NULL: the same; "": none or another */
    enum status status;   /* of the import */
    const char *findings; /* of the audit, as tests/audited.h writes them; NULL: it cannot be done, STATUS_FILE */
};
extern const struct hostile hostile[];
extern const size_t hostile_count;

/* Publishes the log of 310 entries that they are of; of the world that has one already, in a further folder. */
const char *hostile_publish(struct world *w, const char *name);

#endif
