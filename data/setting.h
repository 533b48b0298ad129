/* The setting of a ballot: a meeting, with those who are there and its chair, or a written procedure. */
#ifndef DATA_SETTING_H
#define DATA_SETTING_H

#include "data/replay.h"

struct setting {
    bool meeting; /* else a written procedure */
    uint32_t call;
    bool has_ended;
    int64_t ended; /* the index of the entry that ended the ballot */
};

/*
 * The ballot's setting; in a meeting the roll gets the seats that were present just before the ballot and, where the
 * meeting names a chair, that one (nobody, if that seat is no more).
 */
MUST_CHECK enum status setting_of(struct replay *replay, int64_t ballot, struct roll *roll, struct setting *out);

#endif
