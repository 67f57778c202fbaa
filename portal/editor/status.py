"""The state of the installation, for administrators."""

from django.shortcuts import render

from portal.accounts.roles import Permission
from portal.editor.view_decorator import editor_view
from portal.status.lines import State, all_lines


@editor_view(Permission.ACCOUNTS)
def status(request):
    lines = all_lines()
    faulty = sum(line.state is State.BAD for line in lines)
    noticed = sum(line.state is State.NOTICE for line in lines)
    context = {"lines": lines, "faulty": faulty, "noticed": noticed}
    return render(request, "editor/status.html", context)
