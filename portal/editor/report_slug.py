"""The page that changes the address of a report, and removes redirects from former ones."""

from django.shortcuts import redirect, render

from portal.accounts.roles import Permission
from portal.content import slug_change
from portal.content.refusals import SaveRefusedError
from portal.editor.form_meta import STALE, save_request
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from reports.models.optimistic_locking import StaleSaveError


@editor_view(Permission.CHANGE_SLUG, Permission.CHANGE_SLUG)
def report_slug(request, report):
    """Show the address and the former ones; change it, or remove a redirect."""
    if request.method != "POST":
        return render_page(request, report)
    slug = request.POST.get("slug", "").strip()
    try:
        if request.POST.get("do") == "give-up":
            slug_change.give_up_redirect(report, slug, request.user)
            add_message(request, f"“{slug}” no longer redirects, and another report can use it.")
            return redirect("editor:slug", report.root.slug)
        changed = slug_change.change_slug(report, slug, save_request(request))
    except SaveRefusedError as error:
        return render_page(request, report, str(error), slug)
    except StaleSaveError:
        return render_page(request, report, STALE, slug)
    add_message(request, f"The address is now “{changed.slug}”. The former one redirects to it.")
    return redirect("editor:slug", changed.slug)


def render_page(request, report, error="", slug=""):
    context = {
        "report": report,
        "root": report.root,
        "error": error,
        "slug": slug or report.root.slug,
        "former_slugs": report.root.former_slugs.order_by("-changed_at"),
        "max_length": slug_change.MAX_LENGTH,
    }
    return render(request, "editor/report_slug.html", context, status=422 if error else 200)
