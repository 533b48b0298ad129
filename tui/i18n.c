#include "tui/i18n.h"

#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* The language is the process's: gettext keeps it so too. */
static bool german;
static struct vocabulary vocabulary;

static bool begins_with(const char *text, const char *prefix)
{
    return text && strncmp(text, prefix, strlen(prefix)) == 0;
}

/* What the locale says; German when it says nothing, since most users read German. */
static bool locale_is_german(void)
{
    const char *const names[] = {getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG")};
    for (size_t i = 0; i < 3; i++)
        if (names[i] && *names[i])
            return begins_with(names[i], "de") || strcmp(names[i], "C") == 0 || begins_with(names[i], "C.") ||
                   strcmp(names[i], "POSIX") == 0;
    return true;
}

/* The folder "locale" beside the program, or beside its folder (tests), where it was not installed. */
static const char *locale_folder(char *path, size_t size)
{
    static const char *const names[] = {"/locale", "/../locale"};
    ssize_t length = readlink("/proc/self/exe", path, size - sizeof "/../locale");
    path[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(path, '/');
    for (size_t i = 0; slash && i < sizeof names / sizeof names[0]; i++) {
        memcpy(slash, names[i], strlen(names[i]) + 1);
        if (access(path, R_OK) == 0)
            return path;
    }
    return DATADIR "/locale";
}

bool i18n_is_plain_locale(void)
{
    const char *const names[] = {getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i] && *names[i])
            return strcmp(names[i], "C") == 0 || strcmp(names[i], "POSIX") == 0;
    return false;
}

bool i18n_start(const char *language)
{
    if (language && strcmp(language, "de") != 0 && strcmp(language, "en") != 0)
        return false;
    german = language ? strcmp(language, "de") == 0 : locale_is_german();
    /* C.UTF-8 is always there; the language comes from LANGUAGE, so no locale needs to be installed. */
    setlocale(LC_ALL, "C.UTF-8");
    setenv("LANGUAGE", german ? "de" : "en", 1);
    char path[PATH_MAX];
    bindtextdomain("stimmbuch", locale_folder(path, sizeof path));
    bind_textdomain_codeset("stimmbuch", "UTF-8");
    textdomain("stimmbuch");
    for (size_t i = 0; i < PHRASE_COUNT; i++)
        vocabulary.phrase[i] = _(vocabulary_english.phrase[i]);
    return true;
}

bool i18n_german(void)
{
    return german;
}

const struct vocabulary *i18n_vocabulary(void)
{
    return &vocabulary;
}

void i18n_pattern(const char *pattern, struct slice first, struct slice second, struct buffer *out)
{
    struct slice rest = slice_of(pattern);
    while (rest.length) {
        const char *brace = memchr(rest.at, '{', rest.length), *c = brace ? brace : rest.at + rest.length;
        buffer_add(out, slice_head(rest, (size_t)(c - rest.at)));
        bool detail = brace && (c[1] == '1' || c[1] == '2') && c[2] == '}';
        if (detail)
            buffer_add(out, c[1] == '1' ? first : second);
        else if (brace)
            buffer_byte(out, *c);
        rest = slice_from(rest, (size_t)(c - rest.at) + (detail ? 3 : brace ? 1 : 0));
    }
}

void i18n_count(const char *pattern, uint64_t count, struct buffer *out)
{
    struct buffer number;
    buffer_init(&number);
    buffer_number(&number, count);
    i18n_pattern(pattern, buffer_slice(&number), SLICE(""), out);
    buffer_release(&number);
}

void i18n_problem(const struct problem *problem, struct buffer *out)
{
    const char *message = problem->message ? problem->message : status_sentence(problem->status);
    i18n_pattern(_(message), slice_of(problem->detail[0]), slice_of(problem->detail[1]), out);
}

void i18n_refusal(const struct problem *problem, struct buffer *out)
{
    const char *remedy = reason_remedy(problem->reason, problem->message);
    i18n_problem(problem, out);
    if (remedy)
        buffer_text(out, ": ");
    buffer_text(out, remedy ? _(remedy) : "");
}

void i18n_time(int64_t seconds, struct buffer *out)
{
    time_t time = (time_t)seconds;
    struct tm parts;
    char text[32];
    if (!localtime_r(&time, &parts) ||
        strftime(text, sizeof text, german ? "%d.%m.%Y, %H:%M" : "%Y-%m-%d %H:%M", &parts) == 0)
        return;
    buffer_text(out, text);
}

void i18n_place(const struct problem *problem, struct buffer *out)
{
    struct buffer line, column;
    buffer_init(&line);
    buffer_init(&column);
    buffer_number(&line, problem->line);
    buffer_number(&column, problem->column);
    if (problem->line)
        i18n_pattern(problem->column ? _("line {1}, column {2}") : _("line {1}"), buffer_slice(&line),
                     buffer_slice(&column), out);
    buffer_release(&line);
    buffer_release(&column);
}

/*
 * Words of the format that people read; the rest is shown as it is. Their messages have a context, since "open" is a
 * state here and a key's label elsewhere.
 */
#define NC_(context, text) context "\004" text
static const char *const words[] = {
    NC_("word", "steering"),   NC_("word", "operational"),
    NC_("word", "advisory"),   NC_("word", "voting"),
    NC_("word", "holder"),     NC_("word", "deputy"),
    NC_("word", "secretary"),  NC_("word", "auditor"),
    NC_("word", "yes"),        NC_("word", "no"),
    NC_("word", "abstain"),    NC_("word", "consent"),
    NC_("word", "concern"),    NC_("word", "object"),
    NC_("word", "adopted"),    NC_("word", "rejected"),
    NC_("word", "no-quorum"),  NC_("word", "void"),
    NC_("word", "open"),       NC_("word", "closed"),
    NC_("word", "decision"),   NC_("word", "recommendation"),
    NC_("word", "motion"),     NC_("word", "amendment"),
    NC_("word", "election"),   NC_("word", "information"),
    NC_("word", "support"),    NC_("word", "oppose"),
    NC_("word", "experience"), NC_("word", "neutral"),
    NC_("word", "superseded"), NC_("word", "body"),
    NC_("word", "enrol"),      NC_("word", "proposal"),
    NC_("word", "statement"),  NC_("word", "ballot"),
    NC_("word", "vote"),       NC_("word", "recusal"),
    NC_("word", "close"),      NC_("word", "result"),
    NC_("word", "absent"),     NC_("word", "clerk"),
    NC_("word", "present"),    NC_("word", "excused"),
    NC_("word", "left"),       NC_("word", "adjourned"),
    NC_("word", "referred"),   NC_("word", "withdrawn"),
    NC_("word", "meeting"),    NC_("word", "attendance"),
    NC_("word", "status"),     NC_("word", "objection"),
    NC_("word", "minutes"),    NC_("word", "confirm"),
    NC_("word", "none"),       NC_("word", "roster"),
    NC_("word", "statute"),    NC_("word", "key"),
    NC_("word", "rotate"),     NC_("word", "revoke"),
    NC_("word", "log"),
};

const char *i18n_word(struct slice word)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const char *plain = words[i] + sizeof "word";
        if (!slice_is(word, plain))
            continue;
        const char *translated = _(words[i]);
        return translated == words[i] ? plain : translated;
    }
    return NULL;
}

struct slice i18n_choice(struct slice choice)
{
    static const char *const own[] = {"yes", "no", "abstain", "consent", "concern", "object", "none"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (slice_is(choice, own[i]))
            return slice_of(i18n_word(choice));
    return choice;
}
