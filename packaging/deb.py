"""Put the packaged app into a Debian package: packaging/deb.py FOLDER, the one of `archive-app` and of the result.

Files go where Debian keeps them. What the app takes from the system is read from debian-packages.txt and from the
program files themselves.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from archive_app import __version__ as version

_PROJECT = Path(__file__).resolve().parent.parent
_CONTROL = """\
Package: archive-app
Version: {version}
Architecture: {architecture}
Maintainer: The Archive Browser contributors
Installed-Size: {kilobytes}
Depends: {depends}
Section: text
Priority: optional
Description: desktop browser for an offline archive of saved articles
 Drop saved pages and text files on the window, type a few words, and read: the
 key takeaways, which outlets are credited, and the text with the words that
 were found lit. Everything stays on this computer and works without a network.
"""
_COPYRIGHT = "The licences of all that this package brings along are in THIRD-PARTY-NOTICES.txt. Its own is this:\n\n"


def window_packages() -> Iterator[str]:
    """What the window needs of a Debian system, as a control file writes it."""
    lines = (_PROJECT / "packaging" / "debian-packages.txt").read_text("utf-8").splitlines()
    start = lines.index("[window]") + 1
    for line in lines[start:]:
        if line.startswith("["):
            return
        if packages := line.partition("#")[0].strip():
            yield packages


def needed_glibc(folder: Path) -> str:
    """The newest version of the C library that a program file in a folder asks for."""
    versions = {(2, 0)}
    for file in folder.rglob("*"):
        if file.is_file() and file.open("rb").read(4) == b"\x7fELF":
            symbols = subprocess.run(["objdump", "-T", file], check=True, capture_output=True, text=True).stdout
            versions.update((int(major), int(minor)) for major, minor in re.findall(r"GLIBC_(\d+)\.(\d+)", symbols))
    return "{}.{}".format(*max(versions))


def lay_out(folder: Path, root: Path) -> None:
    """Copy everything to where it belongs below `root`."""
    shutil.copytree(folder / "archive-app", root / "usr/lib/archive-app", symlinks=True)
    (root / "usr/bin").mkdir()
    (root / "usr/bin/archive-app").symlink_to("../lib/archive-app/archive-app")
    shutil.copytree(_PROJECT / "build/icons/hicolor", root / "usr/share/icons/hicolor")
    scalable = root / "usr/share/icons/hicolor/scalable/apps"
    scalable.mkdir(parents=True)
    shutil.copy(_PROJECT / "resources/icons/archive-app.svg", scalable)
    applications, documents = root / "usr/share/applications", root / "usr/share/doc/archive-app"
    for place in (applications, documents):
        place.mkdir(parents=True)
    shutil.copy(_PROJECT / "packaging/archive-app.desktop", applications)
    for notice in ("LICENSE", "THIRD-PARTY-NOTICES.txt"):
        (root / "usr/lib/archive-app" / notice).rename(documents / notice)
    (documents / "copyright").write_text(_COPYRIGHT + (documents / "LICENSE").read_text("utf-8"), "utf-8")
    (documents / "LICENSE").unlink()


def build(folder: Path) -> Path:
    """Make the package and return its file."""
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    root = _PROJECT / "build/deb"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    root.chmod(0o755)
    lay_out(folder, root)
    kilobytes = sum(file.lstat().st_size for file in root.rglob("*")) // 1024
    glibc = needed_glibc(root / "usr/lib/archive-app")
    depends = ", ".join([f"libc6 (>= {glibc})", "libstdc++6", "zlib1g", *window_packages()])
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN/control").write_text(
        _CONTROL.format(version=version, architecture=architecture, kilobytes=kilobytes, depends=depends), "utf-8"
    )
    package = folder / f"archive-app_{version}_{architecture}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, package], check=True)
    return package


if __name__ == "__main__":
    os.umask(0o022)
    print(build(Path(sys.argv[1])))
