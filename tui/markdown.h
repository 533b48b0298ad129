/*
 * Texts of proposals, statements and minutes, which are Markdown (CommonMark with tables), set off on a page: headings,
 * lists, quotes, tables, code, emphasis, and links with their address, which is never hidden.
 *
 * Nothing of a text is interpreted beyond that: HTML and entities stand there as they were written. What is signed is
 * the text, so a text that is nested or repeated beyond reason, or too large, is shown as it was written; and so is
 * every text where the program was built without md4c (HAVE_MD4C not defined).
 */
#ifndef TUI_MARKDOWN_H
#define TUI_MARKDOWN_H

#include "tui/page.h"

/* Whether this program sets anything off. */
bool markdown_is_built_in(void);

/* Writes the text on the page, or measures it. */
void page_markdown(struct page *page, struct slice text);

/* Writes the text as it stands, line by line; with `source` false as page_markdown does. */
void page_text(struct page *page, struct slice text, bool source);

#endif
