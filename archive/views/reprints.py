"""Two articles compared: what wording a reprint changed."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.models import Article
from archive.reprints.comparing import compare


@require_safe
def comparison(request, public_id, other_id):
    """Readers compare what is published; who may see unpublished articles at the desk may compare them too."""
    if public_id == other_id:
        raise Http404
    visible = Article.objects.select_related("source", "city")
    if not request.user.has_perm("archive.view_article"):
        visible = visible.published()
    one, other = (get_object_or_404(visible, public_id=each) for each in (public_id, other_id))
    return render(request, "archive/comparison.html", {"comparison": compare(one, other)})
