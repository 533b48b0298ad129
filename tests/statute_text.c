#include "tests/statute_text.h"

#include "core/draft.h"
#include "data/compose_body.h"
#include "data/file.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { STATUTE_BYTES_MAX = 60000 };

const char *statute_text_file(struct arena *arena, const char *name)
{
    char path[128];
    struct buffer bytes;
    struct problem problem = {0};
    snprintf(path, sizeof path, "data/samples/statutes/%s.txt", name);
    buffer_init(&bytes);
    if (file_read(path, STATUTE_BYTES_MAX, &bytes, &problem) != STATUS_OK)
        fail_msg("%s: %s", path, problem.message);
    struct slice copy = arena_copy(arena, buffer_slice(&bytes));
    buffer_release(&bytes);
    assert_non_null(copy.at);
    return copy.at;
}

/* A key whose seed is the name's digest: it signs nothing here. */
static struct vkey make_key(struct slice name)
{
    struct digest seed = digest_of(name);
    struct public_key key;
    uint8_t secret[KEY_SECRET_LENGTH];
    crypto_sign_seed_keypair(key.byte, secret, seed.byte);
    return vkey_make(name, KEY_TYPE_ED25519, &key);
}

enum status statute_text_found(struct arena *arena, const char *file, struct body *out, struct problem *problem)
{
    struct draft draft;
    struct buffer text;
    struct entry entry;
    struct slice name;
    enum status status = key_init(problem);
    if (status == STATUS_OK)
        status = draft_read(&draft, KIND_BODY, slice_of(file), arena, problem);
    if (status == STATUS_OK)
        status = founding_name(&draft, &name, problem);
    if (status != STATUS_OK)
        return status;
    buffer_init(&text);
    struct vkey log = make_key(name), secretary[] = {make_key(SLICE("gs1")), make_key(SLICE("gs2"))};
    struct founding_keys keys = {.log = &log, .secretary = secretary, .secretaries = 2};
    status = compose_body(&draft, &keys, (struct instant){.seconds = 0}, &text, problem);
    struct slice kept = arena_copy(arena, buffer_slice(&text));
    buffer_release(&text);
    if (status == STATUS_OK)
        status = entry_parse(kept, arena, &entry, problem);
    return status == STATUS_OK ? body_read(&entry, true, arena, out, problem) : status;
}

void statute_text_read(struct statute_text *statute, const char *name)
{
    struct problem problem = {0};
    *statute = (struct statute_text){.body = {.approvals = 0}};
    const char *file = statute_text_file(&statute->arena, name);
    if (statute_text_found(&statute->arena, file, &statute->body, &problem) != STATUS_OK)
        fail_msg("%s, line %lu, column %lu: %s", name, problem.line, problem.column, problem.message);
}

void statute_text_release(struct statute_text *statute)
{
    arena_release(&statute->arena);
}

/* All reasons, a line each. */
static void write_reasons(const struct tally *tally, struct buffer *out)
{
    for (size_t i = 0; i < tally->quorums + tally->adopteds; i++) {
        bool quorum = i < tally->quorums;
        tally_reason(tally, quorum, quorum ? i : i - tally->quorums, out);
        buffer_byte(out, '\n');
    }
    assert_int_equal(buffer_status(out), STATUS_OK);
}

/* Whether one of the lines is this one. */
static bool has_line(struct slice lines, const char *line)
{
    while (lines.length)
        if (slice_is(slice_cut(&lines, '\n'), line))
            return true;
    return false;
}

static void assert_row(const char *name, const struct body *body, const char *options, const struct statute_row *row)
{
    struct ballot_text ballot;
    struct buffer reasons;
    buffer_init(&reasons);
    ballot_text_found(&ballot, body, row->rule);
    if (options)
        ballot_text_options(&ballot, options);
    ballot_text_votes(&ballot, row->votes);
    ballot_text_count(&ballot);
    write_reasons(&ballot.tally, &reasons);
    if (ballot.tally.outcome != row->outcome || !has_line(buffer_slice(&reasons), row->reason))
        fail_msg("%s, %s: '%s' is %s:\n%s", name, row->rule, row->votes, outcome_name(ballot.tally.outcome),
                 reasons.at);
    buffer_release(&reasons);
    ballot_text_release(&ballot);
}

void statute_rows(const char *name, const char *options, const struct statute_row *rows, size_t count)
{
    struct statute_text statute;
    statute_text_read(&statute, name);
    for (size_t i = 0; i < count; i++)
        assert_row(name, &statute.body, options, &rows[i]);
    statute_text_release(&statute);
}
