#include "data/oparl_draft.h"

#include "core/entry.h"
#include "core/text.h"
#include "data/oparl_markdown.h"
#include "data/oparl_text.h"

#include <stdio.h>

/* Room in the entry for the common fields, about 400 bytes, and for what the author adds to the draft. */
enum { TEXT_MAX = ENTRY_TEXT_MAX - 2000, LONG_LINE = 1000 };

/* A number that is given, and the suffix to try next for one more of the same. */
struct number {
    size_t next;
};

/* What a draft is made of while it is written. */
struct parts {
    struct buffer wanted, number, title, text;
    const char *kind;
    struct slice id;
    const char *file;
};

static void parts_init(struct parts *parts, struct slice id, const char *file)
{
    *parts = (struct parts){.id = id, .file = file};
    buffer_init(&parts->wanted);
    buffer_init(&parts->number);
    buffer_init(&parts->title);
    buffer_init(&parts->text);
}

static void parts_release(struct parts *parts)
{
    buffer_release(&parts->wanted);
    buffer_release(&parts->number);
    buffer_release(&parts->title);
    buffer_release(&parts->text);
}

static struct slice trim(struct slice text)
{
    while (text.length > 0 && text.at[0] == '\n')
        text = slice_from(text, 1);
    while (text.length > 0 && strchr(" \n", text.at[text.length - 1]))
        text.length--;
    return text;
}

/* How much of a line that is too long by itself goes in: up to a blank, unless that would leave little of it. */
static size_t part_of_line(struct slice line, size_t room)
{
    struct slice head = text_head(line, room);
    const char *blank = head.length ? memrchr(head.at, ' ', head.length) : NULL;
    size_t words = blank ? (size_t)(blank - head.at) : 0;
    return words > head.length / 2 ? words : head.length;
}

/* What of the text fits into an entry, where each line has "| " in front. */
static struct slice fit(struct slice text, size_t budget)
{
    struct slice rest = text;
    while (rest.length > 0) {
        size_t at = text.length - rest.length;
        struct slice line = slice_cut(&rest, '\n');
        size_t cost = line.length + sizeof "| \n" - 1;
        if (cost > budget) {
            if (line.length > LONG_LINE && budget > LONG_LINE)
                at += part_of_line(line, budget - (sizeof "| \n" - 1));
            return trim(slice_head(text, at));
        }
        budget -= cost;
    }
    return text;
}

static void write_draft(struct oparl_writer *writer, struct parts *parts, struct buffer *out)
{
    buffer_text(out, "stimmbuch/1 proposal\nnumber: ");
    buffer_add(out, buffer_slice(&parts->number));
    buffer_text(out, "\ntitle: ");
    buffer_add(out, buffer_slice(&parts->title));
    buffer_format(out, "\nkind: %s\n", parts->kind);
    struct slice text = trim(buffer_slice(&parts->text));
    struct slice kept = fit(text, TEXT_MAX - out->length);
    if (text.length > 0)
        buffer_byte(out, '\n');
    buffer_add(out, kept);
    if (kept.length < text.length) {
        buffer_text(out, "\n\n[gekürzt: der vollständige Text steht in der Quelle]");
        oparl_report_note(writer->report, OPARL_TEXT, parts->file, parts->id, SLICE(""));
    }
    if (text.length > 0)
        buffer_byte(out, '\n');
}

static void write_name(const struct parts *parts, struct buffer *out)
{
    for (size_t i = 0; i < parts->number.length; i++)
        buffer_byte(out, parts->number.at[i] == '/' ? '_' : parts->number.at[i]);
    buffer_text(out, ".txt");
}

/* Numbers of the import so far are remembered, so that each draft gets its own. */
static void take_number(struct oparl_records *records, struct parts *parts)
{
    struct slice wanted = buffer_slice(&parts->wanted);
    struct number *first = oparl_find(&records->numbers, wanted);
    buffer_add(&parts->number, wanted);
    while (first && oparl_find(&records->numbers, buffer_slice(&parts->number))) {
        char suffix[24];
        snprintf(suffix, sizeof suffix, "-%zu", first->next++);
        buffer_clear(&parts->number);
        buffer_add(&parts->number, slice_head(wanted, OPARL_NUMBER_MAX - strlen(suffix)));
        buffer_text(&parts->number, suffix);
        if (parts->number.failed)
            return;
    }
    struct number *number = oparl_records_new(records, sizeof *number);
    struct slice key = arena_copy(&records->arena, buffer_slice(&parts->number));
    records->failed = records->failed || !key.at;
    if (records->failed)
        return;
    number->next = 2;
    oparl_store(records, &records->numbers, key, number);
}

static enum status finish(struct oparl_writer *writer, struct parts *parts)
{
    struct buffer draft, name;
    buffer_init(&draft);
    buffer_init(&name);
    write_draft(writer, parts, &draft);
    write_name(parts, &name);
    bool failed = draft.failed || name.failed || parts->wanted.failed || parts->number.failed || parts->title.failed ||
                  parts->text.failed || writer->records->failed || writer->report->failed;
    enum status status = STATUS_NO_MEMORY;
    if (!failed) {
        struct oparl_draft done = {
            .number = buffer_slice(&parts->number),
            .name = buffer_slice(&name),
            .title = buffer_slice(&parts->title),
            .source = parts->id,
            .text = buffer_slice(&draft),
        };
        status = writer->sink(&done, writer->context, writer->problem);
        writer->report->drafts += status == STATUS_OK;
    }
    buffer_release(&draft);
    buffer_release(&name);
    return status;
}

static void number_of_paper(struct oparl_writer *writer, const struct oparl_paper *paper, struct parts *parts)
{
    oparl_number(paper->reference, OPARL_NUMBER_MAX, &parts->wanted);
    if (!parts->wanted.length)
        oparl_number(oparl_id_tail(paper->id), OPARL_NUMBER_MAX, &parts->wanted);
    if (!parts->wanted.length)
        buffer_text(&parts->wanted, "OHNE-NUMMER");
    take_number(writer->records, parts);
    if (!slice_equal(buffer_slice(&parts->number), paper->reference))
        oparl_report_note(writer->report, OPARL_NUMBER, paper->file, paper->id, buffer_slice(&parts->number));
}

static void title_of_paper(struct oparl_writer *writer, const struct oparl_paper *paper, struct parts *parts)
{
    if (!paper->name.length) {
        buffer_text(&parts->title, "Vorlage ");
        buffer_add(&parts->title, buffer_slice(&parts->number));
        oparl_report_note(writer->report, OPARL_UNTITLED, paper->file, paper->id, buffer_slice(&parts->title));
    } else if (oparl_title(paper->name, &parts->title)) {
        oparl_report_note(writer->report, OPARL_TITLE, paper->file, paper->id, SLICE(""));
    }
}

enum status oparl_draft_paper(struct oparl_writer *writer, const struct oparl_paper *paper)
{
    struct parts parts;
    bool known;
    if (!paper->name.length && !paper->reference.length && !paper->id.length) {
        oparl_report_note(writer->report, OPARL_NAMELESS, paper->file, paper->id, SLICE(""));
        return writer->report->failed ? STATUS_NO_MEMORY : STATUS_OK;
    }
    parts_init(&parts, paper->id, paper->file);
    parts.kind = oparl_kind(paper->type, &known);
    if (!known)
        oparl_report_note(writer->report, OPARL_KIND, paper->file, paper->id, paper->type);
    number_of_paper(writer, paper, &parts);
    title_of_paper(writer, paper, &parts);
    oparl_markdown_paper(writer->records, paper, &parts.text);
    enum status status = finish(writer, &parts);
    parts_release(&parts);
    return status;
}

/* MEETING/ITEM; the item's number is kept whole as far as it goes. */
static void number_of_item(struct oparl_writer *writer, const struct oparl_item *item, struct parts *parts)
{
    struct buffer own;
    buffer_init(&own);
    oparl_number(item->number, OPARL_NUMBER_MAX / 2, &own);
    if (!own.length)
        oparl_number(oparl_id_tail(item->id), OPARL_NUMBER_MAX / 2, &own);
    if (!own.length)
        buffer_text(&own, "OHNE-NUMMER");
    oparl_number(oparl_id_tail(item->meeting), OPARL_NUMBER_MAX - 1 - own.length, &parts->wanted);
    buffer_text(&parts->wanted, parts->wanted.length ? "/" : "TOP/");
    buffer_add(&parts->wanted, buffer_slice(&own));
    parts->wanted.failed = parts->wanted.failed || own.failed;
    buffer_release(&own);
    take_number(writer->records, parts);
    if (!slice_equal(buffer_slice(&parts->number), buffer_slice(&parts->wanted)))
        oparl_report_note(writer->report, OPARL_NUMBER, item->file, item->id, buffer_slice(&parts->number));
}

static enum status note_item(struct oparl_writer *writer, const struct oparl_item *item, enum oparl_cause cause)
{
    oparl_report_note(writer->report, cause, item->file, item->id, SLICE(""));
    return writer->report->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

enum status oparl_draft_item(struct oparl_writer *writer, const struct oparl_item *item)
{
    struct parts parts;
    if (item->merged) {
        writer->report->merged++;
        return STATUS_OK;
    }
    if (item->closed)
        return note_item(writer, item, OPARL_NOT_PUBLIC);
    if (!item->name.length)
        return note_item(writer, item, OPARL_NAMELESS);
    parts_init(&parts, item->id, item->file);
    parts.kind = "motion";
    number_of_item(writer, item, &parts);
    if (oparl_title(item->name, &parts.title))
        oparl_report_note(writer->report, OPARL_TITLE, item->file, item->id, SLICE(""));
    oparl_markdown_item(writer->records, item, &parts.text);
    enum status status = finish(writer, &parts);
    parts_release(&parts);
    return status;
}
