"""Workers do every task or say why not, whatever becomes of one of them."""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable

import pytest

from archive_app.library.reading import Unreadable
from archive_app.library.workers import in_batches, in_workers


def done(work: Callable[..., object], tasks: list[object]) -> dict[object, object]:
    answers = in_workers(work, deque(tasks), lambda task: (task,), 2, lambda: False)
    return dict(pair for finished in answers for pair in finished)


def test_an_error_costs_its_own_task_and_is_logged_without_its_message(caplog: pytest.LogCaptureFixture):
    answers = done(int, ["1", "words of an article", "3"])
    lost = answers.pop("words of an article")
    assert answers == {"1": 1, "3": 3}
    assert isinstance(lost, Unreadable)
    assert "ValueError" in lost.reason
    assert "ValueError" in caplog.text
    assert "words" not in lost.reason + caplog.text


def test_an_answer_that_cannot_be_sent_costs_its_own_task():
    answers = done(memoryview, [b"cannot be pickled"])
    assert isinstance(answers[b"cannot be pickled"], Unreadable)


def test_a_worker_that_dies_costs_its_own_task():
    answers = done(os._exit, [1])
    assert "crashed" in str(answers[1])


def test_what_is_finished_comes_in_batches():
    batches = [batch for batch in in_batches([number] for number in range(150)) if batch]
    assert [len(batch) for batch in batches] == [64, 64, 22]
    assert [number for batch in batches for number in batch] == list(range(150))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit memory otherwise")
@pytest.mark.parametrize("allowed", [2 << 30, 8 << 30])
def test_workers_start_under_whatever_limit_the_system_sets(allowed: int):
    script = (
        "import resource\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({allowed}, {allowed}))\n"
        "from archive_app.library.reading import prepare_worker\n"
        "prepare_worker()\n"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0])\n"
    )
    printed = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert int(printed) == min(allowed, 4 << 30)
