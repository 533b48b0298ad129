#include "data/oparl_markdown.h"

#include "core/entry.h"
#include "data/oparl_text.h"

enum { DATE_LENGTH = sizeof "2026-06-11" - 1 };

/* More would be cut anyway, and short ids can name long texts many times. */
static bool is_full(const struct buffer *out)
{
    return out->length > ENTRY_TEXT_MAX;
}

static void source(struct slice id, struct buffer *out)
{
    if (!id.length)
        return;
    buffer_text(out, "Übernommen aus OParl: ");
    oparl_link(id, out);
    buffer_text(out, "\n\n");
}

static void fact(const char *label, struct slice value, struct buffer *out)
{
    if (!value.length)
        return;
    buffer_format(out, "- %s: ", label);
    oparl_link(value, out);
    buffer_byte(out, '\n');
}

/* Organizations with their name where it is known. Of persons only the address goes into what stands for ever. */
static void fact_list(const struct oparl_records *records, const char *label, const struct oparl_list *list,
                      struct buffer *out)
{
    for (size_t i = 0; i < list->count && !is_full(out); i++) {
        const struct slice *name = oparl_find(&records->organizations, list->at[i]);
        buffer_format(out, "- %s: ", label);
        if (name) {
            oparl_escape(*name, out);
            buffer_byte(out, ' ');
        }
        oparl_link(list->at[i], out);
        buffer_byte(out, '\n');
    }
}

static void section(const char *heading, struct slice number, struct slice lines, struct buffer *out)
{
    if (!lines.length)
        return;
    buffer_format(out, "\n## %s", heading);
    if (number.length) {
        buffer_byte(out, ' ');
        oparl_escape(number, out);
    }
    buffer_text(out, "\n\n");
    buffer_add(out, lines);
    buffer_byte(out, '\n');
}

/* The day of a date with time; whatever else it may be goes in as it stands. */
static struct slice day(struct slice start)
{
    bool timed = start.length > DATE_LENGTH && start.at[DATE_LENGTH] == 'T';
    return timed ? slice_head(start, DATE_LENGTH) : start;
}

/* One part of a line whose parts are separated by commas. */
static void part(const char *label, struct slice value, size_t start, struct buffer *out)
{
    if (!value.length)
        return;
    buffer_text(out, out->length > start ? ", " : "");
    buffer_text(out, label);
    oparl_link(value, out);
}

static void consultation_line(const struct oparl_consultation *consultation, struct buffer *out)
{
    static const char *const answers[] = {
        [OPARL_UNKNOWN] = "", [OPARL_NO] = "nicht entscheidend", [OPARL_YES] = "entscheidend"};
    const struct oparl_meeting *meeting = consultation->meeting_found;
    const struct oparl_item *item = consultation->item_found;
    size_t before = out->length;
    buffer_text(out, "- ");
    size_t start = out->length;
    part("", meeting ? day(meeting->start) : SLICE(""), start, out);
    part("", meeting && meeting->name.length ? meeting->name : consultation->meeting, start, out);
    part("", meeting && meeting->cancelled ? SLICE("abgesagt") : SLICE(""), start, out);
    part("TOP ", item ? item->number : SLICE(""), start, out);
    part("", consultation->role, start, out);
    part("", slice_of(answers[consultation->authoritative]), start, out);
    part("Ergebnis: ", item ? item->result : SLICE(""), start, out);
    if (out->length == start)
        part("", consultation->id, start, out);
    if (out->length == start && !out->failed)
        out->length = before;
    else
        buffer_byte(out, '\n');
}

static void consultations(const struct oparl_paper *paper, struct buffer *out)
{
    struct buffer lines, files;
    buffer_init(&lines);
    buffer_init(&files);
    for (const struct oparl_consultation *c = paper->consultation; c; c = c->next_of_paper) {
        if (is_full(&lines) || is_full(&files))
            break;
        consultation_line(c, &lines);
        if (c->item_found && c->item_found->files.length)
            buffer_text(&files, files.length ? "\n" : "");
        if (c->item_found)
            buffer_add(&files, c->item_found->files);
    }
    if (lines.length > 0)
        lines.length--; /* section ends the last line */
    section("Beratungsfolge", SLICE(""), buffer_slice(&lines), out);
    for (const struct oparl_consultation *c = paper->consultation; c && !is_full(out); c = c->next_of_paper)
        if (c->item_found)
            section("Beschlusstext zu TOP", c->item_found->number, c->item_found->resolution, out);
    section("Dateien der Beratung", SLICE(""), buffer_slice(&files), out);
    out->failed = out->failed || lines.failed || files.failed;
    buffer_release(&lines);
    buffer_release(&files);
}

void oparl_markdown_paper(const struct oparl_records *records, const struct oparl_paper *paper, struct buffer *out)
{
    source(paper->id, out);
    fact("Kennung", paper->reference, out);
    fact("Art", paper->type, out);
    fact("Datum", paper->date, out);
    fact_list(records, "Eingebracht von", &paper->organizations, out);
    fact_list(records, "Eingebracht von (Person)", &paper->persons, out);
    fact_list(records, "Federführend", &paper->direction, out);
    fact_list(records, "Gehört zu", &paper->above, out);
    fact("Im Netz", paper->web, out);
    fact("Lizenz", paper->license, out);
    consultations(paper, out);
    section("Dateien", SLICE(""), paper->files, out);
    section("Wortlaut", SLICE(""), paper->text, out);
}

void oparl_markdown_item(const struct oparl_records *records, const struct oparl_item *item, struct buffer *out)
{
    const struct oparl_meeting *meeting = oparl_find(&records->meetings, item->meeting);
    source(item->id, out);
    fact("Sitzung", meeting ? meeting->name : SLICE(""), out);
    fact("Datum", meeting ? day(meeting->start) : SLICE(""), out);
    fact("Stand der Sitzung", meeting && meeting->cancelled ? SLICE("abgesagt") : SLICE(""), out);
    fact("Quelle der Sitzung", item->meeting, out);
    fact("Tagesordnungspunkt", item->number, out);
    fact("Beratung", item->consultation, out);
    fact("Ergebnis", item->result, out);
    section("Beschlusstext", SLICE(""), item->resolution, out);
    section("Dateien", SLICE(""), item->files, out);
}
