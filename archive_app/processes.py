"""Start processes that know nothing of the program that started them.

Python's own way runs the program's main script again in every process, to find there what that script defines. Nothing
of ours stands there, and a script without the customary guard, or one that came over standard input, would break.
"""

import sys
import threading
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType
from typing import Any

_main_hidden = threading.Lock()


class _Process(SpawnProcess):
    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: ANN401, N802 - what multiprocessing calls to start a process
        with _main_hidden:
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                return SpawnProcess._Popen(process_obj)
            finally:
                sys.modules["__main__"] = main


class _Context(SpawnContext):
    Process = _Process


fresh = _Context()
"""Makes such processes, and the pipes, queues and values that are shared with them."""
