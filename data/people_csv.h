/*
 * An address book from a table of comma separated values, as offices export them (RFC 4180): a line each,
 *
 *     kommune-1.lenkungskreis.example,"Beispiel, Anna",Stadt Musterhausen
 *
 * The first column is the handle, the others that are not empty become its text, a comma between them. Semicolons
 * stand in place of commas where the first line has one. A first line whose first column is "handle" or "kennung" is a
 * heading. UTF-8, with or without a byte order mark; CR LF or LF. A value that goes over several lines is refused.
 */
#ifndef DATA_PEOPLE_CSV_H
#define DATA_PEOPLE_CSV_H

#include "data/people.h"

/*
 * What the table says, sorted; release it with people_release. STATUS_FORM with the line: it is not such a table, a
 * handle or text is none, or a handle stands twice. On failure `out` is empty.
 */
MUST_CHECK enum status people_csv_parse(struct slice table, struct people *out, struct problem *problem);

/* The same from a file of at most PEOPLE_FILE_MAX bytes, else STATUS_FILE. */
MUST_CHECK enum status people_csv_read(const char *path, struct people *out, struct problem *problem);

#endif
