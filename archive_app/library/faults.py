"""Faults of ours, as they may be told: where they were, and nothing of the article that brought them to light."""

import traceback
from pathlib import Path

_FRAMES = 6


def described(error: BaseException) -> str:
    """An error's type and where it was raised; its message may quote an article."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return f"{type(error).__name__} at {' > '.join(f'{Path(one.filename).name}:{one.lineno}' for one in frames)}"


def fault_reason(error: BaseException) -> str:
    """Why a file was not imported, for the person who brought it."""
    return f"The app failed on this file ({type(error).__name__}). Please report it; the app's log says where it was."
