#include "core/entry.h"
#include "core/entry_kind.h"
#include "core/text.h"

static const struct slice magic = {.at = "stimmbuch/1 ", .length = 12};

struct reader {
    struct slice rest;
    uint32_t line; /* of the line that was read last, 1-based */
    struct problem *problem;
};

static enum status refuse(struct reader *reader, enum reason reason, const char *message, struct slice detail)
{
    problem_place(reader->problem, reader->line, 0);
    problem_slices(reader->problem, STATUS_FORM, message, detail, SLICE(""));
    if (reader->problem)
        reader->problem->reason = reason;
    return STATUS_FORM;
}

static struct slice next_line(struct reader *reader)
{
    reader->line++;
    return slice_cut(&reader->rest, '\n');
}

static enum status read_kind(struct reader *reader, struct entry *out)
{
    struct slice line = next_line(reader);
    struct slice name = slice_from(line, magic.length);
    bool letters = name.length > 0;
    for (size_t i = 0; i < name.length; i++)
        letters = letters && name.at[i] >= 'a' && name.at[i] <= 'z';
    if (!slice_equal(slice_head(line, magic.length), magic) || !letters)
        return refuse(reader, REASON_FORM, N_("the first line is not \"stimmbuch/1\" and a kind"), line);
    if (!kind_from_name(name, &out->kind))
        return refuse(reader, REASON_KIND, N_("this version does not know entries of the kind \"{1}\""), name);
    return STATUS_OK;
}

/* How far the fields read so far have come in the kind's table. */
struct progress {
    const struct kind_table *table;
    size_t rule;        /* the rule that the last line matched */
    size_t count;       /* lines of that rule in a row */
    struct slice group; /* the ID that the lines of the current block begin with */
    bool begun;
    struct slice last_key; /* of the last line that may not repeat */
    bool ascends;          /* the keys of the lines in a row have ascended */
};

/* A mandatory field between the last line's rule and `until` is missing: which one, or NULL. */
static const char *missing_before(const struct progress *at, size_t until)
{
    for (size_t i = at->begun ? at->rule + 1 : 0; i < until; i++)
        if (at->table->field[i].occurs == OCCURS_ONCE || at->table->field[i].occurs == OCCURS_SOME)
            return at->table->field[i].name;
    return NULL;
}

static enum status refuse_missing(struct reader *reader, const char *name)
{
    problem_field(reader->problem, name);
    return refuse(reader, REASON_FORM, N_("the field \"{1}\" is missing"), slice_of(name));
}

/* Finds the rule for a field name, going forward; a line that begins a block may also go back to where blocks begin. */
static enum status find_rule(struct reader *reader, struct progress *at, struct slice name)
{
    size_t found = at->begun ? at->rule : 0;
    while (found < at->table->fields && !slice_is(name, at->table->field[found].name))
        found++;
    if (found == at->table->fields && at->begun && at->table->field[at->rule].group) {
        for (size_t i = 0; i < at->rule; i++)
            if (at->table->field[i].group == 1 && slice_is(name, at->table->field[i].name))
                found = i;
    }
    if (found == at->table->fields) {
        bool known = false;
        for (size_t i = 0; i < at->table->fields; i++)
            known = known || slice_is(name, at->table->field[i].name);
        return refuse(
            reader, REASON_FORM,
            known ? N_("the field \"{1}\" is not at its place") : N_("there is no field \"{1}\" in this kind"), name);
    }
    const char *missing = found >= at->rule ? missing_before(at, found) : NULL;
    if (missing)
        return refuse_missing(reader, missing);
    at->count = at->begun && found == at->rule ? at->count + 1 : 1;
    at->rule = found;
    at->begun = true;
    enum occurs occurs = at->table->field[found].occurs;
    bool once = (occurs == OCCURS_ONCE || occurs == OCCURS_OPTIONAL) && at->table->field[found].group != 1;
    if (once && at->count > 1) {
        problem_field(reader->problem, at->table->field[found].name);
        return refuse(reader, REASON_FORM, N_("the field \"{1}\" stands twice"), name);
    }
    return STATUS_OK;
}

/* The part of a value that no other line of the same field may share. */
static struct slice key_of(const struct field_rule *rule, struct slice value)
{
    if (rule->key_parts == KEY_WHOLE)
        return value;
    if (rule->key_parts == KEY_REST)
        return value_rest(value, 1);
    if (rule->key_parts == KEY_SECOND)
        return value_part(value, 1);
    size_t length = 0;
    for (unsigned i = 0; i < rule->key_parts; i++)
        length += (i > 0) + value_part(value, i).length;
    return slice_head(value, length);
}

/* Whether the line has this key, which is one of the same field. */
static bool has_key(const struct field *field, struct slice key)
{
    struct slice value = field->value;
    if (field->rule->key_parts == KEY_REST || field->rule->key_parts == KEY_SECOND)
        return slice_equal(key_of(field->rule, value), key);
    /* Whole parts are equal when what follows them is a blank or nothing. */
    return slice_equal(slice_head(value, key.length), key) &&
           (value.length == key.length || (field->rule->key_parts != KEY_WHOLE && value.at[key.length] == ' '));
}

/* The lines of a rule that is in no block follow each other: as long as their keys ascend, none stands twice. */
static bool still_ascends(struct progress *at, const struct field *field, struct slice key)
{
    at->ascends = field->rule->group == 0 && (at->count == 1 || (at->ascends && slice_compare(at->last_key, key) < 0));
    at->last_key = key;
    return at->ascends;
}

static enum status check_repeats(struct reader *reader, struct progress *at, const struct entry *entry,
                                 const struct field *field)
{
    if (field->rule->key_parts == KEY_NONE)
        return STATUS_OK;
    struct slice key = key_of(field->rule, field->value);
    if (still_ascends(at, field, key))
        return STATUS_OK;
    for (const struct field *other = entry->field; other < field; other++)
        if (other->rule == field->rule && has_key(other, key))
            return refuse(reader, REASON_FORM, N_("\"{1}\" stands twice"), key);
    return STATUS_OK;
}

static enum status check_group(struct reader *reader, struct progress *at, const struct field *field)
{
    if (field->rule->group == 1)
        at->group = value_part(field->value, 0);
    else if (field->rule->group == 2 && !at->group.at)
        return refuse(reader, REASON_FORM, N_("no line \"rule\" stands above the line of a rule"), SLICE(""));
    else if (field->rule->group == 2 && !slice_equal(value_part(field->value, 0), at->group))
        return refuse(reader, REASON_FORM, N_("the line does not belong to the rule \"{1}\" above it"), at->group);
    return STATUS_OK;
}

static enum status read_field(struct reader *reader, struct progress *at, struct slice line, struct entry *out,
                              struct field *field)
{
    const char *colon = memchr(line.at, ':', line.length);
    size_t name_length = colon ? (size_t)(colon - line.at) : 0;
    if (!colon || name_length + 2 > line.length || line.at[name_length + 1] != ' ')
        return refuse(reader, REASON_FORM, N_("a line must be \"name: value\", and is \"{1}\""), line);
    struct slice name = slice_head(line, name_length), value = slice_from(line, name_length + 2), why;
    enum status status = find_rule(reader, at, name);
    if (status != STATUS_OK)
        return status;
    *field = (struct field){.rule = &at->table->field[at->rule], .value = value, .line = reader->line};
    status = value_matches(field->rule->pattern, value, &why) ? check_group(reader, at, field)
                                                              : refuse(reader, REASON_FORM, value_expected(why), why);
    if (status == STATUS_OK)
        status = check_repeats(reader, at, out, field);
    if (status != STATUS_OK)
        problem_field(reader->problem, field->rule->name);
    return status;
}

/* The lines behind the empty one: each "| text" or "|", neither the first nor the last of them empty. */
static enum status read_text(struct reader *reader, struct entry *out)
{
    out->text = reader->rest;
    if (!reader->rest.length)
        return refuse(reader, REASON_FORM, N_("an empty line must be followed by a text"), SLICE(""));
    bool first = true, empty = false;
    while (reader->rest.length) {
        struct slice line = next_line(reader);
        empty = line.length == 1;
        if (line.length == 0 || line.at[0] != '|' || (line.length > 1 && line.at[1] != ' '))
            return refuse(reader, REASON_FORM, N_("a line of the text must begin with \"| \""), line);
        if (line.at[line.length - 1] == ' ')
            return refuse(reader, REASON_FORM, N_("the line ends with a blank"), SLICE(""));
        if (first && empty)
            return refuse(reader, REASON_FORM, N_("the text begins with an empty line"), SLICE(""));
        first = false;
    }
    if (empty)
        return refuse(reader, REASON_FORM, N_("the text ends with an empty line"), SLICE(""));
    return STATUS_OK;
}

static void read_common(struct entry *entry)
{
    const struct field *field = entry->field;
    if (entry->kind == KIND_BODY) {
        entry->body = entry_value(entry, "name");
        entry->by = entry_value(entry, "by");
        entry_time(entry, "at", &entry->at);
        return;
    }
    entry->body = field[COMMON_BODY].value;
    entry->by = field[COMMON_BY].value;
    /* The values have matched the patterns of their fields. */
    digest_from_hex(field[COMMON_FOUNDING].value, &entry->founding);
    digest_from_hex(field[COMMON_ROOT].value, &entry->root);
    instant_parse(field[COMMON_AT].value, &entry->at);
    value_number(field[COMMON_SIZE].value, &entry->size);
}

static enum status check_bytes(struct slice bytes, size_t simple, struct problem *problem)
{
    struct reader reader = {.line = 0, .problem = problem};
    enum status status = STATUS_OK;
    if (bytes.length == 0 || bytes.at[bytes.length - 1] != '\n')
        status = refuse(&reader, REASON_FORM, N_("the text does not end with a line end"), SLICE(""));
    else if (bytes.length > ENTRY_TEXT_MAX)
        status = refuse(&reader, REASON_FORM, N_("the text is longer than 60,000 bytes"), SLICE(""));
    else if (simple < bytes.length)
        status = text_check(bytes, true, problem);
    if (status == STATUS_FORM && problem)
        problem->reason = REASON_FORM;
    return status;
}

static size_t count_lines(struct slice bytes)
{
    size_t lines = 0;
    for (const char *at = bytes.at, *end = at + bytes.length; at < end; lines++)
        at = (const char *)memchr(at, '\n', (size_t)(end - at)) + 1;
    return lines;
}

/* Reads lines up to the empty one or the end. */
static enum status read_fields(struct reader *reader, struct entry *out, struct field *fields)
{
    struct progress at = {.table = kind_table(out->kind)};
    out->field = fields;
    problem_field(reader->problem, "");
    while (reader->rest.length) {
        struct slice line = next_line(reader);
        if (line.length == 0)
            break;
        if (line.at[line.length - 1] == ' ')
            return refuse(reader, REASON_FORM, N_("the line ends with a blank"), SLICE(""));
        enum status status = read_field(reader, &at, line, out, &fields[out->fields]);
        if (status != STATUS_OK)
            return status;
        out->fields++;
    }
    const char *missing = missing_before(&at, at.table->fields);
    if (missing)
        return refuse_missing(reader, missing);
    return STATUS_OK;
}

enum status entry_parse(struct slice bytes, struct arena *arena, struct entry *out, struct problem *problem)
{
    return entry_parse_simple(bytes, 0, arena, out, problem);
}

enum status entry_parse_simple(struct slice bytes, size_t simple, struct arena *arena, struct entry *out,
                               struct problem *problem)
{
    struct reader reader = {.rest = bytes, .problem = problem};
    *out = (struct entry){.bytes = bytes};
    enum status status;
    struct slice first = bytes;
    first = slice_cut(&first, '\n');
    /* A kind of a later version comes before everything else that may be wrong. */
    bool ours = slice_equal(slice_head(first, magic.length), magic);
    status = ours ? read_kind(&reader, out) : STATUS_OK;
    if (status == STATUS_OK)
        status = check_bytes(bytes, simple, problem);
    if (status == STATUS_OK && !ours)
        status = read_kind(&reader, out);
    if (status != STATUS_OK)
        return status;
    struct field *fields = arena_array(arena, count_lines(bytes), sizeof *fields);
    if (!fields)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    status = read_fields(&reader, out, fields);
    bool text = bytes.length > 1 && bytes.at[bytes.length - 2] == '\n';
    if (status == STATUS_OK && (reader.rest.length || text))
        status = kind_table(out->kind)->has_text
                     ? read_text(&reader, out)
                     : refuse(&reader, REASON_FORM, N_("entries of this kind have no text"), SLICE(""));
    if (status == STATUS_OK) {
        read_common(out);
        status = entry_check_kind(out, reader.line, problem);
    }
    return status;
}

struct digest entry_id(const struct entry *entry)
{
    return digest_of(entry->bytes);
}

const struct field *entry_next(const struct entry *entry, const char *name, size_t *at)
{
    while (*at < entry->fields) {
        const struct field *field = &entry->field[(*at)++];
        /* Two letters tell most names apart. */
        const char *other = field->rule->name;
        if (other[0] == name[0] && other[1] == name[1] && strcmp(other, name) == 0)
            return field;
    }
    return NULL;
}

size_t entry_count(const struct entry *entry, const char *name)
{
    size_t count = 0, at = 0;
    while (entry_next(entry, name, &at))
        count++;
    return count;
}

struct slice entry_value(const struct entry *entry, const char *name)
{
    size_t at = 0;
    const struct field *field = entry_next(entry, name, &at);
    return field ? field->value : (struct slice){0};
}

bool entry_hash(const struct entry *entry, const char *name, struct digest *out)
{
    struct slice value = entry_value(entry, name);
    return value.at && digest_from_hex(value, out);
}

bool entry_time(const struct entry *entry, const char *name, struct instant *out)
{
    struct slice value = entry_value(entry, name);
    return value.at && instant_parse(value, out);
}

uint64_t entry_number(const struct entry *entry, const char *name, uint64_t standard)
{
    uint64_t number;
    struct slice value = entry_value(entry, name);
    return value.at && value_number(value, &number) ? number : standard;
}

void entry_plain_text(const struct entry *entry, struct buffer *out)
{
    struct slice rest = entry->text;
    while (rest.length) {
        struct slice line = slice_cut(&rest, '\n');
        buffer_add(out, slice_from(line, 2));
        buffer_byte(out, '\n');
    }
}

/* The column of a part of the field's value; of the value itself when `part` is none of its parts. */
static unsigned long column_of(const struct field *field, struct slice part)
{
    size_t before = (uintptr_t)part.at - (uintptr_t)field->value.at;
    bool within = part.at && before < field->value.length;
    return strlen(field->rule->name) + 3 + (within ? text_length(slice_head(field->value, before)) : 0);
}

enum status entry_refuse(struct problem *problem, const struct field *field, const char *message, struct slice detail)
{
    if (field) {
        problem_place(problem, field->line, column_of(field, detail));
        problem_field(problem, field->rule->name);
    }
    problem_slices(problem, STATUS_FORM, message, detail, SLICE(""));
    if (problem)
        problem->reason = REASON_FORM;
    return STATUS_FORM;
}
