#include "tests/bench/fill.h"

#include "data/compose_body.h"
#include "data/compose_result.h"

#include <sodium.h>
#include <stdio.h>

enum { BATCH = 10000 };

struct instant fill_beginning(void)
{
    return (struct instant){.seconds = 1767258000}; /* 2026-01-01T09:00:00Z */
}

enum status fill_open(struct fill *fill, const char *path)
{
    *fill = (struct fill){.at = fill_beginning()};
    arena_init(&fill->arena);
    enum status status = ledger_open(path, STORE_CREATE, &fill->ledger, &fill->problem);
    return status == STATUS_OK ? ledger_batch_begin(fill->ledger, &fill->problem) : status;
}

enum status fill_close(struct fill *fill, bool keep)
{
    enum status status = fill->ledger ? ledger_batch_end(fill->ledger, keep, &fill->problem) : STATUS_OK;
    ledger_close(fill->ledger);
    arena_release(&fill->arena);
    return status;
}

void seat_name(size_t seat, char out[8])
{
    snprintf(out, 8, "s%03u", (unsigned)seat % 1000000);
}

enum status log_key(struct slice name, struct arena *arena, struct signer *out)
{
    struct digest seed = digest_of(name);
    struct public_key key;
    struct slice kept = arena_copy(arena, name);
    uint8_t *secret = arena_alloc(arena, KEY_SECRET_LENGTH);
    if (!kept.at || !secret)
        return STATUS_NO_MEMORY;
    crypto_sign_seed_keypair(key.byte, secret, seed.byte);
    *out = (struct signer){.vkey = vkey_make(kept, KEY_TYPE_ED25519, &key), .secret = secret};
    return STATUS_OK;
}

static enum status role_key(struct slice body, const char *role, struct arena *arena, struct signer *out)
{
    struct buffer name;
    buffer_init(&name);
    buffer_text(&name, role);
    buffer_byte(&name, '.');
    buffer_add(&name, body);
    enum status status = buffer_status(&name);
    if (status == STATUS_OK)
        status = log_key(buffer_slice(&name), arena, out);
    buffer_release(&name);
    return status;
}

enum status secretary_key(struct slice body, struct arena *arena, struct signer *out)
{
    return role_key(body, "gs", arena, out);
}

enum status member_key(struct slice body, size_t seat, struct arena *arena, struct signer *out)
{
    char name[8];
    seat_name(seat, name);
    return role_key(body, name, arena, out);
}

/* Stores what has gathered now and then. */
static enum status count_entry(struct fill *fill)
{
    fill->at.seconds++;
    if (++fill->batched < BATCH)
        return STATUS_OK;
    fill->batched = 0;
    enum status status = ledger_batch_end(fill->ledger, true, &fill->problem);
    return status == STATUS_OK ? ledger_batch_begin(fill->ledger, &fill->problem) : status;
}

static enum status submit(struct fill *fill, struct slice text, const struct signer *first, const struct signer *second)
{
    struct buffer note;
    buffer_init(&note);
    note_sign(text, first, &note);
    if (second) {
        struct signature signature = key_sign(second, text);
        note_write_line(&second->vkey, &signature, &note);
    }
    enum status status = buffer_status(&note);
    if (status == STATUS_OK)
        status = ledger_submit(fill->ledger, buffer_slice(&note), fill->at, &fill->entry, &fill->problem);
    buffer_release(&note);
    return status == STATUS_OK ? count_entry(fill) : status;
}

enum status fill_submit(struct fill *fill, struct draft *draft, const struct signer *first, const struct signer *second)
{
    struct buffer text;
    buffer_init(&text);
    enum status status = draft_compose(draft, &text, &fill->problem);
    if (status == STATUS_OK)
        status = submit(fill, buffer_slice(&text), first, second);
    buffer_release(&text);
    return status;
}

struct author fill_author(const struct fill *fill, const struct signer *signer)
{
    return (struct author){.log = fill->log, .name = signer->vkey.name, .at = fill->at};
}

static void write_statute(const char *name, size_t seats, struct buffer *out)
{
    buffer_format(out, "stimmbuch/1 body\nname: %s\ntitle: Versammlung\nlevel: steering\napprovals: 1\nbench: b Bank\n",
                  name);
    for (size_t i = 0; i < seats; i++) {
        char seat[8];
        seat_name(i, seat);
        buffer_format(out, "seat: %s b 1 voting S\n", seat);
    }
    buffer_text(out, "rule: r Mehrheit\nadopted: r heads(yes) > heads(no)\n"
                     "rule: c Wahl\nmethod: c choice\nadopted: c heads(winner) > 0\n"
                     "rule: a Zustimmung\nmethod: a approval\nadopted: a heads(winner) > 0\n"
                     "rule: k Rangfolge\nmethod: k ranking\nadopted: k heads(winner) > 0\n");
}

struct slice fill_rule(enum method method)
{
    switch (method) {
    case METHOD_CHOICE:
        return SLICE("c");
    case METHOD_APPROVAL:
        return SLICE("a");
    case METHOD_RANKING:
        return SLICE("k");
    default:
        return SLICE("r");
    }
}

static enum status found(struct fill *fill, struct slice statute)
{
    struct arena arena;
    struct draft draft;
    struct buffer text;
    buffer_init(&text);
    arena_init(&arena);
    struct founding_keys keys = {.log = &fill->body.vkey, .secretary = &fill->secretary.vkey, .secretaries = 1};
    enum status status = draft_read(&draft, KIND_BODY, statute, &arena, &fill->problem);
    if (status == STATUS_OK)
        status = compose_body(&draft, &keys, fill->at, &text, &fill->problem);
    if (status == STATUS_OK)
        status = submit(fill, buffer_slice(&text), &fill->secretary, NULL);
    buffer_release(&text);
    arena_release(&arena);
    return status;
}

enum status fill_enrol(struct fill *fill, size_t member)
{
    struct arena arena;
    struct draft draft;
    char seat[8];
    const struct signer *key = &fill->member[member];
    struct author author = fill_author(fill, key);
    seat_name(member, seat);
    arena_init(&arena);
    draft_init(&draft, KIND_ENROL, &arena);
    enum status status = compose_enrol(&author, &key->vkey, SLICE("holder"), slice_of(seat), &draft);
    if (status == STATUS_OK)
        status = fill_submit(fill, &draft, key, &fill->secretary);
    arena_release(&arena);
    return status;
}

enum status fill_body(struct fill *fill, const char *name, size_t seats)
{
    struct slice body = slice_of(name);
    struct buffer statute;
    buffer_init(&statute);
    write_statute(name, seats, &statute);
    fill->member = arena_array(&fill->arena, seats, sizeof *fill->member);
    enum status status = fill->member ? buffer_status(&statute) : STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = log_key(body, &fill->arena, &fill->body);
    if (status == STATUS_OK)
        status = secretary_key(body, &fill->arena, &fill->secretary);
    if (status == STATUS_OK)
        status = found(fill, buffer_slice(&statute));
    if (status == STATUS_OK)
        status = ledger_log(fill->ledger, body, &fill->log, &fill->problem);
    for (; fill->members < seats && status == STATUS_OK; fill->members++) {
        status = member_key(body, fill->members, &fill->arena, &fill->member[fill->members]);
        if (status == STATUS_OK)
            status = fill_enrol(fill, fill->members);
    }
    buffer_release(&statute);
    return status;
}

enum status fill_proposal(struct fill *fill, const struct motion *motion)
{
    struct arena arena;
    struct draft draft;
    const struct signer *key = &fill->member[motion->member];
    struct author author = fill_author(fill, key);
    arena_init(&arena);
    draft_init(&draft, KIND_PROPOSAL, &arena);
    enum status status = draft_add_text(&draft, "number", motion->number);
    if (status == STATUS_OK)
        status = draft_add(&draft, "title", motion->title);
    if (status == STATUS_OK)
        status = draft_add_text(&draft, "kind", motion->options ? "election" : "decision");
    for (size_t i = 0; i < motion->options && status == STATUS_OK; i++) {
        char option[] = "a Vorschlag";
        option[0] = (char)(option[0] + i);
        status = draft_add_text(&draft, "option", option);
    }
    if (status == STATUS_OK && motion->demand)
        status = draft_add_number(&draft, "demand", motion->demand);
    if (status == STATUS_OK)
        status = draft_set_text(&draft, motion->text, &fill->problem);
    if (status == STATUS_OK)
        status = compose_proposal(&author, &draft, &fill->problem);
    if (status == STATUS_OK)
        status = fill_submit(fill, &draft, key, NULL);
    arena_release(&arena);
    return status;
}

enum status fill_ballot(struct fill *fill, const char *number, struct slice rule, struct ballot_facts *out)
{
    struct arena arena;
    struct draft draft;
    struct found proposal;
    struct author author = fill_author(fill, &fill->secretary);
    struct store *store = ledger_store(fill->ledger);
    const struct terms terms = {.rule = rule, .meeting = fill->meets ? &fill->meeting : NULL};
    arena_init(&arena);
    draft_init(&draft, KIND_BALLOT, &arena);
    enum status status = query_find_proposal(store, number, &proposal, &fill->problem);
    if (status == STATUS_OK)
        status = compose_ballot(&author, &proposal, &terms, &draft, &fill->problem);
    if (status == STATUS_OK)
        status = fill_submit(fill, &draft, &fill->secretary, NULL);
    if (status == STATUS_OK)
        status = ballot_facts_find(store, number, out, &fill->problem);
    arena_release(&arena);
    return status;
}

enum status fill_vote(struct fill *fill, const struct ballot_facts *ballot, size_t member, const char *choice)
{
    struct arena arena;
    struct draft draft;
    char seat[8];
    const struct signer *key = &fill->member[member % fill->members];
    struct author author = fill_author(fill, key);
    seat_name(member, seat);
    struct voice voice = {.seat = slice_of(seat), .as = SLICE("holder"), .choice = slice_of(choice)};
    arena_init(&arena);
    draft_init(&draft, KIND_VOTE, &arena);
    enum status status = compose_vote(&author, ballot, &voice, &draft, &fill->problem);
    if (status == STATUS_OK)
        status = fill_submit(fill, &draft, key, NULL);
    arena_release(&arena);
    return status;
}

static enum status close_ballot(struct fill *fill, const struct ballot_facts *ballot)
{
    struct arena arena;
    struct draft draft;
    struct author author = fill_author(fill, &fill->secretary);
    arena_init(&arena);
    draft_init(&draft, KIND_CLOSE, &arena);
    enum status status = compose_end(&author, &ballot->id, (struct slice){0}, &draft, &fill->problem);
    if (status == STATUS_OK)
        status = fill_submit(fill, &draft, &fill->secretary, NULL);
    arena_release(&arena);
    return status;
}

static enum status give_result(struct fill *fill, const struct ballot_facts *ballot)
{
    struct arena arena;
    struct draft draft;
    struct author author = fill_author(fill, &fill->secretary);
    arena_init(&arena);
    draft_init(&draft, KIND_RESULT, &arena);
    enum status status = compose_result(&author, ballot, NULL, &draft, &fill->problem);
    if (status == STATUS_OK)
        status = fill_submit(fill, &draft, &fill->secretary, NULL);
    arena_release(&arena);
    return status;
}

enum status fill_result(struct fill *fill, const char *number)
{
    struct ballot_facts ballot;
    struct store *store = ledger_store(fill->ledger);
    enum status status = ballot_facts_find(store, number, &ballot, &fill->problem);
    if (status == STATUS_OK)
        status = close_ballot(fill, &ballot);
    if (status == STATUS_OK)
        status = ballot_facts_find(store, number, &ballot, &fill->problem);
    return status == STATUS_OK ? give_result(fill, &ballot) : status;
}
