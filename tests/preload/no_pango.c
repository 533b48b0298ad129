/* A machine on which Pango is not installed: dlopen finds no such library. */
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

void *dlopen(const char *file, int mode)
{
    void *(*real)(const char *, int);
    void *found = dlsym(RTLD_NEXT, "dlopen");
    memcpy(&real, &found, sizeof real);
    return file && strstr(file, "pango") ? NULL : real(file, mode);
}
