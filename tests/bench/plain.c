#include "tests/bench/plain.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

struct plain {
    sqlite3 *db;
    sqlite3_stmt *begin, *statement, *commit;
    unsigned char public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
};

void plain_close(struct plain *plain)
{
    if (!plain)
        return;
    sqlite3_finalize(plain->begin);
    sqlite3_finalize(plain->statement);
    sqlite3_finalize(plain->commit);
    sqlite3_close_v2(plain->db);
    free(plain);
}

static struct plain *open_with(const char *path, int flags, const char *set_up, const char *sql)
{
    struct plain *plain = calloc(1, sizeof *plain);
    if (plain && crypto_sign_keypair(plain->public_key, plain->secret_key) == 0 &&
        sqlite3_open_v2(path, &plain->db, flags, NULL) == SQLITE_OK &&
        (!set_up || sqlite3_exec(plain->db, set_up, NULL, NULL, NULL) == SQLITE_OK) &&
        sqlite3_prepare_v2(plain->db, "BEGIN IMMEDIATE", -1, &plain->begin, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(plain->db, "COMMIT", -1, &plain->commit, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(plain->db, sql, -1, &plain->statement, NULL) == SQLITE_OK)
        return plain;
    plain_close(plain);
    return NULL;
}

struct plain *bare_open(const char *path)
{
    unlink(path);
    return open_with(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                     "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA;"
                     "CREATE TABLE t (id INTEGER PRIMARY KEY, row BLOB)",
                     "INSERT INTO t (row) VALUES (randomblob(?))");
}

static bool step(sqlite3_stmt *statement)
{
    int result = sqlite3_step(statement);
    return sqlite3_reset(statement) == SQLITE_OK && result == SQLITE_DONE;
}

bool plain_commit(struct plain *plain, size_t bytes)
{
    return sqlite3_bind_int64(plain->statement, 1, (int64_t)bytes) == SQLITE_OK && step(plain->begin) &&
           step(plain->statement) && step(plain->commit);
}

struct plain *plain_index(const char *path)
{
    return open_with(path, SQLITE_OPEN_READONLY, NULL,
                     "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?");
}

bool plain_match(struct plain *plain, const char *expression, size_t limit, size_t *found)
{
    int result;
    *found = 0;
    if (sqlite3_bind_text(plain->statement, 1, expression, -1, SQLITE_STATIC) != SQLITE_OK ||
        sqlite3_bind_int64(plain->statement, 2, (int64_t)limit) != SQLITE_OK)
        return false;
    while ((result = sqlite3_step(plain->statement)) == SQLITE_ROW)
        (*found)++;
    return sqlite3_reset(plain->statement) == SQLITE_OK && result == SQLITE_DONE;
}

bool plain_sign_and_verify(const struct plain *plain, size_t bytes)
{
    unsigned char signature[crypto_sign_BYTES];
    unsigned char *message = calloc(1, bytes);
    bool good = message && crypto_sign_detached(signature, NULL, message, bytes, plain->secret_key) == 0 &&
                crypto_sign_verify_detached(signature, message, bytes, plain->public_key) == 0;
    free(message);
    return good;
}
