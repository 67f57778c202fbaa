"""Write the offline copy: everything as of one state of the public content."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from portal.offline.folder import FORMAT, MARKER, replaced_folder, write_file
from portal.offline.lists import count_list_pages, list_pages
from portal.offline.rendering import MissingPageError, Renderer
from portal.offline.rewriting import STATIC_FILES, STATIC_FOLDER
from portal.offline.search_files import SearchFiles, count_text_files
from portal.offline.site_pages import count_pages, report_files, site_pages
from portal.search.index import writer
from portal.search.index.newest_change import newest_change
from portal.search.index.reader import current_snapshot, pinned_snapshot

ATTEMPTS = 3
# Few, and written at once.
UNCOUNTED = ("static/", "index/words-", "index/filters")
Progress = Callable[[int], object]


class ContentChangedError(Exception):
    """Public content changed while the copy was written."""


class IndexBusyError(Exception):
    """Another process is writing the search index, from which lists are made."""


def export_site(folder: Path, start_progress: Callable[[int], Progress]) -> int:
    """Write the copy in the active language; return its number of files.

    `start_progress` is called with the number of pages before each attempt. Raise
    FolderRefusedError, IndexBusyError, or ContentChangedError if no attempt saw one state.
    """
    for _ in range(ATTEMPTS):
        if not writer.catch_up(writer.FOR_EVER):
            raise IndexBusyError
        try:
            with replaced_folder(folder) as scratch, pinned_snapshot():
                return write_copy(scratch, start_progress)
        except ContentChangedError:
            continue
    raise ContentChangedError


def write_copy(folder: Path, start_progress: Callable[[int], Progress]) -> int:
    """Write all files into the folder; raise ContentChangedError if content changes meanwhile."""
    before = newest_change()
    state = current_snapshot().state
    if not (state and before and (state.cursor, state.token) == (before.pk, str(before.token))):
        # Lists would be made from an older state than pages.
        raise ContentChangedError
    progress = start_progress(count_pages() + count_list_pages() + count_text_files())
    count = 0
    try:
        for file, content in all_files():
            write_file(folder, file, content)
            count += 1
            if not file.startswith(UNCOUNTED):
                progress(1)
    except (MissingPageError, Http404) as error:
        if newest_change() != before:
            raise ContentChangedError from error
        raise
    if newest_change() != before:
        raise ContentChangedError
    write_file(folder, MARKER, marker())
    return count


def all_files() -> Iterator[tuple[str, bytes]]:
    renderer = Renderer(timezone.localdate())
    yield from static_files()
    yield from site_pages(renderer)
    yield from report_files()
    yield from list_pages(renderer)
    yield from SearchFiles().files()


def static_files() -> Iterator[tuple[str, bytes]]:
    for name in STATIC_FILES:
        yield f"{STATIC_FOLDER}/{name}", Path(finders.find(name)).read_bytes()


def marker() -> bytes:
    stated = {
        "format": FORMAT,
        "day": timezone.localdate().isoformat(),
        "site": settings.BASE_URL,
        "language": get_language(),
    }
    return json.dumps(stated, indent=1).encode()
