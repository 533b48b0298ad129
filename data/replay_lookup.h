/*
 * Entries that entries refer to: proposals, ballots, and whatever else lies in the log. For replay*.c and for those
 * who count or write what the replay will check.
 */
#ifndef DATA_REPLAY_LOOKUP_H
#define DATA_REPLAY_LOOKUP_H

#include "data/replay.h"

/* What a reference to a proposal or a ballot leads to. */
struct proposal_row {
    bool found;
    int64_t index, at, log_time;
    bool adopted, superseded, open; /* has an adopted result, is superseded, has an open ballot */
    bool undecided;                 /* has a ballot that is neither void nor has a result */
    bool halted;                    /* adjourned, referred or withdrawn */
    char state[16];
};
enum { BALLOT_TITLE_BYTES = 4 * 241 };
struct ballot_row {
    bool found;
    int64_t index, proposal, meeting, opens, closes, start, ended, result;
    bool has_meeting, has_opens, has_closes, open, is_void, has_result;
    uint64_t round;
    char rule[48];
    size_t title_length;
    char title[BALLOT_TITLE_BYTES];
};

/* `found` only when the entry lies before `size`. */
MUST_CHECK enum status find_proposal(struct replay *replay, const struct digest *id, uint64_t size,
                                     struct proposal_row *out);
MUST_CHECK enum status find_ballot(struct replay *replay, const struct digest *id, uint64_t size,
                                   struct ballot_row *out);

/* The next index behind *index (-1: from the beginning) and below `size` of an entry with that id, valid or not. */
MUST_CHECK enum status find_id(const struct replay *replay, const struct digest *id, uint64_t size, int64_t *index,
                               bool *found);

/* The index of the valid entry with that id below `size`: the same text may stand there before, badly signed. */
MUST_CHECK enum status find_valid(struct replay *replay, const struct digest *id, uint64_t size, int64_t *index,
                                  bool *found);

/* Is the seat recused from the proposal at this place? */
MUST_CHECK enum status is_recused(struct replay *replay, int64_t proposal, struct slice seat, bool *out);

/* The bytes of a logged entry, parsed. `note` keeps the bytes, the arena the fields. */
MUST_CHECK enum status load_entry(struct replay *replay, int64_t index, struct buffer *note, struct arena *arena,
                                  struct entry *out);

/* The start of a ballot: the latest of its `at`, its `opens` and the log time. */
int64_t ballot_start(const struct replay *replay, const struct entry *entry);

#endif
