/*
 * The table that is printed, and the same as JSON.
 */
#ifndef TESTS_BENCH_REPORT_H
#define TESTS_BENCH_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum unit { UNIT_NANOSECONDS, UNIT_A_SECOND, UNIT_BYTES };

enum wanted {
    WANTED_NOTHING,
    WANTED_RATIO_AT_MOST, /* limit in thousandths of the bare operation */
    WANTED_RATIO_AT_LEAST,
    WANTED_MORE_BELOW, /* ours less the bare operation, in the row's unit */
    WANTED_BELOW,      /* ours, in the row's unit */
};

struct row {
    char what[96];
    enum unit unit;
    uint64_t ours, bare; /* bare 0: there is no such operation */
    bool failed;         /* it could not be measured */
    enum wanted wanted;
    uint64_t limit;
};

enum { REPORT_ROWS_MAX = 256 };

struct report {
    struct row row[REPORT_ROWS_MAX];
    size_t rows;
};

/* Rows beyond the last are dropped. */
void report_add(struct report *report, const struct row *row);

/* Prints machine and table on standard output. `folder` is where the ledgers lie. */
void report_print(const struct report *report, const char *folder);

/* Writes the same as JSON; false when it cannot be written. Numbers are nanoseconds, per second, bytes, thousandths. */
bool report_write(const struct report *report, const char *folder, const char *path);

#endif
