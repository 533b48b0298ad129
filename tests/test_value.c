/* The types of values: each limit of data/FORMAT.md section 4, on both sides. */
#include "core/arena.h"
#include "core/digest.h"
#include "core/field.h"
#include "core/key.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>

#include <cmocka.h>

#define TEN "0123456789"
#define FORTY "abcdefghijklmnopqrstuvwxyzabcdefghijklmn"
#define FIFTY "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwx"
#define SIXTY_FOUR "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

struct row {
    const char *pattern, *value;
};

static const struct row good[] = {
    {"ID", "a"},
    {"ID", "kommune-1"},
    {"ID", "a1-2-b"},
    {"ID", FORTY},
    {"ID", "yes-no"},
    {"ID", "ball"},
    {"GROUP", "chair"},
    {"GROUP", "bund"},
    {"NAME", "a"},
    {"NAME", "1"},
    {"NAME", "gs.rat-1.example"},
    {"NAME", FIFTY FIFTY},
    {"NUMBER", "1"},
    {"NUMBER", "2026-017"},
    {"NUMBER", "B/2026.17-a"},
    {"NUMBER", FORTY},
    {"TITLE", "x"},
    {"TITLE", "Wer zahlt, und wann?"},
    {"HASH", SIXTY_FOUR},
    {"TIME", "2026-11-23T10:15:00Z"},
    {"COUNT", "0"},
    {"COUNT", "999999999"},
    {"COUNT1", "1"},
    {"COUNT1", "999999999"},
    {"SIZE", "0"},
    {"SIZE", "999999999999999"},
    {"SIZE1", "1"},
    {"SIZE1", "999999999999999"},
    {"CENTS", "0"},
    {"CENTS", "999999999999999"},
    {"AMOUNT", "0"},
    {"AMOUNT", "unknown"},
    {"AMOUNT", "0..1"},
    {"AMOUNT", "999999999999998..999999999999999"},
    {"WEIGHT", "0"},
    {"WEIGHT", "0.5"},
    {"WEIGHT", "12.96662"},
    {"WEIGHT", "999999999999999.999999999"},
    {"WEIGHT", "1.0"},
    {"CHOICE", "yes"},
    {"CHOICE", "no"},
    {"CHOICE", "abstain"},
    {"CHOICE", "consent"},
    {"CHOICE", "concern"},
    {"CHOICE", "object"},
    {"CHOICE", "none"},
    {"CHOICE", "anna"},
    {"CHOICE", "a>none=b>c-1"},
    {"OPTION", "none"},
    {"OPTION", "anna"},
    {"VALUE", "adopted 1 2 > 1 holds"},
    {"EXPR", "heads(yes) > heads(no)"},
    {"ID TITLE", "a b c d"},
    {"ID decided COUNT", "a decided 10"},
    {"cost / cost known / notice COUNT1", "cost"},
    {"cost / cost known / notice COUNT1", "cost known"},
    {"cost / cost known / notice COUNT1", "notice 14"},
};

static void takes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        if (!value_matches(good[i].pattern, slice_of(good[i].value), NULL))
            fail_msg("%s: \"%s\" is refused", good[i].pattern, good[i].value);
}

static const struct row bad[] = {
    {"ID", ""},
    {"ID", "1a"},
    {"ID", "-a"},
    {"ID", "a-"},
    {"ID", "a--b"},
    {"ID", "A"},
    {"ID", "a.b"},
    {"ID", "ä"},
    {"ID", FORTY "o"},
    {"ID", "a b"},
    {"ID", "chair"},
    {"GROUP", "all"},
    {"GROUP", ""},
    {"NAME", ""},
    {"NAME", "a..b"},
    {"NAME", ".a"},
    {"NAME", "a."},
    {"NAME", "a-.b"},
    {"NAME", "A"},
    {"NAME", "a+b"},
    {"NAME", FIFTY FIFTY "a"},
    {"NUMBER", ""},
    {"NUMBER", FORTY "o"},
    {"NUMBER", "2026_1"},
    {"NUMBER", "2026 1"},
    {"NUMBER", "Ä1"},
    {"TITLE", ""},
    {"TITLE", " x"},
    {"TITLE", "x "},
    {"TITLE", "x  y"},
    {"HASH", ""},
    {"HASH", SIXTY_FOUR "0"},
    {"HASH", "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"},
    {"HASH", "g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
    {"HASH", "0123456789abcdef"},
    {"TIME", "2026-02-30T00:00:00Z"},
    {"COUNT", ""},
    {"COUNT", "00"},
    {"COUNT", "01"},
    {"COUNT", "+1"},
    {"COUNT", "-1"},
    {"COUNT", "1000000000"},
    {"COUNT", "1."},
    {"COUNT1", "0"},
    {"COUNT1", "1000000000"},
    {"SIZE", "1000000000000000"},
    {"SIZE1", "0"},
    {"SIZE1", "1000000000000000"},
    {"CENTS", "1000000000000000"},
    {"CENTS", "0.5"},
    {"CENTS", "01"},
    {"AMOUNT", "unbekannt"},
    {"AMOUNT", "1..1"},
    {"AMOUNT", "2..1"},
    {"AMOUNT", "1.."},
    {"AMOUNT", "..1"},
    {"AMOUNT", "1...2"},
    {"AMOUNT", "1..02"},
    {"AMOUNT", "01..2"},
    {"AMOUNT", "1.2"},
    {"AMOUNT", "1..1000000000000000"},
    {"AMOUNT", "1 .. 2"},
    {"WEIGHT", ""},
    {"WEIGHT", "."},
    {"WEIGHT", ".5"},
    {"WEIGHT", "1."},
    {"WEIGHT", "00"},
    {"WEIGHT", "01.5"},
    {"WEIGHT", "1000000000000000"},
    {"WEIGHT", "0." TEN},
    {"WEIGHT", "-1"},
    {"WEIGHT", "1,5"},
    {"WEIGHT", "1.5.2"},
    {"CHOICE", ""},
    {"CHOICE", "Yes"},
    {"CHOICE", "a>"},
    {"CHOICE", "a>yes"},
    {"CHOICE", "abstain>a"},
    {"CHOICE", "a>=b"},
    {"CHOICE", "=a"},
    {"CHOICE", "yes no"},
    {"OPTION", "a>b"},
    {"OPTION", ""},
    {"VALUE", "a  b"},
    {"EXPR", " a"},
    {"ID TITLE", "a"},
    {"ID TITLE", "a "},
    {"ID TITLE", "a  b"},
    {"ID decided COUNT", "a decided"},
    {"ID decided COUNT", "a decided 1 2"},
    {"ID decided COUNT", "a  decided 1"},
    {"voting|advisory", "vot"},
    {"voting|advisory", "voting|advisory"},
    {"voting|advisory", ""},
    {"cost / cost known / notice COUNT1", "cost unknown"},
    {"cost / cost known / notice COUNT1", "notice"},
    {"cost / cost known / notice COUNT1", "notice 0"},
    {"cost / cost known / notice COUNT1", "cost known known"},
};

static void refuses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (value_matches(bad[i].pattern, slice_of(bad[i].value), NULL))
            fail_msg("%s: \"%s\" is taken", bad[i].pattern, bad[i].value);
}

static void reserved_words(void **state)
{
    (void)state;
    struct slice words =
        SLICE("and or not in proposer round call chair none all seats present cast valid abstain winner yes "
              "no consent concern object");
    while (words.length) {
        struct slice word = slice_cut(&words, ' ');
        if (value_matches("ID", word, NULL))
            fail_msg("%.*s", (int)word.length, word.at);
    }
}

/* So many times the two bytes of one code point, and whatever follows. */
static struct slice umlauts(struct arena *arena, size_t count, const char *end)
{
    char *text = arena_alloc(arena, 2 * count + strlen(end) + 1);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + 2 * i, "ä", 2);
    memcpy(text + 2 * count, end, strlen(end));
    return slice_of(text);
}

static void lengths(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    assert_true(value_matches("TITLE", umlauts(&arena, 200, ""), NULL));
    assert_false(value_matches("TITLE", umlauts(&arena, 200, "x"), NULL));
    assert_true(value_matches("TITLE241", umlauts(&arena, 241, ""), NULL));
    assert_false(value_matches("TITLE241", umlauts(&arena, 241, "x"), NULL));
    assert_true(value_matches("EXPR", umlauts(&arena, 2048, ""), NULL));
    assert_false(value_matches("EXPR", umlauts(&arena, 2048, "x"), NULL));
    assert_true(value_matches("VALUE", umlauts(&arena, 2100, ""), NULL));
    assert_false(value_matches("VALUE", umlauts(&arena, 2100, "x"), NULL));
    arena_release(&arena);
}

static void verifier_keys(void **state)
{
    (void)state;
    assert_int_equal(key_init(NULL), STATUS_OK);
    struct digest seed = digest_of(SLICE("a key"));
    uint8_t secret[KEY_SECRET_LENGTH];
    struct vkey parsed = {.type = KEY_TYPE_ED25519};
    crypto_sign_seed_keypair(parsed.key.byte, secret, seed.byte);
    struct buffer own;
    buffer_init(&own);
    parsed = vkey_make(SLICE("kommune-1.rat.example"), KEY_TYPE_ED25519, &parsed.key);
    vkey_write(&parsed, &own);
    assert_true(value_matches("VKEY", buffer_slice(&own), NULL));
    own.at[own.length - 1] ^= 1;
    assert_false(value_matches("VKEY", buffer_slice(&own), NULL));
    buffer_release(&own);
    /* An auditor's key for countersignatures, and a name that is C2SP's but not ours. */
    static const char *const names[] = {"a", "Kommune", "ä"};
    for (size_t i = 0; i < 3; i++) {
        struct buffer text;
        buffer_init(&text);
        struct vkey other =
            vkey_make(slice_of(names[i]), i == 0 ? KEY_TYPE_COSIGNATURE : KEY_TYPE_ED25519, &parsed.key);
        vkey_write(&other, &text);
        assert_int_equal(vkey_parse(buffer_slice(&text), &other, NULL), STATUS_OK);
        assert_false(value_matches("VKEY", buffer_slice(&text), NULL));
        buffer_release(&text);
    }
}

static void says_what_was_expected(void **state)
{
    (void)state;
    struct slice why;
    assert_false(value_matches("ID ID WEIGHT voting|advisory TITLE", SLICE("a b 01 voting x"), &why));
    assert_true(slice_is(why, "WEIGHT"));
    assert_false(value_matches("ID ID WEIGHT voting|advisory TITLE", SLICE("a b 1 voted x"), &why));
    assert_true(slice_is(why, "voting|advisory"));
    assert_false(value_matches("ID ID WEIGHT voting|advisory TITLE", SLICE("a b 1 voting"), &why));
    assert_true(slice_is(why, "TITLE"));
    assert_false(value_matches("cost / notice COUNT1", SLICE("notice soon"), &why));
    assert_true(slice_is(why, "cost / notice COUNT1"));
}

static void says_it_in_words(void **state)
{
    (void)state;
    assert_string_equal(value_expected(SLICE("WEIGHT")), "a weight is expected here, as 1 or 12.96662");
    assert_string_equal(value_expected(SLICE("voting|advisory")), "one of these is expected here: {1}");
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct kind_table *table = kind_table((enum kind)kind);
        for (size_t i = 0; i < table->fields; i++) {
            struct slice rest = slice_of(table->field[i].pattern);
            while (rest.length) {
                struct slice word = slice_cut(&rest, ' ');
                bool type = word.at[0] >= 'A' && word.at[0] <= 'Z';
                if (type && strstr(value_expected(word), "{1}"))
                    fail_msg("there is no sentence for %.*s", (int)word.length, word.at);
            }
        }
    }
}

static void parts(void **state)
{
    (void)state;
    struct slice value = SLICE("one two  three");
    assert_true(slice_is(value_part(value, 0), "one"));
    assert_true(slice_is(value_part(value, 1), "two"));
    assert_true(slice_is(value_part(value, 3), "three"));
    assert_int_equal(value_part(value, 4).length, 0);
    assert_true(slice_is(value_rest(value, 1), "two  three"));
    assert_int_equal(value_rest(value, 9).length, 0);
    assert_int_equal(value_word("a|bc|d", SLICE("bc")), 1);
    assert_int_equal(value_word("a|bc|d", SLICE("b")), -1);
    assert_int_equal(value_word("a|bc|d", SLICE("")), -1);
    uint64_t number;
    assert_true(value_number(SLICE("999999999999999999"), &number));
    assert_int_equal(number, 999999999999999999);
    assert_false(value_number(SLICE("1000000000000000000"), &number));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes),
        cmocka_unit_test(refuses),
        cmocka_unit_test(reserved_words),
        cmocka_unit_test(lengths),
        cmocka_unit_test(verifier_keys),
        cmocka_unit_test(says_what_was_expected),
        cmocka_unit_test(says_it_in_words),
        cmocka_unit_test(parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
