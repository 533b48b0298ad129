/*
 * What the files replay_KIND.c share: lookups in the state, and the table of kinds. For these files only.
 */
#ifndef DATA_REPLAY_RULES_H
#define DATA_REPLAY_RULES_H

#include "data/replay.h"

/* The place that an entry is checked for. */
struct place {
    struct replay *replay;
    struct sealed *sealed;
    const struct entry *entry;
    enum replay_mode mode;
    struct standing *standing;
};

/* Who may write a kind, and which signatures it needs; see the table in FORMAT.md section 6. */
enum authorship { BY_FOUNDING, BY_ENROL, BY_PROPOSAL, BY_PLACE, BY_VOTE, BY_RECUSAL, BY_SECRETARIES };

struct kind_rules {
    enum authorship authorship;
    /* Sets standing->reason. What a founding asks for is its form, so there this comes before everything else. */
    enum status (*check)(struct place *place);
    enum status (*apply)(struct replay *replay, const struct sealed *sealed, int64_t index);
};

extern const struct kind_rules rules_body, rules_enrol, rules_proposal, rules_statement, rules_ballot, rules_vote,
    rules_recusal, rules_close, rules_result, rules_void;

/* Names the reason and returns STATUS_OK: a rejection is no failure. */
enum status reject(struct place *place, enum reason reason, const char *message, struct slice detail);

/* author, signer, signature: who may write this kind, and with which signatures (replay_signatures.c). */
MUST_CHECK enum status replay_check_signatures(struct place *place);

enum authorship replay_authorship(enum kind kind);

/* A key as the roster has it under a name, and what it holds. */
struct holder {
    struct vkey vkey;
    char name[KEY_NAME_MAX + 1];
    bool known, secretary, auditor, has_place;
};
MUST_CHECK enum status find_holder(struct replay *replay, struct slice name, struct holder *out);

/* The role that a key name has in a seat: CLASS_HOLDER, CLASS_DEPUTY, or CLASS_COUNT for none. */
MUST_CHECK enum status find_role(struct replay *replay, struct slice name, struct slice seat, enum seat_class *out);

/* A key's place in a seat, in a role as an entry names it. */
struct place_row {
    bool found;
    int64_t since; /* the index of its enrolment */
    size_t seat;   /* index into the roster, ROLL_NONE when there is no such seat; always filled in */
};
MUST_CHECK enum status find_place(struct replay *replay, struct slice name, struct slice role, struct slice seat,
                                  struct place_row *out);

/* What a reference to a proposal or a ballot leads to. */
struct proposal_row {
    bool found;
    int64_t index, at, log_time;
    bool adopted, superseded, open; /* has an adopted result, is superseded, has an open ballot */
    bool undecided;                 /* has a ballot that is neither void nor has a result */
};
enum { BALLOT_TITLE_BYTES = 4 * 241 };
struct ballot_row {
    bool found;
    int64_t index, proposal, opens, closes, start, ended, result;
    bool has_opens, has_closes, open, is_void, has_result;
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
