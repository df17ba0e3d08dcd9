#!/usr/bin/env bash
# Tries a packaged app: its own smoke test without a display and on an X display, then import, search and a picture.
# Usage: packaging/try-app.sh PROGRAM - in an empty home and a bare environment, so that nothing of the checkout helps.
set -euo pipefail

program=$(realpath --no-symlinks "$1")
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"
clean=(env -i "HOME=$home" "PATH=/usr/bin:/bin" LANG=C.UTF-8)
offscreen=("${clean[@]}" QT_QPA_PLATFORM=offscreen "$program" --archive "$home/archive")

timeout 120 "${clean[@]}" QT_QPA_PLATFORM=offscreen "$program" --smoke-test
timeout 120 "${clean[@]}" QT_QPA_PLATFORM=xcb xvfb-run --auto-servernum "$program" --smoke-test

cat >article.txt <<'ARTICLE'
Credited from: Reuters
Key takeaways:
The lighthouse on the northern cape was lit again after eleven years.
Its lamp now runs on power from the tide.
If you wish to read more about this developing story, visit Reuters and BBC.
ARTICLE
timeout 120 "${offscreen[@]}" import article.txt
timeout 60 "${offscreen[@]}" search "lighthouse credit:reuters" | grep -q "northern cape"
timeout 60 "${offscreen[@]}" --screenshot window.png --query lighthouse
[ -s window.png ]
timeout 60 "${offscreen[@]}" check
echo "The packaged app works: $1"
