#include "core/bound.h"

#include "core/expression_tree.h"

bool bound_holds(const struct tally *tally, size_t seat)
{
    const struct situation *situation = &tally->adopted_situation;
    int option = method_consent_option(situation->method);
    enum vote_set set = option < 0 ? SET_WINNER : (enum vote_set)(SET_OPTION + option);
    return vote_set_holds(set, situation, seat, situation->choice[seat]);
}
