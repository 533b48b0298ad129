/*
 * Values of JSON objects as records keep them: cleaned, and empty when they are missing or of a wrong type.
 */
#ifndef DATA_OPARL_JSON_H
#define DATA_OPARL_JSON_H

#include "data/oparl_records.h"

#include <jansson.h>

/* What an OParl object's `type` says, in version 1.0 or 1.1. */
enum oparl_type {
    OPARL_TYPE_NONE,  /* no type, or none of OParl 1.0 or 1.1 */
    OPARL_TYPE_OTHER, /* one that becomes no draft */
    OPARL_TYPE_PAPER,
    OPARL_TYPE_MEETING,
    OPARL_TYPE_ITEM,
    OPARL_TYPE_CONSULTATION,
    OPARL_TYPE_ORGANIZATION
};

enum oparl_type oparl_type_of(const json_t *object);

/* A string as a line, cut with " …" after 1,000 bytes; an integer, which some systems give for numbers, in digits. */
struct slice oparl_json_line(struct oparl_records *records, const json_t *object, const char *key);

/* A string as lines; no more is kept than a draft can hold, and that is enough to notice that something was cut. */
struct slice oparl_json_text(struct oparl_records *records, const json_t *object, const char *key);

/* The id of another object: a string, an object with an id that is not deleted, or the first of a list of these. */
struct slice oparl_json_reference(struct oparl_records *records, const json_t *object, const char *key);

/* All ids of a list of other objects, or the only one. */
struct oparl_list oparl_json_references(struct oparl_records *records, const json_t *object, const char *key);

/* One Markdown line for each File object, or id of one, under each key (NULL ends them): name, type, address. */
struct slice oparl_json_files(struct oparl_records *records, const json_t *object, const char *const *keys);

#endif
