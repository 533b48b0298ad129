#include "tui/source.h"

#include "tui/markdown.h"

void source_turn(struct app *app, bool *source)
{
    *source = !*source;
    app_say(app, STYLE_NORMAL,
            !markdown_is_built_in() ? _("This program was built without md4c: texts are always shown as written.")
            : *source               ? _("Texts are shown as they were written and signed; X sets them off again.")
                                    : _("Texts are set off; X shows them as they were written and signed."),
            SLICE(""), SLICE(""));
}
