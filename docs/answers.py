"""The pages docs/answers.md and docs/answers.ja.md: Kiyose's answers, each with its command.

Usage: python docs/answers.py (or: make answers)
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
KIYOSE = "scenarios/kiyose"


class Question(NamedTuple):
    """What a council asks, in both languages, and the command that answers."""

    ja: str
    en: str
    command: str


QUESTIONS = (
    Question(
        "差のうち、どれだけが出生で、どれだけが移動によるものか",
        "How much of the difference is births, and how much is moving?",
        f"attribute {KIYOSE}/current.toml {KIYOSE}/vision-retention.toml --year 2060",
    ),
    Question(
        "2020年からの変化は、何によるものか",
        "What makes up the change since 2020?",
        f"attribute {KIYOSE}/current.toml --year 2060",
    ),
    Question(
        "国の手引きの影響度と人口減少段階は",
        "Which grades of influence and stages of decline does the government's guide give?",
        f"influence {KIYOSE}/current.toml",
    ),
    Question(
        "2060年に7万5千人を保つには、出生率がいくつ必要か",
        "What TFR would keep 75,000 people in 2060?",
        f"target {KIYOSE}/current.toml --measure population --value 75000 --year 2060 "
        "--solve fertility.tfr --from 2025 --by 2035",
    ),
    Question(
        "同じことを、子育て世帯の転入で達成するには、年に何世帯か",
        "How many young families a year would do the same?",
        f"target {KIYOSE}/current.toml --measure population --value 75000 --year 2060 "
        '--solve "households: 1 male 30-34, 1 female 30-34, 1 both 0-4" --from 2025 --by 2030',
    ),
    Question(
        "あと1人は、将来の人口にとってどれだけの値打ちがあるか",
        "What is one more person worth?",
        f"leverage {KIYOSE}/current.toml --year 2060",
    ),
    Question(
        "戦略は目標を達成するか。遅れると何を失うか",
        "Does the strategy meet its goals, and what does a delay cost?",
        f"vision {KIYOSE}/vision-test.toml --delay 5",
    ),
    Question(
        "出生率1.31と1.8のどちらの道にいるか、何年でわかるか",
        "After how many years can the 1.31 and the 1.8 path be told apart?",
        f"monitor {KIYOSE}/current.toml {KIYOSE}/vision.toml",
    ),
)
HEADS = {
    "ja": "# 清瀬市の問いと答え\n\n"
    "このページは `make answers` が作ります。どの答えも、上のコマンドで同じものが出ます。\n"
    "仮定の結果であり、実現の可能性を示すものではありません。\n[English](answers.md)\n",
    "en": "# Kiyose's questions, answered\n\n"
    "`make answers` writes this page. Every answer is what the command above it prints. They\n"
    "say what follows from assumptions, not what is likely. [日本語](answers.ja.md)\n",
}


def answer(question: Question, lang: str) -> str:
    """Return what the command prints."""
    command = [sys.executable, "-m", "projection", *shlex.split(question.command)]
    printed = subprocess.run(
        [*command, "--lang", lang], cwd=ROOT, check=True, capture_output=True
    )
    return printed.stdout.decode().rstrip()


def page(lang: str) -> str:
    """Return the whole page in one language."""
    parts = [HEADS[lang]]
    for question in QUESTIONS:
        title = question.ja if lang == "ja" else question.en
        parts.append(
            f"## {title}\n\n```sh\nprojection {question.command}\n```\n\n"
            f"```text\n{answer(question, lang)}\n```\n"
        )
    return "\n".join(parts)


def main() -> None:
    for lang, name in (("en", "answers.md"), ("ja", "answers.ja.md")):
        path = ROOT / "docs" / name
        path.write_text(page(lang), encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
