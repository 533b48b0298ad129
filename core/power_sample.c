#include "core/power.h"
enum status power_sample(const struct power_game *game, struct power *out) { (void)game; (void)out; return STATUS_REFUSED; }
