/*
 * Actions: one table gives keys, the hint line, the help and the palette. Screens get actions, never key codes.
 *
 * A key has a name: the character itself ("v", "/"), or "Up", "Down", "Left", "Right", "PgUp", "PgDn", "Home", "End",
 * "Enter", "Esc", "Tab", "BackTab", "Backspace", "Delete", "F1" … "F12", "^A" … "^Z", "Space".
 */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include "core/status.h"
#include "tui/keymap_changes.h"
#include "tui/keymap_take.h"

/* id, keys (blank between), the word in the palette, the label in the hint line, the sentence in the help */
#define ACTION_TABLE(X)                                                                                                \
    X(UP, "Up k", "up", N_("up"), N_("one line up"))                                                                   \
    X(DOWN, "Down j", "down", N_("down"), N_("one line down"))                                                         \
    X(PAGE_UP, "PgUp ^B", "page-up", N_("page up"), N_("one page up"))                                                 \
    X(PAGE_DOWN, "PgDn ^F", "page-down", N_("page down"), N_("one page down"))                                         \
    X(FIRST, "Home g", "first", N_("first"), N_("to the first line"))                                                  \
    X(LAST, "End G", "last", N_("last"), N_("to the last line"))                                                       \
    X(LEFT, "Left h", "left", N_("left"), N_("the choice to the left"))                                                \
    X(RIGHT, "Right l", "right", N_("right"), N_("the choice to the right"))                                           \
    X(ENTER, "Enter", "open", N_("open"), N_("open what is selected"))                                                 \
    X(BACK, "Esc q", "back", N_("back"), N_("back to where you came from; on the first screen q ends"))                \
    X(NEXT_AREA, "Tab", "next-area", N_("next area"), N_("go to the next area of the screen"))                         \
    X(TAB_START, "1", "start", N_("start"), N_("the start screen: what is to be done, what is new"))                   \
    X(TAB_PROPOSALS, "2", "proposals", N_("proposals"), N_("all proposals, with search and filter"))                   \
    X(TAB_BALLOTS, "3", "ballots", N_("ballots"), N_("all ballots and their results"))                                 \
    X(TAB_LEDGER, "4", "ledger", N_("ledger"), N_("every entry of the ledger as it was signed"))                       \
    X(TAB_AUDIT, "5", "verify", N_("audit"), N_("check everything: signatures, tree, rules, results"))                 \
    X(TAB_MEMBERS, "6", "members", N_("members"), N_("seats, members and their keys"))                                 \
    X(MEETINGS, "M 7", "meetings", N_("meetings"), N_("all meetings: agenda, attendance, quorum, minutes"))            \
    X(INVITE, "i", "meeting-new", N_("invite"), N_("secretaries: invite to a meeting, or to this one again"))          \
    X(ATTEND, "A", "attend", N_("attendance"), N_("who is present in the meeting: one key for each seat"))             \
    X(PRESENT, "p", "present", N_("present"), N_("attendance: the seat has come"))                                     \
    X(EXCUSED, "x", "excused", N_("excused"), N_("attendance: the seat is excused"))                                   \
    X(GONE, "z", "left", N_("gone"), N_("attendance: the seat has left the meeting"))                                  \
    X(MARK, "Space", "mark", N_("mark"), N_("mark the line, or take its mark away; on a ballot paper: choose it so"))  \
    X(STATUS, "u", "status", N_("status"), N_("adjourn the proposal, refer it, withdraw it, or take it up again"))     \
    X(OBJECT, "O", "object", N_("object"), N_("object to a written procedure, with a reason"))                         \
    X(MINUTES, "P", "minutes", N_("minutes"), N_("read the minutes of the meeting"))                                   \
    X(CONFIRM, "C", "confirm", N_("confirm"), N_("confirm the minutes of the meeting"))                                \
    X(DAY, "D", "roster", N_("as of"), N_("members: who sat where on another day, or at another entry"))               \
    X(HISTORY, "H", "history", N_("history"), N_("members: every entry that changed seats, members or keys"))          \
    ACTION_TABLE_TAKE(X)                                                                                               \
    X(VOTE, "v", "vote", N_("vote"), N_("open the ballot paper"))                                                      \
    X(RECUSE, "b", "recuse", N_("recuse"), N_("declare that your seat takes no part in deciding this"))                \
    X(RESULT, "r", "tally", N_("result"), N_("the count and the result of the ballot"))                                \
    X(OPEN_BALLOT, "B", "ballot-open", N_("open a ballot"), N_("secretaries: open a ballot on the proposal"))          \
    X(CLOSE_BALLOT, "S", "ballot-close", N_("close the ballot"), N_("secretaries: close it and sign the result"))      \
    X(APPROVE, "a", "approve", N_("approve"), N_("add your signature to what waits for it"))                           \
    X(DROP, "d", "pending-drop", N_("drop"), N_("withdraw an entry that still waits for signatures"))                  \
    X(ENROL, "T", "enrol", N_("enrol"), N_("ask for this seat with your key"))                                         \
    X(FOUND, "F", "body-found", N_("found a body"), N_("secretaries: found a body from a statute"))                    \
    X(STATE, "w", "state", N_("statement"), N_("write a statement or a practical report on the proposal"))             \
    X(EDIT, "^X", "edit", N_("editor"), N_("write the text in your editor"))                                           \
    X(COSTS, "c", "costs", N_("costs"), N_("what the proposal costs: whom, when, for what; and what that leaves"))     \
    X(STATUTE, "t", "statute", N_("statute"), N_("by which rules the body decides, in words and exactly"))             \
    X(MOVE_UP, "+ K", "move-up", N_("higher"), N_("put the line one place higher: option or item of an agenda"))       \
    X(MOVE_DOWN, "- J", "move-down", N_("lower"), N_("put the line one place lower: option or item of an agenda"))     \
    X(TIE, "=", "tie", N_("tie"), N_("on a ballot paper: let the option share the place above, or no longer"))         \
    X(SIGN, "", "sign", N_("sign"), N_("type the word that is asked for, then Enter"))                                 \
    X(STOP, "^C", "stop", N_("stop"), N_("stop the work that is running"))                                             \
    X(NEXT_FINDING, "n", "next", N_("next"), N_("to the next finding, news or rule"))                                  \
    X(NEW_ONLY, "Z", "verify-new", N_("only new"), N_("audit: check only what the last audit kept here has not read")) \
    X(MESSAGES, "m", "messages", N_("messages"), N_("all messages of this session"))                                   \
    X(LOCK, "L", "lock", N_("lock"), N_("forget the key until its passphrase is typed again"))                         \
    X(HELP, "? F1", "help", N_("help"), N_("this help; type to filter it, Enter runs the line"))                       \
    ACTION_TABLE_CHANGES(X)

enum action {
    ACTION_NONE,
#define ACTION_ENUM(id, keys, word, label, help) ACTION_##id,
    ACTION_TABLE(ACTION_ENUM)
#undef ACTION_ENUM
        ACTION_COUNT
};

enum { KEY_NAME_BYTES = 24 };
/* A key press. */
struct key {
    char name[KEY_NAME_BYTES]; /* see above */
    bool text;                 /* `name` is a character that can be typed */
    int row, column;           /* of "Click", "WheelUp" and "WheelDown", which the mouse sends */
};

/* The action that a key stands for, or ACTION_NONE. */
enum action keymap_action(const struct key *key);
/* What a key is called on the reader's keyboard, from its name here; valid for ever. Letters and signs stay. */
struct slice keymap_name(struct slice key);
/* The first key of an action, for hints, by that name; "" when it has none. */
const char *keymap_key(enum action action);
/* Its keys by their names here, its word; label and sentence in English, to be translated where they are shown. */
const char *keymap_keys(enum action action);
const char *keymap_word(enum action action);
const char *keymap_label(enum action action);
const char *keymap_help(enum action action);

#endif
