#!/bin/sh
# Installs what the tests compare the server with: the two reference implementations of GraphQL,
# graphql-core from PyPI and graphql-js from Debian's package node-graphql, below
# .mouwakaba/reference in the project's directory, and the interpreters that run them.
#
# Usage: deploy/install-test-dependencies.sh [--check]
#
# It installs only what is missing, and does nothing if nothing is missing. With --check it installs
# nothing and exits with status 1 if something is missing. Nothing outside the project's directory
# changes, except that missing interpreters are installed with apt-get. On systems other than Debian
# and Ubuntu it says what to install.
set -eu

graphql_core=3.2.8

check_only=no
case "${1-}" in
    "") ;;
    --check) check_only=yes ;;
    *)
        echo "usage: $0 [--check]" >&2
        exit 2
        ;;
esac

reference=$(cd "$(dirname "$0")/.." && pwd)/.mouwakaba/reference
python=$reference/python
node=$reference/node

has_python_package() {
    [ -d "$python/graphql_core-$graphql_core.dist-info" ] && [ -e "$python/graphql/__init__.py" ]
}

has_node_package() {
    [ -e "$node/graphql/package.json" ]
}

# Installing graphql-core needs pip once; running it does not.
programs=
if ! command -v python3 >/dev/null 2>&1; then programs="$programs python3"; fi
if ! has_python_package && ! python3 -m pip --version >/dev/null 2>&1; then
    programs="$programs python3-pip"
fi
if ! command -v node >/dev/null 2>&1; then programs="$programs nodejs"; fi
programs=${programs# }

packages=
if ! has_python_package; then packages="$packages graphql-core"; fi
if ! has_node_package; then packages="$packages graphql-js"; fi
packages=${packages# }

if [ -z "$programs$packages" ]; then
    echo "Everything that the tests need is installed."
    exit 0
fi

echo "Missing for the tests: $programs${programs:+${packages:+ }}$packages"
if [ "$check_only" = yes ]; then
    exit 1
fi

if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg >/dev/null 2>&1; then
    cat >&2 <<MESSAGE
This system has no apt-get. Install with its own package manager:
  - Python 3 with pip, and in this directory:
    python3 -m pip install --target .mouwakaba/reference/python graphql-core==$graphql_core
  - Node.js, and the package graphql, version 16, as .mouwakaba/reference/node/graphql
MESSAGE
    exit 1
fi

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        echo "This needs root: $*" >&2
        exit 1
    fi
}

if [ -n "$programs" ]; then
    echo "Installing: $programs"
    as_root apt-get update -qq
    # The names are meant to be split into words.
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends -o Dpkg::Options::=--force-confold $programs
fi

mkdir -p "$reference"
scratch=$(mktemp -d "$reference/install.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

if ! has_python_package; then
    echo "Installing graphql-core $graphql_core in .mouwakaba/reference/python"
    python3 -m pip install --quiet --disable-pip-version-check --no-cache-dir \
        --root-user-action=ignore --target "$scratch/python" "graphql-core==$graphql_core"
    rm -rf "$python"
    mv "$scratch/python" "$python"
fi

# Debian's package is unpacked, not installed, as it would install Debian's Node.js as well.
if ! has_node_package; then
    echo "Unpacking node-graphql in .mouwakaba/reference/node"
    if ! (cd "$scratch" && apt-get download -qq node-graphql) 2>/dev/null; then
        as_root apt-get update -qq
        (cd "$scratch" && apt-get download -qq node-graphql)
    fi
    dpkg -x "$scratch"/node-graphql_*.deb "$scratch/unpacked"
    rm -rf "$node"
    mkdir -p "$node"
    mv "$scratch/unpacked/usr/share/nodejs/graphql" "$node/graphql"
fi
echo "Installed what the tests need."
