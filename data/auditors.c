#include "data/auditors.h"

/* In every place between the two the name had this office and this key. The last place is that of the entry that ended
 * the one or the other, for what an entry does holds behind it. */
#define FROM_KEYS                                                                                                      \
    "FROM member m JOIN chain c ON c.body = m.body AND c.name = m.name "                                               \
    "WHERE m.body = ?1 AND m.role = 'auditor' AND m.since < coalesce(c.until, ?2) AND c.since < coalesce(m.until, ?2)"

static enum status add(struct auditors *auditors, const struct rows *rows)
{
    struct slice name = arena_copy(&auditors->arena, rows_text(rows, 0)), key = rows_blob(rows, 1);
    struct public_key public;
    if (!name.at)
        return STATUS_NO_MEMORY;
    if (key.length != sizeof public.byte)
        return STATUS_OK;
    memcpy(public.byte, key.at, sizeof public.byte);
    auditors->key[auditors->keys] = vkey_make(name, KEY_TYPE_COSIGNATURE, &public);
    auditors->last[auditors->keys++] = rows_number(rows, 2);
    return STATUS_OK;
}

enum status auditors_read(struct store *store, int64_t body, struct auditors *out)
{
    int64_t count;
    *out = (struct auditors){.keys = 0};
    arena_init(&out->arena);
    enum status status = store_number(store, &count, NULL, "SELECT count(*) " FROM_KEYS, "ii", body, INT64_MAX);
    if (status != STATUS_OK || count == 0)
        return status;
    out->key = arena_array(&out->arena, (size_t)count, sizeof *out->key);
    out->last = arena_array(&out->arena, (size_t)count, sizeof *out->last);
    if (!out->key || !out->last)
        return STATUS_NO_MEMORY;
    struct rows rows =
        store_ask(store,
                  "SELECT c.name, c.key, min(coalesce(m.until, ?2), coalesce(c.until, ?2)) AS last " FROM_KEYS
                  " ORDER BY last DESC, c.name, c.since, m.since",
                  "ii", body, INT64_MAX);
    while (status == STATUS_OK && out->keys < (size_t)count && rows_next(&rows))
        status = add(out, &rows);
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

void auditors_release(struct auditors *auditors)
{
    arena_release(&auditors->arena);
}

size_t auditors_at(const struct auditors *auditors, uint64_t size)
{
    size_t keys = 0;
    while (keys < auditors->keys && (uint64_t)auditors->last[keys] >= size)
        keys++;
    return keys;
}
