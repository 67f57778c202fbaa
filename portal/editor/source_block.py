"""The page of one block of a draft: its source text and all actions that correct it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts import form_recovery
from portal.accounts.roles import Permission
from portal.content.locking import SaveRefusedError
from portal.content.source_edits import operations, speakers
from portal.content.source_edits.factories import TYPES
from portal.content.source_edits.source_spans import blocks_of, get_block
from portal.content.source_edits.speakers import SpeakerInput
from portal.editor.form_meta import STALE, base_version
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.parsing import sentences
from recommendations.models import Recommendation
from reports.models import Organization, Session, Theme
from reports.models.optimistic_locking import StaleSaveError

CONTEXT_LENGTH = 300  # characters of the source shown before and after the block


@editor_view(Permission.CORRECT, Permission.CORRECT, of_file=True)
def source_block(request, report, key):
    try:
        block = get_block(report, key)
    except SaveRefusedError as error:
        add_message(request, str(error))
        return redirect("editor:workbench", report.root.slug)
    if request.method != "POST":
        return render_block(request, report, block)
    action = ACTIONS.get(request.POST.get("do", ""))
    if action is None:
        raise Http404
    try:
        changed, message, undo = action(request, report, block)
    except SaveRefusedError as error:
        return render_block(request, report, block, str(error), status=422)
    except StaleSaveError:
        return render_block(request, report, block, STALE, status=409)
    add_message(request, message, undo)
    return redirect(workbench_url(report, changed))


def workbench_url(report, block):
    """Return the URL of the block in the workbench, which shows the queued message."""
    part = next(
        (
            heading.record.anchor
            for heading in reversed(blocks_of(report))
            if heading.kind == "heading" and heading.start <= block.start
        ),
        "front",
    )
    url = reverse("editor:workbench", args=[report.root.slug])
    return f"{url}?part={part}#{block.key}"


def render_block(request, report, block, error="", status=200):
    text = report.source.text
    returned = form_recovery.recover_form(request)
    typed = request.POST or returned or {}
    error = form_recovery.RECOVERED_MESSAGE if returned else error
    printed = typed.get("printed") or request.GET.get("printed", "")
    is_recommendation = block.kind == "recommendation"
    context = {
        "report": report,
        "source_block": block,  # "block" is taken by the block tag
        "version": report.version,
        "error": error,
        "typed": typed,
        "text_before": text[max(0, block.start - CONTEXT_LENGTH) : max(0, block.start)],
        "text_in_block": text[block.start : block.end] if block.spans else "",
        "text_after": text[block.end : block.end + CONTEXT_LENGTH] if block.spans else "",
        "sentences": sentence_starts(block.text),
        "types": [type_name for type_name in TYPES if type_name != block.type],
        "kinds": Session.Kind.choices,
        "levels": Recommendation.Level.choices,
        "possible_parents": earlier_in_paragraph(report, block) if is_recommendation else [],
        "themes": theme_choices(block),
        "organizations": Organization.objects.order_by("name"),
        "printed": printed,
        "candidates": speakers.people_like(printed) if printed and not is_recommendation else [],
        "candidate_issuers": speakers.organizations_like(printed)
        if printed and is_recommendation
        else [],
    }
    return render(request, "editor/source_block.html", context, status=status)


def sentence_starts(text):
    """Return (offset, first words) of every sentence but the first."""
    starts, offset = [], 0
    split = sentences.split_sentences(text)
    for before, sentence in zip(split, split[1:], strict=False):
        offset = text.index(sentence, offset + len(before))
        starts.append((offset, sentence[:80]))
    return starts


def earlier_in_paragraph(report, block):
    recommendations = report.recommendations.filter(paragraph=block.record.paragraph_id)
    return recommendations.filter(position__lt=block.record.position).order_by("position")


def theme_choices(block):
    """Return (theme, assignment or None) of every theme, if the block can have themes."""
    if block.kind not in {"paragraph", "recommendation"}:
        return []
    assignments = {
        assignment.theme_id: assignment for assignment in block.record.listed_assignments
    }
    return [(theme, assignments.get(theme.pk)) for theme in Theme.objects.order_by("label")]


def block_url(report, key):
    return reverse("editor:source-block", args=[report.root.slug, key])


# Each action takes (request, report, block), changes the draft, and returns the block to show
# next, the message, and the undo request (or None).


def split(request, report, block):
    offset = split_offset(request, block.text)
    _, second = operations.split(report, base_version(request), block.key, offset, by=request.user)
    undo = (block_url(report, second.key), {"do": "join", "version": report.version})
    return second, f"Split before “{second.text[:40]}”.", undo


def split_offset(request, text):
    """Return the chosen offset: of a sentence, or of the typed words.

    Raise SaveRefusedError if the words are not in the text exactly once, or nothing is chosen.
    """
    words = request.POST.get("words", "").strip()
    if words:
        if text.count(words) != 1:
            times = "more than once" if words in text else "nowhere"
            raise SaveRefusedError(
                f"“{words}” occurs {times} in the text. Type words that occur once."
            )
        return text.index(words)
    offset = request.POST.get("offset", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) < 9):
        raise SaveRefusedError("Choose where the second block begins.")
    return int(offset)


def join(request, report, block):
    preceding = [
        other
        for other in blocks_of(report)
        if other.start < block.start and other.type == block.type
    ]
    offset = len(preceding[-1].text) if preceding else 0
    joined = operations.join(report, base_version(request), block.key, by=request.user)
    undo = (
        block_url(report, joined.key),
        {"do": "split", "offset": offset, "version": report.version},
    )
    return joined, "Joined to the previous block.", undo


def retype(request, report, block):
    new_type, old_type = request.POST.get("to", ""), block.type
    retyped = operations.retype(
        report,
        base_version(request),
        block.key,
        new_type,
        request.POST.get("reason", ""),
        by=request.user,
    )
    fields = {
        "do": "retype",
        "to": old_type,
        "version": report.version,
        "reason": "Type change undone",
    }
    return (
        retyped,
        f"The type is now “{new_type}”.",
        (block_url(report, retyped.key), fields),
    )


def set_level(request, report, block):
    operations.set_level(
        report,
        base_version(request),
        [block.key],
        request.POST.get("level", ""),
        by=request.user,
    )
    fields = {"do": "level", "level": block.record.level, "version": report.version}
    return block, "The level was set.", (block_url(report, block.key), fields)


def nest(request, report, block):
    operations.nest(
        report,
        base_version(request),
        block.key,
        request.POST.get("under", ""),
        by=request.user,
    )
    return block, "The recommendation was moved.", None


def set_kind(request, report, block):
    fields = [request.POST.get(name, "") for name in ("kind", "number", "title")]
    operations.set_kind(report, base_version(request), block.key, *fields, by=request.user)
    return block, "The heading was set.", None


def set_themes(request, report, block):
    operations.set_themes(
        report,
        base_version(request),
        block.key,
        request.POST.getlist("theme"),
        by=request.user,
    )
    return block, "The themes were set.", None


def add_speaker(request, report, block):
    data = request.POST
    speaker = SpeakerInput(
        printed=data.get("printed", ""),
        person=data.get("person", ""),
        position=data.get("position", ""),
        organizations=tuple(slug for slug in data.getlist("organization") if slug),
        new_organization=data.get("new_organization", ""),
    )
    speakers.add_speaker(report, base_version(request), block.key, speaker, by=request.user)
    return block, f"{speaker.printed} was added as a speaker.", None


def remove_speaker(request, report, block):
    value = request.POST.get("participation", "")
    is_key = value.isascii() and value.isdigit() and len(value) < 18
    participation_key = int(value) if is_key else 0
    speakers.remove_speaker(
        report, base_version(request), block.key, participation_key, by=request.user
    )
    return block, "The speaker was removed.", None


def add_issuer(request, report, block):
    speakers.add_issuer(
        report,
        base_version(request),
        block.key,
        request.POST.get("printed", ""),
        request.POST.get("body", ""),
        by=request.user,
    )
    return block, "The issuer was added.", None


ACTIONS = {
    "split": split,
    "join": join,
    "retype": retype,
    "level": set_level,
    "nest": nest,
    "kind": set_kind,
    "themes": set_themes,
    "speaker": add_speaker,
    "silence": remove_speaker,
    "issuer": add_issuer,
}
