"""manage.py doctor [--json] [--mail-to ADDRESS]"""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand

from portal.config import doctor
from portal.operations.checks import mail_server
from portal.operations.checks.finding import Finding, State

MARKS = {State.OK: "ok      ", State.WARNING: "warning ", State.ERROR: "ERROR   "}
COLORS = {State.OK: "SUCCESS", State.WARNING: "WARNING", State.ERROR: "ERROR"}


class Command(BaseCommand):
    help = (
        "Say what is wrong with this installation, and what to do about it. Run it as the user of the "
        "server, with its settings. Exits with 1 if something is wrong."
    )
    # It reports what the checks find, in its own words.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")
        parser.add_argument("--mail-to", metavar="ADDRESS", help="send a test message there")

    def handle(self, *, mail_to, **options):
        findings = []
        for finding in self.findings(mail_to):
            findings.append(finding)
            if not options["json"]:
                self.print_finding(finding)
        errors = sum(finding.state is State.ERROR for finding in findings)
        if options["json"]:
            found = [asdict(finding) for finding in findings]
            self.stdout.write(json.dumps({"healthy": not errors, "findings": found}, indent=2))
        else:
            self.stdout.write(summary(errors))
        if errors:
            sys.exit(1)

    def findings(self, mail_to):
        yield from doctor.examine()
        if mail_to:
            yield mail_server.check_delivery(mail_to)

    def print_finding(self, finding: Finding):
        mark = getattr(self.style, COLORS[finding.state])(MARKS[finding.state])
        self.stdout.write(f"{mark} {finding.check}: {finding.message}")
        if finding.remedy:
            self.stdout.write(f"          {finding.remedy}")


def summary(errors: int) -> str:
    if not errors:
        return "Nothing is wrong with this installation."
    return f"{errors} thing{'s are' if errors > 1 else ' is'} wrong with this installation."
