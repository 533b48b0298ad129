/*
 * What is declared with a few words of one's own: the status of a proposal, an objection to a written procedure, that a
 * seat takes no part, that a ballot is void. The screen asks for them; tui/declaration.c loads and composes.
 */
#ifndef TUI_DECLARATION_H
#define TUI_DECLARATION_H

#include "core/draft.h"
#include "data/ballot_facts.h"
#include "tui/own_places.h"

/* The argument of screen_declaration; borrowed for the call. */
struct declaration_place {
    enum kind kind; /* KIND_STATUS, KIND_OBJECTION, KIND_RECUSAL or KIND_VOID */
    const struct found *proposal;
    const struct ballot_facts *ballot; /* with KIND_OBJECTION and KIND_VOID */
};

enum declaration_field { DECLARE_STATE, DECLARE_SEAT, DECLARE_TO, DECLARE_REASON, DECLARE_FIELDS };

enum { DECLARE_STATES = 4 };

struct declaration {
    enum kind kind;
    struct found proposal;
    struct ballot_facts ballot;
    struct buffer heading, state; /* state: the proposal's, now */
    struct list list;             /* of the states that it can have after this one */
    size_t offered[DECLARE_STATES];
    struct own_places own; /* for whose seat, where there are several */
    size_t seat;
    enum declaration_field focus;
    struct input to, reason;
    struct buffer edited; /* the reason, once an editor was used; then it is changed only there */
};

/* Whether there is such a field now. */
bool declaration_has(const struct declaration *declaration, enum declaration_field field);

/* Of a line of the list: the state's word in entries, and what it means, translated. */
const char *declaration_state(const struct declaration *declaration, int64_t line);
const char *declaration_meaning(const struct declaration *declaration, int64_t line);

/* The reason as it was typed or edited. */
struct slice declaration_reason(const struct declaration *declaration);

/* Reads heading and state anew. STATUS_REFUSED: the proposal's state is one that nobody can change now. */
MUST_CHECK enum status declaration_load(struct app *app, struct declaration *declaration);
void declaration_release(struct declaration *declaration);

MUST_CHECK enum status declaration_compose(struct app *app, const struct declaration *declaration, struct draft *draft,
                                           struct problem *problem);

/* Opens the screen for an objection to the ballot; for its voiding; for a recusal. */
void declaration_object(struct app *app, const struct ballot_facts *ballot);
void declaration_void(struct app *app, const struct ballot_facts *ballot);
void declaration_recuse(struct app *app, const struct found *proposal);

#endif
