"""A page of a PDF as a picture, made where the file can do no harm."""

import io

import pytest
from PIL import Image

from portal.importing import sandbox
from portal.importing.source import UnreadableError
from tests.portal.importing.printing import paragraphs, printed

FILE = printed(paragraphs("One."), paragraphs("Two."))


def test_a_page_is_a_grey_picture_of_a_fixed_width():
    picture = Image.open(io.BytesIO(sandbox.picture("a.pdf", FILE, 2)))

    assert (picture.format, picture.mode, picture.size) == ("PNG", "L", (900, 1200))
    darkest, lightest = picture.getextrema()
    assert (darkest < 60, lightest) == (True, 255)


@pytest.mark.parametrize(
    ("name", "content", "page", "sentence"),
    [
        ("a.pdf", FILE, 3, "has no page 3"),
        ("a.txt", b"Text.", 1, "has no pages to show"),
        ("a.pdf", b"%PDF-1.4", 1, "cannot be opened"),
    ],
)
def test_what_has_no_such_page_says_so(name, content, page, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        sandbox.picture(name, content, page)
