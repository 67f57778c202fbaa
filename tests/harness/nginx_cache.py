"""nginx with a cache of public pages in front of several portals, as the guide describes it."""

import shutil
import subprocess
from contextlib import contextmanager

from tests.harness.own_portal import kill
from tests.harness.served_portal import SERVERS, ask

# What is cached, and by what, follows the configuration for installations: the portal answers by
# language and compression only, and is sent just these for public pages.
CONFIGURATION = """
user root;
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    proxy_cache_path {folder}/cache levels=1:2 keys_zone=portal:20m max_size=200m inactive=10m
        use_temp_path=off;
    upstream portals {{
        {servers}
        keepalive 32;
    }}
    map $http_accept_encoding $portal_encoding {{
        default "";
        "~*\\bbr\\b" br;
        "~*\\bgzip\\b" gzip;
    }}
    map $http_accept_language $portal_languages {{
        default en;
        "~*(^|[\\s,])(id|my|th|vi)\\b" $http_accept_language;
    }}
    map $cookie_language $portal_language {{
        default "";
        "~^(en|id|my|th|vi)$" $cookie_language;
    }}
    map $http_cookie $portal_session {{
        default "";
        "~(?:^|;)\\s*(?<session_key>sessionid=[^;]+)" "; $session_key";
    }}
    server {{
        listen 127.0.0.1:{port};
        proxy_http_version 1.1;
        proxy_connect_timeout 5s;
        proxy_set_header Host $http_host;
        proxy_set_header Connection "";
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        gzip off;
        location ~ ^/(editing|admin|accounts|follow|language|data|oai)\\b {{
            proxy_pass http://portals;
        }}
        location / {{
            proxy_set_header Host $http_host;
            proxy_set_header Connection "";
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header Accept-Encoding $portal_encoding;
            proxy_set_header Accept-Language $portal_languages;
            proxy_set_header Cookie "language=$portal_language$portal_session";
            proxy_pass http://portals;
            proxy_cache portal;
            proxy_cache_key "$request_uri $portal_encoding $portal_languages $portal_language";
            proxy_ignore_headers Vary;
            proxy_cache_bypass $portal_session;
            proxy_no_cache $portal_session;
            proxy_cache_revalidate on;
            proxy_cache_lock on;
            proxy_cache_use_stale error timeout http_502 http_504;
            add_header X-Cache $upstream_cache_status;
        }}
    }}
}}
"""


@contextmanager
def nginx_before(ports, port, folder):
    """Run nginx on a port, with a cache, in front of portals on other ports."""
    servers = " ".join(f"server 127.0.0.1:{one};" for one in ports)
    path = folder / "nginx.conf"
    path.write_text(CONFIGURATION.format(folder=folder, servers=servers, port=port))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    process = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(path), "-e", str(folder / "error.log")],
        start_new_session=True,
    )
    SERVERS[port] = process
    try:
        ask(port, "/healthz")
        yield
    finally:
        kill(process)
