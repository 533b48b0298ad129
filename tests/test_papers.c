/*
 * Minutes, results and an audit's findings of the stage's bodies in every format and both languages, compared with
 * tests/papers/NAME.LANG.ENDING; `make screens` writes these anew. A PDF depends on the fonts that are installed: here
 * only that the same document gives the same one.
 */
#include "data/pdf.h"
#include "data/proposal_read.h"
#include "data/query_find.h"
#include "tests/golden.h"
#include "tests/stage_meeting.h"
#include "tests/world_text.h"
#include "tui/audit_paper.h"
#include "tui/ballot.h"
#include "tui/i18n.h"
#include "tui/minutes.h"
#include "tui/result_document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { PATH = 128 };

typedef enum status writer(const struct document *document, struct buffer *out);

static const struct {
    const char *ending;
    writer *write;
} formats[] = {{"txt", document_write_text}, {"md", document_write_markdown}, {"html", document_write_html}};

static int compare(const char *name, const char *language, const char *ending, const struct buffer *got)
{
    char path[PATH];
    assert_int_equal(buffer_status(got), STATUS_OK);
    snprintf(path, sizeof path, "tests/papers/%s.%s.%s", name, language, ending);
    return golden_compare(path, buffer_slice(got));
}

static int compare_all(const struct document *document, const char *name, const char *language)
{
    int bad = 0;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        struct buffer got;
        buffer_init(&got);
        assert_int_equal(formats[i].write(document, &got), STATUS_OK);
        bad += compare(name, language, formats[i].ending, &got);
        buffer_release(&got);
    }
    return bad;
}

/* Where PDFs can be made. */
static void check_pdf(const struct document *document)
{
    struct buffer first, second;
    struct problem problem;
    buffer_init(&first);
    buffer_init(&second);
    if (document_write_pdf(document, &first, &problem) == STATUS_OK) {
        assert_int_equal(document_write_pdf(document, &second, &problem), STATUS_OK);
        assert_true(slice_equal(buffer_slice(&first), buffer_slice(&second)));
        assert_memory_equal(first.at, "%PDF-1.", 7);
    } else {
        assert_int_equal(problem.status, STATUS_REFUSED);
    }
    buffer_release(&first);
    buffer_release(&second);
}

static void find_meeting(struct stage *stage, const char *number, struct log **log, struct found *found)
{
    struct problem problem;
    assert_int_equal(query_find_meeting(ledger_store(stage->w->ledger), number, found, &problem), STATUS_OK);
    assert_int_equal(ledger_log_number(stage->w->ledger, found->body, log, &problem), STATUS_OK);
}

static int compare_minutes(struct stage *stage, const char *number, const char *name, const char *language)
{
    struct document document;
    struct found found;
    struct log *log;
    stage_enter(stage, "", language);
    find_meeting(stage, number, &log, &found);
    assert_int_equal(minutes_document(&stage->session, log, &found, INT64_MAX, &document), STATUS_OK);
    int bad = compare_all(&document, name, language);
    check_pdf(&document);
    document_release(&document);
    return bad;
}

static void minutes_are_as_they_were(void **state)
{
    int bad = 0;
    bad += compare_minutes(*state, "S-1", "minutes-over", "de");
    bad += compare_minutes(*state, "S-1", "minutes-over", "en");
    bad += compare_minutes(*state, "S-2", "minutes-running", "de");
    assert_int_equal(bad, 0);
}

/* What comes into the log later changes nothing, unless it belongs to the meeting. */
static void minutes_depend_on_the_meeting_alone(void **state)
{
    struct stage *stage = *state;
    struct document document;
    struct found found;
    struct log *log;
    struct buffer before, after, cut;
    buffer_init(&before);
    buffer_init(&after);
    buffer_init(&cut);
    stage_enter(stage, "", "de");
    find_meeting(stage, "S-2", &log, &found);
    int64_t size = (int64_t)log_size(log);
    assert_int_equal(minutes_document(&stage->session, log, &found, INT64_MAX, &document), STATUS_OK);
    assert_int_equal(document_write_markdown(&document, &before), STATUS_OK);
    document_release(&document);
    world_propose(stage->w, "stadt", "T-9", "for: stadt\n");
    assert_int_equal(minutes_document(&stage->session, log, &found, INT64_MAX, &document), STATUS_OK);
    assert_int_equal(document_write_markdown(&document, &after), STATUS_OK);
    document_release(&document);
    assert_true(slice_equal(buffer_slice(&before), buffer_slice(&after)));
    /* As of the invitation nobody had come and nothing was put to the vote. */
    assert_int_equal(minutes_document(&stage->session, log, &found, found.index + 1, &document), STATUS_OK);
    assert_int_equal(document_write_markdown(&document, &cut), STATUS_OK);
    document_release(&document);
    assert_false(slice_equal(buffer_slice(&before), buffer_slice(&cut)));
    assert_null(strstr(cut.at, "anwesend: "));
    assert_true(found.index + 1 < size);
    buffer_release(&before);
    buffer_release(&after);
    buffer_release(&cut);
}

static int compare_pictures(const struct document *document, const char *name, const char *language)
{
    int bad = 0;
    for (const struct block *block = document->first; block; block = block->next) {
        char picture[PATH / 2];
        struct buffer got;
        if (block->kind != BLOCK_DRAWING || !block->drawing->name)
            continue;
        buffer_init(&got);
        assert_int_equal(drawing_write_svg(block->drawing, true, &got), STATUS_OK);
        snprintf(picture, sizeof picture, "%s-%s", name, block->drawing->name);
        bad += compare(picture, language, "svg", &got);
        buffer_release(&got);
    }
    return bad;
}

static int compare_result(struct stage *stage, const char *number, const char *language)
{
    struct ballot_facts facts;
    struct proposal_read proposal;
    struct record record;
    struct document document;
    struct ballot_place place;
    struct problem problem;
    struct log *log;
    struct buffer csv;
    char name[32];
    struct store *store = ledger_store(stage->w->ledger);
    stage_enter(stage, "", language);
    assert_int_equal(ballot_facts_find(store, number, &facts, &problem), STATUS_OK);
    assert_int_equal(ledger_log_number(stage->w->ledger, facts.body, &log, &problem), STATUS_OK);
    assert_int_equal(query_ballot_place(store, facts.body, facts.index, &place, &problem), STATUS_OK);
    assert_int_equal(proposal_read(&proposal, store, facts.body, facts.proposal, &problem), STATUS_OK);
    assert_int_equal(record_read(&record, &stage->session, log, &facts, slice_of(place.decision)), STATUS_OK);
    assert_int_equal(result_document(&record, &proposal, &document), STATUS_OK);
    snprintf(name, sizeof name, "result-%s", number);
    int bad = compare_all(&document, name, language) + compare_pictures(&document, name, language);
    check_pdf(&document);
    buffer_init(&csv);
    assert_int_equal(result_csv(&record, &csv), STATUS_OK);
    bad += compare(name, language, "csv", &csv);
    buffer_release(&csv);
    document_release(&document);
    record_release(&record);
    proposal_read_release(&proposal);
    return bad;
}

static void results_are_as_they_were(void **state)
{
    int bad = compare_result(*state, "2026-001", "de") + compare_result(*state, "2026-001", "en") +
              compare_result(*state, "2026-005", "de");
    assert_int_equal(bad, 0);
}

static int compare_report(struct stage *stage, const char *language)
{
    static const struct problem damaged = {.message = "the hash of the entry <b>is</b> *not* that of {1}",
                                           .detail = {"the tree\x1b[31m"},
                                           .file = "tile/0/000"},
                                absent = {.message = "there is no such file"};
    const struct verify_finding first = {.code = "leaf", .body = SLICE("rat.example"), .index = 12, .text = &damaged},
                                second = {.code = "tables", .warning = true, .index = -1, .text = &absent};
    const struct verify_body body = {
        .name = SLICE("rat.example"), .entries = 1234567, .signatures = 1234568, .checkpoints = 3, .absent = 1};
    struct audit_paper report;
    struct document document;
    stage_enter(stage, "", language);
    audit_paper_init(&report);
    audit_paper_add(&report, &first);
    audit_paper_add(&report, &second);
    audit_paper_body(&report, &body);
    assert_int_equal(audit_paper_write(&report, SLICE("ledger.db"), 1795428900, VERIFY_ALL, false,
                                        slice_of("It does not hold.\n"), &document),
                     STATUS_OK);
    int bad = compare_all(&document, "audit", language);
    check_pdf(&document);
    document_release(&document);
    audit_paper_release(&report);
    return bad;
}

static void findings_are_as_they_were(void **state)
{
    assert_int_equal(compare_report(*state, "de") + compare_report(*state, "en"), 0);
}

#define PAPER_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make_meetings, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        PAPER_TEST(minutes_are_as_they_were),
        PAPER_TEST(minutes_depend_on_the_meeting_alone),
        PAPER_TEST(results_are_as_they_were),
        PAPER_TEST(findings_are_as_they_were),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
