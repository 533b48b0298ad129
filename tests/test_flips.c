/*
 * Every byte of a ledger of 60 entries altered in three ways, and the file cut at every length: the audit calls it good
 * only where the log, the heads and the attachments in it, read by SQLite alone, are what they were; and it never
 * crashes, hangs or asks for much memory. (A quarter of the bytes of an SQLite file mean nothing: so not every altered
 * byte can be found.)
 *
 * All of it takes long: `make torture ONLY=flips` (STIMMBUCH_FLIPS=all). Otherwise every so many cases are tried.
 */
#include "core/digest.h"
#include "tests/audited.h"
#include "tests/world_head.h"
#include "tests/world_text.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <inttypes.h>
#include <setjmp.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    ENTRIES = 60,
    WAYS = 3,
    KEPT = 20,          /* places that are told of */
    PATIENCE = 20,      /* seconds for one audit; the machine may be busy */
    MEMORY = 256 << 20, /* bytes that a child may have; an audit has 48 MB */
    SHORT_FLIPS = 120,
    SHORT_CUTS = 40,
};
static const uint8_t masks[WAYS] = {0x01, 0x80, 0xff};

/* What the processes that try found; they share it with the one that waits for them. */
struct toll {
    uint64_t at; /* the case at hand */
    uint64_t tried, refused, found, same, missed, beside;
    uint64_t missed_at[KEPT], most_kilobytes;
};

struct torture {
    struct world *w;
    struct buffer file;
    uint8_t content[crypto_hash_sha256_BYTES];
    uint64_t cases, first, step; /* first, first + step, … below cases */
    struct toll *toll;
};

/*
 * Libsodium's function, but what was verified once is not verified again: an altered byte spoils one signature of a
 * hundred. Only the good ones are remembered, by a digest of everything that decides.
 */
enum { KNOWN = 4096 };
static struct {
    uint8_t digest[KNOWN][crypto_hash_sha256_BYTES];
    size_t count;
    bool learning;
} known;

static bool is_known(const uint8_t *digest)
{
    for (size_t i = 0; i < known.count; i++)
        if (memcmp(known.digest[i], digest, crypto_hash_sha256_BYTES) == 0)
            return true;
    return false;
}

int crypto_sign_verify_detached(const unsigned char *signature, const unsigned char *text, unsigned long long length,
                                const unsigned char *key)
{
    uint8_t digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, signature, crypto_sign_BYTES);
    crypto_hash_sha256_update(&state, key, crypto_sign_PUBLICKEYBYTES);
    crypto_hash_sha256_update(&state, text, length);
    crypto_hash_sha256_final(&state, digest);
    if (is_known(digest))
        return 0;
    int (*verify)(const unsigned char *, const unsigned char *, unsigned long long, const unsigned char *);
    void *symbol = dlsym(RTLD_NEXT, "crypto_sign_verify_detached");
    assert_non_null(symbol);
    memcpy(&verify, &symbol, sizeof verify);
    int result = verify(signature, text, length, key);
    if (known.learning && result == 0 && known.count < KNOWN)
        memcpy(known.digest[known.count++], digest, sizeof digest);
    return result;
}

/* A digest of all rows of the tables that everything else is derived from; false where SQLite cannot read them. */
static bool read_content(const char *path, uint8_t *digest)
{
    static const char *const tables[] = {"SELECT * FROM entry ORDER BY seq",
                                         "SELECT * FROM checkpoint ORDER BY body, size",
                                         "SELECT * FROM blob ORDER BY sha256"};
    sqlite3 *db = NULL;
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    bool good = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK;
    for (size_t i = 0; good && i < sizeof tables / sizeof tables[0]; i++) {
        sqlite3_stmt *rows = NULL;
        int result = SQLITE_ERROR;
        if (sqlite3_prepare_v2(db, tables[i], -1, &rows, NULL) == SQLITE_OK)
            while ((result = sqlite3_step(rows)) == SQLITE_ROW)
                for (int column = 0; column < sqlite3_column_count(rows); column++) {
                    const void *bytes = sqlite3_column_blob(rows, column);
                    int about[] = {(int)i, column, sqlite3_column_type(rows, column),
                                   sqlite3_column_bytes(rows, column)};
                    crypto_hash_sha256_update(&state, (const uint8_t *)about, sizeof about);
                    if (about[3] > 0)
                        crypto_hash_sha256_update(&state, bytes, (unsigned)about[3]);
                }
        sqlite3_finalize(rows);
        good = result == SQLITE_DONE;
    }
    sqlite3_close(db);
    crypto_hash_sha256_final(&state, digest);
    return good;
}

/* The ledger: two ballots, one of them open, statements, a recusal, two signed heads and an attachment, in small pages,
 * of which more bytes mean something. */
static int torture_make(void **state)
{
    if (audited_make(state) != 0)
        return -1;
    struct world *w = *state;
    struct torture *torture = calloc(1, sizeof *torture);
    assert_non_null(torture);
    torture->w = w;
    const char *proposal = world_propose(w, "stadt", "2026-002", "for: stadt\n");
    world_recuse(w, proposal, "gemeinde", "gemeinde");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_vote(w, ballot, "kreis", "kreis", "no");
    while (log_size(world_log(w)) < ENTRIES) {
        w->now.seconds++;
        world_state(w, proposal, "stadt", "neutral", NULL);
    }
    audited_sign(w);
    audited_alter(w, "INSERT INTO blob VALUES "
                     "(x'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', x'61');" /* "a" */
                     "PRAGMA page_size = 512; VACUUM");
    audited_read(w, &torture->file);
    torture->toll = mmap(NULL, sizeof *torture->toll, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(torture->toll != MAP_FAILED);
    assert_true(read_content(w->path, torture->content));
    known.learning = true;
    audit_expect_with(w, &(struct verify_options){.jobs = 1}, "", true, "before anything was altered");
    known.learning = false;
    *state = torture;
    return 0;
}

static int torture_remove(void **state)
{
    struct torture *torture = *state;
    struct world *w = torture->w;
    munmap(torture->toll, sizeof *torture->toll);
    buffer_release(&torture->file);
    free(torture);
    *state = w;
    return world_remove(state);
}

static void write_file(const char *path, const void *bytes, size_t length, off_t at)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_int_equal(pwrite(file, bytes, length, at), (ssize_t)length);
    assert_int_equal(close(file), 0);
}

/* Cases are first the flips, byte by byte, then the lengths. */
static void alter(const struct torture *torture, const char *path, uint64_t number)
{
    size_t length = torture->file.length;
    if (number < length * WAYS) {
        uint8_t byte = (uint8_t)torture->file.at[number / WAYS] ^ masks[number % WAYS];
        write_file(path, &byte, 1, (off_t)(number / WAYS));
    } else {
        assert_int_equal(truncate(path, (off_t)(number - length * WAYS)), 0);
    }
}

static void mend(const struct torture *torture, const char *path, uint64_t number)
{
    size_t length = torture->file.length;
    if (number < length * WAYS)
        write_file(path, torture->file.at + number / WAYS, 1, (off_t)(number / WAYS));
    else
        write_file(path, torture->file.at, length, 0);
}

/* An audit changes nothing: nor does it leave a file beside the ledger. */
static void look_beside(struct toll *toll, const char *path)
{
    static const char *const ends[] = {"-journal", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        char name[WORLD_PATH + 16];
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        if (unlink(name) == 0)
            toll->beside++;
    }
}

static void try_case(struct torture *torture, const char *path, uint64_t number)
{
    struct toll *toll = torture->toll;
    struct problem problem;
    problem_clear(&problem);
    bool ok = false;
    uint8_t content[crypto_hash_sha256_BYTES];
    alter(torture, path, number);
    alarm(PATIENCE);
    enum status status = verify_ledger(path, &(struct verify_options){.jobs = 1}, &ok, &problem);
    alarm(0);
    look_beside(toll, path);
    toll->tried++;
    if (status != STATUS_OK)
        toll->refused++;
    else if (!ok)
        toll->found++;
    else if (read_content(path, content) && memcmp(content, torture->content, sizeof content) == 0)
        toll->same++;
    else if (toll->missed++ < KEPT)
        toll->missed_at[toll->missed - 1] = number;
    look_beside(&(struct toll){.at = 0}, path);
    mend(torture, path, number);
}

/* A child's life: all cases from `from` on. It ends with 0, or is killed by what it met. */
static void try_all(struct torture *torture, uint64_t from)
{
    struct toll *toll = torture->toll;
    struct rusage usage;
    char path[WORLD_PATH + 16];
    snprintf(path, sizeof path, "%s/flipped.db", torture->w->folder);
    write_file(path, torture->file.at, torture->file.length, 0);
    assert_int_equal(truncate(path, (off_t)torture->file.length), 0);
#ifndef __SANITIZE_ADDRESS__
    struct rlimit room = {MEMORY, MEMORY};
    assert_int_equal(setrlimit(RLIMIT_AS, &room), 0);
#endif
    for (uint64_t number = from; number < torture->cases; number += torture->step) {
        toll->at = number;
        try_case(torture, path, number);
    }
    if (getrusage(RUSAGE_SELF, &usage) == 0 && (uint64_t)usage.ru_maxrss > toll->most_kilobytes)
        toll->most_kilobytes = (uint64_t)usage.ru_maxrss;
    _exit(0);
}

/* How many children were killed; each time another one goes on behind the case that killed it. */
static uint64_t run(struct torture *torture)
{
    uint64_t killed = 0, from = torture->first;
    memset(torture->toll, 0, sizeof *torture->toll);
    while (from < torture->cases) {
        int how;
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            try_all(torture, from);
        assert_int_equal(waitpid(child, &how, 0), child);
        if (WIFEXITED(how) && WEXITSTATUS(how) == 0)
            break;
        print_error("case %" PRIu64 ": %s %d\n", torture->toll->at, WIFSIGNALED(how) ? "signal" : "exit status",
                    WIFSIGNALED(how) ? WTERMSIG(how) : WEXITSTATUS(how));
        killed++;
        from = torture->toll->at + torture->step;
    }
    return killed;
}

static void judge(struct torture *torture, const char *what)
{
    struct toll *toll = torture->toll;
    uint64_t killed = run(torture);
    print_message("%s: %" PRIu64 " tried in a file of %zu bytes: %" PRIu64 " refused, %" PRIu64 " found, %" PRIu64
                  " called good with the same content, %" PRIu64 " with another, %" PRIu64 " killed, %" PRIu64
                  " files left beside it; at most %" PRIu64 " MB\n",
                  what, toll->tried, torture->file.length, toll->refused, toll->found, toll->same, toll->missed, killed,
                  toll->beside, toll->most_kilobytes >> 10);
    for (uint64_t i = 0; i < toll->missed && i < KEPT; i++)
        print_error("case %" PRIu64 " is called good\n", toll->missed_at[i]);
    assert_int_equal(killed, 0);
    assert_int_equal(toll->missed, 0);
    assert_int_equal(toll->beside, 0);
    assert_true(toll->refused > 0);
}

/* STIMMBUCH_FLIPS: "all", or "PART/PARTS" of all; else so many cases as the tests have time for. */
static uint64_t step_of(struct torture *torture, uint64_t few)
{
    const char *wanted = getenv("STIMMBUCH_FLIPS");
    unsigned part = 1, parts = 1;
    if (!wanted)
        return (torture->cases - torture->first) / few | 1;
    if (strcmp(wanted, "all") != 0 && (sscanf(wanted, "%u/%u", &part, &parts) != 2 || part < 1 || part > parts))
        fail_msg("STIMMBUCH_FLIPS is \"all\" or PART/PARTS");
    torture->first += part - 1;
    return parts;
}

static void test_flips(void **state)
{
    struct torture *torture = *state;
    torture->first = 0;
    torture->cases = torture->file.length * WAYS;
    torture->step = step_of(torture, SHORT_FLIPS);
    judge(torture, "flips");
    assert_true(torture->toll->found > 0);
}

static void test_cuts(void **state)
{
    struct torture *torture = *state;
    torture->first = torture->file.length * WAYS;
    torture->cases = torture->first + torture->file.length;
    torture->step = step_of(torture, SHORT_CUTS);
    judge(torture, "cuts");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_flips, torture_make, torture_remove),
        cmocka_unit_test_setup_teardown(test_cuts, torture_make, torture_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
