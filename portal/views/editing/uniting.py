"""People and bodies that may be one: suggested, looked at side by side, united, told apart, undone."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from portal.accounts.roles import Deed
from portal.desk import duplicates, parting, uniting
from portal.history.saving import SaveRefusedError
from portal.registers.models import REGISTERS, Union
from portal.views.editing.access import desk
from portal.views.editing.said import said, say
from portal.views.editing.sent import version_of
from reports.models.versions import StaleSaveError

MOST_UNIONS = 100
STALE = (
    "One of the two was saved or united by somebody else since you opened the page. Nothing was "
    "done. Look again."
)


@desk(Deed.REGISTERS)
def alike(request):
    """List the pairs that may be one, and the unions that were made."""
    context = {
        "registers": [(name, duplicates.suggested(name)) for name in REGISTERS],
        "unions": Union.objects.defer("undoing").order_by("-made_at")[:MOST_UNIONS],
        "said": said(request),
    }
    return render(request, "editing/alike.html", context)


@desk(Deed.REGISTERS, Deed.REGISTERS)
def pair(request, register, one, other):
    """Show two records side by side; unite them, or tell them apart."""
    if register not in REGISTERS:
        raise Http404
    goes, stays = (
        get_object_or_404(REGISTERS[register], slug=slug) for slug in (one, other)
    )
    if request.method != "POST":
        return shown(request, register, (goes, stays))
    if request.POST.get("do") == "apart":
        duplicates.tell_apart(register, goes, stays, by=request.user)
        say(request, f"“{goes}” and “{stays}” are not suggested again.")
        return redirect("alike")
    return united(request, register, goes, stays)


def united(request, register, goes, stays):
    goes.version, stays.version = (
        version_of(request.POST, name) for name in ("goes", "stays")
    )
    try:
        uniting.unite(register, (goes, stays), by=request.user)
    except SaveRefusedError as fault:
        return shown(request, register, (goes, stays), str(fault), 422)
    except StaleSaveError:
        say(request, STALE)
        return redirect("alike")
    say(
        request,
        f"“{goes}” is united with “{stays}”, under every form in which it is printed.",
    )
    return redirect("alike")


def shown(request, register, two, fault="", status=200):
    goes, stays = two
    context = {
        "register": register,
        "goes": goes,
        "stays": stays,
        "sides": [side(goes), side(stays)],
        "fault": fault,
    }
    return render(request, "editing/pair.html", context, status=status)


def side(record):
    return {
        "record": record,
        "forms": duplicates.forms_of(record),
        "reports": uniting.reports_naming(record),
    }


@desk(None, Deed.REGISTERS)
def undo(request, key):
    union = get_object_or_404(Union, pk=key)
    try:
        parting.undo(union, by=request.user)
        say(request, f"“{union.name}” and “{union.into_name}” are two again.")
    except SaveRefusedError as fault:
        say(request, str(fault))
    return redirect("alike")
