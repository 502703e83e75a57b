"""Which language the reader wants: `--lang` first, then the locale."""

from __future__ import annotations

import locale
import sys
from collections.abc import Mapping, Sequence

from projection.language import LANGUAGES, Language

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(
    arguments: Sequence[str], environment: Mapping[str, str], platform: str = sys.platform
) -> Language:
    """Choose the language before anything else is read, so that every message is in it.

    Parameters
    ----------
    arguments
        The words after the program's name; `--lang` is looked for anywhere before `--`, and
        the last one counts. A value that is no language is left to be refused by the parser.
    environment
        The environment variables.
    platform
        As `sys.platform`: Windows tells its locale otherwise.

    Examples
    --------
    >>> language_of(["run", "--lang", "ja"], {"LANG": "en_US.UTF-8"})
    'ja'
    >>> language_of(["run"], {"LC_ALL": "ja_JP.UTF-8", "LANG": "C"})
    'ja'
    """
    asked = [value for value in _asked(arguments) if value in LANGUAGES]
    if asked:
        return "ja" if asked[-1] == "ja" else "en"
    return "ja" if _locale_name(environment, platform).lower().startswith("ja") else "en"


def before_dashes(arguments: Sequence[str]) -> list[str]:
    """Return the words before `--`, after which nothing is an option.

    Examples
    --------
    >>> before_dashes(["run", "--quiet", "--", "--lang"])
    ['run', '--quiet']
    """
    words = list(arguments)
    return words[: words.index("--")] if "--" in words else words


def _asked(arguments: Sequence[str]) -> list[str]:
    words = before_dashes(arguments)
    after = zip(words, [*words, ""][1:], strict=True)
    return [
        following if word == "--lang" else word.removeprefix("--lang=")
        for word, following in after
        if word == "--lang" or word.startswith("--lang=")
    ]


def _locale_name(environment: Mapping[str, str], platform: str) -> str:
    # In the order of POSIX; a variable that is set but empty does not count.
    for name in _LOCALE_VARIABLES:
        if environment.get(name):
            return environment[name]
    return (locale.getlocale()[0] or "") if platform == "win32" else ""
