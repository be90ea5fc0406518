#!/bin/sh
# Installs what `make bench` needs: the load generators wrk and pgbench, python3 and curl; and for the peer that it
# compares with, Node.js, graphql-js and node-postgres, from Debian's packages, unpacked below .mouwakaba/peer.
#
# It installs only what is missing, and does nothing if nothing is missing. On systems other than Debian and Ubuntu
# it says what to install.
set -eu

peer=$(cd "$(dirname "$0")/.." && pwd)/.mouwakaba/peer
packages="node-graphql node-pg node-split2 node-xtend node-readable-stream"

programs=
if ! command -v wrk >/dev/null 2>&1; then programs="$programs wrk"; fi
if ! command -v pgbench >/dev/null 2>&1; then programs="$programs postgresql"; fi
if ! command -v python3 >/dev/null 2>&1; then programs="$programs python3"; fi
if ! command -v curl >/dev/null 2>&1; then programs="$programs curl"; fi
if ! command -v pgrep >/dev/null 2>&1; then programs="$programs procps"; fi
if ! command -v node >/dev/null 2>&1; then programs="$programs nodejs"; fi
programs=${programs# }

has_peer() { [ -e "$peer/node_modules/pg/package.json" ] && [ -e "$peer/node_modules/graphql/package.json" ]; }

if [ -z "$programs" ] && has_peer; then
    echo "Everything that the benchmarks need is installed."
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg >/dev/null 2>&1; then
    echo "This system has no apt-get. Install with its own package manager: $programs" >&2
    echo "and put the packages graphql 16 and pg 8 into $peer/node_modules." >&2
    exit 1
fi

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

if [ -n "$programs" ]; then
    echo "Installing: $programs"
    as_root apt-get update -qq
    # The names are meant to be split into words.
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $programs
fi

# Debian's packages are unpacked, not installed, as they would install Debian's Node.js as well.
if ! has_peer; then
    echo "Unpacking in .mouwakaba/peer: $packages"
    mkdir -p "$peer"
    scratch=$(mktemp -d "$peer/install.XXXXXX")
    trap 'rm -rf "$scratch"' EXIT
    # shellcheck disable=SC2086
    if ! (cd "$scratch" && apt-get download -qq $packages) 2>/dev/null; then
        as_root apt-get update -qq
        (cd "$scratch" && apt-get download -qq $packages)
    fi
    for package in "$scratch"/*.deb; do dpkg -x "$package" "$scratch/unpacked"; done
    rm -rf "$peer/node_modules"
    mv "$scratch/unpacked/usr/share/nodejs" "$peer/node_modules"
fi
echo "Installed what the benchmarks need."
