/* Which URLs of a hub are taken: none with a password, and beyond this machine none without proof of the server. */
#include "data/hub.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct {
    const char *url;
    bool good;
} urls[] = {
    {"postgresql://anna@hub.example/stimmbuch", true},
    {"postgres://anna@hub.example:5433/stimmbuch?sslmode=verify-full&sslcert=/a.crt", true},
    {"postgresql://anna@a.example,b.example,c.example/stimmbuch", true},
    {"host=hub.example user=anna dbname=stimmbuch", true},
    {"postgresql://anna@localhost/stimmbuch?sslmode=disable", true},
    {"postgresql://anna@127.0.0.1/stimmbuch?sslmode=disable", true},
    {"postgresql://anna@[::1]/stimmbuch?sslmode=prefer", true},
    {"postgresql://anna@/stimmbuch?host=/var/run/postgresql&sslmode=disable", true},
    {"postgresql://anna@localhost,127.0.0.2/stimmbuch?sslmode=disable", true},
    {"", false},
    {"https://hub.example/", false},
    {"postgresql:///stimmbuch", false},
    {"postgresql://anna:geheim@hub.example/stimmbuch", false},
    {"postgresql://anna@hub.example/stimmbuch?password=geheim", false},
    {"postgresql://anna@hub.example/stimmbuch?sslpassword=geheim", false},
    {"postgresql://anna@hub.example/stimmbuch?sslmode=require", false},
    {"postgresql://anna@hub.example/stimmbuch?sslmode=verify-ca", false},
    {"postgresql://anna@hub.example/stimmbuch?sslmode=disable", false},
    {"postgresql://anna@localhost,hub.example/stimmbuch?sslmode=disable", false},
    {"postgresql://anna@127.0.0.1.hub.example/stimmbuch?sslmode=disable", false},
    {"postgresql://anna@127.example/stimmbuch?sslmode=disable", false},
    {"postgresql://anna@localhost/stimmbuch?hostaddr=192.0.2.1&sslmode=disable", false},
    {"postgresql://anna@hub.example/stimmbuch?service=other", false},
    {"postgresql://anna@hub.example/stimmbuch?nonsense=1", false},
};

static void each_url(void **state)
{
    struct problem problem;
    (void)state;
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        problem_clear(&problem);
        enum status status = hub_check_url(urls[i].url, &problem);
        if (status == STATUS_FILE)
            skip(); /* libpq is not here */
        if ((status == STATUS_OK) != urls[i].good)
            fail_msg("%s: %s", urls[i].url, problem.message ? problem.message : "taken");
        if (!urls[i].good)
            assert_int_equal(status, STATUS_USAGE);
    }
}

/* What is wrong with a URL is said without it: it may hold a password. */
static void a_password_is_not_said(void **state)
{
    struct problem problem;
    (void)state;
    problem_clear(&problem);
    enum status status = hub_check_url("postgresql://anna:geheim@hub.example:port/x", &problem);
    if (status == STATUS_FILE)
        skip();
    assert_int_equal(status, STATUS_USAGE);
    assert_null(strstr(problem.message, "geheim"));
    assert_null(strstr(problem.detail[0], "geheim"));
    assert_null(strstr(problem.detail[1], "geheim"));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_url), cmocka_unit_test(a_password_is_not_said)};
    cmocka_set_test_filter(argc > 1 ? argv[1] : NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
