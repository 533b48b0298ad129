/* What the figures of voting power mean, and where that is from: for the manual, and below those on the screen. */
#ifndef TUI_POWER_TERMS_H
#define TUI_POWER_TERMS_H

#include "core/status.h"

/* A name that stands in every language, and its sentence. */
#define POWER_MEASURES(X)                                                                                              \
    X("Banzhaf",                                                                                                       \
      N_("of all cases in which some seat is decisive, the share in which this one is: every coalition of the "        \
         "others counts the same (L. S. Penrose 1946; J. F. Banzhaf, Weighted Voting Doesn't Work, 1965)"))            \
    X("Shapley-Shubik",                                                                                                \
      N_("the share of all orders in which the seats could say yes one after another in which this one is decisive "   \
         "(L. S. Shapley and M. Shubik 1954)"))

#define POWER_TERMS                                                                                                    \
    N_("Veto: nothing is adopted without that seat. Never deciding (a dummy): there is no coalition whose outcome "    \
       "its "                                                                                                          \
       "vote would change. Preventing (a blocking minority): so few seats of a bench, well chosen, are enough that "   \
       "nothing is adopted when they do not agree. Carrying (a minimal winning coalition): all seats of these "        \
       "benches "                                                                                                      \
       "say yes and all others no, and the motion is adopted, but not with one bench less (J. von Neumann and O. "     \
       "Morgenstern, Theory of Games and Economic Behavior, 1944, chapter 10; A. D. Taylor and W. S. Zwicker, Simple " \
       "Games, 1999).")

#endif
