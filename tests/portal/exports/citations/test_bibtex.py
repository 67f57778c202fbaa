"""BibTeX entries: an independent parser reads back what was written, whatever the text holds."""

from dataclasses import replace
from datetime import date

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import example, given
from hypothesis import strategies as st

from portal.exports.citations.bibtex import entry, write
from portal.exports.citations.citation import Author, one_line
from tests.builders.citations import REPORT, cite_report, cite_statement

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("{}\\%#$&_~^\"@,=-`'<>!?\n\r\t\0\x1b é漢ı"), st.characters()
    ),
    max_size=60,
)


def parse(text):
    """Return the fields of the only entry, with TeX decoded."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (parsed,) = library.entries
    return parsed


def test_a_statement_is_part_of_the_report_under_its_speaker():
    citation = cite_statement(accessed=date(2026, 11, 29))

    assert entry(citation) == (
        "@incollection{arf-2015.p13.andrew-bruce,\n"
        "  author = {{Andrew Bruce}},\n"
        "  title = {{Paragraph 13}},\n"
        "  booktitle = {ARF Workshop on Security, Stability and International Migration},\n"
        "  publisher = {ASEAN Regional Forum},\n"
        "  chapter = {13},\n"
        "  abstract = {Labour migration will grow.},\n"
        "  type = {Statement by a named speaker},\n"
        "  series = {ARF},\n"
        "  year = {2015},\n"
        "  month = mar,\n"
        "  date = {2015-03-11},\n"
        "  eventtitle = {ARF Workshop on Security, Stability and International Migration},\n"
        "  eventdate = {2015-03-10/2015-03-11},\n"
        "  venue = {Nay Pyi Taw, Myanmar},\n"
        "  note = {Voice: Statement by a named speaker. Co-chairs: Myanmar; United States. "
        "Meeting: Nay Pyi Taw, Myanmar, 10–11 March 2015. "
        "Source: Version 2, published 28 November 2026},\n"
        "  language = {en},\n"
        "  url = {https://example.org/reports/arf-2015/paragraphs/p13/},\n"
        "  urldate = {2026-11-29}\n"
        "}\n"
    )


def test_a_report_is_a_technical_report_of_its_body_with_its_version_and_doi():
    parsed = parse(entry(cite_report(doi="10.1234/arf_2015")))

    fields = {name: field.value for name, field in parsed.fields_dict.items()}
    assert parsed.entry_type == "techreport"
    assert (fields["institution"], fields["version"], fields["doi"]) == (
        "ASEAN Regional Forum",
        "2",
        "10.1234/arf_2015",
    )


def test_names_that_an_editor_has_told_apart_are_family_name_first():
    authors = (
        Author("Andrew Bruce", is_person=True, family="Bruce", given="Andrew"),
        Author("Ministry of Labour and Employment"),
    )

    assert "author = {Bruce, Andrew and {Ministry of Labour and Employment}}," in entry(
        cite_statement(authors=authors)
    )


@given(HOSTILE)
@example("}, url = {https://evil.example/}")
@example("\\textbackslash{} -- ''x'' ``y`` <<z>> !` ?`")
def test_any_text_is_parsed_back_equal(text):
    citation = cite_statement(text=text, report=replace(REPORT, place=text))

    fields = parse(entry(citation)).fields_dict

    values = [fields[name].value if name in fields else "" for name in ("abstract", "venue")]
    # The parser reads the circumflex of TeX as a letter of its own.
    assert [value.replace("\u02c6", "^") for value in values] == [
        one_line(text).replace("\u02c6", "^")
    ] * 2


def test_a_file_has_an_entry_for_each_reference():
    citations = [cite_report(), cite_statement()]

    library = bibtexparser.parse_string("".join(write(citations)))

    assert [parsed.key for parsed in library.entries] == [citation.id for citation in citations]
