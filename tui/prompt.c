#include "tui/prompt.h"

#include "data/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

enum { WORD_MAX = 1024 };

static const char TERMINAL[] = "/dev/tty";

enum answer {
    ANSWER_GIVEN,
    ANSWER_END,
    ANSWER_SIGNAL,
    ANSWER_STOP,
    ANSWER_EMPTY,
    ANSWER_LONG,
    ANSWER_DIFFERS,
    ANSWER_FAILED
};

/*
 * A terminal without echo. The signals that would leave it so are blocked and watched through a descriptor; unblocking
 * them at the end lets them do what they do, with no handler and no state outside of this struct.
 */
struct quiet {
    int terminal;
    int signals; /* readable when one of `watched` waits */
    sigset_t watched, mask_before;
    struct termios settings_before;
};

bool prompt_has_terminal(void)
{
    int terminal = open(TERMINAL, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0)
        return false;
    close(terminal);
    return true;
}

/* Those that have an effect now: neither ignored nor blocked by the caller. */
static void choose_signals(const sigset_t *mask_before, sigset_t *out)
{
    static const int candidates[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP};
    sigemptyset(out);
    for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
        struct sigaction action;
        if (sigaction(candidates[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN &&
            !sigismember(mask_before, candidates[i]))
            sigaddset(out, candidates[i]);
    }
}

/* In the background SIGTTOU may interrupt it. What was typed before is dropped: it was seen, or not meant for us. */
static bool settings_apply(int terminal, const struct termios *settings)
{
    int failed;
    do {
        failed = tcsetattr(terminal, TCSAFLUSH, settings);
    } while (failed && errno == EINTR);
    return !failed;
}

static bool quiet_begin(struct quiet *quiet, int terminal)
{
    quiet->terminal = terminal;
    if (tcgetattr(terminal, &quiet->settings_before) || sigprocmask(SIG_SETMASK, NULL, &quiet->mask_before))
        return false;
    choose_signals(&quiet->mask_before, &quiet->watched);
    quiet->signals = signalfd(-1, &quiet->watched, SFD_CLOEXEC);
    if (quiet->signals < 0)
        return false;
    struct termios settings = quiet->settings_before;
    settings.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
    settings.c_lflag |= ICANON | ISIG;
    settings.c_iflag |= ICRNL;
    if (sigprocmask(SIG_BLOCK, &quiet->watched, NULL) == 0 && settings_apply(terminal, &settings))
        return true;
    int error = errno;
    close(quiet->signals);
    sigprocmask(SIG_SETMASK, &quiet->mask_before, NULL);
    errno = error;
    return false;
}

static bool quiet_end(struct quiet *quiet)
{
    bool restored = settings_apply(quiet->terminal, &quiet->settings_before);
    int error = errno;
    close(quiet->signals);
    sigprocmask(SIG_SETMASK, &quiet->mask_before, NULL);
    errno = error;
    return restored;
}

/* A waiting stop is only a pause; any other signal ends the question. */
static enum answer signal_waiting(const struct quiet *quiet)
{
    sigset_t waiting;
    if (sigpending(&waiting))
        return ANSWER_FAILED;
    sigandset(&waiting, &waiting, &quiet->watched);
    sigdelset(&waiting, SIGTSTP);
    return sigisemptyset(&waiting) ? ANSWER_STOP : ANSWER_SIGNAL;
}

static enum answer wait_for_key(const struct quiet *quiet)
{
    struct pollfd on[2] = {{.fd = quiet->signals, .events = POLLIN}, {.fd = quiet->terminal, .events = POLLIN}};
    while (poll(on, 2, -1) < 0)
        if (errno != EINTR)
            return ANSWER_FAILED;
    return on[0].revents ? signal_waiting(quiet) : ANSWER_GIVEN;
}

/* Reads into the secret's own memory and nowhere else. Its capacity is PASSPHRASE_MAX and the LF. */
static enum answer read_line(const struct quiet *quiet, struct secret *out)
{
    out->length = 0;
    while (out->length < out->capacity) {
        enum answer answer = wait_for_key(quiet);
        if (answer != ANSWER_GIVEN)
            return answer;
        ssize_t got = read(quiet->terminal, out->at + out->length, out->capacity - out->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0 ? ANSWER_END : ANSWER_FAILED;
        out->length += (size_t)got;
        if (out->at[out->length - 1] == '\n') {
            out->at[--out->length] = '\0';
            return out->length > 0 ? ANSWER_GIVEN : ANSWER_EMPTY;
        }
    }
    return ANSWER_LONG;
}

static enum answer ask(const struct quiet *quiet, const char *prompt, struct secret *out)
{
    if (!descriptor_write(quiet->terminal, slice_of(prompt)))
        return ANSWER_FAILED;
    enum answer answer = read_line(quiet, out);
    /* The key that ended the line was not echoed. */
    bool written = descriptor_write(quiet->terminal, SLICE("\n"));
    return answer == ANSWER_GIVEN && !written ? ANSWER_FAILED : answer;
}

/* Asks once or twice; the terminal is as before when it returns. */
static enum answer ask_quietly(int terminal, const char *prompt, const char *again, struct secret *out,
                               struct secret *second)
{
    struct quiet quiet;
    if (!quiet_begin(&quiet, terminal))
        return ANSWER_FAILED;
    enum answer answer = ask(&quiet, prompt, out);
    if (answer == ANSWER_GIVEN && again) {
        answer = ask(&quiet, again, second);
        if (answer == ANSWER_EMPTY || (answer == ANSWER_GIVEN && !secret_equal(out, second)))
            answer = ANSWER_DIFFERS;
    }
    return quiet_end(&quiet) ? answer : ANSWER_FAILED;
}

static enum status answer_status(enum answer answer, struct problem *problem)
{
    static const struct {
        enum status status;
        const char *message;
    } rows[] = {
        [ANSWER_GIVEN] = {STATUS_OK, NULL},
        [ANSWER_END] = {STATUS_CANCELLED, N_("no passphrase was given")},
        [ANSWER_SIGNAL] = {STATUS_CANCELLED, N_("no passphrase was given")},
        [ANSWER_STOP] = {STATUS_CANCELLED, N_("no passphrase was given")},
        [ANSWER_EMPTY] = {STATUS_KEY, N_("the passphrase is empty")},
        [ANSWER_LONG] = {STATUS_KEY, N_("the passphrase is longer than 1024 bytes")},
        [ANSWER_DIFFERS] = {STATUS_KEY, N_("the two passphrases differ: try again")},
        [ANSWER_FAILED] = {STATUS_FILE, N_("the terminal does not work: {1}")},
    };
    if (answer == ANSWER_GIVEN)
        return STATUS_OK;
    return problem_say(problem, rows[answer].status, rows[answer].message,
                       answer == ANSWER_FAILED ? strerror(errno) : NULL, NULL);
}

enum status prompt_passphrase(const char *prompt, const char *again, struct secret *out, struct problem *problem)
{
    struct secret second = {0};
    enum answer answer;
    enum status status = secret_init(out, PASSPHRASE_MAX + 1, problem);
    if (!status && again)
        status = secret_init(&second, PASSPHRASE_MAX + 1, problem);
    if (status)
        goto out;
    int terminal = open(TERMINAL, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0) {
        status = problem_say(problem, STATUS_KEY,
                             N_("there is no terminal to ask for the passphrase: name a file with --passphrase-file"),
                             NULL, NULL);
        goto out;
    }
    do {
        answer = ask_quietly(terminal, prompt, again, out, &second);
    } while (answer == ANSWER_STOP);
    status = answer_status(answer, problem);
    close(terminal);
out:
    secret_release(&second);
    if (status)
        secret_release(out);
    return status;
}

static enum status line_of_file(int descriptor, const char *path, struct secret *out, struct problem *problem)
{
    struct stat st;
    if (fstat(descriptor, &st) || !S_ISREG(st.st_mode))
        return problem_say(problem, STATUS_FILE, N_("the passphrase file '{1}' is not a regular file"), path, NULL);
    if (!descriptor_read(descriptor, out->at, out->capacity, &out->length))
        return problem_say(problem, STATUS_FILE, N_("the passphrase file '{1}' cannot be read: {2}"), path,
                           strerror(errno));
    const uint8_t *end = memchr(out->at, '\n', out->length);
    size_t read = out->length;
    out->length = end ? (size_t)(end - out->at) : read;
    if (out->length == 0)
        return problem_say(problem, STATUS_KEY, N_("the first line of the passphrase file '{1}' is empty"), path, NULL);
    if (out->length > PASSPHRASE_MAX)
        return problem_say(problem, STATUS_KEY,
                           N_("the first line of the passphrase file '{1}' is longer than 1024 bytes"), path, NULL);
    memset(out->at + out->length, 0, read - out->length);
    return STATUS_OK;
}

enum status prompt_passphrase_file(const char *path, struct secret *out, struct problem *problem)
{
    enum status status = secret_init(out, PASSPHRASE_MAX + 1, problem);
    if (status)
        return status;
    /* O_NONBLOCK: a named pipe is refused, not waited for. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor < 0) {
        status = problem_say(problem, STATUS_FILE, N_("the passphrase file '{1}' cannot be read: {2}"), path,
                             strerror(errno));
    } else {
        status = line_of_file(descriptor, path, out, problem);
        close(descriptor);
    }
    if (status) {
        problem_file(problem, path);
        secret_release(out);
    }
    return status;
}

static enum status read_word(int terminal, struct buffer *out, struct problem *problem)
{
    char chunk[256];
    while (out->length <= WORD_MAX && !out->failed) {
        ssize_t got = read(terminal, chunk, sizeof chunk);
        if (got < 0 && errno != EINTR)
            return problem_say(problem, STATUS_FILE, N_("the terminal does not work: {1}"), strerror(errno), NULL);
        if (got <= 0)
            return problem_say(problem, STATUS_CANCELLED, N_("no answer was given"), NULL, NULL);
        bool complete = chunk[got - 1] == '\n';
        buffer_add(out, (struct slice){.at = chunk, .length = (size_t)(complete ? got - 1 : got)});
        if (complete && out->length <= WORD_MAX)
            return buffer_status(out);
    }
    if (out->failed)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    tcflush(terminal, TCIFLUSH);
    return problem_say(problem, STATUS_USAGE, N_("the answer is longer than 1024 bytes"), NULL, NULL);
}

enum status prompt_word(const char *prompt, struct buffer *out, struct problem *problem)
{
    buffer_clear(out);
    int terminal = open(TERMINAL, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0)
        return problem_say(problem, STATUS_USAGE, N_("there is no terminal to ask on: --yes answers beforehand"), NULL,
                           NULL);
    enum status status =
        descriptor_write(terminal, slice_of(prompt))
            ? read_word(terminal, out, problem)
            : problem_say(problem, STATUS_FILE, N_("the terminal does not work: {1}"), strerror(errno), NULL);
    close(terminal);
    if (status)
        buffer_clear(out);
    return status;
}
