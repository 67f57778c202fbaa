"""Static files: minifying style sheets and scripts."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from portal.config.static_files import StaticFiles, minify


@pytest.mark.parametrize(
    ("name", "content", "minified"),
    [
        (
            "a.css",
            b"/* why */\na :hover { width: calc(1px + 2px); }\n",
            b"a :hover{width:calc(1px + 2px)}",
        ),
        ("a.js", b"// why\nlet a = 1;\nlet b = a + +a;\n", b"let a=1;let b=a+ +a;"),
        ("a.min.js", b"// licence\nlet a = 1;\n", b"// licence\nlet a = 1;\n"),
        ("a.svg", b"<svg>  </svg>", b"<svg>  </svg>"),
    ],
)
def test_minifying_removes_comments_and_whitespace_only(name, content, minified):
    assert minify(name, content) == minified


def test_collected_static_files_are_minified_before_their_names_are_hashed(tmp_path):
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    for name in ("portal.css", "copy.js"):
        path = settings.BASE_DIR / "static" / name
        storage.save(name, ContentFile(path.read_bytes()))
        assert (tmp_path / name).read_bytes() == minify(name, path.read_bytes())

    list(storage.post_process({n: (storage, n) for n in ("portal.css", "copy.js")}))

    (hashed,) = tmp_path.glob("portal.*.css")
    assert hashed.read_bytes() == (tmp_path / "portal.css").read_bytes()
