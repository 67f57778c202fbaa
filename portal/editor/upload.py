"""The page that uploads a file, and lists the imported drafts."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render

from portal.accounts.roles import Permission
from portal.content.language_names import language_choices
from portal.documents.limits import MAX_FILE_SIZE, MAX_PAGES, MAX_TEXT_LENGTH
from portal.documents.readers import FORMATS
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.imports.counted_imports import REFUSALS
from portal.imports.importer import ImportOptions, Upload, import_file
from portal.imports.reimport.policy import form_message
from reports.models import Report
from reports.models.languages import validate_language_tag

UNPUBLISHED = (Report.Status.DRAFT, Report.Status.IN_REVIEW)
MEGABYTE = 1024 * 1024


@editor_view(write=Permission.IMPORT)
def upload(request):
    """List the drafts, or import a file; a refusal is shown at the field, status 422."""
    if request.method != "POST":
        return render_drafts(request)
    try:
        report, parsed = import_file(uploaded_file(request), import_options(request))
    except ValidationError as error:
        return render_drafts(request, " ".join(error.messages))
    except REFUSALS as error:
        return render_drafts(request, form_message(error))
    add_message(
        request,
        f"“{report}” has been imported. {len(parsed.notes)} notes need your attention.",
    )
    response = redirect("editor:workbench", report.slug)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        # The script itself opens the page: a followed redirect would consume the message.
        return HttpResponse(status=201, headers={"Location": response["Location"]})
    return response


def uploaded_file(request):
    """Return the uploaded file. Raise ValidationError if it is missing or too large."""
    file = request.FILES.get("file")
    if file is None:
        raise ValidationError("Choose a file first.")
    if file.size > MAX_FILE_SIZE:
        megabytes = MAX_FILE_SIZE // MEGABYTE
        raise ValidationError(f"“{file.name}” is larger than {megabytes} MB.")
    return Upload(file.name, file.read())


def import_options(request):
    language = request.POST.get("language", "").strip() or "en"
    validate_language_tag(language)
    return ImportOptions(language=language, by=request.user)


def render_drafts(request, error=""):
    open_notes = Count("source__notes", Q(source__notes__resolved=False))
    drafts = Report.objects.select_related("next_of").filter(
        status__in=UNPUBLISHED, source__isnull=False
    )
    context = {
        "error": error,
        "drafts": drafts.annotate(
            open_notes=open_notes,
            file=F("source__name"),
            received_at=F("source__received_at"),
        ).order_by("-received_at"),
        "languages": language_choices(),
        "language": request.POST.get("language", settings.LANGUAGE_CODE),
        "file_extensions": ",".join(FORMATS),
        "limits": {
            "megabytes": MAX_FILE_SIZE // MEGABYTE,
            "pages": MAX_PAGES,
            "characters": MAX_TEXT_LENGTH,
        },
    }
    return render(request, "editor/upload.html", context, status=422 if error else 200)
