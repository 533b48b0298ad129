#include "data/audited_state.h"

#include "core/field.h"

#include <inttypes.h>
#include <sodium.h>

static const char magic[] = "stimmbuch audited 1\nsum ";

static struct digest sum_of(struct slice head, struct slice tables)
{
    struct digest sum;
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof sum.byte);
    crypto_generichash_update(&state, (const unsigned char *)head.at, head.length);
    crypto_generichash_update(&state, (const unsigned char *)tables.at, tables.length);
    crypto_generichash_final(&state, sum.byte, sizeof sum.byte);
    return sum;
}

static void add_hash(struct buffer *out, const char *name, const struct digest *digest)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(digest, hex);
    buffer_format(out, "%s %s\n", name, hex);
}

enum status audited_state_begin(const struct audited_state *state, struct buffer *out)
{
    struct buffer head;
    buffer_init(&head);
    add_hash(&head, "founding", &state->founding);
    buffer_format(&head, "size %" PRIu64 "\n", state->tree.size);
    add_hash(&head, "root", &state->root);
    buffer_format(&head, "at %" PRId64 "\nfull %" PRId64 "\n", state->at, state->full);
    for (unsigned i = 0; i < state->tree.peaks; i++)
        add_hash(&head, "peak", &state->tree.peak[i]);
    buffer_format(&head, "tables %zu\n", state->tables.length);
    struct digest sum = sum_of(buffer_slice(&head), state->tables);
    buffer_text(out, "stimmbuch audited 1\n");
    add_hash(out, "sum", &sum);
    buffer_add(out, buffer_slice(&head));
    enum status status = buffer_status(&head);
    buffer_release(&head);
    return status == STATUS_OK ? buffer_status(out) : status;
}

/* Takes "name value" and its line end off the front. */
static bool take_line(struct slice *rest, const char *name, struct slice *value)
{
    size_t length = strlen(name);
    const char *end = memchr(rest->at, '\n', rest->length);
    size_t line = end ? (size_t)(end - rest->at) : 0;
    if (!end || line <= length || memcmp(rest->at, name, length) != 0 || rest->at[length] != ' ')
        return false;
    *value = (struct slice){.at = rest->at + length + 1, .length = line - length - 1};
    *rest = (struct slice){.at = end + 1, .length = rest->length - line - 1};
    return true;
}

static bool take_hash(struct slice *rest, const char *name, struct digest *out)
{
    struct slice value;
    return take_line(rest, name, &value) && digest_from_hex(value, out);
}

static bool take_number(struct slice *rest, const char *name, uint64_t *out)
{
    struct slice value;
    return take_line(rest, name, &value) && value_number(value, out) && *out <= INT64_MAX;
}

bool audited_state_parse_rest(struct slice bytes, struct audited_state *out)
{
    uint64_t size, at, full, length;
    *out = (struct audited_state){.at = 0};
    if (!take_hash(&bytes, "founding", &out->founding) || !take_number(&bytes, "size", &size) || size == 0 ||
        !take_hash(&bytes, "root", &out->root) || !take_number(&bytes, "at", &at) ||
        !take_number(&bytes, "full", &full))
        return false;
    for (uint64_t bits = size; bits; bits &= bits - 1)
        if (!take_hash(&bytes, "peak", &out->tree.peak[out->tree.peaks++]))
            return false;
    out->tree.size = size;
    out->at = (int64_t)at;
    out->full = (int64_t)full;
    struct digest root = merkle_root(&out->tree);
    if (!digest_equal(&root, &out->root) || !take_number(&bytes, "tables", &length) || length != bytes.length)
        return false;
    out->tables = bytes;
    return true;
}

bool audited_state_parse(struct slice bytes, struct audited_state *out)
{
    const size_t begin = sizeof magic - 1, head = begin + DIGEST_HEX_LENGTH + 1;
    struct digest sum;
    if (bytes.length < head || memcmp(bytes.at, magic, begin) != 0 || bytes.at[head - 1] != '\n' ||
        !digest_from_hex((struct slice){.at = bytes.at + begin, .length = DIGEST_HEX_LENGTH}, &sum))
        return false;
    struct slice rest = {.at = bytes.at + head, .length = bytes.length - head};
    struct digest own = sum_of(rest, SLICE(""));
    return digest_equal(&sum, &own) && audited_state_parse_rest(rest, out);
}
