#!/usr/bin/env bash
# The unit tests of the second reader, tests/verifier; those of ledgers are run by flow_readers.sh. Debian's python3
# has the Unicode tables and the cryptography.
set -u
cd "$(dirname "$0")/verifier" || exit 1
python=/usr/bin/python3
[ -x $python ] || { echo "needs python3"; exit 77; }
$python -c 'import cryptography' 2>/dev/null || { echo "needs python3-cryptography"; exit 77; }
$python -c 'import unicodedata, sys; sys.exit(unicodedata.unidata_version != "14.0.0")' ||
    { echo "needs a python3 with Unicode 14.0 (3.11)"; exit 77; }
out=$($python -B -m unittest test_folder test_forks test_receipts test_bundles 2>&1) || { printf '%s\n' "$out"; exit 1; }
printf '%s\n' "$out" | sed -n 's/^Ran \([0-9]*\) tests.*/\1 checks passed/p'
