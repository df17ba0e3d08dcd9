#!/usr/bin/env bash
# Builds the app with PyInstaller and a .deb from it, both in dist/, and tries both.
set -euo pipefail
cd "$(dirname "$0")/.."

python=$PWD/.venv/bin/python

rm -rf build dist
mkdir -p build dist
"$python" packaging/icons.py build/icons
"$python" -m PyInstaller --log-level WARN --noconfirm --workpath build --distpath dist packaging/archive-app.spec
cp LICENSE dist/archive-app/
"$python" packaging/notices.py dist/archive-app/THIRD-PARTY-NOTICES.txt
packaging/try-app.sh dist/archive-app/archive-app

if ! command -v dpkg-deb >/dev/null; then
    echo "The app is in dist/archive-app. A .deb is only built on Debian."
    exit
fi
desktop-file-validate packaging/archive-app.desktop
package=$("$python" packaging/deb.py dist | tail -n 1)
dpkg-deb --extract "$package" build/installed
packaging/try-app.sh build/installed/usr/bin/archive-app
du -sh dist/archive-app "$package"
