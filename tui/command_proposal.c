/* propose; proposal list, show. */
#include "core/text.h"
#include "data/query_meeting.h"
#include "tui/command.h"
#include "tui/differences.h"
#include "tui/i18n.h"
#include "tui/proposal_facts.h"
#include "tui/proposal_words.h"
#include "tui/writing.h"

static enum status compose(struct session *session, struct writing *writing)
{
    return compose_proposal(&writing->author, &writing->draft, &session->problem);
}

static enum status propose(struct session *session)
{
    static const struct writing_kind kind = {KIND_PROPOSAL, WRITING_BODY, true, compose};
    return writing_sign(session, &kind);
}

struct listing {
    struct session *session;
    enum status status;
    size_t count;
};

static json_t *proposal_json(const struct proposal_item *item)
{
    char at[INSTANT_LENGTH + 1];
    instant_write((struct instant){.seconds = item->at}, at);
    /* "kind" tells what is listed, as in every list; the decision kind of a proposal is "type". */
    return json_pack("{s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:I, s:I}", "id", json_digest(&item->id), "kind",
                     "proposal", "number", json_slice(item->number), "title", json_slice(item->title), "state",
                     json_slice(item->state), "body", json_slice(item->body_name), "type", json_slice(item->kind), "by",
                     json_slice(item->author), "at", at, "index", (json_int_t)item->index, "statements",
                     (json_int_t)item->statements);
}

static enum status print_line(struct session *session, const struct proposal_item *item)
{
    const char *state = proposal_state(item->state);
    struct buffer line;
    buffer_init(&line);
    buffer_add(&line, item->number);
    for (int width = text_width(item->number); width < 12; width++)
        buffer_byte(&line, ' ');
    buffer_text(&line, state);
    for (int width = text_width(slice_of(state)); width < 16; width++)
        buffer_byte(&line, ' ');
    text_safe(item->title, &line);
    buffer_byte(&line, '\n');
    enum status status = buffer_status(&line);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&line));
    buffer_release(&line);
    return status;
}

static bool list_proposal(void *context, const struct proposal_item *item)
{
    struct listing *listing = context;
    listing->count++;
    listing->status = session_has(listing->session, OPTION_JSON) ? session_json(listing->session, proposal_json(item))
                                                                 : print_line(listing->session, item);
    return listing->status == STATUS_OK;
}

static enum status read_limit(struct session *session, int64_t *out)
{
    uint64_t number = 0;
    if (session_has(session, OPTION_LIMIT) &&
        (!value_number(session_value(session, OPTION_LIMIT), &number) || number == 0))
        return problem_say(&session->problem, STATUS_USAGE, N_("--{1} wants a number"), "limit", NULL);
    *out = (int64_t)number;
    return STATUS_OK;
}

/* Where the option is given, it is one of these words. */
static enum status check_word(struct session *session, enum option option, const char *name, const char *words)
{
    struct slice rest = slice_of(words);
    bool known = !session_has(session, option);
    while (rest.length && !known)
        known = slice_equal(slice_cut(&rest, ' '), session_value(session, option));
    return known ? STATUS_OK : problem_say(&session->problem, STATUS_USAGE, N_("--{1} is one of {2}"), name, words);
}

static enum status proposal_list(struct session *session)
{
    struct listing listing = {.session = session, .status = STATUS_OK};
    struct proposal_filter filter = {.search = session_value(session, OPTION_SEARCH),
                                     .state = session_value(session, OPTION_STATUS),
                                     .demand = session_value(session, OPTION_DEMAND),
                                     .bench = session_value(session, OPTION_BENCH)};
    enum status status = read_limit(session, &filter.limit);
    if (status == STATUS_OK)
        status = check_word(session, OPTION_STATUS, "status",
                            "open voting adopted rejected adjourned referred withdrawn superseded");
    if (status == STATUS_OK)
        status = check_word(session, OPTION_DEMAND, "demand", "1 2 3 4 5");
    if (status == STATUS_OK)
        status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK && session_has(session, OPTION_BENCH))
        status = query_find_bench(ledger_store(session->ledger), session->option[OPTION_BENCH], &session->problem);
    if (status == STATUS_OK)
        status = query_proposals(ledger_store(session->ledger), &filter, list_proposal, &listing, &session->problem);
    if (status == STATUS_OK && listing.status == STATUS_OK && listing.count == 0 && !session_has(session, OPTION_JSON))
        session_note(session, _("No proposal fits."), SLICE(""), SLICE(""));
    return status == STATUS_OK ? listing.status : status;
}

static bool statement_json(void *context, const struct statement_item *item)
{
    json_array_append_new(context, json_pack("{s:o, s:o, s:o, s:o, s:I}", "id", json_digest(&item->id), "stance",
                                             json_slice(item->stance), "seat", json_slice(item->seat), "by",
                                             json_slice(item->author), "index", (json_int_t)item->index));
    return true;
}

static bool recusal_json(void *context, struct slice seat)
{
    json_array_append_new(context, json_slice(seat));
    return true;
}

struct one {
    json_t *object;
};

static bool take_json(void *context, const struct proposal_item *item)
{
    ((struct one *)context)->object = proposal_json(item);
    return false;
}

/* The entry's own fields as an object: repeated ones as arrays of their values. */
static void fields_json(const struct entry *entry, json_t *fields)
{
    for (size_t i = 0; i < entry->fields; i++) {
        const struct field_rule *rule = entry->field[i].rule;
        json_t *value = json_slice(entry->field[i].value);
        if (rule->occurs == OCCURS_ANY || rule->occurs == OCCURS_SOME) {
            if (!json_object_get(fields, rule->name))
                json_object_set_new(fields, rule->name, json_array());
            json_array_append_new(json_object_get(fields, rule->name), value);
        } else {
            json_object_set_new(fields, rule->name, value);
        }
    }
}

static enum status show_json(struct session *session, const struct found *found, const struct entry *entry)
{
    struct store *store = ledger_store(session->ledger);
    struct one one = {.object = NULL};
    struct proposal_filter filter = {.body = found->body, .before = found->seq + 1, .limit = 1};
    struct buffer text;
    buffer_init(&text);
    json_t *statements = json_array(), *recused = json_array(), *fields = json_object(), *links = json_array();
    entry_plain_text(entry, &text);
    fields_json(entry, fields);
    enum status status = query_proposals(store, &filter, take_json, &one, &session->problem);
    if (status == STATUS_OK)
        status = query_statements(store, found->body, found->index, statement_json, statements, &session->problem);
    if (status == STATUS_OK)
        status = query_recusals(store, found->body, found->index, INT64_MAX, recusal_json, recused, &session->problem);
    if (status == STATUS_OK)
        status = link_facts_json(session, found->body, found->index, links);
    json_object_set_new(one.object, "costs", cost_facts_json(entry));
    json_object_set_new(one.object, "links", links);
    json_object_set_new(one.object, "fields", fields);
    json_object_set_new(one.object, "text", json_slice(buffer_slice(&text)));
    json_object_set_new(one.object, "statements", statements);
    json_object_set_new(one.object, "recused", recused);
    buffer_release(&text);
    if (status == STATUS_OK)
        return session_json(session, one.object);
    json_decref(one.object);
    return status;
}

/* The proposal as it was signed, and behind an empty line what follows from it. */
static enum status show_words(struct session *session, const struct found *found, const struct entry *entry,
                              struct slice bytes)
{
    struct buffer text;
    buffer_init(&text);
    buffer_add(&text, bytes);
    buffer_byte(&text, '\n');
    cost_facts_words(entry, &text);
    enum status status = link_facts_words(session, found->body, found->index, &text);
    if (status == STATUS_OK)
        status = buffer_status(&text);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&text));
    buffer_release(&text);
    return status;
}

static enum status show(struct session *session, const struct found *found, struct slice bytes)
{
    struct note note;
    struct entry entry;
    struct arena arena;
    arena_init(&arena);
    enum status status = note_parse(bytes, &note, &session->problem);
    if (status == STATUS_OK)
        status = entry_parse(note.text, &arena, &entry, &session->problem);
    if (status == STATUS_OK)
        status = session_has(session, OPTION_JSON) ? show_json(session, found, &entry)
                                                   : show_words(session, found, &entry, bytes);
    arena_release(&arena);
    return status;
}

/* What differs from another version of the same body, from the other one to this one. */
static enum status show_differences(struct session *session, const struct found *found)
{
    struct found other;
    struct differences differences;
    struct buffer text;
    struct store *store = ledger_store(session->ledger);
    enum status status = query_find_proposal(store, session->option[OPTION_COMPARE], &other, &session->problem);
    if (status == STATUS_OK && other.body != found->body)
        status =
            problem_say(&session->problem, STATUS_USAGE, N_("the two proposals are of different bodies"), NULL, NULL);
    if (status != STATUS_OK)
        return status;
    buffer_init(&text);
    status = differences_read(&differences, store, found->body, other.index, found->index, &session->problem);
    if (status == STATUS_OK && session_has(session, OPTION_JSON)) {
        status = session_json(session, differences_json(&differences));
    } else if (status == STATUS_OK) {
        differences_words(&differences, &text);
        differences_summary(&differences, &text);
        buffer_byte(&text, '\n');
        status = buffer_status(&text) == STATUS_OK ? session_print(session, buffer_slice(&text)) : STATUS_NO_MEMORY;
    }
    differences_release(&differences);
    buffer_release(&text);
    return status;
}

static enum status proposal_show(struct session *session)
{
    struct found found;
    struct buffer bytes;
    buffer_init(&bytes);
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = query_find_proposal(ledger_store(session->ledger), session->argument[0], &found, &session->problem);
    if (status == STATUS_OK && session_has(session, OPTION_COMPARE))
        return show_differences(session, &found);
    if (status == STATUS_OK)
        status = query_entry(ledger_store(session->ledger), found.body, found.index, &bytes, &session->problem);
    if (status == STATUS_OK)
        status = show(session, &found, buffer_slice(&bytes));
    buffer_release(&bytes);
    return status;
}

const struct command commands_proposal[] = {
    {"propose", NULL, "BODY [FILE]", 1, 2, "", N_("file a proposal from a draft, or from your editor"), propose},
    {"proposal", "list", "", 0, 0, "search status demand bench limit", N_("show proposals, newest first"),
     proposal_list},
    {"proposal", "show", "PROPOSAL", 1, 1, "compare", N_("show a proposal as it was signed, and its net burden"),
     proposal_show},
    {0},
};
