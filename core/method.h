/*
 * Voting methods: which options a ballot has, and which sets of seats a rule may name.
 */
#ifndef CORE_METHOD_H
#define CORE_METHOD_H

#include "core/slice.h"

enum method {
    METHOD_YES_NO,
    METHOD_CONSENT,
    METHOD_CHOICE,
    METHOD_APPROVAL,
    METHOD_RANKING,
    METHOD_EXTERNAL,
    METHOD_COUNT
};

/* As many options follow from a method alone, at most. */
enum { METHOD_OPTIONS_MAX = 3 };

/* Its name in statutes, or NULL beyond the last. */
const char *method_name(enum method method);

/* False when no method has this name. */
bool method_from_name(struct slice name, enum method *out);

/* True for all whose votes are cast here: external is counted on paper. */
bool method_is_counted(enum method method);

/* True where the ballot offers options of the proposal, of which one leads: the set `winner` exists. */
bool method_has_winner(enum method method);

/* With these methods a rule sees of a vote only whether it names the leading option. */
enum stance { STANCE_WINNER, STANCE_OTHER, STANCE_ABSTAIN, STANCE_COUNT };

/* The options that follow from the method alone, in ballot order: 3 for yes-no and consent, else 0. Static names. */
size_t method_options(enum method method, const char *const **names);

/* How many options a rule sees: those of the method, or the stances. */
size_t method_rule_options(enum method method);

/* Of these the one in which a silent seat takes part with `silent: consent`, and that of abstaining; -1: none. */
int method_consent_option(enum method method);
int method_abstain_option(enum method method);

#endif
