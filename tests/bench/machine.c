#include "tests/bench/machine.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>

#ifdef __clang__
#define COMPILER __VERSION__
#else
#define COMPILER "gcc " __VERSION__
#endif

struct machine {
    long cores;
    uint64_t memory; /* MiB */
    char model[128], file_system[32], kernel[128];
};

/* Magic numbers of statfs(2). */
static const struct {
    uint32_t magic;
    const char *name;
} file_systems[] = {
    {0xef53, "ext4"},      {0x58465342, "xfs"},     {0x9123683e, "btrfs"}, {0x2fc12fc1, "zfs"},
    {0x01021994, "tmpfs"}, {0x794c7630, "overlay"}, {0xf2f52010, "f2fs"},  {0x6969, "nfs"},
};

static void read_model(char *out, size_t size)
{
    char line[256];
    FILE *file = fopen("/proc/cpuinfo", "r");
    snprintf(out, size, "unknown processor");
    while (file && fgets(line, sizeof line, file)) {
        const char *colon = strchr(line, ':');
        if (!colon || strncmp(line, "model name", strlen("model name")) != 0)
            continue;
        snprintf(out, size, "%.*s", (int)strcspn(colon + 2, "\n"), colon + 2);
        break;
    }
    if (file)
        fclose(file);
}

static void read_file_system(const char *folder, char *out, size_t size)
{
    struct statfs info;
    snprintf(out, size, "unknown");
    if (statfs(folder, &info) != 0)
        return;
    snprintf(out, size, "0x%lx", (unsigned long)info.f_type);
    for (size_t i = 0; i < sizeof file_systems / sizeof file_systems[0]; i++)
        if (file_systems[i].magic == (uint32_t)info.f_type)
            snprintf(out, size, "%s", file_systems[i].name);
}

static struct machine look(const char *folder)
{
    struct machine machine = {.cores = sysconf(_SC_NPROCESSORS_ONLN)};
    struct utsname kernel;
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    machine.memory = pages > 0 && page > 0 ? (uint64_t)pages * (uint64_t)page >> 20 : 0;
    read_model(machine.model, sizeof machine.model);
    read_file_system(folder, machine.file_system, sizeof machine.file_system);
    if (uname(&kernel) == 0)
        snprintf(machine.kernel, sizeof machine.kernel, "%.60s %.60s", kernel.sysname, kernel.release);
    return machine;
}

void machine_print(const char *folder)
{
    struct machine machine = look(folder);
    printf("%s, %ld cores, %ju MiB; %s; %s on %s\nlibsodium %s, SQLite %s, %s\n\n", machine.model, machine.cores,
           (uintmax_t)machine.memory, machine.kernel, folder, machine.file_system, sodium_version_string(),
           sqlite3_libversion(), COMPILER);
}

json_t *machine_json(const char *folder)
{
    struct machine machine = look(folder);
    return json_pack("{s:s, s:I, s:I, s:s, s:s, s:s, s:s, s:s}", "processor", machine.model, "cores",
                     (json_int_t)machine.cores, "memory_mib", (json_int_t)machine.memory, "kernel", machine.kernel,
                     "file_system", machine.file_system, "libsodium", sodium_version_string(), "sqlite",
                     sqlite3_libversion(), "compiler", COMPILER);
}
