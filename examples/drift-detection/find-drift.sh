#!/usr/bin/env bash
# Says whether a stack's objects are still as its program has them. Usage: find-drift.sh STACK [REPORT]
# Exit codes: 0 without drift; 7 with drift, which the report shows property by property; any other is a failure, and then
# nothing is known: not a reason to call anybody at night, but to look at the output.
set -u -o pipefail
stack=$1
report=${2:-drift.txt}

# --run-program: the present settings, and not those of the last `pulumi up`.
pulumi preview --stack "$stack" --refresh --run-program --expect-no-changes --diff --non-interactive --color never |
  tee "$report"
code=$?

case $code in
0) echo "No drift in $stack." ;;
7) echo "Drift in $stack: see $report." ;;
*) echo "Not known whether there is drift in $stack: pulumi ended with $code." ;;
esac
exit $code
