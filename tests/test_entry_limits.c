/* How large an entry may be: bytes of text, signature lines, options; the largest one, and one more. */
#include "core/sealed.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* A proposal whose whole text has so many bytes; lines of the motion have 100. */
static const char *of_length(struct world *w, const char *number, size_t bytes)
{
    enum { LINE = 100 };
    const char *head = world_proposal_text(w, "gs1", number, "\n");
    size_t length = strlen(head);
    char *text = malloc(bytes + 1);
    assert_non_null(text);
    memcpy(text, head, length);
    while (length < bytes) {
        size_t line = bytes - length > 2 * LINE ? LINE : bytes - length;
        memset(text + length, 'x', line);
        text[length] = '|';
        text[length + 1] = ' ';
        text[length + line - 1] = '\n';
        length += line;
    }
    text[bytes] = '\0';
    const char *kept = world_say(w, "%s", text);
    free(text);
    return kept;
}

static void bytes_of_text(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    const char *most = of_length(w, "1", ENTRY_TEXT_MAX), *more = of_length(w, "2", ENTRY_TEXT_MAX + 1);
    assert_int_equal(strlen(most), 60000);
    world_refuse(w, more, "gs1", "note");
    struct problem problem;
    problem_clear(&problem);
    assert_int_equal(ledger_try(w->ledger, slice_of(more), w->now, &problem), STATUS_FORM);
    world_take(w, of_length(w, "1", ENTRY_TEXT_MAX), "gs1");
}

static void signature_lines(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    const char *text = world_proposal_text(w, "gs1", "1", ""), *names = "gs1";
    for (int lines = 1; lines <= ENTRY_SIGNATURES_MAX + 1; lines++) {
        struct sealed sealed;
        struct arena arena;
        arena_init(&arena);
        assert_int_equal(sealed_open(world_note(w, text, names), &arena, &sealed), STATUS_OK);
        assert_int_equal(sealed.note.lines, lines <= 16 ? lines : 0); /* what is no note has none */
        assert_int_equal(sealed.defect, lines <= 16 ? REASON_NONE : REASON_NOTE);
        arena_release(&arena);
        names = world_say(w, "%s key%d", names, lines);
    }
}

static void options(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    const char *lines = "";
    for (int i = 1; i <= ENTRY_OPTIONS_MAX; i++)
        lines = world_say(w, "%soption: o%d Option\n", lines, i);
    const char *more = world_say(w, "%soption: o65 Option\n", lines);
    world_refuse(w, world_proposal_text(w, "gs1", "1", more), "gs1", "form");
    world_take(w, world_proposal_text(w, "gs1", "1", lines), "gs1");
    assert_int_equal(ENTRY_OPTIONS_MAX, 64);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(bytes_of_text),
        WORLD_TEST(signature_lines),
        WORLD_TEST(options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
