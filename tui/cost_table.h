/* What a proposal says it costs, as a part of a document: a table of payers and horizons, and bars of the same. */
#ifndef TUI_COST_TABLE_H
#define TUI_COST_TABLE_H

#include "core/cost.h"
#include "core/document.h"

/* Under a heading of that level. `chart`: with bars. */
void cost_table_put(const struct cost_matrix *cost, unsigned level, bool chart, struct document *out);

#endif
