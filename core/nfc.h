/*
 * Normal form C, applied only to the pieces of a text that can differ from it.
 *
 * NFC of an assigned character never changes between versions of Unicode, so the library's tables serve for ever;
 * which characters are assigned is the business of core/text.h.
 */
#ifndef CORE_NFC_H
#define CORE_NFC_H

#include "core/buffer.h"
#include "core/slice.h"

/*
 * The first piece of `text` (valid UTF-8) that may differ from its NFC, borrowed; an empty slice at the end of `text`
 * when there is none. Normalising piece by piece gives the same as normalising the whole: a piece begins with the
 * character that its first mark may compose with, and ends where a character follows that composes with nothing
 * before it.
 */
struct slice nfc_piece(struct slice text);

/* Appends the NFC of `piece` (valid UTF-8, not empty). STATUS_NO_MEMORY. */
MUST_CHECK enum status nfc_add(struct slice piece, struct buffer *out);

#endif
