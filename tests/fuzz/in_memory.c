#include "tests/fuzz/in_memory.h"

#include "data/file.h"
#include "tests/fuzz/fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

void in_memory_open(struct in_memory *file, struct slice bytes)
{
    file->descriptor = memfd_create("input", MFD_CLOEXEC);
    HOLDS(file->descriptor >= 0 && descriptor_write(file->descriptor, bytes));
    snprintf(file->path, sizeof file->path, "/proc/self/fd/%d", file->descriptor);
}

void in_memory_close(struct in_memory *file)
{
    close(file->descriptor);
}
