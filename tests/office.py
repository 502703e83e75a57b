"""LibreOffice for tests: what to install for it, and files converted by it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

NEEDED = (
    "tests of office files need LibreOffice and Poppler "
    "(apt install libreoffice poppler-utils fonts-ipaexfont)"
)
_PROGRAMS = ("soffice", "pdftotext", "pdffonts")
_SECONDS = 180


def missing() -> bool:
    """Return whether LibreOffice or the tools that read PDF are not there."""
    return not all(map(shutil.which, _PROGRAMS))


@dataclass(frozen=True)
class Office:
    """LibreOffice without a window, with a profile of its own."""

    profile: Path

    def pdf(self, file: Path) -> Path:
        """Convert a file to PDF, beside it."""
        words = ["soffice", "--headless", f"-env:UserInstallation={self.profile.as_uri()}"]
        words += ["--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
        subprocess.run(words, check=True, capture_output=True, timeout=_SECONDS)
        made = file.with_suffix(".pdf")
        assert made.exists(), f"LibreOffice could not open {file.name}"
        return made


def text_of(pdf: Path) -> str:
    """Return the words of a PDF."""
    return _said("pdftotext", "-layout", str(pdf), "-")


def fonts_of(pdf: Path) -> list[str]:
    """Return the names of the fonts in a PDF, without the marks of their subsets."""
    lines = _said("pdffonts", str(pdf)).splitlines()[2:]
    return sorted({line.split()[0].partition("+")[2] for line in lines})


def _said(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout
