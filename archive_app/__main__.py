"""Which of the two is asked for: the window or a command. `archive-app` and `python -m archive_app` both start here."""

import multiprocessing
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app; returns the exit status."""
    # In the packaged program, worker processes start here too and go no further than this.
    multiprocessing.freeze_support()

    from archive_app import cli  # noqa: PLC0415 - workers must not load it

    return cli.main(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
