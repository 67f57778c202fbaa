from django.urls import include, path

from tests.gallery.views import gallery

urlpatterns = [path("gallery/", gallery), path("", include("portal.config.urls"))]
