from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import nox

HERE = Path(__file__).parent
PINS = ("-c", str(HERE / "constraints.txt"))
PYPROJECT = nox.project.load_toml(HERE / "pyproject.toml")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "msedge"))), None)

nox.needs_version = ">=2025.2"
nox.options.reuse_existing_virtualenvs = True
# The browser's tests come before the others, so that the last line of a run is the tests' closing line.
nox.options.sessions = ["lint", "types", "imports", *(["browser"] if CHROMIUM else []), "tests"]


def group(name: str) -> list[str]:
    """The requirements of one dependency group of pyproject.toml."""
    return nox.project.dependency_groups(PYPROJECT, name)


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff: rules and formatting."""
    session.install(*PINS, *group("lint"))
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Mypy in strict mode over the three packages."""
    session.install(*PINS, "-e", ".", *group("types"))
    session.run("mypy", *session.posargs)


@nox.session
def imports(session: nox.Session) -> None:
    """The direction of imports, as the contracts in pyproject.toml state it."""
    session.install(*PINS, *group("lint"))
    session.run("lint-imports", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """The pages in a real browser: Chromium as the system has it, nothing is downloaded."""
    if CHROMIUM is None:
        session.error("没有找到 Chromium：请先安装 chromium。")
    session.install(*PINS, "-e", ".", *group("browser"))
    session.run("pytest", "tests/browser", *session.posargs, env={"CHROMIUM": CHROMIUM})


@nox.session
def tests(session: nox.Session) -> None:
    """Everything but the browser's tests; writes report.html with each sample's findings page."""
    session.install(*PINS, "-e", ".[cluster,notify]", *group("test"))
    session.run("pytest", "--ignore=tests/browser", "--html=report.html", "--self-contained-html", *session.posargs)


@nox.session(default=False)
def catalogue(session: nox.Session) -> None:
    """Write rules/README.md from the rules themselves; with --check, fail where it is stale."""
    session.install(*PINS, "-e", ".")
    session.run("python", "scripts/make_catalogue.py", *session.posargs)


@nox.session(default=False)
def golden(session: nox.Session) -> None:
    """Rewrite the golden pages; look at their difference before committing it (tests/golden/README.md)."""
    session.install(*PINS, "-e", ".", *group("test"))
    session.run("python", "tests/golden/update.py", *session.posargs)


@nox.session(default=False)
def screenshots(session: nox.Session) -> None:
    """Rewrite the pictures in docs/images from examples/; look at each before committing it."""
    if CHROMIUM is None:
        session.error("没有找到 Chromium：请先安装 chromium。")
    session.install(*PINS, "-e", ".", *group("browser"))
    taken = {"CHROMIUM": CHROMIUM, "SCREENSHOTS": str(HERE / "docs" / "images")}
    session.run("pytest", "tests/browser/test_screenshots.py", *session.posargs, env=taken)


@nox.session(default=False)
def wheel(session: nox.Session) -> None:
    """Build the wheel, look inside, and do the main job with it in an empty environment far from the checkout."""
    session.install(*PINS, "build", "hatchling")
    dist = Path(session.create_tmp()).resolve() / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    session.run("python", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(dist))
    (built,) = dist.glob("*.whl")
    complaint = complaint_about(built)
    if complaint:
        session.error(complaint)
    session.run("python", "-m", "venv", "--clear", str(dist / "empty"), silent=True)
    programs = dist / "empty" / ("Scripts" if (dist / "empty" / "Scripts").exists() else "bin")
    session.run(str(programs / "python"), "-m", "pip", "install", "-q", *PINS, str(built.resolve()), external=True)
    shutil.copytree(HERE / "examples", dist / "away" / "examples")
    session.chdir(dist / "away")
    session.run(str(programs / "checker"), "check", "examples", "--no-state", "--fail-on", "never", external=True)
    session.run(str(programs / "checker"), "rules", "count-mismatch", external=True, silent=True)


@nox.session(default=False)
def bundle(session: nox.Session) -> None:
    """Build dist/*.zip for machines without internet, with this system's wheels; install it without an index and do the main job."""
    session.install(*PINS, "build", "hatchling")
    work = Path(session.create_tmp()).resolve() / "bundle"
    shutil.rmtree(work, ignore_errors=True)
    session.run("python", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(work / "built"))
    (built,) = (work / "built").glob("*.whl")
    session.run("python", "-m", "pip", "download", "-q", "--only-binary", ":all:", *PINS, "-d", str(work / "wheels"), f"{built}[notify]")
    printed = session.run("python", str(HERE / "scripts" / "make_bundle.py"), str(work / "wheels"), str(HERE / "dist"), silent=True)
    archive = Path(str(printed).strip())
    shutil.unpack_archive(archive, work / "away")
    (place,) = (work / "away").iterdir()
    shutil.copytree(HERE / "examples", work / "材料")
    alone = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "CHECKER_STATE_DIR": str(work / "state"), "BROWSER": "true"}
    for script, *arguments in (("install",), ("检查报告", str(work / "材料"))):  # unpack_archive keeps no mode, hence sh
        shell = ("cmd", "/c", str(place / f"{script}.bat")) if os.name == "nt" else ("sh", str(place / f"{script}.sh"))
        session.run(*shell, *arguments, env=alone, external=True)
    if not (work / "材料-检查结果" / "index.html").is_file():
        session.error("The starter wrote no index.")
    session.log(f"{archive}: {archive.stat().st_size // 1_000_000} MB")


def complaint_about(built: Path) -> str:
    """What is wrong with the wheel's contents, or nothing."""
    names = zipfile.ZipFile(built).namelist()
    top = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    if top != {"checker", "rules", "reports"}:
        return f"The wheel's top-level names are {sorted(top)}."
    if any("/tests/" in name or name.endswith("rules/README.md") for name in names):
        return "The wheel holds files that are for the checkout only."
    needed = ("checker/segmentation/", "rules/profiles/", "rules/lexicon/", "reports/templates/", "reports/static/", "reports/schema/")
    absent = [start for start in needed if not any(name.startswith(start) and not name.endswith(".py") for name in names)]
    return f"The wheel lacks {', '.join(absent)}." if absent else ""


@nox.session(default=False)
def evaluate(session: nox.Session) -> None:
    """Measure the rules against a folder of labelled reports: nox -s evaluate -- DIR."""
    session.install(*PINS, "-e", ".")
    session.run("python", "scripts/evaluate.py", *session.posargs)
