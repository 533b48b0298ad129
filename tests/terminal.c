#include "tests/terminal.h"

#include "core/text.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include <cmocka.h>

struct emulator {
    VTerm *vterm;
    VTermScreen *screen;
    int master, rows, columns;
    pid_t pid;
    bool ended, alternate, cursor_visible;
    int status; /* of waitpid, once it has ended */
    VTermPos cursor;
    struct buffer bytes, text;
};

static int take_property(VTermProp property, VTermValue *value, void *context)
{
    struct emulator *e = context;
    if (property == VTERM_PROP_ALTSCREEN)
        e->alternate = value->boolean;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        e->cursor_visible = value->boolean;
    return 1;
}

static int take_cursor(VTermPos now, VTermPos before, int visible, void *context)
{
    (void)before;
    (void)visible;
    ((struct emulator *)context)->cursor = now;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = take_property, .movecursor = take_cursor};

static void run_program(const char *const *arguments, const char *const *environment)
{
    const char *path = getenv("PATH"), *home = getenv("HOME");
    char *search = strdup(path ? path : "/usr/bin:/bin"), *own = strdup(home ? home : "/");
    if (!search || !own || clearenv() != 0)
        _exit(126);
    setenv("PATH", search, 1);
    setenv("HOME", own, 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);
    for (; *environment; environment++) {
        char *pair = strdup(*environment);
        if (!pair || putenv(pair) != 0)
            _exit(126);
    }
    union {
        const char *const *borrowed;
        char *const *wanted; /* execvp writes to none of them */
    } list = {.borrowed = arguments};
    execvp(arguments[0], list.wanted);
    _exit(127);
}

static struct emulator *make(int rows, int columns)
{
    struct emulator *e = calloc(1, sizeof *e);
    assert_non_null(e);
    e->rows = rows;
    e->columns = columns;
    e->cursor_visible = true;
    e->vterm = vterm_new(rows, columns);
    assert_non_null(e->vterm);
    vterm_set_utf8(e->vterm, 1);
    e->screen = vterm_obtain_screen(e->vterm);
    vterm_screen_set_callbacks(e->screen, &callbacks, e);
    vterm_screen_enable_altscreen(e->screen, 1);
    vterm_screen_reset(e->screen, 1);
    return e;
}

struct emulator *emulator_start(int rows, int columns, const char *const *arguments, const char *const *environment)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    struct emulator *e = make(rows, columns);
    fflush(NULL);
    e->pid = forkpty(&e->master, NULL, NULL, &size);
    assert_true(e->pid >= 0);
    if (e->pid == 0)
        run_program(arguments, environment);
    return e;
}

struct emulator *emulator_watch(int master, int rows, int columns)
{
    struct emulator *e = make(rows, columns);
    e->master = master;
    e->ended = true;
    return e;
}

void emulator_take(struct emulator *e, struct slice bytes)
{
    vterm_input_write(e->vterm, bytes.at, bytes.length);
}

void emulator_free(struct emulator *e)
{
    if (!e)
        return;
    if (!e->ended) {
        kill(e->pid, SIGKILL);
        waitpid(e->pid, NULL, 0);
    }
    close(e->master);
    vterm_free(e->vterm);
    buffer_release(&e->bytes);
    buffer_release(&e->text);
    free(e);
}

/* Programs ask a terminal what it is, and wait for the answer. */
static void answer(struct emulator *e)
{
    char bytes[256];
    size_t length = vterm_output_read(e->vterm, bytes, sizeof bytes);
    if (length)
        assert_int_equal(write(e->master, bytes, length), length);
}

/* Reads once; false: nothing came in that time. */
static bool hear(struct emulator *e, int milliseconds)
{
    struct pollfd on = {.fd = e->master, .events = POLLIN};
    char chunk[8192];
    if (poll(&on, 1, milliseconds) <= 0)
        return false;
    ssize_t got = read(e->master, chunk, sizeof chunk);
    if (got <= 0) { /* EIO: the last process that had the terminal is gone */
        if (!e->ended)
            assert_int_equal(waitpid(e->pid, &e->status, 0), e->pid);
        e->ended = true;
        return false;
    }
    buffer_add(&e->bytes, (struct slice){.at = chunk, .length = (size_t)got});
    vterm_input_write(e->vterm, chunk, (size_t)got);
    answer(e);
    return true;
}

void emulator_type(struct emulator *e, const char *bytes)
{
    assert_int_equal(write(e->master, bytes, strlen(bytes)), strlen(bytes));
}

void emulator_resize(struct emulator *e, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    e->rows = rows;
    e->columns = columns;
    vterm_set_size(e->vterm, rows, columns);
    assert_int_equal(ioctl(e->master, TIOCSWINSZ, &size), 0);
}

void emulator_signal(struct emulator *e, int signal)
{
    assert_int_equal(kill(e->pid, signal), 0);
}

typedef bool condition(struct emulator *e, const char *text);

static int64_t seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static void wait_for(struct emulator *e, condition *is, const char *what, const char *text)
{
    int64_t limit = seconds() + EMULATOR_LIMIT;
    while (!is(e, text)) {
        if (hear(e, 1000))
            continue;
        if (is(e, text))
            break;
        if (e->ended || seconds() >= limit) {
            fputs(emulator_text(e), stderr);
            fail_msg("%s, and there is no %s \"%s\"", e->ended ? "the program has ended" : "time is over", what, text);
        }
    }
}

static bool shows(struct emulator *e, const char *text)
{
    return strstr(emulator_text(e), text) != NULL;
}

static bool shows_not(struct emulator *e, const char *text)
{
    return !shows(e, text);
}

static bool cursor_is_on(struct emulator *e, const char *text)
{
    struct buffer line;
    buffer_init(&line);
    for (int column = e->cursor.col; column < e->columns; column++)
        buffer_text(&line, emulator_cell(e, e->cursor.row, column).text);
    bool is = buffer_status(&line) == STATUS_OK && strncmp(line.at, text, strlen(text)) == 0;
    buffer_release(&line);
    return is;
}

static bool has_ended(struct emulator *e, const char *text)
{
    (void)text;
    return e->ended;
}

void emulator_wait(struct emulator *e, const char *text)
{
    wait_for(e, shows, "text", text);
}

void emulator_wait_gone(struct emulator *e, const char *text)
{
    wait_for(e, shows_not, "screen without", text);
}

void emulator_wait_cursor(struct emulator *e, const char *text)
{
    wait_for(e, cursor_is_on, "cursor on", text);
}

int emulator_wait_end(struct emulator *e)
{
    wait_for(e, has_ended, "end", "");
    return e->status;
}

size_t emulator_listen(struct emulator *e, int milliseconds)
{
    size_t before = e->bytes.length;
    while (hear(e, milliseconds))
        ;
    return e->bytes.length - before;
}

void emulator_settle(struct emulator *e, const char *text)
{
    enum { QUIET_MS = 400, LOOK_MS = 30, LOOKS = 300 };
    if (!text)
        emulator_listen(e, QUIET_MS);
    for (int i = 0; text && i < LOOKS && strcmp(emulator_text(e), text) != 0; i++)
        emulator_listen(e, LOOK_MS);
}

static int colour_of(const VTermColor *colour)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
        return -1;
    return VTERM_COLOR_IS_INDEXED(colour) && colour->indexed.idx < 8 ? colour->indexed.idx : -2;
}

struct emulator_cell emulator_cell(const struct emulator *e, int row, int column)
{
    VTermScreenCell cell;
    struct emulator_cell out = {.text = " ", .width = 1, .colour = -1, .plain_background = true};
    if (!vterm_screen_get_cell(e->screen, (VTermPos){.row = row, .col = column}, &cell))
        return out;
    out.width = cell.width;
    out.bold = cell.attrs.bold;
    out.reverse = cell.attrs.reverse;
    out.underline = cell.attrs.underline != VTERM_UNDERLINE_OFF;
    out.colour = colour_of(&cell.fg);
    out.plain_background = colour_of(&cell.bg) == -1;
    if (cell.chars[0] == 0) /* erased */
        return out;
    out.text[0] = '\0';
    if (cell.chars[0] == UINT32_MAX) { /* the right half of a wide character */
        out.width = 0;
        return out;
    }
    size_t length = 0;
    for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
        length += text_encode(cell.chars[i], out.text + length);
    out.text[length] = '\0';
    return out;
}

const char *emulator_text(struct emulator *e)
{
    buffer_clear(&e->text);
    for (int row = 0; row < e->rows; row++) {
        size_t end = e->text.length;
        for (int column = 0; column < e->columns; column++) {
            struct emulator_cell cell = emulator_cell(e, row, column);
            buffer_text(&e->text, cell.text);
            if (cell.text[0] && strcmp(cell.text, " ") != 0)
                end = e->text.length;
        }
        e->text.length = end;
        buffer_byte(&e->text, '\n');
    }
    assert_int_equal(buffer_status(&e->text), STATUS_OK);
    return e->text.at;
}

struct slice emulator_bytes(const struct emulator *e)
{
    return buffer_slice(&e->bytes);
}

void emulator_forget(struct emulator *e)
{
    buffer_clear(&e->bytes);
}

bool emulator_alternate(const struct emulator *e)
{
    return e->alternate;
}

bool emulator_cursor_visible(const struct emulator *e)
{
    return e->cursor_visible;
}

void emulator_cursor(const struct emulator *e, int *row, int *column)
{
    *row = e->cursor.row;
    *column = e->cursor.col;
}

bool emulator_is_cooked(const struct emulator *e)
{
    struct termios settings;
    assert_int_equal(tcgetattr(e->master, &settings), 0);
    return (settings.c_lflag & (ECHO | ICANON)) == (ECHO | ICANON);
}

void emulator_expect_tame(struct slice bytes)
{
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char c = (unsigned char)bytes.at[i], next = i + 1 < bytes.length ? (unsigned char)bytes.at[i + 1] : 0;
        if (c == 0x1B && !strchr("[()=>78M", next))
            fail_msg("ESC 0x%02x at byte %zu", next, i);
        if (c == 0x07 || c == 0x7F || (c == 0xC2 && next >= 0x80 && next < 0xA0))
            fail_msg("a control character at byte %zu", i);
        if (c == 0xE2 && next == 0x80 && i + 2 < bytes.length && (unsigned char)bytes.at[i + 2] >= 0xAA &&
            (unsigned char)bytes.at[i + 2] <= 0xAE)
            fail_msg("a bidirectional control at byte %zu", i);
    }
}
