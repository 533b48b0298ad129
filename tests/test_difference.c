/* Differences of two texts: lines and words, the shortest script, and texts of any kind put together again. */
#include "core/buffer.h"
#include "core/difference.h"
#include "core/difference_script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* "-old [gone] words", the words that stand on one side only in brackets. */
static void write_line(const struct difference_line *line, struct buffer *out)
{
    size_t from = 0;
    buffer_byte(out, " -+"[line->side]);
    if (line->side == DIFFERENCE_BOTH)
        buffer_add(out, line->text);
    for (size_t i = 0; i < line->pieces; i++) {
        buffer_text(out, line->piece[i].changed ? "[" : "");
        buffer_add(out, slice_head(slice_from(line->text, from), line->piece[i].end - from));
        buffer_text(out, line->piece[i].changed ? "]" : "");
        from = line->piece[i].end;
    }
    buffer_byte(out, '\n');
}

static void expect(const char *old, const char *fresh, const char *wanted)
{
    struct arena arena;
    struct difference difference;
    struct buffer text;
    arena_init(&arena);
    buffer_init(&text);
    assert_int_equal(difference_make(slice_of(old), slice_of(fresh), &arena, &difference), STATUS_OK);
    for (size_t i = 0; i < difference.lines; i++)
        write_line(&difference.line[i], &text);
    if (!slice_is(buffer_slice(&text), wanted))
        fail_msg("differs:\n%s\nwanted:\n%s", text.length ? text.at : "", wanted);
    buffer_release(&text);
    arena_release(&arena);
}

static void lines_and_words_are_compared(void **state)
{
    (void)state;
    expect("", "", "");
    expect("a\n", "a\n", " a\n");
    expect("", "a\n\nb\n", "+[a]\n+\n+[b]\n");
    expect("a\nb\n", "", "-[a]\n-[b]\n");
    expect("eins\nzwei drei\nvier\n", "eins\nzwei fünf drei\nvier\n", " eins\n-zwei drei\n+zwei [fünf ]drei\n vier\n");
    expect("1.000 Euro\n", "1.500 Euro\n", "-1.[000] Euro\n+1.[500] Euro\n");
    expect("a\nb\nc\n", "c\na\nb\n", "+[c]\n a\n b\n-[c]\n");
}

/* Where only the lines were broken anew, no word has changed. */
static void lines_broken_anew_change_no_word(void **state)
{
    (void)state;
    expect("eins zwei\ndrei vier\n", "eins\nzwei drei vier\n", "-eins[ ]zwei\n-drei vier\n+eins\n+zwei[ ]drei vier\n");
}

static size_t changes(struct difference_tokens tokens)
{
    size_t count = 0;
    for (size_t i = 0; i < tokens.count; i++)
        count += tokens.at[i].changed;
    return count;
}

/* The longest common subsequence, by the table: what is changed is all but that. */
static size_t common(struct difference_tokens old, struct difference_tokens fresh)
{
    enum { MOST = 16 };
    size_t table[MOST + 1][MOST + 1] = {{0}};
    assert_true(old.count <= MOST && fresh.count <= MOST);
    for (size_t i = 1; i <= old.count; i++)
        for (size_t k = 1; k <= fresh.count; k++) {
            size_t without = table[i - 1][k] > table[i][k - 1] ? table[i - 1][k] : table[i][k - 1];
            table[i][k] = slice_equal(old.at[i - 1].text, fresh.at[k - 1].text) ? table[i - 1][k - 1] + 1 : without;
        }
    return table[old.count][fresh.count];
}

static size_t fill(struct difference_token *token, unsigned *seed, size_t most, unsigned letters)
{
    static const char all[] = "abcdefgh";
    *seed = *seed * 1103515245U + 12345U;
    size_t count = (*seed >> 16) % (most + 1);
    for (size_t i = 0; i < count; i++) {
        *seed = *seed * 1103515245U + 12345U;
        token[i] = difference_token((struct slice){&all[(*seed >> 16) % letters], 1});
    }
    return count;
}

/* Twenty thousand pairs of up to 16 tokens: what is not changed is the same on both sides, and as long as can be. */
static void the_script_is_the_shortest(void **state)
{
    unsigned seed = 1;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct difference_token a[16], b[16];
        struct difference_tokens old = {a, fill(a, &seed, 16, 1 + (unsigned)i % 5)};
        struct difference_tokens fresh = {b, fill(b, &seed, 16, 1 + (unsigned)i % 5)};
        assert_int_equal(difference_script(old, fresh), STATUS_OK);
        size_t kept = common(old, fresh), k = 0;
        assert_int_equal(changes(old), old.count - kept);
        assert_int_equal(changes(fresh), fresh.count - kept);
        for (size_t at = 0; at < old.count; at++) {
            if (old.at[at].changed)
                continue;
            while (fresh.at[k].changed)
                k++;
            assert_true(slice_equal(old.at[at].text, fresh.at[k++].text));
        }
    }
}

/* Two texts of 30,000 lines that have nothing in common, or every other line: it ends, and each line is there. */
static void texts_far_apart_are_replaced(void **state)
{
    enum { LINES = 30000 };
    struct arena arena;
    struct difference difference;
    struct buffer old, fresh;
    (void)state;
    arena_init(&arena);
    buffer_init(&old);
    buffer_init(&fresh);
    for (int i = 0; i < LINES; i++) {
        buffer_format(&old, "%d\n", i);
        buffer_format(&fresh, "%d\n", i % 2 ? -i : LINES - i);
    }
    assert_int_equal(difference_make(buffer_slice(&old), buffer_slice(&fresh), &arena, &difference), STATUS_OK);
    size_t sides[3] = {0};
    for (size_t i = 0; i < difference.lines; i++)
        sides[difference.line[i].side]++;
    assert_int_equal(sides[DIFFERENCE_BOTH] + sides[DIFFERENCE_OLD], LINES);
    assert_int_equal(sides[DIFFERENCE_BOTH] + sides[DIFFERENCE_NEW], LINES);
    assert_int_equal(difference.removed, sides[DIFFERENCE_OLD]);
    assert_int_equal(difference.added, sides[DIFFERENCE_NEW]);
    buffer_release(&old);
    buffer_release(&fresh);
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_words_are_compared),
        cmocka_unit_test(lines_broken_anew_change_no_word),
        cmocka_unit_test(the_script_is_the_shortest),
        cmocka_unit_test(texts_far_apart_are_replaced),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
