#include "tui/statutes.h"

#include "data/samples.h"
#include "tui/i18n.h"
#include "tui/statute_words.h"
#include "tui/typed_path.h"

/* The title of a statute, or the file's name. */
static enum status name_file(struct statutes *statutes, const char *path, struct slice *out)
{
    const char *slash = strrchr(path, '/');
    enum status status = statutes_look(statutes, path);
    *out = slice_of(slash ? slash + 1 : path);
    if (status == STATUS_OK && statutes->sound) {
        *out = arena_copy(&statutes->arena, statutes->founding.body.title);
        status = out->at ? STATUS_OK : STATUS_NO_MEMORY;
    }
    return status;
}

enum status statutes_load(struct statutes *statutes, const char *folder, struct problem *problem)
{
    const char *const *paths;
    size_t count;
    *statutes = (struct statutes){.files = 0};
    arena_init(&statutes->arena);
    buffer_init(&statutes->wrong);
    founding_init(&statutes->founding);
    for (size_t i = 0; i < STATUTE_RULES; i++)
        rule_words_init(&statutes->rule[i]);
    enum status status = samples_statutes(folder, &statutes->arena, &paths, &count, problem);
    for (size_t i = 0; i < count && i < STATUTES_MAX && status == STATUS_OK; i++) {
        statutes->file[i].path = paths[i];
        status = name_file(statutes, paths[i], &statutes->file[i].title);
        statutes->files++;
    }
    return status;
}

void statutes_release(struct statutes *statutes)
{
    founding_release(&statutes->founding);
    for (size_t i = 0; i < STATUTE_RULES; i++)
        rule_words_release(&statutes->rule[i]);
    buffer_release(&statutes->wrong);
    arena_release(&statutes->arena);
}

enum status statutes_look(struct statutes *statutes, const char *path)
{
    struct problem problem = {.status = STATUS_OK};
    buffer_clear(&statutes->wrong);
    founding_release(&statutes->founding);
    founding_init(&statutes->founding);
    statutes->rules = 0;
    enum status status = typed_path_check(path, &problem);
    if (status == STATUS_OK)
        status = founding_check(&statutes->founding, path, &problem);
    statutes->sound = status == STATUS_OK;
    if (status == STATUS_OK) {
        const struct body *body = &statutes->founding.body;
        for (size_t i = 0; i < body->statute.rules && i < STATUTE_RULES && status == STATUS_OK; i++)
            status = rule_words_write(&statutes->rule[statutes->rules++], &body->statute.rule[i], &body->roster);
        return status;
    }
    problem.status = status;
    i18n_place(&problem, &statutes->wrong);
    if (problem.line)
        buffer_text(&statutes->wrong, ": ");
    i18n_problem(&problem, &statutes->wrong);
    return buffer_status(&statutes->wrong);
}

/* "10 voting seats, 2 advisory seats: Bund 2, Länder 3" */
static void write_seats(const struct roll *roster, struct buffer *out)
{
    uint64_t voting = 0, advisory = 0;
    for (size_t i = 0; i < roster->seats; i++) {
        voting += roster->seat[i].voting;
        advisory += !roster->seat[i].voting;
    }
    i18n_count(ngettext("{1} voting seat", "{1} voting seats", (unsigned long)voting), voting, out);
    if (advisory) {
        buffer_text(out, ", ");
        i18n_count(ngettext("{1} advisory seat", "{1} advisory seats", (unsigned long)advisory), advisory, out);
    }
    for (size_t b = 0; b < roster->benches; b++) {
        uint64_t seats = 0;
        for (size_t i = 0; i < roster->seats; i++)
            seats += roster->seat[i].bench == b;
        buffer_text(out, b ? ", " : ": ");
        buffer_add(out, roster->bench[b].title);
        buffer_byte(out, ' ');
        buffer_number(out, seats);
    }
}

struct drawing {
    struct page *page;
    int width;
};

/* What the statute says; defaults are left to the screen of the statute. */
static void draw_line(void *context, const struct statute_line *line)
{
    const struct drawing *drawing = context;
    if (!line->standard)
        page_field(drawing->page, drawing->width, line->label, STYLE_NORMAL, line->words);
}

static void draw_body(const struct body *body, struct page *page, int width)
{
    struct buffer text;
    const char *level = i18n_word(body->level);
    buffer_init(&text);
    page_field(page, width, _("Body"), STYLE_TITLE, body->title);
    page_field(page, width, _("Name"), STYLE_NORMAL, body->name);
    page_field(page, width, _("Level"), STYLE_NORMAL, level ? slice_of(level) : body->level);
    write_seats(&body->roster, &text);
    page_field(page, width, _("Seats"), STYLE_NORMAL, buffer_slice(&text));
    buffer_clear(&text);
    i18n_count(ngettext("{1} secretary signs what is official", "{1} secretaries sign what is official",
                        (unsigned long)body->approvals),
               body->approvals, &text);
    page_field(page, width, _("Signatures"), STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
    struct drawing drawing = {.page = page, .width = width};
    if (statute_words_own(&body->statute, &body->roster, draw_line, &drawing) != STATUS_OK)
        page_wrap(page, STYLE_BAD, 0, slice_of(_("not enough memory")));
}

void statutes_draw(const struct statutes *statutes, struct page *page, int width)
{
    if (!statutes->sound) {
        page_wrap(page, STYLE_BAD, 0, buffer_slice(&statutes->wrong));
        return;
    }
    draw_body(&statutes->founding.body, page, width);
    for (size_t i = 0; i < statutes->rules; i++) {
        page_next(page);
        rule_words_draw(&statutes->rule[i], page, width);
    }
}
