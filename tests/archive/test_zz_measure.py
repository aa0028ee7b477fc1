import time, random
import pytest
from archive.models import *
from django.db import connection, reset_queries


@pytest.mark.django_db
def test_m(client):
    rnd = random.Random(1)
    pl = list(Place.objects.select_related("parent__parent"))
    cities = [p for p in pl if p.level == "city"]
    rnd.shuffle(cities)
    kids = {}
    for p in pl:
        kids.setdefault(p.parent_id, []).append(p)
    N = 5000
    Article.objects.bulk_create(
        [Article(public_id=f"x{n}", identity=f"i{n}", city=rnd.choice(cities)) for n in range(N)],
        batch_size=500,
    )
    arts = list(Article.objects.all())
    T = Article.places.through
    T.objects.bulk_create(
        [
            T(article_id=a.pk, place_id=k.pk)
            for a in arts
            for k in rnd.sample(kids.get(a.city_id, []) or pl, min(2, len(kids.get(a.city_id, []) or pl)))
        ],
        batch_size=500,
    )
    orgs = [Organization.objects.create(public_id=f"o{n}", preferred_name=f"o{n}") for n in range(500)]
    O = Article.organizations.through
    O.objects.bulk_create(
        [O(article_id=a.pk, organization_id=k.pk) for a in arts for k in rnd.sample(orgs, 2)], batch_size=500
    )
    pub = Article.objects.published()

    def t(label, f):
        f()
        b = time.perf_counter()
        f()
        print(label, round((time.perf_counter() - b) * 1000), "ms", flush=True)

    from archive.views import home

    t("cities", lambda: list(home.cities(pub)))
    t("orgs", lambda: list(pub.counted_by_organization()[:24]))
    from django.db.models import Count, Q

    t(
        "orgs old",
        lambda: list(
            Organization.objects.current()
            .annotate(count=Count("articles", filter=Q(articles__status="published"), distinct=True))
            .filter(count__gt=0)
            .order_by("-count")[:24]
        ),
    )
    t(
        "cities old",
        lambda: list(
            Place.objects.annotate(
                count=Count("articles_of_city", filter=Q(articles_of_city__status="published"))
            )
            .filter(count__gt=0)
            .order_by("-count")[:24]
        ),
    )
    g = Place.objects.get(code="44")
    t("children of a province", lambda: list(pub.counted_by_place(g.children.all())))
    t("about province", lambda: pub.about_place(g).count())
    t("about city", lambda: pub.about_place(Place.objects.get(code="4403")).count())
    t("about district", lambda: pub.about_place(Place.objects.get(code="440307")).count())
