/*
 * What the files replay_KIND.c share: lookups in the state, and the table of kinds. For these files only.
 */
#ifndef DATA_REPLAY_RULES_H
#define DATA_REPLAY_RULES_H

#include "data/replay_holder.h"
#include "data/replay_lookup.h"

/* The place that an entry is checked for. */
struct place {
    struct replay *replay;
    struct sealed *sealed;
    const struct entry *entry;
    enum replay_mode mode;
    struct standing *standing;
};

/* Who may write a kind, and which signatures it needs; see the table in FORMAT.md section 6. */
enum authorship {
    BY_FOUNDING,
    BY_ENROL,
    BY_PROPOSAL,
    BY_KEY,
    BY_PLACE, /* who has a place, alone */
    BY_VOTE,
    BY_RECUSAL,
    BY_ATTENDANCE,
    BY_STATUS,    /* who has a place or a secretary, alone */
    BY_SECRETARY, /* alone */
    BY_SECRETARIES,
};

struct kind_rules {
    enum authorship authorship;
    /* Sets standing->reason. What a founding asks for is its form, so there this comes before everything else. */
    enum status (*check)(struct place *place);
    enum status (*apply)(struct replay *replay, const struct sealed *sealed, int64_t index);
    /* Only with BY_ATTENDANCE, and there never NULL: takes_presence_away. */
    enum status (*takes_away)(struct place *place, bool *out);
};

extern const struct kind_rules rules_body, rules_enrol, rules_proposal, rules_statement, rules_ballot, rules_vote,
    rules_recusal, rules_close, rules_result, rules_void, rules_meeting, rules_attendance, rules_status,
    rules_objection, rules_minutes, rules_confirm, rules_roster, rules_statute, rules_key;

/* Names the reason and returns STATUS_OK: a rejection is no failure. */
enum status reject(struct place *place, enum reason reason, const char *message, struct slice detail);

/* The id of the entry at this place, where the replay keeps ids itself (replay_ids.c). */
MUST_CHECK enum status replay_keep_id(struct replay *replay, const struct digest *id);

/* author, signer, signature: who may write this kind, and with which signatures (replay_signatures.c). */
MUST_CHECK enum status replay_check_signatures(struct place *place);

/* The rules of a kind that this version knows. */
const struct kind_rules *replay_rules(enum kind kind);

/* Does this attendance entry say of a seat that is present in its meeting that it is not? (replay_attendance.c) */
MUST_CHECK enum status takes_presence_away(struct place *place, bool *out);

#endif
