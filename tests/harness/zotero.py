"""The rules of Zotero's translator “Embedded Metadata”.

The last of citation_technical_report_institution, citation_book_title, citation_conference_title
and citation_journal_title decides the type of the item; with a title alone, it would be an
article in a journal. Fields are those of Highwire, authors those of citation_author.
"""

TYPES = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_book_title": "bookTitle",
    "citation_technical_report_institution": "institution",
    "citation_publisher": "publisher",
    "citation_language": "language",
    "citation_doi": "DOI",
    "citation_public_url": "url",
}


def item_of(elements):
    """Return the item that Zotero makes of the elements."""
    types = [TYPES[name] for name, _ in elements if name in TYPES]
    fields = {FIELDS[name]: value for name, value in elements if name in FIELDS}
    creators = [value for name, value in elements if name == "citation_author"]
    return {"itemType": types[-1], "creators": creators, **fields}
