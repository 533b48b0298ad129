/*
 * What an import of OParl files took, what it did not take, and why.
 */
#ifndef DATA_OPARL_REPORT_H
#define DATA_OPARL_REPORT_H

#include "core/slice.h"
#include "core/status.h"

enum { OPARL_LINES_MAX = 1000 };

/*
 * Name, code (for JSON output), whether something was left out or a draft only differs from its source, sentence.
 * {1} is the object's id (the path where the cause is about a file or folder), {2} a detail.
 */
#define OPARL_CAUSE_TABLE(_)                                                                                           \
    _(FILE, "file", true, N_("the file '{1}' cannot be read"))                                                         \
    _(LINK, "link", true, N_("'{1}' is a symbolic link or a device, which an import does not follow"))                 \
    _(FOLDER, "folder", true, N_("the folder '{1}' cannot be read, or lies too deep"))                                 \
    _(JSON, "json", true, N_("the file '{1}' is not valid JSON: {2}"))                                                 \
    _(NO_OBJECT, "no-object", true, N_("a list holds something that is no object"))                                    \
    _(NESTED, "nested", true, N_("the object '{1}' is nested too deep"))                                               \
    _(TYPE, "type", true, N_("the object '{1}' is of a type that becomes no draft: {2}"))                              \
    _(DELETED, "deleted", true, N_("the object '{1}' is marked as deleted"))                                           \
    _(DUPLICATE, "duplicate", true, N_("the object '{1}' was read already"))                                           \
    _(NOT_PUBLIC, "not-public", true, N_("the agenda item '{1}' is not public"))                                       \
    _(NAMELESS, "nameless", true, N_("the object '{1}' has neither a name nor a number"))                              \
    _(KIND, "kind", false, N_("the paper '{1}' has the type '{2}', which is not known here: taken as a decision"))     \
    _(NUMBER, "number", false, N_("the object '{1}' got the number '{2}'"))                                            \
    _(UNTITLED, "untitled", false, N_("the paper '{1}' has no name: its title is '{2}'"))                              \
    _(TITLE, "title", false, N_("the name of the object '{1}' was too long for a title and was shortened"))            \
    _(TEXT, "text", false, N_("the text of the object '{1}' was too long and was shortened"))

enum oparl_cause {
#define OPARL_CAUSE_ENUM(name, code, skips, sentence) OPARL_##name,
    OPARL_CAUSE_TABLE(OPARL_CAUSE_ENUM)
#undef OPARL_CAUSE_ENUM
        OPARL_CAUSE_COUNT
};

struct oparl_line {
    enum oparl_cause cause;
    struct problem problem; /* ready to be said; its file is the one that the object stands in */
};

struct oparl_report {
    size_t files;                                                 /* read as JSON */
    size_t papers, meetings, items, consultations, organizations; /* read, not deleted, each once */
    size_t merged;                   /* agenda items that went into the draft of their paper */
    size_t drafts;                   /* given to the sink */
    size_t cause[OPARL_CAUSE_COUNT]; /* how often, all of them */
    struct oparl_line *line;         /* the first OPARL_LINES_MAX, in the order of reading; owned */
    size_t lines;
    bool failed; /* no memory for the lines */
};

void oparl_report_init(struct oparl_report *report);
void oparl_report_release(struct oparl_report *report);

/* Sum of all causes by which something was left out. */
size_t oparl_report_skipped(const struct oparl_report *report);

/* Static. */
const char *oparl_cause_code(enum oparl_cause cause);
const char *oparl_cause_sentence(enum oparl_cause cause);

/* Counts a cause and writes its line as long as there is room; a failure is remembered in `failed`. */
void oparl_report_note(struct oparl_report *report, enum oparl_cause cause, const char *file, struct slice id,
                       struct slice detail);

/* The same with a problem that says more than the table's sentence: its message and place are taken over. */
void oparl_report_problem(struct oparl_report *report, enum oparl_cause cause, const struct problem *problem);

#endif
