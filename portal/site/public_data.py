"""All public data: a page that says what it is, and the archive."""

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.views.decorators.http import condition

from portal.exports.public_data.description import license_text
from portal.exports.public_data.package import current_package
from portal.exports.public_data.tables import TABLES


def public_data(request):
    package = current_package()
    tables = [(table, package.rows[table.name]) for table in TABLES] if package else []
    context = {"package": package, "tables": tables, "license": license_text()}
    return render(request, "site/public_data.html", context)


def archive_etag(request, name):
    package = current_package()
    return f'"{package.sha256}"' if package and package.name == name else None


@condition(etag_func=archive_etag)
def archive(request, name):
    package = current_package()
    if package is None or package.name != name:
        raise Http404
    return FileResponse(package.path.open("rb"), as_attachment=True, filename=name)
