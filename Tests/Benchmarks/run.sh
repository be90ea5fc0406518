#!/usr/bin/env bash
# Compares the server over HTTP with hand-written JSON statements in pgbench and with the peer over HTTP, on the same
# PostgreSQL, under the same policies, with the same number of clients; see README.md. Run by `make bench`.
#
# usage: run.sh [quick | verify]
# shellcheck source-path=SCRIPTDIR source=environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

mode=${1:-full}
case "$mode" in
    full) defaults=("1 8 64" 5 5) ;;
    quick) defaults=("8" 2 3) ;;
    verify) defaults=("" 0 0) ;;
    *) fail "usage: run.sh [quick | verify]" ;;
esac
clients=${BENCH_CLIENTS:-${defaults[0]}}
seconds=${BENCH_SECONDS:-${defaults[1]}}
runs=${BENCH_RUNS:-${defaults[2]}}
operations=${BENCH_OPERATIONS:-point list chain nested groups page record}
report=${BENCH_REPORT:-.mouwakaba/bench/report.md}

enter_cluster "$@"
start_server
systems=(server json_build_object string_agg)
if [ "${BENCH_PEER:-yes}" = yes ]; then
    start_peer
    systems+=(peer)
fi

# Requests over HTTP: its process tree, then the address, then the request's body and answer.
over_http() { # system process address clients
    local before_own before_postgres requests rate p50 p99 failures size
    forget_peak "$2"
    before_own=$(ticks_of "$2")
    before_postgres=$(ticks_of "$postmaster")
    read -r requests rate p50 p99 failures size <<<"$(wrk_run "$4" "$seconds" "$place/$1.body" "$token" "$3")"
    [ "$failures" = 0 ] || fail "$operation: $failures of $requests requests to $1 failed."
    [ "$size" -ge "$(<"$place/$1.size")" ] || fail "$operation: answers of $1 became shorter than the one verified."
    echo "$requests $rate $p50 $p99 $(($(ticks_of "$2") - before_own)) $(($(ticks_of "$postmaster") - before_postgres)) $(peak_of "$2")"
}

# The latencies are every transaction's, from pgbench's log.
in_pgbench() { # system clients
    local before requests rate
    before=$(ticks_of "$postmaster")
    rm -f "$place"/pgbench_log.*
    # The options of the values are meant to be split into words.
    # shellcheck disable=SC2046
    PGOPTIONS=$session_options \
        pgbench -n -M prepared -c "$2" -j "$(least "$2" 2)" -T "$seconds" -l --log-prefix "$place/pgbench_log" \
        -f "$here/Operations/$operation/$1.sql" $(<"$place/pgbench.values") "$api" >"$place/pgbench.out" 2>&1 ||
        fail "$(cat "$place/pgbench.out")"
    requests=$(awk '/actually processed/ { print $NF + 0 }' "$place/pgbench.out")
    rate=$(awk '/^tps/ { print $3 }' "$place/pgbench.out")
    echo "$requests $rate $(awk '{ print $3 }' "$place"/pgbench_log.* | sort -n | awk '
        { time[NR] = $1 } END { print time[int((NR + 1) / 2)] / 1000, time[int(NR * 0.99 + 0.5)] / 1000 }
    ') 0 $(($(ticks_of "$postmaster") - before)) 0"
}

measure() { # system clients
    case "$1" in
        server) over_http server "$server" "$url" "$2" ;;
        peer) over_http peer "$peer" "$peer_url" "$2" ;;
        *) in_pgbench "$1" "$2" ;;
    esac
}

# What the benchmark itself recorded, so that it measures the same data each time.
forget_visits() {
    psql "$DATABASE_URL" -qc "DELETE FROM app.visit WHERE recorded_at >= '$began'" -c 'VACUUM ANALYZE app.visit'
}

results=$work/results.tsv
began=$(psql "$DATABASE_URL" -Atqc 'SELECT clock_timestamp()')
for operation in $operations; do
    place=$work/$operation
    mkdir -p "$place"
    role=$(cat "$here/Operations/$operation/role" 2>/dev/null || echo DELEGATE)
    token=$(token_of "$role")
    compared=("${systems[@]}")
    endpoints="server=$url${peer:+ peer=$peer_url}"
    session_options='-c default_transaction_isolation=repeatable\ read -c default_transaction_read_only=on'
    if [ -e "$here/Operations/$operation/writes" ]; then
        compared=(server json_build_object string_agg)
        endpoints="server=$url"
        session_options='-c default_transaction_isolation=read\ committed'
        trap 'forget_visits; finish' EXIT
    fi
    status=0
    BENCH_ENDPOINTS=$endpoints BENCH_TOKEN=$token BENCH_PERSON=$(person_of "$role") BENCH_OFFICE=$office \
        BENCH_API_URL=$api python3 "$here/verify.py" "$here/Operations/$operation" "$place" || status=$?
    if [ "$status" = 3 ]; then
        echo "Skipping $operation: this server's schema does not have it." >&2
        continue
    fi
    [ "$status" = 0 ] || exit 1
    [ "$mode" != verify ] || continue

    for count in $clients; do
        for system in "${compared[@]}"; do seconds=1 measure "$system" "$count" >/dev/null; done
        for run in $(seq "$runs"); do
            for system in "${compared[@]}"; do
                line=$(measure "$system" "$count")
                echo "$operation $count $run $system $line" >>"$results"
            done
        done
        echo "Measured $operation with $count clients." >&2
    done
done

[ "$mode" != verify ] || exit 0
[ -s "$results" ] || fail "Nothing was measured."
mkdir -p "$(dirname "$report")"
cp "$results" "${report%.md}.tsv"
python3 "$here/report.py" "$results" "$data data, office $office; $runs runs of $seconds s a figure" | tee "$report"
