#include "core/method.h"

static const char *const method_names[METHOD_COUNT] = {
    [METHOD_YES_NO] = "yes-no",     [METHOD_CONSENT] = "consent", [METHOD_CHOICE] = "choice",
    [METHOD_APPROVAL] = "approval", [METHOD_RANKING] = "ranking", [METHOD_EXTERNAL] = "external",
};

enum { OPTION_YES, OPTION_NO, OPTION_ABSTAIN, OPTION_CONSENT = 0 };

const char *method_name(enum method method)
{
    return method < METHOD_COUNT ? method_names[method] : NULL;
}

bool method_from_name(struct slice name, enum method *out)
{
    for (enum method method = 0; method < METHOD_COUNT; method++)
        if (slice_is(name, method_names[method])) {
            *out = method;
            return true;
        }
    return false;
}

bool method_is_counted(enum method method)
{
    return method < METHOD_EXTERNAL;
}

bool method_has_winner(enum method method)
{
    return method == METHOD_CHOICE || method == METHOD_APPROVAL || method == METHOD_RANKING;
}

size_t method_options(enum method method, const char *const **names)
{
    static const char *const yes_no[] = {[OPTION_YES] = "yes", [OPTION_NO] = "no", [OPTION_ABSTAIN] = "abstain"};
    static const char *const consent[] = {[OPTION_CONSENT] = "consent", "concern", "object"};
    *names = method == METHOD_YES_NO ? yes_no : method == METHOD_CONSENT ? consent : NULL;
    return *names ? METHOD_OPTIONS_MAX : 0;
}

size_t method_rule_options(enum method method)
{
    const char *const *names;
    return method_has_winner(method) ? STANCE_COUNT : method_options(method, &names);
}

int method_consent_option(enum method method)
{
    switch (method) {
    case METHOD_YES_NO:
        return OPTION_YES;
    case METHOD_CONSENT:
        return OPTION_CONSENT;
    default:
        return -1;
    }
}

int method_abstain_option(enum method method)
{
    return method == METHOD_YES_NO ? OPTION_ABSTAIN : method_has_winner(method) ? STANCE_ABSTAIN : -1;
}
