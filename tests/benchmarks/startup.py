"""From the start of the process to the first paint of the window, as seen on the screen.

The screen is asked for the colour of nine points every few milliseconds; the first that is not the bare root window's
is the app's first frame.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from archive_app import paths
from archive_app.library import Archive

_RUNS = 11
_PATIENCE_SECONDS = 20.0


def measure(frozen: Path | None) -> None:
    """Print medians for the empty archive and the starter archive, from source and packaged, the two in turn."""
    application = QApplication(sys.argv[:1])
    programs = {"from source": [sys.executable, "-m", "archive_app"]}
    if frozen is not None:
        programs["packaged"] = [str(frozen.absolute())]
    with tempfile.TemporaryDirectory() as folder:
        archives = {"empty archive": Path(folder, "empty"), "starter archive": Path(folder, "starter")}
        Archive.open(archives["empty archive"]).close()
        with Archive.open(archives["starter archive"]) as archive:
            archive.import_paths([paths.seeds()])
        print(f"Process start to first paint, {_RUNS} warm runs after one warm-up, milliseconds:")
        for archive_name, archive_folder in archives.items():
            times: dict[str, list[float]] = {name: [] for name in programs}
            for run in range(_RUNS + 1):
                for name, program in programs.items():
                    took = _first_paint(application, [*program, "--archive", str(archive_folder)], Path(folder))
                    if run:
                        times[name].append(took * 1000)
            for name, values in times.items():
                print(
                    f"  {name}, {archive_name}: median {statistics.median(values):.0f}, "
                    f"fastest {min(values):.0f}, slowest {max(values):.0f}"
                )


def _first_paint(application: QApplication, command: list[str], home: Path) -> float:
    environment = {**os.environ, "XDG_CONFIG_HOME": str(home / "config"), "XDG_CACHE_HOME": str(home / "cache")}
    # Where this is set, Python compiles the app at every start, which nobody's does.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    bare = _screen(application)
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        while _screen(application) == bare:
            if time.perf_counter() - started > _PATIENCE_SECONDS:
                sys.exit("The window did not appear in time.")
            time.sleep(0.002)
        return time.perf_counter() - started
    finally:
        process.terminate()
        process.wait()
        while _screen(application) != bare:
            time.sleep(0.01)


def _screen(application: QApplication) -> list[int]:
    screen = application.primaryScreen()
    size = screen.size()
    points = [(size.width() * x // 4, size.height() * y // 4) for x in (1, 2, 3) for y in (1, 2, 3)]
    return [screen.grabWindow(0, x, y, 1, 1).toImage().pixel(0, 0) for x, y in points]
