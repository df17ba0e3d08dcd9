"""The list of Debian packages, as the set-up script and the .deb read it."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import deb
import pytest

PROJECT = Path(__file__).resolve().parents[3]

# Found on a Debian 12 with nothing installed: without them Qt's modules and plugins do not load.
OFFSCREEN = {"libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libxkbcommon0", "libgssapi-krb5-2"}
X11 = {"libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0"}


def names(lines: Iterable[str]) -> set[str]:
    return {name.strip() for line in lines for name in line.split("|")}


def test_the_deb_depends_on_everything_the_window_needs() -> None:
    assert names(deb.window_packages()) >= OFFSCREEN | X11


def test_no_package_is_listed_twice() -> None:
    lines = (PROJECT / "packaging" / "debian-packages.txt").read_text("utf-8").splitlines()
    packages = [line.partition("#")[0].strip() for line in lines if line.strip() and line[0] not in "#["]
    assert len(packages) == len(set(packages))


def test_glib_is_found_under_its_new_name_too() -> None:
    assert "libglib2.0-0 | libglib2.0-0t64" in list(deb.window_packages())


@pytest.mark.skipif(shutil.which("bash") is None, reason="the set-up script is for bash")
def test_without_root_and_sudo_the_set_up_says_which_packages_to_install(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("bash", "dirname", "env", "sed"):
        (tools / tool).symlink_to(shutil.which(tool) or tool)
    for name, script in {"id": "echo 1000", "apt-get": "exit 1", "dpkg-query": "exit 1"}.items():
        (tools / name).write_text(f"#!/bin/bash\n{script}\n")
        (tools / name).chmod(0o755)

    ran = subprocess.run(
        [PROJECT / "packaging" / "setup.sh", "app"],
        env={"PATH": str(tools), "HOME": os.environ.get("HOME", "/")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert ran.returncode == 1
    assert "Please install them" in ran.stderr
    assert names(ran.stderr.splitlines()) >= {"libegl1", "libxcb-cursor0"}
