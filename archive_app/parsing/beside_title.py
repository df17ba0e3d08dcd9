"""Read the byline and the date that a page prints on lines around its headline, where nothing marks them as such."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archive_app.model.article import Origin, Part
from archive_app.parsing.bylines import byline_of, clean_byline, is_desk, without_sites
from archive_app.parsing.cleaning import squashed
from archive_app.parsing.dates import FoundDate, date_line, published_in, published_line
from archive_app.parsing.facts import NOTHING_STATED, Claim, StatedFacts, best, claim, facts_of, unsure
from archive_app.parsing.lines import Line
from archive_app.parsing.urls import host_of

_LINES_BEFORE, _LINES_AFTER = 4, 12
_LONGEST_LINE = 100
# The story may begin with place and date of the news: "(21 November 2022) ...", "Press release of 2 May 2024 | Rome".
_LATEST_DATELINE = 30
_AFTER_DATELINE = re.compile(r"\s?[)|–—:-]")
_MOST_OTHER_WORDS = 8
_WORD = re.compile(r"[^\W\d_]{2,}")
_BETWEEN = re.compile(r"\s*(?:[|•·/]{1,2}|,|\s[-–—]\s|\bby\b|\bvon\b|\bpor\b|\bpar\b)\s*", re.IGNORECASE)
_LED = re.compile(r"(?:^|[\s|•·/])(?:by|von|por|par|av|af|door|di)\s+(?P<names>[^\W\d_].{1,60})$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]+(?: (?:[^\W\d_]\.|[\w.'’-]+)){1,3}")


def read_beside_title(lines: Sequence[Line], facts: StatedFacts) -> StatedFacts:
    """Return the byline and date printed beside the headline, where `facts` is not sure of its own."""
    wanted = [
        part
        for part, value in ((Part.BYLINE, facts.byline), (Part.PUBLISHED, facts.published))
        if value is None or (part in facts.provenance and not facts.provenance[part].sure)
    ]
    if not wanted:
        return NOTHING_STATED
    title = squashed(facts.title or "")
    labelled = _labelled(lines) if Part.PUBLISHED in wanted else None
    place = next((index for index, line in enumerate(lines) if title and squashed(line.text) == title), None)
    if place is None:
        return facts_of(published=labelled)
    # What stands under the headline is nearer to it than what stands over it; what stands behind the start of the
    # story may belong to another article.
    after = lines[place + 1 : place + _LINES_AFTER]
    before = lines[max(0, place - _LINES_BEFORE) : place][::-1]
    start = _start_of_story(after)
    near, later = [*after[:start], *before], after[start:]
    byline = best((*_bylines(near), *map(unsure, _bylines(later)))) if Part.BYLINE in wanted else None
    sites = {squashed(facts.site_name or ""), squashed(host_of(facts.url).partition(".")[0])} - {""}
    return facts_of(
        byline=byline and Claim(without_sites(byline.value, sites), byline.provenance),
        published=best((labelled, *_dates(near), *map(unsure, _dates(later)))) if Part.PUBLISHED in wanted else None,
    )


def _labelled(lines: Sequence[Line]) -> Claim[date] | None:
    """Return the one day of which lines say, wherever they stand, that something was published then."""
    days = {day for line in lines if (day := published_line(line.text))}
    return (
        claim(days.pop(), Origin.WORDED, "line that names the day of publication", sure=False)
        if len(days) == 1
        else None
    )


def _start_of_story(lines: Sequence[Line]) -> int:
    """Return the index after the second long line: a standfirst may stand before the byline, two are the story."""
    long = [index for index, line in enumerate(lines) if len(line.text) > _LONGEST_LINE]
    return long[1] + 1 if len(long) > 1 else len(lines)


def _dates(lines: Sequence[Line]) -> Iterator[Claim[date] | None]:
    changed = None
    for line in lines:
        day = date_line(line.text)
        found = published_in(line.text[:_LONGEST_LINE])
        if day and found and not found.is_change:
            yield claim(day, Origin.WORDED, "line with the date beside the headline")
        elif found and (_is_about(line.text, found) or _ends_dateline(line.text, found)):
            made = claim(found.day, Origin.WORDED, "date in a line beside the headline", sure=False)
            changed = changed or (made if found.is_change else None)
            yield None if found.is_change else made
    yield changed


def _is_about(text: str, found: FoundDate) -> bool:
    """Tell whether a line with a date has few other words, and so tells about the article and is no sentence of it."""
    others = _WORD.findall(text[: found.start] + " " + text[found.end :])
    return len(text) <= _LONGEST_LINE and len(others) <= _MOST_OTHER_WORDS


def _ends_dateline(text: str, found: FoundDate) -> bool:
    return found.start <= _LATEST_DATELINE and _AFTER_DATELINE.match(text, found.end) is not None


def _bylines(lines: Sequence[Line]) -> Iterator[Claim[str] | None]:
    for line in lines:
        byline = byline_of(line.text)
        if byline:
            yield claim(byline, Origin.WORDED, "byline beside the headline", sure=not is_desk(byline))
        elif len(line.text) <= _LONGEST_LINE:
            yield _beside_date(line.text)


def _beside_date(text: str) -> Claim[str] | None:
    """Return the name that shares a line with the date: "3 May 2024 | Anna Example", "3 May 2024 by Anna"."""
    found = published_in(text)
    if found is None:
        return None
    rest = text[: found.start] + " | " + text[found.end :]
    led = _LED.search(text[: found.start].strip(" ,|") if found.start else text[found.end :])
    if led:
        byline = clean_byline(led["names"])
        return claim(byline, Origin.WORDED, "byline beside the date") if byline else None
    names = [part for part in _BETWEEN.split(rest) if _NAME.fullmatch(part.strip()) and part.strip().istitle()]
    byline = clean_byline(names[0]) if len(names) == 1 else None
    return claim(byline, Origin.WORDED, "name beside the date", sure=False) if byline else None
