"""A virtual display with a window manager, a mouse and a keyboard, and the app started on it as a person starts it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

_TOOLS = ("Xvfb", "openbox", "xdotool", "xclip", "pcmanfm", "dbus-run-session")
_PATIENCE_SECONDS = 30.0
_T = TypeVar("_T")


class Desktop:
    """One X display and what a person does on it."""

    def __init__(self, display: str, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "DISPLAY": display, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
        for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"):
            self.environment.pop(name, None)
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Start a program that lives until the test ends."""
        log = (self.folder / f"{Path(str(command[0])).name}.log").open("ab")
        process = subprocess.Popen(
            command, env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
        )
        log.close()
        self._started.append(process)
        return process

    def start_app(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Start the app as its console script does."""
        return self.start(sys.executable, "-m", "archive_app", *arguments)

    def stop(self) -> None:
        """End everything that was started, and what that started: dbus-run-session leaves its bus behind."""
        for process in reversed(self._started):
            _signal_session(process, signal.SIGTERM)
        for process in self._started:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                _signal_session(process, signal.SIGKILL)
                process.wait()

    def xdotool(self, *arguments: object) -> str:
        """Move the mouse, press keys, ask for windows."""
        command = ["xdotool", *map(str, arguments)]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False).stdout.strip()

    def window(self, title: str) -> str:
        """Wait for a visible window with a title (a regular expression) and return its number."""
        return until(lambda: self.xdotool("search", "--onlyvisible", "--name", title).partition("\n")[0])

    def activate(self, window: str) -> None:
        """Bring a window to the front and give it the keyboard."""
        self.xdotool("windowactivate", "--sync", window)

    def type(self, text: str) -> None:
        """Type as a quick person does."""
        self.xdotool("type", "--delay", 40, text)

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        self.xdotool("key", "--delay", 60, *keys)

    def drag(self, source: str, start: tuple[int, int], target: str, end: tuple[int, int]) -> None:
        """Drag from a point of one window to a point of another; points are relative to the windows.

        The small moves make the source notice a drag and the target take its offer, as a hand's moves do.
        """
        self.activate(source)
        self.xdotool("mousemove", "--window", source, *start, "sleep", 0.2, "mousedown", 1, "sleep", 0.2)
        for _ in range(5):
            self.xdotool("mousemove_relative", 6, 4, "sleep", 0.05)
        self.xdotool("mousemove", "--window", target, *end, "sleep", 0.2)
        self.xdotool("mousemove_relative", 5, 5, "sleep", 0.3)
        self.xdotool("mousemove_relative", 3, 3, "sleep", 0.3, "mouseup", 1)

    def copied(self) -> str:
        """What is on the clipboard."""
        command = ["xclip", "-selection", "clipboard", "-out"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=10)
        return done.stdout

    def clear_clipboard(self) -> None:
        """Put nothing on the clipboard, so that an old copy is not taken for a new one."""
        command = ["xclip", "-selection", "clipboard", "-in", "/dev/null"]
        subprocess.run(command, env=self.environment, check=True, timeout=10)


def _signal_session(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal a process and its children; until it was waited for, its number is no one else's."""
    if process.returncode is None:
        os.killpg(process.pid, number)


def until(ask: Callable[[], _T]) -> _T:
    """Ask again and again until the answer is true; the last answer where it never is."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not (answer := ask()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: `make setup` installs them on Debian")
    read, write = os.pipe()
    # Without -noreset it starts anew when the first program that connected leaves, and turns away who comes meanwhile.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        display = f":{number.readline().strip()}"
    opened = Desktop(display, tmp_path)
    opened.start("openbox")
    yield opened
    opened.stop()
    server.terminate()
    server.wait()
