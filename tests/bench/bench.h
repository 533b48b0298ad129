/* The groups of measurements; each adds its rows. What fails says why on standard error, and its row says so. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include "core/status.h"
#include "tests/bench/report.h"
#include "tests/bench/worlds.h"

struct bench {
    const char *program, *empty; /* paths of stimmbuch, and of a program that does nothing */
    struct worlds worlds;
    struct words words;
    struct report report;
};

void bench_cast(struct bench *bench);     /* a vote into a ledger */
void bench_audit(struct bench *bench);    /* verifying and rebuilding */
void bench_export(struct bench *bench);   /* a folder of a log */
void bench_start(struct bench *bench);    /* commands as processes */
void bench_screen(struct bench *bench);   /* the screens on a terminal */
void bench_search(struct bench *bench);   /* searching proposals */
void bench_replay(struct bench *bench);   /* a vote in the replay */
void bench_count(struct bench *bench);    /* one ballot with very many votes */
void bench_seats(struct bench *bench);    /* a body with very many seats */
void bench_parts(struct bench *bench);    /* what all that is made of */
void bench_receipts(struct bench *bench); /* receipts, made and checked */
void bench_since(struct bench *bench);    /* verifying what is new */
void bench_import(struct bench *bench);   /* a published log into a ledger */
void bench_minutes(struct bench *bench);  /* minutes of a large meeting */
void bench_power(struct bench *bench);    /* voting power */
void bench_hub(struct bench *bench);      /* a PostgreSQL server on this machine */
/* Only when they are named: */
void bench_screen_million(struct bench *bench); /* the screens on a ledger of 1,000,000 entries, 100,000 proposals */
void bench_million(struct bench *bench);        /* verifying a ledger of 1,000,000 votes */
void bench_since_million(struct bench *bench);  /* what is new in it */

/* Says on standard error what could not be measured, and returns false. */
bool bench_failed(const char *what, const struct problem *problem);

#endif
