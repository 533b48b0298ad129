/* Enrolments: each reason of data/FORMAT.md section 6. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void every_role(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_enrol(w, "vize", "deputy", "stadt");
    world_enrol(w, "vize-2", "deputy", "stadt");
    world_enrol(w, "vize", "holder", "kreis");
    world_enrol(w, "dvc", "holder", "dvc");
    world_enrol(w, "gs2", "secretary", NULL);
    world_enrol(w, "rechnungshof", "auditor", NULL);
    assert_int_equal(world_number(w, "SELECT count(*) FROM member"), 8);
}

/* The line of verifier key `other` under the name of the entry's author. */
static const char *with_key(struct world *w, const char *text, const char *name, const char *other)
{
    return world_edit(w, text, world_vkey(w, name), world_vkey(w, other));
}

static void author(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    const char *enrol = world_enrol_text(w, "stadt", "holder", "stadt");
    world_refuse(w, with_key(w, enrol, "stadt", "kreis"), "stadt gs1", "author");
    world_take(w, enrol, "stadt gs1");
}

/* An enrolment of `name` with the point of another name's key. */
static void refuse_point(struct world *w, const char *name, const char *owner)
{
    struct signer own = world_signer(w, owner);
    own.vkey = vkey_make(slice_of(name), KEY_TYPE_ED25519, &own.vkey.key);
    struct buffer text, note;
    buffer_init(&text);
    buffer_init(&note);
    vkey_write(&own.vkey, &text);
    const char *enrol = world_text(w, "enrol", name, world_say(w, "key: %s\nrole: auditor\n", text.at));
    buffer_text(&note, enrol);
    buffer_byte(&note, '\n');
    struct signature mine = key_sign(&own, slice_of(enrol));
    note_write_line(&own.vkey, &mine, &note);
    struct signer secretary = world_signer(w, "gs1");
    struct signature theirs = key_sign(&secretary, slice_of(enrol));
    note_write_line(&secretary.vkey, &theirs, &note);
    world_refuse_note(w, buffer_slice(&note), "key");
    buffer_release(&text);
    buffer_release(&note);
}

static void key(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_refuse(w, world_enrol_text(w, "rat.example", "auditor", NULL), "rat.example gs1", "key");
    refuse_point(w, "pruefer", "rat.example");
    refuse_point(w, "pruefer", "stadt");
    refuse_point(w, "pruefer", "gs1");
    refuse_point(w, "stadt", "pruefer");
    refuse_point(w, "gs1-neu", "gs1");
    world_enrol(w, "pruefer", "auditor", NULL);
}

static void seat(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    world_refuse(w, world_enrol_text(w, "stadt", "holder", "nirgends"), "stadt gs1", "seat");
    world_refuse(w, world_enrol_text(w, "stadt", "holder", "kommunen"), "stadt gs1", "seat");
    world_enrol(w, "stadt", "holder", "stadt");
}

static void role(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1 gs2");
    world_enrol(w, "stadt", "holder", "stadt");
    world_enrol(w, "pruefer", "auditor", NULL);
    world_refuse(w, world_enrol_text(w, "gs2", "holder", "kreis"), "gs2 gs1", "role");
    world_refuse(w, world_enrol_text(w, "pruefer", "deputy", "kreis"), "pruefer gs1", "role");
    world_refuse(w, world_enrol_text(w, "stadt", "secretary", NULL), "stadt gs1", "role");
    world_refuse(w, world_enrol_text(w, "stadt", "auditor", NULL), "stadt gs1", "role");
    world_refuse(w, world_enrol_text(w, "gs2", "auditor", NULL), "gs2 gs1", "role");
    world_refuse(w, world_enrol_text(w, "pruefer", "secretary", NULL), "pruefer gs1", "role");
    world_enrol(w, "stadt", "deputy", "kreis");
}

static void held(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1 gs2");
    world_enrol(w, "stadt", "holder", "stadt");
    world_enrol(w, "vize", "deputy", "stadt");
    world_enrol(w, "pruefer", "auditor", NULL);
    w->now.seconds++;
    world_refuse(w, world_enrol_text(w, "kreis", "holder", "stadt"), "kreis gs1", "held");
    world_refuse(w, world_enrol_text(w, "stadt", "holder", "stadt"), "stadt gs1", "held");
    world_refuse(w, world_enrol_text(w, "stadt", "deputy", "stadt"), "stadt gs1", "held");
    world_refuse(w, world_enrol_text(w, "vize", "deputy", "stadt"), "vize gs1", "held");
    world_refuse(w, world_enrol_text(w, "vize", "holder", "stadt"), "vize gs1", "held");
    world_refuse(w, world_enrol_text(w, "pruefer", "auditor", NULL), "pruefer gs1", "held");
    world_refuse(w, world_enrol_text(w, "gs2", "secretary", NULL), "gs2 gs1", "held");
    world_enrol(w, "kreis", "deputy", "stadt");
    world_enrol(w, "vize", "holder", "kreis");
}

static void a_deputy_in_a_vacant_seat_is_no_holder(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    world_enrol(w, "vize", "deputy", "stadt");
    world_refuse(w, world_enrol_text(w, "vize", "holder", "stadt"), "vize gs1", "held");
    world_enrol(w, "stadt", "holder", "stadt");
}

static void a_new_secretary_may_act_from_the_next_entry_on(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    const char *enrol = world_enrol_text(w, "stadt", "holder", "stadt");
    world_refuse(w, enrol, "stadt gs2", "signer");
    world_enrol(w, "gs2", "secretary", NULL);
    /* The same text again would be a duplicate: the first, rejected one has its place in the log. */
    w->now.seconds++;
    world_take(w, world_enrol_text(w, "stadt", "holder", "stadt"), "stadt gs2");
}

static void the_first_reason_is_named(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1 gs2");
    world_enrol(w, "stadt", "holder", "stadt");
    world_refuse(w, world_enrol_text(w, "rat.example", "holder", "nirgends"), "rat.example gs1", "key");
    world_refuse(w, world_enrol_text(w, "gs1", "holder", "nirgends"), "gs1 gs2", "seat");
    world_refuse(w, world_enrol_text(w, "gs1", "holder", "stadt"), "gs1 gs2", "role");
}

/* Seats that were made and ended, places that were given up, offices that were left. */
static void over_time(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    world_enrol(w, "dvc", "holder", "dvc");
    world_enrol(w, "pruefer", "auditor", NULL);
    const char *early = world_enrol_text(w, "nw", "holder", "nw");
    world_refuse(w, early, "nw gs1", "seat");
    world_roster(w, "seat: + nw bund 4 voting NW\nseat: - dvc\nmember: - pruefer auditor\n");
    w->now.seconds++;
    world_enrol(w, "nw", "holder", "nw");
    world_refuse(w, world_enrol_text(w, "andere", "holder", "dvc"), "andere gs1", "seat");
    world_enrol(w, "pruefer", "holder", "kreis");
    world_enrol(w, "dvc", "secretary", NULL);
    world_roster(w, "member: - nw holder nw\n");
    w->now.seconds++;
    world_enrol(w, "nachfolge", "holder", "nw");
    world_enrol(w, "nw", "deputy", "nw");
}

static void key_over_time(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_rotate(w, "stadt");
    w->now.seconds++;
    world_refuse(w, world_enrol_text(w, "stadt", "deputy", "kreis"), "stadt gs1", "key");
    refuse_point(w, "stadt", "stadt#3");
    refuse_point(w, "pruefer", "stadt");
    refuse_point(w, "pruefer", "stadt#2");
    w->now.seconds++;
    world_take(w,
               world_edit(w, world_enrol_text(w, "stadt", "deputy", "kreis"), world_vkey(w, "stadt"),
                          world_vkey(w, "stadt#2")),
               "stadt#2 gs1");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(every_role),
        WORLD_TEST(author),
        WORLD_TEST(key),
        WORLD_TEST(seat),
        WORLD_TEST(role),
        WORLD_TEST(held),
        WORLD_TEST(a_deputy_in_a_vacant_seat_is_no_holder),
        WORLD_TEST(a_new_secretary_may_act_from_the_next_entry_on),
        WORLD_TEST(over_time),
        WORLD_TEST(key_over_time),
        WORLD_TEST(the_first_reason_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
