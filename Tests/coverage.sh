#!/usr/bin/env bash
# Prints the line coverage of the language and of validation, file by file, and the lines that no test
# runs; run by `make coverage` after `swift test --enable-code-coverage`.
set -euo pipefail
cd "${COVERAGE_PACKAGE:-$(dirname "$0")/..}"

build=$(swift build --show-bin-path)
profile=$build/codecov/default.profdata
tests=$(find "$build" -maxdepth 1 -name '*PackageTests.xctest' | head -1)
llvm_cov=$(dirname "$(realpath "$(command -v swift)")")/llvm-cov
[ -f "$profile" ] || { echo "Run swift test --enable-code-coverage first." >&2; exit 1; }

sources=()
for module in GraphQLLanguage GraphQLValidation; do
    sources+=("$(realpath "Sources/$module")" "$PWD/Sources/$module")
done

"$llvm_cov" report "$tests" -instr-profile "$profile" "${sources[@]}" |
    awk '/^Filename|\.swift |^TOTAL/ { printf "%-64s %8s %8s %8s\n", $1, $8, $9, $10 }' |
    sed '1s/.*/file                                                                lines   missed  covered/'
echo
echo "Lines and closures that no test runs:"
"$llvm_cov" export -format=lcov "$tests" -instr-profile "$profile" "${sources[@]}" |
    awk -F '[:,]' '
        /^SF:/ { file = $2; sub(/.*\/Sources\//, "", file) }
        /^FN:/ { start[$3] = $2 }
        /^FNDA:0,/ { print file ":" start[$3]; found = 1 }
        /^DA:[0-9]+,0$/ { print file ":" $2; found = 1 }
        END { if (!found) print "none" }' | sort -u -t : -k 1,1 -k 2,2n
