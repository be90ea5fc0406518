#!/usr/bin/env bash
# Compares the server over HTTP with pgbench running one hand-written JSON statement for the same data, under the
# same policies, on the same private PostgreSQL, with the same number of clients. Prints ratios of medians.
# Needs a release build, wrk and pgbench; run by `make bench`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

clients=${BENCH_CLIENTS:-16}
seconds=${BENCH_SECONDS:-4}
runs=${BENCH_RUNS:-5}
port=${BENCH_PORT:-8091}
office=01511
command=.build/release/mouwakaba
log=$(mktemp)

for tool in wrk pgbench psql; do
    command -v "$tool" >/dev/null || { echo "Install $tool first (Debian: wrk, postgresql-contrib)." >&2; exit 1; }
done

if [ -z "${DATABASE_URL:-}" ]; then
    exec "$command" postgres run --directory .mouwakaba/bench -- "$0"
fi

"$command" serve --migrate --demonstration --port "$port" >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 300); do
    grep -q 'Try it' "$log" && break
    kill -0 "$server" 2>/dev/null || { cat "$log" >&2; exit 1; }
    sleep 0.1
done

psql "$DATABASE_URL" -qc 'ANALYZE'
person=$(psql "$DATABASE_URL" -AtqF '|' -f db/seed/demo_principals.sql \
    | awk -F '|' -v office="$office" '$1 == office && $3 == "DELEGATE" { print $4 }')
api=$(printf %s "$DATABASE_URL" | sed "s/user='postgres'/user='mouwakaba_api'/")
[ "$(psql "$api" -Atqc 'SELECT current_user')" = mouwakaba_api ] \
    || { echo "pgbench must run as mouwakaba_api, under the same policies." >&2; exit 1; }
export BENCH_TOKEN
BENCH_TOKEN=$("$command" token --person "$person" --office "$office")
export PGOPTIONS='-c default_transaction_isolation=repeatable\ read -c default_transaction_read_only=on'

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

wrk_run() { # document
    BENCH_DOCUMENT="$here/$1.graphql" wrk -t1 -c"$clients" -d"${seconds}s" -s "$here/post.lua" \
        "http://127.0.0.1:$port/graphql" | awk '/^BENCH/ { print $2 } /Non-2xx/ { print "refused" > "/dev/stderr" }'
}

pgbench_run() { # script
    pgbench -n -M prepared -c "$clients" -j 2 -T "$seconds" -f "$here/$1.sql" \
        -D person="$person" -D office="$office" "$api" 2>/dev/null \
        | awk '/^tps/ { print $3 }'
}

echo "Requests a second, medians of $runs runs of $seconds s with $clients clients, alternating:"
printf '%-8s %12s %20s %14s %9s %9s\n' operation server json_build_object string_agg ratio ratio
for operation in nested point; do
    : >"$log.server"; : >"$log.build"; : >"$log.agg"
    for _ in $(seq "$runs"); do
        wrk_run "$operation" >>"$log.server"
        pgbench_run "$operation-json_build_object" >>"$log.build"
        pgbench_run "$operation-string_agg" >>"$log.agg"
    done
    awk -v name="$operation" -v s="$(median <"$log.server")" -v b="$(median <"$log.build")" -v a="$(median <"$log.agg")" \
        'BEGIN { printf "%-8s %12.0f %20.0f %14.0f %8.2fx %8.2fx\n", name, s, b, a, s / b, s / a }'
    rm -f "$log.server" "$log.build" "$log.agg"
done
