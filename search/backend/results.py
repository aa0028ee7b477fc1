"""What was found, as Haystack's results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from haystack.constants import DJANGO_CT, DJANGO_ID
from haystack.models import SearchResult
from haystack.utils.app_loading import haystack_get_model

from search.engine.ask import Hit


def as_result(
    hit: Hit, unified_index: Any, convert: Callable[[Any], Any], result_class: type | None, **more: Any
) -> Any:
    """A hit as a result with all the fields of its model's index; None, or [], where it has no value. `convert` is
    for values of none of these fields."""
    stored = dict(hit.stored)
    app_label, model_name = stored.pop(DJANGO_CT).split(".")
    primary_key = stored.pop(DJANGO_ID)
    fields = unified_index.get_index(haystack_get_model(app_label, model_name)).fields
    values: dict[str, Any] = {name: [] if field.is_multivalued else None for name, field in fields.items()}
    for name, value in stored.items():
        values[name] = _declared(fields[name], value) if name in fields else convert(value)
    return (result_class or SearchResult)(
        app_label, model_name, primary_key, hit.score or 0, **values, **more
    )


def _declared(field: Any, value: Any) -> Any:
    """As Haystack's Whoosh engine gives it: a list's items as text, a day as its first moment."""
    value = field.convert(value)
    if field.is_multivalued:
        return [str(item) for item in value]
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    return value
