/* The actions of tui/keymap.h, continued: how a list is searched, and what one takes along from any screen. */
#ifndef TUI_KEYMAP_TAKE_H
#define TUI_KEYMAP_TAKE_H

/* As in tui/keymap.h: id, keys, the word in the palette, the label in the hint line, the sentence in the help. */
#define ACTION_TABLE_TAKE(X)                                                                                           \
    X(SEARCH, "/", "search", N_("search"), N_("search while you type; Esc clears the search"))                         \
    X(FILTER, "f", "filter", N_("filter"), N_("the next filter: all, open, voting, adopted, rejected"))                \
    X(SORT, "s", "sort", N_("sort"), N_("sort by the next column"))                                                    \
    X(UNDO, "Backspace", "undo", N_("undo"),                                                                           \
      N_("take back the last change of filter, order, search or day, or of what is on trial"))                         \
    X(COPY, "y", "copy", N_("copy the id"), N_("copy the id of what is selected, to be pasted elsewhere"))             \
    X(EXPORT, "e", "export", N_("export"), N_("save what is selected or shown in a file"))                             \
    X(PAGER, "^P", "pager", N_("pager"), N_("read what is selected or shown in your pager, outside of the screens"))   \
    X(PUBLISH, ">", "export-log", N_("export the log"), N_("write the log of a body into a folder, to be published"))  \
    X(BUNDLE, "0", "bundle", N_("bundle"),                                                                             \
      N_("what waits, and what is new, in a file for another ledger of the body"))                                     \
    X(CHECK, "9", "receipt-check", N_("check a receipt"), N_("check a receipt, or another proof, from a file"))        \
    X(NO_VOTE, "Q", "no-vote", N_("not voted"), N_("on a count: prove to anybody that a seat has not voted"))          \
    X(SOURCE, "X", "source", N_("as written"), N_("show the text as it was written and signed, or set off again"))     \
    X(VERSIONS, "Y", "versions", N_("versions"), N_("earlier and later versions, and what differs between two"))       \
    X(ATTACHMENT, "o", "attachment", N_("attachment"), N_("save an attachment of the proposal in a file"))

#endif
