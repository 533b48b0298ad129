/*
 * The blocks of a text in Markdown, gathered piece by piece and written on a page one after the other: what stands
 * between them, the marks of lists and the bars of quotes. tui/markdown.c finds them.
 */
#ifndef TUI_MARKDOWN_BLOCK_H
#define TUI_MARKDOWN_BLOCK_H

#include "tui/markdown_table.h"

enum {
    MARKDOWN_DEPTH = 32, /* lists and quotes in each other */
    MARKDOWN_LINKS = 4,  /* a picture in a link is a second one */
    MARKDOWN_RUNS = 512, /* changes of style within a block; what comes behind keeps the last one */
    MARKDOWN_MARKS = 4,  /* of items that begin in one line */
    MARKDOWN_STEP = 2    /* columns of a quote's bar, and those that code is set in */
};

enum markdown_kind { MARKDOWN_TEXT, MARKDOWN_HEADING, MARKDOWN_CODE };

struct markdown_container {
    bool quote, item; /* neither: a list */
    bool tight;       /* a list without blank lines between its items, or an item of one */
    bool ordered;
    bool started;    /* a list that had an item */
    unsigned number; /* of the next item of a list */
    char sign;       /* '.' or ')' behind it, or what stands for it */
    int indent;      /* of what is in it */
};

/* "12." in its column, until the first line of its item is written. */
struct markdown_mark {
    int column;
    char text[16];
};

struct markdown_writer {
    struct page *page;
    struct markdown_container container[MARKDOWN_DEPTH];
    struct markdown_mark mark[MARKDOWN_MARKS];
    struct run run[MARKDOWN_RUNS];
    size_t depth, marks, runs;
    struct buffer text; /* of the block, safe for a terminal */
    struct markdown_table table;
    bool in_table;
    size_t link[MARKDOWN_LINKS]; /* where the text of a link begins */
    size_t links;
    unsigned strong, emphasis;
    bool code;
    enum markdown_kind kind; /* of the block that is gathered */
    bool written, joined;    /* something is above; and what comes next follows it without a blank line */
    size_t bars;             /* quotes around what was written last */
    bool refused;            /* beyond reason, see markdown_refuse */
    size_t left;             /* bytes that the text may still become */
};

/* What is gathered: a block's text, or a cell's. */
struct buffer *markdown_gathered(struct markdown_writer *writer);

/* It is no text for people; md4c forgets what a callback said, so it is kept. Returns 1. */
int markdown_refuse(struct markdown_writer *writer);

/* Appends a piece; not 0 when the text grows beyond reason. */
int markdown_append(struct markdown_writer *writer, enum style style, struct slice text);

/* Writes the block that was gathered, if any; a table; a rule. */
void markdown_flush(struct markdown_writer *writer);
void markdown_end_table(struct markdown_writer *writer);
void markdown_rule(struct markdown_writer *writer);

/* Goes into a list, an item of the innermost list, a quote; and out again. Not 0: too deep. */
int markdown_enter(struct markdown_writer *writer, struct markdown_container container);
int markdown_enter_item(struct markdown_writer *writer);
int markdown_enter_quote(struct markdown_writer *writer);
void markdown_leave(struct markdown_writer *writer);

#endif
