"""Three portals, a database with a replica, and nginx with a cache: `make scaling-check`.

It prints what it measures, for docs/scaling.md.
"""

import os
import re
import threading
import time

import pytest

from tests.harness.http_client import request
from tests.harness.nginx_cache import nginx_before
from tests.harness.replicated_portal import (
    Machine,
    paused_replay,
    readiness,
    replicated_servers,
    wait_for_replay,
    wait_until,
)
from tests.harness.served_portal import free_port

# Both: never in CI.
pytestmark = [pytest.mark.once, pytest.mark.slow]
SAVES = int(os.environ.get("SAVES", "100"))
# For as long as a page says that caches may keep it.
CACHE_SECONDS = 60
LINK = re.compile(r'href="(/[^"#]*)"')
MAX_PAGES = 150


@pytest.fixture(scope="module")
def servers():
    with replicated_servers() as both:
        yield both


@pytest.fixture(scope="module")
def front():
    return free_port()


@pytest.fixture(scope="module")
def machines(servers, front, tmp_path_factory):
    primary, replica = servers
    hosts = f"{primary.data},{replica.data}"
    environment = {
        "DATABASE_URL": f"postgres://postgres@/postgres?host={hosts}&target_session_attrs=read-write",
        "READ_DATABASE_URL": replica.url,
        "SECRET_KEY": "one key for all machines: 0123456789 abcdefghijklmnopqrstuvwxyz",
        "BASE_URL": f"http://127.0.0.1:{front}",
        "TRUSTED_PROXIES": "1",
        "WEB_CONCURRENCY": "1",
        "READ_LAG_SECONDS": "1",
    }
    folder = tmp_path_factory.mktemp("machines")
    all_machines = [Machine(folder / f"{number}", environment) for number in (1, 2, 3)]
    nginx = folder / "nginx"
    nginx.mkdir()
    try:
        # At once: one of them migrates the database, the others wait.
        for machine in all_machines:
            machine.start()
        for machine in all_machines:
            machine.wait()
        first, *others = all_machines
        first.sign_in()
        for machine in others:
            machine.cookie = first.cookie
        wait_for_replay(*servers)
        with nginx_before([machine.port for machine in all_machines], front, nginx):
            yield all_machines
    finally:
        for machine in all_machines:
            machine.stop()


def tell(text):
    print(f"\n{text}")


def seconds_until(is_true):
    begun = time.monotonic()
    wait_until(is_true)
    return time.monotonic() - begun


def test_a_publication_on_one_machine_reaches_the_others_and_the_cache(machines, servers, front):
    slug = machines[0].draft("Training", 2019)
    path = f"/reports/{slug}/"
    lists = [request(front, "GET", "/reports/") for _ in range(2)]
    machines[0].publish(slug)
    begun = time.monotonic()

    for number, machine in enumerate(machines, start=1):
        seconds_until(lambda machine=machine: slug in machine.as_visitor("/reports/").text)
        tell(f"machine {number}: {time.monotonic() - begun:.2f} s after the commit at the latest")
    seconds_until(lambda: slug in request(front, "GET", "/reports/").text)
    in_cache = time.monotonic() - begun
    tell(f"list through nginx: {in_cache:.1f} s")

    assert lists[1].headers["X-Cache"] == "HIT"
    assert in_cache < CACHE_SECONDS + 10
    assert {machine.as_visitor(path).status for machine in machines} == {200}
    assert len({machine.as_visitor(path).headers["ETag"] for machine in machines}) == 1


def test_nothing_of_a_signed_in_account_or_a_foreign_host_enters_the_cache(machines, front):
    signed_in, evil = {"Cookie": machines[0].cookie}, {"Host": "evil.example"}
    paths = crawl(front, signed_in)
    for path in paths:
        request(front, "GET", path, headers=evil)
        request(front, "GET", path, headers=signed_in)
    desk = ["/editing/", "/editing/reports/", "/admin/", "/accounts/2fa/"]
    of_staff = [request(front, "GET", path, headers=signed_in).status for path in desk]
    of_visitors = [request(front, "GET", path) for path in desk]

    different, foreign, cookies = [], [], []
    for path in paths:
        cached, direct = request(front, "GET", path), machines[0].as_visitor(path)
        if is_comparable(cached) and cached.text != direct.text:
            different.append(path)
        if "evil.example" in f"{cached.headers}{cached.text}":
            foreign.append(path)
        if cached.headers["Set-Cookie"]:
            cookies.append(path)
    tell(
        f"{len(paths)} pages: {len(different)} with other bytes, {len(foreign)} with a foreign host"
    )

    assert (different, foreign, cookies) == ([], [], [])
    assert of_staff[:3] == [200] * 3
    assert {answer.status for answer in of_visitors} == {302}


def is_comparable(answer):
    """Return whether the answer has the same bytes each time: Word files and workbooks bear the time."""
    is_office_file = "openxmlformats" in answer.headers.get_content_type()
    return "no-store" not in answer.headers["Cache-Control"] and not is_office_file


def crawl(port, headers):
    """Return the addresses of public pages, found from the first page on."""
    found, waiting = [], ["/"]
    while waiting and len(found) < MAX_PAGES:
        path = waiting.pop(0)
        found.append(path)
        page = request(port, "GET", path, headers=headers)
        if page.headers.get_content_type() != "text/html":
            continue
        for link in LINK.findall(page.text):
            address = link.replace("&amp;", "&")
            is_public = not address.startswith(("/static/", "/editing/", "/accounts/", "/data/"))
            if is_public and address not in found and address not in waiting:
                waiting.append(address)
    return found


def test_an_editor_sees_each_save_while_the_replica_lags_and_readers_read_from_the_primary(
    machines, servers
):
    slug = machines[0].draft("Radios", 2020)
    page = f"/editing/reports/{slug}/recommendations/1.1/"
    wait_for_replay(*servers)
    seen = 0
    with paused_replay(*servers):
        for number in range(SAVES):
            text = f"Buy radio number {number}."
            machines[number % 3].save(page, text=text)
            seen += text in machines[(number + 1) % 3].as_editor(page).text
        tell(f"{seen} of {SAVES} saves seen on another machine while replay was paused")
        machines[0].publish(slug)
        wait_until(lambda: readiness(machines[0])[1]["readers"] == "primary")
        from_primary = machines[0].as_visitor(f"/reports/{slug}/").status
    wait_until(lambda: readiness(machines[0])[1]["readers"] == "replica")

    assert (seen, from_primary) == (SAVES, 200)


def test_after_the_loss_of_the_primary_readers_read_on_and_editors_save_on_the_promoted_replica(
    machines, servers
):
    slug = machines[0].draft("Boats", 2021)
    page = f"/editing/reports/{slug}/recommendations/1.1/"
    wait_for_replay(*servers)
    saved = machines[0].save(page, text="Buy boats.")
    stopping, statuses = threading.Event(), []
    readers = [
        threading.Thread(target=read_on, args=(machine, stopping, statuses)) for machine in machines
    ]
    for reader in readers:
        reader.start()
    servers[0].stop()
    lost_at = time.monotonic()
    during = [machines[0].as_editor("/editing/").status for _ in range(5)]
    wait_until(lambda: len(statuses) > 100)
    promoted_at = time.monotonic()
    servers[1].promote()
    gap = seconds_until(lambda: can_save(machines[1], page))
    for machine in machines:
        wait_until(lambda machine=machine: machine.as_editor("/editing/").status == 200)
    stopping.set()
    for reader in readers:
        reader.join()
    failed = [status for status in statuses if status != 200]
    tell(
        f"write gap: {gap:.1f} s after promotion began, "
        f"{promoted_at - lost_at + gap:.1f} s after the loss; "
        f"{len(statuses)} pages read meanwhile, {len(failed)} failed"
    )

    assert (saved.status, set(during), failed) == (302, {503}, [])
    assert "Buy more boats." in machines[2].as_editor(page).text


def read_on(machine, stopping, statuses):
    number = 0
    while not stopping.is_set():
        number += 1
        # No page is in a cache.
        answer = machine.as_visitor(f"/recommendations/?q=training+{machine.port}+{number}")
        statuses.append(answer.status)


def can_save(machine, page):
    if machine.as_editor(page).status != 200:
        return False
    return machine.save(page, text="Buy more boats.").status == 302
