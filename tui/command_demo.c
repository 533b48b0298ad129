/* demo: a sample ledger in a folder of its own, and what to type in it. */
#include "data/demo_cast.h"
#include "data/path.h"
#include "data/people.h"
#include "data/staging.h"
#include "tui/command.h"
#include "tui/command_screen.h"
#include "tui/i18n.h"
#include "tui/plain.h"
#include "tui/progress.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct watch {
    sigset_t stop;
    struct progress progress;
    unsigned percent;
};

/* The signals that end the program, but those that it was told to ignore. */
static void choose_signals(sigset_t *out)
{
    static const int candidates[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action;
    sigemptyset(out);
    for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++)
        if (sigaction(candidates[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(out, candidates[i]);
}

/* They are blocked while it builds: one that came makes it clean up first. */
static bool was_stopped(const struct watch *watch)
{
    sigset_t pending, stopping;
    return sigpending(&pending) == 0 && sigandset(&stopping, &pending, &watch->stop) == 0 && !sigisemptyset(&stopping);
}

static bool show_progress(void *context, size_t done, size_t all)
{
    struct watch *watch = context;
    unsigned percent = all ? (unsigned)(done * 100 / all) : 100;
    if (percent != watch->percent)
        progress_tell(&watch->progress, percent, 100);
    watch->percent = percent;
    return !was_stopped(watch);
}

static enum status build_in(struct session *session, const char *folder, struct watch *watch)
{
    struct demo_paths paths;
    enum status status = demo_paths_init(&paths, folder);
    struct demo_plan plan = {.samples = session->samples_path.at,
                             .paths = &paths,
                             .now = session_now(),
                             .kdf = KDF_INTERACTIVE,
                             .progress = show_progress,
                             .context = watch};
    if (status == STATUS_OK)
        status = demo_build(&plan, &session->problem);
    demo_paths_release(&paths);
    return status;
}

static enum status build(struct session *session, const char *folder)
{
    struct staging staging;
    sigset_t before;
    struct watch watch = {.percent = 101};
    progress_begin(&watch.progress, session, false);
    choose_signals(&watch.stop);
    bool blocked = sigprocmask(SIG_BLOCK, &watch.stop, &before) == 0;
    if (watch.progress.shown)
        session_note(session, _("Building the sample ledger in {1}."), slice_of(folder), SLICE(""));
    enum status status = staging_open(&staging, folder, &session->problem);
    if (status == STATUS_OK)
        status = build_in(session, staging.work, &watch);
    if (status == STATUS_OK)
        status = staging_finish(&staging, &session->problem);
    staging_close(&staging);
    progress_clear(&watch.progress);
    if (blocked)
        sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}

static void add_names(json_t *object, const char *key, const struct demo_names *names)
{
    json_t *array = json_array();
    for (size_t i = 0; i < names->count; i++)
        json_array_append_new(array, json_slice(names->at[i]));
    json_object_set_new(object, key, array);
}

static enum status print_json(struct session *session, const struct demo_paths *paths, const struct demo_cast *cast)
{
    json_t *object = json_pack("{s:o, s:o, s:o, s:o, s:o}", "dir", json_slice(buffer_slice(&paths->folder)), "ledger",
                               json_slice(buffer_slice(&paths->ledger)), "keys", json_slice(buffer_slice(&paths->keys)),
                               "passphrase_file", json_slice(buffer_slice(&paths->passphrase)), "delegate",
                               json_given(cast->delegate));
    add_names(object, "secretaries", &cast->secretaries);
    add_names(object, "auditors", &cast->auditors);
    add_names(object, "bodies", &cast->bodies);
    return session_json(session, object);
}

/* In single quotes, as a shell wants it. */
static void quote(struct slice text, struct buffer *out)
{
    buffer_byte(out, '\'');
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '\'')
            buffer_text(out, "'\\'");
        buffer_byte(out, text.at[i]);
    }
    buffer_byte(out, '\'');
}

static void write_export(const char *variable, const struct buffer *path, struct buffer *out)
{
    buffer_format(out, "    export %s=", variable);
    quote(buffer_slice(path), out);
    buffer_byte(out, '\n');
}

/* A command as it is to be typed, and what it does; nothing where an argument is missing. */
static void write_command(const char *pattern, struct slice first, struct slice second, const char *does,
                          struct buffer *out)
{
    /* The program's name as it was called: it need not lie where the shell looks. */
    const char *name = strchr(program_invocation_name, '/') ? program_invocation_name : "stimmbuch";
    if (strstr(pattern, "{1}") && !first.length)
        return;
    buffer_format(out, "    %s ", name);
    i18n_pattern(pattern, first, second, out);
    buffer_format(out, "\n        %s\n", does);
}

static void write_names(const struct demo_names *names, struct buffer *out)
{
    for (size_t i = 0; i < names->count; i++) {
        buffer_text(out, "    --as ");
        buffer_add(out, names->at[i]);
        buffer_byte(out, '\n');
    }
}

static void write_who(const struct demo_paths *paths, const struct demo_cast *cast, struct buffer *out)
{
    i18n_pattern(_("The sample ledger lies in {1}.\n"), buffer_slice(&paths->folder), SLICE(""), out);
    i18n_pattern(
        _("Everything in it is invented. Its keys are sample keys, and everybody knows their passphrase, {1}:\n"
          "use them for nothing else.\n\n"),
        SLICE(DEMO_PASSPHRASE), SLICE(""), out);
    if (cast->who.length)
        i18n_pattern(_("You are now {1},\nwith the key {2}.\n\n"), cast->who, cast->delegate, out);
    else if (cast->delegate.length)
        i18n_pattern(_("You act with the key {1}.\n\n"), cast->delegate, SLICE(""), out);
}

static struct slice behind_dot(struct slice name)
{
    slice_cut(&name, '.');
    return name;
}

static enum status print_words(struct session *session, const struct demo_paths *paths, const struct demo_cast *cast)
{
    struct slice none = SLICE("");
    struct buffer out;
    buffer_init(&out);
    write_who(paths, cast, &out);
    buffer_text(&out, _("Type these three lines first; they hold for this terminal:\n\n"));
    write_export("STIMMBUCH_LEDGER", &paths->ledger, &out);
    write_export("STIMMBUCH_KEYS", &paths->keys, &out);
    write_export("STIMMBUCH_PASSPHRASE_FILE", &paths->passphrase, &out);
    buffer_text(&out, _("\nAnd then, for example:\n\n"));
    write_command("proposal list", none, none, _("what has been proposed"), &out);
    write_command("proposal show {1}", cast->to_vote, none, _("read a proposal that is being voted on"), &out);
    write_command("vote {1} yes --as {2}", cast->to_vote, cast->delegate,
                  _("cast a signed vote: you see the text that you sign, and are asked"), &out);
    write_command("tally {1}", cast->decided, none, _("a decision: the counts, and why it came out so"), &out);
    write_command("power {1}", behind_dot(cast->delegate), none,
                  _("how strong each bench is: its seats, its voting power, what it can prevent"), &out);
    write_command("verify", none, none, _("check every signature, every rule and every result"), &out);
    buffer_text(&out, _("\nTo act as the secretary of a body, say:\n\n"));
    write_names(&cast->secretaries, &out);
    buffer_text(&out, _("\nAs its auditor:\n\n"));
    write_names(&cast->auditors, &out);
    enum status status = buffer_status(&out);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&out));
    buffer_release(&out);
    return status;
}

/* Of the names the one in the delegate's body, else the first; empty when there is none. */
static struct slice name_beside(const struct demo_names *names, struct slice delegate)
{
    for (size_t i = 0; i < names->count; i++)
        if (slice_equal(behind_dot(names->at[i]), behind_dot(delegate)))
            return names->at[i];
    return names->count ? names->at[0] : SLICE("");
}

/* The first message on the screen. A person has read it once it is gone; "m" shows it again. */
static enum status welcome_text(struct session *session, const struct demo_paths *paths, const struct demo_cast *cast,
                                struct buffer *out)
{
    struct slice name = session_value(session, OPTION_AS);
    struct buffer person;
    buffer_init(&person);
    if (people_get(paths->people.at, name, &person, NULL) != STATUS_OK)
        buffer_add(&person, name);
    i18n_pattern(_("A sample world: the passphrase of every key is {2}. All is invented; you are {1}."),
                 buffer_slice(&person), SLICE(DEMO_PASSPHRASE), out);
    buffer_byte(out, ' ');
    i18n_pattern(_("To act as secretary or auditor, choose such a key under 8: {1} or {2}."),
                 name_beside(&cast->secretaries, cast->delegate), name_beside(&cast->auditors, cast->delegate), out);
    enum status status = buffer_status(&person) == STATUS_OK ? buffer_status(out) : STATUS_NO_MEMORY;
    buffer_release(&person);
    return status;
}

/* The session goes on in the sample world: its ledger, keys, people and marks instead of one's own. */
static enum status move_in(struct session *session, const struct demo_paths *paths, const struct demo_cast *cast)
{
    const struct {
        struct buffer *own;
        const struct buffer *sample;
    } moves[] = {{&session->ledger_path, &paths->ledger},
                 {&session->keys_path, &paths->keys},
                 {&session->people_path, &paths->people},
                 {&session->marks_path, &paths->marks},
                 {&session->audited_path, &paths->audited}};
    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++) {
        buffer_clear(moves[i].own);
        buffer_add(moves[i].own, buffer_slice(moves[i].sample));
        if (buffer_status(moves[i].own) != STATUS_OK)
            return STATUS_NO_MEMORY;
    }
    session->keyring.folder = session->keys_path.at;
    session->sample_passphrase = DEMO_PASSPHRASE;
    if (session_has(session, OPTION_AS) || !cast->delegate.length)
        return STATUS_OK;
    session->only_key = strdup(cast->delegate.at);
    session->option[OPTION_AS] = session->only_key;
    return session->only_key ? STATUS_OK : STATUS_NO_MEMORY;
}

static enum status show_screens(struct session *session, const struct demo_paths *paths, const struct demo_cast *cast)
{
    struct buffer welcome;
    buffer_init(&welcome);
    enum status status = move_in(session, paths, cast);
    if (status == STATUS_OK)
        status = welcome_text(session, paths, cast, &welcome);
    if (status == STATUS_OK)
        status = plain_is_wanted(session) ? plain_open(session, buffer_slice(&welcome))
                                          : screen_run(session, buffer_slice(&welcome));
    buffer_release(&welcome);
    return status;
}

static enum status tell(struct session *session, const struct demo_paths *paths)
{
    struct demo_cast cast;
    struct arena arena;
    arena_init(&arena);
    enum status status = demo_cast_read(paths, session_now(), &arena, &cast, &session->problem);
    if (status == STATUS_OK && (plain_is_wanted(session) || screen_is_wanted(session)))
        status = show_screens(session, paths, &cast);
    else if (status == STATUS_OK)
        status =
            session_has(session, OPTION_JSON) ? print_json(session, paths, &cast) : print_words(session, paths, &cast);
    arena_release(&arena);
    return status;
}

/* The paths from the root, so that the lines to type hold in every folder. */
static enum status find_paths(const char *folder, struct demo_paths *out)
{
    char *real = realpath(folder, NULL);
    enum status status = demo_paths_init(out, real ? real : folder);
    free(real);
    return status;
}

static enum status demo(struct session *session)
{
    const char *folder = session_has(session, OPTION_DIR) ? session->option[OPTION_DIR] : session->demo_path.at;
    struct demo_paths paths;
    if (!*folder)
        return problem_say(&session->problem, STATUS_USAGE, N_("the option --{1} needs a value"), "dir", NULL);
    enum status status = find_paths(folder, &paths);
    if (status == STATUS_OK && !demo_is_built(&paths)) {
        status = build(session, folder);
        demo_paths_release(&paths);
        if (status != STATUS_OK)
            return status;
        status = find_paths(folder, &paths);
    }
    if (status == STATUS_OK)
        status = tell(session, &paths);
    demo_paths_release(&paths);
    return status;
}

const struct command commands_demo[] = {
    {"demo", NULL, "", 0, 0, "dir ascii mono",
     N_("build a sample ledger in a folder of its own, and open its screens; "
        "elsewhere than on a terminal say what to type"),
     demo},
    {0},
};
