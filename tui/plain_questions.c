#include "tui/plain_questions.h"

#include "data/ballot_facts.h"
#include "tui/i18n.h"
#include "tui/plain_lists.h"

/* So much of an id is shown and used. */
enum { ID_SHOWN = 12 };

/* Asked with a list. */
static const struct {
    const char *name;
    struct plain_source source;
    bool only_one; /* not asked where there is but one, or none: the verb knows it then */
} lists[] = {
    {"proposal",
     {plain_proposals, N_("Which proposal?"),
      N_("There are no proposals yet: a proposal is filed in the menu \"Bodies\"."), true, true, NULL},
     false},
    {"ballot",
     {plain_ballots, N_("Which ballot?"), N_("There are no ballots yet: secretaries open one on a proposal."), false,
      true, NULL},
     false},
    {"meeting",
     {plain_meetings, N_("Which meeting?"), N_("There are no meetings yet: secretaries invite in the menu \"Bodies\"."),
      false, true, NULL},
     false},
    {"body",
     {plain_bodies, N_("Which body?"),
      N_("There is no body in this ledger yet: found one or take one in, in the menu \"Bodies\"."), false, true, NULL},
     false},
    {"pending", {plain_pendings, N_("Which of them?"), N_("Nothing waits for signatures."), false, true, NULL}, false},
    {"key",
     {plain_keys, N_("Which key?"), N_("There is no key on this machine yet: make one in the menu \"Keys\"."), false,
      false, NULL},
     false},
    {"seat", {plain_seats, N_("For which seat?"), N_("Your key has no seat here."), false, true, NULL}, true},
    {"rule", {plain_rules, N_("By which rule?"), N_("The statute has no rule."), false, true, NULL}, false},
    {"choice", {plain_choices, N_("Your choice?"), N_("This ballot is counted on paper."), false, true, NULL}, false},
};

/* Asked for a line of text. */
static const struct {
    const char *name, *prompt;
} texts[] = {
    {"reason", N_("Reason; it is public for ever (Enter alone: none): ")},
    {"why", N_("Reason; it is public for ever: ")},
    {"draft", N_("File with the draft (Enter alone: write it in your editor): ")},
    {"file", N_("File: ")},
    {"new-file", N_("File to write: ")},
    {"dir", N_("Folder: ")},
    {"path", N_("File or folder: ")},
    {"opens", N_("When voting begins, such as 2026-11-23T10:15:00Z or +2d (Enter alone: at once): ")},
    {"closes", N_("The deadline, such as 2026-11-30T12:00:00Z or +7d (Enter alone: none): ")},
    {"in-meeting", N_("Number of the meeting in which it is voted on (Enter alone: a written procedure): ")},
    {"question", N_("The question on the ballot (Enter alone: that of the proposal): ")},
    {"decision", N_("Number of the decision (Enter alone: none): ")},
    {"outcome", N_("What came out, adopted, rejected or no-quorum: ")},
    {"winner", N_("Who won (Enter alone: nobody): ")},
    {"counts", N_("Counts on paper, such as yes=12 (Enter alone: none): ")},
    {"seats", N_("Which seats, with blanks between: ")},
    {"a-seat", N_("Which seat: ")},
    {"to", N_("To whom it is referred: ")},
    {"when", N_("As of which day or entry, such as 2026-11-23 or 17: ")},
    {"name", N_("Name of the new key, such as kommune-7.rat.example: ")},
    {"handle", N_("Name of the key: ")},
    {"person", N_("Who is behind it; it stays on this machine: ")},
    {"attachment", N_("Name of the file: ")},
    {"version", N_("Number or id of the earlier version: ")},
    {"decided", N_("Number of the adopted proposal that holds the new statute (Enter alone: none): ")},
    {"founding", N_("Id of the founding, for a body that this ledger does not have (Enter alone: none): ")},
    {"secretary", N_("Verifier key of a second secretary (Enter alone: none): ")},
};

struct asking {
    struct plain *plain;
    struct plain_known known;
    struct arena *arena;
};

static enum status cancelled(void)
{
    return STATUS_CANCELLED;
}

static enum status ask_list(struct asking *asking, size_t which, bool optional, struct slice *out)
{
    struct plain_list list = {.first = 0};
    const struct plain_row *row = NULL;
    struct plain *plain = asking->plain;
    struct plain_known chosen = {.count = 0};
    arena_init(&list.arena);
    if (lists[which].only_one) {
        enum status status = plain_ledger(plain);
        if (status == STATUS_OK)
            status = lists[which].source.rows(plain, &asking->known, &list);
        problem_clear(&plain->session->problem);
        if (status != STATUS_OK || list.count < 2) {
            *out = SLICE("");
            arena_release(&list.arena);
            return STATUS_OK;
        }
    }
    enum plain_picked picked =
        plain_pick(plain, &lists[which].source, &asking->known, optional && !lists[which].only_one, &list, &row, out);
    if (picked == PICKED_ROW) {
        chosen = row->known;
        plain_prefer_numbers(plain, asking->arena, &chosen);
        *out = plain_known_value(&chosen, slice_of(lists[which].name));
    }
    *out = picked == PICKED_NONE || picked == PICKED_BACK ? SLICE("") : arena_copy(asking->arena, *out);
    arena_release(&list.arena);
    return picked == PICKED_BACK ? cancelled() : out->at ? STATUS_OK : STATUS_NO_MEMORY;
}

static enum status ask_text(struct asking *asking, const char *prompt, bool optional, struct slice *out)
{
    struct buffer line;
    enum status status = STATUS_OK;
    buffer_init(&line);
    do {
        if (plain_ask(asking->plain, prompt, &line) != INPUT_LINE)
            status = cancelled();
        else if (line.length == 0 && !optional)
            plain_say(asking->plain, _("Something has to be typed here; Ctrl-C goes back to the menu."), SLICE(""),
                      SLICE(""));
    } while (status == STATUS_OK && line.length == 0 && !optional);
    *out = arena_copy(asking->arena, buffer_slice(&line));
    buffer_release(&line);
    return status == STATUS_OK && !out->at ? STATUS_NO_MEMORY : status;
}

static enum status answer(void *context, const struct plain_blank *blank, struct slice *out)
{
    struct asking *asking = context;
    const char *name = NULL;
    enum status status = STATUS_USAGE; /* no table has the question: a line of the menus is wrong */
    *out = plain_known_value(&asking->known, blank->name);
    if (out->at)
        return STATUS_OK;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0] && !name; i++) {
        if (!slice_is(blank->name, lists[i].name))
            continue;
        name = lists[i].name;
        status = ask_list(asking, i, blank->optional, out);
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && !name; i++) {
        if (!slice_is(blank->name, texts[i].name))
            continue;
        name = texts[i].name;
        status = ask_text(asking, _(texts[i].prompt), blank->optional, out);
    }
    if (status == STATUS_OK)
        plain_know(&asking->known, name, *out);
    return status;
}

/* Not every failure has words of its own; leaving a question needs none. */
static void say_failure(struct plain *plain, enum status status)
{
    if (status == STATUS_CANCELLED || plain->over)
        return;
    if (plain->session->problem.status == STATUS_OK)
        plain->session->problem.status = status;
    plain_fail(plain);
}

void plain_do(struct plain *plain, const char *line, const struct plain_known *known, bool pages)
{
    struct arena arena;
    struct plain_words words;
    arena_init(&arena);
    struct asking asking = {.plain = plain, .known = *known, .arena = &arena};
    enum status status = plain_fill(line, answer, &asking, &arena, &words, &plain->session->problem);
    if (status == STATUS_OK)
        plain_run(plain, &words, pages);
    else
        say_failure(plain, status);
    arena_release(&arena);
}

void plain_type(struct plain *plain)
{
    struct arena arena;
    struct plain_words words;
    struct buffer line;
    arena_init(&arena);
    buffer_init(&line);
    if (plain_ask(plain, _("Command, without \"stimmbuch\", such as tally 2026-017 (Enter alone: none): "), &line) ==
        INPUT_LINE) {
        enum status status = plain_split(buffer_slice(&line), &arena, &words, &plain->session->problem);
        if (status != STATUS_OK)
            say_failure(plain, status);
        else if (words.count)
            plain_run(plain, &words, false);
    }
    buffer_release(&line);
    arena_release(&arena);
}

void plain_choose_key(struct plain *plain)
{
    struct arena arena;
    struct slice label;
    arena_init(&arena);
    struct asking asking = {.plain = plain, .arena = &arena};
    struct plain_blank blank = {.name = SLICE("key")};
    enum status status = answer(&asking, &blank, &label);
    if (status == STATUS_OK)
        status = session_use_key(plain->session, label);
    if (status == STATUS_OK)
        plain_say(plain, _("You act with the key {1}."), label, SLICE(""));
    else
        say_failure(plain, status);
    arena_release(&arena);
}

bool plain_has_key(struct plain *plain)
{
    struct vkey ignored;
    bool given = session_has(plain->session, OPTION_AS);
    enum status status = session_key_name(plain->session, &ignored);
    if (status == STATUS_OK)
        return true;
    if (given) {
        plain_fail(plain);
        return false;
    }
    problem_clear(&plain->session->problem);
    plain_choose_key(plain);
    return session_has(plain->session, OPTION_AS);
}

/* What has a number. */
static const struct {
    const char *name;
    enum status (*find)(struct store *store, const char *text, struct found *out, struct problem *problem);
} things[] = {{"ballot", query_find_ballot}, {"proposal", query_find_proposal}, {"meeting", query_find_meeting}};

bool plain_find(struct plain *plain, const char *name, struct slice text)
{
    enum status status = plain_ledger(plain);
    for (size_t i = 0; i < sizeof things / sizeof things[0] && status == STATUS_OK; i++) {
        struct found ignored;
        if (strcmp(name, things[i].name) == 0)
            status = things[i].find(ledger_store(plain->session->ledger), text.at, &ignored, &plain->session->problem);
    }
    if (status != STATUS_OK)
        say_failure(plain, status);
    return status == STATUS_OK;
}

/* The proposal that a ballot is on. */
static void know_proposal(struct plain *plain, struct arena *arena, struct plain_known *known)
{
    struct ballot_facts facts;
    char hex[DIGEST_HEX_LENGTH + 1];
    struct slice ballot = plain_known_value(known, SLICE("ballot"));
    if (!ballot.at || plain_known_value(known, SLICE("proposal")).at ||
        ballot_facts_find(ledger_store(plain->session->ledger), ballot.at, &facts, NULL) != STATUS_OK)
        return;
    digest_hex(&facts.proposal_id, hex);
    struct slice copy = arena_copy(arena, slice_head(slice_of(hex), ID_SHOWN));
    if (copy.at)
        plain_know(known, "proposal", copy);
}

void plain_prefer_numbers(struct plain *plain, struct arena *arena, struct plain_known *known)
{
    struct slice number = plain_known_value(known, SLICE("number"));
    if (plain_ledger(plain) != STATUS_OK)
        return;
    know_proposal(plain, arena, known);
    if (!number.at || !number.length)
        return;
    for (size_t i = 0; i < sizeof things / sizeof things[0]; i++) {
        struct found found;
        char hex[DIGEST_HEX_LENGTH + 1];
        struct slice id = plain_known_value(known, slice_of(things[i].name));
        if (!id.at || things[i].find(ledger_store(plain->session->ledger), number.at, &found, NULL) != STATUS_OK)
            continue;
        digest_hex(&found.id, hex);
        if (slice_equal(slice_head(slice_of(hex), id.length), id))
            plain_know(known, things[i].name, number);
    }
}
