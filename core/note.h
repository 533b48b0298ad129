/*
 * C2SP signed notes (c2sp.org/signed-note):
 *
 *     stimmbuch/1 close                          <- the text: what is signed, with its last line end
 *     ...
 *                                                <- an empty line
 *     — gs.example Az3grlgtzPICa5OS8npVmf1Myq/…  <- EM DASH, blank, key name, blank, base64(key ID || signature)
 *
 * This module is exactly C2SP; what our entries forbid beyond that is core/entry's business.
 */
#ifndef CORE_NOTE_H
#define CORE_NOTE_H

#include "core/key.h"

enum { NOTE_LINES_MAX = 100, NOTE_KEY_ID_LENGTH = 4, NOTE_SIGNATURE_MAX = 8 + SIGNATURE_LENGTH };

struct note_line {
    struct slice name;    /* borrowed from the note */
    struct slice encoded; /* the base64 text, borrowed */
    size_t length;        /* of the decoded signature behind the key ID, at least 1 */
    uint32_t key_id;
};

struct note {
    struct slice text;                     /* with its last line end; borrowed */
    size_t simple;                         /* text_simple_run of the whole note */
    size_t lines;                          /* at least 1 */
    struct note_line line[NOTE_LINES_MAX]; /* those from `lines` on are not initialised */
};

/*
 * Takes the note apart without verifying anything. STATUS_FORM with a message and the line when it is malformed.
 * Everything in `out` is borrowed.
 */
MUST_CHECK enum status note_parse(struct slice bytes, struct note *out, struct problem *problem);

/* The signature of a line of type 0x01; false when it has another length than SIGNATURE_LENGTH. */
bool note_line_signature(const struct note_line *line, struct signature *out);

/* The bytes behind the key ID, at most `capacity`; false when there are more. */
bool note_line_bytes(const struct note_line *line, uint8_t *out, size_t capacity, size_t *length);

/* True when the line bears this key's name and key ID (which does not authenticate anything). */
bool note_line_names(const struct note_line *line, const struct vkey *key);

/* True when the line is this key's (type 0x01) valid signature over the note's text. */
bool note_line_verify(const struct note *note, size_t line, const struct vkey *key);

/* What verifies a line that bears a key's name and key ID: note_line_verify or that of another signature type. */
typedef bool note_verifier(const struct note *note, size_t line, const struct vkey *key);

/*
 * Verifies the lines that bear a name and key ID of these keys; lines of other keys are ignored.
 * `verified`, when not NULL, has one flag a key; `count_verified` is the number of keys that signed.
 * STATUS_FORM: two keys share the name and key ID of a line; STATUS_MISMATCH: a line of one of them does not verify.
 */
MUST_CHECK enum status note_check(const struct note *note, const struct vkey *keys, size_t count, note_verifier *verify,
                                  bool *verified, size_t *count_verified, struct problem *problem);

/*
 * C2SP's way to open a note with the keys one trusts (type 0x01): unknown lines are ignored, a known one that does not
 * verify refuses the note, at least one must be known. `verified`, when not NULL, has one flag a key.
 * STATUS_FORM: malformed, or two keys share name and key ID; STATUS_MISMATCH: a bad signature, or none that is known.
 */
MUST_CHECK enum status note_open(struct slice bytes, const struct vkey *keys, size_t count, bool *verified,
                                 struct note *out, struct problem *problem);

/* Appends one signature line for an Ed25519 signature over the note's text. */
void note_write_line(const struct vkey *key, const struct signature *signature, struct buffer *out);

/* The same for a signature of another type, at most NOTE_SIGNATURE_MAX bytes. */
void note_write_bytes(const struct vkey *key, const uint8_t *bytes, size_t length, struct buffer *out);

/* Has the note a line with this one's name and key ID? */
bool note_has_line(const struct note *note, const struct note_line *line);

/* Appends a line as it was parsed, canonically. */
void note_write_parsed(const struct note_line *line, struct buffer *out);

/*
 * Two notes with one text: appends `first` with those lines of `second` whose name and key ID it has none of. Nothing
 * is verified.
 */
void note_join(const struct note *first, const struct note *second, struct buffer *out);

/* Writes text, empty line and one signature line. The text ends in LF. */
void note_sign(struct slice text, const struct signer *signer, struct buffer *out);

#endif
