"""The counters. Labels have few values, none of them typed by a visitor.

They count in memory, or, if metrics are on, in files that all processes share.
"""

from prometheus_client import Counter, Histogram

from portal.metrics.sharing import share_values

share_values()

REQUESTS = Counter(
    "portal_http_requests",
    "Requests by route, class of status, and where the answer came from.",
    ["route", "status", "source"],
)
DURATIONS = Histogram(
    "portal_http_request_duration_seconds",
    "Time until the answer was made, by route.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
FAILURES = Counter(
    "portal_failures",
    "Requests and jobs that failed, by cause: “bug” for a fault of the program.",
    ["cause"],
)
LOST_LINES = Counter("portal_access_log_lines_lost", "Lines of the access log that were lost.")
IMPORTS = Counter("portal_imports", "Files imported, by result.", ["result"])
SANDBOX_RUNS = Counter("portal_sandbox_runs", "Files read in the sandbox, by result.", ["result"])
MAILS = Counter("portal_mails", "Emails handed to the mail server, by result.", ["kind", "result"])
JOB_RUNS = Counter("portal_job_runs", "Runs of periodic jobs, by result.", ["job", "result"])
FAILED_SIGN_INS = Counter("portal_failed_sign_ins", "Refused sign-ins, by reason.", ["reason"])
