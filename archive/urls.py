"""All addresses. What a reader may cite (articles, places, bodies, dates) has one address in every language."""

from django.contrib import admin
from django.urls import include, path

from archive import api
from archive.views import articles, authorities, dates, health, home, reprints

urlpatterns = [
    path("", home.home, name="home"),
    path("articles/<str:public_id>/", articles.article, name="article"),
    path("articles/<str:public_id>/compare/<str:other_id>/", reprints.comparison, name="comparison"),
    path("places/<str:code>/", authorities.place, name="place"),
    path("organizations/<str:public_id>/", authorities.organization, name="organization"),
    path("dates/<int:year>/", dates.YearView.as_view(), name="year"),
    path("dates/<int:year>/<int:month>/", dates.MonthView.as_view(), name="month"),
    path("dates/<int:year>/<int:month>/<int:day>/", dates.DayView.as_view(), name="day"),
    path("api/v1/articles/<str:public_id>", api.article, name="api_article"),
    path("", include("search.urls")),
    path("api/", api.unknown),
    path("api/<path:path>", api.unknown),
    path("healthz", health.healthz, name="healthz"),
    path("language/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]

handler400 = "archive.problems.bad_request"
handler500 = "archive.problems.server_error"
