#!/usr/bin/env bash
# Measures how cost grows: with the rows of a page, the depth of an operation, the page's place, the rows exported,
# the offices in the database, and the clients; see README.md. Run by `make bench-growth`.
# shellcheck source-path=SCRIPTDIR source=environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

seconds=${BENCH_SECONDS:-2}
runs=${BENCH_RUNS:-5}
clients=${BENCH_CLIENTS:-1 3 10 30 100 300 1000}
report=${BENCH_REPORT:-.mouwakaba/bench/growth.md}

database_named() { echo "${DATABASE_URL/"dbname='mouwakaba'"/"dbname='$1'"}"; }

copies=()
drop_copy() { psql "$(database_named postgres)" -qc "DROP DATABASE IF EXISTS mouwakaba_growth_$1 WITH (FORCE)" 2>/dev/null; }

# A copy of the database in which only some offices have data, and a server for it.
start_server_of_offices() { # how many, port
    local copy
    copy=$(database_named "mouwakaba_growth_$1")
    echo "Copying the database for $1 offices." >&2
    drop_copy "$1"
    psql "$(database_named postgres)" -qc "CREATE DATABASE mouwakaba_growth_$1 TEMPLATE mouwakaba"
    psql "$copy" -qX -v ON_ERROR_STOP=1 -v offices="$1" -v office="$office" -f "$here/keep_offices.sql"
    psql "$copy" -qc 'VACUUM FULL ANALYZE' -c 'CHECKPOINT'
    DATABASE_URL=$copy "$command" serve --port "$2" >"$work/server-$1.log" 2>&1 &
    started+=("$!")
    await "$!" "http://127.0.0.1:$2/health/ready" "$work/server-$1.log"
    copies+=("$1")
}

enter_cluster "$@"
total=$(psql "$DATABASE_URL" -Atqc 'SELECT count(DISTINCT office_id) FROM app.school')
servers=()
if [[ $DATABASE_URL == *"dbname='mouwakaba'"* && -z ${API_DATABASE_URL:-} ]]; then
    for count in $(printf '%s\n' 1 $((total / 9)) $((total / 3)) "$total" | sort -nu); do
        [ "$count" = 0 ] && continue
        start_server_of_offices "$count" $((port + 10 + ${#servers[@]}))
        servers+=("$count=http://127.0.0.1:$((port + 10 + ${#servers[@]}))/graphql")
    done
else
    echo "Without a private cluster the offices are not varied." >&2
fi
start_server
token=$(token_of DELEGATE)
BENCH_ENDPOINTS="${servers[*]:-}" BENCH_TOKEN=$token BENCH_OFFICE=$office BENCH_URL=$url \
    python3 "$here/growth_requests.py" "$work"

# Sizes alternate within a series, so that a slow moment of the machine meets all of them.
for run in $(seq "$runs"); do
    while IFS=$'\t' read -r series size address body; do
        [ "$run" = 1 ] && wrk_run 1 1 "$body" "$token" "$address" >/dev/null
        read -r _ _ p50 _ failures _ <<<"$(wrk_run 1 "$seconds" "$body" "$token" "$address")"
        [ "$failures" = 0 ] || fail "$series, $size: $failures requests failed."
        printf '%s\t%s\t%s\n' "$series" "$size" "$p50" >>"$work/growth.tsv"
    done <"$work/requests.tsv"
    echo "Run $run of $runs has ended." >&2
done

# Clients, from few to many: the last run shows the memory that so many open connections need.
for run in $(seq "$runs"); do
    for count in $clients; do
        forget_peak "$server"
        before=$(ticks_of "$server")
        read -r requests rate p50 p99 failures _ <<<"$(wrk_run "$count" "$seconds" "$work/point.body" "$token")"
        printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$count" "$requests" "$rate" "$p50" "$p99" "$failures" \
            $(($(ticks_of "$server") - before)) "$(peak_of "$server")" >>"$work/clients.tsv"
    done
done

for count in "${copies[@]}"; do drop_copy "$count"; done
mkdir -p "$(dirname "$report")"
python3 "$here/growth_report.py" "$work" "$data data, office $office; $runs runs of $seconds s a figure" | tee "$report"
