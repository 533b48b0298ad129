#include "data/oparl_json.h"

#include "core/buffer.h"
#include "core/entry.h"
#include "core/text.h"
#include "data/oparl_text.h"

enum { LINE_KEPT = 1000, TEXT_KEPT = ENTRY_TEXT_MAX + 1000 };

enum oparl_type oparl_type_of(const json_t *object)
{
    static const struct {
        const char *name;
        enum oparl_type type;
    } types[] = {
        {"Paper", OPARL_TYPE_PAPER},
        {"Meeting", OPARL_TYPE_MEETING},
        {"AgendaItem", OPARL_TYPE_ITEM},
        {"Consultation", OPARL_TYPE_CONSULTATION},
        {"Organization", OPARL_TYPE_ORGANIZATION},
    };
    const char *text = json_string_value(json_object_get(object, "type"));
    const char *host = text ? strstr(text, "://schema.oparl.org/1.") : NULL;
    if (!host)
        return OPARL_TYPE_NONE;
    struct slice rest = slice_from(slice_of(host), sizeof "://schema.oparl.org/1." - 1);
    struct slice minor = slice_cut(&rest, '/');
    if (!slice_is(minor, "0") && !slice_is(minor, "1"))
        return OPARL_TYPE_NONE;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (slice_is(rest, types[i].name))
            return types[i].type;
    return OPARL_TYPE_OTHER;
}

/* Moves what a buffer gathered into the arena; `end` stands where more than `limit` bytes were cut. */
static struct slice settle(struct oparl_records *records, struct buffer *buffer, size_t limit, const char *end)
{
    struct slice kept = {0};
    if (buffer->length > limit) {
        buffer->length = text_head(buffer_slice(buffer), limit).length;
        while (buffer->length > 0 && strchr(" \n", buffer->at[buffer->length - 1]))
            buffer->length--;
        buffer_text(buffer, end);
    }
    if (!buffer->failed)
        kept = arena_copy(&records->arena, buffer_slice(buffer));
    records->failed = records->failed || !kept.at;
    buffer_release(buffer);
    return kept.at ? kept : SLICE("");
}

static struct slice line_of(struct oparl_records *records, const json_t *value)
{
    struct buffer line;
    if (!json_is_string(value) && !json_is_integer(value))
        return SLICE("");
    buffer_init(&line);
    if (json_is_string(value))
        oparl_clean_line((struct slice){.at = json_string_value(value), .length = json_string_length(value)}, &line);
    else
        buffer_format(&line, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return settle(records, &line, LINE_KEPT, " …");
}

struct slice oparl_json_line(struct oparl_records *records, const json_t *object, const char *key)
{
    return line_of(records, json_object_get(object, key));
}

struct slice oparl_json_text(struct oparl_records *records, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    struct buffer text;
    if (!json_is_string(value))
        return SLICE("");
    buffer_init(&text);
    oparl_clean_text((struct slice){.at = json_string_value(value), .length = json_string_length(value)}, &text);
    return settle(records, &text, TEXT_KEPT, "\n…");
}

static struct slice reference_of(struct oparl_records *records, const json_t *value)
{
    if (json_is_true(json_object_get(value, "deleted")))
        return SLICE("");
    if (json_is_object(value))
        value = json_object_get(value, "id");
    return json_is_string(value) ? line_of(records, value) : SLICE("");
}

struct slice oparl_json_reference(struct oparl_records *records, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return reference_of(records, json_is_array(value) ? json_array_get(value, 0) : value);
}

struct oparl_list oparl_json_references(struct oparl_records *records, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    size_t most = json_is_array(value) ? json_array_size(value) : 1;
    struct oparl_list list = {.at = most ? arena_array(&records->arena, most, sizeof *list.at) : NULL};
    records->failed = records->failed || (most && !list.at);
    for (size_t i = 0; list.at && i < most; i++) {
        struct slice id = reference_of(records, json_is_array(value) ? json_array_get(value, i) : value);
        if (id.length)
            list.at[list.count++] = id;
    }
    return list;
}

/* The first of the fields that says something. */
static struct slice first_line(struct oparl_records *records, const json_t *object, const char *const *keys)
{
    struct slice line = SLICE("");
    for (; *keys && !line.length; keys++)
        line = oparl_json_line(records, object, *keys);
    return line;
}

static void add_file(struct oparl_records *records, const json_t *file, struct buffer *out)
{
    static const char *const names[] = {"name", "fileName", NULL};
    static const char *const addresses[] = {"downloadUrl", "accessUrl", "externalServiceUrl", "id", NULL};
    struct slice name = first_line(records, file, names);
    struct slice address = json_is_string(file) ? line_of(records, file) : first_line(records, file, addresses);
    if ((!name.length && !address.length) || json_is_true(json_object_get(file, "deleted")))
        return;
    buffer_text(out, out->length ? "\n- " : "- ");
    oparl_escape(name, out);
    if (name.length && address.length)
        buffer_byte(out, ' ');
    oparl_link(address, out);
}

struct slice oparl_json_files(struct oparl_records *records, const json_t *object, const char *const *keys)
{
    struct buffer lines;
    buffer_init(&lines);
    for (; *keys; keys++) {
        const json_t *value = json_object_get(object, *keys);
        if (json_is_array(value)) {
            for (size_t i = 0; i < json_array_size(value) && lines.length <= TEXT_KEPT; i++)
                add_file(records, json_array_get(value, i), &lines);
        } else {
            add_file(records, value, &lines);
        }
    }
    return settle(records, &lines, TEXT_KEPT, "\n…");
}
