/* receipt: what proves an entry, or that a seat did not vote, to someone without the ledger; and the check of that. */
#include "core/fingerprint.h"
#include "core/fork.h"
#include "data/file.h"
#include "data/query_vote.h"
#include "data/receipt_make.h"
#include "data/receipt_read.h"
#include "tui/ballot.h"
#include "tui/command.h"
#include "tui/fork_check.h"
#include "tui/i18n.h"
#include "tui/interrupt.h"
#include "tui/receipt_words.h"
#include "tui/seat.h"

#include <stdlib.h>

/* What is asked for: an entry, or that the seat has no vote in the ballot. */
struct target {
    int64_t body, index;
    bool no_vote;
    struct ballot_facts ballot;
    struct own_seat seat;
    struct buffer body_name, path;
};

static bool take_vote(void *context, const struct vote_item *item)
{
    *(int64_t *)context = item->index;
    return false;
}

/* The vote of the seat that counts; without one, that there is none. */
static enum status find_vote(struct session *session, struct target *target)
{
    target->body = target->ballot.body;
    target->index = -1;
    enum status status = query_counted_vote(ledger_store(session->ledger), target->body, target->ballot.index,
                                            target->seat.id, take_vote, &target->index, &session->problem);
    target->no_vote = target->index < 0;
    if (target->no_vote)
        target->index = target->ballot.index;
    return status;
}

static enum status find_of_seat(struct session *session, struct target *target)
{
    struct log *log;
    enum status status = ballot_find(session, session->argument[0], &target->ballot);
    if (status == STATUS_OK && session_has(session, OPTION_SEAT)) {
        target->seat.id = session_value(session, OPTION_SEAT);
        return find_vote(session, target);
    }
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, target->ballot.body, &log, &session->problem);
    if (status == STATUS_OK)
        status = own_seat(session, log, &target->seat);
    return status == STATUS_OK ? find_vote(session, target) : status;
}

static enum status find_place(struct session *session, struct target *target)
{
    struct log *log;
    uint64_t place;
    enum status status = session_log(session, session->argument[0], &log);
    if (status != STATUS_OK)
        return status;
    if (!value_number(session_value(session, OPTION_PLACE), &place))
        return problem_say(&session->problem, STATUS_USAGE, N_("--{1} wants a number"), "place", NULL);
    if (place >= log_size(log))
        return problem_say(&session->problem, STATUS_NOT_FOUND, N_("there is no such entry"), NULL, NULL);
    target->body = log_number(log);
    target->index = (int64_t)place;
    return STATUS_OK;
}

/* An entry by its place or its id; else a ballot and a seat, which may be the own one. */
static enum status find_target(struct session *session, struct target *target)
{
    struct found found;
    if (session_has(session, OPTION_PLACE))
        return find_place(session, target);
    if (session_has(session, OPTION_SEAT))
        return find_of_seat(session, target);
    enum status status =
        query_find_entry(ledger_store(session->ledger), session->argument[0], &found, &session->problem);
    if (status == STATUS_OK) {
        target->body = found.body;
        target->index = found.index;
    }
    if (status != STATUS_USAGE && status != STATUS_NOT_FOUND)
        return status;
    problem_clear(&session->problem);
    return find_of_seat(session, target);
}

/* The file that is named, or BODY-PLACE.tlog-proof, BODY-PLACE-SEAT.no-vote in the current folder. */
static enum status choose_path(struct session *session, struct target *target)
{
    struct log *log;
    enum status status = ledger_log_number(session->ledger, target->body, &log, &session->problem);
    if (status != STATUS_OK)
        return status;
    buffer_add(&target->body_name, log_body(log)->name);
    if (session->arguments > 1) {
        buffer_text(&target->path, session->argument[1]);
    } else {
        buffer_add(&target->path, log_body(log)->name);
        buffer_format(&target->path, "-%lld", (long long)target->index);
        if (target->no_vote) {
            buffer_byte(&target->path, '-');
            buffer_add(&target->path, target->seat.id);
        }
        buffer_text(&target->path, target->no_vote ? ".no-vote" : ".tlog-proof");
    }
    if (buffer_status(&target->body_name) != STATUS_OK || buffer_status(&target->path) != STATUS_OK)
        return problem_say(&session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (slice_is(buffer_slice(&target->path), "-") && session_has(session, OPTION_JSON))
        return problem_say(&session->problem, STATUS_USAGE,
                           N_("standard output cannot hold the file and JSON: name a file"), NULL, NULL);
    return STATUS_OK;
}

static bool to_output(const struct target *target)
{
    return slice_is(buffer_slice(&target->path), "-");
}

static void write_line(const char *label, const struct digest *digest, struct buffer *out)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(digest, hex);
    buffer_format(out, "  %s: %s\n    ", label, hex);
    fingerprint_words(digest, out);
    buffer_byte(out, '\n');
}

/* Where it was written, and what to compare and to do with it. `object` is what --json prints. */
static enum status tell(struct session *session, const struct target *target, const struct digest *id,
                        const struct checkpoint *head, json_t *object)
{
    struct buffer text;
    if (session_has(session, OPTION_JSON)) {
        if (object)
            json_object_set_new(object, "file", json_slice(buffer_slice(&target->path)));
        return session_json(session, object);
    }
    json_decref(object);
    if (to_output(target))
        return STATUS_OK;
    buffer_init(&text);
    i18n_pattern(_("written: {1}"), buffer_slice(&target->path), SLICE(""), &text);
    buffer_byte(&text, '\n');
    write_line(target->no_vote ? _("id of the ballot") : _("id of the entry"), id, &text);
    write_line(_("root of the signed head"), &head->root, &text);
    i18n_pattern(_("Whoever has the file can check it without the ledger: stimmbuch receipt check {1}"),
                 buffer_slice(&target->path), SLICE(""), &text);
    buffer_byte(&text, '\n');
    enum status status = session_print(session, buffer_slice(&text));
    buffer_release(&text);
    return status;
}

static enum status write_receipt(struct session *session, const struct target *target, struct stream_out *out)
{
    struct buffer bytes;
    struct receipt_file *file = calloc(1, sizeof *file);
    buffer_init(&bytes);
    enum status status = file ? STATUS_OK : problem_say(&session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (status == STATUS_OK)
        status = receipt_make(ledger_store(session->ledger), target->body, target->index, &bytes, &session->problem);
    if (status == STATUS_OK)
        status = receipt_file_check(buffer_slice(&bytes), file, &session->problem);
    if (status == STATUS_OK)
        status = stream_write(out, buffer_slice(&bytes), &session->problem);
    if (status == STATUS_OK)
        status = stream_finish(out, &session->problem);
    if (status == STATUS_OK)
        status = tell(session, target, &file->entry.id, &file->head.head,
                      session_has(session, OPTION_JSON) ? receipt_to_json(file) : NULL);
    if (file)
        receipt_file_release(file);
    free(file);
    buffer_release(&bytes);
    return status;
}

static bool go_on(void *context, uint64_t done, uint64_t all)
{
    (void)done;
    (void)all;
    return !interrupt_waits(context);
}

static enum status write_no_vote(struct session *session, const struct target *target, struct stream_out *out)
{
    struct interrupt interrupt;
    struct no_vote_file *file = calloc(1, sizeof *file);
    if (!file)
        return problem_say(&session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    interrupt_hold(&interrupt);
    enum status status = no_vote_make(ledger_store(session->ledger), &target->ballot, target->seat.id, out, file, go_on,
                                      &interrupt, &session->problem);
    if (status == STATUS_OK)
        status = stream_finish(out, &session->problem);
    interrupt_release(&interrupt, status == STATUS_CANCELLED);
    if (status == STATUS_OK && !no_vote_holds(file))
        session_note(session,
                     _("note: the log holds votes for this seat that were rejected, so the file alone proves nothing"),
                     SLICE(""), SLICE(""));
    if (status == STATUS_OK)
        status = tell(session, target, &file->claim.ballot, &file->check.head.head,
                      session_has(session, OPTION_JSON) ? no_vote_to_json(file) : NULL);
    no_vote_file_release(file);
    free(file);
    return status;
}

static enum status receipt(struct session *session)
{
    struct target target = {.index = -1};
    struct stream_out out = {.descriptor = -1};
    buffer_init(&target.body_name);
    buffer_init(&target.path);
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = find_target(session, &target);
    if (status == STATUS_OK)
        status = choose_path(session, &target);
    if (status == STATUS_OK)
        status = stream_create(&out, to_output(&target) ? NULL : target.path.at, &session->problem);
    if (status == STATUS_OK)
        status = target.no_vote ? write_no_vote(session, &target, &out) : write_receipt(session, &target, &out);
    stream_release(&out);
    buffer_release(&target.body_name);
    buffer_release(&target.path);
    return status;
}

/* What is wrong with a file is a finding like others, and no reason to leave out those that follow. */
static enum status tell_false(struct session *session)
{
    struct buffer text;
    enum status status;
    buffer_init(&text);
    i18n_problem(&session->problem, &text);
    problem_clear(&session->problem);
    if (session_has(session, OPTION_JSON)) {
        status = session_json(session, json_pack("{s:b, s:o}", "ok", false, "text", json_slice(buffer_slice(&text))));
    } else {
        buffer_byte(&text, '\n');
        status = session_print(session, buffer_slice(&text));
    }
    buffer_release(&text);
    return status == STATUS_OK ? STATUS_MISMATCH : status;
}

static enum status tell_checked(struct session *session, struct receipt_reading *reading)
{
    bool holds = reading->is_receipt ? receipt_holds(&reading->receipt) : no_vote_holds(&reading->no_vote);
    enum status status;
    if (session_has(session, OPTION_JSON)) {
        status = session_json(session, reading->is_receipt ? receipt_to_json(&reading->receipt)
                                                           : no_vote_to_json(&reading->no_vote));
    } else {
        struct buffer text;
        buffer_init(&text);
        if (reading->is_receipt)
            receipt_write_words(&reading->receipt, &text);
        else
            no_vote_write_words(&reading->no_vote, &text);
        status = session_print(session, buffer_slice(&text));
        buffer_release(&text);
    }
    return status == STATUS_OK && !holds ? STATUS_MISMATCH : status;
}

/* With several files each has its name in front; a single one that does not hold is an error line. */
static enum status check_file(struct session *session, const char *path, struct receipt_reading *reading)
{
    struct interrupt interrupt;
    bool json = session_has(session, OPTION_JSON), several = session->arguments > 1 && !json;
    interrupt_hold(&interrupt);
    enum status status = receipt_read(path, reading, go_on, &interrupt, &session->problem);
    interrupt_release(&interrupt, status == STATUS_CANCELLED);
    if (status == STATUS_CANCELLED)
        return problem_say(&session->problem, status, N_("interrupted before everything was checked"), NULL, NULL);
    if (status != STATUS_OK && status != STATUS_MISMATCH)
        return status;
    if (several) {
        struct buffer name;
        buffer_init(&name);
        buffer_format(&name, "%s:\n", path);
        enum status printed = session_print(session, buffer_slice(&name));
        buffer_release(&name);
        if (printed != STATUS_OK)
            return printed;
    }
    if (status == STATUS_OK)
        return tell_checked(session, reading);
    return several || json ? tell_false(session) : status;
}

static enum status receipt_check(struct session *session)
{
    enum status status = STATUS_OK;
    struct receipt_reading *reading = malloc(sizeof *reading);
    if (!reading)
        return problem_say(&session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    for (size_t i = 0; i < session->arguments && (status == STATUS_OK || status == STATUS_MISMATCH); i++) {
        const char *path = session->argument[i];
        bool fork = file_begins(path, fork_magic());
        enum status one = fork ? fork_check(session, path) : check_file(session, path, reading);
        if (!fork)
            receipt_reading_release(reading);
        status = one == STATUS_OK ? status : one;
    }
    free(reading);
    return status;
}

const struct command commands_receipt[] = {
    {"receipt", NULL, "VOTE [FILE]", 1, 2, "seat place",
     N_("a file that proves an entry, or with BALLOT --seat SEAT that the seat did not vote, without the ledger"),
     receipt},
    {"receipt", "check", "FILE…", 1, 10000, "",
     N_("check such files, or the proof of a fork; this needs neither a ledger nor a key"), receipt_check},
    {0},
};
