#include "core/vocabulary.h"

const struct vocabulary vocabulary_english = {{
#define PHRASE_TEXT(name, text) [PHRASE_##name] = text,
    PHRASE_TABLE(PHRASE_TEXT)
#undef PHRASE_TEXT
}};

void vocabulary_say(const struct vocabulary *words, enum phrase phrase, const struct slice part[PHRASE_PARTS_MAX],
                    struct buffer *out)
{
    for (const char *c = words->phrase[phrase]; *c; c++) {
        if (c[0] == '{' && c[1] >= '1' && c[1] < '1' + PHRASE_PARTS_MAX && c[2] == '}') {
            buffer_add(out, part[c[1] - '1']);
            c += 2;
        } else {
            buffer_byte(out, *c);
        }
    }
}
