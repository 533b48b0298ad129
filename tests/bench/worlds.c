#include "tests/bench/worlds.h"

#include "data/file.h"
#include "tests/bench/choices.h"
#include "tests/bench/fill_large.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TITLE_WORDS = 6, TEXT_WORDS = 60, SEATS_OF_PROPOSERS = 16, DEMANDS = 5 };
enum { VOTES_SEED = 11, PROPOSALS_SEED = 12, SEATS_SEED = 13, CROWD_SEED = 14, MILLION_SEED = 15, BOTH_SEED = 16 };
/* In the body of many seats: changes of the roster, votes on the ballot that stays open, seats present in a meeting. */
enum { CHANGES = 50, VOTES_SO_FAR = 3000, PRESENT = 5000, MEETING_VOTES = 500, MEETING_SEED = 17 };

const struct crowd_ballot crowd_ballots[WORLD_CROWD_BALLOTS] = {{"yes-no", "2026-001", METHOD_YES_NO},
                                                                {"choice", "2026-002", METHOD_CHOICE},
                                                                {"approval", "2026-003", METHOD_APPROVAL},
                                                                {"ranking", "2026-004", METHOD_RANKING}};

struct site {
    struct fill fill;
    const struct words *words;
    uint64_t random;
    struct buffer title, text;
};

static enum status propose(struct site *site, const char *number, size_t member, size_t options)
{
    buffer_clear(&site->title);
    buffer_clear(&site->text);
    words_text(site->words, TITLE_WORDS, &site->random, &site->title);
    words_text(site->words, TEXT_WORDS, &site->random, &site->text);
    enum status status = buffer_status(&site->title);
    if (status == STATUS_OK)
        status = buffer_status(&site->text);
    if (status != STATUS_OK)
        return status;
    struct motion motion = {.title = slice_head(buffer_slice(&site->title), site->title.length - 1),
                            .text = buffer_slice(&site->text),
                            .demand = (unsigned)random_below(&site->random, DEMANDS + 1),
                            .member = member,
                            .options = options};
    snprintf(motion.number, sizeof motion.number, "%s", number);
    return fill_proposal(&site->fill, &motion);
}

static enum status vote_all(struct site *site, const struct ballot_facts *ballot, enum method method, size_t seats)
{
    char choice[CHOICE_WORD];
    enum status status = STATUS_OK;
    for (size_t i = 0; i < seats && status == STATUS_OK; i++) {
        choose(method, &site->random, choice);
        status = fill_vote(&site->fill, ballot, i, choice);
    }
    return status;
}

/* A proposal, a ballot on it by that method, and votes of the first seats. */
static enum status decide_by(struct site *site, const char *number, enum method method, size_t votes)
{
    struct ballot_facts ballot;
    enum status status = propose(site, number, 1, method_has_winner(method) ? CHOICE_TEN : 0);
    if (status == STATUS_OK)
        status = fill_ballot(&site->fill, number, fill_rule(method), &ballot);
    return status == STATUS_OK ? vote_all(site, &ballot, method, votes) : status;
}

static enum status decide(struct site *site, const char *number, size_t votes)
{
    return decide_by(site, number, METHOD_YES_NO, votes);
}

static enum status add_ballots(struct site *site, unsigned ballots)
{
    char number[16];
    enum status status = fill_body(&site->fill, WORLD_BODY, WORLD_SEATS);
    for (unsigned i = 1; i <= ballots + 1 && status == STATUS_OK; i++) {
        snprintf(number, sizeof number, "2026-%03u", i);
        status = decide(site, number, i <= ballots ? WORLD_SEATS : 0);
        if (status == STATUS_OK && i <= ballots)
            status = fill_result(&site->fill, number);
    }
    return status;
}

static enum status add_votes(struct site *site)
{
    return add_ballots(site, WORLD_BALLOTS);
}

static enum status add_few(struct site *site)
{
    return add_ballots(site, 1);
}

static enum status add_million(struct site *site)
{
    return add_ballots(site, WORLD_MILLION_BALLOTS);
}

static enum status add_proposals(struct site *site)
{
    char number[16];
    enum status status = fill_body(&site->fill, WORLD_BODY, SEATS_OF_PROPOSERS);
    for (unsigned i = 1; i <= WORLD_PROPOSALS && status == STATUS_OK; i++) {
        snprintf(number, sizeof number, "2026-%06u", i);
        status = propose(site, number, i % SEATS_OF_PROPOSERS, 0);
    }
    return status;
}

/* The proposals without a ballot first. */
static enum status add_both(struct site *site)
{
    char number[16];
    enum status status = fill_body(&site->fill, WORLD_BODY, WORLD_SEATS);
    for (unsigned i = 1; i <= WORLD_PROPOSALS && status == STATUS_OK; i++) {
        snprintf(number, sizeof number, "2026-%06u", i);
        if (i < WORLD_PROPOSALS - WORLD_BOTH_BALLOTS)
            status = propose(site, number, i % SEATS_OF_PROPOSERS, 0);
        else
            status = decide(site, number, i < WORLD_PROPOSALS ? WORLD_SEATS : 0);
        if (status == STATUS_OK && i >= WORLD_PROPOSALS - WORLD_BOTH_BALLOTS && i < WORLD_PROPOSALS)
            status = fill_result(&site->fill, number);
    }
    return status;
}

static enum status add_seats(struct site *site)
{
    enum status status = fill_large_body(&site->fill, WORLD_BODY, WORLD_MANY_SEATS, WORLD_MANY_SEATS);
    if (status == STATUS_OK)
        status = fill_changes(&site->fill, WORLD_MANY_SEATS, CHANGES);
    if (status == STATUS_OK)
        status = decide(site, WORLD_MANY_CLOSED, WORLD_MANY_SEATS - CHANGES);
    if (status == STATUS_OK)
        status = fill_result(&site->fill, WORLD_MANY_CLOSED);
    if (status == STATUS_OK)
        status = decide(site, WORLD_MANY_OPEN, VOTES_SO_FAR);
    if (status == STATUS_OK)
        status = propose(site, WORLD_MANY_NEXT, 1, 0);
    return status == STATUS_OK ? fill_meeting(&site->fill, WORLD_MANY_MEETING, WORLD_MANY_NEXT, PRESENT) : status;
}

static enum status add_meeting(struct site *site)
{
    char number[16];
    enum status status = fill_large_body(&site->fill, WORLD_BODY, WORLD_MANY_SEATS, FILL_FOUNDED);
    if (status == STATUS_OK)
        status = propose(site, "2026-000", 1, 0);
    if (status == STATUS_OK)
        status = fill_meeting(&site->fill, WORLD_MANY_MEETING, "2026-000", PRESENT);
    site->fill.meets = true;
    for (unsigned i = 1; i <= WORLD_BALLOTS && status == STATUS_OK; i++) {
        snprintf(number, sizeof number, "2026-%03u", i);
        status = decide(site, number, MEETING_VOTES);
        if (status == STATUS_OK)
            status = fill_result(&site->fill, number);
    }
    return status;
}

static enum status add_crowd(struct site *site)
{
    enum status status = fill_large_body(&site->fill, WORLD_BODY, WORLD_CROWD, FILL_FOUNDED);
    for (size_t i = 0; i < sizeof crowd_ballots / sizeof crowd_ballots[0] && status == STATUS_OK; i++)
        status = decide_by(site, crowd_ballots[i].number, crowd_ballots[i].method, WORLD_CROWD);
    return status;
}

void world_remove(const char *path)
{
    char journal[WORLD_PATH + 16];
    snprintf(journal, sizeof journal, "%s-journal", path);
    unlink(journal);
    unlink(path);
}

/* A ledger has its name once it is complete. */
static bool build(const char *path, const struct words *words, enum status (*add)(struct site *site), uint64_t seed)
{
    char partial[WORLD_PATH + 8];
    struct site site = {.words = words, .random = seed};
    snprintf(partial, sizeof partial, "%s.part", path);
    world_remove(partial);
    fprintf(stderr, "building %s (once) ...\n", path);
    buffer_init(&site.title);
    buffer_init(&site.text);
    enum status status = fill_open(&site.fill, partial);
    if (status == STATUS_OK)
        status = add(&site);
    enum status end = fill_close(&site.fill, status == STATUS_OK);
    if (status == STATUS_OK)
        status = end;
    buffer_release(&site.title);
    buffer_release(&site.text);
    if (status == STATUS_OK && rename(partial, path) == 0) {
        world_remove(partial);
        return true;
    }
    const struct problem *problem = &site.fill.problem;
    fprintf(stderr, "%s cannot be built: %s (%s %s)\n", path,
            problem->message ? problem->message : status_sentence(status), problem->detail[0], problem->detail[1]);
    return false;
}

/* Is it there, and does this program still take it? */
static bool is_built(const char *path)
{
    struct ledger *ledger;
    if (ledger_open(path, STORE_WRITE, &ledger, NULL) == STATUS_OK) {
        ledger_close(ledger);
        return true;
    }
    world_remove(path);
    return false;
}

static bool reap(pid_t child)
{
    int status;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool worlds_begin(struct worlds *worlds, const char *folder)
{
    struct problem problem;
    if (folder_make(folder, &problem) != STATUS_OK) {
        fprintf(stderr, "the folder %s cannot be made\n", folder);
        return false;
    }
    snprintf(worlds->folder, sizeof worlds->folder, "%s", folder);
    snprintf(worlds->votes, sizeof worlds->votes, "%s/votes-%d.db", worlds->folder, WORLDS_FORMAT);
    snprintf(worlds->proposals, sizeof worlds->proposals, "%s/proposals-%d.db", worlds->folder, WORLDS_FORMAT);
    snprintf(worlds->seats, sizeof worlds->seats, "%s/seats-%d.db", worlds->folder, WORLDS_FORMAT);
    snprintf(worlds->crowd, sizeof worlds->crowd, "%s/crowd-%d.db", worlds->folder, WORLDS_FORMAT);
    snprintf(worlds->small, sizeof worlds->small, "%s/small-%d.db", worlds->folder, WORLDS_FORMAT);
    snprintf(worlds->meeting, sizeof worlds->meeting, "%s/meeting-%d.db", worlds->folder, WORLDS_FORMAT);
    snprintf(worlds->million, sizeof worlds->million, "%s/million-%d.db", worlds->folder, WORLDS_FORMAT);
    snprintf(worlds->both, sizeof worlds->both, "%s/both-%d.db", worlds->folder, WORLDS_FORMAT);
    return true;
}

bool worlds_build(struct worlds *worlds, const struct words *words)
{
    bool votes = is_built(worlds->votes), proposals = is_built(worlds->proposals);
    pid_t child = votes ? 0 : fork();
    if (!votes && child == 0)
        _exit(build(worlds->votes, words, add_votes, VOTES_SEED) ? 0 : 1);
    proposals = proposals || build(worlds->proposals, words, add_proposals, PROPOSALS_SEED);
    return (votes || reap(child)) && proposals;
}

bool worlds_build_large(struct worlds *worlds, const struct words *words)
{
    bool seats = is_built(worlds->seats) || build(worlds->seats, words, add_seats, SEATS_SEED);
    return (is_built(worlds->crowd) || build(worlds->crowd, words, add_crowd, CROWD_SEED)) && seats;
}

bool worlds_build_meeting(struct worlds *worlds, const struct words *words)
{
    return is_built(worlds->meeting) || build(worlds->meeting, words, add_meeting, MEETING_SEED);
}

bool worlds_build_million(struct worlds *worlds, const struct words *words)
{
    return is_built(worlds->million) || build(worlds->million, words, add_million, MILLION_SEED);
}

bool worlds_build_both(struct worlds *worlds, const struct words *words)
{
    return is_built(worlds->both) || build(worlds->both, words, add_both, BOTH_SEED);
}

bool worlds_build_few(struct worlds *worlds, const struct words *words)
{
    bool votes = is_built(worlds->votes) || build(worlds->votes, words, add_votes, VOTES_SEED);
    return (is_built(worlds->small) || build(worlds->small, words, add_few, VOTES_SEED)) && votes;
}

bool worlds_build_few_million(struct worlds *worlds, const struct words *words)
{
    return (is_built(worlds->small) || build(worlds->small, words, add_few, VOTES_SEED)) &&
           worlds_build_million(worlds, words);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *place)
{
    (void)st;
    (void)kind;
    (void)place;
    return remove(path);
}

void world_remove_folder(const char *path)
{
    nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

bool world_copy(const struct worlds *worlds, const char *from, const char *name, char out[WORLD_PATH])
{
    struct stat info;
    snprintf(out, WORLD_PATH, "%s/%.100s", worlds->folder, name);
    int source = open(from, O_RDONLY | O_CLOEXEC), target = open(out, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool copied = source >= 0 && target >= 0 && fstat(source, &info) == 0;
    for (off_t left = copied ? info.st_size : 0; left > 0 && copied;) {
        ssize_t sent = sendfile(target, source, NULL, (size_t)left);
        copied = sent > 0;
        left -= sent;
    }
    copied = copied && fsync(target) == 0;
    if (source >= 0)
        close(source);
    if (target >= 0)
        close(target);
    return copied;
}
