"""The two languages of the program, and a text that exists in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True)
class Text:
    """A text in Japanese and English.

    Examples
    --------
    >>> Text(ja="人口", en="Population").of("ja")
    '人口'
    """

    ja: str
    en: str

    def of(self, lang: Language) -> str:
        """Return the text in language `lang`."""
        return self.ja if lang == "ja" else self.en
