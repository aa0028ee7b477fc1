"""What of a question a state changes as a whole: whether reprints are one row, or the copies of one text are asked for."""

from __future__ import annotations

from dataclasses import replace

from search.engine.ask import Ask, Values
from search.query.state import SearchState

WORK = "work"  # the index's field of what articles that print one text have in common


def with_folding(question: Ask, state: SearchState) -> Ask:
    if state.work:
        return replace(question, filters={**question.filters, WORK: Values(WORK, (state.work,))})
    return replace(question, fold=WORK) if state.folded else question
