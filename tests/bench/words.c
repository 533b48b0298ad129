#include "tests/bench/words.h"

#include "data/file.h"

#include <glob.h>
#include <stdlib.h>

static const char *const first_parts[] = {
    "Antrags",   "Ausländer",   "Bau",       "Bürger",      "Daten",     "Dienst",     "Digital",
    "Einwohner", "Energie",     "Familien",  "Finanz",      "Fach",      "Förder",     "Gebühren",
    "Gemeinde",  "Gesundheits", "Gewerbe",   "Grundstücks", "Haushalts", "Identitäts", "Infrastruktur",
    "Jugend",    "Kataster",    "Kommunal",  "Kosten",      "Kreis",     "Landes",     "Leistungs",
    "Melde",     "Migrations",  "Nachweis",  "Netz",        "Personal",  "Plattform",  "Postfach",
    "Prüf",      "Register",    "Schul",     "Sicherheits", "Signatur",  "Sozial",     "Städte",
    "Standard",  "Steuer",      "Übergangs", "Umwelt",      "Verkehrs",  "Vergabe",    "Verwaltungs",
    "Wahl",
};

static const char *const second_parts[] = {
    "abgleich",      "amt",     "anbindung", "architektur", "aufsicht",   "ausschuss",   "austausch", "behörde",
    "bericht",       "betrieb", "bezirk",    "dienst",      "einführung", "entwicklung", "erfassung", "fläche",
    "gesetz",        "größe",   "haushalt",  "kataster",    "konzept",    "lösung",      "modell",    "nachweis",
    "ordnung",       "planung", "portal",    "prüfung",     "quote",      "rahmen",      "register",  "richtlinie",
    "schnittstelle", "straße",  "system",    "träger",      "übersicht",  "verbund",     "verfahren", "vertrag",
};

enum { SAMPLE_LIMIT = 1 << 20, WORDS_MAX = 8192, LINE_WORDS = 11 };

uint64_t random_next(uint64_t *state)
{
    /* xorshift64*, S. Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2016. */
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

size_t random_below(uint64_t *state, size_t limit)
{
    return (size_t)(((random_next(state) >> 32) * limit) >> 32);
}

struct counted {
    struct slice word;
    size_t times;
};

/* ASCII letters and the German ones, whose first byte in UTF-8 is C3. */
static size_t letter_bytes(struct slice rest)
{
    if ((rest.at[0] >= 'a' && rest.at[0] <= 'z') || (rest.at[0] >= 'A' && rest.at[0] <= 'Z'))
        return 1;
    return rest.length > 1 && (unsigned char)rest.at[0] == 0xC3 ? 2 : 0;
}

static struct slice next_word(struct slice *rest)
{
    size_t length = 0, step;
    while (rest->length && letter_bytes(*rest) == 0)
        *rest = slice_from(*rest, 1);
    while (length < rest->length && (step = letter_bytes(slice_from(*rest, length))) > 0)
        length += step;
    struct slice word = slice_head(*rest, length);
    *rest = slice_from(*rest, length);
    return word;
}

static bool count_word(struct words *words, struct counted *counted, struct slice word, size_t times)
{
    size_t at = 0;
    while (at < words->count && !slice_equal(counted[at].word, word))
        at++;
    if (at == WORDS_MAX)
        return true;
    if (at == words->count) {
        counted[at] = (struct counted){.word = arena_copy(&words->arena, word)};
        words->count++;
    }
    counted[at].times += times;
    return counted[at].word.at != NULL;
}

static enum status count_file(struct words *words, struct counted *counted, const char *path)
{
    struct buffer bytes;
    buffer_init(&bytes);
    enum status status = file_read(path, SAMPLE_LIMIT, &bytes, NULL);
    struct slice rest = buffer_slice(&bytes);
    for (struct slice word; status == STATUS_OK && (word = next_word(&rest)).length;)
        if (!count_word(words, counted, word, 2))
            status = STATUS_NO_MEMORY;
    buffer_release(&bytes);
    return status;
}

static enum status count_samples(struct words *words, struct counted *counted)
{
    glob_t found;
    if (glob("data/samples/proposals/*.txt", 0, NULL, &found) != 0)
        return STATUS_OK;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < found.gl_pathc && status == STATUS_OK; i++)
        status = count_file(words, counted, found.gl_pathv[i]);
    globfree(&found);
    return status;
}

static enum status add_compounds(struct words *words, struct counted *counted)
{
    enum { FIRST = sizeof first_parts / sizeof first_parts[0], SECOND = sizeof second_parts / sizeof second_parts[0] };
    struct buffer word;
    buffer_init(&word);
    bool added = true;
    for (size_t i = 0; i < FIRST * SECOND && added; i++) {
        buffer_clear(&word);
        /* Neighbours differ in both parts. */
        buffer_text(&word, first_parts[i % FIRST]);
        buffer_text(&word, second_parts[(i / FIRST + i) % SECOND]);
        added = count_word(words, counted, buffer_slice(&word), 1);
    }
    added = added && buffer_status(&word) == STATUS_OK;
    buffer_release(&word);
    return added ? STATUS_OK : STATUS_NO_MEMORY;
}

static int by_frequency(const void *a, const void *b)
{
    const struct counted *left = a, *right = b;
    if (left->times != right->times)
        return left->times > right->times ? -1 : 1;
    return slice_compare(left->word, right->word);
}

enum status words_load(struct words *words)
{
    *words = (struct words){.count = 0};
    arena_init(&words->arena);
    struct counted *counted = calloc(WORDS_MAX, sizeof *counted);
    enum status status = counted ? count_samples(words, counted) : STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = add_compounds(words, counted);
    if (status == STATUS_OK) {
        qsort(counted, words->count, sizeof *counted, by_frequency);
        words->word = arena_array(&words->arena, words->count, sizeof *words->word);
        status = words->word ? STATUS_OK : STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < words->count && status == STATUS_OK; i++)
        words->word[i] = counted[i].word;
    free(counted);
    return status;
}

void words_release(struct words *words)
{
    arena_release(&words->arena);
}

struct slice words_pick(const struct words *words, uint64_t *random)
{
    /* Two draws, one below the other: half of all words come from the first sixth of the list. */
    return words->word[random_below(random, random_below(random, words->count) + 1)];
}

void words_text(const struct words *words, size_t count, uint64_t *random, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        buffer_add(out, words_pick(words, random));
        buffer_byte(out, i + 1 == count || i % LINE_WORDS == LINE_WORDS - 1 ? '\n' : ' ');
    }
}
