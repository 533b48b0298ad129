/* The audit's steps with what was found in each, the bodies, and the findings. */
#include "tui/audit.h"

#include "tui/audit_words.h"
#include "tui/format.h"
#include "tui/i18n.h"

#include <string.h>

enum {
    NARROW = 60,
    WIDE = 96,
    STEPS_FROM_ROWS = 18,
    FINDINGS_LEAST = 8,
    DETAIL_ROWS = 5,
    STEP_COLUMNS = 26,
    PERCENT_COLUMNS = 8
};

static const char *const titles[AUDIT_STEPS] = {
    [AUDIT_FILE] = N_("File"),
    [AUDIT_TREE] = N_("Tree"),
    [AUDIT_SIGNATURES] = N_("Signatures"),
    [AUDIT_RULES] = N_("Rules, results"),
    [AUDIT_HEADS] = N_("Signed heads"),
    [AUDIT_TABLES] = N_("Stored tables"),
};

struct sizes {
    int steps, bodies; /* rows of the boxes; bodies 0: no room */
};

static struct sizes sizes_of(const struct audit *audit, struct area area)
{
    /* Where it is narrow the verdict takes a second line, or a third. */
    int verdict = area.columns < NARROW ? 3 : area.columns < WIDE ? 2 : 1;
    struct sizes sizes = {.steps = 2 + verdict + (area.rows >= STEPS_FROM_ROWS ? AUDIT_STEPS + 1 : 0)};
    int bodies = audit->shown_bodies ? (int)audit->shown_bodies + 2 : 0;
    if (area.rows - sizes.steps - bodies >= FINDINGS_LEAST)
        sizes.bodies = bodies;
    return sizes;
}

/* Rows that the list of findings has inside its frame; below it the selected one is told in full. */
static int list_rows(int inside)
{
    return inside > DETAIL_ROWS + 2 ? inside - DETAIL_ROWS : inside;
}

int audit_page(const struct audit *audit, struct area area)
{
    struct sizes sizes = sizes_of(audit, area);
    return list_rows(area.rows - sizes.steps - sizes.bodies - 2);
}

static void write_progress(const struct audit *audit, struct buffer *out)
{
    struct buffer done, all;
    buffer_init(&done);
    buffer_init(&all);
    format_number(audit->done, &done);
    format_number(audit->all, &all);
    i18n_pattern(_("{1} of {2} entries"), buffer_slice(&done), buffer_slice(&all), out);
    buffer_release(&done);
    buffer_release(&all);
}

static void draw_progress(const struct audit *audit, struct canvas *canvas, struct area line)
{
    struct buffer text, percent;
    int bar = line.columns > 60 ? 40 : line.columns / 3;
    buffer_init(&text);
    buffer_init(&percent);
    uint64_t done = audit->done < audit->all ? audit->done : audit->all;
    format_percent((wide)done, (wide)audit->all, &percent);
    write_progress(audit, &text);
    canvas_bar(canvas, line.row, line.column, bar, done, audit->all, STYLE_GOOD);
    canvas_right(canvas, line.row, line.column + bar, 9, STYLE_TITLE, buffer_slice(&percent));
    canvas_text(canvas, line.row, line.column + bar + 11, line.columns - bar - 11, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
    buffer_release(&percent);
}

static void draw_verdict(const struct audit *audit, struct canvas *canvas, struct area area)
{
    if (audit->status == STATUS_CANCELLED) {
        canvas_wrap(canvas, area, STYLE_WARN,
                    slice_of(_("Stopped before the end: nothing is said about what was not looked at.")), 0);
        return;
    }
    if (audit->status != STATUS_OK) {
        canvas_wrap(canvas, area, STYLE_BAD, slice_of(_("The audit could not be done.")), 0);
        return;
    }
    static const char *const verdicts[] = {
        [VERIFY_FROM_FOUNDING] = N_("Every signature, the tree, every rule, every result and the stored tables hold."),
        [VERIFY_FROM_AUDIT] =
            N_("The new entries hold. What lies before them is taken as known and was not checked again."),
        [VERIFY_FROM_SIGNED] = N_("The later entries hold. The signatures before them were not checked."),
    };
    enum style style = audit->ok ? STYLE_GOOD : STYLE_BAD;
    canvas_say(canvas, area.row, area.column, 1, style, canvas_sign(canvas, audit->ok ? SIGN_GOOD : SIGN_BAD));
    area.column += 2;
    area.columns -= 2;
    canvas_wrap(canvas, area, style,
                slice_of(audit->ok ? _(verdicts[audit_basis(audit)]) : _("It does not hold: see the findings.")), 0);
}

/* Good, bad, with warnings, under way, or not begun; what was not ended is not called good. */
static const char *step_sign(const struct audit *audit, enum audit_step step, const struct canvas *canvas)
{
    struct audit_share share = audit_share(audit, step);
    bool ended = !audit->running && audit->status == STATUS_OK;
    if (audit->errors[step])
        return canvas_sign(canvas, SIGN_BAD);
    if (audit->warnings[step])
        return "!";
    if (ended || (share.all && share.done >= share.all))
        return canvas_sign(canvas, SIGN_GOOD);
    return audit->running && share.done ? canvas_sign(canvas, SIGN_MORE) : " ";
}

/* At the right end, while it runs. */
static void draw_percent(const struct audit *audit, enum audit_step step, struct canvas *canvas, struct area line)
{
    struct audit_share share = audit_share(audit, step);
    struct buffer text;
    buffer_init(&text);
    format_percent((wide)(share.done < share.all ? share.done : share.all), (wide)share.all, &text);
    canvas_right(canvas, line.row, line.column + line.columns - PERCENT_COLUMNS, PERCENT_COLUMNS, STYLE_NORMAL,
                 buffer_slice(&text));
    buffer_release(&text);
}

/* A sign, the step, and its counts, or how many findings it has. */
static void draw_step(const struct audit *audit, enum audit_step step, struct canvas *canvas, struct area line)
{
    bool bad = audit->errors[step] > 0, ended = !audit->running && audit->status == STATUS_OK;
    uint64_t findings = audit->errors[step] + audit->warnings[step];
    struct buffer text;
    buffer_init(&text);
    canvas_say(canvas, line.row, line.column, 1,
               bad        ? STYLE_BAD
               : findings ? STYLE_WARN
                          : STYLE_GOOD,
               step_sign(audit, step, canvas));
    buffer_format(&text, "%d %s", (int)step + 1, _(titles[step]));
    int title = line.columns > 60 ? STEP_COLUMNS : line.columns / 2;
    canvas_text(canvas, line.row, line.column + 2, title - 1, STYLE_NORMAL, buffer_slice(&text));
    buffer_clear(&text);
    bool percent = audit->running && line.columns > 60 && audit_share(audit, step).all > 0;
    if (percent)
        draw_percent(audit, step, canvas, line);
    line.columns -= percent ? PERCENT_COLUMNS : 0;
    if (findings)
        i18n_count(ngettext("{1} finding", "{1} findings", (unsigned long)findings), findings, &text);
    else
        audit_write_step(audit, step, &text);
    canvas_text(canvas, line.row, line.column + 2 + title, line.columns - 2 - title,
                bad        ? STYLE_BAD
                : findings ? STYLE_WARN
                : ended    ? STYLE_NORMAL
                           : STYLE_MUTED,
                buffer_slice(&text));
    buffer_release(&text);
}

static void draw_steps(const struct audit *audit, struct canvas *canvas, struct area area)
{
    struct area inside = canvas_box(canvas, area, slice_of(audit->running ? _("Progress") : _("Audit")),
                                    slice_of(audit->running ? _("^C stops") : _("5 all anew, Z only new")));
    if (inside.rows > AUDIT_STEPS + 1) {
        for (unsigned i = 0; i < AUDIT_STEPS; i++)
            draw_step(audit, (enum audit_step)i, canvas,
                      (struct area){inside.row + (int)i, inside.column, 1, inside.columns});
        inside.row += AUDIT_STEPS + 1;
        inside.rows -= AUDIT_STEPS + 1;
    }
    if (audit->running)
        draw_progress(audit, canvas, inside);
    else
        draw_verdict(audit, canvas, inside);
}

/* "3 new; before: audit of …", or how many entries and signed heads. */
static void write_known(const struct verify_body *counts, struct buffer *out)
{
    struct buffer news, day;
    if (counts->basis != VERIFY_FROM_AUDIT) {
        i18n_count(ngettext("{1} entry", "{1} entries", (unsigned long)counts->entries), counts->entries, out);
        buffer_text(out, ", ");
        i18n_count(ngettext("{1} signed head", "{1} signed heads", (unsigned long)counts->checkpoints),
                   counts->checkpoints, out);
        return;
    }
    buffer_init(&news);
    buffer_init(&day);
    format_number(counts->entries - counts->from, &news);
    format_day(counts->at, &day);
    i18n_pattern(_("{1} new; before: audit of {2}"), buffer_slice(&news), buffer_slice(&day), out);
    buffer_release(&news);
    buffer_release(&day);
}

static void draw_bodies(const struct audit *audit, struct canvas *canvas, struct area area)
{
    struct area inside = canvas_box(canvas, area, slice_of(_("Bodies")), SLICE(""));
    for (int i = 0; i < inside.rows; i++) {
        const struct checked_body *body = &audit->body[i];
        int name = inside.columns / 2;
        struct buffer text;
        buffer_init(&text);
        write_known(&body->counts, &text);
        canvas_say(canvas, inside.row + i, inside.column, name - 1, STYLE_NORMAL, body->name);
        canvas_text(canvas, inside.row + i, inside.column + name, inside.columns - name, STYLE_NORMAL,
                    buffer_slice(&text));
        buffer_release(&text);
    }
}

enum { WORD_COLUMNS = 10, PLACE_COLUMNS = 9 };

static void draw_finding(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct audit *audit = context;
    const struct finding *finding = &audit->finding[index];
    struct buffer place, text;
    int at = 0, room = line.columns - WORD_COLUMNS - PLACE_COLUMNS;
    buffer_init(&place);
    buffer_init(&text);
    (void)focused;
    if (finding->index >= 0)
        buffer_format(&place, "#%lld", (long long)finding->index);
    i18n_problem(&finding->text, &text);
    list_cell(canvas, &line, &at, WORD_COLUMNS, finding->warning ? STYLE_WARN : STYLE_BAD,
              slice_of(finding->warning ? _("warning") : _("ERROR")));
    list_cell(canvas, &line, &at, PLACE_COLUMNS, STYLE_NORMAL, buffer_slice(&place));
    list_cell(canvas, &line, &at, room, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&place);
    buffer_release(&text);
}

/* The selected finding in full, where it is, and its code (data/FORMAT.md section 9). */
static void draw_detail(const struct finding *finding, struct canvas *canvas, struct area area)
{
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, finding->body);
    buffer_byte(&text, finding->body[0] ? '\n' : ' ');
    i18n_problem(&finding->text, &text);
    audit_write_remedy(finding->code, finding->warning, &text);
    buffer_format(&text, " (%s)", finding->code);
    canvas_wrap(canvas, area, STYLE_NORMAL, buffer_slice(&text), 0);
    buffer_release(&text);
}

static void draw_findings(const struct audit *audit, struct canvas *canvas, struct area area)
{
    struct buffer title, count;
    buffer_init(&title);
    buffer_init(&count);
    format_number(audit->shown, &count);
    i18n_pattern(audit->more ? _("Findings ({1}, and more that are not listed)") : _("Findings ({1})"),
                 buffer_slice(&count), SLICE(""), &title);
    struct area inside =
        canvas_box(canvas, area, buffer_slice(&title), slice_of(audit->shown ? _("Enter shows the entry") : ""));
    buffer_release(&title);
    buffer_release(&count);
    if (inside.rows <= 0) {
        canvas_cursor(canvas, area.row, area.column);
        return;
    }
    if (audit->shown == 0) {
        canvas_say(canvas, inside.row, inside.column, inside.columns, STYLE_MUTED,
                   audit->running ? _("None so far.") : _("None."));
        canvas_cursor(canvas, inside.row, inside.column);
        return;
    }
    struct area rows = inside;
    rows.rows = list_rows(inside.rows);
    if (rows.rows < inside.rows)
        draw_detail(&audit->finding[audit->list.focus], canvas,
                    (struct area){inside.row + rows.rows + 1, inside.column + 2, DETAIL_ROWS - 1, inside.columns - 2});
    list_draw(&audit->list, canvas, rows, draw_finding, audit);
}

void audit_paint(const struct audit *audit, struct canvas *canvas, struct area area)
{
    struct sizes sizes = sizes_of(audit, area);
    struct area part = area;
    part.rows = sizes.steps;
    draw_steps(audit, canvas, part);
    part.row += part.rows;
    part.rows = sizes.bodies;
    if (sizes.bodies)
        draw_bodies(audit, canvas, part);
    part.row += part.rows;
    part.rows = area.row + area.rows - part.row;
    draw_findings(audit, canvas, part);
}
