#include "tui/typed_path.h"

#include <stdlib.h>
#include <sys/stat.h>

enum status typed_path(struct slice typed, struct buffer *out)
{
    const char *home = getenv("HOME");
    if (home && typed.length > 1 && typed.at[0] == '~' && typed.at[1] == '/') {
        buffer_text(out, home);
        typed = slice_from(typed, 1);
    }
    buffer_add(out, typed);
    return buffer_status(out);
}

enum status typed_path_check(const char *path, struct problem *problem)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return problem_say(problem, STATUS_FILE, N_("there is no file with this name"), NULL, NULL);
    if (!S_ISREG(st.st_mode))
        return problem_say(problem, STATUS_FILE, N_("this is no file that can be read"), NULL, NULL);
    return STATUS_OK;
}
