from django.urls import path

from search import api, facet_api, facet_views, health, trying_views, views
from search.concordance import views as concordance
from search.suggest import api as suggest_api

urlpatterns = [
    path("search/", views.search, name="search"),
    path("facets/<slug:name>/", facet_views.facet, name="facet"),
    path("concordance/", concordance.page, name="concordance"),
    path("concordance.csv", concordance.table, name="concordance_csv"),
    path("concordance.json", concordance.document, name="concordance_json"),
    path("api/v1/concordance", concordance.api, name="api_concordance"),
    path("api/v1/search", api.search, name="api_search"),
    path("api/v1/facets/<str:name>", facet_api.values, name="api_facet"),
    path("api/v1/complete", suggest_api.completions, name="api_complete"),
    path("api/v1/openapi.json", api.openapi, name="openapi"),
    path("developers/", trying_views.page, name="api_page"),
    path("developers/<slug:name>", trying_views.call, name="api_call"),
    path("readyz", health.readyz, name="readyz"),
]
