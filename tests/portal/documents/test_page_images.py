"""A page of a PDF is rendered as an image in the sandbox."""

import io

import pytest
from PIL import Image

from portal.documents import sandbox
from portal.parsing.source import UnreadableError
from tests.builders.pdf_files import paragraphs, printed

FILE = printed(paragraphs("One."), paragraphs("Two."))


def test_a_page_is_rendered_as_a_grayscale_png_of_fixed_width():
    picture = Image.open(io.BytesIO(sandbox.render_page("a.pdf", FILE, 2)))

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
def test_rendering_a_missing_page_is_refused_with_its_reason(name, content, page, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        sandbox.render_page(name, content, page)
