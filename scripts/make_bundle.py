"""Put one zip together that installs the program on a machine without internet: python scripts/make_bundle.py WHEELS OUT.

WHEELS holds the program's wheel and those of everything it needs, for the Python and the system this runs on. Prints the path of the zip.
"""

from __future__ import annotations

import sys
import sysconfig
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
_RUN = 0o100755 << 16  # a regular file that its owner may run
_READ = 0o100644 << 16


def make_bundle(wheels: Path, out: Path) -> Path:
    """Write the zip into ``out``. Raises ValueError where the program's own wheel is not among ``wheels`` once."""
    own = sorted(wheels.glob("duty_report_checker-*.whl"))
    if len(own) != 1:
        raise ValueError(f"{wheels} holds {len(own)} wheels of the program, not one")
    name = f"duty-report-checker-{own[0].name.split('-')[1]}-{sysconfig.get_platform()}-py{PYTHON}"
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{name}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for wheel in sorted(wheels.glob("*.whl")):
            archive.write(wheel, f"{name}/wheels/{wheel.name}", zipfile.ZIP_STORED)
        for script in sorted((ROOT / "scripts" / "bundle").iterdir()):
            text = script.read_text(encoding="utf-8")
            if script.suffix == ".bat":  # cmd.exe misreads labels behind bare line feeds
                text = text.replace("\n", "\r\n")
            _put(archive, f"{name}/{script.name}", text, _RUN)
        for file in (ROOT / "constraints.txt", ROOT / "LICENSE", *sorted((ROOT / "docs").glob("*.md"))):
            _put(archive, f"{name}/{file.relative_to(ROOT).as_posix()}", file.read_text(encoding="utf-8"), _READ)
        for picture in sorted((ROOT / "docs" / "images").iterdir()):
            archive.write(picture, f"{name}/docs/images/{picture.name}")
        _put(archive, f"{name}/python-version", f"{PYTHON}\n", _READ)
    return target


def _put(archive: zipfile.ZipFile, name: str, text: str, mode: int) -> None:
    entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
    entry.create_system = 3  # Unix: only so is the mode kept, on whichever system the zip is made
    entry.external_attr = mode
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text.encode())


if __name__ == "__main__":
    print(make_bundle(Path(sys.argv[1]), Path(sys.argv[2])))
