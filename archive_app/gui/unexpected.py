"""Exceptions that nobody expected: logged, told once in the window, never fatal.

Slots report through `sys.excepthook`. An exception in an override of a Qt method would leave through whatever called
it, such as `show()`, so those are guarded one by one.
"""

import functools
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal

_log = logging.getLogger(__name__)
_P = ParamSpec("_P")
_R = TypeVar("_R")


class Unexpected(QObject):
    """Reports each kind of unexpected exception once, as a sentence and its details."""

    reported = Signal(str, str)
    _happened = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: set[str] = set()
        self._previous = sys.excepthook
        self._previous_thread = threading.excepthook
        # Queued: an exception in a paint event must not change the window while it paints.
        self._happened.connect(self._report, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def remove(self) -> None:
        """Put back the hooks that were there before."""
        sys.excepthook = self._previous
        threading.excepthook = self._previous_thread

    def _hook(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._previous(kind, error or kind(), trace)
            return
        _log.error("Unexpected exception", exc_info=(kind, error or kind(), trace))
        details = "".join(traceback.format_exception(kind, error, trace))
        self._happened.emit(kind.__name__, details)

    def _report(self, kind: str, details: str) -> None:
        place = details.rsplit("\n  File ", 1)[-1].split("\n", 1)[0]
        if (where := f"{kind} {place}") in self._seen:
            return
        self._seen.add(where)
        self.reported.emit(
            "Something went wrong inside the program; your archive is safe. If it happens again, "
            "copy the details into a report.",
            details,
        )


def guarded(*, default: object) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Keep exceptions inside an override of a Qt method: report them and return `default`."""

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        @functools.wraps(function)
        def call(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            try:
                return function(*args, **kwargs)
            except Exception:  # noqa: BLE001 - anything that escapes here would tear down the caller inside Qt
                sys.excepthook(*sys.exc_info())
                return cast("_R", default)

        return call

    return decorate
