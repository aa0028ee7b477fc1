"""Keeps the table of places equal to the administrative divisions that the program ships."""

from archive.models import Place
from archive.text.divisions import all_divisions
from archive.text.folding import fold


def sync_places(**_signal) -> None:
    """Adds what is missing and renames what was renamed; never deletes, since articles may point there."""
    known = dict(Place.objects.values_list("code", "name"))
    ids = dict(Place.objects.values_list("code", "pk"))
    for level in Place.Level.values:
        divisions = [d for d in all_divisions() if d.level == level and known.get(d.code) != d.name]
        for division in divisions:
            if division.code in known:
                Place.objects.filter(code=division.code).update(
                    name=division.name, folded_name=fold(division.name)
                )
        added = Place.objects.bulk_create(
            Place(
                code=division.code,
                name=division.name,
                folded_name=fold(division.name),
                level=division.level,
                parent_id=ids.get(division.parent),
            )
            for division in divisions
            if division.code not in known
        )
        ids.update((place.code, place.pk) for place in added)
