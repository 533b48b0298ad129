/* What is derived from the entries: stored nodes, tables and the index for searching, against what the replay made. */
#include "data/seq.h"
#include "data/verify_compare.h"

#include <inttypes.h>
#include <stdio.h>

static void wrong_node(struct body_audit *body, int64_t last)
{
    if (body->wrong_nodes++ == 0)
        body->first_wrong_node = last;
}

/* Where the stored node at hand stands in the order of the table: before `node` (< 0), in its place, or behind it. */
static int place_of(const struct rows *rows, const struct node_seen *node)
{
    int64_t last = rows_number(rows, 0), level = rows_number(rows, 1);
    if (last != node->last)
        return last < node->last ? -1 : 1;
    return (level > node->level) - (level < node->level);
}

enum status verify_nodes(struct body_audit *body, uint64_t before)
{
    struct rows rows =
        store_ask(body->audit->store,
                  "SELECT last, level, hash FROM node WHERE body = ? AND last >= ? AND last < ? ORDER BY last, level",
                  "iuu", body->number, before, body->replay->tree.size);
    bool more = rows_next(&rows);
    for (size_t i = 0; i < body->nodes; i++) {
        const struct node_seen *node = &body->node[i];
        for (; more && place_of(&rows, node) < 0; more = rows_next(&rows))
            wrong_node(body, rows_number(&rows, 0));
        bool there = more && place_of(&rows, node) == 0;
        struct digest stored = there ? rows_digest(&rows, 2) : (struct digest){{0}};
        if (!there || !digest_equal(&stored, &node->hash))
            wrong_node(body, node->last);
        if (there)
            more = rows_next(&rows);
    }
    for (; more; more = rows_next(&rows))
        wrong_node(body, rows_number(&rows, 0));
    enum status status = rows_end(&rows);
    return status == STATUS_STORE && store_is_damaged(body->audit->store) ? STATUS_OK : status;
}

/* Nodes of leaves that the tree does not have. */
static enum status find_surplus(struct body_audit *body)
{
    struct store *store = body->audit->store;
    int64_t last;
    bool found;
    enum status status =
        store_number(store, &last, &found, "SELECT min(last) FROM node WHERE body = ? AND last < 0", "i", body->number);
    if (status == STATUS_OK && !found)
        status = store_number(store, &last, &found, "SELECT min(last) FROM node WHERE body = ? AND last >= ?", "iu",
                              body->number, body->replay->tree.size);
    if (status == STATUS_OK && found)
        wrong_node(body, last);
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
    enum status status = strcmp(table, "vote") == 0
                             ? verify_votes_end(body, &equal)
                             : store_compare_table(store, body->number, body->scratch, SCRATCH_BODY, table, &equal);
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

/*
 * A number of a body in the table that no entry has; the bodies of a table are found one after the other by its key. In
 * a damaged one the next may be one that was there before: UNION ends then, where UNION ALL would go on for ever.
 */
#define STRAY(table, column)                                                                                           \
    "WITH RECURSIVE number (n) AS (SELECT min(" column ") FROM " table " UNION SELECT (SELECT min(" column             \
    ") FROM " table " WHERE " column " > n) FROM number WHERE n IS NOT NULL) "                                         \
    "SELECT n FROM number WHERE n IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entry WHERE " SEQ_IS_OF("n") ") LIMIT 1"

/* The last ones are looked for row by row. */
enum { STRAYS_BY_ROW = 2 };

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
     "SELECT seq FROM proposal p WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e." SEQ_IS_OF(
         "(p.seq >> 40)") ") LIMIT 1"},
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
    size_t tables = sizeof strays / sizeof strays[0] - (audit->whole ? 0 : STRAYS_BY_ROW);
    for (size_t i = 0; i < tables && status == STATUS_OK; i++) {
        status = ask_whether(audit->store, strays[i].sql, &found);
        if (status == STATUS_OK && found)
            audit_say(audit, strays[i].code,
                      N_("the table \"{1}\" holds rows of a body that has no entries: run \"stimmbuch rebuild\""),
                      slice_of(strays[i].table), SLICE(""));
    }
    if (status != STATUS_OK || !audit->whole)
        return status;
    status = ask_whether(audit->store, search_wrong, &found);
    if (status == STATUS_OK && found)
        audit_say(audit, "tables",
                  N_("the index for searching does not know every proposal: run \"stimmbuch rebuild\""), SLICE(""),
                  SLICE(""));
    return status;
}
