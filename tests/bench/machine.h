/* What the figures were measured on. */
#ifndef TESTS_BENCH_MACHINE_H
#define TESTS_BENCH_MACHINE_H

#include <jansson.h>

/* `folder`: where the ledgers lie, for its file system. */
void machine_print(const char *folder);
json_t *machine_json(const char *folder);

#endif
