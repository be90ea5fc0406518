# shellcheck shell=bash disable=SC2034
# What the benchmark scripts share: a private PostgreSQL with data, the server, and who asks.
# Sourced by them with their own name and arguments; ends everything it started.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
script=$(realpath "$0")
cd "$here/../.."

command=${BENCH_COMMAND:-.build/release/mouwakaba}
port=${BENCH_PORT:-8291}
peer_port=$((port + 1))
office=${BENCH_OFFICE:-01511}
url=http://127.0.0.1:$port/graphql
peer_url=http://127.0.0.1:$peer_port/graphql
work=$(mktemp -d)
started=()

finish() {
    for process in "${started[@]}"; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() { echo "$*" >&2; exit 1; }

for tool in wrk pgbench psql python3 curl pgrep; do
    command -v "$tool" >/dev/null || fail "Install $tool first: deploy/install-benchmark-dependencies.sh does."
done
[ -x "$command" ] || fail "Build $command first: swift build -c release --product mouwakaba"

knows_national() { [ -e db/seed/national_principals.sql ] && "$command" seed --help | grep national >/dev/null; }
data=${BENCH_DATA:-$(knows_national && echo national || echo demo)}
cluster=.mouwakaba/bench/$data
seed=("$data")
if [ -n "${BENCH_SCALE:-}" ]; then
    seed+=(--scale "$BENCH_SCALE")
    cluster+=-$BENCH_SCALE
fi
export PYTHONDONTWRITEBYTECODE=1
export MOUWAKABA_TOKEN_KEY_FILE=${MOUWAKABA_TOKEN_KEY_FILE:-.mouwakaba/bench/token.key}

# The script runs again below `postgres run`, which sets DATABASE_URL and stops PostgreSQL after it.
enter_cluster() {
    mkdir -p .mouwakaba/bench
    [ -e "$MOUWAKABA_TOKEN_KEY_FILE" ] || (umask 077 && head -c 48 /dev/urandom | base64 -w0 >"$MOUWAKABA_TOKEN_KEY_FILE")
    if [ -z "${DATABASE_URL:-}" ]; then
        rm -rf "$work"
        exec "$command" postgres run --directory "$cluster" -- "$script" "$@"
    fi
    api=${API_DATABASE_URL:-${DATABASE_URL/"user='postgres'"/"user='mouwakaba_api'"}}
    echo "Loading the $data data, where it is not loaded yet." >&2
    { "$command" migrate up && "$command" seed reference && "$command" seed "${seed[@]}"; } >"$work/load.log" 2>&1 ||
        fail "$(cat "$work/load.log")"
    psql "$DATABASE_URL" -AtqF '|' -f "db/seed/${data}_principals.sql" >"$work/principals"
    psql "$DATABASE_URL" -qc 'VACUUM ANALYZE' -c 'CHECKPOINT'
    [ "$(psql "$api" -Atqc 'SELECT current_user')" = mouwakaba_api ] ||
        fail "pgbench must run as mouwakaba_api, under the same policies: set API_DATABASE_URL."
    postmaster=$(psql "$DATABASE_URL" -Atqc "SELECT split_part(pg_read_file('postmaster.pid'), E'\n', 1)")
}

person_of() { # role [office]
    awk -F '|' -v office="${2:-$office}" -v role="$1" \
        '$1 == office && $3 == role { print $4; exit }' "$work/principals" | grep . ||
        fail "No one is $1 in office ${2:-$office}."
}

token_of() { # role [office]
    "$command" token --person "$(person_of "$1" "${2:-$office}")" --office "${2:-$office}"
}

# The address of the API's role as libpq's environment variables, for the peer.
api_environment() {
    printf '\\echo :HOST :PORT :DBNAME :USER\n' | psql "$api" -Atq | {
        read -r host port_ database user
        echo "PGHOST=$host PGPORT=$port_ PGDATABASE=$database PGUSER=$user"
    }
}

await() { # process, address of its health, its log
    for _ in $(seq 300); do
        curl -fs -o /dev/null "$2" && return
        kill -0 "$1" 2>/dev/null || break
        sleep 0.1
    done
    cat "$3" >&2
    fail "It did not start: $2"
}

start_server() {
    "$command" serve --port "$port" >"$work/server.log" 2>&1 &
    server=$!
    started+=("$server")
    await "$server" "http://127.0.0.1:$port/health/ready" "$work/server.log"
}

start_peer() {
    local environment
    [ -d .mouwakaba/peer ] || fail "Run deploy/install-benchmark-dependencies.sh first, or set BENCH_PEER=no."
    environment=$(api_environment)
    # The variables are meant to be split into words.
    # shellcheck disable=SC2086
    env $environment NODE_ENV=production PEER_PORT="$peer_port" PEER_KEY_FILE="$MOUWAKABA_TOKEN_KEY_FILE" \
        PEER_PACKAGES="$PWD/.mouwakaba/peer/node_modules" \
        node Tests/Benchmarks/Peer/server.cjs >"$work/peer.log" 2>&1 &
    peer=$!
    started+=("$peer")
    await "$peer" "http://127.0.0.1:$peer_port/health/ready" "$work/peer.log"
}

# Clock ticks that a process and its children have used, those that ended included; `/proc` is Linux.
ticks_of() { # process
    { cat /proc/[0-9]*/stat 2>/dev/null || true; } | sed 's/^\([0-9]*\) (.*) /\1 /' |
        awk -v root="$1" '$1 == root || $3 == root { sum += $13 + $14 + $15 + $16 } END { print sum + 0 }'
}

forget_peak() { for process in "$1" $(pgrep -P "$1"); do echo 5 >"/proc/$process/clear_refs"; done; }

# Kilobytes: the highest resident set of the process and of its children, since `forget_peak`.
peak_of() { # process
    for process in "$1" $(pgrep -P "$1"); do cat "/proc/$process/status"; done |
        awk '/^VmHWM/ { sum += $2 } END { print sum }'
}

least() { echo $(($1 < $2 ? $1 : $2)); }

wrk_run() { # clients seconds body token [url]: requests, requests/s, p50 and p99 in ms, failures, bytes of an answer
    BENCH_BODY=$3 BENCH_TOKEN=$4 wrk -t"$(least "$1" 2)" -c"$1" -d"${2}s" --timeout 10 -s "$here/post.lua" "${5:-$url}" |
        awk '/^BENCH/ { print $2, $3, $4, $5, $6, $7 }'
}
