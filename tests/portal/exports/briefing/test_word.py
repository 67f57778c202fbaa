"""Briefings as Word files, read back with python-docx."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from portal.exports.briefing.word import word_content, writable
from tests.builders.briefings import brief, make_two_workshops

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefing():
    make_two_workshops()
    return brief("recommendations")


@pytest.fixture
def content(briefing):
    return word_content(briefing)


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def words(element):
    return "".join(text.text for text in element.iter(qn("w:t")))


def test_headings_are_levels_and_reports_in_the_styles_of_word(content, briefing):
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in docx.Document(io.BytesIO(content)).paragraphs
        if paragraph.style.name.startswith("Heading")
    ]

    assert headings == [
        heading
        for section in briefing.sections
        for heading in [
            ("Heading 1", section.heading.words),
            *(("Heading 2", own.heading.words) for own in section.subsections),
        ]
    ]


def test_every_item_has_its_text_and_a_footnote_with_its_reference(content, briefing):
    document = docx.Document(io.BytesIO(content))
    items = [line.text for line in document.paragraphs if line.style.name == "Item"]
    notes = part(content, "word/footnotes.xml").findall(qn("w:footnote"))
    texts = {note.get(qn("w:id")): words(note).strip() for note in notes}

    assert items == [f"{item.lead} {item.text.words}" for item in briefing.items]
    assert [texts[str(number)] for number in range(1, len(items) + 1)] == [
        item.footnote for item in briefing.items
    ]
    assert set(texts) == {"-1", "0", *map(str, range(1, len(items) + 1))}


def test_the_address_in_a_footnote_is_a_link(content, briefing):
    relations = part(content, "word/_rels/footnotes.xml.rels")

    assert {relation.get("Target") for relation in relations} == {
        item.url for item in briefing.items
    }


def test_the_contents_list_every_heading_and_lead_to_it(content, briefing):
    document = part(content, "word/document.xml")
    links = {
        link.get(qn("w:anchor")): words(link)
        for link in document.iter(qn("w:hyperlink"))
        if link.get(qn("w:anchor"))
    }
    bookmarks = [mark.get(qn("w:name")) for mark in document.iter(qn("w:bookmarkStart"))]

    assert list(links) == bookmarks
    assert len(links) == sum(1 + len(section.subsections) for section in briefing.sections)


def test_every_style_in_use_is_defined(content):
    defined = {
        style.get(qn("w:styleId")) for style in part(content, "word/styles.xml").iter(qn("w:style"))
    }
    used = {
        style.get(qn("w:val"))
        for name in ("document", "footnotes", "footer1")
        for tag in ("w:pStyle", "w:rStyle")
        for style in part(content, f"word/{name}.xml").iter(qn(tag))
    }

    assert used - defined == set()


def test_title_language_and_address_are_properties_of_the_file(content, briefing):
    properties = docx.Document(io.BytesIO(content)).core_properties

    assert (properties.title, properties.language, properties.comments) == (
        briefing.title,
        "en",
        briefing.url,
    )


@given(st.text())
def test_only_characters_that_xml_cannot_hold_are_left_out(text):
    try:
        etree.Element("w").text = text
    except ValueError:
        assert writable(text) != text
    else:
        assert writable(text) == text
