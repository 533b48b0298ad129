/* A line of the ledger's list: an entry in short. */
#ifndef TUI_LEDGER_ROW_H
#define TUI_LEDGER_ROW_H

#include "core/entry.h"
#include "data/query_ledger.h"
#include "tui/canvas.h"

enum { LEDGER_TITLE_BYTES = 160, LEDGER_NAME_BYTES = 104 };

struct ledger_row {
    enum kind kind;
    bool readable, rejected;
    int64_t at;
    char by[LEDGER_NAME_BYTES], title[LEDGER_TITLE_BYTES], code[24];
};

/* From the entry; its author's name is shortened by the body's. */
void ledger_row_take(struct ledger_row *row, const struct entry_item *item, struct slice body);

/* `row` NULL: only the place is known. `under_head`: a signed head has it. */
void ledger_row_draw(const struct ledger_row *row, int64_t place, bool under_head, struct canvas *canvas,
                     struct area line);

#endif
