/* What the screen of one proposal shows, and how it is painted: four parts, of which one has the focus. */
#ifndef TUI_PROPOSAL_PAINT_H
#define TUI_PROPOSAL_PAINT_H

#include "data/people.h"
#include "data/proposal_read.h"
#include "data/proposal_talk.h"
#include "data/proposal_way.h"
#include "data/query.h"
#include "tui/page.h"
#include "tui/widget.h"

enum { PROPOSAL_LABEL = 16 }; /* columns of the labels */

enum proposal_part { PART_MOTION, PART_COSTS, PART_SERVICES, PART_TALK, PARTS };

struct proposal_view {
    struct found found;
    struct proposal_read read;
    struct proposal_talk talk;
    struct proposal_way way;
    int64_t versions;    /* how many there are, itself among them */
    struct buffer links; /* to others of its body, a line each */
    struct people people;
    struct buffer body;           /* what the body calls itself */
    char state[16], choice[4201]; /* the proposal's state; the own vote on its latest ballot, or empty */
    bool waits;                   /* that vote is signed and waits to come into the log */
    int64_t now;
    enum proposal_part focus;
    enum proposal_part below; /* the part under the motion, where both are shown */
    int top[PARTS];           /* the first line seen */
    size_t attachment;        /* the one that o takes next */
    bool source;              /* texts as they were written */
};

/* Writes a part on a page, or measures it. */
void proposal_write(const struct proposal_view *view, enum proposal_part part, struct page *page);

/* The inner area of the part with the focus, and how many lines that part has there. */
struct area proposal_focus_area(const struct proposal_view *view, struct area area, int *lines);

void proposal_paint(const struct proposal_view *view, struct canvas *canvas, struct area area);

/* The costs: payer by payer, a line for each horizon and a column for each category. In tui/proposal_costs.c. */
void proposal_write_costs(const struct cost_matrix *matrix, struct page *page);

/* Its way through bodies, where it has one, and what it hangs on. In tui/proposal_stations.c. */
void proposal_write_way(const struct proposal_view *view, struct page *page);

/* The statements, each with its text. In tui/proposal_statements.c. */
void proposal_write_statements(const struct proposal_view *view, struct page *page);

#endif
