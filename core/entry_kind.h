/* What the fields of an entry must be to each other, kind by kind. For core/entry.c only. */
#ifndef CORE_ENTRY_KIND_H
#define CORE_ENTRY_KIND_H

#include "core/entry.h"

/* The defects of form in data/FORMAT.md section 5 that need nothing but the entry; `line` is its last one. */
MUST_CHECK enum status entry_check_kind(const struct entry *entry, uint32_t line, struct problem *problem);

#endif
