"""What a curator decides of two articles: it holds whatever a machine finds, now or at a later load."""

from django.db import transaction
from django.utils import timezone

from archive.models import Article, Reprint
from archive.reprints import grouping
from archive.reprints.linking import one_at_a_time


@transaction.atomic
def decide(one: Article, other: Article, decision: str, user) -> Reprint | None:
    """Records that two articles print one text, that they do not, or (Reprint.Decision.NONE) that it is open again.

    Returns the pair; None when it is open again and nothing was found of it. Raises ValueError for one article.
    """
    if one.pk == other.pk:
        raise ValueError("an article is not its own reprint")
    one_at_a_time()
    first, second = sorted((one.pk, other.pk))
    pair, _ = Reprint.objects.select_for_update().get_or_create(
        first_id=first, second_id=second, defaults={"kind": Reprint.Kind.STATED}
    )
    if not decision and pair.kind == Reprint.Kind.STATED:
        pair.delete()
        held = None
    else:
        held = _decided(pair, decision, user)
    grouping.regroup({first, second})
    return held


def _decided(pair: Reprint, decision: str, user) -> Reprint:
    pair.decision = Reprint.Decision(decision)
    pair.decided_by = user.get_username() if decision else ""
    pair.decided_at = timezone.now() if decision else None
    pair.save(update_fields=["decision", "decided_by", "decided_at"])
    return pair
