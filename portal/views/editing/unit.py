"""One piece of a draft: everything that can be done with it, and the source beside it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts.roles import Deed
from portal.correcting import corrections, speakers
from portal.correcting.making import TYPES
from portal.correcting.speakers import Introduction
from portal.correcting.units import unit_of, units_of
from portal.history.saving import SaveRefusedError
from portal.importing import sentences
from portal.views.editing import kept
from portal.views.editing.access import desk
from portal.views.editing.said import said, say
from portal.views.editing.sent import STALE, version_in
from recommendations.models import Recommendation
from reports.models import Organization, Session, Theme
from reports.models.versions import StaleSaveError

CONTEXT = 300  # characters of the source around the piece


@desk(Deed.CORRECT, Deed.CORRECT, of_file=True)
def unit(request, report, key):
    try:
        found = unit_of(report, key)
    except SaveRefusedError as fault:
        say(request, str(fault))
        return redirect("bench", report.root.slug)
    if request.method != "POST":
        return shown(request, report, found)
    do = DEEDS.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        to, sentence, undo = do(request, report, found)
    except SaveRefusedError as fault:
        return shown(request, report, found, str(fault), status=422)
    except StaleSaveError:
        return shown(request, report, found, STALE, status=409)
    say(request, sentence, undo)
    return redirect(place_of(report, to))


def place_of(report, to):
    """Return the address of the piece on the bench, where what was done is said."""
    part = next(
        (
            one.record.anchor
            for one in reversed(units_of(report))
            if one.kind == "heading" and one.start <= to.start
        ),
        "front",
    )
    return f"{reverse('bench', args=[report.root.slug])}?part={part}#{to.key}"


def shown(request, report, found, fault="", status=200):
    text = report.source.text
    returned = kept.given_back(request)
    typed = request.POST or returned or {}
    fault = kept.RETURNED if returned else fault
    printed = typed.get("printed") or request.GET.get("printed", "")
    asked_for = found.kind == "recommendation"
    context = {
        "report": report,
        "unit": found,
        "version": report.version,
        "fault": fault,
        "typed": typed,
        "said": said(request),
        "before": text[max(0, found.start - CONTEXT) : max(0, found.start)],
        "there": text[found.start : found.end] if found.spans else "",
        "behind": text[found.end : found.end + CONTEXT] if found.spans else "",
        "sentences": sentence_starts(found.text),
        "types": [one for one in TYPES if one != found.type],
        "kinds": Session.Kind.choices,
        "levels": Recommendation.Level.choices,
        "above": earlier_in_paragraph(report, found) if asked_for else [],
        "themes": themes_for(found),
        "organizations": Organization.objects.order_by("name"),
        "printed": printed,
        "candidates": speakers.people_like(printed)
        if printed and not asked_for
        else [],
        "bodies": speakers.organizations_like(printed) if printed and asked_for else [],
    }
    return render(request, "editing/unit.html", context, status=status)


def sentence_starts(text):
    """Return (offset, first words) of every sentence but the first."""
    found, offset = [], 0
    parts = sentences.split(text)
    for before, after in zip(parts, parts[1:], strict=False):
        offset = text.index(after, offset + len(before))
        found.append((offset, after[:80]))
    return found


def earlier_in_paragraph(report, found):
    same = report.recommendations.filter(paragraph=found.record.paragraph_id)
    return same.filter(position__lt=found.record.position).order_by("position")


def themes_for(found):
    if found.kind not in {"paragraph", "recommendation"}:
        return []
    assigned = {one.theme_id: one for one in found.record.listed_assignments}
    return [(one, assigned.get(one.pk)) for one in Theme.objects.order_by("label")]


def address_of(report, key):
    return reverse("unit", args=[report.root.slug, key])


def split(request, report, found):
    offset = offset_in(request, found.text)
    _, made = corrections.split(
        report, version_in(request), found.key, offset, by=request.user
    )
    undo = (address_of(report, made.key), {"do": "join", "version": report.version})
    return made, f"Split before “{made.text[:40]}”.", undo


def offset_in(request, text):
    """Return the place that the editor chose: a sentence, or the words that he typed."""
    words = request.POST.get("words", "").strip()
    if words:
        if text.count(words) != 1:
            times = "more than once" if words in text else "nowhere"
            raise SaveRefusedError(
                f"“{words}” stands {times} in the text. Type words that stand there once."
            )
        return text.index(words)
    chosen = request.POST.get("offset", "")
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 9):
        raise SaveRefusedError("Choose where the second piece begins.")
    return int(chosen)


def join(request, report, found):
    before = [
        one
        for one in units_of(report)
        if one.start < found.start and one.type == found.type
    ]
    offset = len(before[-1].text) if before else 0
    whole = corrections.join(report, version_in(request), found.key, by=request.user)
    undo = (
        address_of(report, whole.key),
        {"do": "split", "offset": offset, "version": report.version},
    )
    return whole, "Joined to the piece before.", undo


def retype(request, report, found):
    to, was = request.POST.get("to", ""), found.type
    made = corrections.retype(
        report,
        version_in(request),
        found.key,
        to,
        request.POST.get("reason", ""),
        by=request.user,
    )
    fields = {
        "do": "retype",
        "to": was,
        "version": report.version,
        "reason": "put back",
    }
    return made, f"It is a {to} now.", (address_of(report, made.key), fields)


def level(request, report, found):
    corrections.set_level(
        report,
        version_in(request),
        [found.key],
        request.POST.get("level", ""),
        by=request.user,
    )
    was = {"do": "level", "level": found.record.level, "version": report.version}
    return found, "The level is set.", (address_of(report, found.key), was)


def nest(request, report, found):
    corrections.nest(
        report,
        version_in(request),
        found.key,
        request.POST.get("under", ""),
        by=request.user,
    )
    return found, "It stands where you put it.", None


def kind(request, report, found):
    said_of = [request.POST.get(name, "") for name in ("kind", "number", "title")]
    corrections.set_kind(
        report, version_in(request), found.key, *said_of, by=request.user
    )
    return found, "The heading is set.", None


def themes(request, report, found):
    corrections.set_themes(
        report,
        version_in(request),
        found.key,
        request.POST.getlist("theme"),
        by=request.user,
    )
    return found, "The themes are set.", None


def speaker(request, report, found):
    sent = request.POST
    introduced = Introduction(
        printed=sent.get("printed", ""),
        person=sent.get("person", ""),
        position=sent.get("position", ""),
        organizations=tuple(one for one in sent.getlist("organization") if one),
        new_organization=sent.get("new_organization", ""),
    )
    speakers.add_speaker(
        report, version_in(request), found.key, introduced, by=request.user
    )
    return found, f"{introduced.printed} speaks here.", None


def silence(request, report, found):
    sent = request.POST.get("participation", "")
    number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 18 else 0
    speakers.remove_speaker(
        report, version_in(request), found.key, number, by=request.user
    )
    return found, "The speaker is taken off.", None


def issuer(request, report, found):
    sent = request.POST
    speakers.add_issuer(
        report,
        version_in(request),
        found.key,
        sent.get("printed", ""),
        sent.get("body", ""),
        by=request.user,
    )
    return found, "Who recommends it is kept.", None


DEEDS = {
    "split": split,
    "join": join,
    "retype": retype,
    "level": level,
    "nest": nest,
    "kind": kind,
    "themes": themes,
    "speaker": speaker,
    "silence": silence,
    "issuer": issuer,
}
