#include "core/difference.h"

#include "core/difference_script.h"

/* The words of some lines: a run of letters is one, a blank or any other sign alone; a line end is none. */
struct words {
    struct difference_tokens token;
    size_t next; /* that is handed out */
};

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           (unsigned char)byte >= 0x80;
}

static struct slice word(struct slice rest)
{
    size_t length = 1;
    if (is_letter(rest.at[0]))
        while (length < rest.length && is_letter(rest.at[length]))
            length++;
    return slice_head(rest, length);
}

static size_t count_words(struct slice line)
{
    size_t count = 0;
    for (; line.length; count++)
        line = slice_from(line, word(line).length);
    return count;
}

static enum status read_lines(struct slice text, struct arena *arena, struct difference_tokens *out)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += text.at[i] == '\n';
    if (count >= DIFFERENCE_LINES)
        return STATUS_FORM;
    *out = (struct difference_tokens){.at = arena_array(arena, count + 1, sizeof *out->at)};
    if (!out->at)
        return STATUS_NO_MEMORY;
    while (text.length)
        out->at[out->count++] = difference_token(slice_cut(&text, '\n'));
    return STATUS_OK;
}

static enum status read_words(struct difference_tokens lines, struct arena *arena, struct words *out)
{
    size_t count = 0;
    for (size_t i = 0; i < lines.count; i++)
        count += count_words(lines.at[i].text);
    *out = (struct words){.token.at = arena_array(arena, count, sizeof *out->token.at)};
    if (!out->token.at)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < lines.count; i++)
        for (struct slice rest = lines.at[i].text; rest.length;) {
            struct slice one = word(rest);
            out->token.at[out->token.count++] = difference_token(one);
            rest = slice_from(rest, one.length);
        }
    return STATUS_OK;
}

/* The line with the next of the words: pieces of what is changed and what is not. */
static enum status set_line(struct difference_line *line, struct words *words, struct arena *arena)
{
    size_t count = count_words(line->text), end = 0;
    struct difference_piece *piece = arena_array(arena, count, sizeof *piece);
    if (!piece)
        return STATUS_NO_MEMORY;
    line->piece = piece;
    for (size_t i = 0; i < count; i++) {
        const struct difference_token *token = &words->token.at[words->next++];
        end += token->text.length;
        if (!line->pieces || piece[line->pieces - 1].changed != token->changed)
            line->pieces++;
        piece[line->pieces - 1] = (struct difference_piece){.end = end, .changed = token->changed};
    }
    return STATUS_OK;
}

/* Lines that stand in each other's place: the old ones, then the new ones, with the words that differ. */
static enum status replace(struct difference_tokens old, struct difference_tokens fresh, struct arena *arena,
                           struct difference_line **next)
{
    const struct difference_tokens sides[] = {old, fresh};
    struct words words[2];
    enum status status = read_words(old, arena, &words[0]);
    if (status == STATUS_OK)
        status = read_words(fresh, arena, &words[1]);
    if (status == STATUS_OK)
        status = difference_script(words[0].token, words[1].token);
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < sides[side].count && status == STATUS_OK; i++) {
            struct difference_line *line = (*next)++;
            *line = (struct difference_line){.side = side ? DIFFERENCE_NEW : DIFFERENCE_OLD,
                                             .text = sides[side].at[i].text};
            status = set_line(line, &words[side], arena);
        }
    return status;
}

static struct difference_tokens changed_from(struct difference_tokens tokens, size_t from)
{
    size_t end = from;
    while (end < tokens.count && tokens.at[end].changed)
        end++;
    return (struct difference_tokens){.at = tokens.at + from, .count = end - from};
}

enum status difference_make(struct slice old, struct slice fresh, struct arena *arena, struct difference *out)
{
    struct difference_tokens before, after;
    *out = (struct difference){.lines = 0};
    enum status status = read_lines(old, arena, &before);
    if (status == STATUS_OK)
        status = read_lines(fresh, arena, &after);
    if (status == STATUS_OK)
        status = difference_script(before, after);
    if (status != STATUS_OK)
        return status;
    struct difference_line *line = arena_array(arena, before.count + after.count, sizeof *line), *next = line;
    if (!line)
        return STATUS_NO_MEMORY;
    for (size_t i = 0, k = 0; (i < before.count || k < after.count) && status == STATUS_OK;) {
        struct difference_tokens gone = changed_from(before, i), came = changed_from(after, k);
        i += gone.count;
        k += came.count;
        out->removed += gone.count;
        out->added += came.count;
        if (gone.count || came.count)
            status = replace(gone, came, arena, &next);
        else {
            *next++ = (struct difference_line){.side = DIFFERENCE_BOTH, .text = after.at[k].text};
            i++;
            k++;
        }
    }
    out->line = line;
    out->lines = (size_t)(next - line);
    return status;
}
