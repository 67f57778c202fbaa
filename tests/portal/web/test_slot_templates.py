"""Templates with slots: rendered once for each language, and filled many times."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.web.slot_templates import SlottedText, SlotTemplate

LINK = SlotTemplate("site/slots/card_organization.html")
SUGGESTED = SlotTemplate("site/slots/card_suggested_theme.html")
VALUES = st.dictionaries(st.sampled_from(["link", "lang", "name"]), st.text()).map(
    lambda values: {"link": "", "lang": "", "name": ""} | values
)


@given(values=VALUES)
def test_a_filled_template_reads_like_the_rendered_one(values):
    filled = LINK.fill(**values)

    assert filled == render_to_string(LINK.name, values).strip()


@given(values=VALUES, names=st.sets(st.sampled_from(["link", "lang", "name"])))
def test_slots_can_be_filled_one_after_the_other(values, names):
    text = SlottedText("100 %% of <a href='%s'%s>%s</a>, %s", ("link", "lang", "name", "name"))

    later = text.fill_some(**{name: values[name] for name in names})

    rest = {name: value for name, value in values.items() if name not in names}
    assert later.fill(**rest) == text.fill(**values)


def test_only_safe_values_keep_their_markup():
    text = SlottedText("%s %s %s", ("safe", "unsafe", "number"))

    assert text.fill(safe=SafeString("<b>"), unsafe="<b>&'\"", number=3) == (
        "<b> &lt;b&gt;&amp;&#x27;&quot; 3"
    )


def test_a_template_is_rendered_in_the_language_of_the_page():
    filled = []
    for language in ("en", "id", "en"):
        with override(language):
            filled.append(SUGGESTED.fill(link="/", lang="", name="Recruitment"))

    assert ("suggested" in filled[0], filled[0] == filled[1], filled[0] == filled[2]) == (
        True,
        False,
        True,
    )
