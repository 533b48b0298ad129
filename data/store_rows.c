/* Statements, their parameters and rows. */
#include "data/store_internal.h"

#include <stdarg.h>
#include <string.h>

/* Makes room for one more statement: the oldest that nobody is reading from goes. */
static void forget_one(struct store *store)
{
    size_t at = 0;
    while (at + 1 < store->statements && sqlite3_stmt_busy(store->cache[at].statement))
        at++;
    sqlite3_finalize(store->cache[at].statement);
    memmove(&store->cache[at], &store->cache[at + 1], (store->statements - at - 1) * sizeof store->cache[0]);
    store->statements--;
}

/* The prepared statement for this string, kept until its place is needed or the store is closed. */
static sqlite3_stmt *prepare(struct store *store, const char *sql)
{
    for (size_t i = 0; i < store->statements; i++)
        if (store->cache[i].sql == sql)
            return store->cache[i].statement;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) {
        store_failed(store);
        return NULL;
    }
    if (store->statements == STORE_STATEMENTS)
        forget_one(store);
    store->cache[store->statements].sql = sql;
    store->cache[store->statements++].statement = statement;
    return statement;
}

static int bind_text(sqlite3_stmt *s, int at, struct slice text)
{
    return sqlite3_bind_text64(s, at, text.at ? text.at : "", text.length, SQLITE_STATIC, SQLITE_UTF8);
}

static int bind_blob(sqlite3_stmt *s, int at, const void *bytes, size_t length)
{
    return length ? sqlite3_bind_blob64(s, at, bytes, length, SQLITE_STATIC) : sqlite3_bind_zeroblob(s, at, 0);
}

static int bind_one(sqlite3_stmt *s, int at, char type, va_list *arguments)
{
    switch (type) {
    case 'i':
        return sqlite3_bind_int64(s, at, va_arg(*arguments, int64_t));
    case 'u':
        return sqlite3_bind_int64(s, at, (int64_t)va_arg(*arguments, uint64_t));
    case 't':
        return bind_text(s, at, va_arg(*arguments, struct slice));
    case 's':
        return bind_text(s, at, slice_of(va_arg(*arguments, const char *)));
    case 'b': {
        struct slice blob = va_arg(*arguments, struct slice);
        return bind_blob(s, at, blob.at, blob.length);
    }
    case 'd':
        return bind_blob(s, at, va_arg(*arguments, const struct digest *)->byte, DIGEST_LENGTH);
    case 'o': {
        const int64_t *number = va_arg(*arguments, const int64_t *);
        return number ? sqlite3_bind_int64(s, at, *number) : sqlite3_bind_null(s, at);
    }
    default:
        return sqlite3_bind_null(s, at);
    }
}

static struct rows ask(struct store *store, const char *sql, const char *types, va_list *arguments)
{
    struct rows rows = {.store = store, .statement = prepare(store, sql), .status = STATUS_OK};
    if (!rows.statement)
        rows.status = (store->error & 0xff) == SQLITE_NOMEM ? STATUS_NO_MEMORY : STATUS_STORE;
    else
        sqlite3_reset(rows.statement);
    for (int i = 0; types[i] && rows.status == STATUS_OK; i++)
        if (bind_one(rows.statement, i + 1, types[i], arguments) != SQLITE_OK)
            rows.status = store_failed(store);
    return rows;
}

struct rows store_ask(struct store *store, const char *sql, const char *types, ...)
{
    va_list arguments;
    va_start(arguments, types);
    struct rows rows = ask(store, sql, types, &arguments);
    va_end(arguments);
    return rows;
}

bool rows_next(struct rows *rows)
{
    if (rows->status != STATUS_OK)
        return false;
    int result = sqlite3_step(rows->statement);
    if (result == SQLITE_ROW)
        return true;
    if (result != SQLITE_DONE)
        rows->status = store_failed(rows->store);
    return false;
}

enum status rows_end(struct rows *rows)
{
    if (rows->statement)
        sqlite3_reset(rows->statement);
    return rows->status;
}

bool rows_are(const struct rows *rows, const char *types)
{
    bool are = true;
    for (int i = 0; types[i] && are; i++) {
        int wanted = types[i] == 'i' ? SQLITE_INTEGER : types[i] == 't' ? SQLITE_TEXT : SQLITE_BLOB;
        are = sqlite3_column_type(rows->statement, i) == wanted;
    }
    return are;
}

int64_t rows_number(const struct rows *rows, int column)
{
    return sqlite3_column_int64(rows->statement, column);
}

bool rows_null(const struct rows *rows, int column)
{
    return sqlite3_column_type(rows->statement, column) == SQLITE_NULL;
}

struct slice rows_text(const struct rows *rows, int column)
{
    const unsigned char *text = sqlite3_column_text(rows->statement, column);
    return (struct slice){.at = text ? (const char *)text : "",
                          .length = text ? (size_t)sqlite3_column_bytes(rows->statement, column) : 0};
}

struct slice rows_blob(const struct rows *rows, int column)
{
    const char *bytes = sqlite3_column_blob(rows->statement, column);
    return (struct slice){.at = bytes, .length = bytes ? (size_t)sqlite3_column_bytes(rows->statement, column) : 0};
}

struct digest rows_digest(const struct rows *rows, int column)
{
    struct digest digest = {{0}};
    struct slice blob = rows_blob(rows, column);
    if (blob.length == DIGEST_LENGTH)
        memcpy(digest.byte, blob.at, DIGEST_LENGTH);
    return digest;
}

enum status store_run(struct store *store, const char *sql, const char *types, ...)
{
    va_list arguments;
    va_start(arguments, types);
    struct rows rows = ask(store, sql, types, &arguments);
    va_end(arguments);
    while (rows_next(&rows))
        ;
    return rows_end(&rows);
}

enum status store_number(struct store *store, int64_t *out, bool *found, const char *sql, const char *types, ...)
{
    va_list arguments;
    va_start(arguments, types);
    struct rows rows = ask(store, sql, types, &arguments);
    va_end(arguments);
    bool row = rows_next(&rows);
    *out = row ? rows_number(&rows, 0) : 0;
    if (found)
        *found = row && !rows_null(&rows, 0);
    return rows_end(&rows);
}

/* Equal columns, type and value. */
static bool equal_row(sqlite3_stmt *left, sqlite3_stmt *right, int columns)
{
    for (int i = 1; i < columns; i++) {
        int type = sqlite3_column_type(left, i);
        if (type != sqlite3_column_type(right, i))
            return false;
        if (type == SQLITE_INTEGER && sqlite3_column_int64(left, i) != sqlite3_column_int64(right, i))
            return false;
        if (type != SQLITE_TEXT && type != SQLITE_BLOB)
            continue;
        int length = sqlite3_column_bytes(left, i);
        if (length != sqlite3_column_bytes(right, i) ||
            (length && memcmp(sqlite3_column_blob(left, i), sqlite3_column_blob(right, i), (size_t)length) != 0))
            return false;
    }
    return true;
}

/* The tables that the audit compares; each begins with the body's number and is read in the order of its key. */
static const struct {
    const char *name, *sql;
} compared[] = {
    {"body", "SELECT num, name, founding, title, level, approvals, log, log_time FROM body WHERE num = ?"},
    {"bench", "SELECT body, id, since, until, pos, title FROM bench WHERE body = ? ORDER BY id, since"},
    {"seat", "SELECT body, id, since, until, bench, weight, voting, title FROM seat WHERE body = ? ORDER BY id, since"},
    {"member", "SELECT body, name, role, seat, since, until FROM member WHERE body = ? "
               "ORDER BY name, role, seat, since"},
    {"chain", "SELECT body, name, since, until, vkey, key, keyid FROM chain WHERE body = ? ORDER BY name, since"},
    {"change", "SELECT body, idx, what, at, decided, id FROM change WHERE body = ? ORDER BY idx"},
    {"proposal", "SELECT body, body = seq >> 40, seq & 0xffffffffff, idx, id, number, title, kind, author, at, "
                 "log_time, state, replaces, amends, repeals FROM proposal WHERE seq >= (?1 << 40) AND seq < ((?1 + 1) "
                 "<< 40) ORDER BY seq"},
    {"tag", "SELECT 0, tag, seq & 0xffffffffff FROM tag WHERE seq >= (?1 << 40) AND seq < ((?1 + 1) << 40) "
            "ORDER BY tag, seq"},
    {"statement", "SELECT body, idx, id, proposal, seat, stance, author FROM statement WHERE body = ? ORDER BY idx"},
    {"recusal", "SELECT body, proposal, seat, idx FROM recusal WHERE body = ? ORDER BY proposal, seat"},
    {"ballot", "SELECT body, idx, id, proposal, title, rule, round, opens, closes, start, state, ended, result, "
               "outcome, decision, meeting, call, seats, voted FROM ballot WHERE body = ? ORDER BY idx"},
    {"vote", "SELECT body, ballot, seat, class, idx, voter, at, choice, reason FROM vote WHERE body = ? "
             "ORDER BY ballot, seat, class, idx"},
    {"meeting",
     "SELECT body, idx, id, number, title, opens, closes, chair, again FROM meeting WHERE body = ? ORDER BY idx"},
    {"item", "SELECT body, meeting, pos, proposal FROM item WHERE body = ? ORDER BY meeting, pos"},
    {"attendance", "SELECT body, meeting, seat, idx, state, author FROM attendance WHERE body = ? "
                   "ORDER BY meeting, seat, idx"},
    {"status",
     "SELECT body, proposal, idx, state, recipient, author FROM status WHERE body = ? ORDER BY proposal, idx"},
    {"objection", "SELECT body, ballot, idx, seat, author FROM objection WHERE body = ? ORDER BY ballot"},
    {"minutes", "SELECT body, idx, id, meeting, sha256, title FROM minutes WHERE body = ? ORDER BY idx"},
    {"confirm", "SELECT body, minutes, author, idx FROM confirm WHERE body = ? ORDER BY minutes, author"},
    {"rejected", "SELECT body, idx, code FROM rejected WHERE body = ? ORDER BY idx"},
};

static const char *compared_sql(const char *table)
{
    for (size_t i = 0; i < sizeof compared / sizeof compared[0]; i++)
        if (strcmp(compared[i].name, table) == 0)
            return compared[i].sql;
    return NULL;
}

enum status store_compare_table(struct store *left, int64_t left_body, struct store *right, int64_t right_body,
                                const char *table, bool *equal)
{
    *equal = false;
    const char *sql = compared_sql(table);
    if (!sql)
        return STATUS_NOT_FOUND;
    struct rows a = store_ask(left, sql, "i", left_body), b = store_ask(right, sql, "i", right_body);
    bool more_a = rows_next(&a), more_b = rows_next(&b), same = true;
    while (more_a && more_b && same) {
        same = equal_row(a.statement, b.statement, sqlite3_column_count(a.statement));
        more_a = rows_next(&a);
        more_b = rows_next(&b);
    }
    *equal = same && !more_a && !more_b;
    enum status status = rows_end(&a), other = rows_end(&b);
    return status != STATUS_OK ? status : other;
}
