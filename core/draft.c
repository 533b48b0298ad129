#include "core/draft.h"
#include "core/statute.h"
#include "core/text.h"

void draft_init(struct draft *draft, enum kind kind, struct arena *arena)
{
    *draft = (struct draft){.kind = kind, .arena = arena};
}

static enum status add(struct draft *draft, const struct field_rule *rule, struct slice value, unsigned long line)
{
    if (draft->fields == draft->capacity) {
        size_t capacity = draft->capacity ? draft->capacity * 2 : 32;
        struct draft_field *field = arena_array(draft->arena, capacity, sizeof *field);
        if (!field)
            return STATUS_NO_MEMORY;
        if (draft->fields)
            memcpy(field, draft->field, draft->fields * sizeof *field);
        draft->field = field;
        draft->capacity = capacity;
    }
    struct slice copy = arena_copy(draft->arena, value);
    if (!copy.at)
        return STATUS_NO_MEMORY;
    draft->field[draft->fields++] = (struct draft_field){.rule = rule, .value = copy, .line = line};
    return STATUS_OK;
}

enum status draft_add(struct draft *draft, const char *name, struct slice value)
{
    const struct kind_table *table = kind_table(draft->kind);
    size_t at = kind_field(draft->kind, slice_of(name));
    return at < table->fields ? add(draft, &table->field[at], value, 0) : STATUS_FORM;
}

enum status draft_add_text(struct draft *draft, const char *name, const char *value)
{
    return draft_add(draft, name, slice_of(value));
}

enum status draft_add_number(struct draft *draft, const char *name, uint64_t value)
{
    struct buffer number;
    buffer_init(&number);
    buffer_number(&number, value);
    enum status status = buffer_status(&number);
    if (status == STATUS_OK)
        status = draft_add(draft, name, buffer_slice(&number));
    buffer_release(&number);
    return status;
}

enum status draft_add_hash(struct draft *draft, const char *name, const struct digest *value)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(value, hex);
    return draft_add_text(draft, name, hex);
}

enum status draft_add_time(struct draft *draft, const char *name, struct instant value)
{
    char text[INSTANT_LENGTH + 1];
    instant_write(value, text);
    return draft_add_text(draft, name, text);
}

bool draft_has(const struct draft *draft, const char *name)
{
    for (size_t i = 0; i < draft->fields; i++)
        if (strcmp(draft->field[i].rule->name, name) == 0)
            return true;
    return false;
}

/* Without the empty lines at its beginning and the line ends at its end; counts what was cut at the beginning. */
static struct slice trim_text(struct slice text, unsigned long *lines)
{
    while (text.length && text.at[0] == '\n') {
        text = slice_from(text, 1);
        ++*lines;
    }
    while (text.length && text.at[text.length - 1] == '\n')
        text.length--;
    return text;
}

enum status draft_set_text(struct draft *draft, struct slice text, struct problem *problem)
{
    struct buffer tidy;
    buffer_init(&tidy);
    unsigned long changes = 0, cut = 0;
    enum status status = text_normalise_draft(text, &tidy, &changes, problem);
    if (status == STATUS_OK)
        status = buffer_status(&tidy);
    if (status == STATUS_OK) {
        struct slice trimmed = trim_text(buffer_slice(&tidy), &cut);
        draft->text = trimmed.length ? arena_copy(draft->arena, trimmed) : (struct slice){0};
        if (trimmed.length && !draft->text.at)
            status = STATUS_NO_MEMORY;
    }
    buffer_release(&tidy);
    return status;
}

struct reading {
    struct draft *draft;
    struct problem *problem;
    unsigned long line;
    struct slice written; /* the line */
};

static enum status refuse(const struct reading *r, unsigned long column, const char *message, struct slice detail)
{
    problem_place(r->problem, r->line, column);
    return problem_slices(r->problem, STATUS_FORM, message, detail, SLICE(""));
}

/* One blank where there were several, none at the ends. */
static enum status tidy_value(struct draft *draft, struct slice value, struct buffer *out)
{
    if (value.length && value.at[0] == ' ')
        value = slice_from(value, 1);
    else if (value.length)
        draft->changes++;
    while (value.length && value.at[0] == ' ') {
        value = slice_from(value, 1);
        draft->changes++;
    }
    text_squeeze(value, out, &draft->changes);
    return buffer_status(out);
}

/* True when a value is the default of its field (behind the rule's ID, in a rule's block). */
static bool is_standard(const struct field_rule *rule, struct slice value)
{
    return rule->standard && slice_is(rule->group == 2 ? value_rest(value, 1) : value, rule->standard);
}

/* How many characters stand before the part of the value that does not match the pattern's word `why`. */
static unsigned long part_column(const char *pattern, struct slice why, struct slice value)
{
    struct slice rest = value;
    for (const char *c = pattern; c < why.at && rest.length; c++)
        if (*c == ' ')
            slice_cut(&rest, ' ');
    return text_length(slice_head(value, value.length - rest.length));
}

/* What is meant may be named as people name it, until it is looked up: an entry by its number, a file by its name. */
static bool is_named(const struct field_rule *rule, struct slice value)
{
    if (strcmp(rule->pattern, "HASH") == 0)
        return value_matches("NUMBER", value, NULL);
    return strcmp(rule->name, "attachment") == 0 && !value_matches("HASH", value_part(value, 0), NULL) &&
           value_matches("TITLE", value, NULL);
}

static enum status take_field(struct reading *r, const struct field_rule *rule, struct slice value,
                              unsigned long column)
{
    struct slice why;
    problem_field(r->problem, rule->name);
    if (rule->source == FROM_PROGRAM)
        return refuse(r, 1, N_("the program writes the field \"{1}\" itself: take the line out"), slice_of(rule->name));
    if (!value.length)
        return refuse(r, column, N_("the field \"{1}\" has no value: fill it in or take the line out"),
                      slice_of(rule->name));
    if (is_standard(rule, value)) {
        r->draft->changes++;
        return STATUS_OK;
    }
    if (!is_named(rule, value) && !value_matches(rule->pattern, value, &why))
        return refuse(
            r, draft_column(r->written, slice_of(rule->name), value, column + part_column(rule->pattern, why, value)),
            value_expected(why), why);
    problem_field(r->problem, "");
    enum status status = add(r->draft, rule, value, r->line);
    if (status != STATUS_OK)
        return status;
    struct slice *written = &r->draft->field[r->draft->fields - 1].written;
    *written = arena_copy(r->draft->arena, r->written);
    return written->at ? STATUS_OK : STATUS_NO_MEMORY;
}

static enum status read_line(struct reading *r, struct slice line)
{
    struct slice rest = line;
    r->written = line;
    if (line.at[0] == '#')
        return STATUS_OK;
    struct slice name = slice_cut(&rest, ':');
    if (name.length == line.length)
        return refuse(r, 1, N_("a line must be \"name: value\", and is \"{1}\""), line);
    size_t at = kind_field(r->draft->kind, name);
    const struct kind_table *table = kind_table(r->draft->kind);
    if (at == table->fields)
        return refuse(r, 1, N_("there is no field \"{1}\" in drafts of this kind: correct it or take the line out"),
                      name);
    for (size_t i = 0; i < r->draft->fields; i++)
        if (r->draft->field[i].rule == &table->field[at] && !table->field[at].key_parts)
            return refuse(r, 1, N_("the field \"{1}\" stands twice"), name);
    struct buffer value;
    buffer_init(&value);
    enum status status = tidy_value(r->draft, rest, &value);
    if (status == STATUS_OK)
        status = take_field(r, &table->field[at], buffer_slice(&value), text_length(name) + 3);
    buffer_release(&value);
    return status;
}

static enum status read_head(struct reading *r, struct slice line)
{
    struct slice magic = SLICE("stimmbuch/1 ");
    enum kind kind;
    if (!slice_equal(slice_head(line, magic.length), magic))
        return refuse(r, 1, N_("the first line must be \"stimmbuch/1 {1}\""),
                      slice_of(kind_table(r->draft->kind)->name));
    if (!kind_from_name(slice_from(line, magic.length), &kind) || kind != r->draft->kind)
        return refuse(r, magic.length + 1, N_("this is a draft of the kind \"{1}\", not the one wanted"),
                      slice_from(line, magic.length));
    return STATUS_OK;
}

static enum status read_lines(struct reading *r, struct slice rest)
{
    r->line = 1;
    enum status status = read_head(r, slice_cut(&rest, '\n'));
    while (status == STATUS_OK && rest.length) {
        r->line++;
        struct slice line = slice_cut(&rest, '\n');
        if (line.length == 0)
            break;
        status = read_line(r, line);
    }
    unsigned long cut = 0;
    struct slice text = trim_text(rest, &cut);
    if (status != STATUS_OK || !text.length)
        return status;
    r->draft->changes += cut;
    r->draft->text_line = r->line + cut + 1;
    r->line = r->draft->text_line;
    if (!kind_table(r->draft->kind)->has_text)
        return refuse(r, 1, N_("entries of this kind have no text"), SLICE(""));
    r->draft->text = arena_copy(r->draft->arena, text);
    return r->draft->text.at ? STATUS_OK : STATUS_NO_MEMORY;
}

enum status draft_read(struct draft *draft, enum kind kind, struct slice bytes, struct arena *arena,
                       struct problem *problem)
{
    draft_init(draft, kind, arena);
    struct reading r = {.draft = draft, .problem = problem};
    struct buffer tidy;
    buffer_init(&tidy);
    enum status status = text_normalise_draft(bytes, &tidy, &draft->changes, problem);
    if (status == STATUS_OK)
        status = buffer_status(&tidy);
    if (status == STATUS_OK)
        status = read_lines(&r, buffer_slice(&tidy));
    buffer_release(&tidy);
    return status;
}

/* The place of a line in the entry: blocks come where the first line of a block stands in the table. */
static int field_order(const void *a, const void *b)
{
    const struct draft_field *left = a, *right = b;
    bool blocks = left->block && right->block;
    if (blocks && left->block != right->block)
        return left->block < right->block ? -1 : 1;
    if (left->rule != right->rule)
        return left->rule < right->rule ? -1 : 1;
    return 0;
}

/* Gives each line of a rule its block: the position of the `rule` line with its ID. */
static enum status number_blocks(struct draft *draft, struct problem *problem)
{
    size_t blocks = 0;
    for (size_t i = 0; i < draft->fields; i++)
        if (draft->field[i].rule->group == 1)
            draft->field[i].block = ++blocks;
    for (size_t i = 0; i < draft->fields; i++) {
        if (draft->field[i].rule->group != 2)
            continue;
        struct slice id = value_part(draft->field[i].value, 0);
        for (size_t k = 0; k < draft->fields && !draft->field[i].block; k++)
            if (draft->field[k].rule->group == 1 && slice_equal(value_part(draft->field[k].value, 0), id))
                draft->field[i].block = draft->field[k].block;
        if (!draft->field[i].block) {
            problem_place(problem, draft->field[i].line, 1);
            problem_field(problem, draft->field[i].rule->name);
            return problem_slices(problem, STATUS_FORM, N_("there is no rule \"{1}\""), id, SLICE(""));
        }
    }
    return STATUS_OK;
}

/* A stable sort: qsort is not, and the author's order among equals counts. */
static void sort_fields(struct draft *draft)
{
    for (size_t i = 1; i < draft->fields; i++) {
        struct draft_field field = draft->field[i];
        size_t k = i;
        for (; k > 0 && field_order(&draft->field[k - 1], &field) > 0; k--)
            draft->field[k] = draft->field[k - 1];
        draft->field[k] = field;
    }
}

enum status draft_compose(struct draft *draft, struct buffer *out, struct problem *problem)
{
    enum status status = number_blocks(draft, problem);
    if (status != STATUS_OK)
        return status;
    sort_fields(draft);
    buffer_text(out, "stimmbuch/1 ");
    buffer_text(out, kind_table(draft->kind)->name);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < draft->fields; i++) {
        buffer_text(out, draft->field[i].rule->name);
        buffer_text(out, ": ");
        buffer_add(out, draft->field[i].value);
        buffer_byte(out, '\n');
    }
    struct slice rest = draft->text;
    if (rest.length)
        buffer_byte(out, '\n');
    while (rest.length) {
        struct slice line = slice_cut(&rest, '\n');
        buffer_text(out, line.length ? "| " : "|");
        buffer_add(out, line);
        buffer_byte(out, '\n');
    }
    return buffer_status(out);
}

enum status draft_canonical_rules(struct draft *draft, const struct statute *statute)
{
    struct buffer value;
    buffer_init(&value);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < draft->fields && status == STATUS_OK; i++) {
        struct draft_field *field = &draft->field[i];
        bool quorum = strcmp(field->rule->name, "quorum") == 0;
        if (!quorum && strcmp(field->rule->name, "adopted") != 0)
            continue;
        const struct statute_rule *rule = statute_rule_find(statute, value_part(field->value, 0));
        buffer_clear(&value);
        buffer_add(&value, rule->rule.id);
        buffer_byte(&value, ' ');
        expression_write(quorum ? rule->rule.quorum : rule->rule.adopted, &value);
        status = buffer_status(&value);
        if (status == STATUS_OK && !slice_equal(buffer_slice(&value), field->value)) {
            draft->changes++;
            field->value = arena_copy(draft->arena, buffer_slice(&value));
            status = field->value.at ? STATUS_OK : STATUS_NO_MEMORY;
        }
    }
    buffer_release(&value);
    return status;
}
