/* Names such as "tile/0/x001/234" below an open folder, step by step, without following a symbolic link. */
#ifndef DATA_FOLDER_STEP_H
#define DATA_FOLDER_STEP_H

#include <stdbool.h>

enum { FOLDER_NAME_MAX = 80 };

/* The folder that holds `name` goes into `folder`; returns the last part of it. */
const char *folder_split(const char *name, char folder[FOLDER_NAME_MAX]);

/*
 * Opens the folder of that name, "" for `top` itself; `make`: where a part is missing. A descriptor to be closed, or -1
 * with errno: ELOOP or ENOTDIR where something else is in the way.
 */
int folder_descend(int top, const char *name, bool make);

/* Calls `visit` for each name in a folder until it returns false, and closes `folder`. False with errno. */
bool folder_each_name(int folder, bool (*visit)(void *context, int folder, const char *name), void *context);

#endif
