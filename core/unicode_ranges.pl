# Writes core/unicode_ranges.c: perl core/unicode_ranges.pl >core/unicode_ranges.c
#
# The rules of stimmbuch/1 are those of Unicode 14.0 for ever, so the table is made once and committed, and any other
# version of Unicode is refused here: a newer one would let through characters that older programs refuse.
use strict;
use warnings;
use Unicode::UCD;

my $version = Unicode::UCD::UnicodeVersion();
die "unicode_ranges.pl: this perl knows Unicode $version, wanted is 14.0.0 (perl 5.36)\n" if $version ne '14.0.0';

my $forbidden = qr/[\p{Cn}\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Zl}\p{Zp}]/;
my @ranges;
for my $code (0 .. 0x10FFFF) {
    next if $code == 0x0A || chr($code) !~ $forbidden;
    if (@ranges && $ranges[-1][1] == $code - 1) {
        $ranges[-1][1] = $code;
    } else {
        push @ranges, [$code, $code];
    }
}

print <<'HEAD';
/*
 * Made by core/unicode_ranges.pl from the Unicode 14.0.0 tables of perl 5.36; do not edit.
 *
 * Forbidden: Cn (unassigned, noncharacters), Cc but LF, Cs, Default_Ignorable_Code_Point, Bidi_Control, Zl, Zp.
 */
#include "core/unicode_ranges.h"

/* clang-format off */
const struct unicode_range unicode_forbidden[] = {
HEAD
while (my @row = splice @ranges, 0, 5) {
    print '    ', join(' ', map { sprintf '{0x%04X, 0x%04X},', @$_ } @row), "\n";
}
print <<'TAIL';
};

const size_t unicode_forbidden_count = sizeof unicode_forbidden / sizeof unicode_forbidden[0];
TAIL
