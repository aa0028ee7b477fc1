"""A server comes up whatever the state of the index."""

from search.indexing import rebuild
from search.suggest import completion
from search.suggest.warming import warm


def test_it_needs_no_index(db, index_dir):
    warm()
    rebuild()
    warm()


def test_what_is_looked_through_is_made(dozen):
    from search.engine import completing, spelling

    warm()
    (part,) = completion.reader()._current().parts
    assert part.segment.fields["title_entry"] in completing._known
    assert part.segment.fields["text"] in spelling._known
