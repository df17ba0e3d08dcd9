"""An idle window has its index put in order."""

from pathlib import Path

from archive_app.library import Archive
from tests.gui.conftest import OpenWindow, Until


def test_an_idle_window_has_many_small_segments_merged(open_window: OpenWindow, stocked: Path, until: Until):
    with Archive.open(stocked) as archive:
        for article in (1, 2, 3):
            archive.annotate([article], starred=True)
        assert archive.index_could_be_tidier()
        window = open_window(stocked)
        window.tidying.wait(100)
        window.top_bar.search_box.setText("common")
        until(lambda: not archive.index_could_be_tidier())
        assert archive.search("is:starred").total == 3


def test_a_window_that_closes_stops_it(open_window: OpenWindow, stocked: Path):
    with Archive.open(stocked) as archive:
        for article in (1, 2, 3):
            archive.annotate([article], starred=True)
        window = open_window(stocked)
        window.tidying.wait(0)
        window.close()
        assert archive.search("is:starred").total == 3
        archive.tidy_index()
        assert not archive.index_could_be_tidier()
