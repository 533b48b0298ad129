/* Runs a fuzz target on nothing and once on each file, or in each folder, that is named, without a fuzzer. */
#include "data/file.h"
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <string.h>

enum { INPUT_MAX = 1 << 24, PATH_BYTES = 4096 };

/* A copy of exactly that size, so that reading beyond its end is noticed. */
static bool run_file(const char *path)
{
    struct buffer bytes;
    buffer_init(&bytes);
    bool done = file_read(path, INPUT_MAX, &bytes, NULL) == STATUS_OK;
    uint8_t *copy = done ? malloc(bytes.length) : NULL;
    if (copy)
        memcpy(copy, bytes.at, bytes.length);
    done = copy != NULL;
    if (done)
        LLVMFuzzerTestOneInput(copy, bytes.length);
    else
        fprintf(stderr, "%s cannot be read\n", path);
    free(copy);
    buffer_release(&bytes);
    return done;
}

static bool run_folder(DIR *folder, const char *path, size_t *count)
{
    bool done = true;
    for (const struct dirent *entry; done && (entry = readdir(folder));) {
        char file[PATH_BYTES];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        fprintf(stderr, "%s\n", file);
        done = run_file(file);
        (*count)++;
    }
    closedir(folder);
    return done;
}

int main(int argc, char **argv)
{
    size_t count = 1;
    bool done = true;
    LLVMFuzzerTestOneInput(NULL, 0);
    for (int i = 1; i < argc && done; i++) {
        DIR *folder = opendir(argv[i]);
        done = folder ? run_folder(folder, argv[i], &count) : run_file(argv[i]);
        count += !folder;
    }
    printf("%zu inputs\n", count);
    return done && count > 1 ? 0 : 1;
}
