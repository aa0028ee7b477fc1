"""A description gathers what the readers found and names what a person should look at."""

from archive.ingest.metadata.describe import Hints, describe

BODY = "昨天上午，苏州市吴江区盛泽镇举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株。"


def notes(text: str, field: str) -> list[str]:
    return [note.text for note in describe(text).description.needs_review if note.field == field]


def test_dates_that_disagree_are_named_for_review() -> None:
    text = f"千人上河堤\n来源：吴江日报 2023-03-12 09:10\n吴江日报2月20日讯 {BODY}"
    assert describe(text).description.published.date == "2023-03-12"  # type: ignore[union-attr]
    assert notes(text, "published") == ["发表日期有出入：取2023-03-12，另见2023-02-20（电头；来源行的年份）"]


def test_dates_that_agree_need_no_review() -> None:
    assert notes(f"千人上河堤\n来源：吴江日报 2023-03-12 09:10\n吴江日报3月12日讯 {BODY}", "published") == []


def test_the_markup_of_a_page_fills_what_its_text_leaves_open() -> None:
    hints = Hints(author="张小满；李大雪", source="柳河网", date="2023-03-12", url="http://a.cn/1.html")
    found = describe(BODY, hints).description
    assert [author.name for author in found.authors] == ["张小满", "李大雪"]
    assert found.published is not None
    assert (found.published.date, found.published.basis) == ("2023-03-12", "网页元数据")


def test_the_text_of_a_page_goes_before_its_markup() -> None:
    hints = Hints(author="管理员", date="2023-03-13")
    found = describe(f"千人上河堤\n来源：吴江日报 作者：张小满 2023-03-12\n{BODY}", hints).description
    assert [author.name for author in found.authors] == ["张小满"]
    assert found.published is not None
    assert found.published.date == "2023-03-12"


def test_authors_may_stand_on_a_line_that_cleaning_took_out() -> None:
    dropped = ["责任编辑：NF055", "本文来源：吴江日报 作者：张小满 责任编辑：NF055", "下一篇：大家种树"]
    assert [author.name for author in describe(BODY, dropped=dropped).description.authors] == ["张小满"]


def test_the_authors_of_other_articles_are_not_the_texts() -> None:
    dropped = ["一锹一土 作者：张小满", "两锹两土 作者：李大雪"]
    assert describe(BODY, dropped=dropped).description.authors == ()


def test_a_stamp_below_the_text_dates_it() -> None:
    published = describe(f"千人上河堤\n{BODY}\n发布时间：2023-03-12 10:00").description.published
    assert published is not None
    assert (published.date, published.basis) == ("2023-03-12", "文末的时间")


def test_yesterday_is_counted_from_the_day_of_publication() -> None:
    found = describe(f"千人上河堤\n来源：吴江日报 2023-03-12\n{BODY}").description
    assert [event.date for event in found.events] == ["2023-03-11"]


def test_a_text_without_a_title_gets_one_that_says_so() -> None:
    found = describe(BODY).description
    assert found.title is not None
    assert (found.title.value, found.title_basis) == (
        "昨天上午，苏州市吴江区盛泽镇举行春季义务植树活动",
        "derived",
    )


def test_a_japanese_text_names_no_city_or_body_of_china() -> None:
    found = describe(
        "市政府は新しい計画を発表しました。上海市の市民センターで開かれ、みんな喜んでいます。"
    ).description
    assert (found.city, found.places, found.organizations) == (None, (), ())


def test_a_chinese_text_may_quote_japanese() -> None:
    found = describe(f"{BODY}日本友人说：“ありがとう”。").description
    assert found.city is not None
    assert found.city.value == "3205"


def test_the_day_in_an_address_is_no_stamp() -> None:
    found = describe(f"http://www.example.cn/2023/3/12/art_1.html\n千人上河堤\n{BODY}").description
    assert found.url is not None
    assert found.published is not None
    assert (found.url.value, found.published.date, found.published.basis) == (
        "http://www.example.cn/2023/3/12/art_1.html",
        "2023-03-12",
        "网址中的日期",
    )


def test_a_year_of_the_republic_on_the_first_line_is_a_stamp() -> None:
    published = describe(f"中華民國112年3月12日\n千人上河堤\n{BODY}").description.published
    assert published is not None
    assert (published.date, published.basis) == ("2023-03-12", "来源行")
