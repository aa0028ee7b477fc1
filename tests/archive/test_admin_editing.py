"""What a curator changes at the desk: it is kept, locked, and shown as the curator's."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from archive.models import Article, Organization, OrganizationAlias, Place, Source
from tests.archive.conftest import form_of

LINES = ["第一段说的是早上的雨。", "第二段说的是中午的风。", "第三段说的是晚上的雪。"]


@pytest.fixture
def article(store_record):
    return store_record(id="a", title="旧标题", date="2021-06-01", city="苏州市", paragraphs=LINES)


def change_page(row):
    return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])


def save(desk, row, **changes):
    """Posts the form with these changes; returns the answer."""
    return desk.post(change_page(row), {**form_of(desk, change_page(row)), **changes})


def errors(answer):
    assert answer.status_code == 200, "the form was accepted"
    context = answer.context_data
    inlines = [inline.formset for inline in context["inline_admin_formsets"]]
    return str(context["errors"]) + "".join(str(formset.non_form_errors()) for formset in inlines)


def paragraphs(article):
    return [(p.number, p.text) for p in article.paragraphs.all()]


def test_form_saved_as_it_came_locks_nothing(desk, article):
    before = list(article.paragraphs.values_list())
    assert save(desk, article).status_code == 302
    article.refresh_from_db()
    assert article.locked == []
    assert list(article.paragraphs.values_list()) == before
    assert not article.evidence.filter(origin="curator").exists()


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        pytest.param({"title": "新标题"}, "title", "新标题", id="title"),
        pytest.param({"title_basis": "supplied"}, "title", "旧标题", id="basis of the title"),
        pytest.param({"kicker": "引题"}, "kicker", "引题", id="kicker"),
        pytest.param({"published_precision": "month"}, "published", "2021-06", id="precision"),
        pytest.param({"status": "withheld"}, "status", "withheld", id="status"),
        pytest.param({"url": "https://example.org/"}, "url", "https://example.org/", id="url"),
        pytest.param({"authors": '["张三", {"name": "李四"}]'}, "authors", "张三、李四", id="authors"),
    ],
)
def test_change_locks_its_field_and_leaves_evidence(desk, article, changes, field, value):
    assert save(desk, article, **changes).status_code == 302
    article.refresh_from_db()
    assert article.locked == [field]
    row = article.evidence.get(origin="curator")
    assert (row.field, row.value, row.decided_by) == (field, value, "curator")


@pytest.mark.parametrize("field", ["places", "organizations"])
def test_evidence_of_a_list_is_the_list_as_it_was_saved(desk, article, field):
    chosen = (
        Place.objects.get(name="上海市")
        if field == "places"
        else Organization.objects.create(public_id="aaaaaaaaaa", preferred_name="某局")
    )
    assert save(desk, article, **{field: [chosen.pk]}).status_code == 302
    article.refresh_from_db()
    assert article.locked == [field]
    assert article.evidence.get(origin="curator").value == str(chosen)


@pytest.mark.parametrize(
    "authors",
    ["5", '"张三"', "[5]", '[{"role": "记者"}]', '[{"name": 5}]', '[""]', "[null]", '{"name": "甲"}'],
)
def test_authors_that_name_nobody_are_refused(desk, article, authors):
    assert "张三" in errors(save(desk, article, authors=authors))
    article.refresh_from_db()
    assert article.locked == []


def test_date_without_precision_is_refused_by_the_form(desk, article):
    answer = save(desk, article, published_precision="")
    assert "article_date_with_precision" in errors(answer)


def test_form_opened_before_another_change_is_refused(desk, article, store_record):
    opened = form_of(desk, change_page(article))
    store_record(id="a", title="载入的新标题", paragraphs=LINES)
    answer = desk.post(change_page(article), {**opened, "kicker": "引题"})
    assert answer.status_code == 200
    assert "重新打开" in answer.content.decode()
    article.refresh_from_db()
    assert (article.title, article.kicker, article.locked) == ("载入的新标题", "", [])


A, B, C = LINES
NEW = "新写的一段。"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"0-text": NEW}, [NEW, B, C], id="edited"),
        pytest.param({"1-DELETE": "on"}, [A, C], id="deleted"),
        pytest.param({"0-number": 2, "1-number": 1}, [B, A, C], id="swapped"),
        pytest.param({"2-number": 1}, [C, A, B], id="moved up to a number that is taken"),
        pytest.param({"0-number": 3}, [B, C, A], id="moved down to a number that is taken"),
        pytest.param({"0-number": 40}, [B, C, A], id="moved to the end"),
        pytest.param({"1-text": A}, [A, A, C], id="made equal to another"),
        pytest.param({"3": (4, NEW)}, [A, B, C, NEW], id="added at the end"),
        pytest.param({"3": (1, NEW)}, [NEW, A, B, C], id="added in front"),
        pytest.param({"3": (2, NEW), "4": (2, NEW)}, [A, NEW, NEW, B, C], id="two equal ones added between"),
        pytest.param({"0-DELETE": "on", "3": (1, NEW), "2-number": 1}, [C, NEW, B], id="all at once"),
    ],
)
def test_paragraphs_stay_numbered_and_anchored(desk, article, changes, expected):
    anchors = dict(article.paragraphs.values_list("text", "anchor"))
    posted = {}
    for key, value in changes.items():
        if isinstance(value, tuple):
            posted |= {f"paragraphs-{key}-number": value[0], f"paragraphs-{key}-text": value[1]}
            posted |= {f"paragraphs-{key}-kind": "body", f"paragraphs-{key}-article": article.pk}
        else:
            posted[f"paragraphs-{key}"] = value
    added = sum(isinstance(value, tuple) for value in changes.values())
    assert save(desk, article, **posted, **{"paragraphs-TOTAL_FORMS": 3 + added}).status_code == 302
    assert paragraphs(article) == list(enumerate(expected, 1))
    article.refresh_from_db()
    assert article.locked == ["paragraphs"]
    assert article.evidence.get(origin="curator").decided_by == "curator"
    now = article.paragraphs.values_list("text", "anchor")
    assert len({anchor for _, anchor in now}) == len(expected)
    assert all(
        anchors[text] == anchor for text, anchor in now if expected.count(text) == 1 and text in anchors
    )


def test_paragraph_edited_at_the_desk_stays_after_a_load(desk, article, store_record):
    save(desk, article, **{"paragraphs-1-text": NEW})
    store_record(id="a", title="旧标题", paragraphs=[*LINES, "载入的第四段。"])
    assert paragraphs(article) == [(1, A), (2, NEW), (3, C)]


def test_history_names_the_edited_paragraph(desk, article):
    save(desk, article, **{"paragraphs-1-text": NEW})
    assert NEW[:5] in LogEntry.objects.get().get_change_message()


@pytest.mark.parametrize(
    ("action", "status"), [("publish", "published"), ("withhold", "withheld"), ("to_review", "in_review")]
)
def test_action_sets_locks_and_records_the_status(desk, store_record, action, status):
    before = "draft"
    rows = [store_record(id=name, status=before) for name in "ab"]
    rows.append(store_record(id="already", status=status))
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    answer = desk.post(reverse("admin:archive_article_changelist"), chosen, follow=True)
    assert "已改 2 篇" in answer.content.decode()
    assert set(Article.objects.values_list("status", flat=True)) == {status}
    for row in rows[:2]:
        row.refresh_from_db()
        assert row.locked == ["status"]
        assert row.evidence.get(origin="curator").value == status
        assert LogEntry.objects.filter(object_id=row.pk).count() == 1
    assert Article.objects.get(external_id="already").locked == []


def test_settled_doubts_leave_the_queue(desk, store_record):
    article = store_record(id="a", city="乌有市")
    assert article in Article.objects.awaiting_review()
    desk.post(
        reverse("admin:archive_article_changelist"), {"action": "settle", "_selected_action": [article.pk]}
    )
    assert article not in Article.objects.awaiting_review()
    assert "乌有市" in LogEntry.objects.get().get_change_message()


def test_merging_at_the_desk_moves_articles_and_leaves_a_redirect(desk, store_record):
    article = store_record(id="a", organizations=["甲局"], source="旧报")
    body, outlet = Organization.objects.create(public_id="aaaaaaaaaa", preferred_name="乙局"), None
    outlet = Source.objects.for_name("新报")
    old_body, old_outlet = article.organizations.get(), article.source
    assert save(desk, old_body, merged_into=body.pk).status_code == 302
    assert save(desk, old_outlet, merged_into=outlet.pk).status_code == 302
    article = Article.objects.get()
    assert (list(article.organizations.all()), article.source) == ([body], outlet)
    assert body.aliases.get().name == "甲局"
    assert "绕一圈" in errors(save(desk, body, merged_into=old_body.pk))
    assert "绕一圈" in errors(save(desk, outlet, merged_into=old_outlet.pk))


def test_authority_added_at_the_desk_gets_an_id_and_no_namesake(desk, curator):
    for model, field in ((Organization, "preferred_name"), (Source, "name")):
        page = reverse(f"admin:archive_{model._meta.model_name}_add")
        blank = form_of(desk, page)
        assert desk.post(page, {**blank, field: "鄉土報"}).status_code == 302
        assert len(model.objects.get().public_id) == 10
        assert "同名" in errors(desk.post(page, {**blank, field: "乡土报"}))


@pytest.mark.parametrize(("names", "taken"), [(["甲办", "乙办"], 2), (["宣传部", "宣傳部"], 0)])
def test_aliases_that_differ_by_script_alone_are_refused(desk, names, taken):
    body = Organization.objects.create(public_id="aaaaaaaaaa", preferred_name="某局")
    posted = {f"aliases-{number}-name": name for number, name in enumerate(names)}
    answer = save(desk, body, **posted, **{"aliases-TOTAL_FORMS": 2})
    assert answer.status_code == (302 if taken else 200)
    assert OrganizationAlias.objects.count() == taken
