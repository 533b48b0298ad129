#ifdef HAVE_PANGOCAIRO
#include "data/pdf_api.h"

#include <dlfcn.h>
#include <string.h>

/* dlsym gives a pointer to an object where C wants one to a function. */
static bool look_up(void *library, const char *name, void *out)
{
    void *found = dlsym(library, name);
    memcpy(out, &found, sizeof found);
    return found != NULL;
}

enum status pdf_api_load(struct pdf_api *out, struct problem *problem)
{
    /* Symbols of the libraries that this one needs are found through it. Their caches outlive any PDF: it stays. */
    void *library = dlopen("libpangocairo-1.0.so.0", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    bool all = library != NULL;
#define PDF_LOOK_UP(name) all = all && look_up(library, #name, &out->name);
    PDF_FUNCTIONS(PDF_LOOK_UP)
#undef PDF_LOOK_UP
    if (all)
        return STATUS_OK;
    return problem_say(problem, STATUS_REFUSED,
                       N_("a PDF needs Pango and cairo, which are not here: install libpangocairo-1.0-0, or take "
                          "another format"),
                       NULL, NULL);
}

#else
typedef int pdf_api_is_not_built_in;
#endif
