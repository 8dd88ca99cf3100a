"""The form in a real browser: what only a browser can show."""

from __future__ import annotations

import html
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from web_examples import ARABIC, ARTICLE, TITLE
from werkzeug.serving import make_server

from summarizer import Summary
from summarizer.settings import Settings
from web import create_app

CHROMIUM = shutil.which("chromium")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_app(Settings()), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield launched
        launched.close()


@contextmanager
def browsing(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Open the form; what the browser complains of, or asks of another host, fails the test."""
    complaints: list[str] = []
    with browser.new_context(**options) as context:
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: complaints.append(asked.url) if not asked.url.startswith(address) else None)
        page.goto(address)
        yield page
    assert complaints == []


def summarise(page: Page) -> None:
    page.fill("#text", ARTICLE)
    page.click("button.primary")
    page.wait_for_selector(".points")


def background(page: Page, selector: str) -> str:
    return str(page.eval_on_selector(selector, "mark => getComputedStyle(mark).backgroundColor"))


@pytest.mark.parametrize("script", [True, False])
def test_clicking_a_highlight_shows_its_words_in_the_article_and_back(
    browser: Browser, address: str, script: bool
) -> None:
    with browsing(browser, address, java_script_enabled=script, viewport={"width": 1280, "height": 500}) as page:
        summarise(page)
        assert page.inner_text("h1") == TITLE
        last = page.locator("ol.points > li").count()
        mark = page.locator(f"#source-{last}")
        if script:  # reading styles takes a script of its own
            resting = background(page, f"#source-{last}")
        page.click(f"ol.points > li:nth-child({last}) .point a")
        page.wait_for_url(f"**/#source-{last}")
        page.wait_for_timeout(700)  # smooth scrolling
        box = mark.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 500
        if script:
            assert background(page, f"#source-{last}") != resting
        page.locator(f"a.back[href='#highlight-{last}']").click()
        page.wait_for_url(f"**/#highlight-{last}")


def test_the_form_is_sent_and_the_result_saved_without_a_script(browser: Browser, address: str, tmp_path: Path) -> None:
    with browsing(browser, address, java_script_enabled=False) as page:
        summarise(page)
        assert not page.is_visible("text=Copy as text")
        page.click(".copies summary")
        assert page.input_value("#copy-text").startswith(TITLE)
        page.locator("input[name=pick]").first.uncheck()
        with page.expect_download() as download:
            page.click("button[value=json]")
        download.value.save_as(tmp_path / "saved.json")
        saved = Summary.model_validate_json((tmp_path / "saved.json").read_bytes())
        assert len(saved.highlights) == 3


def test_the_result_is_copied_as_text_and_as_html(browser: Browser, address: str) -> None:
    with browsing(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        summarise(page)
        page.click("text=Copy as text")
        page.wait_for_selector(".status:has-text('Copied as text')")
        assert str(page.evaluate("navigator.clipboard.readText()")).startswith(TITLE)
        page.click("text=Copy as HTML")
        page.wait_for_selector(".status:has-text('Copied as HTML')")
        assert str(page.evaluate("navigator.clipboard.readText()")).startswith("<article")


def copies(page: Page) -> list[str]:
    return [page.input_value(f"#copy-{kind}") for kind in ("text", "html")]


def test_what_is_copied_follows_the_ticks_as_the_page_does_that_they_update(browser: Browser, address: str) -> None:
    with browsing(browser, address) as page:
        summarise(page)
        before = copies(page)
        swapped_in = page.locator(".spare .point a").first.inner_text()
        page.locator(".spare input[name=pick]").first.check()
        page.locator("ol.points input[name=pick]").first.uncheck()
        assert page.locator("text=Copy as text").is_enabled()
        swapped = copies(page)
        assert all(swapped_in in html.unescape(copy) for copy in swapped)
        page.click("button.repick")
        page.wait_for_selector(".points")
        assert swapped_in in page.locator("ol.points .point a").all_inner_texts()
        assert copies(page) == swapped
        for box in page.locator("ol.points input[name=pick]").all():
            box.uncheck()
        assert copies(page) == swapped, "without any tick the highlights stay"
        assert before != swapped


def test_what_has_the_focus_is_not_under_the_bar_of_buttons(browser: Browser, address: str) -> None:
    """Focus Not Obscured (WCAG 2.2, 2.4.11)."""
    with browsing(browser, address, viewport={"width": 1280, "height": 700}, reduced_motion="reduce") as page:
        summarise(page)
        for _ in range(24):
            page.keyboard.press("Tab")
            page.wait_for_timeout(50)
            assert page.evaluate(_IS_SEEN), page.evaluate("document.activeElement.outerHTML")


def test_links_are_large_enough_to_be_hit(browser: Browser, address: str) -> None:
    """Target Size (WCAG 2.2, 2.5.8): 24 pixels; links within sentences are excepted."""
    with browsing(browser, address) as page:
        summarise(page)
        for link in page.locator("a.back, .masthead a").all():
            box = link.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 24


def test_a_right_to_left_point_has_its_number_on_the_right_and_its_box_on_the_left(
    browser: Browser, address: str
) -> None:
    with browsing(browser, address, viewport={"width": 1280, "height": 900}) as page:
        page.fill("#text", ARABIC)
        page.click("button.primary")
        page.wait_for_selector(".points")
        for point in page.locator("ol.points > li").all():
            label, words = point.locator(".pick").bounding_box(), point.locator(".point").bounding_box()
            assert label is not None
            assert words is not None
            assert label["x"] + label["width"] <= words["x"]
            assert point.evaluate("li => getComputedStyle(li, '::before').right") == "0px"


def test_every_receipt_leads_back_and_no_heading_is_named_by_the_way(browser: Browser, address: str) -> None:
    with browsing(browser, address) as page:
        summarise(page)
        assert page.get_by_role("heading", name=TITLE, exact=True).count() == 2
        page.click("a[href='#source-spare-1']")
        page.click("a.back[href='#highlight-spare-1']")
        page.wait_for_url("**/#highlight-spare-1")


@pytest.mark.parametrize("key", ["Control+Enter", "Meta+Enter"])
def test_a_shortcut_sends_the_form(browser: Browser, address: str, key: str) -> None:
    with browsing(browser, address) as page:
        page.fill("#text", ARTICLE)
        page.press("#text", key)
        page.wait_for_selector(".points")


_IS_SEEN = """() => {
    const box = document.activeElement.getClientRects()[0];
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top !== null && (top.contains(document.activeElement) || document.activeElement.contains(top));
}"""


def test_going_back_finds_the_text_still_in_the_form(browser: Browser, address: str) -> None:
    with browsing(browser, address) as page:
        summarise(page)
        page.go_back()
        page.wait_for_selector("#text")
        assert page.input_value("#text") == ARTICLE


def test_going_back_to_a_result_finds_it(browser: Browser, address: str) -> None:
    with browsing(browser, address) as page:
        summarise(page)
        page.click("text=API")
        page.wait_for_selector(".docs-page")
        page.go_back()
        page.wait_for_selector(".points")


def test_a_form_says_that_it_is_sent_and_a_double_click_sends_it_once(browser: Browser, address: str) -> None:
    sent: list[str] = []
    with browsing(browser, address) as page:
        page.context.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
        page.fill("#text", ARTICLE)
        page.evaluate("document.querySelector('form').target = '_blank'")  # stay here, to see what it says
        with page.context.expect_page() as answer:
            page.dblclick("button.primary")
        answer.value.wait_for_selector(".points")
        assert page.inner_text("form [role=status]") == "Summarising…"
    assert sent == [address]


def test_paper_shows_which_words_are_which_highlight_s(browser: Browser, address: str) -> None:
    with browsing(browser, address) as page:
        summarise(page)
        page.click("#highlight-1 .point a")
        page.emulate_media(media="print")
        assert page.is_visible(".source a.back[href='#highlight-1']")
        assert background(page, "#source-1") == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    with browsing(browser, address, viewport={"width": width, "height": 800}) as page:
        sideways = "document.documentElement.scrollWidth > innerWidth"
        assert not page.evaluate(sideways)
        summarise(page)
        assert not page.evaluate(sideways)
        page.goto(f"{address}docs")
        assert not page.evaluate(sideways)


def test_the_form_can_be_filled_and_sent_by_keyboard_alone(browser: Browser, address: str) -> None:
    with browsing(browser, address) as page:
        assert page.evaluate("document.activeElement.id") == "text"
        page.keyboard.insert_text(ARTICLE)
        order = []
        for _ in range(9):
            page.keyboard.press("Tab")
            order.append(page.evaluate("document.activeElement.id || document.activeElement.type"))
        assert order == ["file", "title", "length", "highlights", "headline", "language", "engine", "read_as", "submit"]
        page.keyboard.press("Enter")
        page.wait_for_selector(".points")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(browser: Browser, address: str, scheme: str) -> None:
    """Contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3) for every colour pair that text is set in."""
    with browsing(browser, address, color_scheme="dark" if scheme == "dark" else "light") as page:
        summarise(page)
        pairs = [("ink", sheet) for sheet in ("paper", "sheet", "point", "support", "standfirst", "target")]
        pairs += [(ink, sheet) for ink in ("muted", "accent") for sheet in ("paper", "sheet")]
        pairs += [("on-accent", "accent"), ("wrong", "sheet"), ("ink", "wrong-sheet"), ("ink", "notice-sheet")]
        for ink, sheet in pairs:
            colours = [page.evaluate(_COLOUR, f"--{name}") for name in (ink, sheet)]
            light, dark = sorted(map(_luminance, colours), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{ink} on {sheet}"


_COLOUR = """name => {
    document.body.style.color = `var(${name})`;
    return getComputedStyle(document.body).color.match(/\\d+/g).map(Number);
}"""


def _luminance(colour: list[int]) -> float:
    """Return the relative luminance of an sRGB colour (WCAG 2.2)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
