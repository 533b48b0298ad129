#include "core/roll.h"

#include <sodium.h>
#include <stdlib.h>

enum { PIECE = 4096 };

static const char *const class_names[CLASS_COUNT] = {
    [CLASS_HOLDER] = "holder", [CLASS_DEPUTY] = "deputy", [CLASS_CLERK] = "clerk"};

const char *seat_class_name(enum seat_class class)
{
    return class < CLASS_COUNT ? class_names[class] : NULL;
}

size_t roll_seat_find(const struct roll *roll, struct slice id)
{
    size_t low = 0, high = roll->seats;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_compare(id, roll->seat[middle].id);
        if (order == 0)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return ROLL_NONE;
}

size_t roll_bench_find(const struct roll *roll, struct slice id)
{
    for (size_t i = 0; i < roll->benches; i++)
        if (slice_equal(roll->bench[i].id, id))
            return i;
    return ROLL_NONE;
}

unsigned roll_digits(const struct roll *roll)
{
    unsigned digits = 0;
    for (size_t i = 0; i < roll->seats; i++)
        if (roll->seat[i].weight.digits > digits)
            digits = roll->seat[i].weight.digits;
    return digits;
}

/* Byte order of the lines `member NAME ROLE VKEY`: no character of these is smaller than the blank between them. */
static int member_order(const void *a, const void *b)
{
    const struct roll_member *const *one = a, *const *two = b;
    int order = slice_compare((*one)->name, (*two)->name);
    if (order == 0)
        order = strcmp(class_names[(*one)->role], class_names[(*two)->role]);
    if (order == 0)
        order = slice_compare((*one)->vkey, (*two)->vkey);
    return order;
}

static void write_member(const struct roll_member *member, struct buffer *out)
{
    buffer_text(out, "member ");
    buffer_add(out, member->name);
    buffer_byte(out, ' ');
    buffer_text(out, class_names[member->role]);
    buffer_byte(out, ' ');
    buffer_add(out, member->vkey);
    buffer_byte(out, '\n');
}

static enum status write_members(const struct roll_seat *seat, struct buffer *out)
{
    const struct roll_member **sorted = malloc((seat->members + 1) * sizeof *sorted);
    if (!sorted)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < seat->members; i++)
        sorted[i] = &seat->member[i];
    qsort(sorted, seat->members, sizeof *sorted, member_order);
    for (size_t i = 0; i < seat->members; i++)
        write_member(sorted[i], out);
    free(sorted);
    return STATUS_OK;
}

static enum status write_seat(const struct roll *roll, const struct roll_seat *seat, struct buffer *out)
{
    buffer_text(out, "seat ");
    buffer_add(out, seat->id);
    buffer_byte(out, ' ');
    buffer_add(out, roll->bench[seat->bench].id);
    buffer_byte(out, ' ');
    buffer_add(out, seat->weight_text);
    buffer_text(out, seat->voting ? " voting\n" : " advisory\n");
    return write_members(seat, out);
}

/* Into the hash, where there is one, goes what stands in the buffer: the text of a large roll takes much memory. */
static void pass_on(struct buffer *out, size_t least, crypto_hash_sha256_state *hash)
{
    if (!hash || out->length < least || buffer_status(out) != STATUS_OK)
        return;
    crypto_hash_sha256_update(hash, (const uint8_t *)out->at, out->length);
    buffer_clear(out);
}

static enum status write_roll(const struct roll *roll, struct buffer *out, crypto_hash_sha256_state *hash)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < roll->seats && status == STATUS_OK; i++) {
        status = write_seat(roll, &roll->seat[i], out);
        pass_on(out, PIECE, hash);
    }
    for (size_t i = 0; i < roll->seats; i++)
        if (roll->seat[i].recused) {
            buffer_text(out, "recused ");
            buffer_add(out, roll->seat[i].id);
            buffer_byte(out, '\n');
        }
    pass_on(out, 1, hash);
    return status == STATUS_OK ? buffer_status(out) : status;
}

enum status roll_write(const struct roll *roll, struct buffer *out)
{
    return write_roll(roll, out, NULL);
}

enum status roll_digest(const struct roll *roll, struct digest *out)
{
    struct buffer piece;
    crypto_hash_sha256_state hash;
    buffer_init(&piece);
    crypto_hash_sha256_init(&hash);
    enum status status = write_roll(roll, &piece, &hash);
    crypto_hash_sha256_final(&hash, out->byte);
    buffer_release(&piece);
    return status;
}
