"""`projection explain`: what is behind the code of a message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from projection.cli.output import print_text
from projection.errors import ProjectionError, fault
from projection.language import Language, Text
from projection.messages.explained import EXPLAINED
from projection.messages.explained.model import Explained
from projection.messages.explained.words import said
from projection.report.wrapping import wrap

_WIDTH = 88
_SAID = Text(ja="表示される文", en="What is said")
_CAUSE = Text(ja="原因", en="Why it comes")
_REMEDY = Text(ja="対処", en="What to do")


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    codes: tuple[str, ...]


def command(options: Options, lang: Language) -> None:
    """Print causes and remedies; nothing where one of the codes is none."""
    asked = [code.strip("[]").upper() for code in options.codes]
    if unknown := [code for code in asked if code not in EXPLAINED]:
        raise ProjectionError(*(fault("code_unknown", found=code) for code in unknown))
    print_text("\n\n".join("\n".join(_lines(EXPLAINED[code], lang)) for code in asked))


def _lines(one: Explained, lang: Language) -> Iterator[str]:
    yield one.code
    for head, texts in ((_SAID, said(one)), (_CAUSE, (one.cause,)), (_REMEDY, (one.remedy,))):
        yield f"  {head.of(lang)}"
        for text in texts:
            yield from (f"    {line}" for line in wrap(text.of(lang), _WIDTH))
