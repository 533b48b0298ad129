#include "tests/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static bool renewing(void)
{
    const char *mode = getenv("STIMMBUCH_SCREENS");
    return mode && strcmp(mode, "new") == 0;
}

static void read_golden(const char *path, struct buffer *out)
{
    FILE *file = fopen(path, "r");
    char chunk[4096];
    size_t got;
    while (file && (got = fread(chunk, 1, sizeof chunk, file)) > 0)
        buffer_add(out, (struct slice){.at = chunk, .length = got});
    if (file)
        fclose(file);
}

static void write_golden(const char *path, struct slice text)
{
    FILE *file = fopen(path, "w");
    if (!file || fwrite(text.at, 1, text.length, file) != text.length || fclose(file) != 0)
        fail_msg("%s cannot be written", path);
}

/* The first line in which they differ. False: they do not. */
static bool differ(const char *path, struct slice want, struct slice got)
{
    for (int line = 1; want.length || got.length; line++) {
        struct slice a = slice_cut(&want, '\n'), b = slice_cut(&got, '\n');
        if (slice_equal(a, b))
            continue;
        print_error("%s, line %d:\n  wanted: %.*s\n  found:  %.*s\n", path, line, (int)a.length, a.at ? a.at : "",
                    (int)b.length, b.at ? b.at : "");
        return true;
    }
    return false;
}

int golden_compare(const char *path, struct slice got)
{
    struct buffer want;
    int bad = 0;
    if (renewing()) {
        write_golden(path, got);
        return 0;
    }
    buffer_init(&want);
    read_golden(path, &want);
    bad = differ(path, buffer_slice(&want), got);
    buffer_release(&want);
    return bad;
}
