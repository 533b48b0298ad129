/*
 * The minutes of a meeting, in the language of the program: what the entries of the log before a place hold of it, word
 * for word where people wrote it. They depend on nothing else, so they are the same bytes whenever they are written
 * anew. tui/minutes.c writes the meeting, tui/minutes_topic.c an item, tui/record.c a ballot.
 */
#ifndef TUI_MINUTES_H
#define TUI_MINUTES_H

#include "core/document.h"
#include "data/meeting_read.h"
#include "tui/session.h"

/*
 * By the entries before `before`; INT64_MAX: by all of them. Entries that have nothing to do with the meeting change
 * nothing. To be released with document_release, also after a failure.
 */
MUST_CHECK enum status minutes_document(struct session *session, struct log *log, const struct found *found,
                                        int64_t before, struct document *out);

/* The place behind which nothing counts: the newest signed minutes' head; without any INT64_MAX. */
MUST_CHECK enum status minutes_before(struct session *session, const struct found *found, int64_t *before);

/* As Markdown, as of that place. */
MUST_CHECK enum status minutes_write(struct session *session, struct log *log, const struct found *found,
                                     struct buffer *out);

/* What the parts share. */
struct minutes {
    struct session *session;
    struct log *log;
    const struct meeting_read *meeting;
    const struct roll *roster; /* as it was at the meeting's last line of attendance or ballot; else as it is */
    int64_t before;
    int64_t end; /* the index of the last entry told of so far */
    struct document *out;
    struct buffer line; /* what is being written */
};

/* One item of the agenda, under its heading. */
MUST_CHECK enum status minutes_topic(struct minutes *minutes, const struct meeting_topic *topic);

/* The seat's title, or its id where the body had none such. */
struct slice minutes_seat(const struct minutes *minutes, struct slice seat);

#endif
