"""Parse a source into a draft: the steps in order."""

from portal.parsing import (
    blocks,
    notes,
    numbered_headings,
    participant_lists,
    prose_recommendations,
    referenced_recommendations,
    report_metadata,
    run_in_headings,
    set_off_headings,
    speaker_resolution,
    speaking_organizations,
    split_recommendations,
    suggestions,
    title_block,
    voice_classifier,
)
from portal.parsing.block_lists import BlockLists
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.line_types import LineType
from portal.parsing.meeting_name import MeetingName
from portal.parsing.parsed_report import ParsedReport, Part
from portal.parsing.point_list import discard_parts
from portal.parsing.report_builder import ReportBuilder
from portal.parsing.source import Source


def parse_report(source: Source, vocabulary: Vocabulary) -> ParsedReport:
    """Return the draft parsed from the source, with notes for an editor.

    Never fails and never drops text: what is not understood becomes a paragraph.
    """
    segmentation = blocks.split_blocks(source)
    numbered_headings.mark_numbered_headings(source, segmentation.blocks)
    set_off_headings.mark_set_off_headings(segmentation.blocks)
    run_in_headings.mark_run_in_headings(source, segmentation.blocks)
    length = title_block.title_block_length(segmentation.blocks)
    front, body = segmentation.blocks[:length], segmentation.blocks[length:]
    draft = ParsedReport(front=title_block.read_title_block(source, front, vocabulary.series))
    draft.parts = [
        Part(
            "footnote" if block.line_type is LineType.FOOTNOTE else "title",
            block.text,
            block.spans,
        )
        for block in front
    ]
    draft.parts += discard_parts(source, segmentation.discards)
    draft.notes += source.notes
    meeting = MeetingName.of(draft.front.title, vocabulary.organizations)
    ReportBuilder(source, draft, BlockLists.of(body), meeting).add_blocks(body)
    split_recommendations.split_by_issuers(source, draft, vocabulary.organizations)
    listed_names = participant_lists.listed_names(source, draft, vocabulary)
    speaker_resolution.resolve_speakers(draft, vocabulary, listed_names)
    speaking_organizations.find_speaking_organizations(draft, vocabulary.organizations)
    participant_lists.collect_participants(source, draft, vocabulary)
    report_metadata.read_metadata(draft, vocabulary)
    voice_classifier.assign_voices(draft)
    referenced_recommendations.add_referenced_recommendations(draft)
    prose_recommendations.add_prose_recommendations(draft, meeting)
    suggestions.add_suggestions(draft, vocabulary)
    notes.add_notes(draft, segmentation, vocabulary)
    return draft
