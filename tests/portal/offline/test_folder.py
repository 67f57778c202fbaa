"""The folder of an offline copy: replaced as a whole, or left as it was."""

import json

import pytest

from portal.offline.folder import (
    FORMAT,
    MARKER,
    FolderRefusedError,
    replaced_folder,
    write_file,
)


def write_copy(folder, text):
    with replaced_folder(folder) as scratch:
        write_file(scratch, "pages/one.html", text.encode())
        write_file(scratch, MARKER, json.dumps({"format": FORMAT}).encode())


def write_half(folder, error):
    with replaced_folder(folder) as scratch:
        write_file(scratch, "half.html", b"half")
        raise error


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def test_a_copy_takes_the_place_of_an_earlier_one(tmp_path):
    for text in ("first", "second"):
        write_copy(tmp_path / "new" / "copy", text)

    assert contents(tmp_path) == {"new/copy/pages/one.html": "second"}
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["copy"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, OSError])
def test_a_copy_that_fails_leaves_the_earlier_one_and_nothing_else(tmp_path, error):
    folder = tmp_path / "copy"
    write_copy(folder, "first")

    with pytest.raises(error):
        write_half(folder, error)

    assert contents(tmp_path) == {"copy/pages/one.html": "first"}
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


def test_an_empty_folder_may_be_written(tmp_path):
    write_copy(tmp_path, "first")

    assert contents(tmp_path) == {"pages/one.html": "first"}


@pytest.mark.parametrize("marker", [None, "{}", "[]", "no JSON", '{"format": "other"}'])
def test_a_folder_without_the_mark_of_a_copy_is_refused(tmp_path, marker):
    (tmp_path / "letter.txt").write_text("Dear Ana")
    if marker is not None:
        (tmp_path / MARKER).write_text(marker)

    with pytest.raises(FolderRefusedError), replaced_folder(tmp_path):
        pass

    assert contents(tmp_path) == {"letter.txt": "Dear Ana"}


def test_a_file_or_a_link_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("Dear Ana")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")

    for name in ("file", "link"):
        with pytest.raises(FolderRefusedError), replaced_folder(tmp_path / name):
            pass


def test_a_whole_drive_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("pathlib.Path.is_mount", lambda path: True)

    with pytest.raises(FolderRefusedError, match="workshop-outcomes"), replaced_folder(tmp_path):
        pass
