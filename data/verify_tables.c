/* What is derived from the entries: stored nodes, tables and the index for searching, against what the replay made. */
#include "data/verify_work.h"

#include <inttypes.h>
#include <stdio.h>

static void wrong_node(struct body_audit *body, unsigned level, uint64_t index)
{
    if (body->wrong_nodes++ == 0)
        body->first_wrong_node = (int64_t)(((index + 1) << level) - 1);
}

/* The nodes of one level that the batch finished; they are `first` and the following ones. */
static enum status compare_level(struct body_audit *body, unsigned level, uint64_t first, uint64_t end)
{
    struct rows rows = store_ask(body->audit->store,
                                 "SELECT idx, hash FROM node WHERE body = ? AND level = ? AND idx >= ? AND idx < ? "
                                 "ORDER BY idx",
                                 "iiuu", body->number, (int64_t)level, first, end);
    bool more = rows_next(&rows);
    for (size_t i = 0; i < body->nodes; i++) {
        const struct node_seen *node = &body->node[i];
        if (node->level != level)
            continue;
        bool there = more && (uint64_t)rows_number(&rows, 0) == node->index;
        struct digest stored = there ? rows_digest(&rows, 1) : (struct digest){{0}};
        if (!there || !digest_equal(&stored, &node->hash))
            wrong_node(body, level, node->index);
        if (there)
            more = rows_next(&rows);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_STORE && store_is_damaged(body->audit->store) ? STATUS_OK : status;
}

enum status verify_nodes(struct body_audit *body, uint64_t before)
{
    uint64_t after = body->replay->tree.size;
    enum status status = STATUS_OK;
    for (unsigned level = 1; status == STATUS_OK && level < MERKLE_LEVELS && before >> level != after >> level; level++)
        status = compare_level(body, level, before >> level, after >> level);
    return status;
}

/* Nodes that a tree of this size does not have. */
static enum status find_surplus(struct body_audit *body)
{
    struct store *store = body->audit->store;
    uint64_t size = body->replay->tree.size;
    int64_t number;
    bool found;
    enum status status =
        store_number(store, &number, &found,
                     "SELECT level FROM node WHERE body = ? AND (level < 1 OR level > 62) LIMIT 1", "i", body->number);
    if (status == STATUS_OK && found)
        wrong_node(body, 0, 0);
    for (unsigned level = 1; level < MERKLE_LEVELS && status == STATUS_OK; level++) {
        status = store_number(store, &number, &found,
                              "SELECT idx FROM node WHERE body = ? AND level = ? AND (idx < 0 OR idx >= ?) LIMIT 1",
                              "iiu", body->number, (int64_t)level, size >> level);
        if (status == STATUS_OK && found)
            wrong_node(body, level, size >> level);
    }
    return status == STATUS_STORE && store_is_damaged(store) ? STATUS_OK : status;
}

enum status verify_nodes_end(struct body_audit *body)
{
    enum status status = body->gap ? STATUS_OK : find_surplus(body);
    if (status != STATUS_OK || body->wrong_nodes == 0)
        return status;
    char number[24];
    snprintf(number, sizeof number, "%" PRIu64, body->wrong_nodes);
    body_say(body, "node", body->first_wrong_node,
             N_("{1} stored nodes of the tree are not what its leaves give; the first belongs to this entry"), number);
    return STATUS_OK;
}

static enum status compare(struct body_audit *body, const char *table)
{
    struct store *store = body->audit->store;
    bool equal;
    enum status status = store_compare_table(store, body->number, body->scratch, SCRATCH_BODY, table, &equal);
    if (status == STATUS_STORE && store_is_sound(body->scratch) && store_is_damaged(store))
        status = STATUS_OK;
    if (status == STATUS_OK && !equal)
        body_say(body, "tables", -1, N_("the table \"{1}\" is not what the entries give: run \"stimmbuch rebuild\""),
                 table);
    return status;
}

enum status verify_tables(struct body_audit *body)
{
    static const char *const tables[] = {"body",   "bench",     "seat",    "member",    "chain",
                                         "change", "proposal",  "tag",     "statement", "recusal",
                                         "ballot", "vote",      "meeting", "item",      "attendance",
                                         "status", "objection", "minutes", "confirm",   "rejected"};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0] && status == STATUS_OK; i++)
        status = compare(body, tables[i]);
    return status;
}

/* A number of a body in the table that no entry has; the bodies of a table are found one after the other by its key. */
#define STRAY(table, column)                                                                                           \
    "WITH RECURSIVE number (n) AS (SELECT min(" column ") FROM " table " UNION ALL SELECT (SELECT min(" column         \
    ") FROM " table " WHERE " column " > n) FROM number WHERE n IS NOT NULL) "                                         \
    "SELECT n FROM number WHERE n IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entry WHERE body = n) LIMIT 1"

static const struct {
    const char *table, *code, *sql;
} strays[] = {
    {"body", "tables", STRAY("body", "num")},
    {"bench", "tables", STRAY("bench", "body")},
    {"seat", "tables", STRAY("seat", "body")},
    {"member", "tables", STRAY("member", "body")},
    {"chain", "tables", STRAY("chain", "body")},
    {"change", "tables", STRAY("change", "body")},
    {"statement", "tables", STRAY("statement", "body")},
    {"recusal", "tables", STRAY("recusal", "body")},
    {"ballot", "tables", STRAY("ballot", "body")},
    {"vote", "tables", STRAY("vote", "body")},
    {"meeting", "tables", STRAY("meeting", "body")},
    {"item", "tables", STRAY("item", "body")},
    {"attendance", "tables", STRAY("attendance", "body")},
    {"status", "tables", STRAY("status", "body")},
    {"objection", "tables", STRAY("objection", "body")},
    {"minutes", "tables", STRAY("minutes", "body")},
    {"confirm", "tables", STRAY("confirm", "body")},
    {"rejected", "tables", STRAY("rejected", "body")},
    {"checkpoint", "checkpoint", STRAY("checkpoint", "body")},
    {"node", "node", STRAY("node", "body")},
    {"proposal", "tables",
     "SELECT seq FROM proposal WHERE NOT EXISTS (SELECT 1 FROM entry WHERE body = seq >> 40) LIMIT 1"},
    {"tag", "tables", "SELECT seq FROM tag WHERE NOT EXISTS (SELECT 1 FROM proposal p WHERE p.seq = tag.seq) LIMIT 1"},
};

/* The index for searching keeps no text: only that it knows all proposals, and nothing else, can be seen. */
static const char search_wrong[] =
    "SELECT 1 WHERE (SELECT count(*) FROM search_docsize) <> (SELECT count(*) FROM proposal) OR "
    "EXISTS (SELECT 1 FROM proposal p WHERE NOT EXISTS (SELECT 1 FROM search_docsize d WHERE d.id = p.seq))";

static enum status ask_whether(struct store *store, const char *sql, bool *found)
{
    int64_t number;
    enum status status = store_number(store, &number, found, sql, "");
    if (status == STATUS_STORE && store_is_damaged(store)) {
        *found = true;
        return STATUS_OK;
    }
    return status;
}

enum status verify_strays(struct audit *audit)
{
    bool found;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof strays / sizeof strays[0] && status == STATUS_OK; i++) {
        status = ask_whether(audit->store, strays[i].sql, &found);
        if (status == STATUS_OK && found)
            audit_say(audit, strays[i].code, N_("the table \"{1}\" holds rows of a body that has no entries"),
                      slice_of(strays[i].table), SLICE(""));
    }
    if (status == STATUS_OK)
        status = ask_whether(audit->store, search_wrong, &found);
    if (status == STATUS_OK && found)
        audit_say(audit, "tables",
                  N_("the index for searching does not know every proposal: run \"stimmbuch rebuild\""), SLICE(""),
                  SLICE(""));
    return status;
}
