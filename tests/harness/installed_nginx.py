"""nginx with the configuration for installations, without its certificate, in front of a server."""

import re
import shutil
import subprocess
from contextlib import contextmanager, suppress

from django.conf import settings

from tests.harness.http_client import request
from tests.harness.own_portal import kill
from tests.harness.served_portal import free_port

DEPLOY = settings.BASE_DIR / "deploy"
FRAME = """
user root;
worker_processes 1;
daemon off;
pid {folder}/pid;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {site}
}}
"""


@contextmanager
def installed_nginx(folder, upstream):
    """Run nginx before the server on the port `upstream`, with its logs in the folder; yield its port."""
    port = free_port()
    path = folder / "nginx.conf"
    path.write_text(FRAME.format(folder=folder, site=site(folder, upstream, port)))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    process = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(path), "-e", str(folder / "error.log")],
        start_new_session=True,
    )
    try:
        while True:
            assert process.poll() is None
            with suppress(ConnectionError):
                request(port, "GET", "/healthz")
                break
        yield port
    finally:
        kill(process)


def site(folder, upstream, port):
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    # The server that leads to https, and what belongs to the certificate.
    text = re.sub(r"server {\n    listen 80;.*?\n}\n", "", text, flags=re.DOTALL)
    text = re.sub(r"\n    (ssl_|listen \[::\]:443).*", "", text)
    places = {
        "listen 443 ssl http2": f"listen 127.0.0.1:{port}",
        "127.0.0.1:8000": f"127.0.0.1:{upstream}",
        "/etc/nginx/portal-headers.conf": f"{DEPLOY}/nginx-headers.conf",
        "/var/cache/nginx-portal": f"{folder}/cache",
        "/var/log/nginx": str(folder),
    }
    for installed, own in places.items():
        text = text.replace(installed, own)
    return text
