#include "tui/terminal.h"

#include "core/encode.h"

#include <curses.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

struct terminal {
    struct canvas shown; /* what is on the screen */
    bool everything;     /* paint all cells */
    enum theme theme;
    attr_t attribute[STYLE_COUNT];
    short pair[STYLE_COUNT];
};

enum { ESCAPE_MS = 25, KEY_PASTE_BEGIN = KEY_MAX + 1, KEY_PASTE_END, CRASH_STACK = 16384 };

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_OFF "\033[?1000l\033[?1006l"
#define COPY_BEGIN "\033]52;c;"
#define COPY_END "\a"

/* Set by signal handlers, read by the loop: the only way a handler can speak. */
static volatile sig_atomic_t ended;

/* What a handler needs after a crash, when nothing else can be relied on. */
static struct termios settings_before;
static char crash_stack[CRASH_STACK];

static void end_handler(int signal)
{
    ended = signal;
}

/* A crash must leave a usable terminal behind: restore it, then die of the same signal. */
static void crash_handler(int number)
{
    static const char restore[] = PASTE_OFF MOUSE_OFF "\033[0m\033[?1049l\033[?25h\r\n";
    ssize_t written = write(STDOUT_FILENO, restore, sizeof restore - 1);
    (void)written;
    tcsetattr(STDIN_FILENO, TCSANOW, &settings_before);
    signal(number, SIG_DFL);
    raise(number);
}

static void catch_signals(void)
{
    static const int ends[] = {SIGTERM, SIGHUP, SIGINT}, crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    struct sigaction action = {.sa_handler = end_handler};
    /* Without a stack of its own the handler cannot run when it was the stack that overflowed. */
    const stack_t own = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
    sigemptyset(&action.sa_mask);
    sigaltstack(&own, NULL);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        sigaction(ends[i], &action, NULL);
    action.sa_handler = crash_handler;
    action.sa_flags = (int)SA_RESETHAND | SA_ONSTACK;
    for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++)
        sigaction(crashes[i], &action, NULL);
}

static void set_looks(struct terminal *terminal)
{
    for (unsigned i = 0; i < STYLE_COUNT; i++) {
        struct look look = theme_look((enum style)i, terminal->theme);
        attr_t attribute = A_NORMAL;
        attribute |= look.bold ? A_BOLD : 0;
        attribute |= look.reverse ? A_REVERSE : 0;
        attribute |= look.underline ? A_UNDERLINE : 0;
        terminal->attribute[i] = attribute;
        terminal->pair[i] = 0;
        if (look.colour >= 0) {
            init_pair((short)(i + 1), (short)look.colour, -1);
            terminal->pair[i] = (short)(i + 1);
        }
    }
}

static void say_at_once(const char *sequence)
{
    fputs(sequence, stdout);
    fflush(stdout);
}

static void set_up(struct terminal *terminal, const struct terminal_options *options)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    curs_set(1);
    if (!getenv("ESCDELAY"))
        set_escdelay(ESCAPE_MS);
    define_key("\033[200~", KEY_PASTE_BEGIN);
    define_key("\033[201~", KEY_PASTE_END);
    const char *no_color = getenv("NO_COLOR");
    terminal->theme = (no_color && *no_color) || !has_colors() ? THEME_MONO : options->theme;
    if (terminal->theme != THEME_MONO) {
        start_color();
        use_default_colors();
    }
    set_looks(terminal);
    say_at_once(PASTE_ON);
    catch_signals();
}

enum status terminal_open(const struct terminal_options *options, struct terminal **out, struct problem *problem)
{
    const char *name = getenv("TERM");
    *out = NULL;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !name || !*name || strcmp(name, "dumb") == 0)
        return problem_say(problem, STATUS_USAGE,
                           N_("this terminal cannot show screens: use the verbs, \"stimmbuch help\" lists them"), NULL,
                           NULL);
    struct terminal *terminal = calloc(1, sizeof *terminal);
    if (!terminal)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    tcgetattr(STDIN_FILENO, &settings_before);
    if (!newterm(NULL, stdout, stdin)) {
        free(terminal);
        return problem_say(problem, STATUS_USAGE,
                           N_("the terminal type \"{1}\" is not known: set TERM, or start with --plain"), name, NULL);
    }
    set_up(terminal, options);
    terminal->everything = true;
    canvas_init(&terminal->shown, LINES, COLS, false);
    *out = terminal;
    return STATUS_OK;
}

int terminal_close(struct terminal *terminal)
{
    if (!terminal)
        return 0;
    say_at_once(PASTE_OFF);
    endwin();
    canvas_release(&terminal->shown);
    free(terminal);
    return ended;
}

void terminal_size(const struct terminal *terminal, int *rows, int *columns)
{
    (void)terminal;
    *rows = LINES;
    *columns = COLS;
}

void terminal_redraw(struct terminal *terminal)
{
    terminal->everything = true;
    clearok(curscr, TRUE);
}

void terminal_mouse(struct terminal *terminal, bool on)
{
    (void)terminal;
    /* No waiting for a second click: who looks at the rows says what is one. */
    mouseinterval(0);
    mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
    return a->style == b->style && a->width == b->width && strcmp(a->text, b->text) == 0;
}

static void show_cell(const struct terminal *terminal, int row, int column, const struct cell *cell)
{
    wchar_t wide[CELL_BYTES];
    if (cell->width == 0)
        return;
    if (mbstowcs(wide, cell->text, CELL_BYTES) == (size_t)-1)
        wide[0] = L'?', wide[1] = L'\0';
    cchar_t character;
    /* setcchar takes a spacing character and up to CCHARW_MAX - 1 marks. */
    wide[CCHARW_MAX] = L'\0';
    if (setcchar(&character, wide, terminal->attribute[cell->style], terminal->pair[cell->style], NULL) == OK)
        mvadd_wch(row, column, &character);
}

void terminal_show(struct terminal *terminal, const struct canvas *canvas)
{
    if (canvas->failed)
        return;
    bool resized = canvas->rows != terminal->shown.rows || canvas->columns != terminal->shown.columns;
    if (resized) {
        canvas_release(&terminal->shown);
        canvas_init(&terminal->shown, canvas->rows, canvas->columns, false);
    }
    bool all = resized || terminal->everything || terminal->shown.failed;
    if (all)
        erase();
    for (int row = 0; row < canvas->rows && row < LINES; row++) {
        for (int column = 0; column < canvas->columns && column < COLS; column++) {
            const struct cell *cell = canvas_cell(canvas, row, column);
            if (all || !same_cell(cell, canvas_cell(&terminal->shown, row, column)))
                show_cell(terminal, row, column, cell);
        }
    }
    if (!terminal->shown.failed)
        memcpy(terminal->shown.cell, canvas->cell, sizeof *canvas->cell * (size_t)(canvas->rows * canvas->columns));
    terminal->everything = false;
    move(canvas->cursor_row, canvas->cursor_column);
    refresh();
}

bool terminal_copy(struct terminal *terminal, struct slice text)
{
    /* Consoles have nowhere to keep it, and some show what they do not know. */
    static const char *const cannot[] = {"linux", "vt", "cons", "dumb"};
    const char *name = getenv("TERM");
    struct buffer sequence;
    (void)terminal;
    for (size_t i = 0; i < sizeof cannot / sizeof cannot[0]; i++)
        if (!name || strncmp(name, cannot[i], strlen(cannot[i])) == 0)
            return false;
    buffer_init(&sequence);
    buffer_text(&sequence, COPY_BEGIN);
    base64_write((const uint8_t *)text.at, text.length, &sequence);
    buffer_text(&sequence, COPY_END);
    bool complete = buffer_status(&sequence) == STATUS_OK;
    if (complete)
        say_at_once(sequence.at);
    buffer_release(&sequence);
    return complete;
}

static void name_key(struct key *key, const char *name, bool text)
{
    size_t length = strlen(name) < KEY_NAME_BYTES ? strlen(name) : KEY_NAME_BYTES - 1;
    memcpy(key->name, name, length);
    key->name[length] = '\0';
    key->text = text;
}

static bool name_special(wint_t code, struct key *key)
{
    static const struct {
        wint_t code;
        const char *name;
    } names[] = {
        {KEY_UP, "Up"},       {KEY_DOWN, "Down"},    {KEY_LEFT, "Left"}, {KEY_RIGHT, "Right"},
        {KEY_PPAGE, "PgUp"},  {KEY_NPAGE, "PgDn"},   {KEY_HOME, "Home"}, {KEY_END, "End"},
        {KEY_ENTER, "Enter"}, {KEY_BTAB, "BackTab"}, {KEY_DC, "Delete"}, {KEY_BACKSPACE, "Backspace"},
        {KEY_F(1), "F1"},     {KEY_F(6), "F6"},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].code == code) {
            name_key(key, names[i].name, false);
            return true;
        }
    }
    return false;
}

/* A character: control characters get their names, others are text. */
static void name_character(wint_t code, struct key *key)
{
    char control[3] = {'^', (char)('@' + code), '\0'};
    char text[MB_LEN_MAX + 1];
    if (code == '\r' || code == '\n')
        name_key(key, "Enter", false);
    else if (code == '\t')
        name_key(key, "Tab", false);
    else if (code == 27)
        name_key(key, "Esc", false);
    else if (code == 8 || code == 127)
        name_key(key, "Backspace", false);
    else if (code < 32)
        name_key(key, control, false);
    else {
        int length = wctomb(text, (wchar_t)code);
        text[length > 0 ? length : 0] = '\0';
        name_key(key, text, length > 0);
    }
}

static bool name_mouse(struct key *key)
{
    MEVENT event;
    if (getmouse(&event) != OK)
        return false;
    name_key(key,
             event.bstate & BUTTON4_PRESSED   ? "WheelUp"
             : event.bstate & BUTTON5_PRESSED ? "WheelDown"
                                              : "Click",
             false);
    key->row = event.y;
    key->column = event.x;
    return event.bstate & (BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED);
}

/* Collects what stands between the marks of a bracketed paste. */
static enum terminal_event read_paste(struct buffer *paste)
{
    enum { PASTE_MAX = 65536, PASTE_MS = 1000 };
    wint_t code;
    struct key key;
    timeout(PASTE_MS);
    for (;;) {
        int kind = get_wch(&code);
        if (kind == ERR || (kind == KEY_CODE_YES && code == KEY_PASTE_END))
            break;
        if (kind == KEY_CODE_YES || paste->length > PASTE_MAX)
            continue;
        name_character(code, &key);
        buffer_text(paste, key.text ? key.name : " ");
    }
    return EVENT_PASTE;
}

void terminal_leave(struct terminal *terminal)
{
    if (!terminal)
        return;
    say_at_once(PASTE_OFF);
    endwin();
}

void terminal_return(struct terminal *terminal)
{
    if (!terminal)
        return;
    say_at_once(PASTE_ON);
    terminal_redraw(terminal);
}

static void suspend(struct terminal *terminal)
{
    terminal_leave(terminal);
    raise(SIGTSTP);
    terminal_return(terminal);
}

static enum terminal_event read_key(struct terminal *terminal, struct key *key, struct buffer *paste)
{
    wint_t code;
    timeout(0);
    int kind = get_wch(&code);
    if (kind == ERR)
        return EVENT_NONE;
    if (kind == KEY_CODE_YES && code == KEY_RESIZE)
        return EVENT_RESIZE;
    if (kind == KEY_CODE_YES && code == KEY_PASTE_BEGIN)
        return read_paste(paste);
    if (kind == KEY_CODE_YES && code == KEY_MOUSE)
        return name_mouse(key) ? EVENT_KEY : EVENT_NONE;
    if (kind == KEY_CODE_YES)
        return name_special(code, key) ? EVENT_KEY : EVENT_NONE;
    name_character(code, key);
    if (strcmp(key->name, "^Z") != 0)
        return EVENT_KEY;
    suspend(terminal);
    return EVENT_RESIZE;
}

enum terminal_event terminal_read(struct terminal *terminal, int milliseconds, int wake, struct key *key,
                                  struct buffer *paste)
{
    if (ended)
        return EVENT_END;
    enum terminal_event event = read_key(terminal, key, paste);
    if (event != EVENT_NONE)
        return event;
    struct pollfd wait[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = wake, .events = POLLIN}};
    int ready = poll(wait, wake >= 0 ? 2 : 1, milliseconds);
    if (ended || (ready > 0 && wait[0].revents & (POLLHUP | POLLERR)))
        return EVENT_END;
    if (ready > 0 && wake >= 0 && wait[1].revents & POLLIN) {
        char bytes[64];
        ssize_t drained = read(wake, bytes, sizeof bytes);
        (void)drained;
    }
    /* A resize interrupts poll; ncurses has it as a key. */
    return read_key(terminal, key, paste);
}
