/*
 * Voting power as a picture (SVG 1.1, by hand: bars and text only). Whoever cannot see it has its sentences as the
 * description; sides differ by pattern and place, not by colour alone; it follows the reader's light or dark colours.
 * The same figures make the same bytes.
 */
#ifndef TUI_POWER_SVG_H
#define TUI_POWER_SVG_H

#include "tui/power_case.h"

struct power_svg {
    struct buffer title, words, figures; /* words: the description, as text of XML */
    int top;                             /* where the next line begins, in pixels */
};

/* `title`: of the body. To be ended in any case. */
void power_svg_begin(struct power_svg *svg, struct slice title);

/* One rule: its bars, and below them its sentences. `then` may be NULL: there is nothing to compare with. */
void power_svg_rule(struct power_svg *svg, const struct power_case *now, const struct power_case *then);

/* Appends the picture to `out` and releases everything. */
void power_svg_end(struct power_svg *svg, struct buffer *out);

#endif
