/* The actions of tui/keymap.h, continued: what a body is changed with, one's keys, and what every screen has. */
#ifndef TUI_KEYMAP_CHANGES_H
#define TUI_KEYMAP_CHANGES_H

/* As in tui/keymap.h: id, keys, the word in the palette, the label in the hint line, the sentence in the help. */
#define ACTION_TABLE_CHANGES(X)                                                                                        \
    X(PROPOSE, "N", "propose", N_("new proposal"), N_("file a proposal; on one of your own: a new version of it"))     \
    X(CHANGE, "E", "change", N_("change"), N_("secretaries: change seats and members; on the statute: its rules"))     \
    X(HALL, "*", "show", N_("hall"), N_("the count for a whole hall: large, read-only, it follows the ledger"))        \
    X(MISSING, "!", "missing", N_("who is missing"), N_("on a count: who has not voted yet, to be copied or saved"))   \
    X(VOID, "V", "ballot-void", N_("void"), N_("secretaries: declare the ballot void, with a reason"))                 \
    X(KEYS, "8", "keys", N_("keys"), N_("your keys: make one, its fingerprint, passphrase, replace it, end it"))       \
    X(REVOKE, "R", "key-revoke", N_("end a key"), N_("secretaries: end the key of whoever holds the seat, for good"))  \
    X(CHECKPOINT, "W", "checkpoint", N_("sign the head"), N_("secretaries: sign the head of the log with its key"))    \
    X(COSIGN, "U", "cosign", N_("countersign"), N_("auditors: check what is new, then countersign the newest head"))   \
    X(IMPORT, "I", "import", N_("import"), N_("take a published log, a folder, or a bundle into this ledger"))         \
    X(AGAINST, "<", "verify-against", N_("compare"), N_("audit: compare with what was kept elsewhere"))                \
    X(POWER, "%", "power", N_("voting power"),                                                                         \
      N_("how strong each bench and seat is; and what a change would make of it"))                                     \
    X(MOUSE, "F6", "mouse", N_("mouse"), N_("mouse on or off; while it is on, Shift lets you mark text to copy"))      \
    X(PALETTE, ":", "palette", N_("command"), N_("all actions by name, filtered while you type"))                      \
    X(REDRAW, "^L", "redraw", N_("redraw"), N_("paint the screen anew"))

#endif
