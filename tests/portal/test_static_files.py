"""Style sheets and scripts lose what only their authors read, and nothing else."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from portal.static_files import StaticFiles, minified


@pytest.mark.parametrize(
    ("name", "content", "kept"),
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
def test_comments_and_blanks_go_and_the_rest_stays(name, content, kept):
    assert minified(name, content) == kept


def test_collected_files_are_minified_before_they_are_named(tmp_path):
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    for name in ("portal.css", "copy.js"):
        path = settings.BASE_DIR / "static" / name
        storage.save(name, ContentFile(path.read_bytes()))
        assert (tmp_path / name).read_bytes() == minified(name, path.read_bytes())

    list(storage.post_process({n: (storage, n) for n in ("portal.css", "copy.js")}))

    (travelling,) = tmp_path.glob("portal.*.css")
    assert travelling.read_bytes() == (tmp_path / "portal.css").read_bytes()
