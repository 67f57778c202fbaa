"""Download a list as a briefing, under the same filters as its page."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse

from portal.exports.briefing import pdf, word
from portal.exports.briefing.briefing_builder import build_briefing
from portal.exports.list_export import file_name, valid_filterset

# As much as a meeting needs, and as can be written while the reader waits.
MAX_ITEMS = 500
WRITERS = {
    "docx": (word.word_content, word.MEDIA_TYPE),
    "pdf": (pdf.pdf_content, pdf.MEDIA_TYPE),
}


def offered_briefings(count):
    """Return the file extensions of the briefings offered for a list of `count` records."""
    if count > MAX_ITEMS:
        return []
    return [ending for ending in WRITERS if ending != "pdf" or pdf.is_available()]


def briefing_view(filterset_class, queryset, kind, name):
    """Return the view of the briefings of a list; `kind` says how its records are shown."""

    def view(request, ending):
        if ending == "pdf" and not pdf.is_available():
            raise Http404
        filterset = valid_filterset(filterset_class, queryset, request)
        refuse_too_many(filterset.qs.count())
        page = request.path.rpartition("/")[0] + "/" + filterset.query_string
        write, media_type = WRITERS[ending]
        content = write(build_briefing(kind, filterset.qs.iter_all(), filterset, page))
        disposition = f'attachment; filename="briefing-{file_name(name, filterset)}.{ending}"'
        headers = {"Content-Disposition": disposition}
        return HttpResponse(content, content_type=media_type, headers=headers)

    return view


def refuse_too_many(count):
    if count > MAX_ITEMS:
        raise BadRequest(
            f"A briefing has at most {MAX_ITEMS:,} texts, and these filters match {count:,}. "
            "Add a filter, or download the table as CSV or Excel."
        )
