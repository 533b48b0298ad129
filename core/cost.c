#include "core/cost.h"

static const char payers[] = "bund|laender|kommunen|it-dienstleister";
static const char horizons[] = "short|medium|long";
static const char categories[] = "central|migration|operation";

/* One of the words between bars. */
static void write_word(const char *words, unsigned index, struct buffer *out)
{
    struct slice rest = slice_of(words), word = slice_cut(&rest, '|');
    for (unsigned i = 0; i < index; i++)
        word = slice_cut(&rest, '|');
    buffer_add(out, word);
}

void cost_write_place(enum cost_payer payer, enum cost_horizon horizon, enum cost_category category, struct buffer *out)
{
    write_word(payers, payer, out);
    buffer_byte(out, ' ');
    write_word(horizons, horizon, out);
    buffer_byte(out, ' ');
    write_word(categories, category, out);
}

/* At most 15 digits (core/field says so): so the sum of all cells stays far below what an int64_t holds. */
static int64_t cents(struct slice digits)
{
    uint64_t number = 0;
    return value_number(digits, &number) ? (int64_t)number : 0;
}

static struct cost_cell read_amount(struct slice amount)
{
    struct cost_cell cell = {.stated = true, .unknown = slice_is(amount, "unknown")};
    if (cell.unknown)
        return cell;
    struct slice low = slice_cut(&amount, '.');
    cell.low = cents(low);
    cell.high = amount.length ? cents(slice_from(amount, 1)) : cell.low;
    return cell;
}

bool cost_read_line(struct slice value, struct cost_place *place, struct cost_cell *cell)
{
    int payer = value_word(payers, value_part(value, 0)), horizon = value_word(horizons, value_part(value, 1));
    int category = value_word(categories, value_part(value, 2));
    if (payer < 0 || horizon < 0 || category < 0)
        return false;
    *place = (struct cost_place){(enum cost_payer)payer, (enum cost_horizon)horizon, (enum cost_category)category};
    *cell = read_amount(value_part(value, 3));
    return true;
}

void cost_read(const struct entry *proposal, struct cost_matrix *out)
{
    *out = (struct cost_matrix){.offset = 0};
    struct cost_place place;
    struct cost_cell cell;
    size_t at = 0;
    for (const struct field *field; (field = entry_next(proposal, "cost", &at));)
        if (cost_read_line(field->value, &place, &cell))
            out->cell[place.payer][place.horizon][place.category] = cell;
    struct slice offset = entry_value(proposal, "offset");
    if (offset.at) {
        out->offset = cents(value_part(offset, 0));
        out->offset_text = value_rest(offset, 1);
    }
}

static void add(struct cost_sum *sum, const struct cost_cell *cell)
{
    sum->stated += cell->stated;
    sum->missing += !cell->stated;
    sum->unknown += cell->unknown;
    sum->low += cell->low;
    sum->high += cell->high;
}

/* Of one payer. */
static void add_payer(struct cost_sum *sum, const struct cost_matrix *matrix, unsigned payer, enum cost_horizon horizon)
{
    for (unsigned h = 0; h < COST_HORIZONS; h++)
        for (unsigned c = 0; c < COST_CATEGORIES && (horizon == COST_HORIZONS || h == horizon); c++)
            add(sum, &matrix->cell[payer][h][c]);
}

struct cost_sum cost_total(const struct cost_matrix *matrix, enum cost_payer payer, enum cost_horizon horizon)
{
    struct cost_sum sum = {.low = 0};
    if (payer != COST_PAYERS) {
        add_payer(&sum, matrix, payer, horizon);
        return sum;
    }
    for (unsigned p = 0; p < COST_PAYERS; p++)
        if (p != COST_PROVIDERS || cost_has(matrix, COST_PROVIDERS))
            add_payer(&sum, matrix, p, horizon);
    return sum;
}

struct cost_sum cost_burden(const struct cost_matrix *matrix)
{
    struct cost_sum sum = cost_total(matrix, COST_KOMMUNEN, COST_HORIZONS);
    sum.low -= matrix->offset;
    sum.high -= matrix->offset;
    return sum;
}

bool cost_has(const struct cost_matrix *matrix, enum cost_payer payer)
{
    return cost_total(matrix, payer, COST_HORIZONS).stated > 0;
}

bool cost_is_whole(const struct cost_matrix *matrix)
{
    const struct cost_cell *cell = &matrix->cell[0][0][0];
    bool whole = matrix->offset % 100 == 0;
    for (size_t i = 0; i < COST_PAYERS * COST_HORIZONS * COST_CATEGORIES && whole; i++)
        whole = cell[i].low % 100 == 0 && cell[i].high % 100 == 0;
    return whole;
}
