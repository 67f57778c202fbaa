"""A side of a comparison with choices, errors and fields, and texts with and without counterpart."""

from types import SimpleNamespace

from portal.site.comparison.facet_tables import Distinctive, Value, ValuesOfOneSide
from portal.site.comparison.selection_form import Option, Select, SideForm
from portal.site.comparison.sides import Chip
from portal.site.comparison.texts import TextComparison, TextRow
from reports.labels import LocalizedLabel

MORE = 3


def comparison(filters, record):
    choice = SimpleNamespace(label="Regional", is_excluded=True, is_alternative=False)
    side = SimpleNamespace(
        prefix="a.",
        letter=LocalizedLabel("A"),
        filters=filters,
        is_chosen=True,
        is_valid=True,
        count=26,
        chips=[Chip("Level", choice, "#comparison")],
        results_url="#comparison",
        without_all_link="#comparison",
        without_search_link="#comparison",
    )
    options = [Option("a", "Labour mobility"), Option("b", "Skills", depth=1)]
    select = Select("a.theme", "Theme", options, chosen="b", has_more=True)
    values = [Value("Labour mobility", 12, "#comparison"), Value("Skills", 1, "#comparison")]
    return SimpleNamespace(
        side=side,
        form=SideForm(side, [select], [("a.sort", "newest")]),
        distinctive=Distinctive(
            "Theme", [ValuesOfOneSide(side, values, MORE), ValuesOfOneSide(side, [], 0)]
        ),
        texts=TextComparison(
            [TextRow(record, with_text(record, f"Always {record.text}")), TextRow(record, record)],
            [TextRow(record, None)],
            [TextRow(None, record)],
            shared=2,
        ),
    )


def with_text(record, text):
    return type(record)(
        report=record.report, reference=record.reference, level=record.level, text=text
    )
