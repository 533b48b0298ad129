#include "data/file.h"

#include "tests/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void assert_content(const char *path, const char *expected)
{
    struct buffer out;
    struct problem problem;
    buffer_init(&out);
    assert_int_equal(file_read(path, 100, &out, &problem), STATUS_OK);
    assert_string_equal(out.at, expected);
    buffer_release(&out);
}

static void read_takes_files_up_to_the_limit(void **state)
{
    static const size_t sizes[] = {1, 2, 8191, 8192, 8193, 16384, 20000};
    static char bytes[20000];
    char path[SCRATCH_PATH];
    struct buffer out;
    struct problem problem;
    buffer_init(&out);
    scratch_path(state, "f", path);
    memset(bytes, 'x', sizeof bytes);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        scratch_write(state, "f", (struct slice){.at = bytes, .length = sizes[i]}, 0600);
        if (file_read(path, sizes[i], &out, &problem) || out.length != sizes[i])
            fail_msg("a file of %zu bytes was not read", sizes[i]);
        if (file_read(path, SIZE_MAX, &out, &problem) || out.length != sizes[i])
            fail_msg("a file of %zu bytes was not read without a limit", sizes[i]);
        if (sizes[i] > 1 && (file_read(path, sizes[i] - 1, &out, &problem) != STATUS_FILE || out.length != 0))
            fail_msg("a file of %zu bytes was read with a smaller limit", sizes[i]);
    }
    assert_string_equal(problem.message, "the file '{1}' is larger than {2} bytes");
    assert_string_equal(problem.detail[1], "19999");
    buffer_release(&out);
}

static void read_names_what_is_wrong(void **state)
{
    static const struct {
        const char *name, *message;
    } rows[] = {
        {"missing", "there is no file '{1}'"},          {"folder", "'{1}' is a folder, not a file"},
        {"empty", "the file '{1}' is empty"},           {"empty/below", "the file '{1}' cannot be read: {2}"},
        {"loop", "the file '{1}' cannot be read: {2}"}, {"device", "'{1}' is neither a file nor a pipe"},
    };
    char path[SCRATCH_PATH];
    struct buffer out;
    buffer_init(&out);
    assert_int_equal(mkdir(scratch_path(state, "folder", path), 0700), 0);
    scratch_write(state, "empty", SLICE(""), 0600);
    assert_int_equal(symlink("loop", scratch_path(state, "loop", path)), 0);
    assert_int_equal(symlink("/dev/zero", scratch_path(state, "device", path)), 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct problem problem;
        problem_clear(&problem);
        buffer_text(&out, "left over");
        scratch_path(state, rows[i].name, path);
        enum status status = file_read(path, 100, &out, &problem);
        if (status != STATUS_FILE || strcmp(problem.message, rows[i].message) || out.length != 0)
            fail_msg("%s: %d, %s", rows[i].name, (int)status, problem.message);
        assert_string_equal(problem.file, path);
    }
    buffer_release(&out);
}

static void read_says_when_it_may_not(void **state)
{
    char path[SCRATCH_PATH];
    struct buffer out;
    struct problem problem;
    scratch_write(state, "closed", SLICE("x"), 0);
    scratch_path(state, "closed", path);
    if (geteuid() == 0)
        skip(); /* root may read everything */
    buffer_init(&out);
    assert_int_equal(file_read(path, 100, &out, &problem), STATUS_FILE);
    assert_string_equal(problem.message, "the file '{1}' cannot be read: {2}");
    buffer_release(&out);
}

static void ignore(int signal)
{
    (void)signal;
}

/* The child writes in pieces through a named pipe, and a signal interrupts the waiting reader before each. */
static void read_joins_pieces_of_a_pipe(void **state)
{
    char path[SCRATCH_PATH];
    struct buffer out;
    struct problem problem;
    struct sigaction before, interrupt = {.sa_handler = ignore}; /* without SA_RESTART */
    buffer_init(&out);
    assert_int_equal(sigaction(SIGUSR1, &interrupt, &before), 0);
    assert_int_equal(mkfifo(scratch_path(state, "pipe", path), 0600), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int descriptor = open(path, O_WRONLY);
        for (int i = 0; i < 100; i++)
            if (kill(getppid(), SIGUSR1) || write(descriptor, "0123456789", 10) != 10)
                _exit(1);
        _exit(0);
    }
    assert_int_equal(file_read(path, 1000, &out, &problem), STATUS_OK);
    assert_int_equal(out.length, 1000);
    assert_memory_equal(out.at + 990, "0123456789", 10);
    int ended;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    assert_int_equal(sigaction(SIGUSR1, &before, NULL), 0);
    buffer_release(&out);
}

static void read_takes_standard_input(void **state)
{
    char path[SCRATCH_PATH];
    struct buffer out;
    struct problem problem;
    scratch_write(state, "input", SLICE("from outside"), 0600);
    int kept = dup(STDIN_FILENO);
    int input = open(scratch_path(state, "input", path), O_RDONLY);
    buffer_init(&out);
    assert_int_equal(dup2(input, STDIN_FILENO), STDIN_FILENO);
    enum status status = file_read("-", 100, &out, &problem);
    assert_int_equal(dup2(kept, STDIN_FILENO), STDIN_FILENO);
    close(kept);
    close(input);
    assert_int_equal(status, STATUS_OK);
    assert_string_equal(out.at, "from outside");
    buffer_release(&out);
}

static void write_makes_a_file_with_its_mode(void **state)
{
    char path[SCRATCH_PATH];
    struct stat st;
    struct problem problem;
    assert_int_equal(file_write_atomic(*state, "a", SLICE("one"), FILE_MODE_PRIVATE, false, &problem), STATUS_OK);
    assert_content(scratch_path(state, "a", path), "one");
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(scratch_count(state), 1);
}

static void write_replaces_only_when_asked(void **state)
{
    char path[SCRATCH_PATH];
    struct problem problem;
    scratch_path(state, "a", path);
    assert_int_equal(file_write_atomic(*state, "a", SLICE("one"), 0600, false, &problem), STATUS_OK);
    assert_int_equal(file_write_atomic(*state, "a", SLICE("two"), 0600, false, &problem), STATUS_FILE);
    assert_string_equal(problem.message, "the file '{1}' is there already, and it is not replaced");
    assert_string_equal(problem.file, path);
    assert_content(path, "one");
    assert_int_equal(file_write_atomic(*state, "a", SLICE("two"), 0600, true, &problem), STATUS_OK);
    assert_content(path, "two");
    assert_int_equal(scratch_count(state), 1);
}

static void write_joins_parts(void **state)
{
    char path[SCRATCH_PATH];
    struct problem problem;
    const struct slice part[] = {SLICE("one "), SLICE(""), SLICE("two")};
    assert_int_equal(file_write_parts(*state, "a", part, 3, FILE_MODE_PRIVATE, &problem), STATUS_OK);
    assert_content(scratch_path(state, "a", path), "one two");
    assert_int_equal(file_write_parts(*state, "a", part, 1, FILE_MODE_PRIVATE, &problem), STATUS_OK);
    assert_content(path, "one ");
    assert_int_equal(scratch_count(state), 1);
}

/* A link in the place of the file is replaced itself; what it points to stays as it is. */
static void write_follows_no_link(void **state)
{
    char path[SCRATCH_PATH], victim[SCRATCH_PATH];
    struct problem problem;
    scratch_write(state, "victim", SLICE("mine"), 0600);
    scratch_path(state, "victim", victim);
    assert_int_equal(symlink(victim, scratch_path(state, "a", path)), 0);
    assert_int_equal(file_write_atomic(*state, "a", SLICE("x"), 0600, false, &problem), STATUS_FILE);
    assert_int_equal(file_write_atomic(*state, "a", SLICE("x"), 0600, true, &problem), STATUS_OK);
    assert_content(victim, "mine");
    assert_content(path, "x");
}

static void write_refuses_names_that_are_paths(void **state)
{
    static const char *const names[] = {"", ".", "..", "../a", "a/b", "/a"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (file_write_atomic(*state, names[i], SLICE("x"), 0600, true, NULL) != STATUS_USAGE)
            fail_msg("the name '%s' was taken", names[i]);
    assert_int_equal(scratch_count(state), 0);
}

/* By its path: the folder is what stands in front of the last slash. */
static void new_files_replace_nothing(void **state)
{
    char path[SCRATCH_PATH];
    struct problem problem;
    scratch_path(state, "new", path);
    assert_int_equal(file_write_new(path, SLICE("first"), &problem), STATUS_OK);
    assert_int_equal(file_write_new(path, SLICE("second"), &problem), STATUS_FILE);
    assert_content(path, "first");
    scratch_path(state, "missing/new", path);
    assert_int_equal(file_write_new(path, SLICE("x"), &problem), STATUS_FILE);
    scratch_path(state, "", path);
    assert_int_equal(file_write_new(path, SLICE("x"), &problem), STATUS_USAGE);
    assert_int_equal(file_write_new("", SLICE("x"), &problem), STATUS_USAGE);
    assert_int_equal(file_write_new("/", SLICE("x"), &problem), STATUS_USAGE);
}

static void write_needs_its_folder(void **state)
{
    char path[SCRATCH_PATH];
    struct problem problem;
    scratch_path(state, "nowhere", path);
    assert_int_equal(file_write_atomic(path, "a", SLICE("x"), 0600, true, &problem), STATUS_FILE);
    assert_string_equal(problem.message, "the folder '{1}' cannot be opened: {2}");
    assert_string_equal(problem.file, path);
}

/* In this process the system call fails from now on. */
static void break_call(int call, int error)
{
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof steps / sizeof steps[0], .filter = steps};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
        _exit(100);
}

/* What file_write_atomic returns in a child in which `call` fails. 100: this system cannot break calls. */
static int write_with_broken_call(const char *folder, int call, int error, bool replace)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        break_call(call, error);
        _exit(file_write_atomic(folder, "a", SLICE("new"), 0600, replace, NULL));
    }
    int ended;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFEXITED(ended));
    return WEXITSTATUS(ended);
}

static void write_leaves_nothing_when_a_call_fails(void **state)
{
    static const struct {
        const char *name;
        int call, error;
    } rows[] = {
        {"fsync EIO", SYS_fsync, EIO},
        {"rename EIO", SYS_renameat, EIO},
        {"open EACCES", SYS_openat, EACCES},
    };
    char path[SCRATCH_PATH];
    scratch_write(state, "a", SLICE("old"), 0600);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int ended = write_with_broken_call(*state, rows[i].call, rows[i].error, true);
        if (ended == 100)
            skip();
        if (ended != STATUS_FILE || scratch_count(state) != 1)
            fail_msg("%s: status %d, %zu files", rows[i].name, ended, scratch_count(state));
        assert_content(scratch_path(state, "a", path), "old");
    }
}

/* As on a network file system that does not know RENAME_NOREPLACE. */
static void write_keeps_a_file_without_renameat2(void **state)
{
    char path[SCRATCH_PATH];
    scratch_path(state, "a", path);
    int ended = write_with_broken_call(*state, SYS_renameat2, EINVAL, false);
    if (ended == 100)
        skip();
    assert_int_equal(ended, STATUS_OK);
    assert_content(path, "new");
    assert_int_equal(scratch_count(state), 1);
    scratch_write(state, "a", SLICE("old"), 0600);
    assert_int_equal(write_with_broken_call(*state, SYS_renameat2, EINVAL, false), STATUS_FILE);
    assert_content(path, "old");
    assert_int_equal(scratch_count(state), 1);
}

/* A disk that is full after 1000 bytes: the first write is short, the second fails. */
static void write_finishes_or_fails_when_the_disk_is_full(void **state)
{
    static char bytes[5000];
    char path[SCRATCH_PATH];
    scratch_write(state, "a", SLICE("old"), 0600);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit limit = {.rlim_cur = 1000, .rlim_max = 1000};
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit))
            _exit(100);
        _exit(file_write_atomic(*state, "a", (struct slice){.at = bytes, .length = sizeof bytes}, 0600, true, NULL));
    }
    int ended;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(WEXITSTATUS(ended), STATUS_FILE);
    assert_content(scratch_path(state, "a", path), "old");
    assert_int_equal(scratch_count(state), 1);
}

static void folder_is_made_with_its_parents(void **state)
{
    static const char *const names[] = {"a/b/c", "a/b/c", "a/b/d/", "a//e"};
    char path[SCRATCH_PATH];
    struct stat st;
    struct problem problem;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        scratch_path(state, names[i], path);
        if (folder_make(path, &problem) || stat(path, &st) || !S_ISDIR(st.st_mode) || (st.st_mode & 0777) != 0700)
            fail_msg("the folder %s was not made", names[i]);
    }
}

static void folder_does_not_replace_a_file(void **state)
{
    static const char *const names[] = {"f", "f/a", "f/", "dangling"};
    char path[SCRATCH_PATH];
    struct problem problem;
    scratch_write(state, "f", SLICE("x"), 0600);
    assert_int_equal(symlink("nowhere", scratch_path(state, "dangling", path)), 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (folder_make(scratch_path(state, names[i], path), &problem) != STATUS_FILE)
            fail_msg("the folder %s was made", names[i]);
        assert_string_equal(problem.message, "the folder '{1}' cannot be made: {2}");
        assert_string_equal(problem.file, path);
    }
    assert_int_equal(folder_make("", &problem), STATUS_FILE);
    assert_content(scratch_path(state, "f", path), "x");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
#define ROW(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)
    const struct CMUnitTest tests[] = {
        ROW(read_takes_files_up_to_the_limit),
        ROW(read_names_what_is_wrong),
        ROW(read_says_when_it_may_not),
        ROW(read_joins_pieces_of_a_pipe),
        ROW(read_takes_standard_input),
        ROW(write_makes_a_file_with_its_mode),
        ROW(write_replaces_only_when_asked),
        ROW(write_joins_parts),
        ROW(write_follows_no_link),
        ROW(write_refuses_names_that_are_paths),
        ROW(write_needs_its_folder),
        ROW(new_files_replace_nothing),
        ROW(write_leaves_nothing_when_a_call_fails),
        ROW(write_keeps_a_file_without_renameat2),
        ROW(write_finishes_or_fails_when_the_disk_is_full),
        ROW(folder_is_made_with_its_parents),
        ROW(folder_does_not_replace_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
