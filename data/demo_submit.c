/* The sample world: how its entries come into being, signed and dated. */
#include "data/demo_build.h"

#include "data/compose_body.h"
#include "data/file.h"
#include "data/head.h"
#include "data/path.h"

#include <stdlib.h>

enum { DAY = 86400, FIRST = 8 * 3600, LAST = 17 * 3600, BETWEEN = 240, DRAFT_LIMIT = 1 << 20 };

enum status demo_next_time(struct demo_build *build, struct instant *out)
{
    if (build->day != build->action->day)
        build->entries = 0;
    build->day = build->action->day;
    int64_t midnight = build->plan->now.seconds / DAY * DAY;
    int64_t time = FIRST + (int64_t)build->entries++ * BETWEEN;
    out->seconds = midnight - (int64_t)build->day * DAY + time;
    return time <= LAST ? STATUS_OK
                        : problem_say(build->problem, STATUS_FORM, N_("too much happens on one day"), NULL, NULL);
}

enum status demo_read_draft(struct demo_build *build, struct slice path, enum kind kind, struct draft *draft)
{
    struct buffer bytes;
    buffer_init(&bytes);
    struct slice name = arena_copy(&build->arena, path);
    char *full = name.at ? path_join(build->plan->samples, name.at) : NULL;
    enum status status = full ? file_read(full, DRAFT_LIMIT, &bytes, build->problem)
                              : problem_say(build->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (status == STATUS_OK) {
        problem_file(build->problem, full);
        status = draft_read(draft, kind, buffer_slice(&bytes), &build->arena, build->problem);
    }
    if (status == STATUS_OK)
        problem_clear(build->problem);
    free(full);
    buffer_release(&bytes);
    return status;
}

static enum status submit_note(struct demo_build *build, struct slice note)
{
    struct submission submission;
    enum status status = ledger_submit(build->ledger, note, build->plan->now, &submission, build->problem);
    if (status == STATUS_OK && submission.index < 0)
        status = problem_say(build->problem, STATUS_REFUSED, N_("signatures are missing"), NULL, NULL);
    return status;
}

/* The secretaries who sign beside the author: all who must for an enrolment, else all but the author. */
static enum status add_secretaries(struct demo_build *build, const struct author *author, enum kind kind,
                                   struct slice text, struct buffer *note)
{
    const struct body *body = log_body(author->log);
    bool clerk = kind == KIND_VOTE && slice_equal(author->name, body->secretary[0].name);
    bool own = kind == KIND_BALLOT || kind == KIND_CLOSE || kind == KIND_RESULT || clerk;
    if (!own && kind != KIND_ENROL)
        return STATUS_OK;
    for (size_t i = own; i < body->approvals && i < body->secretaries; i++) {
        struct signer signer;
        enum status status = demo_keys_find(&build->keys, body->secretary[i].name, &signer, build->problem);
        if (status != STATUS_OK)
            return status;
        struct signature signature = key_sign(&signer, text);
        note_write_line(&signer.vkey, &signature, note);
    }
    return STATUS_OK;
}

/* Those of the body whom the action names beside the author. */
static enum status add_others(struct demo_build *build, const struct author *author, struct slice text,
                              struct buffer *note)
{
    struct slice rest = build->beside;
    struct buffer name;
    buffer_init(&name);
    enum status status = STATUS_OK;
    while (status == STATUS_OK && rest.length) {
        struct signer signer;
        buffer_clear(&name);
        buffer_add(&name, slice_cut(&rest, ','));
        buffer_byte(&name, '.');
        buffer_add(&name, log_body(author->log)->name);
        status = buffer_status(&name);
        if (status == STATUS_OK)
            status = demo_keys_find(&build->keys, buffer_slice(&name), &signer, build->problem);
        if (status != STATUS_OK)
            break;
        struct signature signature = key_sign(&signer, text);
        note_write_line(&signer.vkey, &signature, note);
    }
    buffer_release(&name);
    return status;
}

enum status demo_submit(struct demo_build *build, const struct author *author, struct draft *draft)
{
    struct buffer text, note;
    struct signer signer;
    buffer_init(&text);
    buffer_init(&note);
    enum status status = draft_compose(draft, &text, build->problem);
    if (status == STATUS_OK)
        status = demo_keys_find(&build->keys, author->name, &signer, build->problem);
    if (status == STATUS_OK) {
        note_sign(buffer_slice(&text), &signer, &note);
        status = add_secretaries(build, author, draft->kind, buffer_slice(&text), &note);
    }
    if (status == STATUS_OK)
        status = add_others(build, author, buffer_slice(&text), &note);
    if (status == STATUS_OK)
        status = buffer_status(&note);
    if (status == STATUS_OK)
        status = submit_note(build, buffer_slice(&note));
    buffer_release(&text);
    buffer_release(&note);
    return status;
}

enum status demo_sign_head(struct demo_build *build, struct log *log)
{
    struct signer signer;
    enum status status = demo_keys_find(&build->keys, log_body(log)->name, &signer, build->problem);
    return status == STATUS_OK ? head_sign(log, &signer, build->plan->paths->marks.at, build->problem) : status;
}

/* The keys SECRETARY.BODY of the list in the line's second word. */
static enum status make_secretaries(struct demo_build *build, struct slice body, struct signer *out, size_t *count)
{
    struct slice list = build->action->word[1];
    struct buffer name;
    buffer_init(&name);
    enum status status = STATUS_OK;
    for (*count = 0; status == STATUS_OK && list.length && *count < ENTRY_SIGNATURES_MAX; ++*count) {
        buffer_clear(&name);
        buffer_add(&name, slice_cut(&list, ','));
        buffer_byte(&name, '.');
        buffer_add(&name, body);
        status = buffer_status(&name);
        if (status == STATUS_OK)
            status = demo_keys_make(&build->keys, buffer_slice(&name), DEMO_KEEP, &out[*count], build->problem);
    }
    buffer_release(&name);
    return status;
}

static enum status sign_founding(struct demo_build *build, struct slice text, const struct signer *secretary,
                                 size_t count)
{
    struct buffer note;
    buffer_init(&note);
    note_sign(text, &secretary[0], &note);
    for (size_t i = 1; i < count; i++) {
        struct signature signature = key_sign(&secretary[i], text);
        note_write_line(&secretary[i].vkey, &signature, &note);
    }
    enum status status = buffer_status(&note);
    if (status == STATUS_OK)
        status = submit_note(build, buffer_slice(&note));
    buffer_release(&note);
    return status;
}

/* The founding's text, with the keys that it names. */
static enum status compose_founding(struct demo_build *build, struct draft *draft, struct slice name,
                                    const struct signer *secretary, size_t count, struct buffer *text)
{
    struct vkey vkey[ENTRY_SIGNATURES_MAX];
    struct signer log;
    struct instant at;
    for (size_t i = 0; i < count; i++)
        vkey[i] = secretary[i].vkey;
    struct founding_keys keys = {.log = &log.vkey, .secretary = vkey, .secretaries = count};
    enum status status = demo_keys_make(&build->keys, name, DEMO_KEEP_LOG, &log, build->problem);
    if (status == STATUS_OK)
        status = demo_next_time(build, &at);
    return status == STATUS_OK ? compose_body(draft, &keys, at, text, build->problem) : status;
}

enum status demo_found(struct demo_build *build)
{
    struct signer secretary[ENTRY_SIGNATURES_MAX];
    size_t count = 0;
    struct draft draft;
    struct slice name;
    struct log *log;
    struct buffer text;
    buffer_init(&text);
    enum status status = demo_read_draft(build, build->action->word[0], KIND_BODY, &draft);
    if (status == STATUS_OK)
        status = founding_name(&draft, &name, build->problem);
    if (status == STATUS_OK)
        status = make_secretaries(build, name, secretary, &count);
    if (status == STATUS_OK)
        status = compose_founding(build, &draft, name, secretary, count, &text);
    if (status == STATUS_OK)
        status = sign_founding(build, buffer_slice(&text), secretary, count);
    if (status == STATUS_OK)
        status = ledger_log(build->ledger, name, &log, build->problem);
    if (status == STATUS_OK)
        status = demo_sign_head(build, log);
    buffer_release(&text);
    return status;
}
