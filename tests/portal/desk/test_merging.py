"""Of two saves on top of the same state, each keeps what it changed; where both did, somebody is asked."""

from hypothesis import given
from hypothesis import strategies as st

from portal.desk.merging import conflicts, merged, three_way

VALUES = st.sampled_from(["one", "two", "three", [1], [1, 2], None])
FIELDS = st.fixed_dictionaries({"text": VALUES, "level": VALUES, "themes": VALUES})
BASE = {"text": "one", "level": "all", "themes": [1]}


def test_what_only_they_changed_is_theirs_and_what_only_i_changed_is_mine():
    fields = three_way(BASE, BASE | {"level": "national"}, BASE | {"text": "two"})

    assert conflicts(fields) == []
    assert merged(fields) == {"text": "two", "level": "national", "themes": [1]}


def test_what_both_changed_to_the_same_is_no_conflict():
    fields = three_way(BASE, BASE | {"text": "two"}, BASE | {"text": "two"})

    assert (conflicts(fields), merged(fields)["text"]) == ([], "two")


def test_what_both_changed_otherwise_is_one_and_mine_goes_on():
    fields = three_way(BASE, BASE | {"text": "theirs"}, BASE | {"text": "mine"})

    (field,) = conflicts(fields)
    assert (field.base, field.theirs, field.mine) == ("one", "theirs", "mine")
    assert merged(fields)["text"] == "mine"


def test_whose_base_nobody_knows_is_asked_for_every_field_that_differs():
    fields = three_way({}, BASE, BASE | {"text": "mine"})

    assert [one.name for one in conflicts(fields)] == ["text"]


def test_of_fields_that_belong_together_nobody_changes_one_beside_somebody_else():
    theirs, mine = BASE | {"level": "national"}, BASE | {"themes": [2]}

    fields = three_way(BASE, theirs, mine, [{"level", "themes"}])

    assert [one.name for one in conflicts(fields)] == ["level", "themes"]
    assert conflicts(three_way(BASE, theirs, BASE, [{"level", "themes"}])) == []


@given(FIELDS, FIELDS, FIELDS)
def test_no_change_of_either_is_lost_unless_it_is_told(base, theirs, mine):
    fields = three_way(base, theirs, mine)
    both = merged(fields)
    told = {one.name for one in conflicts(fields)}

    for name in base:
        if theirs[name] != base[name] and name not in told:
            assert both[name] == theirs[name]
        if mine[name] != base[name]:
            assert both[name] == mine[name]
