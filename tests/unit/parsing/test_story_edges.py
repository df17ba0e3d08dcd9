from archive_app.model.article import Block, BlockKind, Credit, CreditRole, Origin, Part, Provenance
from archive_app.parsing.brief import Brief
from archive_app.parsing.story_edges import read_agencies, read_credit_blocks

STORY = tuple(
    Block(BlockKind.PARAGRAPH, f"Paragraph {number} tells how the harbour was built anew.") for number in range(1, 9)
)


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def test_credit_lines_at_the_edges_are_no_text_of_the_story():
    brief = Brief()
    last = (paragraph("For more on this story, visit BBC and SCMP."), paragraph("Source: Reuters"))
    assert tuple(read_credit_blocks((*STORY, *last), brief)) == STORY
    assert brief.credits == [
        Credit("BBC", CreditRole.FURTHER_READING),
        Credit("SCMP", CreditRole.FURTHER_READING),
        Credit("Reuters", CreditRole.CREDITED),
    ]
    rule = "line “For more on this story, visit BBC and SCMP.”"
    assert brief.provenance == {Part.CREDITS: Provenance(Origin.WORDED, sure=True, rule=rule)}


def test_a_credit_line_in_the_middle_of_a_story_stays_there():
    brief = Brief()
    blocks = (*STORY[:4], paragraph("Source: Reuters"), *STORY[4:])
    assert tuple(read_credit_blocks(blocks, brief)) == blocks
    assert brief.credits == []


def test_the_credit_of_a_picture_is_none_of_the_page():
    brief = Brief()
    blocks = (paragraph("Credit: Valley Pictures"), *STORY)
    assert tuple(read_credit_blocks(blocks, brief)) == blocks


def test_the_story_keeps_its_dateline_and_loses_a_sign_off_that_stands_alone():
    opening = paragraph("NORTHMOUTH (Reuters) - The harbour is open.")
    brief = Brief(blocks=[opening, *STORY, paragraph("(AFP)")])
    read_agencies(brief)
    assert brief.credits == [Credit("Reuters", CreditRole.CREDITED), Credit("AFP", CreditRole.CREDITED)]
    assert brief.blocks == [opening, *STORY]
    assert brief.provenance[Part.CREDITS].rule == "dateline “NORTHMOUTH (Reuters) -”"


def test_the_last_words_of_a_story_stay_where_they_name_an_agency():
    brief = Brief(blocks=[*STORY, paragraph("The harbour is open. (Xinhua)")])
    read_agencies(brief)
    assert brief.credits == [Credit("Xinhua", CreditRole.CREDITED)]
    assert len(brief.blocks) == len(STORY) + 1
