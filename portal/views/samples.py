"""What the partials of the desk are shown with on the page of components."""

from types import SimpleNamespace

from django import forms
from django.utils import timezone

from portal.desk.picking import Pick
from portal.desk.wording import stretches

WORDS = "Training is dear."


class SampleForm(forms.Form):
    text = forms.CharField(initial=WORDS, help_text="One sentence.")
    themes = forms.Field(label="Themes")


def of_the_desk():
    """Return what each partial under editing/ needs."""
    root = SimpleNamespace(slug="sample", title="ARF Workshop on Migration")
    report = SimpleNamespace(
        root=root,
        title=root.title,
        next_of_id=1,
        get_status_display="In review",
        saved_at=timezone.now(),
        saved_by="Ana Cruz",
        open_notes=2,
        is_mine_to_publish=True,
    )
    text, themes = SampleForm()
    return {
        "root": root,
        "reports": [report],
        "said": {
            "sentence": "Joined to the piece before.",
            "address": "#",
            "fields": {},
        },
        "others": [SimpleNamespace(name="Ana", piece="Paragraph 3", at=timezone.now())],
        "rows": [
            (text, None, ""),
            (
                themes,
                [Pick(1, "Recruitment", True), Pick(2, "Labour mobility", False)],
                "",
            ),
        ],
        "typed": [("Text", WORDS)],
        "stretches": stretches(WORDS, "Training is very cheap."),
        "asked": [point("21.A.1", [point("21.A.1.a", [])])],
        "asked_then": [
            {"number": "21.A.1", "level": "National", "text": WORDS, "points": []}
        ],
    }


def point(reference, points):
    return SimpleNamespace(
        reference=reference,
        number=reference,
        level="national",
        stated_level="National",
        text=WORDS,
        points=SimpleNamespace(all=points),
    )
