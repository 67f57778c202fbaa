"""The answer to each verb."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from portal.oai import document, set_queries
from portal.oai.candidates import known_reports
from portal.oai.document import Repository
from portal.oai.formats import FORMATS, MetadataFormat, find_format, formats_of
from portal.oai.harvest import PAGE_SIZE, Item
from portal.oai.identifiers import parse_identifier
from portal.oai.list_page import Page, read_page
from portal.oai.protocol import (
    TOKEN,
    UNREPEATED,
    ErrorCode,
    OaiError,
    Pairs,
    Verb,
    read_arguments,
    read_verb,
)
from portal.oai.record_loader import load_records
from portal.oai.resumption import Progress, bad_token, read_token, write_token
from portal.oai.single_record import find_item

REPOSITORY_NAME = "Workshop outcomes"
Arguments = dict[str, str]


def answer(pairs: Pairs) -> bytes:
    """Return the answer to a request with these arguments, an error of the protocol included."""
    # Before anything is read: what changes from now on has a datestamp that is not earlier.
    now = timezone.now()
    try:
        verb = read_verb(pairs)
        arguments = read_arguments(pairs, verb)
        root = document.envelope(repository(), now, {"verb": verb, **arguments})
        WRITERS[verb](root, arguments)
    except OaiError as error:
        repeated = {} if error.code in UNREPEATED else {"verb": verb, **arguments}
        root = document.envelope(repository(), now, repeated)
        document.add_error(root, error)
    return document.serialize(root)


def repository() -> Repository:
    return Repository(
        name=REPOSITORY_NAME,
        base_url=f"{settings.BASE_URL}{reverse('oai')}",
        host=settings.BASE_URL_HOST,
        email=settings.CONTACT_EMAIL,
        rights=settings.DATA_LICENSE,
    )


def identify(root: Any, arguments: Arguments) -> None:
    earliest: datetime | None = known_reports().aggregate(at=Min("published_at"))["at"]
    document.add_identity(root, repository(), earliest or timezone.now())


def list_metadata_formats(root: Any, arguments: Arguments) -> None:
    if "identifier" not in arguments:
        document.add_formats(root, FORMATS.values())
        return
    item = identified_item(arguments)
    if item.address:
        message = "The record is deleted: no format describes it."
        raise OaiError(ErrorCode.NO_METADATA_FORMATS, message)
    document.add_formats(root, formats_of(item.kind))


def list_sets(root: Any, arguments: Arguments) -> None:
    if TOKEN in arguments:
        # All sets are in one answer.
        raise bad_token()
    sets = set_queries.public_sets()
    if not sets:
        raise OaiError(ErrorCode.NO_SET_HIERARCHY, "Nothing is public, so there are no sets.")
    document.add_sets(root, sets)


def get_record(root: Any, arguments: Arguments) -> None:
    metadata_format = find_format(arguments["metadataPrefix"])
    item = identified_item(arguments)
    if item.kind not in metadata_format.kinds:
        message = f"{metadata_format.prefix} describes reports only."
        raise OaiError(ErrorCode.CANNOT_DISSEMINATE_FORMAT, message)
    records = load_records([item], with_metadata=True)
    if not records:
        raise unknown_identifier()
    parent = document.add(root, Verb.GET_RECORD)
    document.add_record(parent, repository(), records[0], metadata_format)


def identified_item(arguments: Arguments) -> Item:
    item = find_item(parse_identifier(settings.BASE_URL_HOST, arguments["identifier"]))
    if item is None:
        raise unknown_identifier()
    return item


def unknown_identifier() -> OaiError:
    return OaiError(ErrorCode.ID_DOES_NOT_EXIST, "No public record has or had this identifier.")


def list_identifiers(root: Any, arguments: Arguments) -> None:
    page = next_page(arguments, Verb.LIST_IDENTIFIERS)
    parent = document.add(root, Verb.LIST_IDENTIFIERS)
    for record in page.records:
        document.add_header(parent, settings.BASE_URL_HOST, record)
    add_rest(parent, page)


def list_records(root: Any, arguments: Arguments) -> None:
    page = next_page(arguments, Verb.LIST_RECORDS)
    metadata_format: MetadataFormat = find_format(page.progress.arguments["metadataPrefix"])
    parent = document.add(root, Verb.LIST_RECORDS)
    for record in page.records:
        document.add_record(parent, repository(), record, metadata_format)
    add_rest(parent, page)


def next_page(arguments: Arguments, verb: Verb) -> Page:
    """Return the first or next page of a list request; it has at least one record."""
    is_continued = TOKEN in arguments
    progress = read_token(arguments[TOKEN], verb) if is_continued else Progress(verb, arguments)
    page = read_page(progress, with_metadata=verb == Verb.LIST_RECORDS, is_continued=is_continued)
    if page is None:
        raise OaiError(ErrorCode.NO_RECORDS_MATCH, "No record fits the arguments.")
    return page


def add_rest(parent: Any, page: Page) -> None:
    """Add the token of the next page, or end a list that has several."""
    progress = page.progress
    if page.following:
        following = progress._replace(after=page.following, sent=progress.sent + PAGE_SIZE)
        document.add_token(parent, write_token(following), progress.sent)
    elif progress.sent:
        document.add_token(parent, "", progress.sent)


WRITERS: dict[Verb, Callable[[Any, Arguments], None]] = {
    Verb.IDENTIFY: identify,
    Verb.LIST_METADATA_FORMATS: list_metadata_formats,
    Verb.LIST_SETS: list_sets,
    Verb.GET_RECORD: get_record,
    Verb.LIST_IDENTIFIERS: list_identifiers,
    Verb.LIST_RECORDS: list_records,
}
