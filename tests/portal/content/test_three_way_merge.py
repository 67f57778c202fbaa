"""Two saves on the same base both keep their changes; different changes of one field are a conflict."""

from hypothesis import given
from hypothesis import strategies as st

from portal.content.three_way_merge import conflicts, merged_fields, three_way

VALUES = st.sampled_from(["one", "two", "three", [1], [1, 2], None])
FIELDS = st.fixed_dictionaries({"text": VALUES, "level": VALUES, "themes": VALUES})
BASE = {"text": "one", "level": "all", "themes": [1]}


def test_a_three_way_merge_takes_fields_changed_on_only_one_side():
    fields = three_way(BASE, BASE | {"level": "national"}, BASE | {"text": "two"})

    assert conflicts(fields) == []
    assert merged_fields(fields) == {"text": "two", "level": "national", "themes": [1]}


def test_the_same_change_on_both_sides_is_no_conflict():
    fields = three_way(BASE, BASE | {"text": "two"}, BASE | {"text": "two"})

    assert (conflicts(fields), merged_fields(fields)["text"]) == ([], "two")


def test_different_changes_of_the_same_field_are_a_conflict_and_mine_is_kept():
    fields = three_way(BASE, BASE | {"text": "theirs"}, BASE | {"text": "mine"})

    (field,) = conflicts(fields)
    assert (field.base, field.theirs, field.mine) == ("one", "theirs", "mine")
    assert merged_fields(fields)["text"] == "mine"


def test_without_a_base_every_differing_field_is_a_conflict():
    fields = three_way({}, BASE, BASE | {"text": "mine"})

    assert [field.name for field in conflicts(fields)] == ["text"]


def test_changes_of_different_fields_of_one_field_group_are_a_conflict():
    theirs, mine = BASE | {"level": "national"}, BASE | {"themes": [2]}

    fields = three_way(BASE, theirs, mine, [{"level", "themes"}])

    assert [field.name for field in conflicts(fields)] == ["level", "themes"]
    assert conflicts(three_way(BASE, theirs, BASE, [{"level", "themes"}])) == []


@given(FIELDS, FIELDS, FIELDS)
def test_a_three_way_merge_loses_no_change_without_a_conflict(base, theirs, mine):
    fields = three_way(base, theirs, mine)
    both = merged_fields(fields)
    conflicting_names = {field.name for field in conflicts(fields)}

    for name in base:
        if theirs[name] != base[name] and name not in conflicting_names:
            assert both[name] == theirs[name]
        if mine[name] != base[name]:
            assert both[name] == mine[name]
