#include "tui/command.h"
const struct command commands_demo[] = {{0}};
