"""The claims C1 to C30, and X1 to X5, which were added later. docs/claims.md has their figures."""

from tests.claims.claim import BOTH, POSTGRES, Claim, Tests

GATES = ("tests/portal/test_gate.py", "tests/portal/test_gate_next_draft.py")
MORE_GATES = ("tests/portal/test_gate_follow_up.py", "tests/portal/api/test_gate.py")
MACHINES = (Tests(("tests/portal/config/test_many_machines.py",), {"SAVES": "100"}),)
STATES = ("tests/claims/test_gate_states.py",)
HOSTILE = ("tests/portal/test_hostile.py", "tests/portal/api/test_refusals.py")
RACES = "tests/portal/content/test_concurrent_saves.py"
CAUSES = "tests/portal/failures/test_causes.py"
ESCAPING = (
    *("tests/portal/editor/test_escaping.py", "tests/portal/editor/test_attachments.py"),
    "tests/portal/site/test_attachments.py",
)

CLAIMS = (
    Claim(
        "C1",
        "No request to the API causes a server error.",
        "10,000 generated cases, 0 server errors",
        (Tests(("tests/portal/api/test_description.py",), {"CASES": "10000"}, BOTH),),
    ),
    Claim(
        "C2",
        "Malformed addresses, parameters and bodies of the kinds that broke comparable sites are answered.",
        "150 requests, 0 server errors",
        (
            Tests((*HOSTILE, "tests/portal/config/test_middleware.py")),
            Tests(("tests/portal/server/test_exchange.py",)),
            Tests(HOSTILE, {}, POSTGRES),
        ),
    ),
    Claim(
        "C3",
        "Any text in the search field is answered.",
        "20,000 random and hostile queries, 0 server errors, the slowest below 500 ms",
        (Tests(("tests/claims/test_searches.py",), {"QUERIES": "20000"}, BOTH),),
    ),
    Claim(
        "C4",
        "Drafts are on no page, list, count, feed or file.",
        "20,000 states, 0 leaks",
        (
            Tests((*GATES, *MORE_GATES, "tests/portal/oai/test_gate.py"), {}, BOTH),
            Tests(STATES, {"GATE_STATES": "20000"}, BOTH),
        ),
        gap="the random states have no rounds, attachments and merged records",
    ),
    Claim(
        "C5",
        "Every address checks the role of the account and the state of the report.",
        "every role, address, method and state, 0 differences from the table",
        (Tests(("tests/portal/editor/test_roles.py",), {"STATES": "all"}, BOTH),),
    ),
    Claim(
        "C6",
        "No stored or reflected script runs.",
        "120 vectors in every text field, 0 executions, with and without CSP",
        (Tests(ESCAPING, {"VECTORS": "all"}, BOTH),),
        gap="the tests compare the structure of pages; no browser with CSP switched off",
    ),
    Claim(
        "C7",
        "Every answer has strict security headers.",
        "HTTP Observatory A+, at least 125 points, over TLS",
        (Tests(("tests/portal/config/test_middleware.py",)),),
        gap="the Observatory is run by hand",
    ),
    Claim(
        "C8",
        "No cell of an exported table is a formula.",
        "0 cells, and values read back equal",
        (
            Tests(
                (
                    "tests/portal/documents/test_formula_escaping.py",
                    "tests/portal/exports/test_table.py",
                )
            ),
        ),
    ),
    Claim(
        "C9",
        "A hostile file is refused with a reason or imported whole, and other visitors do not notice.",
        "100 files, each below 15 s, server at most 50 MB more, p95 of other visitors at most doubled",
        (
            Tests(("tests/portal/documents/test_hostile.py",)),
            Tests(("tests/portal/documents/spreadsheets/test_hostile_spreadsheets.py",)),
            Tests(("tests/claims/test_hostile_uploads.py",)),
        ),
    ),
    Claim(
        "C10",
        "No word of an imported file is lost without a notice.",
        "0 silent losses",
        (
            Tests(
                (
                    *("tests/portal/documents/test_proof.py", "tests/portal/documents/comparison"),
                    *(
                        "tests/portal/documents/second_extraction",
                        "tests/portal/imports/test_known_reports.py",
                    ),
                )
            ),
        ),
    ),
    Claim(
        "C11",
        "An import that is killed leaves nothing half done and loses nothing that it has acknowledged.",
        "1,000 kills, 0 half done, 0 lost",
        (Tests(("tests/portal/imports/test_crash.py",), {"KILLS": "1000"}, BOTH),),
    ),
    Claim(
        "C12",
        "A crash of PostgreSQL leaves nothing half done and loses nothing that was acknowledged.",
        "200 crashes, 0 half done, 0 lost",
        (Tests(("tests/claims/test_database_crashes.py",), {"CRASHES": "200"}, POSTGRES),),
    ),
    Claim(
        "C13",
        "Visitors do not notice that the database has ended their connections.",
        "all connections ended 10 times, 100 requests, 0 server errors",
        (Tests(("tests/claims/test_lost_connections.py",), {}, POSTGRES),),
    ),
    Claim(
        "C14",
        "Readers are answered while the primary server is down, and a replica takes over.",
        "writes again after at most 15 s, 0 lost",
        MACHINES,
        gap="the test does not count saves lost by an asynchronous replica",
    ),
    Claim(
        "C15",
        "Editors see their own saves, however far the replica is behind.",
        "100 of 100",
        MACHINES,
    ),
    Claim(
        "C16",
        "Fifty editors who save one report at once lose nothing.",
        "10 rounds, each save stored or reported",
        (
            Tests(
                (f"{RACES}::test_fifty_concurrent_saves_lose_nothing_and_report_every_conflict",),
                {"ROUNDS": "10"},
                BOTH,
            ),
        ),
    ),
    Claim(
        "C17",
        "A form that is sent twenty times at once acts once.",
        "exactly 1 result",
        (Tests((RACES,), {}, BOTH),),
    ),
    Claim(
        "C18",
        "Ten editors save at once on SQLite, and nobody sees “database is locked”.",
        "10 editors with 40 saves each over HTTP beside readers, 0 refused",
        (Tests(("tests/claims/test_parallel_saves.py",), {"SAVES_EACH": "40"}),),
    ),
    Claim(
        "C19",
        "A backup made while editors save shows a single moment, and is restored without a difference.",
        "20 of 20 equal, also to the other database",
        (Tests(("tests/portal/operations/backup/test_while_saving.py",), {"BACKUPS": "20"}, BOTH),),
    ),
    Claim(
        "C20",
        "A migration that dies midway can be run again.",
        "killed at each operation of every migration",
        (Tests(("tests/upgrades/test_killed_migrations.py",), {"KILLED_OPERATIONS": "all"}, BOTH),),
    ),
    Claim(
        "C21",
        "Every released database upgrades, while readers read.",
        "50 requests per second during the upgrade, 0 server errors, p99 below 1 s",
        (Tests(("tests/upgrades/test_upgrades.py",), {}, BOTH),),
        gap="nobody reads during the upgrade of the test",
    ),
    Claim(
        "C22",
        "On a full disk, reading works, and saves say that the disk is full.",
        "status 507, 0 half done, works again when there is space",
        (Tests(("tests/portal/failures/test_full_disk.py", "tests/claims/test_small_disk.py")),),
    ),
    Claim(
        "C23",
        "Memory and open files do not grow.",
        "30 minutes, memory after minute 5 at most + 10 %, 0 server errors",
        (Tests(("tests/claims/test_soak.py",), {"MINUTES": "30"}),),
    ),
    Claim(
        "C24",
        "Slow clients do not delay other visitors.",
        "200 connections, p95 of others below 1 s",
        (
            Tests(("tests/portal/server/test_shipped_server.py",)),
            Tests(("tests/claims/test_slow_neighbors.py",)),
        ),
        gap="a frozen database",
    ),
    Claim(
        "C25",
        "A crawler that asks for all combinations of facets is told to wait; others are served.",
        "200 requests per second, 429 with Retry-After, p95 of others at most doubled",
        (Tests(("tests/claims/test_crawler.py",), {"STORM_SECONDS": "60"}),),
    ),
    Claim(
        "C26",
        "No shared cache ever holds a page that was made for an editor.",
        "nginx in front, every address, 0 bytes; 0 foreign hosts in links",
        (
            Tests(
                (
                    "tests/portal/config/test_http_cache.py",
                    "tests/portal/config/test_canonical_host.py",
                )
            ),
            *MACHINES,
        ),
    ),
    Claim(
        "C27",
        "An unsafe or unreadable setting prevents the start, with advice that shows no secrets.",
        "25 settings",
        (Tests(("tests/portal/config/test_settings.py",)),),
    ),
    Claim(
        "C28",
        "Every write is in the audit log, which nobody can change.",
        "every form that changes something",
        (
            Tests(("tests/portal/audit/test_log.py",), {}, BOTH),
            Tests(("tests/claims/test_extra_fields.py",), {"FORMS": "all"}),
        ),
    ),
    Claim(
        "C29",
        "Sessions end after 12 hours, when the account is deactivated, and when its password is changed.",
        "0 alive",
        (
            Tests(
                ("tests/portal/accounts/test_sessions.py", "tests/claims/test_clock_jumps.py"),
                {},
                BOTH,
            ),
        ),
    ),
    Claim(
        "C30",
        "No dependency has a known weakness.",
        "pip-audit --strict, 0 known, 0 skipped",
        gap="`make release` runs pip-audit, where there is a network",
    ),
    Claim(
        "X1",
        "Fields that a form does not have change nothing.",
        "every form of the desk, 0 differences",
        (Tests(("tests/claims/test_extra_fields.py",), {"FORMS": "all"}),),
    ),
    Claim(
        "X2",
        "Nobody without a role reads drafts by trying keys.",
        "every address with a key, in the API and on the desk, 0 answered",
        (
            Tests(
                ("tests/portal/api/test_gate.py", "tests/portal/editor/test_roles.py"),
                {"STATES": "all"},
                BOTH,
            ),
        ),
    ),
    Claim(
        "X3",
        "A clock that jumps ends sessions too early rather than too late, and stops no periodic job.",
        "+ 13 hours, + 15 days, back by a day and a year",
        (Tests(("tests/claims/test_clock_jumps.py",), {}, BOTH),),
    ),
    Claim(
        "X4",
        "While the database is read-only, reading works, and saves say why they are refused.",
        "status 503, 0 changed, works again",
        (Tests(("tests/claims/test_refused_writes.py",), {}, BOTH),),
    ),
    Claim(
        "X5",
        "While another program holds the lock, reading works, and saves end with an explanation.",
        "20 saves at once, status 503, 0 changed, works again",
        (Tests(("tests/claims/test_refused_writes.py",), {}, BOTH),),
    ),
)
