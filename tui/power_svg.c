#include "tui/power_svg.h"

#include "core/drawing.h"
#include "core/text.h"
#include "tui/i18n.h"
#include "tui/power_sentence.h"
#include "tui/power_words.h"

/* In pixels, but for the columns of a line of text. */
enum {
    WIDTH = 800,
    MARGIN = 24,
    LINE = 19,
    BAR_LEFT = 200,
    BAR_WIDTH = 400,
    BAR_HIGH = 9,
    ROW = 22,
    ROW_BOTH = 32,
    LETTER_BASE = 14,
    COLUMNS = 96,
    THOUSAND = 1000,
};

/* Each colour can be read on its paper; what is on trial is hatched besides. */
static const char style[] =
    "<style>\n"
    "svg{--paper:#ffffff;--ink:#1f2328;--edge:#8c959f;--rail:#eaeef2;--now:#0550ae;--then:#8a5a00}\n"
    "@media (prefers-color-scheme:dark){svg{--paper:#0d1117;--ink:#e6edf3;--edge:#6e7681;--rail:#21262d;"
    "--now:#58a6ff;--then:#d29922}}\n"
    "text{font:14px sans-serif;fill:#1f2328;fill:var(--ink)}\n"
    ".h{font-size:20px;font-weight:bold}.r{font-size:16px;font-weight:bold}.b{font-weight:bold}\n"
    ".paper{fill:#ffffff;fill:var(--paper)}.rail{fill:#eaeef2;fill:var(--rail);stroke:#8c959f;stroke:var(--edge)}\n"
    ".now{fill:#0550ae;fill:var(--now)}\n"
    ".then{fill:url(#hatch);stroke:#8a5a00;stroke:var(--then)}.hatch{stroke:#8a5a00;stroke:var(--then);stroke-width:3}"
    "\n"
    "</style>\n"
    "<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><path class=\"hatch\" d=\"M0 0V6\"/></pattern></defs>\n";

/* As text of XML, whatever it is. */
static void put(struct slice text, struct buffer *out)
{
    struct buffer safe;
    buffer_init(&safe);
    text_safe(text, &safe);
    markup_escape(buffer_slice(&safe), out);
    out->failed = out->failed || safe.failed;
    buffer_release(&safe);
}

static void text_at(struct power_svg *svg, int x, int y, const char *class, struct slice text)
{
    buffer_format(&svg->figures, "<text x=\"%d\" y=\"%d\"%s%s%s>", x, y + LETTER_BASE, class ? " class=\"" : "",
                  class ? class : "", class ? "\"" : "");
    put(text, &svg->figures);
    buffer_text(&svg->figures, "</text>\n");
}

static void rectangle(struct power_svg *svg, const char *class, int x, int y, int width, int height)
{
    buffer_format(&svg->figures, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", class, x, y,
                  width, height);
}

/* One text, broken at blanks. */
static void paragraph(struct power_svg *svg, struct slice text)
{
    struct buffer line;
    buffer_init(&line);
    while (text.length) {
        struct slice word = slice_cut(&text, ' ');
        if (line.length && text_width(buffer_slice(&line)) + 1 + text_width(word) > COLUMNS) {
            text_at(svg, MARGIN, svg->top, NULL, buffer_slice(&line));
            svg->top += LINE;
            buffer_clear(&line);
        }
        buffer_text(&line, line.length ? " " : "");
        buffer_add(&line, word);
    }
    if (line.length) {
        text_at(svg, MARGIN, svg->top, NULL, buffer_slice(&line));
        svg->top += LINE;
    }
    svg->figures.failed = svg->figures.failed || line.failed;
    buffer_release(&line);
}

void power_svg_begin(struct power_svg *svg, struct slice title)
{
    *svg = (struct power_svg){.top = MARGIN};
    i18n_pattern(_("{1}: voting power"), title, SLICE(""), &svg->title);
    text_at(svg, MARGIN, svg->top, "h", buffer_slice(&svg->title));
    svg->top += 2 * LINE;
}

static void bar(struct power_svg *svg, const char *class, int y, mpq_srcptr share)
{
    int width = (int)(power_thousandths(share) * BAR_WIDTH / THOUSAND);
    rectangle(svg, "rail", BAR_LEFT, y, BAR_WIDTH, BAR_HIGH);
    if (width)
        rectangle(svg, class, BAR_LEFT, y, width, BAR_HIGH);
}

/* One measure of a bench; `then` may be NULL. The value stands beside the bar, so that nobody has to guess it. */
static void measure(struct power_svg *svg, const char *label, mpq_srcptr now, mpq_srcptr then)
{
    struct buffer value;
    buffer_init(&value);
    text_at(svg, MARGIN, svg->top + (then ? 4 : 0), NULL, slice_of(label));
    bar(svg, "now", svg->top + 4, now);
    power_percent(now, &value);
    if (then) {
        bar(svg, "then", svg->top + 4 + BAR_HIGH + 2, then);
        buffer_text(&value, " → ");
        power_percent(then, &value);
    }
    text_at(svg, BAR_LEFT + BAR_WIDTH + MARGIN / 2, svg->top + (then ? 4 : 0), NULL, buffer_slice(&value));
    svg->top += then ? ROW_BOTH : ROW;
    svg->figures.failed = svg->figures.failed || value.failed;
    buffer_release(&value);
}

struct bars {
    struct power_parts parts;
    mpq_t heads, weight;
};

static void bars_read(const struct power_case *power, size_t bench, struct bars *out)
{
    power_parts_init(&out->parts);
    mpq_inits(out->heads, out->weight, NULL);
    if (!power)
        return;
    power_case_bench(power, bench, &out->parts);
    power_ratio((wide)out->parts.heads, (wide)out->parts.all_heads, out->heads);
    power_ratio(out->parts.weight, out->parts.all_weight, out->weight);
}

static void bars_release(struct bars *bars)
{
    power_parts_release(&bars->parts);
    mpq_clears(bars->heads, bars->weight, NULL);
}

/* Either of the places may be ROLL_NONE, as in power_sentence_change; `then` may be NULL. */
static void bench(struct power_svg *svg, struct slice title, const struct power_case *now, size_t index,
                  const struct power_case *then, size_t changed)
{
    struct bars a, b;
    bars_read(now, index, &a);
    bars_read(then, changed, &b);
    text_at(svg, MARGIN, svg->top, "b", title);
    svg->top += LINE + 2;
    measure(svg, _("Share of seats"), a.heads, then ? b.heads : NULL);
    measure(svg, _("Share of weight"), a.weight, then ? b.weight : NULL);
    measure(svg, _("Banzhaf index"), a.parts.banzhaf, then ? b.parts.banzhaf : NULL);
    measure(svg, _("Shapley-Shubik index"), a.parts.shapley, then ? b.parts.shapley : NULL);
    svg->top += LINE / 2;
    bars_release(&a);
    bars_release(&b);
}

static void legend(struct power_svg *svg)
{
    enum { SAMPLE = 36 };
    rectangle(svg, "now", MARGIN, svg->top + 4, SAMPLE, BAR_HIGH);
    text_at(svg, MARGIN + SAMPLE + 8, svg->top, NULL, slice_of(_("today")));
    rectangle(svg, "then", BAR_LEFT, svg->top + 4, SAMPLE, BAR_HIGH);
    text_at(svg, BAR_LEFT + SAMPLE + 8, svg->top, NULL, slice_of(_("with the draft, which is not in force")));
    svg->top += LINE + LINE / 2;
}

static void benches(struct power_svg *svg, const struct power_case *now, const struct power_case *then)
{
    const struct roll *before = &now->body->roster;
    for (size_t i = 0; i < before->benches; i++) {
        size_t changed = then ? power_same_bench(then, before->bench[i].id) : ROLL_NONE;
        if (now->benches.bench[i].seats || changed != ROLL_NONE)
            bench(svg, before->bench[i].title, now, i, then, changed);
    }
    for (size_t i = 0; then && i < then->body->roster.benches; i++)
        if (then->benches.bench[i].seats && roll_bench_find(before, then->body->roster.bench[i].id) == ROLL_NONE)
            bench(svg, then->body->roster.bench[i].title, now, ROLL_NONE, then, i);
}

static void sentences(struct power_svg *svg, const struct power_case *now, const struct power_case *then)
{
    const struct power_case *shown = then ? then : now;
    struct buffer text;
    buffer_init(&text);
    if (then)
        power_words_changes(now, then, &text);
    power_sentence_benches(shown, ROLL_NONE, &text);
    power_sentence_all(shown, &text);
    power_sentence_together(shown, &text);
    put(now->rule->title, &svg->words);
    buffer_text(&svg->words, ":\n");
    put(buffer_slice(&text), &svg->words);
    for (struct slice rest = buffer_slice(&text); rest.length;)
        paragraph(svg, slice_cut(&rest, '\n'));
    svg->figures.failed = svg->figures.failed || text.failed;
    buffer_release(&text);
}

void power_svg_rule(struct power_svg *svg, const struct power_case *now, const struct power_case *then)
{
    text_at(svg, MARGIN, svg->top, "r", now->rule->title);
    svg->top += LINE + LINE / 2;
    if (then)
        legend(svg);
    benches(svg, now, then);
    sentences(svg, now, then);
    svg->top += 2 * LINE;
}

void power_svg_end(struct power_svg *svg, struct buffer *out)
{
    int height = svg->top;
    buffer_format(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                  "lang=\"%s\" role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">",
                  WIDTH, height, WIDTH, height, i18n_german() ? "de" : "en");
    put(buffer_slice(&svg->title), out);
    buffer_text(out, "</title>\n<desc id=\"desc\">");
    buffer_add(out, buffer_slice(&svg->words));
    buffer_text(out, "</desc>\n");
    buffer_text(out, style);
    buffer_format(out, "<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n", WIDTH, height);
    buffer_add(out, buffer_slice(&svg->figures));
    buffer_text(out, "</svg>\n");
    out->failed = out->failed || svg->title.failed || svg->words.failed || svg->figures.failed;
    buffer_release(&svg->title);
    buffer_release(&svg->words);
    buffer_release(&svg->figures);
}
