"""nginx and Caddy as the files for installations configure them: what they log, close and pass on.

In CI, the patterns are read from the files; `make scaling-check` asks a real nginx.
"""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

from tests.harness.http_client import request
from tests.harness.installed_nginx import installed_nginx

DEPLOY = settings.BASE_DIR / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
CADDY = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
HARNESS = (settings.BASE_DIR / "tests/harness/nginx_cache.py").read_text(encoding="utf-8")
# Without query: the nginx pattern sees a path only.
LOGGED = {
    "/accounts/invitation/Mg/0123abcd/": "/accounts/",
    "/follow/confirm/0123abcd/": "/follow/",
    "/reports/training-2019/": "/reports/training-2019/",
    "/": "/",
}
QUERIES = {
    "/follow/stop/?token=0123abcd": "/follow/",
    "/%61ccounts/invitation/Mg/0123abcd/": "/%61ccounts/",
    "/recommendations/?q=ana&email=ana%40example.org": "/recommendations/",
    "https://portal.example.org/follow/stop/0123abcd": "",
}
SESSION = "__Host-sessionid=0123abcd"


@pytest.mark.parametrize(("path", "logged"), LOGGED.items())
def test_nginx_logs_no_token(path, logged):
    pattern = re.search(r'"~\*(\^.*)" \$logged_step;', NGINX)[1].replace("(?<", "(?P<")
    found = re.search(pattern, path, re.IGNORECASE)

    assert (found["logged_step"] if found else path) == logged
    assert not re.search(r"\$(request|request_uri|args|remote_addr|http_\w+)\b", log_format())


def log_format():
    return re.search(r"log_format portal .*?;\n", NGINX, re.DOTALL)[0]


@pytest.mark.parametrize(("path", "logged"), (LOGGED | QUERIES).items())
def test_caddy_logs_no_token_and_no_query_string(path, logged):
    filters = re.findall(r'request>uri regexp "(.*)" "\$1"', CADDY)

    assert len(filters) == CADDY.count("format filter") == 2
    for pattern in filters:
        assert re.sub(pattern, lambda found: found[1] or "", path) == logged


def test_no_proxy_logs_the_address_of_a_visitor():
    for field in ("remote_ip", "client_ip", "headers"):
        assert CADDY.count(f"request>{field} delete") == CADDY.count("format filter")
    # Lesser errors name the address and the request.
    assert NGINX.count("error_log /var/log/nginx/portal-error.log crit;") == NGINX.count(
        "listen [::]"
    )


def test_readiness_is_closed_to_the_public():
    assert re.search(r"location = /readyz \{[^}]*deny all;", NGINX)
    assert re.search(r"@readyz \{\s*path /readyz\s*not remote_ip private_ranges\s*\}", CADDY)
    assert "respond @readyz 403" in CADDY


@pytest.mark.parametrize("text", [NGINX, HARNESS], ids=["installation", "tests"])
def test_the_session_of_an_editor_reaches_the_portal_and_its_pages_no_cache(text):
    assert '"language=$portal_language$portal_session";' in text
    assert "proxy_cache_bypass $portal_session;" in text
    assert "proxy_no_cache $portal_session;" in text


class Portal(BaseHTTPRequestHandler):
    """Answers with the cookie that arrived, for a minute."""

    def do_GET(self):
        content = self.headers.get("Cookie", "").encode()
        self.send_response(200)
        self.send_header("Cache-Control", "max-age=60")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def upstream():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.mark.once
@pytest.mark.slow
def test_a_real_nginx_passes_the_session_on_caches_nothing_of_it_and_logs_no_token(
    tmp_path, upstream
):
    with installed_nginx(tmp_path, upstream) as port:
        visitor = ask(port, "/reports/?q=secret")
        editor = ask(port, "/reports/?q=secret", Cookie=f"a=b; {SESSION}; language=th")
        other = ask(port, "/reports/new/", Cookie=SESSION)
        after = ask(port, "/reports/new/", Cookie="x__Host-sessionid=1")
        ready = request(port, "GET", "/readyz").status
        ask(port, "/follow/confirm/secret/?token=secret")
        ask(port, "//%61ccounts/invitation/secret/")
    logs = "".join(path.read_text() for path in tmp_path.glob("*.log"))

    assert (visitor, editor, other, after, ready) == (
        "language=",
        f"language=th; {SESSION}",
        f"language=; {SESSION}",
        "language=",
        200,
    )
    assert ('"/follow/"' in logs, '"/accounts/"' in logs, '"/reports/"' in logs) == (True,) * 3
    assert ("secret" in logs, "127.0.0.1" in logs) == (False, False)


def ask(port, path, **headers):
    return request(port, "GET", path, headers=headers).text
