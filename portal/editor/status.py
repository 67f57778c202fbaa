"""The state of the installation, for administrators."""

from django.shortcuts import render

from portal.accounts.roles import Permission
from portal.editor.view_decorator import editor_view
from portal.operations.checks.finding import State
from portal.status.findings import all_findings


@editor_view(Permission.ACCOUNTS)
def status(request):
    findings = all_findings()
    errors = sum(finding.state is State.ERROR for finding in findings)
    warnings = sum(finding.state is State.WARNING for finding in findings)
    context = {"findings": findings, "errors": errors, "warnings": warnings}
    return render(request, "editor/status.html", context)
