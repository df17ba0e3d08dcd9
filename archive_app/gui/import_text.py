"""What the import history says of imports and their files."""

from archive_app.gui.dates import counted
from archive_app.model.jobs import DuplicatePolicy, FileReport, FileStatus, ImportRun

_STATUS = {FileStatus.IMPORTED: "Imported", FileStatus.DUPLICATE: "Already here", FileStatus.FAILED: "Failed"}
_CONFIDENCE = ((0.8, "High"), (0.5, "Fair"), (0.0, "Low"))
_POLICIES = {
    DuplicatePolicy.SKIP: "",
    DuplicatePolicy.KEEP_BOTH: "Articles that were already there were kept twice.",
    DuplicatePolicy.REPLACE: "Articles that were already there were replaced.",
}


def run_summary(run: ImportRun) -> str:
    """An import in a line."""
    parts = [f"{run.imported:,} imported"]
    if run.duplicates:
        parts.append(f"{run.duplicates:,} already here")
    if run.failed:
        parts.append(f"{run.failed:,} failed")
    if run.left:
        parts.append(f"{run.left:,} not read yet")
    return " · ".join(parts)


def about_run(run: ImportRun) -> str:
    """What else there is to say of an import: of its articles, files not read, and those already there."""
    gone = "None of the imported articles is in the archive any more." if run.imported and not run.present else ""
    left = f"{counted(run.left, 'file')} {'has' if run.left == 1 else 'have'} not been read yet." if run.left else ""
    return " ".join(filter(None, (gone, left, _POLICIES[run.policy])))


def status(file: FileReport) -> str:
    """What became of a file."""
    return _STATUS[file.status]


def reason(file: FileReport) -> str:
    """Why that became of it, or what is to be looked at."""
    if file.reason is None and file.similar_to is not None:
        return "May be the same as another article: review possible duplicates."
    return file.reason or ""


def confidence(file: FileReport) -> str:
    """How sure the parse was, in a word and as a number."""
    if file.confidence is None:
        return ""
    word = next(word for least, word in _CONFIDENCE if file.confidence >= least)
    # Rounded down: what is nearly sure is never said to be sure.
    return f"{word}, {int(file.confidence * 100)} %"


def cells(file: FileReport) -> tuple[str, ...]:
    """A file's line as text: where it is, status, reason, encoding, confidence."""
    return file.place, status(file), reason(file), file.encoding or "", confidence(file)
