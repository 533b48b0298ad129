/*
 * One JSON file of an OParl system into records.
 */
#ifndef DATA_OPARL_READ_H
#define DATA_OPARL_READ_H

#include "data/oparl_records.h"
#include "data/oparl_report.h"

/*
 * Reads the file at `path` (which must outlive the records) and keeps what becomes a draft or says something about
 * one. Whatever is wrong with the file goes into the report. STATUS_NO_MEMORY is the only failure.
 */
MUST_CHECK enum status oparl_read_file(const char *path, struct oparl_records *records, struct oparl_report *report);

#endif
