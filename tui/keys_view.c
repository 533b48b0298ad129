#include "tui/keys_view.h"

#include "core/fingerprint.h"
#include "data/query_inbox.h"
#include "data/query_key.h"

enum { BESIDE = 96, LIST_COLUMNS = 40, FRAMED_ROWS = 12, LABEL = 15 };

void keys_view_release(struct keys_view *view)
{
    key_form_close(&view->form);
    buffer_release(&view->places);
    arena_release(&view->arena);
}

const struct keyring_entry *keys_view_focus(const struct keys_view *view)
{
    return view->list.focus > 0 ? &view->key[view->list.focus - 1] : NULL;
}

void keys_view_focus_on(struct keys_view *view, struct slice label)
{
    for (size_t i = 0; i < view->keys; i++)
        if (slice_equal(view->key[i].label, label))
            view->list.focus = (int64_t)i + 1;
}

/* Keys of logs, and one's earlier ones, lie under their id. */
static bool is_by_id(const struct keyring_entry *key)
{
    return memchr(key->label.at, '+', key->label.length) != NULL;
}

static void find_used(struct keys_view *view, struct app *app)
{
    struct slice label = session_value(app->session, OPTION_AS);
    memset(view->used, 0, sizeof view->used);
    if (app->who[0] && label.length < sizeof view->used)
        memcpy(view->used, label.at, label.length);
}

enum status keys_view_load(struct keys_view *view, struct app *app)
{
    const struct keyring_entry *before = view->keys ? keys_view_focus(view) : NULL;
    char label[KEY_LABEL_MAX + 1] = "";
    if (before && before->label.length < sizeof label)
        memcpy(label, before->label.at, before->label.length);
    arena_release(&view->arena);
    view->keys = 0;
    find_used(view, app);
    enum status status = keyring_list(&app->session->keyring, &view->arena, &view->key, &view->keys, &app->problem);
    list_resize(&view->list, (int64_t)view->keys + 1);
    keys_view_focus_on(view, slice_of(label));
    return status == STATUS_OK ? keys_view_explain(view, app) : status;
}

/* "rat.example: Mitglied, Landkreis" */
static bool take_place(void *context, const struct inbox_place *item)
{
    struct buffer *out = context;
    const char *role = i18n_word(item->role);
    buffer_text(out, out->length ? "\n" : "");
    buffer_add(out, item->body_name);
    buffer_text(out, ": ");
    buffer_add(out, role ? slice_of(role) : item->role);
    buffer_text(out, item->seat.length ? ", " : "");
    buffer_add(out, item->seat_title.length ? item->seat_title : item->seat);
    return true;
}

/* Whether a body has this very key under the name, and not another. */
struct using
{
    struct slice vkey;
    bool in_force, earlier;
};

static bool take_use(void *context, const struct key_use *use)
{
    struct using *using = context;
    bool same = slice_equal(use->vkey, using->vkey);
    using->in_force = using->in_force || same;
    using->earlier = using->earlier || (use->in_chain && !same);
    return true;
}

enum status keys_view_explain(struct keys_view *view, struct app *app)
{
    const struct keyring_entry *key = keys_view_focus(view);
    struct buffer text;
    struct using using = {.in_force = false};
    view->pager = (struct pager){.top = 0};
    buffer_clear(&view->places);
    view->log = false;
    if (!key || key->problem)
        return STATUS_OK;
    buffer_init(&text);
    vkey_write(&key->vkey, &text);
    using.vkey = buffer_slice(&text);
    enum status status = query_key_of_log(app_store(app), key->vkey.name, &view->log, &app->problem);
    if (status == STATUS_OK)
        status = query_key_uses(app_store(app), key->vkey.name, using.vkey, SLICE(""), take_use, &using, &app->problem);
    if (status == STATUS_OK && using.in_force)
        status = query_inbox_places(app_store(app), key->vkey.name, take_place, &view->places, &app->problem);
    else if (status == STATUS_OK && using.earlier)
        buffer_text(&view->places, _("none any more: another key took its place"));
    buffer_release(&text);
    return status == STATUS_OK ? buffer_status(&view->places) : status;
}

void keys_view_open_menu(struct keys_view *view)
{
    const struct keyring_entry *key = keys_view_focus(view);
    size_t count = 0;
    view->choice[count++] = CHOICE_USE;
    view->choice[count++] = CHOICE_PASSPHRASE;
    if (view->log)
        view->choice[count++] = CHOICE_HAND_OVER;
    else if (key && !is_by_id(key))
        view->choice[count++] = CHOICE_ROTATE;
    view->choice[count++] = view->log ? CHOICE_LOST : CHOICE_REVOKE;
    view->menu = true;
    view->menu_list = (struct list){.count = 0};
    list_resize(&view->menu_list, (int64_t)count);
}

struct layout {
    struct area list, words; /* inside their frames */
    struct area list_box, words_box;
    bool framed;
};

static struct layout layout_of(const struct keys_view *view, struct area area)
{
    struct layout layout = {.framed = area.rows >= FRAMED_ROWS};
    int frame = layout.framed ? 2 : 0, wanted = (int)view->list.count + frame, most = area.rows / 3;
    int rows = wanted < most ? wanted : most;
    /* What is typed needs the room. */
    if (!layout.framed && (view->form.kind != FORM_NONE || view->menu))
        rows = 0;
    layout.list_box = (struct area){area.row, area.column, rows, area.columns};
    layout.words_box = (struct area){area.row + rows, area.column, area.rows - rows, area.columns};
    if (layout.framed && area.columns >= BESIDE) {
        layout.list_box = (struct area){area.row, area.column, area.rows, LIST_COLUMNS};
        layout.words_box =
            (struct area){area.row, area.column + LIST_COLUMNS + 1, area.rows, area.columns - LIST_COLUMNS - 1};
    }
    const struct area *const boxes[] = {&layout.list_box, &layout.words_box};
    struct area *const insides[] = {&layout.list, &layout.words};
    for (size_t i = 0; i < 2; i++)
        *insides[i] =
            layout.framed
                ? (struct area){boxes[i]->row + 1, boxes[i]->column + 2, boxes[i]->rows - 2, boxes[i]->columns - 4}
                : (struct area){boxes[i]->row, boxes[i]->column + 1, boxes[i]->rows, boxes[i]->columns - 2};
    return layout;
}

int keys_view_page(const struct keys_view *view, struct area area)
{
    struct layout layout = layout_of(view, area);
    return layout.list.rows;
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct keys_view *view = context;
    (void)focused;
    if (index == 0) {
        canvas_say(canvas, line.row, line.column, line.columns, STYLE_NORMAL, _("Make a new key"));
        return;
    }
    const struct keyring_entry *key = &view->key[index - 1];
    bool used = slice_is(key->label, view->used);
    struct buffer text;
    buffer_init(&text);
    buffer_add(&text, key->label);
    if (used || key->problem || is_by_id(key))
        buffer_text(&text, "  ");
    buffer_text(&text, key->problem    ? _("cannot be used")
                       : used          ? _("in use")
                       : is_by_id(key) ? _("a log's, or an earlier one")
                                       : "");
    canvas_text(canvas, line.row, line.column, line.columns, used ? STYLE_TITLE : STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

static void draw_choice(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct keys_view *view = context;
    const char *const words[CHOICES] = {
        [CHOICE_USE] = _("Sign with it from now on"),
        [CHOICE_PASSPHRASE] = _("Change its passphrase"),
        [CHOICE_ROTATE] = _("Put a new key in its place"),
        [CHOICE_REVOKE] = _("End it for good"),
        [CHOICE_HAND_OVER] = _("Give the log a new key in its place"),
        [CHOICE_LOST] = _("Give the log a new key: the old one is lost"),
    };
    (void)focused;
    canvas_say(canvas, line.row, line.column, line.columns, STYLE_NORMAL, words[view->choice[index]]);
}

static void write_key(const struct keys_view *view, const struct keyring_entry *key, struct page *page)
{
    struct buffer text;
    buffer_init(&text);
    if (key->problem) {
        i18n_problem(key->problem, &text);
        page_wrap(page, STYLE_BAD, 0, buffer_slice(&text));
        buffer_release(&text);
        return;
    }
    vkey_write(&key->vkey, &text);
    struct digest digest = digest_of(buffer_slice(&text));
    page_field(page, LABEL, _("Name"), STYLE_TITLE, key->vkey.name);
    page_field(page, LABEL, _("Verifier key"), STYLE_NORMAL, buffer_slice(&text));
    buffer_clear(&text);
    fingerprint_hex(&digest, FINGERPRINT_BYTES, &text);
    page_field(page, LABEL, _("Fingerprint"), STYLE_NORMAL, buffer_slice(&text));
    buffer_clear(&text);
    fingerprint_words(&digest, &text);
    page_field(page, LABEL, _("In words"), STYLE_NORMAL, buffer_slice(&text));
    page_field(page, LABEL, _("Places"), STYLE_NORMAL,
               view->places.length ? buffer_slice(&view->places)
                                   : slice_of(_("none yet; a seat is asked for under 6")));
    page_next(page);
    page_wrap(
        page, STYLE_MUTED, 0,
        slice_of(_("Whoever approves your enrolment compares the fingerprint with you, by telephone for instance. "
                   "Enter: what can be done with the key.")));
    buffer_release(&text);
}

static void write_words(const struct keys_view *view, struct page *page)
{
    const struct keyring_entry *key = keys_view_focus(view);
    if (key)
        write_key(view, key, page);
    else
        page_wrap(page, STYLE_NORMAL, 0,
                  slice_of(_("A key is what you sign with. Enter makes one; it stays on this machine, locked by a "
                             "passphrase.")));
}

bool keys_view_scroll(struct keys_view *view, enum action action, struct area area)
{
    struct layout layout = layout_of(view, area);
    struct page page = {.area = layout.words};
    if (action != ACTION_PAGE_UP && action != ACTION_PAGE_DOWN)
        return false;
    write_words(view, &page);
    view->pager.lines = page.line;
    return pager_act(&view->pager, action, layout.words.rows);
}

void keys_view_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct keys_view *view = state;
    struct layout layout = layout_of(view, area);
    const struct keyring_entry *key = keys_view_focus(view);
    if (layout.framed) {
        canvas_box(canvas, layout.list_box, slice_of(_("Keys on this machine")), SLICE(""));
        canvas_box(canvas, layout.words_box,
                   view->form.kind == FORM_NEW ? slice_of(_("A new key"))
                   : view->form.name[0]        ? slice_of(view->form.name)
                   : key                       ? key->label
                                               : slice_of(_("A new key")),
                   SLICE(""));
    }
    list_draw(&view->list, canvas, layout.list, draw_row, view);
    if (view->form.kind != FORM_NONE) {
        key_form_draw(&view->form, canvas, layout.words);
    } else if (view->menu) {
        list_draw(&view->menu_list, canvas, layout.words, draw_choice, view);
    } else {
        struct page page = {.canvas = canvas, .area = layout.words, .skip = view->pager.top};
        write_words(view, &page);
    }
}
