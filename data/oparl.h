/*
 * Papers and agenda items of a council information system (OParl 1.0 and 1.1, JSON) as drafts of proposals.
 *
 * A draft is a file that `propose` takes (COMMANDS.md "Drafts"); nothing is signed and no ledger is touched here:
 *
 *     stimmbuch/1 proposal
 *     number: 2019/0605
 *     title: Vorrang für Open-Source-Lösungen bei der Stadtverwaltung
 *     kind: motion
 *
 *     Übernommen aus OParl: <https://oparl.example.org/papers/39591>
 *
 *     - Art: Antrag
 *     …
 *
 * - Every Paper becomes one draft. Agenda items that a consultation links to it are merged into its text.
 * - Every other public agenda item with a name becomes a draft of kind `motion`, numbered MEETING/ITEM.
 * - Kind, by paperType: an Antrag is a motion (an amendment too, since the id of what it amends is not known here),
 *   information papers and questions are `information`, an Empfehlung is a recommendation, a Vorlage or Beschluss a
 *   decision; anything else is taken as a decision and reported.
 * - Nothing that is not public is taken over, and no person's name as originator, only the URL: an entry is for ever.
 *
 * Every field but the type may be missing, null or of a wrong type: it is then left out.
 */
#ifndef DATA_OPARL_H
#define DATA_OPARL_H

#include "core/slice.h"
#include "core/status.h"
#include "data/oparl_report.h"

enum { OPARL_FILE_MAX = 64 * 1024 * 1024, OPARL_FILES_MAX = 100000, OPARL_DEPTH_MAX = 32 };

/* All borrowed, until the sink returns. */
struct oparl_draft {
    struct slice number; /* unique in this import; may hold '/' */
    struct slice name;   /* a file name for the draft, unique in this import: the number, '_' for '/', and ".txt" */
    struct slice title;
    struct slice source; /* the object's id; may be empty */
    struct slice text;   /* the whole draft; well-formed, and fits an entry after the common fields are added */
};

/* Anything but STATUS_OK ends the import with that status. */
typedef enum status oparl_draft_sink(const struct oparl_draft *draft, void *context, struct problem *problem);

/*
 * Each path is a file, or a folder whose *.json files are read in byte order of their paths, subfolders too, without
 * following symbolic links. A file holds one object, a list of them, or an OParl list ({"data": […]}); objects may be
 * nested. The sink gets the papers in the order of reading, then the agenda items.
 *
 * One bad object or file never ends the import: the report says what was left out. `report` is initialised by the
 * caller and also holds what happened when the import fails: STATUS_FILE (a path that is named does not exist),
 * STATUS_USAGE (more than OPARL_FILES_MAX files), STATUS_NO_MEMORY, or what the sink returned.
 */
MUST_CHECK enum status oparl_import(const char *const *paths, size_t count, oparl_draft_sink *sink, void *context,
                                    struct oparl_report *report, struct problem *problem);

#endif
