/*
 * Casts votes as fast as the ledger takes them, with keys that are unlocked once, for tests/flow_crash.sh:
 *
 *     caster MODE LEDGER KEYS PASSPHRASE-FILE BALLOT NUMBER SEAT...
 *
 *     fill      NUMBER votes in one transaction, by the seats in turn
 *     together  a process for each seat, all at once, each of which casts NUMBER votes
 *     kill      NUMBER processes one after the other, each killed at some moment, by the seats in turn
 *
 * The key of a seat has the seat's name. Each id goes to standard output after ledger_submit returned, not before.
 */
#include "data/compose.h"
#include "data/file.h"
#include "data/keyfile.h"
#include "tui/prompt.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SEATS_MAX = 16, LINE = DIGEST_HEX_LENGTH + 1, VOTES_BEFORE_KILL = 6, NANOSECONDS_BEFORE_KILL = 6000000 };

struct caster {
    const char *path, *ballot_text;
    unsigned long number;
    struct unlocked *key[SEATS_MAX];
    const char *seat[SEATS_MAX];
    size_t seats;
    struct ledger *ledger;
    struct log *log;
    struct ballot_facts ballot;
    struct problem problem;
};

static bool unlock(struct caster *caster, const char *keys, const char *passphrase_file)
{
    struct keyring keyring = {.folder = keys};
    struct secret passphrase = {0};
    enum status status = prompt_passphrase_file(passphrase_file, &passphrase, &caster->problem);
    for (size_t i = 0; i < caster->seats && status == STATUS_OK; i++)
        status = keyfile_unlock(&keyring, slice_of(caster->seat[i]), secret_slice(&passphrase), &caster->key[i],
                                &caster->problem);
    secret_release(&passphrase);
    return status == STATUS_OK;
}

static enum status open_ledger(struct caster *caster)
{
    enum status status = ledger_open(caster->path, STORE_WRITE, &caster->ledger, &caster->problem);
    if (status == STATUS_OK)
        status =
            ballot_facts_find(ledger_store(caster->ledger), caster->ballot_text, &caster->ballot, &caster->problem);
    return status == STATUS_OK ? ledger_log_number(caster->ledger, caster->ballot.body, &caster->log, &caster->problem)
                               : status;
}

/* Dated two days ago and a second later each time, so that many votes a second do not run ahead of the clock. */
static enum status cast(struct caster *caster, size_t seat, unsigned long turn, struct digest *id)
{
    static const char *const choices[] = {"yes", "no", "abstain"};
    struct arena arena;
    struct draft draft;
    struct buffer text, note;
    struct submission submission;
    struct signer signer = unlocked_signer(caster->key[seat]);
    struct instant now = {.seconds = (int64_t)time(NULL)};
    struct author author = {.log = caster->log, .name = signer.vkey.name, .at = {.seconds = now.seconds - 2 * 86400}};
    struct voice voice = {
        .seat = slice_of(caster->seat[seat]), .as = SLICE("holder"), .choice = slice_of(choices[turn % 3])};
    arena_init(&arena);
    buffer_init(&text);
    buffer_init(&note);
    draft_init(&draft, KIND_VOTE, &arena);
    enum status status = compose_vote(&author, &caster->ballot, &voice, &draft, &caster->problem);
    if (status == STATUS_OK)
        status = draft_compose(&draft, &text, &caster->problem);
    if (status == STATUS_OK) {
        note_sign(buffer_slice(&text), &signer, &note);
        status = buffer_status(&note);
    }
    if (status == STATUS_OK)
        status = ledger_submit(caster->ledger, buffer_slice(&note), now, &submission, &caster->problem);
    if (status == STATUS_OK)
        *id = submission.id;
    buffer_release(&text);
    buffer_release(&note);
    arena_release(&arena);
    return status;
}

static void complain(const struct problem *problem)
{
    fprintf(stderr, "caster: %s (%s; %s)\n", problem->message ? problem->message : status_sentence(problem->status),
            problem->detail[0], problem->detail[1]);
}

static bool print_id(int descriptor, const struct digest *id)
{
    char line[LINE + 1];
    digest_hex(id, line);
    line[DIGEST_HEX_LENGTH] = '\n';
    return descriptor_write(descriptor, (struct slice){.at = line, .length = LINE});
}

/* What a child process does. Never returns. */
static void cast_all(struct caster *caster, size_t seat, unsigned long votes, int out)
{
    struct digest id;
    enum status status = open_ledger(caster);
    for (unsigned long i = 0; i < votes && status == STATUS_OK; i++) {
        status = cast(caster, seat, i, &id);
        if (status == STATUS_OK && !print_id(out, &id))
            status = STATUS_FILE;
    }
    if (status != STATUS_OK)
        complain(&caster->problem);
    ledger_close(caster->ledger);
    _exit(status == STATUS_OK ? EXIT_SUCCESS : EXIT_FAILURE);
}

static bool fill(struct caster *caster)
{
    struct digest id;
    enum status status = open_ledger(caster);
    if (status == STATUS_OK)
        status = ledger_batch_begin(caster->ledger, &caster->problem);
    for (unsigned long i = 0; i < caster->number && status == STATUS_OK; i++)
        status = cast(caster, i % caster->seats, i, &id);
    if (status == STATUS_OK)
        status = ledger_batch_end(caster->ledger, true, &caster->problem);
    ledger_close(caster->ledger);
    return status == STATUS_OK;
}

static bool together(struct caster *caster)
{
    bool good = true;
    for (size_t i = 0; i < caster->seats; i++) {
        pid_t child = fork();
        if (child == 0)
            cast_all(caster, i, caster->number, STDOUT_FILENO);
        good = good && child > 0;
    }
    int result;
    while (wait(&result) > 0)
        good = good && WIFEXITED(result) && WEXITSTATUS(result) == EXIT_SUCCESS;
    return good;
}

/* Passes on the ids that are in the pipe, waiting for one; 0 at its end, -1 on failure, else how many bytes. */
static ssize_t relay(int from)
{
    char chunk[LINE * 16];
    ssize_t got;
    do {
        got = read(from, chunk, sizeof chunk);
    } while (got < 0 && errno == EINTR);
    if (got > 0 && !descriptor_write(STDOUT_FILENO, (struct slice){.at = chunk, .length = (size_t)got}))
        return -1;
    return got;
}

/* Kills the child, which must not have ended by itself: only an error could have made it. */
static bool stop(pid_t child)
{
    int result;
    kill(child, SIGKILL);
    while (waitpid(child, &result, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFSIGNALED(result);
}

/* The moment is anywhere between the start of the child and some milliseconds after one of its first votes. */
static bool start_and_kill(struct caster *caster, size_t seat)
{
    int ends[2];
    ssize_t got = 1;
    if (pipe(ends))
        return false;
    pid_t child = fork();
    if (child == 0)
        cast_all(caster, seat, ULONG_MAX, ends[1]);
    close(ends[1]);
    ssize_t wanted = (ssize_t)randombytes_uniform(VOTES_BEFORE_KILL) * LINE;
    for (ssize_t bytes = 0; bytes < wanted && got > 0; bytes += got)
        got = relay(ends[0]);
    const struct timespec moment = {.tv_nsec = (long)randombytes_uniform(NANOSECONDS_BEFORE_KILL)};
    ppoll(NULL, 0, &moment, NULL);
    bool good = child > 0 && stop(child);
    while (got > 0)
        got = relay(ends[0]);
    close(ends[0]);
    return good && got == 0;
}

static bool kill_many(struct caster *caster)
{
    bool good = true;
    for (unsigned long i = 0; i < caster->number && good; i++)
        good = start_and_kill(caster, i % caster->seats);
    return good;
}

int main(int argc, char **argv)
{
    struct caster caster = {.number = argc > 6 ? strtoul(argv[6], NULL, 10) : 0};
    if (argc < 8 || argc - 7 > SEATS_MAX || key_init(&caster.problem) != STATUS_OK) {
        fprintf(stderr, "usage: caster fill|together|kill LEDGER KEYS PASSPHRASE-FILE BALLOT NUMBER SEAT...\n");
        return EXIT_FAILURE;
    }
    caster.path = argv[2];
    caster.ballot_text = argv[5];
    caster.seats = (size_t)(argc - 7);
    for (size_t i = 0; i < caster.seats; i++)
        caster.seat[i] = argv[7 + i];
    bool good = unlock(&caster, argv[3], argv[4]);
    if (good)
        good = strcmp(argv[1], "fill") == 0       ? fill(&caster)
               : strcmp(argv[1], "together") == 0 ? together(&caster)
                                                  : kill_many(&caster);
    if (!good)
        complain(&caster.problem);
    for (size_t i = 0; i < caster.seats; i++)
        unlocked_free(caster.key[i]);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
