/* Going on from an earlier audit of the body, and keeping this one for the next. */
#include "data/verify_since.h"
#include "core/instant.h"
#include "data/audited_state.h"
#include "data/file.h"
#include "data/node.h"
#include "data/path.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* What is to be kept when the whole audit has ended well. */
struct keeping {
    struct keeping *next;
    char name[DIGEST_HEX_LENGTH + 1];
    struct buffer begin; /* of the file; the rest are the tables, an image of a store */
    struct slice tables;
};

bool since_continues(const struct body_audit *body)
{
    return body->summary.basis == VERIFY_FROM_AUDIT;
}

bool since_keeps(const struct body_audit *body)
{
    return body->audit->options->audited && body->summary.basis != VERIFY_FROM_SIGNED && body->replay->has_founding;
}

/* Reads the file of this body, if there is one. A file that is not as it was written is no failure. */
static enum status read_state(struct body_audit *body, struct buffer *bytes, struct audited_state *state)
{
    struct problem *problem = body->audit->problem;
    const char *folder = body->audit->options->audited;
    char *path = folder && *body->founding ? path_join(folder, body->founding) : NULL;
    if (!path)
        return folder && *body->founding ? problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL) : STATUS_OK;
    enum status status = STATUS_OK;
    if (path_exists(path)) {
        status = file_read(path, AUDITED_STATE_MAX, bytes, problem);
        body->summary.kept = VERIFY_KEPT_DAMAGED;
    }
    free(path);
    char founding[DIGEST_HEX_LENGTH + 1];
    if (bytes->length && audited_state_parse(buffer_slice(bytes), state)) {
        digest_hex(&state->founding, founding);
        if (strcmp(founding, body->founding) == 0)
            body->summary.kept = VERIFY_KEPT_GOOD;
    }
    /* An empty, unreadable or too large file is not as it was written. */
    return status == STATUS_FILE ? STATUS_OK : status;
}

/* Does the ledger hold what the earlier audit has read? By its stored tree, in a few rows. */
static enum status compare_beginning(struct body_audit *body, uint64_t size, const struct audited_state *state)
{
    struct node_source source = {.store = body->audit->store, .body = body->number};
    struct merkle tree = {.size = 0};
    bool shorter = size < state->tree.size;
    enum status status = shorter ? STATUS_OK : merkle_load(state->tree.size, node_source_read, &source, &tree);
    struct digest root = merkle_root(&tree);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status == STATUS_STORE && store_is_damaged(body->audit->store) ? STATUS_OK : status;
    if (status == STATUS_OK && !shorter && digest_equal(&root, &state->root))
        return STATUS_OK;
    body->summary.kept = VERIFY_KEPT_DIFFERS;
    /* Whoever checks everything may well check an old copy. */
    if (body->audit->options->scope == VERIFY_ALL)
        return STATUS_OK;
    char time[INSTANT_LENGTH + 1];
    instant_write((struct instant){.seconds = state->at}, time);
    body_say(body, "mark", -1,
             shorter
                 ? N_("the log has fewer entries than the audit of {1} has read: it was rolled back or is an old copy")
                 : N_("the log holds another history, or another stored tree, than the audit of {1} has read"),
             time);
    return STATUS_OK;
}

/* The tables of the earlier audit become those of this one. */
static enum status take_state(struct body_audit *body, const struct audited_state *state)
{
    struct audit *audit = body->audit;
    enum status status = store_scratch_from(state->tables, &body->scratch, audit->problem);
    if (status == STATUS_FORM) {
        body->summary.kept = VERIFY_KEPT_DAMAGED;
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    uint64_t from = state->tree.size;
    body->known = (struct known){.tree = state->tree, .root = state->root, .ids_from = from};
    body->full = state->full;
    body->summary.basis = VERIFY_FROM_AUDIT;
    body->summary.from = from;
    body->summary.known = state->root;
    body->summary.at = state->at;
    body->summary.full = state->full;
    audit->all -= from;
    audit->steps.entries -= from;
    return status;
}

/* What somebody says they have seen before must be there. */
static void check_length(struct body_audit *body, uint64_t size)
{
    const struct verify_options *options = body->audit->options;
    char number[24];
    if (options->scope != VERIFY_SINCE || options->since <= size)
        return;
    snprintf(number, sizeof number, "%" PRIu64, options->since);
    body_say(body, "mark", -1, N_("the log has fewer entries than {1}, from which on it was to be checked"), number);
}

static enum status choose(struct body_audit *body, const struct audited_state *state)
{
    const struct verify_options *options = body->audit->options;
    struct verify_body *summary = &body->summary;
    if (options->scope == VERIFY_ALL || summary->kept == VERIFY_KEPT_DIFFERS)
        return STATUS_OK;
    if (summary->kept == VERIFY_KEPT_GOOD && options->scope == VERIFY_SINCE && state->tree.size > options->since)
        summary->kept = VERIFY_KEPT_LATER;
    enum status status = summary->kept == VERIFY_KEPT_GOOD ? take_state(body, state) : STATUS_OK;
    if (status == STATUS_OK && options->scope == VERIFY_SINCE && !since_continues(body)) {
        summary->basis = VERIFY_FROM_SIGNED;
        summary->from = options->since;
    }
    return status;
}

enum status since_begin(struct body_audit *body, uint64_t size)
{
    struct audit *audit = body->audit;
    struct audited_state *state = calloc(1, sizeof *state);
    struct buffer bytes;
    buffer_init(&bytes);
    enum status status = state ? read_state(body, &bytes, state) : STATUS_NO_MEMORY;
    if (status == STATUS_OK && body->summary.kept == VERIFY_KEPT_GOOD)
        status = compare_beginning(body, size, state);
    if (status == STATUS_OK)
        status = choose(body, state);
    if (status == STATUS_OK && !body->scratch)
        status = store_scratch(&body->scratch, audit->problem);
    check_length(body, size);
    audit->whole = audit->whole || body->summary.basis == VERIFY_FROM_FOUNDING;
    buffer_release(&bytes);
    free(state);
    return status;
}

void since_differs(struct body_audit *body)
{
    char time[INSTANT_LENGTH + 1];
    instant_write((struct instant){.seconds = body->summary.at}, time);
    body_say(body, "mark", body->known.where,
             N_("what is stored here is not what the audit of {1} has read: run \"stimmbuch verify\" for all of it"),
             time);
}

bool since_unusable(struct body_audit *body, enum status status)
{
    struct problem *problem = body->audit->problem;
    bool broken = body->scratch && !store_is_sound(body->scratch) && store_is_damaged(body->scratch);
    if (!broken && status != STATUS_NOT_FOUND && status != STATUS_FORM)
        return false;
    problem_say(
        problem, STATUS_FILE,
        N_("the audit kept in {1} as {2} cannot be gone on from: delete the file, and everything is checked anew"),
        body->audit->options->audited, body->founding);
    return true;
}

/*
 * Votes of ballots that have ended for good are asked for by nobody; roots of signed heads were for this audit only;
 * the hashes of those that held stay.
 */
static enum status drop_done(struct store *scratch)
{
    enum status status = store_run(scratch,
                                   "DELETE FROM vote WHERE (body, ballot) IN (SELECT body, idx FROM ballot WHERE "
                                   "state = 'void' OR result IS NOT NULL)",
                                   "");
    return status == STATUS_OK ? store_run(scratch, "DELETE FROM node WHERE level = 0", "") : status;
}

static enum status write_state(struct body_audit *body, struct keeping *keeping)
{
    int64_t now = body->audit->options->now;
    enum status status = drop_done(body->scratch);
    if (status == STATUS_OK)
        status = store_commit(body->scratch, body->audit->problem);
    if (status == STATUS_OK)
        status = store_image(body->scratch, &keeping->tables);
    if (status != STATUS_OK || keeping->tables.length >= AUDITED_STATE_MAX / 2)
        return status;
    const struct audited_state state = {.founding = body->replay->founding,
                                        .root = merkle_root(&body->replay->tree),
                                        .tree = body->replay->tree,
                                        .at = now,
                                        .full = since_continues(body) ? body->full : now,
                                        .tables = keeping->tables};
    return audited_state_begin(&state, &keeping->begin);
}

enum status since_keep(struct body_audit *body)
{
    bool news = !since_continues(body) || body->replay->tree.size > body->known.tree.size;
    /* What was seen once is not forgotten over an old copy. */
    if (!since_keeps(body) || body->known.differs || body->summary.kept == VERIFY_KEPT_DIFFERS || !news)
        return STATUS_OK;
    struct keeping *keeping = calloc(1, sizeof *keeping);
    if (!keeping)
        return STATUS_NO_MEMORY;
    buffer_init(&keeping->begin);
    digest_hex(&body->replay->founding, keeping->name);
    keeping->next = body->audit->keeping;
    body->audit->keeping = keeping;
    /* A large body's rosters and the image of its tables need not be in memory at once. */
    replay_close(body->replay);
    return write_state(body, keeping);
}

static enum status keep(const char *folder, const struct keeping *keeping, struct problem *problem)
{
    const struct slice part[] = {buffer_slice(&keeping->begin), keeping->tables};
    if (keeping->begin.length == 0)
        return problem_say(problem, STATUS_REFUSED, N_("the tables are too large for the audit to be kept"), NULL,
                           NULL);
    enum status status = folder_make(folder, problem);
    return status == STATUS_OK
               ? file_write_parts(folder, keeping->name, part, sizeof part / sizeof part[0], FILE_MODE_PRIVATE, problem)
               : status;
}

/* That it cannot be kept is no defect of the ledger, and what was checked stays so. */
void since_end(struct audit *audit, bool ok)
{
    const struct verify_options *options = audit->options;
    for (struct keeping *next; audit->keeping; audit->keeping = next) {
        struct problem problem;
        problem_clear(&problem);
        next = audit->keeping->next;
        if (ok && keep(options->audited, audit->keeping, &problem) != STATUS_OK && options->unkept)
            options->unkept(options->context, &problem);
        buffer_release(&audit->keeping->begin);
        store_image_free(audit->keeping->tables);
        free(audit->keeping);
    }
}
