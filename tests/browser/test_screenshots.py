"""The pictures in docs/, taken of pages made from examples/: what they show is there; with SCREENSHOTS=DIR they are written."""

from __future__ import annotations

import io
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest

from checker.request import Request
from checker.run import check
from checker.scope import settings_of_site
from checker.serve import Server

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
LARGEST = 120_000  # bytes
COLOURS = 256  # of a palette


@dataclass(frozen=True)
class Shot:
    """A picture: of which page (a pattern below the site), what is done there, and which element or how high a view it shows."""

    name: str
    page: str
    element: str = ""
    height: int = 760
    act: Callable[[object], None] = lambda _: None
    served: bool = False  # by checker serve, else opened as a file


def _give_a_verdict(page):
    page.locator(".note.error .judge").first.click()
    page.check("#judge input[value=false-alarm]")
    page.fill("#judge-reason", "两个数字口径不同，已与本人核对")


def _go_to_a_finding(page):
    page.locator(".note.error .top a").first.click()


OWN_WORDS = "（三）管好群众身边小事。逐村查看惠农补贴发放名册，挨户核对签字，退回冒领的补贴1.2万元，当场向群众作了说明。"
MAYOR = "pages/青禾镇-镇长述职报告-*.html"
SHOTS = (
    Shot("index", "index.html", height=820),
    Shot("verdict", MAYOR, height=820),
    Shot("text", MAYOR, height=680, act=_go_to_a_finding),
    Shot("requirements", MAYOR, element="#requirements"),
    Shot("criticism", MAYOR, element="#criticism"),
    Shot("figures", MAYOR, element="#figures"),
    Shot("judge", MAYOR, height=680, act=_give_a_verdict, served=True),
    Shot("rules", "rules.html", height=940),
    Shot("pair", "compare/*.html", height=940),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site of examples/ and of one report more: a copy with another unit, person and a passage of its own."""
    folder = tmp_path_factory.mktemp("shots") / "examples"
    shutil.copytree(ROOT / "examples", folder)
    original = (folder / "横溪镇" / "纪委书记述责述廉报告.txt").read_text(encoding="utf-8")
    copy = original.replace("横溪镇", "苇塘乡").replace("南宫敏", "叶知秋").replace("12次", "17次")
    copy = "\n".join(OWN_WORDS if line.startswith("（三）整治") else line for line in copy.split("\n"))
    (folder / "苇塘乡" / "纪委书记述责述廉报告.txt").write_text(copy, encoding="utf-8")
    check(Request((folder,), folder.parent / "site", state=False), lambda _: None)
    return folder.parent / "site"


@pytest.fixture(scope="module")
def address(site):
    """Where checker serve shows the site."""
    members, settings = settings_of_site(site)
    with Server(site, members, settings) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.address
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_picture(browser, site, address, shot):
    image = pytest.importorskip("PIL.Image", reason="pillow is not installed")
    (path,) = site.glob(shot.page)
    view = browser.new_context(viewport={"width": 1200, "height": shot.height}, reduced_motion="reduce", locale="zh-CN")
    page = view.new_page()
    if shot.served:
        page.goto(address)
    page.goto(urljoin(address, quote(path.relative_to(site).as_posix())) if shot.served else path.as_uri())
    shot.act(page)
    taken = page.locator(shot.element).screenshot() if shot.element else page.screenshot()
    view.close()
    picture = io.BytesIO()
    image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=image.Dither.NONE).save(picture, "PNG", optimize=True)
    assert len(picture.getvalue()) <= LARGEST
    if wanted := os.environ.get("SCREENSHOTS"):
        Path(wanted).mkdir(exist_ok=True)
        (Path(wanted) / f"{shot.name}.png").write_bytes(picture.getvalue())


def test_docs_hold_these_pictures_and_no_others():
    assert {path.stem for path in (ROOT / "docs" / "images").iterdir()} == {shot.name for shot in SHOTS}
