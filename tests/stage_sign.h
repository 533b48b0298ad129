/* What tests of signing ask a stage for: keys with a passphrase, the text on the screen, what was stored. */
#ifndef TESTS_STAGE_SIGN_H
#define TESTS_STAGE_SIGN_H

#include "data/ballot_facts.h"
#include "tests/stage.h"

#define STAGE_PASSPHRASE "Zwölf Boxkämpfer"

/*
 * Seals the key whose seed is the name's SHA-256 into the keyring, at the least cost; under its id, as keys of logs
 * are; and that of the body's log.
 */
void stage_seal(struct stage *stage, const char *name, const char *label);
void stage_seal_by_id(struct stage *stage, const char *name);
void stage_seal_log(struct stage *stage);

/*
 * Appends the text as it stands on a canvas of 60 columns or more, all of whose lines are seen: those without a number
 * continue the one before.
 */
void stage_read(const struct canvas *canvas, struct buffer *out);

/* The text that is about to be signed has these lines. */
void stage_expect_signing(struct stage *stage, const char *lines);

struct ballot_facts stage_ballot(struct stage *stage, const char *number);
const struct screen *stage_top(const struct stage *stage);

/* In the logs and waiting. */
int64_t stage_entries(struct stage *stage);

/* True when the message on the screen has these words. */
bool stage_says(const struct stage *stage, const char *words);

/* Types the word and the passphrase where it is asked for, and Enter behind each. */
void stage_sign(struct stage *stage, const char *word, const char *passphrase);

#endif
