"""A person's way through the real window: drag a file in from a file manager, type, read, close, come back."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive_app.library import Archive
from tests.e2e.conftest import Desktop, until

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(sys.platform != "linux", reason="drives an X display"),
]

SAMPLE = Path(__file__).parents[2].parent / "shared" / "seed" / "000_3babe3f6c67e0cf3.txt"

# Where pcmanfm draws the first icon of a folder, and a point of our window that its own window does not cover.
FIRST_ICON = (205, 100)
FREE_POINT = (900, 300)


def articles(folder: Path) -> int:
    with Archive.open(folder) as archive:
        return archive.count()


def found(folder: Path, query: str) -> int:
    with Archive.open(folder) as archive:
        return archive.search(query).total


def drag_in(desktop: Desktop, file: Path, archive: Path, window: str) -> None:
    """Drag a file from the file manager; one such drag in six gets lost on a loaded virtual display, so retry."""
    shown = file.parent / "dragged"
    shown.mkdir()
    (shown / file.name).write_bytes(file.read_bytes())
    desktop.start("dbus-run-session", "--", "pcmanfm", "--no-desktop", shown)
    manager = desktop.window("^dragged$")
    before = articles(archive)
    for _ in range(4):
        desktop.drag(manager, FIRST_ICON, window, FREE_POINT)
        if until(lambda: articles(archive) > before):
            return
    pytest.fail("the file was not imported")


def drag_fragment_in(desktop: Desktop, html: str, address: str, archive: Path, window: str) -> None:
    """Drag a selection from another program, again where the drag got lost."""
    desktop.start(sys.executable, Path(__file__).with_name("drag_source.py"), html, address)
    source = desktop.window("^Selection$")
    for _ in range(4):
        desktop.drag(source, (60, 60), window, FREE_POINT)
        if until(lambda: articles(archive)):
            return
    pytest.fail("the selection was not imported")


def read_aloud(desktop: Desktop, window: str) -> str:
    """All text of the reading pane, by selecting and copying it."""
    desktop.clear_clipboard()
    desktop.activate(window)
    desktop.press("ctrl+a", "ctrl+c")
    return until(desktop.copied)


def test_a_file_dragged_from_a_file_manager_is_searched_and_read(desktop: Desktop, brief: Path, tmp_path: Path):
    folder = tmp_path / "archive"
    app = desktop.start_app("--archive", folder)
    window = desktop.window("Archive Browser")
    drag_in(desktop, brief, folder, window)
    assert until(lambda: found(folder, "ferry"))
    desktop.activate(window)
    desktop.press("ctrl+l")
    desktop.type("islands credit:harbour")
    desktop.press("Return", "Down", "Return")
    text = until(lambda: read_aloud(desktop, window))
    for part in ("Harbour Gazette", "Island Post", "The Northern Mail", "Sailings begin in May", "Key takeaways"):
        assert part in text
    app.send_signal(signal.SIGTERM)
    assert app.wait(timeout=20) == 0


@pytest.mark.skipif(not SAMPLE.exists(), reason="the user's sample document is not beside this checkout")
def test_the_sample_document_dragged_in_shows_its_credits_and_takeaways(desktop: Desktop, tmp_path: Path):
    folder = tmp_path / "archive"
    desktop.start_app("--archive", folder)
    window = desktop.window("Archive Browser")
    sample = tmp_path / "sample.txt"
    sample.write_bytes(SAMPLE.read_bytes())
    drag_in(desktop, sample, folder, window)
    for query in ("distillation", '"US Navy"', "credit:scmp"):
        assert until(lambda query=query: found(folder, query)), query  # type: ignore[misc] # binds the loop's query
    desktop.activate(window)
    desktop.press("ctrl+l")
    desktop.type('"US Navy" credit:scmp')
    desktop.press("Return", "Down", "Return")
    text = until(lambda: read_aloud(desktop, window))
    for part in ("SCMP", "India Times", "The Guardian"):
        assert part in text
    with Archive.open(folder) as archive:
        takeaways = archive.article(1).takeaways
    assert len(takeaways) == 5
    for takeaway in takeaways:
        assert takeaway in text


def test_a_selection_dragged_from_another_program_becomes_an_article(desktop: Desktop, tmp_path: Path):
    folder = tmp_path / "archive"
    desktop.start_app("--archive", folder)
    window = desktop.window("Archive Browser")
    html = "<h1>A ferry for the isles</h1><p>The board approved a second line.</p><p>Sailings begin in May.</p>"
    drag_fragment_in(desktop, html, "https://example.org/ferry", folder, window)
    with Archive.open(folder) as archive:
        article, original = archive.article(1), archive.original(1)
    assert article.title == "A ferry for the isles"
    assert article.url == "https://example.org/ferry"
    assert html.encode() in original.data
    assert until(lambda: found(folder, "ferry"))
    desktop.activate(window)
    desktop.press("ctrl+l")
    desktop.type("ferry isles")
    desktop.press("Down", "Return")
    text = until(lambda: read_aloud(desktop, window))
    assert "Sailings begin in May." in text


def test_the_desktop_leaves_no_process_behind(desktop: Desktop):
    session = desktop.start("dbus-run-session", "--", "sleep", "300").pid
    assert until(lambda: processes_of(session) >= {"dbus-daemon", "sleep"})
    desktop.stop()
    until(lambda: not processes_of(session))
    assert processes_of(session) == set()


def processes_of(session: int) -> set[str]:
    """The names, cut at 15 letters, of a session's processes that have not ended; as Linux lists them."""
    names = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has just ended
            name, _, numbers = status.read_text().partition(" (")[2].rpartition(") ")
            state, _parent, _group, its_session, *_ = numbers.split()
            if int(its_session) == session and state != "Z":
                names.add(name)
    return names


def test_a_second_start_hands_its_files_to_the_open_window(desktop: Desktop, brief: Path, tmp_path: Path):
    folder = tmp_path / "archive"
    desktop.start_app("--archive", folder)
    window = desktop.window("Archive Browser")
    second = desktop.start_app("--archive", folder, brief)
    assert second.wait(timeout=30) == 0
    assert until(lambda: articles(folder)) == 1
    assert desktop.window("Archive Browser") == window


def test_a_picture_is_drawn_beside_an_open_window(desktop: Desktop, brief: Path, tmp_path: Path):
    folder, picture = tmp_path / "archive", tmp_path / "window.png"
    desktop.start_app("--archive", folder, brief)
    window = desktop.window("Archive Browser")
    assert until(lambda: found(folder, "ferry")) == 1
    drawing = desktop.start_app("--archive", folder, "--screenshot", picture, "--query", "ferry")
    assert drawing.wait(timeout=30) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert desktop.start_app("--archive", folder, brief).wait(timeout=30) == 0, "the window is still found"
    assert desktop.window("Archive Browser") == window


def test_a_killed_window_loses_nothing_and_takes_its_processes_with_it(
    desktop: Desktop, tmp_path: Path, write_articles
):
    folder = tmp_path / "archive"
    app = desktop.start_app("--archive", folder, write_articles(300))
    assert until(lambda: articles(folder))
    app.kill()
    app.wait()
    with Archive.open(folder) as archive:
        # Waits for the writer lock, so returns only once the orphaned import has ended.
        archive.update_index()
        stored = archive.count()
        assert archive.search("common").total == stored
        archive.import_paths([])
        assert archive.count() == archive.search("common").total == 300


def run_without_display(*arguments: object, display: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the app where no display is named, or one that nothing answers at."""
    gone = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {key: value for key, value in os.environ.items() if key not in gone}
    if display is not None:
        environment["DISPLAY"] = display
    command = [sys.executable, "-m", "archive_app", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_without_a_display_the_picture_is_still_drawn(tmp_path: Path, brief: Path):
    folder, picture = tmp_path / "archive", tmp_path / "window.png"
    assert run_without_display("import", brief, "--archive", folder).returncode == 0
    asked = ["--archive", folder, "--screenshot", picture, "--query", "ferry", "--size", "1000x700"]
    assert run_without_display(*asked).returncode == 0
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (1000, 700)


def test_a_picture_of_a_missing_archive_is_refused_and_makes_none(tmp_path: Path):
    done = run_without_display("--archive", tmp_path / "archive", "--screenshot", tmp_path / "window.png")
    assert done.returncode == 1
    assert "There is no archive at" in done.stderr
    assert not (tmp_path / "archive").exists()
    assert not (tmp_path / "window.png").exists()


@pytest.mark.parametrize("display", [None, ":4711"])
def test_without_a_display_the_window_says_so_and_ends(tmp_path: Path, display: str | None):
    done = run_without_display("--archive", tmp_path / "archive", display=display)
    assert done.returncode == 1
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert "display" in line
    assert "--screenshot" in line
    assert not (tmp_path / "archive").exists()
