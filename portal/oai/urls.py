"""The URL of the repository."""

from django.urls import path

from portal.oai.protocol import PARAMETERS
from portal.oai.views import oai
from portal.web.query_parameters import accept_parameters

urlpatterns = [path("oai", accept_parameters(*PARAMETERS)(oai), name="oai")]
