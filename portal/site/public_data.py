"""All public data: a page that says what it is, and the archive."""

import re

from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.http import quote_etag
from django.views.decorators.http import condition

from portal.exports.public_data.data_tables import TABLES
from portal.exports.public_data.description import license_text
from portal.exports.public_data.package import current_package

ARCHIVE_NAME = re.compile(r"workshop-outcomes-\d{4}-\d\d-\d\d\.zip")


def public_data(request):
    package = current_package()
    rows = package.rows if package else {}
    tables = [(table, rows[table.name]) for table in TABLES if table.name in rows]
    context = {"package": package, "tables": tables, "license": license_text()}
    return render(request, "site/public_data.html", context)


def archive_etag(request, name):
    package = current_package()
    return quote_etag(package.sha256) if package and package.name == name else None


@condition(etag_func=archive_etag)
def archive(request, name):
    """Send the archive; the address of an earlier one leads to what there is now."""
    package = current_package()
    if package is None or package.name != name:
        if ARCHIVE_NAME.fullmatch(name):
            return redirect("site:data")
        raise Http404
    try:
        response = FileResponse(package.path.open("rb"), as_attachment=True, filename=name)
    except FileNotFoundError:
        # Another one has replaced it in this moment.
        return redirect("site:data")
    response["ETag"] = quote_etag(package.sha256)
    return response
