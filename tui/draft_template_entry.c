/* What an editor begins with for drafts that have nothing to begin with: a body, a meeting, a statement. */
#include "tui/draft_template.h"
#include "tui/i18n.h"

static void begin(enum kind kind, const char *words, struct buffer *out)
{
    draft_template_begin(kind, words, out);
    draft_template_comment(
        _("Fill in the lines above the empty line; lines that begin with # may stay, they are not part of it.\n"
          "Below the empty line is the text, in Markdown. Leave the editor without a change and nothing happens."),
        out);
}

enum status draft_template_statement(const char *proposal, struct buffer *out)
{
    struct buffer words;
    buffer_init(&words);
    i18n_pattern(_("A statement or a practical report on proposal {1}."), slice_of(proposal), SLICE(""), &words);
    enum status status = buffer_status(&words);
    if (status == STATUS_OK) {
        begin(KIND_STATEMENT, words.at, out);
        draft_template_comment(_("One of: support, oppose, concern, experience, neutral"), out);
        buffer_text(out, "stance: \n");
        draft_template_comment(_("For which seat, where you have several."), out);
        draft_template_comment("seat: …", out);
        buffer_text(out, "\n\n");
        status = buffer_status(out);
    }
    buffer_release(&words);
    return status;
}

enum status draft_template_meeting(struct buffer *out)
{
    begin(KIND_MEETING, _("An invitation to a meeting."), out);
    buffer_text(out, "number: \ntitle: \n");
    draft_template_comment(_("When it begins, and, if that is known, when it ends; in UTC, as 2026-11-30T12:00:00Z"),
                           out);
    buffer_text(out, "opens: \n");
    draft_template_comment("closes: …", out);
    draft_template_comment("place: …", out);
    draft_template_comment(_("The seat that is in the chair, where it is not the one that the statute names."), out);
    draft_template_comment("chair: …", out);
    draft_template_comment(_("The number of the meeting that had no quorum, where this is its second call."), out);
    draft_template_comment("again: …", out);
    draft_template_comment(_("The agenda: numbers of proposals, a line each."), out);
    draft_template_comment("item: …", out);
    buffer_text(out, "\n\n");
    return buffer_status(out);
}

enum status draft_template_body(struct buffer *out)
{
    begin(KIND_BODY, _("A body and its statute."), out);
    draft_template_comment(_("Its name in small letters, as rat.example, which stays for ever; and its title."), out);
    buffer_text(out, "name: \ntitle: \n");
    draft_template_comment(_("One of: steering, operational, advisory"), out);
    buffer_text(out, "level: \n");
    draft_template_comment(_("How many secretaries sign what a secretary signs."), out);
    buffer_text(out, "approvals: 1\n");
    draft_template_comment(_("Its benches, a line each: a short name and a title."), out);
    draft_template_comment("bench: kommunen Kommunen", out);
    buffer_text(out, "bench: \n");
    draft_template_comment(
        _("Its seats, a line each: a short name, the bench, the weight, voting or advisory, a title."), out);
    draft_template_comment("seat: stadt kommunen 1 voting Stadt", out);
    buffer_text(out, "seat: \n");
    draft_template_comment(_("Its rules. The statutes among the samples show what else there may be."), out);
    buffer_text(out, "rule: einfach Einfache Mehrheit\n"
                     "quorum: einfach heads(present) >= 1/2 * heads(all)\n"
                     "adopted: einfach heads(yes) > heads(no)\n\n\n");
    return buffer_status(out);
}
