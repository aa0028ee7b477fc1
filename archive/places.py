"""Keeps the table of places equal to the administrative divisions that the program ships."""

from archive.models import Place
from archive.text.divisions import all_divisions
from archive.text.folding import fold


def sync_places(**_signal) -> None:
    """Adds what is missing and corrects what changed; never deletes, since articles may point there."""
    known = {code: rest for code, *rest in Place.objects.values_list("code", "name", "level", "parent__code")}
    ids = dict(Place.objects.values_list("code", "pk"))
    for level in Place.Level.values:
        differing = [
            division
            for division in all_divisions()
            if division.level == level
            and known.get(division.code) != [division.name, division.level, division.parent]
        ]
        for division in differing:
            if division.code in known:
                Place.objects.filter(code=division.code).update(**_columns(division, ids))
        added = Place.objects.bulk_create(
            Place(code=division.code, **_columns(division, ids))
            for division in differing
            if division.code not in known
        )
        ids.update((place.code, place.pk) for place in added)


def _columns(division, ids):
    return {
        "name": division.name,
        "folded_name": fold(division.name),
        "level": division.level,
        "parent_id": ids.get(division.parent),
    }
