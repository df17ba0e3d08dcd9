"""Read the credits that stand at the edges of a story: credit lines and closing lists, datelines and sign-offs."""

from collections.abc import Sequence

from archive_app.model.article import Block, BlockKind, CreditRole
from archive_app.parsing.agency_lines import dateline, sign_off
from archive_app.parsing.brief import Brief
from archive_app.parsing.credits import closing_line, credit_line

_FIRST, _LAST = 3, 4


def read_credit_blocks(blocks: Sequence[Block], brief: Brief) -> list[Block]:
    """Read the credit lines and closing lists at the edges of a page's story; return the blocks that are none."""
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        is_at_edge = index < _FIRST or index >= len(blocks) - _LAST
        if not (is_at_edge and _read_credits(block.text, brief)):
            kept.append(block)
    return kept


def _read_credits(text: str, brief: Brief) -> bool:
    closing = closing_line(text, verbs_only=True)
    found = credit_line(text, is_on_page=True)
    if closing and closing.outlets:
        brief.add(closing, CreditRole.FURTHER_READING, text)
    elif found:
        brief.add(found, CreditRole.CREDITED, text)
    else:
        return False
    return True


def read_agencies(brief: Brief) -> None:
    """Read the dateline and the sign-off of a brief's story; a sign-off that stands alone is no text of the story."""
    opening = next((block for block in brief.blocks[:_FIRST] if block.kind is BlockKind.PARAGRAPH), None)
    found = dateline(opening.text) if opening else None
    if found:
        brief.credit(found.outlets, CreditRole.CREDITED, found.rule)
    for block in reversed(brief.blocks[-_LAST:]):
        found = sign_off(block.text)
        if found and len(brief.blocks) > 1:
            brief.credit(found.outlets, CreditRole.CREDITED, found.rule)
            if found.is_whole:
                brief.blocks.remove(block)
            break
