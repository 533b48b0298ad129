#include "tui/plain.h"

#include "tui/i18n.h"
#include "tui/plain_menus.h"
#include "tui/plain_questions.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

bool plain_is_wanted(const struct session *session)
{
    const char *terminal = getenv("TERM");
    bool dumb = !terminal || !*terminal || strcmp(terminal, "dumb") == 0;
    if (session_has(session, OPTION_JSON) || session_has(session, OPTION_QUIET))
        return false;
    return session_has(session, OPTION_PLAIN) || (isatty(STDIN_FILENO) && (dumb || !isatty(STDOUT_FILENO)));
}

enum status plain_ledger(struct plain *plain)
{
    struct session *session = plain->session;
    bool missing = access(session->ledger_path.at, F_OK) != 0 && errno == ENOENT;
    if (session->ledger)
        return STATUS_OK;
    return missing ? session_no_ledger(session) : session_ledger(session, STORE_READ);
}

static void show_list(struct plain *plain, const struct plain_menu_row *menu_row, const struct plain_known *known)
{
    struct plain_list list = {.first = 0};
    const struct plain_row *row;
    struct plain_row typed;
    struct slice text = SLICE("");
    enum plain_picked picked;
    arena_init(&list.arena);
    /* Back from what was chosen the list is read anew: it may be another one now. */
    while ((picked = plain_pick(plain, menu_row->source, known, false, &list, &row, &text)) != PICKED_BACK) {
        struct plain_known more = *known;
        typed = (struct plain_row){.label = text};
        if (picked == PICKED_TEXT && !plain_find(plain, menu_row->source->name, text))
            continue;
        if (picked == PICKED_TEXT) {
            plain_know(&more, menu_row->source->name, text);
            row = &typed;
        }
        for (size_t i = 0; i < row->known.count; i++)
            plain_know(&more, row->known.value[i].name, row->known.value[i].text);
        plain_prefer_numbers(plain, &list.arena, &more);
        plain_menu_run(plain, row->menu ? row->menu : menu_row->menu, &more, row->label);
    }
    arena_release(&list.arena);
}

static void carry_out(struct plain *plain, const struct plain_menu_row *row, const struct plain_known *known)
{
    switch (row->way) {
    case PLAIN_SIGN:
        if (plain_has_key(plain))
            plain_do(plain, row->line, known, false);
        break;
    case PLAIN_READ:
    case PLAIN_WORK:
        plain_do(plain, row->line, known, row->way == PLAIN_READ);
        break;
    case PLAIN_OWN:
        if (plain_has_key(plain))
            show_list(plain, row, known);
        break;
    case PLAIN_LIST:
        show_list(plain, row, known);
        break;
    case PLAIN_MENU:
        plain_menu_run(plain, row->menu, known, SLICE(""));
        break;
    case PLAIN_CALL:
        row->call(plain, known);
        break;
    }
}

static void show_menu(struct plain *plain, const struct plain_menu *menu, struct slice subject)
{
    plain_say(plain, "", SLICE(""), SLICE(""));
    plain_say(plain, "{1}", slice_of(_(menu->heading)), SLICE(""));
    if (subject.length)
        plain_say(plain, "{1}", subject, SLICE(""));
    for (size_t i = 0; i < menu->rows; i++) {
        struct buffer number;
        buffer_init(&number);
        buffer_number(&number, i + 1);
        plain_say(plain, "{1} {2}", buffer_slice(&number), slice_of(_(menu->row[i].label)));
        buffer_release(&number);
    }
}

static void say_help(struct plain *plain)
{
    static const char *const lines[] = {
        N_("Type the number in front of a line, then Enter. b goes back to the menu before, q ends the program."),
        N_("Ctrl-C leaves a question or stops a command and shows the menu again; nothing is written half."),
        N_("Before you sign, the whole text is shown; the word that is asked for, typed in full, signs it."),
        N_("Each action says which command it is the same as; \"All commands\" in the main menu lists them."),
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        plain_say(plain, "{1}", slice_of(_(lines[i])), SLICE(""));
}

void plain_menu_run(struct plain *plain, const struct plain_menu *menu, const struct plain_known *known,
                    struct slice subject)
{
    struct buffer line;
    struct plain_reply reply;
    bool first = menu == &plain_menu_main;
    buffer_init(&line);
    while (!plain->over) {
        show_menu(plain, menu, subject);
        enum plain_input input = plain_ask_reply(
            plain, first ? _("Number, or ? help, q quit: ") : _("Number, or ? help, b back, q quit: "), &line, &reply);
        if (plain->over || (input == INPUT_LINE && reply.kind == REPLY_BACK && !first))
            break;
        if (input != INPUT_LINE || reply.kind == REPLY_EMPTY)
            continue;
        if (reply.kind == REPLY_NUMBER && reply.number <= menu->rows)
            carry_out(plain, &menu->row[reply.number - 1], known);
        else if (reply.kind == REPLY_HELP)
            say_help(plain);
        else
            plain_say(plain, _("\"{1}\" is not in this menu: type the number in front of a line."), reply.text,
                      SLICE(""));
    }
    buffer_release(&line);
}

static void greet(struct plain *plain, struct slice welcome)
{
    struct vkey key;
    if (welcome.length)
        plain_say(plain, "{1}", welcome, SLICE(""));
    if (plain->session->unfiled)
        plain_say(plain, _("There is no ledger at {1} yet; founding a body makes it."),
                  buffer_slice(&plain->session->ledger_path), SLICE(""));
    if (session_key_name(plain->session, &key) == STATUS_OK)
        plain_say(plain, _("You act with the key {1}."), session_value(plain->session, OPTION_AS), SLICE(""));
    problem_clear(&plain->session->problem);
}

enum status plain_open(struct session *session, struct slice welcome)
{
    struct plain plain = {.session = session, .signals = -1};
    struct plain_known known = {.count = 0};
    sigset_t interrupt;
    enum status status = plain_ledger(&plain);
    if (status != STATUS_OK)
        return status;
    buffer_init(&plain.input);
    interrupt_hold(&plain.interrupt);
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    if (plain.interrupt.held)
        plain.signals = signalfd(-1, &interrupt, SFD_CLOEXEC | SFD_NONBLOCK);
    greet(&plain, welcome);
    plain_menu_run(&plain, &plain_menu_main, &known, SLICE(""));
    if (plain.signals >= 0)
        close(plain.signals);
    interrupt_release(&plain.interrupt, true);
    buffer_release(&plain.input);
    return STATUS_OK;
}
