#include "core/method_choice.h"

void standings_by_weight(const struct tally_count *count, size_t lines, struct standings *out)
{
    *out = (struct standings){.options = lines};
    for (size_t a = 0; a < lines; a++) {
        if (count[a].weight > 0)
            out->able |= UINT64_C(1) << a;
        for (size_t b = 0; b < lines; b++)
            if (count[b].weight > count[a].weight)
                out->before[a] |= UINT64_C(1) << b;
    }
}
