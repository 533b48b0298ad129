/* What a key does on the screens of a body of 11,000 seats: painted in this process, and through a terminal. */
#ifndef TESTS_BENCH_PAINTED_H
#define TESTS_BENCH_PAINTED_H

#include "tests/bench/bench.h"

void bench_painted(struct bench *bench);

#endif
