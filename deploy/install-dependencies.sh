#!/bin/sh
# Installs what building and running the server needs from the operating system: PostgreSQL's
# client library with its headers, PostgreSQL's server programs, pkg-config and the time zones.
#
# Usage: deploy/install-dependencies.sh [--check]
#
# It says what is missing before it installs anything, installs only that, and does nothing if
# nothing is missing. With --check it installs nothing and exits with status 1 if something is
# missing. On systems other than Debian and Ubuntu it says what to install.
set -eu

check_only=no
case "${1-}" in
    "") ;;
    --check) check_only=yes ;;
    *)
        echo "usage: $0 [--check]" >&2
        exit 2
        ;;
esac

# Whether a directory of PostgreSQL's server programs exists, as the server looks for it.
has_server_programs() {
    if [ -n "${MOUWAKABA_POSTGRES_BIN-}" ] && [ -x "$MOUWAKABA_POSTGRES_BIN/initdb" ]; then
        return 0
    fi
    if command -v initdb >/dev/null 2>&1 && command -v postgres >/dev/null 2>&1; then
        return 0
    fi
    for program in /usr/lib/postgresql/*/bin/initdb; do
        version=${program#/usr/lib/postgresql/}
        version=${version%%/*}
        case "$version" in
            *[!0-9]*) ;;
            *) [ "$version" -ge 15 ] && [ -x "$program" ] && return 0 ;;
        esac
    done
    return 1
}

# Whether libpq can be compiled against, as pkg-config would answer, without starting it twice.
has_libpq() {
    command -v pkg-config >/dev/null 2>&1 && pkg-config --exists libpq
}

missing=
if ! command -v pkg-config >/dev/null 2>&1; then missing="$missing pkg-config"; fi
if ! has_libpq; then
    case "$missing" in
        *pkg-config*) [ -e /usr/include/postgresql/libpq-fe.h ] || missing="$missing libpq-dev" ;;
        *) missing="$missing libpq-dev" ;;
    esac
fi
if ! has_server_programs; then missing="$missing postgresql"; fi
if [ ! -e /usr/share/zoneinfo/Africa/Casablanca ]; then missing="$missing tzdata"; fi
missing=${missing# }

if [ -z "$missing" ]; then
    echo "Everything that the server needs from the operating system is installed."
    exit 0
fi

if ! command -v apt-get >/dev/null 2>&1; then
    cat >&2 <<EOF
Missing (by the names of Debian's packages): $missing
This system has no apt-get. Install with its own package manager:
  - PostgreSQL 15 or later: the server programs (postgres, initdb, pg_ctl, psql)
  - libpq with its headers, found by pkg-config
  - pkg-config
  - the time zone database in /usr/share/zoneinfo
EOF
    exit 1
fi

echo "Missing packages: $missing"
if [ "$check_only" = yes ]; then
    exit 1
fi

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        echo "Installing needs root. Run as root: apt-get install $missing" >&2
        exit 1
    fi
}

# Debian's package creates a cluster and starts it at boot unless it is told not to. The server
# runs a cluster of its own.
prevent_default_cluster() {
    configuration=/etc/postgresql-common/createcluster.conf
    if grep -q '^[[:space:]]*create_main_cluster' "$configuration" 2>/dev/null; then
        return 0
    fi
    as_root mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | as_root tee -a "$configuration" >/dev/null
}

case " $missing " in
    *" postgresql "*) prevent_default_cluster ;;
esac

echo "Installing: $missing"
as_root apt-get update -qq
# The names are meant to be split into words.
# shellcheck disable=SC2086
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends -o Dpkg::Options::=--force-confold $missing
echo "Installed: $missing"
