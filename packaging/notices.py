"""Write the licences of everything the packaged app brings along: packaging/notices.py FILE.

The parts are the installed distributions that the app requires, directly or not, and Python itself; each with its
version, licence and licence texts. A part whose licence cannot be told stops the build.
"""

import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePath

from packaging.requirements import Requirement

_APP = "archive-app"
_RULE = "=" * 100
_LICENCE_FILES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "AUTHORS")
_HEAD = """\
Third-party notices for the Archive Browser

The packaged app brings the parts listed here along, each under its own licence. Qt, PySide6 and Shiboken are used under
the GNU Lesser General Public License 3: they are the shared libraries in the PySide6 and shiboken6 folders, and can be
replaced there by versions of your own. The program that starts the app is PyInstaller's, whose licence allows its use
in programs under any licence.
"""


def required_distributions() -> dict[str, Distribution]:
    """The distributions that the app requires on this system, by name."""
    found: dict[str, Distribution] = {}
    pending, seen = [Requirement(_APP)], {_APP}
    while pending:
        wanted = pending.pop()
        part = distribution(wanted.name)
        found[part.name.lower()] = part
        for requirement in map(Requirement, part.requires or []):
            extras = {"", *wanted.extras}
            applies = not requirement.marker or any(requirement.marker.evaluate({"extra": extra}) for extra in extras)
            if applies and str(requirement) not in seen:
                seen.add(str(requirement))
                pending.append(requirement)
    del found[_APP]
    return dict(sorted(found.items()))


def licence_name(part: Distribution) -> str:
    """The licence that a distribution's metadata state; where they state none, what its classifiers say."""
    for key in ("License-Expression", "License"):
        if stated := part.metadata.get_all(key):
            return str(stated[0]).strip().splitlines()[0]
    classifiers: list[str] = part.metadata.get_all("Classifier") or []
    return ", ".join(line.rsplit(" :: ", 1)[-1] for line in classifiers if line.startswith("License ::"))


def licence_texts(part: Distribution) -> Iterator[str]:
    """The licence texts a distribution brings along, or else the committed ones of the licences it names."""
    files = [file for file in part.files or [] if file.suffix != ".py" and _is_licence(file)]
    if files:
        yield from (_text(file.read_binary()) for file in files)
        return
    for text in sorted((Path(__file__).parent / "licences").glob("*.txt")):
        if text.stem in licence_name(part).split():
            yield text.read_text("utf-8")


def _text(data: bytes) -> str:
    """Decode a licence text; a few old ones are in Latin-1."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _is_licence(file: PurePath) -> bool:
    """Tell a licence text by its name, or by the folder that packages put those of what they contain in."""
    return "licenses" in file.parts or file.stem.upper().startswith(_LICENCE_FILES)


def python_licence() -> str:
    """The licence of the Python that runs this, which the app brings along."""
    version = sysconfig.get_python_version()
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(f"/usr/share/doc/python{version}/copyright"),
        Path(f"/usr/share/doc/libpython{version}-minimal/copyright"),
    )
    for place in places:
        if place.is_file():
            return place.read_text("utf-8")
    raise SystemExit("The licence text of Python was not found, so the notices would not be complete.")


def notices() -> str:
    """The whole text."""
    sections = [_HEAD, f"Python {sysconfig.get_python_version()}\n\n{python_licence()}"]
    for part in required_distributions().values():
        texts = list(licence_texts(part))
        if not texts:
            raise SystemExit(f"{part.name} {part.version} brings no licence text; packaging/licences has to hold it.")
        sections.append("\n\n".join([f"{part.name} {part.version}\nLicence: {licence_name(part)}", *texts]))
    return f"\n{_RULE}\n".join(section.strip() + "\n" for section in sections)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(notices(), "utf-8")
