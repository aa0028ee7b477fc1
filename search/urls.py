from django.urls import path

from search import api, facet_views, health, views
from search.suggest import api as suggest_api

urlpatterns = [
    path("search/", views.search, name="search"),
    path("facets/<slug:name>/", facet_views.facet, name="facet"),
    path("api/v1/search", api.search, name="api_search"),
    path("api/v1/complete", suggest_api.completions, name="api_complete"),
    path("api/v1/openapi.json", api.openapi, name="openapi"),
    path("readyz", health.readyz, name="readyz"),
]
