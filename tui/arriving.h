/* What is imported: the folder of a published log, or a bundle in a file, opened and told apart. */
#ifndef TUI_ARRIVING_H
#define TUI_ARRIVING_H

#include "data/bundle_take.h"
#include "data/import.h"

struct arriving {
    struct published published; /* its body and founding; of a bundle without entries nothing else */
    bool bundled;
    struct bundle_file bundle; /* of a bundle: its parts lie in `bytes` */
    struct buffer bytes;
};

/* Reads and parses a bundle; its parts lie in `bytes`. STATUS_FORM: the problem names the file. STATUS_FILE. */
MUST_CHECK enum status arriving_read(const char *path, struct buffer *bytes, struct bundle_file *out,
                                     struct problem *problem);

/* A folder is a log, anything else a bundle. STATUS_FILE, STATUS_MISMATCH. arriving_close in any case. */
MUST_CHECK enum status arriving_open(struct arriving *arriving, const char *path, struct problem *problem);
void arriving_close(struct arriving *arriving);

/*
 * Takes it into the ledger: entries, attachments, then what waits in a bundle, of which `told` hears. As import_folder,
 * import_bundle and bundle_take_pending; the report has only what came of the log.
 */
MUST_CHECK enum status arriving_take(struct ledger *ledger, const struct arriving *arriving,
                                     const struct import_options *options, struct instant now, bundle_told *told,
                                     void *context, struct import_report *report, struct problem *problem);

#endif
