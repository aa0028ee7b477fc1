"""One article: its paragraphs, the facts about it with their evidence, and how its text was restored."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.models import Article, LedgerEntry
from archive.reading import restored_paragraphs
from archive.reprints import reprints_of


@require_safe
def article(request, public_id):
    found = get_object_or_404(
        Article.objects.published()
        .select_related("source", "city", "duplicate_of", "current_raw")
        .prefetch_related("places", "organizations", "evidence"),
        public_id=public_id,
    )
    ledger = LedgerEntry.objects.filter(raw_document=found.current_raw, vetoed=False)
    repairs = list(ledger.filter(stage=LedgerEntry.Stage.RESTORATION))
    return render(
        request,
        "archive/article.html",
        {
            "article": found,
            "paragraphs": restored_paragraphs(found.paragraphs.all(), repairs),
            "evidence": found.evidence.all(),
            "repairs": repairs,
            "reprints": reprints_of(found),
            "dropped": ledger.filter(stage=LedgerEntry.Stage.CLEANING).count(),
        },
    )
