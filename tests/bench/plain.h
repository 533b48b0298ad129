/* The bare operations that figures are compared with: SQLite and libsodium without anything of ours. */
#ifndef TESTS_BENCH_PLAIN_H
#define TESTS_BENCH_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct plain;

/* A new SQLite file with the journal settings of a ledger; NULL when it cannot be made. */
struct plain *bare_open(const char *path);
void plain_close(struct plain *plain);

/* Commits one row of so many bytes. */
bool plain_commit(struct plain *plain, size_t bytes);

/* Asks an existing ledger's full-text index for its newest rows, without anything around it. */
struct plain *plain_index(const char *path);
bool plain_match(struct plain *plain, const char *expression, size_t limit, size_t *found);

/* One signature over so many bytes with a key that is there already, and its verification. */
bool plain_sign_and_verify(const struct plain *plain, size_t bytes);

#endif
