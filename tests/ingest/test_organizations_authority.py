"""The authority file and the standard short forms are sound data."""

import typing

import pytest

from archive.ingest.metadata import organization_authority as authority
from archive.ingest.metadata.describe import describe
from archive.ingest.metadata.organization_authority import all_bodies, find_known, known, opening
from archive.ingest.metadata.organization_offices import office_of
from archive.ingest.records import OrganizationKind


def test_every_body_has_a_kind_of_the_contract_and_years_in_order() -> None:
    kinds = typing.get_args(OrganizationKind)
    for body in all_bodies():
        assert body.kind in kinds, body
        assert body.preferred not in body.aliases, body
        assert body.since is None or body.until is None or body.since <= body.until, body


def test_every_successor_is_a_body_of_the_file() -> None:
    missing = {body.successor for body in all_bodies() if body.successor and not known(body.successor)}
    assert missing == set()


def test_names_in_either_script_are_known() -> None:
    assert known("國務院") == known("国务院")
    assert known("国务院") is not None
    assert known("不在其中的机构") is None


def test_the_longest_name_at_a_place_is_found() -> None:
    (match,) = find_known("中共中央政治局", "中共中央政治局", 0)
    assert match.body.preferred == "中国共产党中央政治局"


def test_a_longer_name_opens_with_the_body_it_is_a_part_of() -> None:
    above = opening("国务院办公厅秘书局")
    assert above is not None
    assert above[0] == known("国务院办公厅")
    assert opening("国务院") is None


def test_a_name_of_sport_counts_near_words_of_sport_only() -> None:
    near, far = "本轮联赛汉堡主场", "汉堡的港口很大"
    assert [match.body.sport for match in find_known(near, near, 0)] == [True]
    assert list(find_known(far, far, 0)) == []


@pytest.mark.parametrize(
    ("rest", "full"),
    [
        pytest.param("教委", "{}教育委员会", id="education"),
        pytest.param("住建局", "{}住房和城乡建设局", id="housing bureau"),
        pytest.param("住建厅", "{}住房和城乡建设厅", id="housing department of a province"),
        pytest.param("委宣传部", "中共{}委员会宣传部", id="party department after 委"),
        pytest.param("统战部", "中共{}委员会统一战线工作部", id="party department alone"),
        pytest.param("纪委", "中共{}纪律检查委员会", id="discipline"),
        pytest.param("人大常委会", "{}人民代表大会常务委员会", id="people's congress"),
        pytest.param("疾控中心", "{}疾病预防控制中心", id="disease control"),
        pytest.param("平湖街道办", "{}平湖街道办事处", id="street office"),
        pytest.param("安化镇党委", "中共{}安化镇委员会", id="town party committee"),
        pytest.param("安化镇政府", "{}安化镇人民政府", id="town government"),
    ],
)
def test_a_short_form_has_its_full_one(rest: str, full: str) -> None:
    office = office_of(rest)
    assert office is not None
    assert office.full == full


def test_what_is_no_standard_form_has_none() -> None:
    assert office_of("教局") is None
    assert office_of("科技先锋突击队") is None


def test_the_file_is_read_once() -> None:
    assert authority.known("国务院") is authority.known("国务院")


def test_a_community_is_not_the_agency_whose_name_it_begins_with() -> None:
    found = describe("新华社区属城中村，外来租户多。", masthead=False).description.organizations
    assert "新华社" not in [body.name for body in found]
    found = describe("新华社记者走访了三个社区。", masthead=False).description.organizations
    assert [body.name for body in found] == ["新华社"]
