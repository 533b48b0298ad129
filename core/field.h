/*
 * The fields of each kind of entry: one table drives parsing, writing and the documentation.
 *
 * A pattern names the parts of a value, separated by one blank; " / " separates alternatives. Capitals are types
 * (data/FORMAT.md section 4), anything else is a list of words: "ID ID WEIGHT voting|advisory TITLE".
 */
#ifndef CORE_FIELD_H
#define CORE_FIELD_H

#include "core/slice.h"

enum kind {
    KIND_BODY,
    KIND_ENROL,
    KIND_ROSTER,
    KIND_STATUTE,
    KIND_KEY,
    KIND_MEETING,
    KIND_ATTENDANCE,
    KIND_PROPOSAL,
    KIND_STATEMENT,
    KIND_STATUS,
    KIND_BALLOT,
    KIND_VOTE,
    KIND_RECUSAL,
    KIND_OBJECTION,
    KIND_CLOSE,
    KIND_RESULT,
    KIND_VOID,
    KIND_MINUTES,
    KIND_CONFIRM,
    KIND_COUNT
};

/* In all kinds but `body` the first fields are these, once each. */
enum { COMMON_BODY, COMMON_FOUNDING, COMMON_BY, COMMON_AT, COMMON_SIZE, COMMON_ROOT };

enum occurs { OCCURS_ONCE, OCCURS_OPTIONAL, OCCURS_ANY, OCCURS_SOME };

enum { KEY_NONE = 0, KEY_SECOND = 253, KEY_REST = 254, KEY_WHOLE = 255 };

/* Who writes a field: the author's draft, or the program. */
enum field_source { FROM_DRAFT, FROM_PROGRAM };

struct field_rule {
    const char *name;
    const char *pattern;
    enum occurs occurs;
    uint8_t key_parts; /* repeated lines differ in their first so many parts; KEY_WHOLE: in the whole value;
                             KEY_REST: in everything behind the first part; KEY_SECOND: in the second part */
    uint8_t group;     /* 1: begins a rule's block, 2: belongs to one (in the statute) */
    enum field_source source;
    const char *standard; /* the default, without a rule's ID: dropped from a draft, refused in an entry; or NULL */
};

struct kind_table {
    const char *name;
    const struct field_rule *field;
    size_t fields;
    bool has_text;
};

const struct kind_table *kind_table(enum kind kind);

/* False when there is no kind of that name. */
bool kind_from_name(struct slice name, enum kind *out);

/* Index of the field in the kind's table, or the number of its fields. */
size_t kind_field(enum kind kind, struct slice name);

/*
 * True when the value matches the pattern. `why` (may be NULL) is told the first part that does not, borrowed from the
 * pattern: one of its words, or the whole pattern where it has alternatives.
 */
bool value_matches(const char *pattern, struct slice value, struct slice *why);

/* The sentence for what `why` was told, with {1} for it; static. */
const char *value_expected(struct slice why);

/* Part `index` (0-based) of a value; the last part wanted is not cut: use value_rest for it. Empty beyond the end. */
struct slice value_part(struct slice value, size_t index);
struct slice value_rest(struct slice value, size_t index);

/* Decimal digits without sign or needless zero, at most 18; false otherwise. */
bool value_number(struct slice digits, uint64_t *out);

/* One word of "a|b|c"? Its index, or -1. */
int value_word(const char *words, struct slice value);

#endif
