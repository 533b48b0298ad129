/* A table for the address book: what is taken is sorted, each handle once, and taken again from a table made of it. */
#include "data/people_csv.h"
#include "tests/fuzz/fuzz.h"

/* Quoted, so that it is one cell whatever is in it. */
static void add_cell(struct slice text, struct buffer *out)
{
    buffer_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '"')
            buffer_byte(out, '"');
        buffer_byte(out, text.at[i]);
    }
    buffer_byte(out, '"');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct people people, again;
    struct problem problem;
    struct buffer table;
    problem_clear(&problem);
    if (!fuzz_taken(people_csv_parse(fuzz_input(data, size), &people, &problem), STATUS_FORM, &problem))
        return 0;
    buffer_init(&table);
    buffer_text(&table, "handle,name\n");
    for (size_t i = 0; i < people.count; i++) {
        HOLDS(i == 0 || slice_compare(people.at[i - 1].handle, people.at[i].handle) < 0);
        HOLDS(people.at[i].text.length > 0);
        add_cell(people.at[i].handle, &table);
        buffer_byte(&table, ',');
        add_cell(people.at[i].text, &table);
        buffer_byte(&table, '\n');
    }
    HOLDS(buffer_status(&table) == STATUS_OK);
    HOLDS(people_csv_parse(buffer_slice(&table), &again, &problem) == STATUS_OK);
    HOLDS(again.count == people.count);
    for (size_t i = 0; i < people.count; i++)
        HOLDS(slice_equal(people_find(&again, people.at[i].handle), people.at[i].text));
    people_release(&people);
    people_release(&again);
    buffer_release(&table);
    return 0;
}
