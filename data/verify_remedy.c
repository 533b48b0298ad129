/* What to do about what an audit finds, by its code. */
#include "core/reason.h"
#include "data/verify.h"

#include <string.h>

static const char keep[] = N_("keep this file as it is, and take a copy from another member");
static const char ask[] = N_("no honest program appends it: ask who keeps this ledger where it comes from");

/* Where the finding's own text says it, there is none. */
static const struct {
    const char *code, *remedy;
} remedies[] = {
    {"schema", N_("take a copy from another member, since other commands refuse this file")},
    {"database", NULL},
    {"gap", keep},
    {"leaf", keep},
    {"id", keep},
    {"founding", keep},
    {"checkpoint", N_("compare with the signed heads that others have kept, and ask who keeps the log's key")},
    {"mark", N_("keep this file as it is, and ask who writes this log for the ledger that holds that head")},
    {"node", N_("run \"stimmbuch rebuild\"")},
    {"tables", NULL},
    {"missing", NULL},
    {"size", NULL},
    {"file", NULL},
    {"surplus", NULL},
    {"bundle", N_("fetch or export the folder anew")},
    {"tile", N_("fetch or export the folder anew")},
    {"blob", N_("take the file from another copy")},
    {"follows", N_("look at the first broken place, not at these")},
    {"note", ask},
    {"form", ask},
    {"body", ask},
    {"head", ask},
    {"signer", ask},
    {"signature", ask},
    {"behind", NULL},
    {"fork", NULL},
    {"stranger", NULL},
    {"unknown", NULL},
    {"receipt", NULL},
    {"other", NULL},
    {"kind", N_("check it with a newer version of the program")},
};

const char *verify_remedy(const char *code, bool warning)
{
    /* Only of what waits in a bundle: in a log it is an error. */
    if (warning && strcmp(code, "signer") == 0)
        return N_("check it with a ledger of the body, named with --ledger");
    for (size_t i = 0; i < sizeof remedies / sizeof remedies[0]; i++)
        if (strcmp(code, remedies[i].code) == 0)
            return remedies[i].remedy;
    return warning ? N_("the entry has no effect: tell its author") : keep;
}
