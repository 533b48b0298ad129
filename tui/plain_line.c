#include "tui/plain_line.h"

static enum status add_word(struct slice word, struct arena *arena, struct plain_words *out, struct problem *problem)
{
    if (out->count == PLAIN_WORDS_MAX)
        return problem_say(problem, STATUS_USAGE, N_("there are more than 200 words"), NULL, NULL);
    char *copy = arena_alloc(arena, word.length + 1);
    if (!copy)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    memcpy(copy, word.at, word.length);
    out->word[out->count++] = copy;
    return STATUS_OK;
}

static bool is_option(struct slice word)
{
    return word.length > 2 && word.at[0] == '-' && word.at[1] == '-';
}

/* Behind an option's name the value is attached to it where it would be taken for an option. */
static enum status add_value(struct slice option, struct slice value, struct arena *arena, struct plain_words *out,
                             struct problem *problem)
{
    struct buffer attached;
    if (value.length == 0 || value.at[0] != '-') {
        enum status status = option.length ? add_word(option, arena, out, problem) : STATUS_OK;
        return status == STATUS_OK ? add_word(value, arena, out, problem) : status;
    }
    if (!option.length)
        return problem_slices(problem, STATUS_USAGE,
                              N_("\"{1}\" begins with \"-\" and would be an option: write a file as ./{1}"), value,
                              SLICE(""));
    buffer_init(&attached);
    buffer_add(&attached, option);
    buffer_byte(&attached, '=');
    buffer_add(&attached, value);
    enum status status = buffer_status(&attached);
    if (status == STATUS_OK)
        status = add_word(buffer_slice(&attached), arena, out, problem);
    buffer_release(&attached);
    return status;
}

static enum status add_several(struct slice value, struct arena *arena, struct plain_words *out,
                               struct problem *problem)
{
    enum status status = STATUS_OK;
    while (value.length && status == STATUS_OK) {
        struct slice word = slice_cut(&value, ' ');
        if (word.length)
            status = add_value(SLICE(""), word, arena, out, problem);
    }
    return status;
}

/* "{name}", "{name?}", "{name*}". */
static bool read_blank(struct slice word, struct plain_blank *out)
{
    if (word.length < 3 || word.at[0] != '{' || word.at[word.length - 1] != '}')
        return false;
    struct slice name = {word.at + 1, word.length - 2};
    char last = name.at[name.length - 1];
    *out = (struct plain_blank){.optional = last == '?', .several = last == '*'};
    out->name = slice_head(name, name.length - (out->optional || out->several));
    return true;
}

enum status plain_fill(const char *line, plain_answer *answer, void *context, struct arena *arena,
                       struct plain_words *out, struct problem *problem)
{
    struct slice rest = slice_of(line), option = SLICE("");
    enum status status = STATUS_OK;
    out->count = 0;
    while (rest.length && status == STATUS_OK) {
        struct plain_blank blank;
        struct slice word = slice_cut(&rest, ' '), value = SLICE("");
        if (!read_blank(word, &blank)) {
            /* An option waits for its value; one without a value stands before another word that is none. */
            if (option.length)
                status = add_word(option, arena, out, problem);
            option = is_option(word) ? word : SLICE("");
            if (status == STATUS_OK && !option.length)
                status = add_word(word, arena, out, problem);
            continue;
        }
        status = answer(context, &blank, &value);
        if (status == STATUS_OK && blank.several)
            status = add_several(value, arena, out, problem);
        else if (status == STATUS_OK && (value.length || !blank.optional))
            status = add_value(option, value, arena, out, problem);
        option = SLICE("");
    }
    return status == STATUS_OK && option.length ? add_word(option, arena, out, problem) : status;
}

enum status plain_split(struct slice line, struct arena *arena, struct plain_words *out, struct problem *problem)
{
    struct buffer word;
    enum status status = STATUS_OK;
    char quote = '\0';
    bool inside = false;
    out->count = 0;
    buffer_init(&word);
    for (size_t i = 0; i <= line.length && status == STATUS_OK; i++) {
        char c = i < line.length ? line.at[i] : ' ';
        if (!quote && c == '\\' && i + 1 < line.length) {
            buffer_byte(&word, line.at[++i]);
            inside = true;
        } else if (i < line.length && quote ? c == quote : c == '"' || c == '\'') {
            quote = quote ? '\0' : c;
            inside = true;
        } else if (c != ' ' || (quote && i < line.length)) {
            buffer_byte(&word, c);
            inside = true;
        } else if (inside) {
            status = buffer_status(&word);
            if (status == STATUS_OK)
                status = add_word(buffer_slice(&word), arena, out, problem);
            buffer_clear(&word);
            inside = false;
        }
    }
    buffer_release(&word);
    if (status == STATUS_OK && quote)
        return problem_say(problem, STATUS_USAGE, N_("a quotation mark is not closed"), NULL, NULL);
    return status;
}

static bool is_bare(const char *word)
{
    return *word &&
           word[strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=,+@")] == '\0';
}

void plain_write(const struct plain_words *words, struct buffer *out)
{
    for (size_t i = 0; i < words->count; i++) {
        const char *word = words->word[i];
        buffer_text(out, i ? " " : "");
        buffer_text(out, is_bare(word) ? word : "'");
        for (; *word && !is_bare(words->word[i]); word++) {
            if (*word == '\'')
                buffer_text(out, "'\\'");
            buffer_byte(out, *word);
        }
        buffer_text(out, is_bare(words->word[i]) ? "" : "'");
    }
}
