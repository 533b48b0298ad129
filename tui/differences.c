#include "tui/differences.h"

#include "core/text.h"
#include "data/entry_read.h"
#include "tui/i18n.h"

enum { AROUND = 2, PIECES = 256, MARK_COLUMNS = 2 };

/* What its author wrote, but what is each version's own; of a founding only the statute, as a later entry gives it. */
static bool is_compared(const struct entry *entry, const struct field_rule *rule)
{
    const char *name = rule->name;
    static const char own[] = "number|supersedes|decided";
    static const char founding[] = "name|title|level|approvals|bench|seat";
    return rule->source == FROM_DRAFT && value_word(own, slice_of(name)) < 0 &&
           (entry->kind != KIND_BODY || value_word(founding, slice_of(name)) < 0);
}

static enum status read_side(struct store *store, int64_t body, int64_t index, struct arena *arena, struct buffer *out,
                             struct problem *problem)
{
    struct entry entry;
    enum status status = entry_read(store, body, index, arena, &entry, problem);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < entry.fields; i++) {
        if (!is_compared(&entry, entry.field[i].rule))
            continue;
        buffer_text(out, entry.field[i].rule->name);
        buffer_text(out, ": ");
        buffer_add(out, entry.field[i].value);
        buffer_byte(out, '\n');
    }
    if (entry.kind == KIND_PROPOSAL && entry.text.length) {
        buffer_byte(out, '\n');
        entry_plain_text(&entry, out);
        buffer_byte(out, '\n');
    }
    return buffer_status(out);
}

enum status differences_read(struct differences *out, struct store *store, int64_t body, int64_t old, int64_t fresh,
                             struct problem *problem)
{
    *out = (struct differences){.found = {.lines = 0}};
    arena_init(&out->arena);
    buffer_init(&out->old);
    buffer_init(&out->fresh);
    enum status status = read_side(store, body, old, &out->arena, &out->old, problem);
    if (status == STATUS_OK)
        status = read_side(store, body, fresh, &out->arena, &out->fresh, problem);
    if (status == STATUS_OK)
        status = difference_make(buffer_slice(&out->old), buffer_slice(&out->fresh), &out->arena, &out->found);
    return status;
}

void differences_release(struct differences *differences)
{
    arena_release(&differences->arena);
    buffer_release(&differences->old);
    buffer_release(&differences->fresh);
    differences->found = (struct difference){.lines = 0};
}

void differences_summary(const struct differences *differences, struct buffer *out)
{
    size_t added = differences->found.added, removed = differences->found.removed;
    if (!added && !removed) {
        buffer_text(out, _("Nothing differs."));
        return;
    }
    struct buffer fresh, gone;
    buffer_init(&fresh);
    buffer_init(&gone);
    buffer_number(&fresh, added);
    buffer_number(&gone, removed);
    i18n_pattern(_("Lines: {1} new, {2} gone"), buffer_slice(&fresh), buffer_slice(&gone), out);
    buffer_release(&fresh);
    buffer_release(&gone);
}

/* Whether the line differs, or one near it does. */
static bool is_near(const struct difference *found, size_t line)
{
    size_t from = line > AROUND ? line - AROUND : 0, end = line + AROUND + 1;
    for (size_t i = from; i < end && i < found->lines; i++)
        if (found->line[i].side != DIFFERENCE_BOTH)
            return true;
    return false;
}

/* How many lines from this one on are left out. */
static size_t left_out(const struct difference *found, size_t line)
{
    size_t count = 0;
    while (line + count < found->lines && !is_near(found, line + count))
        count++;
    return count;
}

static void write_left_out(size_t count, struct buffer *out)
{
    i18n_count(ngettext("… {1} line as it was", "… {1} lines as they were", (unsigned long)count), count, out);
}

/* How the sign of a line looks, and the words that only it has; a line of which all is new has no such words. */
static enum style style_of(const struct difference_line *line, bool word)
{
    bool whole = line->pieces == 1 && line->piece[0].changed;
    if (line->side == DIFFERENCE_OLD)
        return STYLE_BAD;
    return line->side != DIFFERENCE_NEW ? STYLE_MUTED : word && !whole ? STYLE_KEY : STYLE_GOOD;
}

/* Behind so many changes within a line the rest looks like the last one. */
static void write_line(const struct difference_line *line, struct page *page)
{
    static const char *const signs[] = {" ", "-", "+"};
    struct run run[PIECES] = {{.style = STYLE_NORMAL}};
    size_t runs = 0, from = 0;
    struct buffer safe;
    buffer_init(&safe);
    for (; runs < line->pieces && runs < PIECES; runs++) {
        const struct difference_piece *piece = &line->piece[runs];
        text_safe((struct slice){line->text.at + from, piece->end - from}, &safe);
        from = piece->end;
        run[runs] = (struct run){safe.length, piece->changed ? style_of(line, true) : STYLE_NORMAL};
    }
    text_safe(slice_from(line->text, from), &safe);
    page_say(page, 0, 1, style_of(line, false), slice_of(signs[line->side]));
    if (safe.length && buffer_status(&safe) == STATUS_OK)
        page_runs(page, run, runs ? runs : 1, MARK_COLUMNS, buffer_slice(&safe));
    else
        page_next(page);
    buffer_release(&safe);
}

void differences_write(const struct differences *differences, struct page *page)
{
    const struct difference *found = &differences->found;
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < found->lines;) {
        size_t skipped = left_out(found, i);
        if (skipped) {
            buffer_clear(&text);
            write_left_out(skipped, &text);
            page_wrap(page, STYLE_MUTED, MARK_COLUMNS, buffer_slice(&text));
            i += skipped;
        } else {
            write_line(&found->line[i++], page);
        }
    }
    buffer_release(&text);
}

void differences_words(const struct differences *differences, struct buffer *out)
{
    const struct difference *found = &differences->found;
    for (size_t i = 0; i < found->lines;) {
        size_t skipped = left_out(found, i);
        if (skipped) {
            write_left_out(skipped, out);
            i += skipped;
        } else {
            buffer_byte(out, " -+"[found->line[i].side]);
            buffer_text(out, found->line[i].text.length ? " " : "");
            text_safe(found->line[i++].text, out);
        }
        buffer_byte(out, '\n');
    }
}

json_t *differences_json(const struct differences *differences)
{
    const struct difference *found = &differences->found;
    json_t *lines = json_array();
    for (size_t i = 0; i < found->lines; i++) {
        const char mark[] = {" -+"[found->line[i].side], '\0'};
        json_array_append_new(lines, json_pack("{s:s, s:o}", "mark", mark, "text", json_slice(found->line[i].text)));
    }
    return json_pack("{s:I, s:I, s:o}", "added", (json_int_t)found->added, "removed", (json_int_t)found->removed,
                     "lines", lines);
}
