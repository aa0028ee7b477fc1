"""A curator corrects an article in the admin; the search follows and later loads leave the correction alone."""

import time

import pytest
from django.core.management import call_command

from tests.conftest import FOUNDING

WORD = "此处经编目员校正"


@pytest.fixture
def admin_page(open_page, django_user_model):
    django_user_model.objects.create_superuser("admin", password="a-long-password")
    page = open_page("/admin/")
    page.locator("#id_username").fill("admin")
    page.locator("#id_password").fill("a-long-password")
    page.keyboard.press("Enter")
    page.locator("#user-tools").wait_for()
    return page


def found(page, word):
    answer = page.request.get("/api/v1/search", params={"q": f'"{word}"'})
    return answer.json()["count"]


def within(seconds, condition):
    """True as soon as the condition holds; the limit is what the archive promises a curator."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_a_correction_is_found_and_survives_another_load(admin_page, founding, index_worker):
    article = founding[1]
    admin_page.goto(f"/admin/archive/article/{article.pk}/change/")
    admin_page.get_by_text("段落", exact=True).first.click()
    admin_page.locator("#id_paragraphs-0-text").fill(WORD)
    admin_page.locator("input[name=_save]").first.click()
    admin_page.locator(".success").wait_for()
    assert within(5, lambda: found(admin_page, WORD) == 1)
    call_command("load_articles", str(FOUNDING))
    article.refresh_from_db()
    assert article.paragraphs.first().text == WORD
    assert "paragraphs" in article.locked


def test_a_withheld_article_leaves_the_search(admin_page, founding, index_worker):
    assert found(admin_page, "平湖街道") == 1
    admin_page.goto(f"/admin/archive/article/{founding[4].pk}/change/")
    admin_page.locator("#id_status").select_option("withheld")
    admin_page.locator("input[name=_save]").first.click()
    admin_page.locator(".success").wait_for()
    assert within(5, lambda: found(admin_page, "平湖街道") == 0)
    assert admin_page.request.get(founding[4].get_absolute_url()).status == 404


def test_an_undone_repair_is_shown_first_and_the_search_follows(admin_page, founding, index_worker):
    ledger = founding[0].current_raw.ledger.filter(rule="cut", before__contains="萍枷")
    entry = ledger.first()
    before = found(admin_page, "科技先锋突击队")
    admin_page.goto(f"/admin/archive/ledgerentry/{entry.pk}/change/")
    admin_page.get_by_text("撤销这处改动").click()
    assert "萍枷" in admin_page.locator(".comparison ins").inner_text()
    assert found(admin_page, "萍枷") == 0
    admin_page.locator("input[type=submit]").last.click()
    admin_page.locator(".success").wait_for()
    assert within(5, lambda: found(admin_page, "萍枷") == 1)
    assert found(admin_page, "科技先锋突击队") == before  # it stands in other sentences too
