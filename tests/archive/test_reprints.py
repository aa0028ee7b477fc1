"""Reprints are found when an article is linked: pairs, groups, and what a curator decides of them."""

import random

import pytest

from archive.models import Article, Fingerprint, Paragraph, Place, Reprint, SampledShingle
from archive.paragraphs import write_paragraphs
from archive.reprints import decide, find_again, link, regroup, reprints_of
from archive.reprints.finding import CANDIDATES, HOT
from archive.reprints.showing import ALIKE_SHOWN, SHOWN
from tests.text.test_likeness import RAIN, article, bulletin, reworded

SAME, DIFFERENT, OPEN = Reprint.Decision.SAME, Reprint.Decision.DIFFERENT, Reprint.Decision.NONE


@pytest.fixture
def make(db):
    """An article with this text, linked."""

    def made(text, date=None, **fields):
        number = Article.objects.count() + 1
        precision = {None: "", 10: "day", 7: "month", 4: "year"}[date and len(date)]
        found = Article.objects.create(
            public_id=f"a{number:09d}", identity=f"id:{number}", published_precision=precision,
            published_on=date and date + "-01-01"[len(date) - 4 :], **fields,
        )  # fmt: skip
        write(found, text)
        link(found)
        return Article.objects.get(pk=found.pk)

    return made


def write(found, text):
    write_paragraphs(found, [Paragraph(text=part) for part in text.split("\n")])


def rewrite(found, text):
    write(found, text)
    link(found)


def pairs():
    return {(row.first_id, row.second_id): row.kind for row in Reprint.objects.all()}


def groups():
    """The groups as sets of articles."""
    found = {}
    for member, group in Fingerprint.objects.exclude(group=None).values_list("article", "group"):
        found.setdefault(group, set()).add(member)
    return sorted(map(sorted, found.values()))


LEAD = "据县里的消息，"
PARTS = [article(1), article(2), article(3)]


@pytest.mark.parametrize(
    ("text", "kind", "grouped"),
    [
        pytest.param(RAIN, "equal", True, id="equal"),
        pytest.param(LEAD + RAIN, "similar", True, id="another lead"),
        pytest.param(RAIN[: len(RAIN) // 2], "excerpt", False, id="excerpt"),
        pytest.param(article(1) + RAIN + article(2), "excerpt", False, id="among other news"),
        pytest.param(article(1), None, False, id="unrelated"),
    ],
)
def test_a_text_is_linked_to_what_it_reprints(make, text, kind, grouped):
    first, second = make(RAIN), make(text)
    assert pairs() == ({(first.pk, second.pk): kind} if kind else {})
    assert groups() == ([[first.pk, second.pk]] if grouped else [])


def test_a_link_keeps_what_it_rests_on(make):
    make(LEAD + RAIN + "共有3人参加。")
    make(RAIN + "共有3人参加。")
    row = Reprint.objects.get()
    assert 0.9 < row.resemblance < row.containment == 1
    assert (row.figures_same, row.figures_different) == (2, 0)
    assert (row.decision, row.decided_by) == ("", "")


def test_bylines_are_not_compared(make):
    one = make(RAIN)
    other = make(RAIN + "\n记者 张三")
    other.paragraphs.filter(number=2).update(kind="byline")
    link(other)
    assert pairs() == {(one.pk, other.pk): "equal"}


def test_bulletins_of_other_days_stay_apart(make):
    """A shortened bulletin that is like those of two days does not join them."""
    first = make(bulletin(day="4月25日"))
    second = make(bulletin(day="4月26日"))
    undated = make(bulletin(day="当日"))
    assert pairs()[first.pk, second.pk] == "same_form"
    again = make(LEAD + bulletin(day="4月26日"))
    assert pairs()[second.pk, again.pk] == "similar"
    assert [group for group in groups() if {first.pk, second.pk} <= set(group)] == []
    assert [second.pk, again.pk] in [sorted({*group} - {undated.pk}) for group in groups()]


def test_texts_that_name_other_places_stay_apart(make):
    one = make(RAIN)
    one.places.set(Place.objects.filter(code="31"))
    other = Article.objects.create(public_id="b", identity="b")
    other.places.set(Place.objects.filter(code="3205"))
    rewrite(other, LEAD + RAIN)
    assert (pairs(), groups()) == ({(one.pk, other.pk): "same_form"}, [])


@pytest.mark.parametrize(
    ("text", "dates", "kind"),
    [
        pytest.param("图片新闻", ("", ""), None, id="caption"),
        pytest.param(RAIN[:40], (None, None), "equal", id="short"),
        pytest.param(RAIN[:40], ("2022-04-25", "2022-04"), "equal", id="short, dates that may agree"),
        pytest.param(RAIN[:40], ("2022-04-25", "2022-05-25"), "same_form", id="short, another day"),
        pytest.param(RAIN, ("2022-04-25", "2022-05-25"), "equal", id="long, another day"),
        pytest.param("", (None, None), None, id="empty"),
    ],
)
def test_short_texts_are_linked_with_caution(make, text, dates, kind):
    one, other = (make(text, date or None) for date in dates)
    assert pairs() == ({(one.pk, other.pk): kind} if kind else {})


def test_linking_again_changes_nothing(make):
    make(RAIN)
    other = make(LEAD + RAIN)
    before = (
        list(Reprint.objects.values()),
        list(Fingerprint.objects.values()),
        SampledShingle.objects.count(),
    )
    link(other)
    find_again()
    find_again()
    after = list(Reprint.objects.values()), list(Fingerprint.objects.values()), SampledShingle.objects.count()
    assert after == before


def test_another_text_has_other_links(make):
    first, second, third = make(RAIN), make(LEAD + RAIN), make(article(1))
    rewrite(second, article(1) + LEAD)
    assert set(pairs()) == {(second.pk, third.pk)}
    assert groups() == [[second.pk, third.pk]]
    rewrite(first, article(1))
    assert groups() == [[first.pk, second.pk, third.pk]]


def test_a_group_falls_apart_with_the_article_that_held_it_together(make):
    text = article(5, 260)
    one, other = reworded(text, 0.17, 1), reworded(text, 0.17, 2)
    first, second = make(one), make(other)
    assert pairs() == {}
    between = make(text)
    assert groups() == [[first.pk, second.pk, between.pk]]
    rewrite(between, article(9))
    assert groups() == []


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_loading_makes_no_other_groups(make, seed):
    texts = [
        variant
        for part in PARTS
        for variant in (part, LEAD + part, part[: len(part) * 4 // 5], part + "完。")
    ]
    texts += [bulletin(day=f"4月{day}日") for day in range(1, 9)]
    random.Random(seed).shuffle(texts)
    for text in texts:
        make(text)
    loaded = groups()
    assert sorted(map(len, loaded)) == [4, 4, 4]
    find_again()
    assert groups() == loaded


def test_find_again_finds_what_was_never_linked(make):
    first, second = make(RAIN), make(RAIN)
    expected = pairs(), groups()
    for model in (Reprint, Fingerprint, SampledShingle):
        model.objects.all().delete()
    find_again()
    assert (pairs(), groups()) == expected == ({(first.pk, second.pk): "equal"}, [[first.pk, second.pk]])


def test_what_everybody_prints_costs_no_more_each_time(make, django_assert_max_num_queries):
    """A text that hundreds share is looked up among a bounded number, and each still finds the group."""
    made = [make(f"{RAIN}{chr(0x4E00 + number)}。") for number in range(3 * HOT)]
    held = SampledShingle.objects.values_list("key", flat=True)
    assert max(list(held).count(key) for key in set(held)) <= HOT
    assert Reprint.objects.filter(second=made[-1]).count() <= CANDIDATES
    last = Article.objects.create(public_id="last", identity="last")
    write(last, RAIN + "又及。")
    with django_assert_max_num_queries(20):
        link(last)
    assert Fingerprint.objects.get(article=last).group == Fingerprint.objects.get(article=made[0]).group


# --- what a curator decides ------------------------------------------------------------------------------------


def test_a_refusal_outlives_loads_and_rebuilds(make, curator):
    first, second = make(RAIN), make(LEAD + RAIN)
    decide(first, second, DIFFERENT, curator)
    assert groups() == []
    rewrite(second, LEAD + LEAD + RAIN)
    find_again()
    row = Reprint.objects.get()
    assert (groups(), row.decision, row.decided_by) == ([], DIFFERENT, "curator")
    assert row.decided_at is not None


def test_a_link_that_a_curator_made_outlives_loads_and_rebuilds(make, curator):
    first, second = make(article(1)), make(article(2))
    decide(second, first, SAME, curator)
    assert (groups(), pairs()) == ([[first.pk, second.pk]], {(first.pk, second.pk): "stated"})
    rewrite(second, article(3))
    find_again()
    assert groups() == [[first.pk, second.pk]]


def test_a_decision_taken_back_leaves_what_the_machine_found(make, curator):
    first, second, third = make(RAIN), make(LEAD + RAIN), make(article(1))
    decide(first, second, DIFFERENT, curator)
    decide(first, third, SAME, curator)
    assert groups() == [[first.pk, third.pk]]
    decide(first, second, OPEN, curator)
    assert decide(first, third, OPEN, curator) is None
    assert (groups(), pairs()) == ([[first.pk, second.pk]], {(first.pk, second.pk): "similar"})


def test_a_refused_article_does_not_come_back_through_a_third(make, curator):
    first, second = make(RAIN), make(LEAD + RAIN)
    decide(first, second, DIFFERENT, curator)
    third = make(RAIN + "完。")
    assert len(groups()) == 1
    assert not {first.pk, second.pk} <= set(groups()[0])
    assert third.pk in groups()[0]


def test_a_curators_word_beats_what_the_machine_holds_against_it(make, curator):
    first, second = make(bulletin(day="4月25日")), make(bulletin(day="4月26日"))
    decide(first, second, SAME, curator)
    assert groups() == [[first.pk, second.pk]]


def test_what_a_curator_wrote_into_the_article_holds(make):
    first, second = make(article(1)), make(article(2))
    Article.objects.filter(pk=second.pk).update(duplicate_of=first)
    assert [copy.article for copy in reprints_of(first).copies] == [second]
    regroup([second.pk])
    assert groups() == [[first.pk, second.pk]]
    Article.objects.filter(pk=second.pk).update(duplicate_of=None)
    regroup([second.pk])
    assert groups() == []


def test_an_article_is_not_its_own_reprint(make, curator):
    with pytest.raises(ValueError, match="own reprint"):
        decide(make(RAIN), Article.objects.get(), SAME, curator)


# --- which is the earliest -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "earliest", "basis"),
    [
        pytest.param(("2022-04-26", "2022-04-25"), 1, "按发表日期", id="by day, loaded later"),
        pytest.param(("2022-04-25", "2022-04-26"), 0, "按发表日期", id="by day"),
        pytest.param((None, "2022"), 1, "其余的发表日期不详", id="a year against nothing"),
        pytest.param(("2022", "2022-04-25"), 1, "日期只知年月的排在其后", id="a year may mean its end"),
        pytest.param(("2022", "2023-01-01"), 0, "按发表日期", id="a year before"),
        pytest.param(("2022-04-25", "2022-04-25"), 0, "发表日期相同，按入库先后", id="same day"),
        pytest.param((None, None), 0, "发表日期均不详，按入库先后", id="no dates"),
    ],
)
def test_the_earliest_and_why(make, dates, earliest, basis):
    made = [make(RAIN, date) for date in dates]
    for each in made:
        found = reprints_of(each)
        assert (found.earliest, str(found.basis)) == (made[earliest], basis)
        assert [copy.article for copy in found.copies] == [other for other in made if other != each]


def test_the_time_decides_within_a_day(make):
    late = make(RAIN, "2022-04-25", published_time="18:00")
    early = make(RAIN, "2022-04-25", published_time="08:00")
    assert reprints_of(late).earliest == early
    assert reprints_of(late).basis == "发表日期相同，按时刻"


@pytest.mark.parametrize("status", ["draft", "in_review", "withheld"])
def test_what_is_not_published_is_not_shown(make, status):
    hidden = make(RAIN, "2022-04-25", status=status)
    shown, third = make(LEAD + RAIN, "2022-04-26"), make(RAIN, "2022-04-27")
    make(RAIN[: len(RAIN) // 2], status=status)
    found = reprints_of(third)
    assert ([copy.article for copy in found.copies], found.earliest, found.total) == ([shown], shown, 1)
    assert hidden.pk in Fingerprint.objects.filter(group__isnull=False).values_list("article", flat=True)
    assert found.shorter == ()


def test_longer_and_shorter_are_told_apart(make):
    longer, shorter = make(article(1) + RAIN + article(2)), make(RAIN)
    assert [copy.article for copy in reprints_of(shorter).longer] == [longer]
    assert [copy.article for copy in reprints_of(longer).shorter] == [shorter]
    assert reprints_of(shorter).shorter == reprints_of(longer).longer == ()


def test_a_page_lists_a_bounded_number(make, django_assert_max_num_queries):
    copies = [make(RAIN + chr(0x4E00 + number) + "。", "2022-04-25") for number in range(SHOWN + 3)]
    bulletins = [make(bulletin(day=f"{number}月1日")) for number in range(1, ALIKE_SHOWN + 4)]
    with django_assert_max_num_queries(8):
        found = reprints_of(copies[-1])
    assert (len(found.copies), found.total, found.earliest) == (SHOWN, SHOWN + 2, copies[0])
    assert len(reprints_of(bulletins[0]).same_form) == ALIKE_SHOWN
