/*
 * The minutes of a meeting as Markdown, in the language of the program: what the ledger holds of it, word for word
 * where people wrote it. tui/minutes.c writes the meeting, tui/minutes_topic.c an item with its ballots.
 */
#ifndef TUI_MINUTES_H
#define TUI_MINUTES_H

#include "data/meeting_read.h"
#include "tui/session.h"

MUST_CHECK enum status minutes_write(struct session *session, struct log *log, const struct found *found,
                                     struct buffer *out);

/* What the parts share. */
struct minutes {
    struct session *session;
    struct log *log;
    const struct meeting_read *meeting;
    const struct roll *roster; /* as it was at the meeting's last line of attendance or ballot; else as it is */
    struct buffer *out;
};

/* One item of the agenda, under its heading. */
MUST_CHECK enum status minutes_topic(const struct minutes *minutes, const struct meeting_topic *topic);

/* A ballot with its counts, or that it is still open. */
MUST_CHECK enum status minutes_ballot(const struct minutes *minutes, const struct meeting_ballot *ballot);

/* One line of a person's text, so that nothing in it is taken for Markdown. */
void minutes_plain(struct slice text, struct buffer *out);

/* A person's text as a quotation; it may hold Markdown, but no HTML. */
void minutes_quote(struct slice text, struct buffer *out);

/* The seat's title, or its id where the body had none such. */
void minutes_seat(const struct minutes *minutes, struct slice seat, struct buffer *out);

#endif
