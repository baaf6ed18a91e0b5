"""The page in a real browser: filtered, opened, followed, printed, by mouse and by keys, with and without scripts."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from figures.reporting.belongings import run
from figures.reporting.page import page
from figures.reporting.pictures import pictures
from figures.wording import languages, wording
from tests.browser.conftest import Open, Watched
from tests.browser.large import large
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

SAMPLES = ROOT / "reports" / "samples"
FR = SAMPLES / "fr" / "report.html"
FINDINGS = [json.loads(line) for line in (SAMPLES / "fr" / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
CONFLICTS = [finding for finding in FINDINGS if finding["kind"] == "conflict"]
#: What a reader waits for at most, in milliseconds.
AT_MOST = 1000


def shown(watched: Watched) -> Locator:
    return watched.page.locator(".finding:visible")


def focused(watched: Watched) -> str:
    """The id of the finding that has the focus, or of the element."""
    found = watched.page.evaluate(
        "(document.activeElement.closest('.finding')?.querySelector('.message') ?? document.activeElement).id"
    )
    return str(found)


def filtering(watched: Watched, words: str) -> float:
    """How long it takes until a search for these words is seen, in milliseconds."""
    took = watched.page.evaluate(
        """words => {
            const begun = performance.now();
            const search = document.getElementById("q");
            search.value = words;
            search.dispatchEvent(new Event("input", { bubbles: true }));
            document.body.getBoundingClientRect();
            return performance.now() - begun;
        }""",
        words,
    )
    return float(took)


def opens(watched: Watched, finding_id: str) -> bool:
    return bool(watched.page.evaluate("id => document.getElementById(id).closest('details').open", finding_id))


def test_all_findings_are_there_and_counted(opened: Open) -> None:
    watched = opened(FR)
    assert shown(watched).count() == len(FINDINGS)
    assert watched.page.locator("#shown").text_content() == f"{len(FINDINGS)} sur {len(FINDINGS)} affichés"
    assert watched.page.locator(".message").evaluate_all("all => all.map(one => one.id)") == sorted(
        (finding["finding_id"] for finding in FINDINGS),
        key=lambda one: [f["kind"] for f in FINDINGS].index(next(f["kind"] for f in FINDINGS if f["finding_id"] == one)),
    )


def test_levels_kinds_documents_and_words_filter(opened: Open) -> None:
    watched = opened(FR)
    page = watched.page
    page.get_by_role("checkbox", name="alerte").uncheck()
    page.get_by_role("checkbox", name="note").uncheck()
    assert shown(watched).count() == sum(finding["level"] == "error" for finding in FINDINGS)
    assert page.locator(".kind:visible").count() == len({f["kind"] for f in FINDINGS if f["level"] == "error"})
    page.get_by_role("button", name="Tout afficher").click()
    page.wait_for_function("n => document.querySelectorAll('.finding:not([hidden])').length === n", arg=len(FINDINGS))
    page.get_by_label("Espèce", exact=True).select_option("unsourced")
    assert shown(watched).count() == sum(finding["kind"] == "unsourced" for finding in FINDINGS)
    page.get_by_label("Espèce", exact=True).select_option("")
    page.get_by_label("Document", exact=True).select_option(
        label="Le Relais du Matin, Ordonnances travail, un cortège et des décomptes à Paris"
    )
    assert 0 < shown(watched).count() < len(FINDINGS)
    assert all("Le Relais du Matin" in words for words in shown(watched).all_text_contents())


def test_a_search_knows_neither_case_nor_accents(opened: Open) -> None:
    watched = opened(FR)
    watched.page.get_by_label("Chercher", exact=True).fill("MINISTERE de l’intérieur")
    found = shown(watched).all_text_contents()
    assert found
    assert all("inistère de l’Intérieur" in words for words in found)
    watched.page.get_by_label("Chercher", exact=True).fill("no such words")
    assert shown(watched).count() == 0
    assert watched.page.locator(".kind:visible").count() == 0


def test_a_finding_opens_on_its_sentences_side_by_side(opened: Open) -> None:
    watched = opened(FR)
    first = shown(watched).first
    first.locator("summary").first.click()
    cards = first.locator(".card:visible")
    assert cards.count() == len(CONFLICTS[0]["claim_ids"])
    boxes = [cards.nth(n).bounding_box() for n in range(2)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    assert first.get_by_role("img").is_visible()
    for name in ("mark.figure", ".source", ".cue"):
        assert cards.first.locator(f"blockquote {name}").count() == 1


def test_figure_source_and_cue_differ_in_more_than_colour(opened: Open) -> None:
    watched = opened(FR)
    shown(watched).first.locator("summary").first.click()
    looks = watched.page.evaluate(
        """() => ["mark.figure", ".source", ".cue"].map(name => {
            const style = getComputedStyle(document.querySelector(`.card ${name}`));
            return [style.fontWeight, style.fontStyle, style.textDecorationLine, style.textDecorationStyle].join(" ");
        })"""
    )
    assert len(set(looks)) == 3


def test_a_link_leads_to_the_figure_in_its_article_and_back(opened: Open) -> None:
    watched = opened(FR)
    shown(watched).first.locator("summary").first.click()
    link = shown(watched).first.locator(".where a").first
    target = str(link.get_attribute("href")).removeprefix("#")
    link.click()
    watched.page.wait_for_function("id => location.hash === `#${id}`", arg=target)
    article = watched.page.locator(f"details.article:has([id='{target}'])")
    assert article.get_attribute("open") is not None
    figure = article.locator(f"[id='{target}'] + .claim")
    assert figure.text_content() == "8\u202f000"
    assert figure.is_visible()
    figure.click()
    watched.page.wait_for_function("id => document.activeElement.id === id", arg=CONFLICTS[0]["finding_id"])
    assert watched.page.url.endswith(f"#{CONFLICTS[0]['finding_id']}")
    assert opens(watched, CONFLICTS[0]["finding_id"])


def test_an_address_with_a_finding_opens_it(opened: Open) -> None:
    last = FINDINGS[-1]["finding_id"]
    watched = opened(FR, place=f"#{last}")
    assert opens(watched, last)
    assert watched.page.locator(f"[id='{last}']").is_visible()
    assert not opens(watched, CONFLICTS[0]["finding_id"])


def test_keys_go_from_finding_to_finding_and_open_and_close(opened: Open) -> None:
    watched = opened(FR)
    keyboard = watched.page.keyboard
    first, second = (finding["finding_id"] for finding in CONFLICTS[:2])
    for key, at in (("j", first), ("j", second), ("k", first), ("k", first)):
        keyboard.press(key)
        assert focused(watched) == at
    keyboard.press("Enter")
    assert opens(watched, first)
    keyboard.press("Tab")
    keyboard.press("Escape")
    assert not opens(watched, first)
    assert focused(watched) == first


def test_keys_reach_the_search_and_leave_it(opened: Open) -> None:
    watched = opened(FR)
    watched.page.keyboard.press("/")
    assert focused(watched) == "q"
    watched.page.keyboard.type("jk/")
    assert watched.page.get_by_label("Chercher", exact=True).input_value() == "jk/"
    watched.page.keyboard.press("Escape")
    assert focused(watched) == ""


def test_the_first_stop_is_the_skip_link_and_what_has_the_focus_is_seen(opened: Open) -> None:
    watched = opened(FR)
    watched.page.keyboard.press("Tab")
    skip = watched.page.locator(".skip")
    assert skip.evaluate("one => one === document.activeElement && one.getBoundingClientRect().left >= 0")
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_function("document.activeElement.id === 'findings'")
    watched.page.keyboard.press("j")
    outline = watched.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_button_turns_the_colours_round(scheme: str, opened: Open) -> None:
    watched = opened(FR, color_scheme=scheme)
    ground = "getComputedStyle(document.body).backgroundColor"
    before = watched.page.evaluate(ground)
    watched.page.locator("#theme").click()
    after = watched.page.evaluate(ground)
    assert before != after
    watched.page.reload()
    assert watched.page.evaluate(ground) == after
    watched.page.locator("#theme").click()
    assert watched.page.evaluate(ground) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", languages())
def test_axe_finds_nothing(language: str, scheme: str, opened: Open, axe: str) -> None:
    watched = opened(SAMPLES / language / "report.html", color_scheme=scheme)
    watched.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    watched.page.evaluate(
        "document.querySelectorAll('.finding, .article').forEach(one => { one.style.contentVisibility = 'visible'; })"
    )
    watched.page.evaluate(axe)
    found: dict[str, Any] = watched.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    told = [(one["id"], one["impact"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found["violations"]]
    assert told == []
    assert len(found["passes"]) > 20


def test_a_picture_alone_is_dark_where_the_reader_has_it_dark(opened: Open) -> None:
    picture = SAMPLES / "fr" / "plots" / f"{CONFLICTS[0]['finding_id']}.svg"
    ground = "getComputedStyle(document.querySelector('.ground')).fill"
    light, dark = (opened(picture, color_scheme=scheme).page.evaluate(ground) for scheme in ("light", "dark"))
    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(31, 34, 39)")


def test_without_scripts_it_is_whole(opened: Open) -> None:
    last = FINDINGS[-1]["finding_id"]
    watched = opened(FR, java_script_enabled=False, place=f"#{last}")
    page = watched.page
    assert shown(watched).count() == len(FINDINGS)
    assert not page.locator("#filters").is_visible()
    assert not page.locator("#theme").is_visible()
    assert page.locator(f"[id='{last}']").is_visible(), "the browser unfolds what an address names"
    first = shown(watched).first
    first.locator("summary").first.click()
    assert first.locator(".card").first.is_visible()


def test_on_paper_everything_is_unfolded_and_black_on_white(opened: Open) -> None:
    watched = opened(FR, color_scheme="dark")
    page = watched.page
    page.locator("#theme").click()
    page.locator("#theme").click()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 28, 26)"
    assert not page.locator("nav").is_visible()
    heights = page.locator(".finding .body").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) > 20
    printed = page.pdf()
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") + printed.count(b"/Type/Page") > 5
    page.emulate_media(media="screen")
    assert not opens(watched, CONFLICTS[0]["finding_id"]), "after printing, what was folded is folded"


def test_on_a_telephone_nothing_runs_off_the_side(opened: Open) -> None:
    watched = opened(FR, viewport={"width": 360, "height": 740})
    watched.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_people_decided_is_shown_and_filters(opened: Open, tmp_path: Path) -> None:
    result, documents = large(20)
    first, second, *others = result.findings
    decided = (dataclasses.replace(first, state="dismissed"), dataclasses.replace(second, state="accepted"), *others)
    whole = run(dataclasses.replace(result, findings=decided), texts=documents)
    path = tmp_path / "report.html"
    path.write_text(page(whole, language="en", drawn={}), encoding="utf-8")
    watched = opened(path)
    watched.page.get_by_label("Decision", exact=True).select_option("dismissed")
    assert shown(watched).count() == 1
    assert "dismissed" in shown(watched).inner_text()
    watched.page.get_by_label("Decision", exact=True).select_option("open")
    assert shown(watched).count() == len(others)


def test_without_decisions_there_is_no_filter_of_them(opened: Open) -> None:
    assert opened(FR).page.locator("#state").count() == 0


@pytest.mark.parametrize("language", languages())
def test_two_thousand_claims_open_and_are_filtered_in_a_second(language: str, opened: Open, tmp_path: Path) -> None:
    """The best of three, for the machine may be busy with something else."""
    result, documents = large(2000)
    whole = run(result, texts=documents)
    path = tmp_path / "report.html"
    path.write_text(page(whole, language=language, drawn=pictures(whole, wording(language))), encoding="utf-8")
    times = []
    for _ in range(3):
        watched = opened(path)
        watched.page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
        times.append(
            watched.page.evaluate(
                """Math.max(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
                            performance.getEntriesByName('first-contentful-paint')[0].startTime)"""
            )
        )
    assert shown(watched).count() == len(result.findings)
    assert min(times) < AT_MOST, times
    assert filtering(watched, "1037") < AT_MOST
    assert 0 < shown(watched).count() < 10
