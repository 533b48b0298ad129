#include "core/tile.h"

#include "core/encode.h"

#include <stdio.h>

enum { GROUP = 1000, GROUPS_MAX = 6, GROUP_DIGITS = 3 };

static const uint64_t index_max = MERKLE_SIZE_MAX / TILE_WIDTH;

size_t tile_path(const struct tile *tile, char out[TILE_PATH_MAX])
{
    unsigned group[GROUPS_MAX], groups = 0;
    size_t length;
    if (tile->level == TILE_ENTRIES)
        length = (size_t)snprintf(out, TILE_PATH_MAX, "tile/entries");
    else
        length = (size_t)snprintf(out, TILE_PATH_MAX, "tile/%u", tile->level);
    uint64_t rest = tile->index;
    do {
        group[groups++] = (unsigned)(rest % GROUP);
        rest /= GROUP;
    } while (rest && groups < GROUPS_MAX);
    while (groups--)
        length += (size_t)snprintf(out + length, TILE_PATH_MAX - length, groups ? "/x%03u" : "/%03u", group[groups]);
    if (tile->width < TILE_WIDTH)
        length += (size_t)snprintf(out + length, TILE_PATH_MAX - length, ".p/%u", tile->width);
    return length;
}

/* True when `text` begins with `start`, which is cut off then. */
static bool cut_start(struct slice *text, struct slice start)
{
    if (!slice_equal(slice_head(*text, start.length), start))
        return false;
    *text = slice_from(*text, start.length);
    return true;
}

static bool parse_level(struct slice text, unsigned *out)
{
    uint64_t level;
    if (slice_is(text, "entries")) {
        *out = TILE_ENTRIES;
        return true;
    }
    if (!number_decode(text, &level) || level >= TILE_LEVELS)
        return false;
    *out = (unsigned)level;
    return true;
}

/* Three digits, taken off. */
static bool cut_group(struct slice *rest, uint64_t *index)
{
    unsigned group = 0;
    if (rest->length < GROUP_DIGITS)
        return false;
    for (size_t i = 0; i < GROUP_DIGITS; i++) {
        if (rest->at[i] < '0' || rest->at[i] > '9')
            return false;
        group = group * 10 + (unsigned)(rest->at[i] - '0');
    }
    if (*index > (index_max - group) / GROUP)
        return false;
    *index = *index * GROUP + group;
    *rest = slice_from(*rest, GROUP_DIGITS);
    return true;
}

/* The groups of three digits, all but the last with an x in front, the first of several not zero. */
static bool cut_index(struct slice *rest, uint64_t *index)
{
    *index = 0;
    while (cut_start(rest, SLICE("x")))
        if (!cut_group(rest, index) || *index == 0 || !cut_start(rest, SLICE("/")))
            return false;
    return cut_group(rest, index);
}

bool tile_parse(struct slice path, struct tile *out)
{
    struct slice rest = path;
    struct tile tile = {.width = TILE_WIDTH};
    if (!cut_start(&rest, SLICE("tile/")))
        return false;
    if (!parse_level(slice_cut(&rest, '/'), &tile.level) || !cut_index(&rest, &tile.index))
        return false;
    if (rest.length) {
        uint64_t width;
        if (!cut_start(&rest, SLICE(".p/")) || !number_decode(rest, &width) || width == 0 || width >= TILE_WIDTH)
            return false;
        tile.width = (unsigned)width;
    }
    *out = tile;
    return true;
}

uint64_t tile_count(unsigned level, uint64_t size)
{
    if (level == TILE_ENTRIES)
        return size;
    return level < TILE_LEVELS / TILE_HEIGHT ? size >> (TILE_HEIGHT * level) : 0;
}

unsigned tile_width(unsigned level, uint64_t index, uint64_t size)
{
    uint64_t count = tile_count(level, size), before = index * TILE_WIDTH;
    if (index > index_max || before >= count)
        return 0;
    return count - before < TILE_WIDTH ? (unsigned)(count - before) : TILE_WIDTH;
}

/* The first tile of the level that the old tree does not have as it is. */
static void begin_level(struct tile_walk *walk, unsigned level)
{
    walk->level = level;
    walk->index = tile_count(level, walk->old) / TILE_WIDTH;
}

bool tile_next(struct tile_walk *walk, struct tile *out)
{
    if (!walk->started) {
        walk->started = true;
        begin_level(walk, 0);
    }
    for (;;) {
        unsigned width = tile_width(walk->level, walk->index, walk->size);
        if (width > tile_width(walk->level, walk->index, walk->old)) {
            *out = (struct tile){.level = walk->level, .index = walk->index++, .width = width};
            return true;
        }
        if (walk->level == TILE_ENTRIES)
            return false;
        begin_level(walk, tile_count(walk->level + 1, walk->size) ? walk->level + 1 : TILE_ENTRIES);
    }
}

bool bundle_add(struct slice entry, struct buffer *out)
{
    if (entry.length > BUNDLE_ENTRY_MAX)
        return false;
    buffer_byte(out, (char)(unsigned char)(entry.length >> 8));
    buffer_byte(out, (char)(unsigned char)(entry.length & 0xff));
    buffer_add(out, entry);
    return true;
}

bool bundle_next(struct bundle *bundle, struct slice *entry)
{
    struct slice rest = bundle->rest;
    if (rest.length < 2)
        return false;
    size_t length = (size_t)(unsigned char)rest.at[0] << 8 | (unsigned char)rest.at[1];
    if (rest.length - 2 < length)
        return false;
    *entry = slice_head(slice_from(rest, 2), length);
    bundle->rest = slice_from(rest, 2 + length);
    return true;
}

enum status bundle_open(struct slice bytes, unsigned width, struct bundle *out, struct problem *problem)
{
    struct bundle walk = {.rest = bytes};
    struct slice entry;
    unsigned count = 0;
    char number[16];
    while (count < width && bundle_next(&walk, &entry))
        count++;
    snprintf(number, sizeof number, "%u", count);
    if (count == width && walk.rest.length == 0) {
        out->rest = bytes;
        return STATUS_OK;
    }
    if (count == width)
        return problem_say(problem, STATUS_FORM, N_("bytes are left over behind its {1} entries"), number, NULL);
    if (walk.rest.length)
        return problem_say(problem, STATUS_FORM, N_("it ends in the middle of an entry, after {1} whole ones"), number,
                           NULL);
    return problem_say(problem, STATUS_FORM, N_("it holds {1} entries, fewer than its name says"), number, NULL);
}
