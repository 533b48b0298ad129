/* The words that are typed to sign, and what they are for. */
#include "core/fold.h"
#include "tui/sign.h"

#include <string.h>

const char *sign_option(struct slice choice)
{
    static const struct {
        const char *choice, *word;
    } choices[] = {
        /* tr: typed to sign, so short and without blanks: JA NEIN ENTH KONSENT BEDENKEN EINWAND ÖFFNEN SCHLIESSEN */
        {"yes", N_("YES")},         {"no", N_("NO")},           {"abstain", N_("ABSTAIN")},
        {"consent", N_("CONSENT")}, {"concern", N_("CONCERN")}, {"object", N_("OBJECT")},
    };
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++)
        if (slice_is(choice, choices[i].choice))
            return _(choices[i].word);
    return NULL;
}

void sign_choice(struct slice choice, struct sign_choice *out)
{
    size_t first = 0;
    while (first < choice.length && choice.at[first] != ',' && choice.at[first] != '>' && choice.at[first] != '=')
        first++;
    *out = (struct sign_choice){.word = sign_option(choice), .part = choice.length > SIGN_CHOICE_WHOLE};
    struct slice typed = slice_head(choice, out->part ? first : choice.length);
    typed = slice_head(typed, sizeof out->key - 1);
    memcpy(out->key, typed.at, typed.length);
    if (!out->word)
        out->word = out->key;
    out->part = out->part && first < choice.length;
}

const char *sign_word(enum kind kind)
{
    if (kind == KIND_BALLOT)
        return _("OPEN");
    if (kind == KIND_RESULT)
        return _("RESULT");
    return kind == KIND_CLOSE ? _("CLOSE") : _("YES");
}

const char *sign_title(enum kind kind)
{
    switch (kind) {
    case KIND_BODY:
        return _("Founding a body");
    case KIND_ENROL:
        return _("Enrolment");
    case KIND_PROPOSAL:
        return _("Proposal");
    case KIND_STATEMENT:
        return _("Statement");
    case KIND_BALLOT:
        return _("Opening a ballot");
    case KIND_VOTE:
        return _("Ballot paper");
    case KIND_RECUSAL:
        return _("Recusal");
    case KIND_CLOSE:
        return _("Closing a ballot");
    case KIND_VOID:
        return _("Voiding a ballot");
    case KIND_RESULT:
        return _("Result");
    case KIND_MEETING:
        return _("Invitation to a meeting");
    case KIND_ATTENDANCE:
        return _("Attendance");
    case KIND_STATUS:
        return _("Status of a proposal");
    case KIND_OBJECTION:
        return _("Objection");
    case KIND_MINUTES:
        return _("Minutes");
    case KIND_CONFIRM:
        return _("Confirmation of minutes");
    case KIND_ROSTER:
        return _("Change of seats and members");
    case KIND_STATUTE:
        return _("Change of the statute");
    case KIND_KEY:
        return _("Change of a key");
    default:
        return _("Entry");
    }
}

/* Letters and digits only: folding drops everything else, and "JA?" is not a yes. */
static bool is_one_word(struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < 0x80 && !(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
            return false;
    }
    return text.length > 0;
}

bool sign_word_matches(struct slice typed, const char *word, const char *key)
{
    while (typed.length && typed.at[typed.length - 1] == ' ')
        typed.length--;
    if (key && slice_is(typed, key) && typed.length)
        return true;
    struct buffer left, right;
    buffer_init(&left);
    buffer_init(&right);
    fold_words(typed, &left);
    fold_words(slice_of(word), &right);
    bool same = is_one_word(typed) && buffer_status(&left) == STATUS_OK && buffer_status(&right) == STATUS_OK &&
                slice_equal(buffer_slice(&left), buffer_slice(&right));
    buffer_release(&left);
    buffer_release(&right);
    return same;
}
