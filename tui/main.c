/* Stimmbuch: signed votes of governance bodies. See tui/command.c for the verbs. */
#include "core/key.h"
#include "data/secret.h"
#include "tui/command.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    struct problem problem;
    problem_clear(&problem);
    if (!process_harden())
        fprintf(stderr, "stimmbuch: core dumps cannot be switched off\n");
    if (key_init(&problem) != STATUS_OK) {
        fprintf(stderr, "stimmbuch: %s\n", problem.message ? problem.message : status_sentence(problem.status));
        return 5;
    }
    return command_main(argc, argv);
}
