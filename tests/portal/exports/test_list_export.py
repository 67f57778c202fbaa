"""Downloads of whole lists."""

import pytest
from django.core.exceptions import BadRequest

from portal.exports.list_export import MAX_CITATIONS, refuse_too_many


def test_a_file_of_references_has_an_end():
    assert refuse_too_many(MAX_CITATIONS) is None

    with pytest.raises(BadRequest, match="at most 5,000 entries, and these filters match 5,001"):
        refuse_too_many(MAX_CITATIONS + 1)
