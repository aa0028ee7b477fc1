"""Chooses among the readings of a torn passage, or leaves it as it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from archive.ingest.restoration import language
from archive.ingest.restoration.language import Setting
from archive.ingest.restoration.quotes import opens_after, quotation_score
from archive.ingest.restoration.shifts import read_run
from archive.ingest.restoration.sites import Site, context_after

LEAST_GAIN = 5.0  # log-probability by which a reading must beat what is shown
LEAST_CONFIDENCE = 0.8
LEAST_PER_CHARACTER = -9.5  # below it the reading is no Chinese either
_BEAM_SHARE = 0.5


@dataclass(frozen=True)
class Choice:
    """The best reading of a site: the text that replaces it, whether to take it, and if not, why."""

    after: str
    confidence: float
    accepted: bool
    reason: str = ""


def choose(text: str, site: Site, setting: Setting) -> Choice | None:
    """The reading of a site; None where there is none, or where what is shown reads well as it is."""
    after_context = context_after(text, site.end)
    shown = language.score(site.context + text[site.start : site.end] + after_context)
    candidates = _weighed(text, site, after_context, setting)
    if not candidates:
        return None
    (best, _, plain), confidence = candidates[0], _confidence(candidates)
    length = len(site.context) + len(best) + len(after_context)
    if plain - shown < LEAST_GAIN:
        return None
    if plain / length < LEAST_PER_CHARACTER:
        return Choice(best, confidence, accepted=False, reason="没有足够可信的读法")
    if confidence < LEAST_CONFIDENCE:
        return Choice(best, confidence, accepted=False, reason="有几种可能的读法")
    return Choice(best, confidence, accepted=True)


def _weighed(text: str, site: Site, after: str, setting: Setting) -> list[tuple[str, float, float]]:
    """Replacement, weight and log-probability of each reading, the best first."""
    found = []
    opens_next = opens_after(text, site.end)
    for reading in read_run(site.run, site.starts, setting):
        replacement = reading.text[len(site.context) :]
        plain = language.score(reading.text + after) + quotation_score(
            site.quotation, replacement, opens_next
        )
        found.append((replacement, plain + _BEAM_SHARE * reading.score, plain))
    return sorted(found, key=lambda each: -each[1])


def _confidence(candidates: list[tuple[str, float, float]]) -> float:
    """The share of the best reading among all, readings that differ in script alone taken together."""
    best = candidates[0]
    sums: dict[str, float] = {}
    for text, weight, _ in candidates:
        key = language.fold_characters(text)
        sums[key] = sums.get(key, 0.0) + exp(max(weight - best[1], -50.0))
    return sums[language.fold_characters(best[0])] / sum(sums.values())
