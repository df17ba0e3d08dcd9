#!/usr/bin/env bash
# Makes the project's own environment ready: system packages by apt, Python packages from a lock file into .venv.
# Usage: packaging/setup.sh app|dev|bench|package - what is to be done with the checkout.
# Running it again costs next to nothing; it installs again when a lock file or pyproject.toml has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly venv=.venv
readonly debian_packages=packaging/debian-packages.txt

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

# Prints the packages of a section, one line for each, its alternatives separated by spaces.
section() {
    sed -n "/^\[$1\]/,/^\[/{/^\[/d;s/#.*//;s/|/ /g;/[^ ]/p;}" "$debian_packages"
}

is_installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Prints the first of the given names that is installed, or fails.
first_installed() {
    local name
    for name in "$@"; do
        if is_installed "$name"; then printf '%s\n' "$name"; return; fi
    done
    return 1
}

# Prints the first of the given names that apt can install; where it knows none, the first, so that apt names it.
first_available() {
    local name
    for name in "$@"; do
        if [[ $(LC_ALL=C apt-cache policy "$name" 2>/dev/null) == *"Candidate: "[^\(]* ]]; then
            printf '%s\n' "$name"
            return
        fi
    done
    printf '%s\n' "$1"
}

# Installs what is missing of the given sections by apt, or says what to install.
need_system_packages() {
    local sections=("$@") missing=() names=() line as_root=()
    while read -r line; do
        # shellcheck disable=SC2086 # the alternatives are words
        first_installed $line >/dev/null || missing+=("$line")
    done < <(for name in "${sections[@]}"; do section "$name"; done)
    [ ${#missing[@]} -gt 0 ] || return 0

    if [ "$(id -u)" -ne 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            say "These system packages are missing, and installing them needs root (of names in one line, one is enough):"
            printf '    %s\n' "${missing[@]}" >&2
            fail "Please install them, for example with 'sudo apt-get install PACKAGE...', and run this again."
        fi
        as_root=(sudo -n)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
    say "Bringing the list of system packages up to date."
    "${as_root[@]}" update >&2
    for line in "${missing[@]}"; do
        # shellcheck disable=SC2086 # the alternatives are words
        names+=("$(first_available $line)")
    done
    say "Installing system packages: ${names[*]}"
    "${as_root[@]}" install --yes --no-install-recommends "${names[@]}" >/dev/null </dev/null
}

on_debian() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

# Prints a Python that can make a virtual environment for the app, or fails.
find_python() {
    local name
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

make_venv() {
    local python
    if ! python=$(find_python); then
        on_debian && need_system_packages python
        python=$(find_python) || fail "The app needs Python 3.11 or newer with its venv module. Please install it and run this again."
    fi
    say "Making $venv with $python."
    rm -rf "$venv"
    "$python" -m venv "$venv"
}

# Says whether the environment is whole: with its Python still there, and not moved along with the checkout, because the
# programs in it name the place they were made in.
venv_works() {
    "$venv/bin/python" -c '' 2>/dev/null && grep -qF "$PWD/$venv" "$venv/bin/activate"
}

# What an installation from a lock file depends on: when this changes, it is done again.
fingerprint() { cat "$1" pyproject.toml | cksum; }

# Installs a lock file's packages and the project itself, unless that or more is there already.
need_python_packages() {
    local lock=packaging/locks/$1.txt stamp=$venv/installed-$1
    venv_works || make_venv
    [ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint "$lock")" ] || return 0
    say "Installing Python packages from $lock."
    local pip=("$venv/bin/python" -m pip --disable-pip-version-check --quiet install)
    # A lock file names all there is to install; working it out again trips older versions of pip over extras.
    "${pip[@]}" --no-deps --require-hashes --only-binary :all: --requirement "$lock" </dev/null ||
        fail "The Python packages could not be installed: pip says why above. A package index has to be within reach."
    "${pip[@]}" --no-deps --no-build-isolation --editable . </dev/null
    fingerprint "$lock" >"$stamp"
}

case "${1:-}" in
    app) sections=(window) lock=app ;;
    dev) sections=(window tests) lock=dev ;;
    bench) sections=(window tests) lock=bench ;;
    package) sections=(window tests package) lock=dev ;;
    *) fail "Usage: packaging/setup.sh app|dev|bench|package" ;;
esac

if on_debian; then
    need_system_packages "${sections[@]}"
else
    say "This is not a Debian system. What is needed has these names on Debian:"
    for name in "${sections[@]}"; do section "$name"; done | sed 's/^/    /' >&2
fi
# What the app needs is among what its developers need, and that among what the benchmarks need, in the same versions:
# installing less over more would change nothing.
larger=()
case "$lock" in
    app) larger=(dev bench) ;;
    dev) larger=(bench) ;;
esac
for name in "${larger[@]}"; do
    if [ "$(cat "$venv/installed-$name" 2>/dev/null)" = "$(fingerprint "packaging/locks/$name.txt")" ]; then
        lock=$name
    fi
done
need_python_packages "$lock"
