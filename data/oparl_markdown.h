/*
 * The text of a draft: what OParl says about a paper or an agenda item, as Markdown.
 *
 * It is in German, whatever language the program speaks: OParl is the standard of German councils, and the text becomes
 * part of what is signed.
 */
#ifndef DATA_OPARL_MARKDOWN_H
#define DATA_OPARL_MARKDOWN_H

#include "core/buffer.h"
#include "data/oparl_records.h"

/* After oparl_join. Both append and fail only by buffer_status; empty lines may stand at the ends. */
void oparl_markdown_paper(const struct oparl_records *records, const struct oparl_paper *paper, struct buffer *out);
void oparl_markdown_item(const struct oparl_records *records, const struct oparl_item *item, struct buffer *out);

#endif
