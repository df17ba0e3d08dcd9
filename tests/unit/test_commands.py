"""The commands keep the public contract: JSON on standard output, sentences on standard error, status 0, 1 or 2."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from archive_app import cli, commands
from archive_app.__main__ import main
from tests.made_documents import docx, zipped

ARTICLE_KEYS = {
    *("id", "title", "title_derived", "takeaways", "credits", "byline", "published", "site_name", "url", "language"),
    *("body_text", "format", "encoding", "sha256", "original_name", "suggested_takeaways", "provenance", "confidence"),
}

ADDED_KEYS = {"starred", "tags", "note"}
"""What a person can add to an article of an archive."""

FILE_KEYS = {"path", "member", "status", "id", "reason", "encoding", "confidence", "similar_to"}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the test's own archive; returns exit status, standard output and standard error."""

    def call(*arguments: object, archive: bool = True) -> tuple[int, str, str]:
        place = ["--archive", str(tmp_path / "archive")] if archive else []
        capsys.readouterr()
        status = main([*map(str, arguments), *place])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


def run_json(run: Run, *arguments: object) -> Any:
    _, out, _ = run(*arguments, "--json")
    return json.loads(out)


def test_import_counts_and_reports_every_file(run: Run, brief: Path, tmp_path: Path):
    (tmp_path / "empty.txt").touch()
    status, out, err = run("import", brief, brief.with_name("gone.txt"), tmp_path / "empty.txt", "--json", "--jobs", 1)
    report = json.loads(out)
    assert status == 1
    assert (report["imported"], report["duplicates"], report["failed"]) == (1, 0, 2)
    assert [set(file) for file in report["files"]] == [FILE_KEYS] * 3
    assert {file["status"] for file in report["files"]} == {"imported", "failed"}
    assert (report["left"], report["stopped"]) == (0, None)
    assert "1 imported, 0 duplicates, 2 failed" in err


def test_import_counts_what_it_passes_over(run: Run, brief: Path, tmp_path: Path):
    folder = tmp_path / "saved"
    folder.mkdir()
    brief.rename(folder / "brief.txt")
    for name in ("a.png", "b.PNG", "c.mp4"):
        (folder / name).touch()
    status, out, err = run("import", folder, "--json")
    report = json.loads(out)
    assert (status, report["imported"], len(report["files"])) == (0, 1, 1)
    assert report["passed_over"] == {".png": 2, ".mp4": 1}
    assert "3 files were passed over: 2 .png, 1 .mp4." in err
    assert "passed over" not in run("import", folder / "brief.txt")[2]


def test_import_again_is_a_duplicate_and_no_failure(run: Run, brief: Path):
    run("import", brief)
    status, out, err = run("import", brief)
    assert (status, out) == (0, "")
    assert "Already in the archive" in err


def test_a_folder_imported_twice_names_ten_duplicates_and_counts_the_others(
    run: Run, write_articles: Callable[[int], Path], tmp_path: Path
):
    folder = write_articles(25)
    for number in range(11):
        (folder / f"empty-{number}.txt").touch()
    run("import", folder)
    status, out, err = run("import", folder)
    assert (status, out) == (1, "")
    lines = err.splitlines()
    assert sum(line.startswith("duplicate: ") for line in lines) == 10
    assert sum(line.startswith("failed: ") for line in lines) == 10
    assert "… and 15 more duplicates (--json lists all)" in lines
    assert "… and 1 more failed (--json lists all)" in lines
    assert len(json.loads(run("import", folder, "--json")[1])["files"]) == 36


def test_the_default_archive_is_named_where_it_is_used(run: Run, brief: Path, home: Path, tmp_path: Path):
    for command in (["import", brief], ["stats"], ["stats", "--json"]):
        status, _, err = run(*command, archive=False)
        assert status == 0
        assert f"The archive is {home / 'data_home' / 'archive-browser' / 'archive'}" in err
    assert "The archive is" not in run("import", brief)[2]
    assert "The archive is" not in run("stats")[2]


def test_search_finds_by_word_phrase_and_credit(run: Run, brief: Path):
    run("import", brief)
    for query in ("ferries", '"quiet season"', "credit:harbour", "credit:'Island Post'"):
        results = run_json(run, "search", query)
        assert results["total"] == 1, query
        assert set(results) == {"query", "interpreted", "total", "elapsed_ms", "hits", "facets", "suggestion"}
    [hit] = run_json(run, "search", "ferries")["hits"]
    assert set(hit) == {"id", "title", "score", "published", "credits", "snippets", "original_name", "starred"}
    [[start, end], *_] = hit["snippets"][0]["highlights"]
    assert hit["snippets"][0]["text"][start:end].lower().startswith("ferr")


def test_search_among_takeaways_names_the_takeaway(run: Run, brief: Path):
    run("import", brief)
    results = run_json(run, "search", "visitors", "--in", "takeaways")
    assert [hit["takeaway"] for hit in results["hits"]] == [1]


def test_search_prints_for_people_too(run: Run, brief: Path):
    run("import", brief)
    status, out, err = run("search", "ferry")
    assert status == 0
    assert "Harbour Gazette" in out
    assert "1 found" in err


def test_search_says_what_it_could_not_read_or_find_as_it_was_meant(run: Run, brief: Path):
    run("import", brief)
    _, _, told = run("search", "ferry zeppelin harbour dirigible")
    assert "Nothing has all of these words" in told
    _, _, told = run("search", "ferry published:never")
    assert "There is no field “published”" in told
    _, _, told = run("search", "ferry")
    assert "words" not in told


def test_search_pages_through_all_hits_once(run: Run, write_articles: Callable[[int], Path]):
    run("import", write_articles(30))
    pages = [run_json(run, "search", "common", "--limit", 7, "--offset", offset) for offset in range(0, 35, 7)]
    ids = [hit["id"] for page in pages for hit in page["hits"]]
    assert len(ids) == len(set(ids)) == pages[0]["total"] == 30


def test_show_and_parse_share_one_form(run: Run, brief: Path):
    run("import", brief)
    shown = run_json(run, "show", 1)
    status, out, _ = run("parse", brief, "--json")
    parsed = json.loads(out)
    assert status == 0
    assert set(shown) - ADDED_KEYS == set(parsed) == ARTICLE_KEYS
    shown = {key: shown[key] for key in ARTICLE_KEYS}
    assert (shown.pop("id"), parsed.pop("id")) == (1, None)
    assert shown == parsed
    assert "## Key takeaways" in run("show", 1)[1]


def test_an_article_without_takeaways_gets_suggested_ones_in_every_form(run: Run, tmp_path: Path):
    story = tmp_path / "story.txt"
    story.write_text(
        "The harbour reopens\n\n"
        "The harbour of Northmouth reopened on Monday after a storm had closed it for three weeks. "
        "Ferries to the islands sail again twice a day. The storm broke the northern pier of the harbour. "
        "Nobody was hurt in the storm that night.\n\n"
        "Repairs of the northern pier will cost nine million pounds. The county pays half of these repairs. "
        "Engineers want the pier to stand a metre higher than before the storm. "
        "The islands had been supplied by helicopter while no ferries sailed to the harbour.\n",
        encoding="utf-8",
    )
    run("import", story)
    shown = run_json(run, "show", 1)
    assert len(shown["suggested_takeaways"]) == 2
    assert all(sentence in shown["body_text"] for sentence in shown["suggested_takeaways"])
    assert shown["takeaways"] == []
    for command in (["parse", story], ["export", "--format", "json"]):
        assert json.loads(run(*command)[1])["suggested_takeaways"] == shown["suggested_takeaways"]


def test_parse_goes_on_after_a_bad_file(run: Run, brief: Path):
    status, out, err = run("parse", brief.with_name("gone.txt"), brief)
    assert status == 1
    assert len(out.splitlines()) == 1
    assert "no such file" in err


def test_parse_prints_a_line_for_each_document_of_a_container(run: Run, brief: Path, tmp_path: Path):
    backup = tmp_path / "backup.zip"
    backup.write_bytes(zipped({"in/brief.txt": brief.read_bytes(), "in/empty.txt": "", "in/letter.docx": docx("")}))
    status, out, err = run("parse", backup)
    assert status == 1
    [line] = out.splitlines()
    assert json.loads(line)["original_name"] == "brief.txt"
    assert "backup.zip » in/empty.txt: “empty.txt” is empty" in err
    assert "backup.zip » in/letter.docx: “letter.docx” holds no readable text" in err


def test_parse_prints_documents_in_the_order_given(run: Run, brief: Path, tmp_path: Path):
    backup = tmp_path / "backup.zip"
    backup.write_bytes(zipped({f"in/{number}.txt": f"Headline {number}\n\nText {number}.\n" for number in range(30)}))
    (tmp_path / "last.txt").write_text("The last one\n\nIts text.\n")
    status, out, _ = run("parse", brief, backup, tmp_path / "last.txt")
    assert status == 0
    names = [json.loads(line)["original_name"] for line in out.splitlines()]
    assert names == ["brief.txt", *(f"{number}.txt" for number in range(30)), "last.txt"]


def test_an_import_names_the_container_and_the_document_in_it(run: Run, tmp_path: Path):
    backup = tmp_path / "backup.zip"
    backup.write_bytes(zipped({"in/empty.txt": ""}))
    assert "backup.zip » in/empty.txt'" in run("import", backup)[2]


def test_export_writes_json_lines_and_markdown(run: Run, brief: Path, tmp_path: Path):
    run("import", brief)
    lines = run("export", "--format", "json")[1].splitlines()
    assert [set(json.loads(line)) for line in lines] == [ARTICLE_KEYS | ADDED_KEYS]
    target = tmp_path / "out.md"
    assert run("export", "--format", "markdown", "--output", target)[0] == 0
    assert "1. The harbour board approved" in target.read_text(encoding="utf-8")


def test_an_export_that_fails_leaves_no_file(run: Run, brief: Path, tmp_path: Path):
    run("import", brief)
    status, _, err = run("export", "99", "--output", tmp_path / "out.json")
    assert status == 1
    assert "no article 99" in err
    assert not (tmp_path / "out.json").exists()
    assert run("export", "--output", tmp_path / "no" / "out.json")[0] == 1


def test_a_wrong_id_among_right_ones_is_an_error_before_anything_is_written(run: Run, brief: Path):
    run("import", brief)
    status, out, err = run("export", 1, 99)
    assert (status, out) == (1, "")
    assert "no article 99" in err


def test_check_rebuild_and_stats_speak_json(run: Run, write_articles: Callable[[int], Path]):
    run("import", write_articles(5))
    assert run_json(run, "check") == {"ok": True, "articles": 5, "originals": 5, "problems": []}
    assert run_json(run, "rebuild-index") == {"articles": 5}
    stats = run_json(run, "stats")
    assert (stats["articles"], stats["formats"], stats["pending_index"]) == (5, {"text": 5}, 0)
    for command in ("check", "rebuild-index", "stats"):
        assert run(command)[0] == 0


def test_the_archive_may_be_named_before_the_command(tmp_path: Path, run: Run, brief: Path):
    run("import", brief)
    status, out, _ = run("--archive", tmp_path / "archive", "stats", "--json", archive=False)
    assert status == 0
    assert json.loads(out)["articles"] == 1


@pytest.mark.parametrize("arguments", [["search"], ["import"], ["show", "x"], ["search", "a", "--limit", "0"]])
def test_wrong_usage_exits_with_two(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["serach", "foo"], "`archive-app search`"),
        (["rebuild-indx"], "`archive-app rebuild-index`"),
        (["stat", "--json", "--limit", "5"], "`archive-app stats`"),
        (["--archive", "import", "sarch", "foo"], "`archive-app search`"),
        (["no-such-folder/page.html"], "no-such-folder/page.html"),
    ],
)
def test_what_is_neither_a_command_nor_a_file_is_named_before_the_window_is_loaded(words: Sequence[str], named: str):
    script = (
        "import sys; from archive_app import cli\ntry: cli.main(sys.argv[1:])\nfinally: print('PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert named in done.stderr
    assert done.stdout == "False\n"


def test_the_values_of_options_are_no_commands(tmp_path: Path, run: Run):
    status, _, err = run("--query", "search", "--screenshot", tmp_path / "window.png")
    assert status == 1
    assert "There is no archive" in err


def test_every_command_can_be_asked_for_and_done():
    assert set(cli.COMMANDS) == set(commands.RUN)


def test_the_window_does_not_wait_for_the_library():
    script = "import sys; from archive_app import app, cli; print(*sys.modules, sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert "archive_app.gui.main_window" in loaded
    assert not {"archive_app.library", "whoosh", "sqlite3", "resiliparse", "bs4"} & set(loaded)


def test_a_place_that_is_no_archive_is_a_sentence_and_exit_status_one(tmp_path: Path, run: Run):
    (tmp_path / "file").touch()
    status, out, err = run("stats", "--archive", tmp_path / "file", archive=False)
    assert (status, out) == (1, "")
    assert "Choose a folder" in err


READING = [["search", "a"], ["show", "1"], ["export"], ["check"], ["stats"], ["rebuild-index"]]


@pytest.mark.parametrize("command", READING, ids=lambda command: str(command[0]))
def test_a_command_that_does_not_import_makes_no_archive(command: Sequence[str], run: Run, tmp_path: Path):
    status, out, err = run(*command)
    assert (status, out) == (1, "")
    assert f"There is no archive at {tmp_path / 'archive'}." in err
    assert not (tmp_path / "archive").exists()


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path, brief: Path):
    environment = {**os.environ, "PYTHONWARNINGS": "default"}
    command = f"{sys.executable} -m archive_app --help | head -1"
    ended = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0
    assert ended.stderr == ""


def test_annotate_gives_articles_a_star_and_tags_and_show_tells_them(
    tmp_path: Path, brief: Path, capsys: pytest.CaptureFixture[str]
):
    archive = ["--archive", str(tmp_path / "a")]
    assert main([*archive, "import", str(brief)]) == 0
    assert main([*archive, "annotate", "1", "--star", "--tag", "ports", "--note", "Ask the board."]) == 0
    capsys.readouterr()
    assert main([*archive, "show", "1", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["starred"], shown["tags"], shown["note"]) == (True, ["ports"], "Ask the board.")
    assert main([*archive, "annotate", "1", "--no-star", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"changed": [1]}
    assert main([*archive, "annotate", "1", "7", "--tag", "x"]) == 1
    assert main([*archive, "annotate", "1", "--tag", "…"]) == 1
    assert "needs a letter" in capsys.readouterr().err
