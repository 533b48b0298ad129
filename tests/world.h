/*
 * A small world for tests: a ledger in a folder of its own, keys made from names, a clock that a test sets, and a body.
 *
 *     static const struct CMUnitTest tests[] = {WORLD_TEST(a_test)};
 *
 *     struct world *w = *state;
 *     world_found(w, WORLD_STATUTE, "gs1");             // the statute's draft, its secretaries
 *     world_enrol(w, "stadt", "holder", "stadt");       // a key's name is enough: its seed is the name's SHA-256
 *     const char *p = world_propose(w, "stadt", "2026-001", "for: stadt\n"); // an id in hex
 *     const char *b = world_open(w, p, "einfach", "");
 *     world_vote(w, b, "stadt", "stadt", "yes");
 *     world_refuse(w, world_vote_text(w, b, "stadt", "stadt", "holder", "consent"), "stadt", "choice");
 *
 * An entry is a text until it is signed: the functions *_text of tests/world_text.h write valid ones, world_edit spoils
 * them. When the test is over, world_remove replays every log into an empty store and compares all tables with those of
 * the ledger, before and after a rebuild.
 */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H

#include "core/arena.h"
#include "core/key.h"
#include "data/ledger.h"

enum { WORLD_PATH = 256 };

struct world {
    char folder[WORLD_PATH], path[WORLD_PATH]; /* the ledger's path */
    struct arena arena;                        /* everything that is returned lives in it */
    struct ledger *ledger;
    struct instant now;          /* 2026-11-23T10:00:00Z; a test sets it */
    const char *body, *founding; /* of the body founded last; the id in hex */
    const char *secretaries;     /* names with blanks between them, who sign where secretaries must */
    struct submission entry;     /* what the last submission said */
    struct problem problem;
    bool unchecked; /* set it when the file was damaged on purpose: no replay at the end */
};

/* A row of cmocka's table of tests, with set-up and tear-down. */
#define WORLD_TEST(test) cmocka_unit_test_setup_teardown(test, world_make, world_remove)
int world_make(void **state);
int world_remove(void **state);

/* Closes the ledger and opens it again. */
void world_reopen(struct world *w);

/* The key of that name, and its verifier key as text. "stadt#2" is another key under the name "stadt". */
struct signer world_signer(struct world *w, const char *name);
const char *world_vkey(struct world *w, const char *name);

/* A body with 5 seats (stadt, kreis, gemeinde, bund, and dvc without a vote) and rules of both methods. */
extern const char WORLD_STATUTE[];

/* The founding's text: the draft, and the fields that the program adds; its author is the first secretary. */
const char *world_found_text(struct world *w, const char *statute, const char *secretaries);

/* Founds the body, expecting that it is possible. Its first `approvals` secretaries sign from now on. */
void world_found(struct world *w, const char *statute, const char *secretaries);

struct log *world_log(struct world *w);

/* A text like printf's, in the arena. */
const char *world_say(struct world *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text with `old`, which must be in it once, replaced. */
const char *world_edit(struct world *w, const char *text, const char *old, const char *new);

/* The note: the text with the signature lines of these names (blanks between them; "" for none). */
struct slice world_note(struct world *w, const char *text, const char *signers);

/* Submits; the ledger's answer is in w->entry and w->problem. A defect of form is its reason too. */
enum reason world_send(struct world *w, const char *text, const char *signers);
enum reason world_send_note(struct world *w, struct slice note);

/* Submits what must be valid and complete; its id. */
const char *world_take(struct world *w, const char *text, const char *signers);

/* Gives it a place in the log, whatever it is: the reason why it is rejected there. */
enum reason world_force(struct world *w, struct slice note);

/* It must be refused for this reason, and leave nothing; put into the log by force it is rejected for the same one. */
void world_refuse(struct world *w, const char *text, const char *signers, const char *code);
void world_refuse_note(struct world *w, struct slice note, const char *code);

/* The first column of the first row, as a number; the tables are those of data/schema. */
int64_t world_number(struct world *w, const char *sql);

#endif
