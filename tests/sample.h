/*
 * The sample world of `stimmbuch demo` for tests at a terminal: built once for a test program, a copy for each test.
 *
 *     static const struct CMUnitTest tests[] = {SAMPLE_TEST(a_test)};
 *     return cmocka_run_group_tests(tests, sample_build, sample_remove);
 *
 * The program is that of $STIMMBUCH, or build/release/stimmbuch.
 */
#ifndef TESTS_SAMPLE_H
#define TESTS_SAMPLE_H

#include "tests/scratch.h"
#include "tests/terminal.h"

#define SAMPLE_DELEGATE "kommune-1.lenkungskreis.d-stack.example"
#define SAMPLE_CLERK "geschaeftsstelle-1.arbeitskreis-betrieb.d-stack.example"
#define SAMPLE_SECRETARY "geschaeftsstelle.lenkungskreis.d-stack.example"

enum { PROGRAM_PATH = 4096 };

struct sample {
    void *folder; /* of this test; everything in it goes with it */
    char program[PROGRAM_PATH], demo[SCRATCH_PATH], ledger[SCRATCH_PATH], keys[SCRATCH_PATH], passphrase[SCRATCH_PATH];
    struct emulator *e; /* what was started last */
};

int sample_build(void **state);
int sample_remove(void **state);

#define SAMPLE_TEST(test) cmocka_unit_test_setup_teardown(test, sample_enter, sample_leave)
int sample_enter(void **state);
int sample_leave(void **state);

/* Starts the program at a terminal, instead of what was started before. */
struct emulator *sample_start(struct sample *sample, int rows, int columns, const char *const *arguments,
                              const char *const *environment);

/* The demo's screens in English, with a further option or NULL, and what further stands in the environment. */
struct emulator *sample_demo_with(struct sample *sample, int rows, int columns, const char *option,
                                  const char *const *environment);

/* The same without these, and the first screen is there. */
struct emulator *sample_demo(struct sample *sample, int rows, int columns);

/* Runs a command without a terminal; its exit status. */
int sample_run(const char *const *arguments);

#endif
