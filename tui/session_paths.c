#include "tui/session_paths.h"

#include "data/samples.h"

#include <stdlib.h>
#include <string.h>

/* $variable/stimmbuch/name, or $HOME/fallback/stimmbuch/name where the variable is not set (XDG base directories). */
static void xdg_path(const char *variable, const char *fallback, const char *name, struct buffer *out)
{
    const char *base = getenv(variable), *home = getenv("HOME");
    if (base && base[0] == '/') {
        buffer_text(out, base);
    } else {
        buffer_text(out, home && *home ? home : ".");
        buffer_text(out, fallback);
    }
    buffer_text(out, "/stimmbuch/");
    buffer_text(out, name);
}

/* A path of the configuration; ~ is the home folder. */
static void configured_path(const char *path, struct buffer *out)
{
    const char *home = getenv("HOME");
    if (path[0] == '~')
        buffer_text(out, home && *home ? home : ".");
    buffer_text(out, path[0] == '~' ? path + 1 : path);
}

static void own_path(const char *option, const char *variable, const char *configured, const char *name,
                     struct buffer *out)
{
    const char *environment = getenv(variable);
    if (option)
        buffer_text(out, option);
    else if (environment && *environment)
        buffer_text(out, environment);
    else if (configured)
        configured_path(configured, out);
    else
        xdg_path("XDG_DATA_HOME", "/.local/share", name, out);
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

enum status session_configure(struct session *session)
{
    struct buffer path;
    buffer_init(&path);
    xdg_path("XDG_CONFIG_HOME", "/.config", "config", &path);
    enum status status = buffer_status(&path);
    if (status == STATUS_OK)
        status = config_read(path.at, &session->config, &session->problem);
    buffer_release(&path);
    if (status == STATUS_OK && session->config.value[CONFIG_EDITOR] && !is_set("VISUAL") && !is_set("EDITOR") &&
        setenv("EDITOR", session->config.value[CONFIG_EDITOR], 1))
        status = STATUS_NO_MEMORY;
    const char *pager = session->config.value[CONFIG_PAGER];
    if (status == STATUS_OK && pager && !is_set("PAGER") && setenv("PAGER", pager, 1))
        status = STATUS_NO_MEMORY;
    return status;
}

enum status session_init(struct session *session)
{
    const char *const *configured = session->config.value;
    own_path(session->option[OPTION_LEDGER], "STIMMBUCH_LEDGER", configured[CONFIG_LEDGER], "ledger.db",
             &session->ledger_path);
    own_path(session->option[OPTION_KEYS], "STIMMBUCH_KEYS", configured[CONFIG_KEYS], "keys", &session->keys_path);
    xdg_path("XDG_STATE_HOME", "/.local/state", "heads", &session->marks_path);
    xdg_path("XDG_STATE_HOME", "/.local/state", "forks", &session->proofs_path);
    xdg_path("XDG_STATE_HOME", "/.local/state", "audits", &session->audited_path);
    xdg_path("XDG_DATA_HOME", "/.local/share", "people", &session->people_path);
    xdg_path("XDG_DATA_HOME", "/.local/share", "drafts", &session->drafts_path);
    xdg_path("XDG_DATA_HOME", "/.local/share", "demo", &session->demo_path);
    samples_folder(&session->samples_path);
    const struct buffer *const paths[] = {&session->ledger_path,  &session->keys_path,    &session->marks_path,
                                          &session->audited_path, &session->people_path,  &session->drafts_path,
                                          &session->demo_path,    &session->samples_path, &session->proofs_path};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        if (buffer_status(paths[i]) != STATUS_OK)
            return STATUS_NO_MEMORY;
    session->keyring.folder = session->keys_path.at;
    return STATUS_OK;
}
