#include "data/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void secret_holds_its_capacity(void **state)
{
    (void)state;
    struct secret secret;
    struct problem problem;
    assert_int_equal(secret_init(&secret, PASSPHRASE_MAX, &problem), STATUS_OK);
    assert_int_equal(secret.capacity, 1024);
    assert_int_equal(secret.length, 0);
    memset(secret.at, 'x', secret.capacity);
    secret.length = 3;
    assert_true(slice_is(secret_slice(&secret), "xxx"));
    secret_release(&secret);
    assert_null(secret.at);
    secret_release(&secret);
}

static void secret_refuses_what_no_memory_holds(void **state)
{
    (void)state;
    struct secret secret;
    struct problem problem;
    assert_int_equal(secret_init(&secret, SIZE_MAX - 1, &problem), STATUS_NO_MEMORY);
    assert_null(secret.at);
    secret_release(&secret);
}

static void secret_equal_compares_bytes_in_use(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool equal;
    } rows[] = {{"abc", "abc", true}, {"", "", true}, {"abc", "abd", false}, {"abc", "ab", false}, {"", "a", false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct secret a, b;
        assert_int_equal(secret_init(&a, 4, NULL), STATUS_OK);
        assert_int_equal(secret_init(&b, 4, NULL), STATUS_OK);
        a.length = strlen(rows[i].a);
        b.length = strlen(rows[i].b);
        memcpy(a.at, rows[i].a, a.length);
        memcpy(b.at, rows[i].b, b.length);
        if (secret_equal(&a, &b) != rows[i].equal)
            fail_msg("'%s' and '%s'", rows[i].a, rows[i].b);
        secret_release(&a);
        secret_release(&b);
    }
}

/* Says so when the limit of locked memory leaves no room; the secret works all the same. */
static void secret_tells_when_it_is_not_locked(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit none = {0};
        struct secret secret;
        if (setrlimit(RLIMIT_MEMLOCK, &none) || (geteuid() == 0 && setuid(65534)) || mlock(&none, sizeof none) == 0)
            _exit(100); /* no limit holds here, or a sanitizer swallows the call */
        if (secret_init(&secret, 64, NULL))
            _exit(101);
        _exit(secret.locked ? 102 : 0);
    }
    int ended;
    assert_int_equal(waitpid(child, &ended, 0), child);
    if (WEXITSTATUS(ended) == 100)
        skip();
    assert_int_equal(WEXITSTATUS(ended), 0);
}

static void harden_forbids_dumps(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit limit;
        if (!process_harden() || getrlimit(RLIMIT_CORE, &limit))
            _exit(1);
        _exit(limit.rlim_cur == 0 && limit.rlim_max == 0 && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 2);
    }
    int ended;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(secret_holds_its_capacity),
        cmocka_unit_test(secret_refuses_what_no_memory_holds),
        cmocka_unit_test(secret_equal_compares_bytes_in_use),
        cmocka_unit_test(secret_tells_when_it_is_not_locked),
        cmocka_unit_test(harden_forbids_dumps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
