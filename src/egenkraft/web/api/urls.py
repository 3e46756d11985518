"""Addresses of the interface: /api/calculate and its description /api/openapi.json."""

from egenkraft.web.api.calculate import api
from egenkraft.web.pages import api_urls

urls = api_urls(api.urls)
