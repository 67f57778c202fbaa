"""A portal with a database of its own, served as `manage.py serve` serves it, and clients of it."""

import json
import threading
from collections import deque
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

import requests
from lxml import html

from tests.harness.own_portal import kill, own_portal
from tests.harness.served_portal import ask, free_port, start_in

# The portal's own: what is tried is how long others wait.
OWN_LIMITS = ("SAVE_WAIT_SECONDS", "STATEMENT_TIMEOUT_MS")


@contextmanager
def served_portal(folder, database, *, editors=0, programs=(), **settings):
    """Run the programs, then yield the portal, its port and its prepared editors while it is served."""
    for portal in own_portal(folder, database):
        for program in programs:
            code, _, complaints = portal.run(*program)
            assert code == 0, complaints[-3000:]
        prepared = prepare(portal, editors)
        environment = {
            name: value
            for name, value in portal.environment.items()
            if name not in {*OWN_LIMITS, "DATA_DIR"}
        }
        port = free_port()
        process = start_in(portal.folder / "data", port, **(environment | settings))
        # A server that warns often, as of a crawler, would wait for somebody to read it.
        threading.Thread(target=read_all, args=(process.stdout,), daemon=True).start()
        try:
            ask(port, "/healthz")
            yield portal, port, [Editor.of(port, one) for one in prepared]
        finally:
            kill(process)


def read_all(stream):
    # It is closed at the end.
    with suppress(ValueError):
        deque(stream, maxlen=0)


def prepare(portal, editors):
    if not editors:
        return []
    code, printed, complaints = portal.run("-m", "tests.claims.prepared", str(editors))
    assert code == 0, complaints[-3000:]
    return json.loads(printed)


@dataclass
class Editor:
    """A signed-in browser with a paragraph to edit."""

    client: requests.Session
    host: str
    form: str

    @classmethod
    def of(cls, port, prepared):
        client = requests.Session()
        client.cookies.set("sessionid", prepared["session"], domain="127.0.0.1")
        return cls(client, f"http://127.0.0.1:{port}", prepared["form"])

    def save(self, text):
        """Save the paragraph as a browser does; return the answer."""
        page = self.client.get(self.host + self.form)
        page.raise_for_status()
        (form,) = [one for one in html.fromstring(page.text).forms if "text" in one.fields]
        typed = [(name, value) for name, value in form.form_values() if name != "text"]
        return self.post([*typed, ("text", text), ("do", "save")])

    def post(self, typed, path="", **more):
        return self.client.post(
            self.host + (path or self.form), data=typed, allow_redirects=False, **more
        )

    def upload(self, name, content):
        page = self.client.get(f"{self.host}/editing/imports/")
        page.raise_for_status()
        token = self.client.cookies["csrftoken"]
        return self.post(
            {"csrfmiddlewaretoken": token, "language": "en"},
            "/editing/imports/",
            files={"file": (name, content)},
        )


def fetch(port, path, parameters=(), **headers):
    """Return status and headers of a page, on a connection of its own."""
    address = f"{path}?{urlencode(parameters)}" if parameters else path
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers
