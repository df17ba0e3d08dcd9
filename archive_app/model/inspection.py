"""What an article's original says, line by line, and what each line was taken for."""

from dataclasses import dataclass

from archive_app.model.article import BlockKind, Part


@dataclass(frozen=True, slots=True)
class InspectedLine:
    """One line of an original: the part it was taken for, None where for none, and the rule that found the part."""

    text: str
    kind: BlockKind
    part: Part | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """The lines of an original, in order; `elsewhere` are the parts whose value no line says.

    Those were found in the page's data or the file's, inferred, or given by a person.
    """

    lines: tuple[InspectedLine, ...]
    elsewhere: tuple[Part, ...]
