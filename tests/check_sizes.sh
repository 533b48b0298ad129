#!/usr/bin/env bash
# .c files have at most 400 lines, headers 100, functions 80 (tables do not count as functions); lines 120 characters.
set -u
cd "$(dirname "$0")/.." || exit 1
# Headers that hold one long table and may be longer: FILE REASON
tables='core/vocabulary.h the phrases of rules'
mapfile -t files < <(find core data tui tests -type f -name '*.[ch]' | sort)
bad=0
while read -r lines file; do
    case $file in total) continue ;; *.h) most=100 ;; *) most=400 ;; esac
    [ "$lines" -le "$most" ] || grep -q "^$file " <<<"$tables" ||
        { echo "$file: $lines lines, more than $most: is it two ideas?"; bad=1; }
done < <(wc -l "${files[@]}")

# A function is what stands between a { and a } in the first column; the last line before with a letter in the first
# column begins its head.
long=$(perl -CSD -ne '
    $head = $open = 0 if $. == 1;
    chomp;
    printf "%s:%d: a line of %d characters\n", $ARGV, $., length if length > 120;
    ($head, $text) = ($., $_) if /^[A-Za-z_]/;
    $open = $head if /^\{/;
    if (/^\}/) {
        my $lines = $. - $open + 1;
        printf "%s:%d: a function of %d lines: %s\n", $ARGV, $open, $lines, $text if $open && $lines > 80;
        $open = 0;
    }
    close ARGV if eof;
' "${files[@]}" </dev/null)
[ -z "$long" ] || { echo "$long"; bad=1; }
exit $bad
