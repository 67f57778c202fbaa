"""The pages of the site that administrators write: list, form and former versions."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.accounts import form_recovery
from portal.accounts.roles import Permission
from portal.content.refusals import SaveRefusedError
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.site_pages.models import MAX_CHARACTERS, SitePageVersion
from portal.site_pages.saving import OvertakenError, current_version, save_page
from reports.markdown import validate_markdown
from reports.text import clean_text

Page = SitePageVersion.Page
MAX_VERSIONS_LISTED = 50
OVERTAKEN = (
    "Somebody else has saved this page since you opened it. Your changes were not saved: your text "
    "is in the form, and the other version is below. Combine the two, and save again."
)


class SitePageForm(forms.Form):
    markdown = forms.CharField(
        label="Text, in Markdown",
        max_length=MAX_CHARACTERS,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 24}),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_markdown(self):
        text = clean_text(self.cleaned_data["markdown"])
        if error := validate_markdown(text):
            raise ValidationError(error)
        return text


@editor_view(Permission.SITE_PAGES)
def site_pages(request: HttpRequest) -> HttpResponse:
    current = SitePageVersion.objects.filter(is_current=True).defer("html")
    by_place = {(version.page, version.language): version for version in current}
    rows = [
        (
            page,
            [(code, name, by_place.get((page.value, code))) for code, name in settings.LANGUAGES],
        )
        for page in Page
    ]
    return render(request, "editor/site_pages.html", {"rows": rows})


@editor_view(Permission.SITE_PAGES, Permission.SITE_PAGES)
def site_page(request: HttpRequest, page: str, language: str) -> HttpResponse:
    """Show the form of one page in one language; save it."""
    if page not in Page.values or language not in dict(settings.LANGUAGES):
        raise Http404
    if request.method != "POST":
        return render_form(request, page, language, form_of_version(request, page, language))
    form = SitePageForm(request.POST)
    if not form.is_valid():
        return render_form(request, page, language, form, status=422)
    text, seen = form.cleaned_data["markdown"], form.cleaned_data["seen"]
    try:
        version = save_page(page, language, text, seen=seen, by=request.user)
    except SaveRefusedError as error:
        form.add_error("markdown", str(error))
        return render_form(request, page, language, form, status=422)
    except OvertakenError:
        current = current_version(page, language)
        # The next save follows what is shown below the form.
        form = SitePageForm({"markdown": text, "seen": current.number if current else 0})
        return render_form(request, page, language, form, status=409)
    saved = "is public" if version.markdown else "is empty, so readers do not see it"
    add_message(request, f"Saved as version {version.number}. The page {saved}.")
    return redirect("editor:site-page", page, language)


def form_of_version(request: HttpRequest, page: str, language: str) -> SitePageForm:
    """Return the form with the current text, a recovered text, or the text of a former version."""
    current = current_version(page, language)
    seen = current.number if current else 0
    shown = current
    number = request.GET.get("version", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        versions = SitePageVersion.objects.filter(page=page, language=language)
        shown = versions.filter(number=int(number)).first() or current
    typed = form_recovery.recover_form(request)
    if typed:
        return SitePageForm(typed)
    return SitePageForm(initial={"markdown": shown.markdown if shown else "", "seen": seen})


def render_form(
    request: HttpRequest, page: str, language: str, form: SitePageForm, status: int = 200
) -> HttpResponse:
    versions = SitePageVersion.objects.filter(page=page, language=language).order_by("-number")
    current = current_version(page, language)
    context = {
        "form": form,
        "page": page,
        "label": Page(page).label,
        "language": language,
        "language_name": dict(settings.LANGUAGES)[language],
        "current": current,
        "overtaken": OVERTAKEN if status == 409 else "",
        "versions": versions.only("number", "by_name", "saved_at")[:MAX_VERSIONS_LISTED],
    }
    return render(request, "editor/site_page.html", context, status=status)
