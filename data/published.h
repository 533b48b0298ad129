/*
 * A log as somebody publishes it: a folder in the layout of c2sp.org/tlog-tiles with the log's attachments, read here
 * from the outside (data/FORMAT.md section 11). Nothing in it is believed: what is read has the size that the
 * checkpoint's size demands, and what does not belong there is named.
 *
 *     checkpoint               the signed head that all the rest goes by
 *     tile/0/000               hashes, and tile/entries/000 entries: core/tile.h
 *     blob/5d2077ac…           an attachment by its SHA-256
 */
#ifndef DATA_PUBLISHED_H
#define DATA_PUBLISHED_H

#include "core/arena.h"
#include "core/checkpoint.h"
#include "core/tile.h"
#include "data/folder.h"

enum { PUBLISHED_BLOB_PATH = 5 + DIGEST_HEX_LENGTH + 1 };

struct published {
    struct folder *folder;
    struct buffer note;     /* the checkpoint's bytes */
    struct checkpoint head; /* what it says; nobody has looked at its signatures */
    struct buffer first;    /* entry 0 */
    struct arena arena;     /* holds what follows */
    struct slice name, title;
    struct digest founding;
};

/*
 * Opens the folder, reads its checkpoint and what entry 0 says of the body. STATUS_FILE: it cannot be read so;
 * STATUS_FORM, STATUS_MISMATCH: it is no log of a body. The problem names the file. Not a byte of it is proved by that.
 */
MUST_CHECK enum status published_open(const char *path, struct published *out, struct problem *problem);
/* The same without entry 0: name, title and founding stay empty. */
MUST_CHECK enum status published_open_head(const char *path, struct published *out, struct problem *problem);
void published_close(struct published *published);

/*
 * The hashes of that tile, as many as the checkpoint's size demands: of a full one in a partial one's place the first.
 * STATUS_NOT_FOUND without words where the tree has no such tile; else as folder_read.
 */
MUST_CHECK enum status published_tile(const struct published *published, unsigned level, uint64_t index,
                                      struct buffer *out, enum folder_fault *fault, struct problem *problem);
struct digest published_hash(const struct buffer *tile, size_t at);

/* The same for entries; `width` of them can be read. STATUS_FORM also where the bundle is not well-formed. */
MUST_CHECK enum status published_bundle(const struct published *published, uint64_t index, struct buffer *bytes,
                                        struct bundle *out, unsigned *width, enum folder_fault *fault,
                                        struct problem *problem);

/* blob/HEX */
void published_blob_path(const struct digest *content, char out[PUBLISHED_BLOB_PATH]);
bool published_blob_parse(struct slice path, struct digest *out);

/* The code for a file that could not be read so. */
const char *published_code(enum folder_fault fault);

/* What is wrong with a file of the folder; `code` is one of data/FORMAT.md section 9. STATUS_OK: go on all the same. */
typedef enum status published_fault(void *context, const char *code, const struct problem *text);

/* Tells of all that does not belong into the folder of a log of this size. */
MUST_CHECK enum status published_look(const struct published *published, published_fault *fault, void *context,
                                      struct problem *problem);

/*
 * Compares the tiles above level 0 with what the leaves give: published_node is a merkle_sink for this context. After
 * a `fault` that did not return STATUS_OK, `status` is that, and nothing more is looked at.
 */
struct published_upper {
    const struct published *published;
    published_fault *fault;
    void *context; /* of `fault` */
    enum status status;
    struct {
        bool read, sound;
        uint64_t index;
        struct buffer bytes;
    } tile[TILE_LEVELS / TILE_HEIGHT];
};
void published_upper_init(struct published_upper *upper, const struct published *published, published_fault *fault,
                          void *context);
void published_upper_release(struct published_upper *upper);
void published_node(void *context, unsigned level, uint64_t index, const struct digest *hash);

#endif
