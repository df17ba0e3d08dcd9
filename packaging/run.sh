#!/usr/bin/env bash
# Opens the window on the starter archive, which is made from seeds/ at the first run. Where there is no display, a
# picture of the window and a search take its place.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly archive=var/starter-archive picture=var/window.png query=eclipse
app=(.venv/bin/archive-app --archive "$archive")

if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "There is no display, so instead of opening the window this draws it to $picture and prints a search."
    [ -d "$archive" ] || "${app[@]}" import seeds/*/
    "${app[@]}" --screenshot "$picture" --query "$query"
    exec "${app[@]}" search "$query"
fi
if [ -d "$archive" ]; then exec "${app[@]}"; else exec "${app[@]}" seeds/*/; fi
