#include "data/keyring.h"

#include "core/encode.h"
#include "data/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char SUFFIX[] = ".key";

static const struct {
    const char *name;
    uint32_t ops, memory;
} profiles[] = {
    [KDF_INTERACTIVE] = {"interactive", 3, 64 * 1024},
    [KDF_MODERATE] = {"moderate", 3, 256 * 1024},
    [KDF_SENSITIVE] = {"sensitive", 4, 1024 * 1024},
};

const char *keyfile_kdf_name(enum keyfile_kdf kdf)
{
    return kdf < KDF_OTHER ? profiles[kdf].name : "other";
}

bool keyfile_kdf_parse(struct slice word, enum keyfile_kdf *out)
{
    for (enum keyfile_kdf kdf = KDF_INTERACTIVE; kdf < KDF_OTHER; kdf++)
        if (slice_is(word, profiles[kdf].name)) {
            *out = kdf;
            return true;
        }
    return false;
}

void keyfile_kdf_costs(enum keyfile_kdf kdf, uint32_t *ops, uint32_t *memory)
{
    if (kdf >= KDF_OTHER)
        kdf = KDF_MODERATE;
    *ops = profiles[kdf].ops;
    *memory = profiles[kdf].memory;
}

static enum keyfile_kdf kdf_of(const struct keyfile *file)
{
    enum keyfile_kdf kdf = KDF_INTERACTIVE;
    while (kdf < KDF_OTHER && (file->ops != profiles[kdf].ops || file->memory != profiles[kdf].memory))
        kdf++;
    return kdf;
}

void key_label_write(const struct vkey *vkey, struct buffer *out)
{
    buffer_add(out, vkey->name);
    buffer_format(out, "+%08" PRIx32, vkey->id);
}

/* A label becomes part of a path, so it may hold nothing but a name of ours and a key ID. */
static bool label_parse(struct slice label, struct slice *name, bool *has_id)
{
    uint8_t id[4];
    *has_id = label.length && memchr(label.at, '+', label.length);
    *name = slice_cut(&label, '+');
    return key_name_is_ours(*name) && (!*has_id || hex_decode(label, id, sizeof id));
}

enum status keyring_path(const struct keyring *keyring, struct slice label, struct buffer *out, struct problem *problem)
{
    struct slice name;
    bool has_id;
    if (!label_parse(label, &name, &has_id))
        return problem_slices(problem, STATUS_USAGE,
                              N_("'{1}' is not the name of a key: small letters, digits, dots and hyphens"), label,
                              SLICE(""));
    buffer_text(out, keyring->folder);
    buffer_byte(out, '/');
    buffer_add(out, label);
    buffer_text(out, SUFFIX);
    return buffer_status(out);
}

static enum status missing(struct slice label, struct problem *problem)
{
    bool has_id = memchr(label.at, '+', label.length);
    return problem_slices(problem, STATUS_KEY,
                          has_id ? N_("the key '{1}' is not on this machine: copy its file into the folder of the keys")
                                 : N_("there is no key '{1}': make it with \"stimmbuch key new {1}\""),
                          label, SLICE(""));
}

static enum status open_file(const char *path, struct slice label, int *out, struct problem *problem)
{
    /* O_NONBLOCK: a named pipe in the place of a key must not stop the program. */
    *out = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (*out >= 0)
        return STATUS_OK;
    if (errno == ENOENT || errno == ENOTDIR)
        return missing(label, problem);
    if (errno == ELOOP)
        return problem_say(problem, STATUS_KEY, N_("the key file '{1}' is a symbolic link: put the file itself there"),
                           path, NULL);
    return problem_say(problem, STATUS_FILE, N_("the key file '{1}' cannot be read: {2}"), path, strerror(errno));
}

static const char *find_exposure(const struct stat *st)
{
    if (!S_ISREG(st->st_mode))
        return N_("the key file '{1}' is not a regular file: put the file itself there");
    if (st->st_uid != geteuid())
        return N_("the key file '{1}' belongs to another user: use a copy of your own");
    if (st->st_mode & 077)
        return N_("other users may open the key file '{1}': chmod 600 '{1}'");
    if (st->st_nlink != 1)
        return N_("the key file '{1}' has a second name (a hard link): remove that one");
    return NULL;
}

static enum status read_file(const char *path, struct slice label, struct keyfile *out, struct problem *problem)
{
    int descriptor = -1;
    struct stat st;
    char bytes[KEYFILE_MAX + 1];
    size_t length;
    const char *exposure = NULL;
    enum status status = open_file(path, label, &descriptor, problem);
    if (status)
        return status;
    if (fstat(descriptor, &st) ||
        (!(exposure = find_exposure(&st)) && !descriptor_read(descriptor, bytes, sizeof bytes, &length)))
        status = problem_say(problem, STATUS_FILE, N_("the key file '{1}' cannot be read: {2}"), path, strerror(errno));
    else if (exposure)
        status = problem_say(problem, STATUS_KEY, exposure, path, NULL);
    else
        status = keyfile_parse((struct slice){.at = bytes, .length = length}, path, out, problem);
    close(descriptor);
    return status;
}

static struct vkey header_vkey(struct slice name, const struct keyfile *file)
{
    return vkey_make(name, KEY_TYPE_ED25519, &file->key);
}

/* The label against what stands inside: the name, and the key ID when the label has one. */
static bool label_fits(struct slice label, const struct keyfile *file)
{
    if (slice_equal(label, keyfile_name(file)))
        return true;
    struct vkey vkey = header_vkey(keyfile_name(file), file);
    struct buffer expected;
    buffer_init(&expected);
    key_label_write(&vkey, &expected);
    bool fits = !expected.failed && slice_equal(label, buffer_slice(&expected));
    buffer_release(&expected);
    return fits;
}

enum status keyring_read(const struct keyring *keyring, struct slice label, struct keyfile *out,
                         struct problem *problem)
{
    struct buffer path;
    buffer_init(&path);
    enum status status = keyring_path(keyring, label, &path, problem);
    if (status)
        goto out;
    status = read_file(path.at, label, out, problem);
    if (!status && !label_fits(label, out))
        status = problem_slices(problem, STATUS_KEY,
                                N_("the key file '{1}' holds another key, '{2}': give the file its old name"),
                                buffer_slice(&path), keyfile_name(out));
    if (status)
        problem_file(problem, path.at);
out:
    buffer_release(&path);
    return status;
}

enum status keyring_find(const struct keyring *keyring, struct slice label, struct vkey *out, struct problem *problem)
{
    struct keyfile file;
    enum status status = keyring_read(keyring, label, &file, problem);
    if (!status)
        *out = header_vkey(slice_head(label, file.name_length), &file);
    return status;
}

static int is_key_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name), suffix = sizeof SUFFIX - 1;
    return length > suffix && strcmp(entry->d_name + length - suffix, SUFFIX) == 0;
}

static int by_label(const struct dirent **a, const struct dirent **b)
{
    struct slice left = slice_of((*a)->d_name), right = slice_of((*b)->d_name);
    return slice_compare(slice_head(left, left.length - (sizeof SUFFIX - 1)),
                         slice_head(right, right.length - (sizeof SUFFIX - 1)));
}

static enum status entry_fill(const struct keyring *keyring, const char *file_name, struct arena *arena,
                              struct keyring_entry *out)
{
    struct keyfile file;
    struct problem problem;
    problem_clear(&problem);
    struct slice name = slice_of(file_name);
    out->label = arena_copy(arena, slice_head(name, name.length - (sizeof SUFFIX - 1)));
    if (!out->label.at)
        return STATUS_NO_MEMORY;
    if (keyring_read(keyring, out->label, &file, &problem) == STATUS_OK) {
        out->vkey = header_vkey(slice_head(out->label, file.name_length), &file);
        out->kdf = kdf_of(&file);
        return STATUS_OK;
    }
    struct problem *kept = arena_alloc(arena, sizeof *kept);
    if (!kept)
        return STATUS_NO_MEMORY;
    *kept = problem;
    out->problem = kept;
    return STATUS_OK;
}

enum status keyring_list(const struct keyring *keyring, struct arena *arena, struct keyring_entry **out, size_t *count,
                         struct problem *problem)
{
    struct dirent **files = NULL;
    enum status status = STATUS_OK;
    *out = NULL;
    *count = 0;
    int found = scandir(keyring->folder, &files, is_key_file, by_label);
    if (found < 0 && errno == ENOENT)
        return STATUS_OK;
    if (found < 0) {
        problem_file(problem, keyring->folder);
        return problem_say(problem, STATUS_FILE, N_("the folder of the keys '{1}' cannot be read: {2}"),
                           keyring->folder, strerror(errno));
    }
    *out = arena_array(arena, (size_t)found, sizeof **out);
    for (int i = 0; i < found; i++) {
        if (*out && !status)
            status = entry_fill(keyring, files[i]->d_name, arena, &(*out)[i]);
        free(files[i]);
    }
    free(files);
    if (!*out || status)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    *count = (size_t)found;
    return STATUS_OK;
}
