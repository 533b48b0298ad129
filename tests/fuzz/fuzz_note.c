/* A signed note: text and lines put together again give the note. */
#include "core/note.h"
#include "tests/fuzz/fuzz.h"

static void write_back(const struct note *note, struct buffer *out)
{
    buffer_add(out, note->text);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < note->lines; i++) {
        buffer_text(out, "\xe2\x80\x94 ");
        buffer_add(out, note->line[i].name);
        buffer_byte(out, ' ');
        buffer_add(out, note->line[i].encoded);
        buffer_byte(out, '\n');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    static struct note note;
    struct buffer written;
    struct problem problem;
    uint8_t bytes[NOTE_SIGNATURE_MAX];
    size_t length;
    struct signature signature;
    buffer_init(&written);
    problem_clear(&problem);
    if (fuzz_taken(note_parse(input, &note, &problem), STATUS_FORM, &problem)) {
        write_back(&note, &written);
        HOLDS(slice_equal(buffer_slice(&written), input));
        for (size_t i = 0; i < note.lines; i++) {
            bool fits = note_line_bytes(&note.line[i], bytes, sizeof bytes, &length);
            HOLDS(fits == (note.line[i].length <= sizeof bytes) && (!fits || length == note.line[i].length));
            HOLDS(note_line_signature(&note.line[i], &signature) == (note.line[i].length == SIGNATURE_LENGTH));
        }
    }
    buffer_release(&written);
    return 0;
}
