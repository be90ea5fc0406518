#!/usr/bin/env bash
# Measures what heavy analysts of one office do to the portal of another: the latency of the point operation alone,
# and while they ask. They ask over HTTP, and in a third line past the server, in the database. The portal has clients
# who ask without a pause, and in a second table clients who think in between; see README.md.
# Run by `make bench-isolation`.
# shellcheck source-path=SCRIPTDIR source=environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

seconds=${BENCH_SECONDS:-5}
runs=${BENCH_RUNS:-5}
portal_clients=${BENCH_CLIENTS:-4}
thinking_clients=${BENCH_THINKING_CLIENTS:-8}
think=${BENCH_THINK:-10}
analysts=${BENCH_ANALYSTS:-8}
report=${BENCH_REPORT:-.mouwakaba/bench/isolation.md}

# Many communities with their schools, many times over, within the limits of an operation.
heavy_body() {
    local fields='communities(first: 20) { nodes { id name schools(first: 100) { nodes {
        id gresaCode name nameFr kind cycle setting openedOn community { name } } } } }'
    for alias in a b c d e f g h i j k l m n o p; do echo "$alias: $fields"; done |
        python3 -c 'import json, sys; print(json.dumps({"query": "{" + sys.stdin.read() + "}"}))'
}

# The portal's run, and in the background what disturbs it, a little longer.
portal_run() { # system address disturbance clients milliseconds-to-think results
    local rate p50 p99 failures disturbing=''
    echo 0 >"$work/analysts"
    if [ "$3" != quiet ]; then
        "analysts_of_$3" "$2" >"$work/analysts" &
        disturbing=$!
        sleep 0.5
    fi
    read -r _ rate p50 p99 failures _ <<<"$(
        BENCH_THINK=$5 wrk_run "$4" "$seconds" "$work/point/$1.body" "$token" "$2"
    )"
    if [ -n "$disturbing" ]; then wait "$disturbing"; fi
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$3" "$rate" "$p50" "$p99" "$failures" "$(<"$work/analysts")" \
        >>"$work/$6.tsv"
}

# Each prints the analysts' requests a second.
analysts_of_http() { # address
    local rate failures
    read -r _ rate _ _ failures _ <<<"$(
        BENCH_THINK=0 wrk_run "$analysts" $((seconds + 1)) "$work/heavy.body" "$analyst_token" "$1"
    )"
    [ "$failures" = 0 ] || echo "$failures requests of the analysts failed." >&2
    echo "$rate"
}

analysts_of_database() {
    pgbench -n -M prepared -c "$analysts" -j "$(least "$analysts" 2)" -T $((seconds + 1)) -f "$here/analyst.sql" \
        -D person="$(person_of ANALYST "$other")" -D office="$other" "$api" 2>/dev/null | awk '/^tps/ { print $3 }'
}

enter_cluster "$@"
start_server
start_peer
other=$(awk -F '|' -v office="$office" '$1 != office && $3 == "ANALYST" { print $1; exit }' "$work/principals")
token=$(token_of DELEGATE)
analyst_token=$(token_of ANALYST "$other")
heavy_body >"$work/heavy.body"
mkdir -p "$work/point"
BENCH_ENDPOINTS="server=$url peer=$peer_url" BENCH_TOKEN=$token BENCH_PERSON=$(person_of DELEGATE) BENCH_OFFICE=$office \
    BENCH_API_URL=$api python3 "$here/verify.py" "$here/Operations/point" "$work/point"

for run in $(seq "$runs"); do
    for disturbance in quiet http database; do
        portal_run server "$url" "$disturbance" "$portal_clients" 0 busy
        portal_run peer "$peer_url" "$disturbance" "$portal_clients" 0 busy
        portal_run server "$url" "$disturbance" "$thinking_clients" "$think" thinking
    done
    echo "Run $run of $runs has ended." >&2
done

mkdir -p "$(dirname "$report")"
analysts_are="analysts: office $other, $analysts clients; $runs runs of $seconds s a figure"
{
    python3 "$here/isolation_report.py" "$work/busy.tsv" \
        "$data data; portal: office $office, $portal_clients clients without a pause; $analysts_are"
    echo
    python3 "$here/isolation_report.py" "$work/thinking.tsv" \
        "$data data; portal: office $office, $thinking_clients clients who think for $think ms; $analysts_are"
} | tee "$report"
