#!/usr/bin/env bash
# Feeds every target with mutations of its corpus for a while, under libFuzzer and the address
# sanitizer, and says how many executions there were and whether one failed. Swift has no sanitizer of
# undefined behaviour on Linux: overflow, bounds, exclusive access and unwrapping trap of themselves, and
# debug assertions, those of the standard library too, are switched on here.
#
#   FUZZ_SECONDS   seconds for each target, 10 if not set
#   FUZZ_TARGETS   the targets, all if not set
#   FUZZ_MERGE     1 adds to the corpus the smallest inputs that reach something new
#
# New inputs and crashes are kept in .mouwakaba/fuzzing.
set -euo pipefail
cd "$(dirname "$0")"

seconds=${FUZZ_SECONDS:-10}
targets=${FUZZ_TARGETS:-lexer parser validator schema json}
build=../../.build/fuzzing
fuzz=$build/release/Fuzz
# What static variables hold behind tagged pointers looks leaked.
export ASAN_OPTIONS=detect_leaks=0
sanitize=(-Xswiftc -sanitize=fuzzer,address -Xswiftc -assert-config -Xswiftc Debug
    -Xswiftc -sanitize-coverage=edge,trace-cmp,indirect-calls,inline-8bit-counters,pc-table)

swift build -c release --scratch-path "$build" "${sanitize[@]}"

failed=0
for target in $targets; do
    found=../../.mouwakaba/fuzzing/$target
    mkdir -p "$found/new" "$found/crashes"
    log=$found/log
    status=passed
    options=(-max_len=4096 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1)
    "$fuzz" "$target" "${options[@]}" -max_total_time="$seconds" -dict=dictionary.txt \
        -artifact_prefix="$found/crashes/" "$found/new" "Corpus/$target" >"$log" 2>&1 || status=FAILED
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    coverage=$(grep -o 'cov: [0-9]* ft: [0-9]*' "$log" | tail -1)
    echo "$target: $status, ${executions:-0} executions in $seconds s, ${coverage:-no coverage}"
    if [ "$status" = FAILED ]; then
        failed=1
        tail -40 "$log"
    elif [ "${FUZZ_MERGE:-0}" = 1 ]; then
        "$fuzz" "$target" -merge=1 -max_len=512 "Corpus/$target" "$found/new" >>"$log" 2>&1
    fi
done
exit "$failed"
