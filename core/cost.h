/*
 * What a proposal says it costs: payer × horizon × category, each cell an amount of cents, a range, unknown, or not
 * stated at all. Unknown is never 0, and neither is what nobody stated.
 */
#ifndef CORE_COST_H
#define CORE_COST_H

#include "core/buffer.h"
#include "core/entry.h"

enum cost_payer { COST_BUND, COST_LAENDER, COST_KOMMUNEN, COST_PROVIDERS, COST_PAYERS };
enum cost_horizon { COST_SHORT, COST_MEDIUM, COST_LONG, COST_HORIZONS };
enum cost_category { COST_CENTRAL, COST_MIGRATION, COST_OPERATION, COST_CATEGORIES };

struct cost_cell {
    bool stated, unknown; /* with neither: the amount low, or low to high where they differ */
    int64_t low, high;    /* cents */
};

struct cost_matrix {
    struct cost_cell cell[COST_PAYERS][COST_HORIZONS][COST_CATEGORIES];
    int64_t offset;           /* what is saved elsewhere, for the municipalities */
    struct slice offset_text; /* what it comes from; borrowed from the entry; empty: no offset */
};

/* One cell and its place, from the value of a line "cost". False, and nothing is read, where it is none. */
struct cost_place {
    enum cost_payer payer;
    enum cost_horizon horizon;
    enum cost_category category;
};
bool cost_read_line(struct slice value, struct cost_place *place, struct cost_cell *cell);

/* The costs of a parsed proposal; any other entry has none. */
void cost_read(const struct entry *proposal, struct cost_matrix *out);

/* Appends a cell's place as a line "cost" names it: "laender medium operation". */
void cost_write_place(enum cost_payer payer, enum cost_horizon horizon, enum cost_category category,
                      struct buffer *out);

/* True when the payer has a stated cell. */
bool cost_has(const struct cost_matrix *matrix, enum cost_payer payer);

/* True when every amount is in whole euros. */
bool cost_is_whole(const struct cost_matrix *matrix);

/* A sum over cells; with unknown or missing cells it is only what is known of it. */
struct cost_sum {
    int64_t low, high; /* cents; may be negative after the offset */
    unsigned stated, unknown, missing;
};

/*
 * All cells of a payer at one horizon, or at all of them with COST_HORIZONS. With COST_PAYERS those of all payers;
 * municipal providers, of whom nobody asks for costs, are among them only where they are named.
 */
struct cost_sum cost_total(const struct cost_matrix *matrix, enum cost_payer payer, enum cost_horizon horizon);

/* What is left for the municipalities: their cells less the offset. */
struct cost_sum cost_burden(const struct cost_matrix *matrix);

#endif
