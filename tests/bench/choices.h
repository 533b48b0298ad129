/* What voters choose, method by method, always the same for the same seed; of CHOICE_TEN options "a" to "j". */
#ifndef TESTS_BENCH_CHOICES_H
#define TESTS_BENCH_CHOICES_H

#include "core/method.h"

#include <stdint.h>

enum { CHOICE_TEN = 10, CHOICE_WORD = 32 };

/* The canonical word of a vote: yes-no, choice, approval or ranking. */
void choose(enum method method, uint64_t *random, char out[CHOICE_WORD]);

#endif
