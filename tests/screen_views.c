#include "tests/screen_views.h"

#include "data/query.h"
#include "tests/stage_draft.h"
#include "tests/stage_gates.h"
#include "tests/stage_meeting.h"
#include "tests/stage_methods.h"
#include "tests/world_text.h"
#include "tui/screens.h"
#include "tui/seat_pass.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

static const struct view delegate_views[] = {
    {"start", ""},
    {"start-votes", "Tab"},
    {"proposals", "2"},
    {"proposals-search", "2 / strasse"},
    {"proposal", "2 End Enter"},
    {"proposal-part", "2 End Enter Tab Tab"},
    {"ballot", "2 / kataster Enter Enter v"},
    {"ballot-own", "2 / beleuchtung Enter Enter v"},
    {"sign", "2 / kataster Enter Enter v Enter"},
    {"sign-empty", "2 / kataster Enter Enter v Enter Enter"},
    {"sign-passphrase", "2 / kataster Enter Enter v Enter yes Enter geheim"},
    {"import", "I"},
    {"ballots", "3"},
    {"result-open", "2 / kataster Enter Enter r"},
    {"result-rejected", "2 / hauptstrasse Enter Enter r"},
    {"ledger", "4"},
    {"entry", "4 Enter"},
    {"audit", "5"},
    {"audit-new", "5 Z"},
    {"against", "5 <"},
    {"check-fork", "9 tests/fuzz/corpus/fork/good-3-6 Enter"},
    {"against-unknown", "5 < tests/fuzz/corpus/checkpoint/ok-cosigned Enter"},
    {"members", "6"},
    {"enrolment", "6 T"},
    {"statute", "6 t"},
    {"power", "6 t %"},
    {"power-trial", "% Space Down Right PgDn"},
    {"power-weight", "% Home Right Down Enter"},
    {"statute-rule", "2 / beleuchtung Enter Enter v t"},
    {"help", "?"},
    {"help-search", "? stimm"},
    {"check", "9"},
    {"check-held", "9 tests/fuzz/corpus/receipt_file/vote Enter PgDn"},
    {"check-false", "9 tests/fuzz/corpus/no_vote/found Enter End"},
    {"silent", "2 / kataster Enter Enter r Q"},
    {"messages", "X Y m"},
    {"unknown-key", "X"},
    {"keys", "8"},
    {"keys-menu", "8 Enter"},
    {"cosign", "U yes"},
    {"recusal", "2 / kataster Enter Enter b"},
    {"keys-new", "8 Home Enter stadt-2"},
    {"keys-passphrase", "8 Enter Down Enter geheim"},
    {"keys-rotate", "8 Enter Down Down Enter"},
    {"keys-revoke", "8 Enter Down Down Down Enter"},
    {NULL, NULL},
};

static const struct view overdue_views[] = {
    {"overdue-ballots", "3 Down"},
    {"overdue-result", "2 / kataster Enter Enter r"},
    {"overdue-proposals", "2"},
    {"overdue-start", ""},
    {NULL, NULL},
};

static const struct view overdue_secretary_views[] = {{"overdue-secretary", ""}, {NULL, NULL}};

static const struct view secretary_views[] = {
    {"secretary-start", ""},
    {"secretary-pending", "a"},
    {"secretary-opening", "2 / partnerschaft Enter Enter B"},
    {"founding", "F End Up Up Up Up Up"},
    {"founding-further", "F Down PgDn Enter"},
    {"founding-keys", "F Tab Down"},
    {"founding-own", "F End Tab data/samples/world.txt"},
    {"secretary-close", "2 / kataster Enter Enter r S"},
    {"hall", "2 / kataster Enter Enter r *"},
    {"hall-closed", "2 / hauptstrasse Enter Enter r *"},
    {"missing", "2 / kataster Enter Enter r !"},
    {"checkpoint", "W"},
    {NULL, NULL},
};

static const struct view stranger_views[] = {
    {"stranger-start", ""},
    {"stranger-members", "6"},
    {"stranger-vote", "2 / kataster Enter Enter v"},
    {"stranger-keys", "Enter"},
    {NULL, NULL},
};

static const struct view empty_views[] = {
    {"empty-start", ""},    {"empty-proposals", "2"}, {"empty-ballots", "3"},
    {"empty-ledger", "4"},  {"empty-audit", "5"},     {"empty-members", "6"},
    {"empty-key", "Enter"}, {"empty-founding", "F"},  {NULL, NULL},
};

static const struct view gates_views[] = {
    {"gates-opening", "2 / terminbuchung Enter Enter B"},
    {"gates-words", "2 / terminbuchung Enter Enter B Tab Tab"},
    {"gates-ballot", "2 / plattform Enter Enter v"},
    {"costs", "2 / plattform Enter Enter c"},
    {"costs-partial", "2 / terminbuchung Enter Enter c"},
    {"statements", "2 / plattform Enter Enter Tab Tab Tab"},
    {"statement", "2 / terminbuchung Enter Enter w Down Down Down Tab Jeder Space Termin Space wird Space doppelt."},
    {"gates-facts", "2 / plattform Enter Enter v Tab Tab"},
    {NULL, NULL},
};

static const struct view methods_views[] = {
    {"choice", "2 / sprecherwahl Enter Enter v Down Down"},
    {"choice-many", "2 / standorts Enter Enter v PgDn Tab Tab Down Down"},
    {"approval", "2 / auszeichnung Enter Enter v Space Down Down Space"},
    {"ranking", "2 / besetzung Enter Enter v Down Space Down Down Space = Down Down Space"},
    {"ranking-empty", "2 / besetzung Enter Enter v Enter"},
    {"ranking-sign", "2 / besetzung Enter Enter v Space Down Space Down Space Down Space Down Space Enter"},
    {"result-ranking", "2 / vorsitzes Enter Enter r"},
    {"result-tie", "2 / stellvertretung Enter Enter r"},
    {NULL, NULL},
};

static const struct view meeting_views[] = {
    {"meeting-start", ""},
    {"meetings", "M"},
    {"meeting", "M Down Enter"},
    {"meeting-attendance", "M Down Enter Tab Tab"},
    {"meeting-invitation", "M Down Enter Tab Tab Tab"},
    {"attendance", "M Down A"},
    {"minutes", "M End P"},
    {"minutes-draft", "M Down P"},
    {"invitation", "M i S-4 Tab Vierte Space Sitzung Tab Tab +2h Tab Tab kreis Tab Space Space"},
    {"invitation-again", "M Down Enter i"},
    {"status", "M Down Enter Down u Down"},
    {"members-past", "6 D 2026-11-19 Enter"},
    {"members-day", "6 D 2026"},
    {"history", "6 H"},
    {NULL, NULL},
};

static const struct view meeting_secretary_views[] = {
    {"attendance-changes", "M Down A p z x"},    {"meeting-opening", "M Down Enter Down B"},
    {"minutes-secretary", "M Down P"},           {"minutes-file", "M Down P Tab nirgendwo"},
    {"objection", "2 / umlauf Enter Enter v O"}, {"closing", "M Down Enter r S"},
    {"void", "2 / umlauf Enter Enter V"},        {NULL, NULL},
};

static const struct view draft_views[] = {
    {"draft-new", "N"}, {"draft", "N Down"}, {"draft-wrong", "N Down Down"}, {"draft-own", "N End x"}, {NULL, NULL},
};

static const struct view change_views[] = {
    {"draft-roster", "6 E Down"},
    {"draft-statute", "6 t E Down"},
    {NULL, NULL},
};

static const struct view files_views[] = {
    {"save", "2 / beleuchtung Enter Enter e"},
    {"export", "4 >"},
    {NULL, NULL},
};

static const struct view pass_views[] = {{"pass", "? Esc Down"}, {NULL, NULL}};

static const struct view versions_views[] = {
    {"versions", "2 / v-2 Enter Enter Y"},
    {"versions-statute", "6 t Y"},
    {NULL, NULL},
};

static const struct view receipt_views[] = {{"receipt", "? Esc"}, {NULL, NULL}}; /* the greeting goes */

static void pass_a_deadline(struct stage *stage)
{
    stage->w->now.seconds += 3 * 86400;
}

/* The screen names the folder that the program was started in: here one that every machine has. */
static void reach_in_root(struct stage *stage, const char *keys)
{
    int here = open(".", O_RDONLY | O_DIRECTORY);
    assert_true(here >= 0);
    struct slice all = slice_of(keys);
    char *before = strndup(all.at, all.length - 1);
    assert_non_null(before);
    stage_press(stage, before);
    free(before);
    assert_int_equal(chdir("/"), 0);
    stage_press(stage, keys + all.length - 1);
    assert_int_equal(fchdir(here), 0);
    close(here);
}

/* Where a vote stands, found as the commands find it. */
static void reach_receipt(struct stage *stage, const char *keys)
{
    struct store *store = app_store(&stage->app);
    int64_t index;
    stage_press(stage, keys);
    assert_int_equal(store_number(store, &index, NULL, "SELECT max(idx) FROM vote WHERE body = 1", ""), STATUS_OK);
    struct rows rows = store_ask(store, "SELECT id FROM entry WHERE body = 1 AND idx = ?", "i", index);
    assert_true(rows_next(&rows));
    struct found place = {.body = 1, .index = index, .id = rows_digest(&rows, 0)};
    assert_int_equal(rows_end(&rows), STATUS_OK);
    app_push(&stage->app, &screen_receipt, &place);
}

/* Two votes of one key: one in the ledger, one that waits. */
static void reach_pass(struct stage *stage, const char *keys)
{
    static const struct seat_pass pass = {
        .vote = {{"stadt", "Stadt Musterstädt", "yes", {.body = 1, .index = 21}},
                 {"kreis", "Landkreis", "abstain", {.body = 1, .index = -1}}},
        .votes = 2,
        .left = 1,
    };
    app_push(&stage->app, &screen_pass, &pass);
    stage_press(stage, keys);
}

/* A second version of a proposal, and what differs. */
static void add_version(struct stage *stage)
{
    struct world *w = stage->w;
    const char *first = world_take(w,
                                   world_say(w, "%s\n| Die Gebühr ist 10 Euro.\n| Sie gilt ab Mai.\n",
                                             world_proposal_text(w, "stadt", "V-1", "for: stadt\n")),
                                   "stadt");
    const char *fields = world_say(w, "for: stadt\nsupersedes: %s\n", first);
    world_take(w,
               world_say(w, "%s\n| Die Gebühr ist 12 Euro.\n| Sie gilt ab Mai.\n",
                         world_proposal_text(w, "stadt", "V-2", fields)),
               "stadt");
}

const struct scene scenes[] = {
    {stage_make, NULL, "stadt", delegate_views, stage_press},
    {stage_make, NULL, "gs1", secretary_views, stage_press},
    {stage_make, NULL, "", stranger_views, stage_press},
    {stage_make, NULL, "stadt", files_views, reach_in_root},
    {stage_make, NULL, "stadt", receipt_views, reach_receipt},
    {stage_make, NULL, "stadt", pass_views, reach_pass},
    {stage_make, add_version, "stadt", versions_views, stage_press},
    {stage_make, pass_a_deadline, "stadt", overdue_views, stage_press},
    {stage_make, pass_a_deadline, "gs1", overdue_secretary_views, stage_press},
    {stage_make, stage_add_gates, "stadt", gates_views, stage_press},
    {stage_make, stage_add_methods, "stadt", methods_views, stage_press},
    {stage_make, stage_add_meetings, "stadt", meeting_views, stage_press},
    {stage_make, stage_add_meetings, "gs1", meeting_secretary_views, stage_press},
    {stage_make, stage_add_drafts, "stadt", draft_views, stage_press},
    {stage_make, stage_add_drafts, "gs1", change_views, stage_press},
    {stage_make_empty, NULL, "", empty_views, stage_press},
};
const size_t scene_count = sizeof scenes / sizeof scenes[0];

struct walk {
    void (*spoil)(struct stage *stage); /* or NULL */
    void (*look)(const struct visit *visit, void *context);
    void *context;
};

static void walk_views(const struct walk *walk, struct stage *stage, const struct scene *scene)
{
    static const char *const languages[] = {"de", "en"};
    for (size_t l = 0; l < (walk->spoil ? 1 : sizeof languages / sizeof languages[0]); l++) {
        for (const struct view *view = scene->views; view->name; view++) {
            const struct visit visit = {stage, scene, view, languages[l]};
            stage_enter(stage, scene->key, languages[l]);
            scene->reach(stage, view->keys);
            walk->look(&visit, walk->context);
        }
    }
}

static void walk_scenes(const struct walk *walk)
{
    void *stage = NULL;
    for (size_t i = 0; i < scene_count; i++) {
        const struct scene *scene = &scenes[i], *before = i ? &scenes[i - 1] : NULL;
        if (!before || before->make != scene->make || before->prepare != scene->prepare) {
            if (stage)
                stage_remove(&stage);
            stage = NULL;
            assert_int_equal(scene->make(&stage), 0);
            if (scene->prepare)
                scene->prepare(stage);
            if (walk->spoil)
                walk->spoil(stage);
        }
        walk_views(walk, stage, scene);
    }
    if (stage)
        stage_remove(&stage);
}

void scenes_walk(void (*look)(const struct visit *visit, void *context), void *context)
{
    const struct walk walk = {NULL, look, context};
    walk_scenes(&walk);
}

void scenes_walk_spoilt(void (*spoil)(struct stage *stage), void (*look)(const struct visit *visit, void *context),
                        void *context)
{
    const struct walk walk = {spoil, look, context};
    walk_scenes(&walk);
}
