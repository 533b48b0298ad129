#include "tui/receipt_words.h"

#include "core/fingerprint.h"
#include "tui/i18n.h"

bool receipt_holds(struct receipt_file *file)
{
    bool holds = file->entry.defect == REASON_NONE;
    for (size_t i = 0; holds && i < file->entry.note.lines; i++)
        holds = carried_signature(&file->carried, &file->entry, i) != CARRIED_FALSE;
    return holds;
}

bool no_vote_holds(const struct no_vote_file *file)
{
    return file->check.found == 0;
}

static void heading(const char *text, struct buffer *out)
{
    buffer_byte(out, '\n');
    buffer_text(out, text);
    buffer_byte(out, '\n');
}

static void point(const char *pattern, struct slice first, struct slice second, struct buffer *out)
{
    buffer_text(out, "  - ");
    i18n_pattern(pattern, first, second, out);
    buffer_byte(out, '\n');
}

static void point_number(const char *pattern, uint64_t number, struct slice second, struct buffer *out)
{
    struct buffer text;
    buffer_init(&text);
    buffer_number(&text, number);
    point(pattern, buffer_slice(&text), second, out);
    buffer_release(&text);
}

/* A digest to be compared by eye and ear. */
static void write_digest(const struct digest *digest, struct buffer *out)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(digest, hex);
    buffer_format(out, "    %s\n    ", hex);
    fingerprint_words(digest, out);
    buffer_byte(out, '\n');
}

/* Body, founding, log key, head and who countersigned: the same for both files. */
static void write_head(const struct carried *carried, const struct carried_head *head, struct buffer *out)
{
    struct buffer time;
    buffer_init(&time);
    point(_("The body is {1}; all secretaries that its founding names have signed that. The founding's id:"),
          carried->body.name, SLICE(""), out);
    write_digest(&carried->founding, out);
    if (carried->logs > 1)
        point_number(ngettext("The log's key was handed over {1} time, signed as it must be.",
                              "The log's key was handed over {1} times, signed as it must be.",
                              (unsigned long)(carried->logs - 1)),
                     carried->logs - 1, SLICE(""), out);
    point_number(_("The log's key has signed the head of {1} entries. Its root:"), head->head.size, SLICE(""), out);
    write_digest(&head->head.root, out);
    for (size_t i = 0; i < head->cosigners; i++) {
        buffer_clear(&time);
        i18n_time((int64_t)head->cosigner[i].time, &time);
        point(_("The auditor {1} has countersigned that head, by its own word on {2}."), head->cosigner[i].name,
              buffer_slice(&time), out);
    }
    buffer_release(&time);
}

static void write_unknown(const struct carried_head *head, struct buffer *out)
{
    if (head->unknown)
        point_number(ngettext("{1} further signature under the head: whose it is this file does not say.",
                              "{1} further signatures under the head: whose they are this file does not say.",
                              (unsigned long)head->unknown),
                     head->unknown, SLICE(""), out);
    else if (head->cosigners == 0)
        point(_("No auditor has countersigned the head, so nobody but the log's key vouches for it."), SLICE(""),
              SLICE(""), out);
}

static void write_signatures(struct receipt_file *file, enum carried_signature wanted, const char *pattern,
                             struct buffer *out)
{
    for (size_t i = 0; file->entry.defect == REASON_NONE && i < file->entry.note.lines; i++)
        if (carried_signature(&file->carried, &file->entry, i) == wanted)
            point(pattern, file->entry.note.line[i].name, SLICE(""), out);
}

static void write_entry(const struct receipt_file *file, struct buffer *out)
{
    struct slice rest = file->entry.defect == REASON_NONE ? file->entry.note.text : file->entry.bytes;
    buffer_byte(out, '\n');
    while (rest.length) {
        buffer_text(out, "  ");
        buffer_add(out, slice_cut(&rest, '\n'));
        buffer_byte(out, '\n');
    }
}

static void write_false(struct receipt_file *file, struct buffer *out)
{
    if (receipt_holds(file))
        return;
    heading(_("Does not hold:"), out);
    if (file->entry.defect != REASON_NONE)
        point(_("These bytes are no entry; no reader of the log lets them take effect."), SLICE(""), SLICE(""), out);
    write_signatures(file, CARRIED_FALSE, _("The signature of {1} is false."), out);
}

void receipt_write_words(struct receipt_file *file, struct buffer *out)
{
    struct buffer place;
    buffer_init(&place);
    buffer_number(&place, file->receipt.index);
    i18n_pattern(_("Receipt of the entry at place {1} in the log of {2}"), buffer_slice(&place),
                 file->carried.body.name, out);
    buffer_byte(out, '\n');
    write_false(file, out);
    write_entry(file, out);
    heading(_("Checked, with this file alone:"), out);
    write_head(&file->carried, &file->head, out);
    point(_("The entry stands at place {1} under this head, byte for byte. Its id:"), buffer_slice(&place), SLICE(""),
          out);
    write_digest(&file->entry.id, out);
    write_signatures(file, CARRIED_HOLDS,
                     _("{1} has signed it, with a key for which the secretaries of the founding vouch."), out);
    write_signatures(file, CARRIED_UNVOUCHED,
                     _("{1} has signed it, with a key for which nobody vouches in this file but itself."), out);
    heading(_("Not checked:"), out);
    write_signatures(file, CARRIED_UNKNOWN, _("The signature of {1}: its key is not in this file."), out);
    write_unknown(&file->head, out);
    point(_("Whether the entry took effect, and whether its signers were in office: only the whole log shows that."),
          SLICE(""), SLICE(""), out);
    point(_("Whether it is the body that you mean: compare the founding's id with one that you know from elsewhere."),
          SLICE(""), SLICE(""), out);
    buffer_release(&place);
}

static const char *ending(const struct no_vote_check *check)
{
    if (!check->ended)
        return _("They reach to the end of the log under this head, where the ballot had not ended: a vote may still "
                 "have followed.");
    switch (check->last_kind) {
    case KIND_VOID:
        return _("The last one says that the ballot is void.");
    case KIND_OBJECTION:
        return _("The last one is an objection, with which the ballot ends.");
    default:
        return _("The last one closes the ballot.");
    }
}

static void write_places(const struct no_vote_check *check, struct buffer *out)
{
    struct buffer places;
    buffer_init(&places);
    for (uint64_t i = 0; i < check->found && i < NO_VOTE_NAMED_MAX; i++) {
        buffer_text(&places, i ? ", " : "");
        buffer_number(&places, check->place[i]);
    }
    buffer_text(&places, check->found > NO_VOTE_NAMED_MAX ? ", …" : "");
    point(_("Votes for the seat {1} stand at these places: {2}. Whether they counted only the whole log shows, so this "
            "proves nothing."),
          check->claim->seat, buffer_slice(&places), out);
    buffer_release(&places);
}

void no_vote_write_words(const struct no_vote_file *file, struct buffer *out)
{
    const struct no_vote *claim = &file->claim;
    const struct no_vote_check *check = &file->check;
    struct buffer first, last;
    buffer_init(&first);
    buffer_init(&last);
    buffer_number(&first, claim->first);
    buffer_number(&last, claim->last);
    i18n_pattern(no_vote_holds(file) ? _("Proof that the seat {1} did not vote in: {2}")
                                     : _("Claimed: the seat {1} did not vote in: {2}"),
                 claim->seat, check->title, out);
    buffer_byte(out, '\n');
    if (!no_vote_holds(file)) {
        heading(_("Does not hold:"), out);
        write_places(check, out);
    }
    heading(_("Checked, with this file alone:"), out);
    write_head(&check->carried, &check->head, out);
    point(_("The file holds all entries from place {1} to place {2} under this head; none is missing, none altered."),
          buffer_slice(&first), buffer_slice(&last), out);
    point(_("The first one is the ballot. Its id:"), SLICE(""), SLICE(""), out);
    write_digest(&claim->ballot, out);
    point(ending(check), SLICE(""), SLICE(""), out);
    if (no_vote_holds(file))
        point_number(ngettext("Among them is {1} vote in this ballot, and it is not for the seat {2}.",
                              "Among them are {1} votes in this ballot, and none is for the seat {2}.",
                              (unsigned long)check->votes),
                     check->votes, claim->seat, out);
    heading(_("Not checked:"), out);
    write_unknown(&check->head, out);
    point(_("Whether the seat was entitled to vote, and whether these entries took effect: only the whole log shows "
            "that."),
          SLICE(""), SLICE(""), out);
    point(_("Whether it is the body that you mean: compare the founding's id with one that you know from elsewhere."),
          SLICE(""), SLICE(""), out);
    buffer_release(&first);
    buffer_release(&last);
}
