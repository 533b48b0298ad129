#include "core/fork.h"

#include "core/encode.h"

#define FIRST_LINE "stimmbuch-fork@v1"
#define SIGNATURE_MARK "\xe2\x80\x94 "

static enum status malformed(struct problem *problem, unsigned long line, const char *message)
{
    problem_place(problem, line, 0);
    return problem_slices(problem, STATUS_FORM, message, SLICE(""), SLICE(""));
}

static bool begins(struct slice bytes, struct slice with)
{
    return slice_equal(slice_head(bytes, with.length), with);
}

struct slice fork_magic(void)
{
    return SLICE(FIRST_LINE "\n");
}

bool fork_is(struct slice bytes)
{
    return begins(bytes, fork_magic());
}

/* The length of the run of lines that are not empty, with their line ends; 0 where a line has none. */
static size_t run_length(struct slice bytes)
{
    struct slice rest = bytes;
    while (rest.length > 0 && rest.at[0] != '\n') {
        const char *end = memchr(rest.at, '\n', rest.length);
        if (!end)
            return 0;
        rest = slice_from(rest, (size_t)(end - rest.at) + 1);
    }
    return bytes.length - rest.length;
}

bool fork_next_note(struct slice *notes, struct slice *out)
{
    struct slice rest = *notes;
    for (;;) {
        bool signatures = rest.at != notes->at && begins(rest, SLICE(SIGNATURE_MARK));
        size_t length = run_length(rest);
        if (length == 0)
            return false;
        rest = slice_from(rest, length);
        if (signatures)
            break;
        /* The empty line inside of the note. */
        rest = slice_from(rest, 1);
    }
    *out = slice_head(*notes, notes->length - rest.length);
    /* The empty line behind it leads to another note. */
    *notes = slice_from(rest, rest.length > 1);
    return true;
}

/* The lines up to the empty one. */
static enum status parse_hashes(struct slice *rest, struct fork *out, struct problem *problem)
{
    size_t length;
    out->grown = false;
    out->proof.hashes = 0;
    for (unsigned long line = 2;; line++) {
        if (rest->length == 0)
            return malformed(problem, line, N_("the proof holds no tree head"));
        struct slice text = slice_cut(rest, '\n');
        if (text.length == 0)
            return STATUS_OK;
        bool root = line == 2 && begins(text, SLICE("root "));
        struct digest *hash = root ? &out->root : &out->proof.hash[out->proof.hashes];
        if (!root && !out->grown)
            return malformed(problem, line, N_("the proof names no root"));
        if (!root && out->proof.hashes == FORK_HASHES_MAX)
            return malformed(problem, line, N_("the proof holds more than 63 hashes"));
        if (!base64_decode(root ? slice_from(text, 5) : text, hash->byte, DIGEST_LENGTH, &length) ||
            length != DIGEST_LENGTH)
            return malformed(problem, line, N_("a line of the proof is not base64 of a hash"));
        out->grown = true;
        out->proof.hashes += !root;
    }
}

enum status fork_parse(struct slice bytes, struct fork *out, struct problem *problem)
{
    struct slice rest = bytes, note;
    if (!fork_is(bytes))
        return malformed(problem, 1, N_("it is no proof that a log was forked: the first line is another"));
    rest = slice_from(rest, sizeof FIRST_LINE);
    enum status status = parse_hashes(&rest, out, problem);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < 2; i++)
        if (!fork_next_note(&rest, &out->head[i]))
            return malformed(problem, 0, N_("the proof does not hold two signed heads"));
    out->carried = rest;
    size_t notes = 0;
    while (rest.length > 0) {
        if (!fork_next_note(&rest, &note))
            return malformed(problem, 0, N_("the proof ends in the middle of an entry"));
        notes++;
    }
    return notes ? STATUS_OK : malformed(problem, 0, N_("the entry that founds the body is missing"));
}

void fork_write(const struct fork *fork, struct buffer *out)
{
    buffer_text(out, FIRST_LINE "\n");
    if (fork->grown) {
        buffer_text(out, "root ");
        base64_write(fork->root.byte, DIGEST_LENGTH, out);
        buffer_byte(out, '\n');
    }
    for (unsigned i = 0; i < fork->proof.hashes; i++) {
        base64_write(fork->proof.hash[i].byte, DIGEST_LENGTH, out);
        buffer_byte(out, '\n');
    }
    for (size_t i = 0; i < 2; i++) {
        buffer_byte(out, '\n');
        buffer_add(out, fork->head[i]);
    }
    buffer_byte(out, '\n');
    buffer_add(out, fork->carried);
}

static enum status read_carried(struct slice notes, struct carried *out, struct problem *problem)
{
    struct slice list[CARRIED_NOTES_MAX];
    size_t count = 0;
    while (count < CARRIED_NOTES_MAX && fork_next_note(&notes, &list[count]))
        count++;
    if (notes.length > 0)
        return problem_say(problem, STATUS_FORM, N_("more than 1000 entries are carried"), NULL, NULL);
    return carried_read(list, count, out, problem);
}

static enum status not_forked(struct problem *problem, const char *message)
{
    return problem_say(problem, STATUS_MISMATCH, message, NULL, NULL);
}

/* The heads hold; can one log have had both? */
static enum status check_fork(const struct fork *fork, const struct checkpoint head[2], struct problem *problem)
{
    if (fork->grown != (head[0].size < head[1].size) || head[0].size > head[1].size ||
        (!fork->grown && memcmp(head[0].root.byte, head[1].root.byte, DIGEST_LENGTH) > 0))
        return problem_say(problem, STATUS_FORM, N_("the heads do not stand in the order of their sizes and roots"),
                           NULL, NULL);
    if (head[0].size == 0)
        return not_forked(problem, N_("every log continues an empty one"));
    if (!fork->grown)
        return digest_equal(&head[0].root, &head[1].root)
                   ? not_forked(problem, N_("both heads are of the same history"))
                   : STATUS_OK;
    if (!merkle_verify_consistency(head[0].size, head[1].size, &fork->root, &head[1].root, &fork->proof))
        return not_forked(problem,
                          N_("the hashes do not show which root the longer log had at the shorter one's size"));
    return digest_equal(&fork->root, &head[0].root) ? not_forked(problem, N_("both heads are of the same history"))
                                                    : STATUS_OK;
}

enum status fork_verify(const struct fork *fork, struct carried *carried, struct checkpoint head[2],
                        struct problem *problem)
{
    *carried = (struct carried){.keys = 0};
    enum status status = read_carried(fork->carried, carried, problem);
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        const struct checkpoint_trust trust = {
            .origin = carried->body.name, .log = carried->log, .logs = carried->logs};
        status = checkpoint_verify(fork->head[i], &trust, &head[i], NULL, problem);
    }
    return status == STATUS_OK ? check_fork(fork, head, problem) : status;
}
