/* What is typed in plain mode: a reply means one thing, and a line written from words is split into them again. */
#include "tests/fuzz/fuzz.h"
#include "tui/plain_line.h"
#include "tui/plain_reply.h"

#include <string.h>

static void check_reply(struct slice line)
{
    struct plain_reply reply = plain_reply(line);
    HOLDS(reply.text.length <= line.length);
    HOLDS((reply.kind == REPLY_EMPTY) == (reply.text.length == 0));
    HOLDS((reply.kind == REPLY_NUMBER) == (reply.kind == REPLY_NUMBER && reply.number > 0 && reply.number <= 999999));
    HOLDS(plain_reply(reply.text).kind == reply.kind);
}

static void check_again(const struct plain_words *words, struct arena *arena)
{
    struct plain_words again;
    struct buffer line;
    buffer_init(&line);
    plain_write(words, &line);
    HOLDS(buffer_status(&line) == STATUS_OK);
    HOLDS(plain_split(buffer_slice(&line), arena, &again, NULL) == STATUS_OK);
    HOLDS(again.count == words->count);
    for (size_t i = 0; i < words->count; i++)
        HOLDS(strcmp(again.word[i], words->word[i]) == 0);
    buffer_release(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice line = fuzz_input(data, size);
    struct arena arena;
    struct plain_words words;
    struct problem problem;
    problem_clear(&problem);
    check_reply(line);
    /* No line with a NUL or a line end comes that far. */
    if (memchr(line.at, '\0', line.length) || memchr(line.at, '\n', line.length))
        return 0;
    arena_init(&arena);
    if (fuzz_taken(plain_split(line, &arena, &words, &problem), STATUS_USAGE, &problem))
        check_again(&words, &arena);
    arena_release(&arena);
    return 0;
}
