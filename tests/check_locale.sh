#!/usr/bin/env bash
# Every message of the program is translated, and each translation keeps the {1} and {2} of its message.
set -u
cd "$(dirname "$0")/.." || exit 1
shopt -s nullglob
catalogues=(data/locale/*.po)
[ ${#catalogues[@]} -gt 0 ] || { echo "there is no translation in data/locale yet"; exit 77; }
command -v msgcmp >/dev/null || { echo "gettext is not installed"; exit 77; }
make -s pot || exit 1
pot=build/stimmbuch.pot
bad=0

for po in "${catalogues[@]}"; do
    # Well-formed; every message there, translated and not fuzzy.
    msgfmt --check --output-file=/dev/null "$po" || bad=1
    msgcmp "$po" $pot || bad=1
    # A message that the program no longer has; `make po` removes it.
    unused=$(msgcomm --less-than=2 --omit-header --no-wrap "$po" $pot | grep '^msgid')
    [ -z "$unused" ] || { printf '%s: in one of the catalogue and the program only; run make po:\n%s\n' "$po" "$unused"; bad=1; }
    grep -q '^#~' "$po" && { echo "$po: has obsolete messages; run make po"; bad=1; }
    lost=$(msgattrib --no-obsolete --no-wrap "$po" | perl -00 -ne '
        my ($from, $to) = map { join " ", sort /\{\d\}/g } /^msgid (.*?)^msgstr (.*)/ms;
        print if defined $to && $from ne $to;')
    [ -z "$lost" ] || { printf '%s: {1} or {2} is lost:\n%s\n' "$po" "$lost"; bad=1; }
done
exit $bad
