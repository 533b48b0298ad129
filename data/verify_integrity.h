/* SQLite's own check of the file, as a part of the audit. For verify*.c only. */
#ifndef DATA_VERIFY_INTEGRITY_H
#define DATA_VERIFY_INTEGRITY_H

#include "data/verify_work.h"

/* `part`: without the index of ids, which is summed up instead. */
struct integrity {
    struct store *store; /* of its own */
    bool part, sound;
    struct id_sum index;
    struct buffer what;
    enum status status; /* of a check of all */
};

/* Checks a struct integrity; waits until that is done, at once when it is to `stop`; reports what was found. */
void integrity_check(void *context);
void integrity_await(struct audit *audit, struct integrity *integrity, bool stop);
MUST_CHECK enum status integrity_report(struct audit *audit, struct integrity *integrity);

#endif
