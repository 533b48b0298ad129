/* What a value should have been, in words for the person who wrote it. */
#include "core/field.h"
#include "core/status.h"

static const struct {
    const char *type, *message;
} sentences[] = {
    {"ID",
     N_("a short name is expected here: a small letter, then small letters, digits and single hyphens, at most 40; "
        "and no word of the rules")},
    {"NAME", N_("a name is expected here: small letters and digits, parts joined by . or -, at most 100")},
    {"NUMBER", N_("a number is expected here: at most 40 letters, digits, dots, hyphens and slashes")},
    {"TITLE", N_("a text of one line is expected here, of at most 200 characters")},
    {"TITLE241", N_("a text of one line is expected here, of at most 241 characters")},
    {"HASH", N_("an id is expected here: all its 64 hex digits, in small letters")},
    {"TIME", N_("a time is expected here, as 2026-11-30T12:00:00Z")},
    {"COUNT", N_("a number is expected here, as 0 or 15")},
    {"COUNT1", N_("a number is expected here, as 1 or 15")},
    {"SIZE", N_("a number is expected here, as 0 or 15")},
    {"SIZE1", N_("a number is expected here, as 1 or 15")},
    {"CENTS", N_("an amount in cents is expected here, as 150000")},
    {"AMOUNT", N_("an amount in cents is expected here: 150000, a range 100000..150000, or unknown")},
    {"WEIGHT", N_("a weight is expected here, as 1 or 12.96662")},
    {"VKEY", N_("a verifier key is expected here, as \"stimmbuch key show\" prints it")},
    {"EXPR", N_("an expression is expected here, of at most 4,096 bytes")},
    {"OPTION", N_("an option of a ballot is expected here")},
    {"CHOICE", N_("a choice that the ballot offers is expected here")},
    {"VALUE", N_("a text of one line is expected here, of at most 4,200 bytes")},
    {"cost / cost known / binding / dvc / demand / experience COUNT1 ID / notice COUNT1",
     N_("one of these is expected here: cost, cost known, binding, dvc, demand, experience with a number of seats and "
        "their bench (experience 3 kommunen), notice with a number of days (notice 28)")},
    {"GROUP", N_("a bench, a seat or \"chair\" is expected here")},
};

const char *value_expected(struct slice part)
{
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
        if (slice_is(part, sentences[i].type))
            return sentences[i].message;
    return N_("one of these is expected here: {1}");
}
