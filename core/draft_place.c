/* From the composed text, in which a problem was found, to the place in the file that a person wrote. */
#include "core/draft.h"
#include "core/text.h"

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

/* How many of the first `count` characters are no blanks. */
static unsigned long count_solid(struct slice text, unsigned long count)
{
    unsigned long solid = 0;
    for (size_t i = 0; i < text.length && (count || !begins_character(text.at[i])); i++) {
        if (!begins_character(text.at[i]))
            continue;
        solid += text.at[i] != ' ';
        count--;
    }
    return solid;
}

/* Where the character behind the first `solid` that are no blanks begins; behind all, when there are no more. */
static size_t find_solid(struct slice text, unsigned long solid)
{
    size_t end = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == ' ')
            continue;
        if (begins_character(text.at[i]) && solid-- == 0)
            return i;
        end = i + 1;
    }
    return end;
}

unsigned long draft_column(struct slice written, struct slice name, struct slice value, unsigned long column)
{
    unsigned long before = name.length + 3; /* the column in which the value begins */
    if (column < before || written.length <= name.length)
        return column;
    struct slice rest = slice_from(written, name.length + 1);
    size_t at = find_solid(rest, count_solid(value, column - before));
    return name.length + 2 + text_length(slice_head(rest, at));
}

void draft_locate(const struct draft *draft, struct problem *problem)
{
    if (!problem || problem->line == 0)
        return;
    size_t line = problem->line;
    if (line >= 2 && line - 2 < draft->fields) {
        const struct draft_field *field = &draft->field[line - 2];
        struct slice name = slice_of(field->rule->name);
        problem->line = field->line;
        /* Without a column it is the whole value. */
        if (!problem->column && slice_is(name, problem->field))
            problem->column = name.length + 3;
        if (problem->column)
            problem->column = draft_column(field->written, name, field->value, problem->column);
    } else if (line > draft->fields + 2 && draft->text_line) {
        problem->line = draft->text_line + (line - draft->fields - 3);
    } else {
        problem->line = 0;
    }
    /* A field that is missing is so from the whole draft, whose lines come in any order. */
    if (problem->field[0] && !draft_has(draft, problem->field))
        problem_place(problem, 1, 1);
}
