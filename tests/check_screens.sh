#!/usr/bin/env bash
# Every screen that is defined in tui stands in the table of tui/screens.h: test_screens then asks for a view of each.
set -u
cd "$(dirname "$0")/.." || exit 1
defined=$(sed -n 's/^const struct screen screen_\([a-z_]*\) = .*/\1/p' tui/*.c | sort)
listed=$(sed -n 's/^    X(\([a-z_]*\)).*/\1/p' tui/screens.h | sort)
[ -n "$defined" ] || { echo "no screen is found in tui"; exit 1; }
diff <(echo "$listed") <(echo "$defined") || { echo "tui/screens.h (left) and the screens of tui (right) differ"; exit 1; }
# Nowhere else are they declared.
if grep -n 'extern const struct screen' tui/*.[ch] | grep -v 'screen_##id'; then
    echo "declared elsewhere than in the table of tui/screens.h"
    exit 1
fi
# No colours beyond the eight: nothing defines one or counts further.
if grep -nE '\b(init_color|init_extended_color|init_extended_pair|COLORS)\b' tui/*.[ch]; then
    echo "a colour of its own, or more than eight"
    exit 1
fi
echo "3 checks passed"
