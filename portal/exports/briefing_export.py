"""Download a list as a briefing, under the same filters as its page."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse

from portal.exports.briefing import pdf, word
from portal.exports.briefing.briefing_builder import build_briefing
from portal.exports.list_export import file_name, valid_filterset

# What somebody can take into a meeting, and what can be written while they wait. Setting the pages
# of a PDF takes ten times as long as writing a Word file.
MAX_ITEMS = {"docx": 500, "pdf": 100}
# Limit of the answers in a round, each a row of a table: reading and setting them is slow.
MAX_RECORDS = {"docx": 10_000, "pdf": 1000}
MAX_CHARACTERS = {"docx": 1_000_000, "pdf": 200_000}
WRITERS = {
    "docx": (word.word_content, word.MEDIA_TYPE),
    "pdf": (pdf.pdf_content, pdf.MEDIA_TYPE),
}
LOCK_NAME = ".briefing"
RETRY_SECONDS = 10


def offered_briefings(count, record_count=0, characters=0):
    """Return the endings of the briefings that a list of this length offers.

    `record_count` is the number of answers to the recommendations of a round, `characters` the
    length of what they say.
    """
    return [
        ending
        for ending, most in MAX_ITEMS.items()
        if count <= most
        and record_count <= MAX_RECORDS[ending]
        and characters <= MAX_CHARACTERS[ending]
        and (ending != "pdf" or pdf.is_available())
    ]


def briefing_view(filterset_class, queryset, kind, name):
    """Return the view of the briefings of a list; `kind` says how its records are shown."""

    def view(request, ending):
        if ending == "pdf" and not pdf.is_available():
            raise Http404
        filterset = valid_filterset(filterset_class, queryset, request)
        refuse_too_many(ending, filterset.qs.count())
        page = request.path.rpartition("/")[0] + "/" + filterset.query_string

        def build():
            return build_briefing(kind, filterset.qs.iter_all(), filterset, page)

        return briefing_response(ending, build, file_name(name, filterset))

    return view


def briefing_response(ending, build, name):
    """Return the file of the briefing that `build` returns, unless another one is being written."""
    with only_one() as is_free:
        if not is_free:
            return busy_response()
        briefing = build()
        refuse_too_long(ending, briefing)
        write, media_type = WRITERS[ending]
        content = write(briefing)
    headers = {"Content-Disposition": f'attachment; filename="briefing-{name}.{ending}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


@contextmanager
def only_one() -> Iterator[bool]:
    """Yield whether no other process or thread of this machine is writing a briefing."""
    with (settings.DATA_DIR / LOCK_NAME).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def busy_response():
    return HttpResponse(
        f"Another briefing is being written. Try again in {RETRY_SECONDS} seconds.\n",
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"},
    )


def refuse_too_many(ending, count):
    if count > MAX_ITEMS[ending]:
        raise BadRequest(
            f"A briefing has at most {MAX_ITEMS[ending]:,} texts in this format, and these filters "
            f"match {count:,}. Add a filter, or download the table as CSV or Excel."
        )


def refuse_too_many_records(ending, count):
    if count > MAX_RECORDS[ending]:
        raise BadRequest(
            f"A briefing has at most {MAX_RECORDS[ending]:,} answers in this format, and these "
            f"filters match {count:,}. Add a filter, or download the table as CSV or Excel."
        )


def refuse_too_long(ending, briefing):
    length = briefing.characters
    if length > MAX_CHARACTERS[ending]:
        raise BadRequest(
            f"A briefing has at most {MAX_CHARACTERS[ending]:,} characters in this format, and these "
            f"texts have {length:,}. Add a filter, or download the table as CSV or Excel."
        )
