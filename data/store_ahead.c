/*
 * Reading a database file ahead. What was read ahead is only used as long as SQLite holds the lock under which it was
 * read: nobody can write to the file then. A file in WAL mode, where that is not so, is read page by page.
 */
#include "data/store_ahead.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Pages of other tables that lie between two that follow each other are read as well, up to GAP. */
enum { PIECE = 1 << 16, GAP = 1 << 14, PAGE_LEAST = 512, NAME_MAX_LENGTH = 32 };

struct ahead {
    sqlite3_vfs vfs; /* first: SQLite knows this part */
    sqlite3_vfs *root;
    char name[NAME_MAX_LENGTH];
};

/* SQLite gives the room for it, and behind it for the file of the system's own way. */
struct file {
    sqlite3_file base; /* first: SQLite knows this part */
    sqlite3_file *real;
    uint8_t *piece;                   /* NULL: nothing is read ahead */
    sqlite3_int64 from, length, size; /* of what the piece holds; of the file; 0: nothing, not known */
    sqlite3_int64 last;               /* where what was read last stood */
    int lock;
};

static struct file *file_of(sqlite3_file *file)
{
    return (struct file *)(void *)file;
}

static void forget(struct file *file)
{
    file->length = file->size = 0;
}

static int file_close(sqlite3_file *base)
{
    struct file *file = file_of(base);
    free(file->piece);
    file->piece = NULL;
    return file->real->pMethods->xClose(file->real);
}

/* Reads a piece from `offset` on; it holds nothing when that is not possible. */
static void fill(struct file *file, sqlite3_int64 offset)
{
    const sqlite3_io_methods *real = file->real->pMethods;
    file->length = 0;
    if (!file->size && real->xFileSize(file->real, &file->size) != SQLITE_OK)
        file->size = 0;
    offset = offset > 0 ? offset : 0;
    sqlite3_int64 left = file->size - offset;
    int length = (int)(left < PIECE ? left : PIECE);
    if (length <= 0 || real->xRead(file->real, file->piece, length, offset) != SQLITE_OK)
        return;
    file->from = offset;
    file->length = length;
}

static bool holds(const struct file *file, sqlite3_int64 offset, int amount)
{
    return offset >= file->from && offset - file->from <= file->length - amount;
}

/*
 * A read that goes on where the last one ended brings what follows as well; one that goes back from there, as SQLite's
 * own check does, what stands before.
 */
static void go_on(struct file *file, sqlite3_int64 offset, int amount)
{
    sqlite3_int64 way = offset - file->last;
    file->last = offset;
    if (holds(file, offset, amount) || way > GAP || way < -GAP)
        return;
    fill(file, way > 0 ? offset : offset + amount - PIECE);
}

static int file_read(sqlite3_file *base, void *out, int amount, sqlite3_int64 offset)
{
    struct file *file = file_of(base);
    /* What is shorter than a page is a look at the header, whatever is read beside. */
    if (!file->piece || file->lock < SQLITE_LOCK_SHARED || amount < PAGE_LEAST || amount > PIECE)
        return file->real->pMethods->xRead(file->real, out, amount, offset);
    go_on(file, offset, amount);
    if (!holds(file, offset, amount))
        return file->real->pMethods->xRead(file->real, out, amount, offset);
    memcpy(out, file->piece + (offset - file->from), (size_t)amount);
    return SQLITE_OK;
}

static int file_write(sqlite3_file *base, const void *bytes, int amount, sqlite3_int64 offset)
{
    struct file *file = file_of(base);
    forget(file);
    return file->real->pMethods->xWrite(file->real, bytes, amount, offset);
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
    struct file *file = file_of(base);
    forget(file);
    return file->real->pMethods->xTruncate(file->real, size);
}

static int file_sync(sqlite3_file *base, int flags)
{
    struct file *file = file_of(base);
    return file->real->pMethods->xSync(file->real, flags);
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size)
{
    struct file *file = file_of(base);
    return file->real->pMethods->xFileSize(file->real, size);
}

static int file_lock(sqlite3_file *base, int lock)
{
    struct file *file = file_of(base);
    if (file->lock < SQLITE_LOCK_SHARED)
        forget(file);
    int result = file->real->pMethods->xLock(file->real, lock);
    if (result == SQLITE_OK && lock > file->lock)
        file->lock = lock;
    return result;
}

static int file_unlock(sqlite3_file *base, int lock)
{
    struct file *file = file_of(base);
    if (lock < SQLITE_LOCK_SHARED)
        forget(file);
    if (lock < file->lock)
        file->lock = lock;
    return file->real->pMethods->xUnlock(file->real, lock);
}

static int file_check_lock(sqlite3_file *base, int *out)
{
    struct file *file = file_of(base);
    return file->real->pMethods->xCheckReservedLock(file->real, out);
}

static int file_control(sqlite3_file *base, int operation, void *argument)
{
    struct file *file = file_of(base);
    return file->real->pMethods->xFileControl(file->real, operation, argument);
}

static int file_sector_size(sqlite3_file *base)
{
    struct file *file = file_of(base);
    return file->real->pMethods->xSectorSize(file->real);
}

static int file_characteristics(sqlite3_file *base)
{
    struct file *file = file_of(base);
    return file->real->pMethods->xDeviceCharacteristics(file->real);
}

/* Only WAL mode has shared memory. */
static int file_shm_map(sqlite3_file *base, int page, int size, int extend, void volatile **out)
{
    struct file *file = file_of(base);
    free(file->piece);
    file->piece = NULL;
    return file->real->pMethods->xShmMap(file->real, page, size, extend, out);
}

static int file_shm_lock(sqlite3_file *base, int offset, int count, int flags)
{
    struct file *file = file_of(base);
    return file->real->pMethods->xShmLock(file->real, offset, count, flags);
}

static void file_shm_barrier(sqlite3_file *base)
{
    struct file *file = file_of(base);
    file->real->pMethods->xShmBarrier(file->real);
}

static int file_shm_unmap(sqlite3_file *base, int delete)
{
    struct file *file = file_of(base);
    return file->real->pMethods->xShmUnmap(file->real, delete);
}

/* Version 2: without those for memory maps, which are off. */
static const sqlite3_io_methods methods = {.iVersion = 2,
                                           .xClose = file_close,
                                           .xRead = file_read,
                                           .xWrite = file_write,
                                           .xTruncate = file_truncate,
                                           .xSync = file_sync,
                                           .xFileSize = file_size,
                                           .xLock = file_lock,
                                           .xUnlock = file_unlock,
                                           .xCheckReservedLock = file_check_lock,
                                           .xFileControl = file_control,
                                           .xSectorSize = file_sector_size,
                                           .xDeviceCharacteristics = file_characteristics,
                                           .xShmMap = file_shm_map,
                                           .xShmLock = file_shm_lock,
                                           .xShmBarrier = file_shm_barrier,
                                           .xShmUnmap = file_shm_unmap};

/* Without memory for a piece the file is read as ever. */
static int ahead_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *out)
{
    struct ahead *ahead = (struct ahead *)(void *)vfs;
    struct file *file = file_of(base);
    *file = (struct file){.real = (sqlite3_file *)(void *)(file + 1)};
    int result = ahead->root->xOpen(ahead->root, name, file->real, flags, out);
    if (!file->real->pMethods)
        return result;
    file->piece = flags & SQLITE_OPEN_MAIN_DB ? malloc(PIECE) : NULL;
    /* What the system's own way cannot do this one cannot either. */
    file->base.pMethods = file->real->pMethods->iVersion >= methods.iVersion ? &methods : NULL;
    if (file->base.pMethods)
        return result;
    file_close(base);
    return SQLITE_CANTOPEN;
}

struct ahead *ahead_make(void)
{
    sqlite3_vfs *root = sqlite3_vfs_find(NULL);
    struct ahead *ahead = root ? calloc(1, sizeof *ahead) : NULL;
    if (!ahead)
        return NULL;
    /* All but opening a file is as the system's own way does it. */
    ahead->root = root;
    ahead->vfs = *root;
    snprintf(ahead->name, sizeof ahead->name, "ahead-%p", (void *)ahead);
    ahead->vfs.zName = ahead->name;
    ahead->vfs.xOpen = ahead_open;
    ahead->vfs.szOsFile = (int)sizeof(struct file) + root->szOsFile;
    if (sqlite3_vfs_register(&ahead->vfs, 0) == SQLITE_OK)
        return ahead;
    free(ahead);
    return NULL;
}

const char *ahead_name(const struct ahead *ahead)
{
    return ahead->name;
}

void ahead_free(struct ahead *ahead)
{
    if (ahead)
        sqlite3_vfs_unregister(&ahead->vfs);
    free(ahead);
}
