#include "tui/editor.h"

#include "core/text.h"
#include "data/file.h"
#include "tui/terminal.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* $VISUAL and $EDITOR may have arguments and quotes: a shell takes them apart, as is usual. "editor" is what Debian's
 * administrators chose. */
static char edit[] = "eval \"${VISUAL:-${EDITOR:-$(command -v editor || echo vi)}} \\\"\\$1\\\"\"";

/* $PAGER in the same way; "pager" is what Debian's administrators chose. */
static char show[] = "eval \"${PAGER:-$(command -v pager || command -v less || echo more)} \\\"\\$1\\\"\"";

static enum status trouble(const char *path, int error, struct problem *problem)
{
    return problem_say(problem, STATUS_FILE, N_("the file '{1}' cannot be written: {2}"), path, strerror(error));
}

static enum status write_file(struct buffer *path, struct slice text, struct problem *problem)
{
    const char *folder = getenv("TMPDIR");
    buffer_format(path, "%s/stimmbuch-XXXXXX", folder && *folder ? folder : "/tmp");
    if (buffer_status(path) != STATUS_OK)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    int descriptor = mkstemp(path->at);
    if (descriptor < 0)
        return trouble(path->at, errno, problem);
    bool written = descriptor_write(descriptor, text);
    int error = errno;
    if (close(descriptor) == 0 && written)
        return STATUS_OK;
    unlink(path->at);
    return trouble(path->at, written ? errno : error, problem);
}

/* As the shell does with its commands: Ctrl-C is the editor's meanwhile, not ours. Returns what waitpid says, or -1. */
static int run(char *command, char *path)
{
    char shell[] = "sh", option[] = "-c";
    char *const arguments[] = {shell, option, command, shell, path, NULL};
    struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
    posix_spawnattr_t attributes;
    sigset_t usual;
    pid_t child;
    int status = -1;
    sigemptyset(&ignore.sa_mask);
    sigemptyset(&usual);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGQUIT);
    if (posix_spawnattr_init(&attributes) != 0)
        return -1;
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
    if (posix_spawnattr_setsigdefault(&attributes, &usual) == 0 &&
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF) == 0 &&
        posix_spawn(&child, "/bin/sh", NULL, &attributes, arguments, environ) == 0)
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            continue;
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    posix_spawnattr_destroy(&attributes);
    return status;
}

/* Whoever empties the file means to leave it. */
static enum status read_saved(const char *path, size_t limit, struct buffer *out, struct problem *problem)
{
    struct stat st;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0)
        return problem_say(problem, STATUS_CANCELLED, N_("nothing was left in the editor, so nothing is changed"), NULL,
                           NULL);
    return file_read(path, limit, out, problem);
}

enum status editor_run(struct terminal *terminal, size_t limit, struct buffer *text, struct problem *problem)
{
    struct buffer path, saved;
    buffer_init(&path);
    buffer_init(&saved);
    enum status status = write_file(&path, buffer_slice(text), problem);
    if (status == STATUS_OK) {
        terminal_leave(terminal);
        int ended = run(edit, path.at);
        terminal_return(terminal);
        if (ended == -1 || !WIFEXITED(ended) || WEXITSTATUS(ended) != 0)
            status = problem_say(problem, STATUS_FILE,
                                 N_("the editor did not end well: set VISUAL or EDITOR to one that is installed"), NULL,
                                 NULL);
        else
            status = read_saved(path.at, limit, &saved, problem);
        unlink(path.at);
    }
    if (status == STATUS_OK) {
        buffer_release(text);
        *text = saved;
        buffer_init(&saved);
    }
    buffer_release(&path);
    buffer_release(&saved);
    return status;
}

enum status editor_show(struct terminal *terminal, struct slice text, struct problem *problem)
{
    struct buffer path, safe;
    buffer_init(&path);
    buffer_init(&safe);
    text_safe(text, &safe);
    enum status status = buffer_status(&safe);
    if (status == STATUS_OK)
        status = write_file(&path, buffer_slice(&safe), problem);
    if (status == STATUS_OK) {
        terminal_leave(terminal);
        int ended = run(show, path.at);
        terminal_return(terminal);
        if (ended == -1 || !WIFEXITED(ended) || WEXITSTATUS(ended) != 0)
            status = problem_say(problem, STATUS_FILE,
                                 N_("the pager did not end well: set PAGER to one that is installed"), NULL, NULL);
        unlink(path.at);
    }
    buffer_release(&path);
    buffer_release(&safe);
    return status;
}

enum status editor_replace(struct terminal *terminal, size_t limit, struct slice begin, struct buffer *text,
                           struct problem *problem)
{
    struct buffer edited;
    buffer_init(&edited);
    buffer_add(&edited, begin);
    enum status status = buffer_status(&edited);
    if (status == STATUS_OK)
        status = editor_run(terminal, limit, &edited, problem);
    if (status == STATUS_OK) {
        while (edited.length && strchr(" \n\r\t", edited.at[edited.length - 1]))
            edited.at[--edited.length] = '\0';
        buffer_release(text);
        *text = edited;
        buffer_init(&edited);
    }
    buffer_release(&edited);
    return status;
}
