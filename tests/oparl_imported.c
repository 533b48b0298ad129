#include "tests/oparl_imported.h"

#include "core/draft.h"
#include "core/text.h"
#include "tests/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static enum status add_common(struct draft *draft)
{
    struct digest zero = {{0}};
    struct instant at = {0};
    enum status status = draft_add_text(draft, "body", "rat.musterstadt.example");
    status = status ? status : draft_add_hash(draft, "founding", &zero);
    status = status ? status : draft_add_text(draft, "by", "verwaltung.musterstadt.example");
    status = status ? status : draft_add_time(draft, "at", at);
    status = status ? status : draft_add_number(draft, "size", 1);
    return status ? status : draft_add_hash(draft, "root", &zero);
}

/* A draft of ours needs no tidying, and becomes an entry that parses. */
static void check(const struct oparl_draft *given)
{
    struct arena arena;
    struct draft draft;
    struct entry entry;
    struct buffer text;
    struct problem problem = {0};
    arena_init(&arena);
    buffer_init(&text);
    unsigned long changes = 0;
    enum status status = text_normalise_draft(given->text, &text, &changes, &problem);
    buffer_clear(&text);
    status = status ? status : draft_read(&draft, KIND_PROPOSAL, given->text, &arena, &problem);
    status = status ? status : add_common(&draft);
    status = status ? status : draft_compose(&draft, &text, &problem);
    status = status ? status : entry_parse(buffer_slice(&text), &arena, &entry, &problem);
    if (status)
        fail_msg("%s at line %lu, column %lu: %s\n%.*s", problem.message ? problem.message : status_sentence(status),
                 problem.line, problem.column, problem.detail[0], (int)given->text.length, given->text.at);
    if (changes)
        fail_msg("%lu changes were needed to read:\n%.*s", changes, (int)given->text.length, given->text.at);
    if (!slice_equal(entry_value(&entry, "number"), given->number) ||
        !slice_equal(entry_value(&entry, "title"), given->title))
        fail_msg("number or title differ from the text:\n%.*s", (int)given->text.length, given->text.at);
    if (given->text.at[given->text.length - 1] != '\n')
        fail_msg("the last line has no end:\n%.*s", (int)given->text.length, given->text.at);
    buffer_release(&text);
    arena_release(&arena);
}

static enum status keep(const struct oparl_draft *draft, void *context, struct problem *problem)
{
    struct imported *imported = context;
    check(draft);
    if (imported->count == IMPORTED_MAX)
        return problem_say(problem, STATUS_CANCELLED, "there are more drafts than the test has room for", NULL, NULL);
    struct oparl_draft *kept = &imported->draft[imported->count++];
    kept->number = arena_copy(&imported->arena, draft->number);
    kept->name = arena_copy(&imported->arena, draft->name);
    kept->title = arena_copy(&imported->arena, draft->title);
    kept->source = arena_copy(&imported->arena, draft->source);
    kept->text = arena_copy(&imported->arena, draft->text);
    return STATUS_OK;
}

enum status imported_from(struct imported *imported, const char *const *paths, size_t count)
{
    *imported = (struct imported){.count = 0};
    arena_init(&imported->arena);
    oparl_report_init(&imported->report);
    return oparl_import(paths, count, keep, imported, &imported->report, &imported->problem);
}

void imported_from_one(struct imported *imported, const char *path)
{
    if (imported_from(imported, &path, 1))
        fail_msg("%s: %s", path, imported->problem.message);
    assert_int_equal(imported->count, imported->report.drafts);
}

void imported_from_text(struct imported *imported, void *const *state, const char *text)
{
    char path[SCRATCH_PATH];
    scratch_write(state, "given.json", slice_of(text), 0600);
    imported_from_one(imported, scratch_path(state, "given.json", path));
}

void imported_release(struct imported *imported)
{
    arena_release(&imported->arena);
    oparl_report_release(&imported->report);
}

const char *imported_text(const struct imported *imported, const char *number)
{
    for (size_t i = 0; i < imported->count; i++)
        if (slice_is(imported->draft[i].number, number))
            return imported->draft[i].text.at;
    fail_msg("there is no draft with the number '%s'", number);
    return "";
}

void imported_causes(const struct imported *imported, const char *expected)
{
    char found[512] = "";
    size_t length = 0;
    for (size_t i = 0; i < OPARL_CAUSE_COUNT; i++)
        if (imported->report.cause[i])
            length += (size_t)snprintf(found + length, sizeof found - length, "%s%s %zu", length ? " " : "",
                                       oparl_cause_code((enum oparl_cause)i), imported->report.cause[i]);
    assert_string_equal(found, expected);
}
