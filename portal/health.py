"""For whoever watches the server: is it alive, and is it ready to answer."""

import logging

from django.db import connection
from django.http import HttpResponse, JsonResponse

from portal import schema_check
from portal.failures import failure_of
from portal.search import asking, engine, indexing, integrity, opened

logger = logging.getLogger(__name__)
UNKEPT = {"Cache-Control": "no-store"}
KINDS = ("recommendation", "contribution", "report")


def answer_first(get_response):
    """Answer the two before anybody asks for the host: a watcher calls by address."""

    def middleware(request):
        view = {"/healthz": alive, "/readyz": ready}.get(request.path)
        return view(request) if view else get_response(request)

    return middleware


def alive(request):
    """The process answers; nothing else is asked."""
    return HttpResponse("alive", content_type="text/plain", headers=UNKEPT)


def ready(request):
    """200 if all that pages need is there; otherwise 503, with what fails first and why.

    Whoever waits for it spares the first reader of a process the loading.
    """
    answers = dict.fromkeys(CHECKS, False)
    for name, reason_of in CHECKS.items():
        if reason := told(reason_of):
            answer = answers | {"reason": reason}
            return JsonResponse(answer, status=503, headers=UNKEPT)
        answers[name] = True
    return JsonResponse(answers, headers=UNKEPT)


def told(reason_of):
    """Return why a check fails, or nothing; what nobody expected is in the log."""
    try:
        return reason_of()
    except Exception as error:
        logger.exception("The portal is not ready.")
        failure = failure_of(error)
        return failure.value if failure else "it does not answer: see the log"


def database_fault():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def schema_fault():
    """Compare with the program what the database has had, and what it holds."""
    missing, unknown = schema_check.migrations()
    if missing:
        return f"not migrated: {missing[0]}"
    if unknown:
        return f"migrated by a newer program: {unknown[0]}"
    if columns := schema_check.columns_missing():
        return f"no such column: {columns[0]}"
    return ""


def search_fault():
    """Look at the files, and ask as readers do: words, the newest, and how many there are of each."""
    if integrity.damaged_files(indexing.folder()):
        # Whoever asks now has it built anew.
        opened.LATEST.opened = None
    indexing.catch_up()
    with opened.one_state():
        asking.sought("who is ready", "recommendation")
        for kind in KINDS:
            question = engine.Question(kind, sort=engine.NEWEST)
            engine.find(question, limit=1)
            engine.counts(question, ["report", "year"])
    now = indexing.stored_state()
    if now is None or (now.after_damage and not now.is_complete):
        return "the search index was damaged and is being built anew"
    return ""


# In this order: each needs those before it.
CHECKS = {
    "database": database_fault,
    "migrations": schema_fault,
    "search": search_fault,
}
