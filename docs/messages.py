"""The reference page of messages: code, words, cause and remedy of each."""

from __future__ import annotations

from collections.abc import Iterator

from links import Language

from projection.language import Text
from projection.messages.explained import EXPLAINED
from projection.messages.explained.model import Explained
from projection.messages.explained.words import said

TITLE = Text(ja="誤りと注意：原因と対処", en="Errors and warnings: causes and remedies")
INTRODUCTION = Text(
    ja="誤りと注意には番号があり、文の末尾の [ ] の中に示されます。"
    "番号の意味は版が変わっても同じです。"
    "同じ説明は `projection explain E102` でも表示できます（ネットワークは要りません）。"
    "「…」には、そのときの値やファイル名が入ります。",
    en="Errors and warnings have a code, shown in brackets at the end of the line. A code "
    "keeps its meaning from version to version. `projection explain E102` shows the same "
    "without a network. The dots stand for the values and names of the case.",
)
ROOMS = {
    "E1": Text(ja="入力データ", en="Inputs"),
    "E2": Text(ja="シナリオ", en="Scenarios"),
    "E3": Text(ja="推計", en="Runs"),
    "E4": Text(ja="結果", en="Results"),
    "E5": Text(ja="問いとビジョン", en="Questions and visions"),
    "E6": Text(ja="率と検証", en="Rates and validation"),
    "E7": Text(ja="報告書", en="Reports"),
    "E8": Text(ja="コマンド", en="Command line"),
    "W9": Text(ja="注意（計算は続きます）", en="Warnings (the command goes on)"),
}
SAID = Text(ja="表示される文", en="What is said")
CAUSE = Text(ja="原因", en="Why it comes")
REMEDY = Text(ja="対処", en="What to do")


def messages_page(lang: Language) -> str:
    """Return the page of every code."""
    parts = [f"# {TITLE.of(lang)}", INTRODUCTION.of(lang)]
    for room, name in ROOMS.items():
        parts.append(f"## {name.of(lang)}")
        for one in EXPLAINED.values():
            if one.code.startswith(room):
                parts.extend(_of_code(one, lang))
    return "\n\n".join(parts) + "\n"


def _of_code(one: Explained, lang: Language) -> Iterator[str]:
    colon = "：" if lang == "ja" else ": "
    yield f"### {one.code}"
    yield f"**{SAID.of(lang)}**\n\n" + "\n".join(
        f"- {_plain(text.of(lang))}" for text in said(one)
    )
    yield f"**{CAUSE.of(lang)}**{colon}{_plain(one.cause.of(lang))}"
    yield f"**{REMEDY.of(lang)}**{colon}{_plain(one.remedy.of(lang))}"


def _plain(words: str) -> str:
    """Return words in which Markdown sees nothing but words."""
    escaped = "".join(f"\\{one}" if one in "\\*_[]<>#|{}$`" else one for one in words)
    return " ".join(escaped.split())
