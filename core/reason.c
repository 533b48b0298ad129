#include "core/reason.h"

static const struct {
    const char *code, *sentence;
} reasons[REASON_COUNT] = {
#define REASON_ROW(name, code, sentence) [REASON_##name] = {code, sentence},
    REASON_TABLE(REASON_ROW)
#undef REASON_ROW
};

const char *reason_code(enum reason reason)
{
    return reasons[reason].code;
}

const char *reason_sentence(enum reason reason)
{
    return reasons[reason].sentence;
}
