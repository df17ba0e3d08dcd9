"""One article in the place of another: the old one goes to the trash; what a person corrected or added there stays."""

from collections.abc import Mapping
from dataclasses import replace

from archive_app.library.same_article import address_key, keys_of
from archive_app.model.article import Article, Part
from archive_app.model.corrections import Correction, corrected, part_of, reverted
from archive_app.store.catalogue import Catalogue


def replace_article(catalogue: Catalogue, old: int, new: int) -> None:
    """Put article `old` into the trash in favour of `new`, which takes over what a person gave it, and keeps its own.

    A corrected body is taken over only where both files hold the same words: it would undo the news of another text.
    """
    with catalogue.transaction():
        there = catalogue.articles.get([old, new])
        before, parsed = there[old], there[new]
        own = catalogue.corrections.of(new)
        corrections = catalogue.corrections.of(old)
        if not _same_words(before, corrections, parsed):
            corrections.pop(Part.BODY, None)
        after = parsed
        for part, correction in corrections.items():
            if part in own:
                continue
            here = replace(
                correction,
                parsed=part_of(parsed, part),
                provenance=parsed.provenance.get(part),
                derived=parsed.title_derived,
            )
            catalogue.corrections.put(new, here)
            after = corrected(after, part, part_of(before, part))
        if after is not parsed:
            catalogue.articles.replace(new, after)
            catalogue.duplicates.set_url_key(new, address_key(after.url))
        catalogue.annotations.carry_over(old, new)
        catalogue.duplicates.carry_over(old, new)
        catalogue.articles.trash([old])


def _same_words(before: Article, corrections: Mapping[Part, Correction], parsed: Article) -> bool:
    for correction in corrections.values():
        before = reverted(before, correction)
    return keys_of(before).text == keys_of(parsed).text
