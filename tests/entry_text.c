#include "tests/entry_text.h"

#include "core/key.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define COMMON "body: rat.example\nfounding: " HASH "\nby: gs1\nat: 2026-11-23T10:15:00Z\nsize: 12\nroot: " OTHER "\n"

/* What $1 to $5 stand for; the last two are other keys of the first names. */
static const char *const key_names[] = {"rat.example", "gs1", "gs2", "gs1", "rat.example"};

static const char body_text[] = "stimmbuch/1 body\n"
                                "name: rat.example\n"
                                "by: gs1\n"
                                "at: 2026-11-23T10:00:00Z\n"
                                "title: Rat der Beispiele\n"
                                "level: steering\n"
                                "log: $1\n"
                                "approvals: 1\n"
                                "secretary: $2\n"
                                "secretary: $3\n"
                                "bench: kommunen Kommunen\n"
                                "bench: bund Bund\n"
                                "seat: stadt kommunen 1.5 voting Stadt\n"
                                "seat: dvc bund 0 advisory DVC\n"
                                "chair: stadt\n"
                                "rule: einfach Einfache Mehrheit\n"
                                "kind: einfach decision\n"
                                "kind: einfach motion\n"
                                "quorum: einfach heads(present) >= 1\n"
                                "adopted: einfach heads(yes) > heads(no)\n"
                                "silent: einfach abstain\n"
                                "abstention: einfach forbidden\n"
                                "objection: einfach stops\n"
                                "binds: einfach agreeing\n"
                                "early: einfach decided 0\n"
                                "interim: einfach visible\n"
                                "rule: wahl Wahl\n"
                                "method: wahl choice\n"
                                "adopted: wahl heads(winner) > 1\n"
                                "tie: wahl chair\n"
                                "require: cost known\n"
                                "require: experience 2 kommunen\n"
                                "require: notice 14\n"
                                "propose: chair 1\n"
                                "propose: kommunen 1\n"
                                "revote: no\n"
                                "clerk: yes\n"
                                "window: 30\n"
                                "deadline: required\n"
                                "head: 60\n"
                                "final: 2\n"
                                "\n"
                                "| Preamble.\n";

static const char proposal_text[] = "stimmbuch/1 proposal\n" COMMON "number: 2026-017\n"
                                    "title: Basisdienste: wer zahlt?\n"
                                    "kind: decision\n"
                                    "public: no\n"
                                    "for: stadt\n"
                                    "for: kreis\n"
                                    "supersedes: " HASH "\n"
                                    "amends: " HASH "\n"
                                    "repeals: " OTHER "\n"
                                    "binding: mandatory bund\n"
                                    "binding: unsettled kommunen\n"
                                    "cost: bund short central 100\n"
                                    "cost: bund short migration 100..200\n"
                                    "cost: it-dienstleister long operation unknown\n"
                                    "offset: 0 Nothing yet\n"
                                    "dvc: beside DVC 2.0\n"
                                    "dvc: uses Portal\n"
                                    "demand: 5\n"
                                    "demand: 1\n"
                                    "option: a Variante A\n"
                                    "option: b Variante B\n"
                                    "attachment: " HASH " 0 Anlage 1.pdf\n"
                                    "\n"
                                    "| The motion,\n"
                                    "|\n"
                                    "|   in   Markdown:\n"
                                    "| \xC3\xA4.\n";

const char *const samples[SAMPLES] = {
    [SAMPLE_BODY] = body_text,
    [SAMPLE_HOLDER] = "stimmbuch/1 enrol\n" COMMON "key: $2\nrole: holder\nseat: stadt\n",
    [SAMPLE_AUDITOR] = "stimmbuch/1 enrol\n" COMMON "key: $2\nrole: auditor\n",
    [SAMPLE_PROPOSAL] = proposal_text,
    [SAMPLE_STATEMENT] =
        "stimmbuch/1 statement\n" COMMON "proposal: " HASH "\nstance: experience\nseat: stadt\n\n| In use.\n",
    [SAMPLE_SHORT_STATEMENT] = "stimmbuch/1 statement\n" COMMON "proposal: " HASH "\nstance: neutral\n",
    [SAMPLE_BALLOT] =
        "stimmbuch/1 ballot\n" COMMON "proposal: " HASH "\ntitle: 2026-017 Antrag\nquestion: Ja?\nrule: einfach\n"
        "kind: einfach decision\nkind: einfach motion\nmethod: einfach consent\nquorum: einfach a\nadopted: einfach b "
        "> c\n"
        "silent: einfach consent\nabstention: einfach forbidden\nobjection: einfach stops\nbinds: einfach agreeing\n"
        "early: einfach decided 5\ninterim: einfach visible\ntie: einfach chair\noption: a A\nmeeting: " HASH
        "\nopens: 2026-11-23T10:15:00Z\ncloses: 2026-11-24T10:15:00Z\nround: 1\nroll: " HASH "\n",
    [SAMPLE_VOTE] = "stimmbuch/1 vote\n" COMMON "ballot: " HASH
                    "\ntitle: 2026-017 Antrag\nseat: stadt\nas: deputy\nchoice: yes\nchoice: no\n"
                    "\n| Why.\n",
    [SAMPLE_RECUSAL] = "stimmbuch/1 recusal\n" COMMON "proposal: " HASH "\nseat: stadt\n\n| Owner.\n",
    [SAMPLE_CLOSE] = "stimmbuch/1 close\n" COMMON "ballot: " HASH "\n",
    [SAMPLE_RESULT] =
        "stimmbuch/1 result\n" COMMON "ballot: " HASH "\nclose: " HASH
        "\nnumber: B-1\nvotes: 2\nresult: adopted\nwinner: a\n"
        "count: yes 2 3.0\ncount: no 0 0.0\nreason: quorum 1 2 >= 2 holds\nreason: adopted 1 2 > 0 holds\n",
    [SAMPLE_VOID] = "stimmbuch/1 void\n" COMMON "ballot: " HASH "\n\n| Opened by mistake.\n",
    [SAMPLE_ROSTER] = "stimmbuch/1 roster\n" COMMON "bench: + laender Länder\nbench: = bund Der Bund\nbench: - alt\n"
                      "seat: + land laender 2.25 voting Ein Land\nseat: = dvc bund 0 advisory Die DVC\nseat: - kreis\n"
                      "member: + anna holder land\nmember: - gs2 secretary\nmember: = berta deputy stadt\n"
                      "\n| By the decision of 1 June.\n",
    [SAMPLE_STATUTE] = "stimmbuch/1 statute\n" COMMON "chair: stadt\nrule: einfach Einfache Mehrheit\n"
                       "adopted: einfach heads(yes) > heads(no)\nrevote: no\nchange: einfach\ndecided: " HASH "\n",
    [SAMPLE_ROTATION] = "stimmbuch/1 key\n" COMMON "action: rotate\nold: $2\nnew: $4\n",
    [SAMPLE_REVOCATION] = "stimmbuch/1 key\n" COMMON "action: revoke\nold: $2\n\n| The machine was stolen.\n",
    [SAMPLE_LOG_KEY] = "stimmbuch/1 key\n" COMMON "action: log\nold: $1\nnew: $5\n",
    [SAMPLE_MEETING] = "stimmbuch/1 meeting\n" COMMON "number: 2026-3\ntitle: Dritte Sitzung\n"
                       "opens: 2026-12-01T09:00:00Z\ncloses: 2026-12-01T12:00:00Z\nplace: Rathaus, Saal 1\n"
                       "chair: stadt\nagain: " HASH "\nitem: " HASH "\nitem: " OTHER "\n\n| You are invited.\n",
    [SAMPLE_ATTENDANCE] =
        "stimmbuch/1 attendance\n" COMMON "meeting: " HASH "\nseat: stadt present\nseat: dvc excused\n",
    [SAMPLE_STATUS] =
        "stimmbuch/1 status\n" COMMON "proposal: " HASH "\nstate: referred\nto: Finanzausschuss\n\n| Costs.\n",
    [SAMPLE_RANKING_VOTE] = "stimmbuch/1 vote\n" COMMON "ballot: " HASH
                            "\ntitle: 2026-9 Wahl\nseat: stadt\nas: clerk\nchoice: anna>berta=none>carl\n",
    [SAMPLE_OBJECTION] = "stimmbuch/1 objection\n" COMMON "ballot: " HASH "\nseat: stadt\n\n| This needs a meeting.\n",
    [SAMPLE_MINUTES] = "stimmbuch/1 minutes\n" COMMON "meeting: " HASH "\nattachment: " OTHER " 512 Protokoll.txt\n",
    [SAMPLE_CONFIRM] = "stimmbuch/1 confirm\n" COMMON "minutes: " HASH "\n\n| My words at item 2 are missing.\n",
};

int desk_make(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    *state = desk;
    return desk ? key_init(NULL) != STATUS_OK : -1;
}

int desk_remove(void **state)
{
    struct desk *desk = *state;
    arena_release(&desk->arena);
    free(desk);
    return 0;
}

static void write_key(const char *name, const char *words, struct buffer *out)
{
    struct digest seed = digest_of(slice_of(words));
    struct public_key key;
    uint8_t secret[KEY_SECRET_LENGTH];
    crypto_sign_seed_keypair(key.byte, secret, seed.byte);
    struct vkey vkey = vkey_make(slice_of(name), KEY_TYPE_ED25519, &key);
    vkey_write(&vkey, out);
}

struct slice desk_text(struct desk *desk, const char *text, const char *old, const char *new)
{
    struct buffer out;
    buffer_init(&out);
    const char *at = old ? strstr(text, old) : NULL;
    if (old && (!at || strstr(at + 1, old)))
        fail_msg("\"%s\" is not once in:\n%s", old, text);
    for (const char *c = text; *c; c++) {
        if (c == at) {
            buffer_text(&out, new);
            c += strlen(old) - 1;
        } else if (c[0] == '$' && c[1] >= '1' && c[1] <= '5') {
            write_key(key_names[c[1] - '1'], c[1] > '3' ? "another" : key_names[c[1] - '1'], &out);
            c++;
        } else {
            buffer_byte(&out, *c);
        }
    }
    struct slice kept = arena_copy(&desk->arena, buffer_slice(&out));
    buffer_release(&out);
    assert_non_null(kept.at);
    return kept;
}

enum status desk_parse(struct desk *desk, struct slice text, struct entry *entry)
{
    problem_clear(&desk->problem);
    return entry_parse(text, &desk->arena, entry, &desk->problem);
}
