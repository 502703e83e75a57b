"""What a goal of a vision file is held against, in words."""

from __future__ import annotations

from projection.language import Text
from projection.scenarios.vision_model import Goal

_LIMITS = {
    "above": Text(ja="{limit}より大きい", en="above {limit}"),
    "below": Text(ja="{limit}より小さい", en="below {limit}"),
    "at_least": Text(ja="{limit}以上", en="at least {limit}"),
    "at_most": Text(ja="{limit}以下", en="at most {limit}"),
}


def limit_words(goal: Goal) -> Text:
    """Return what a goal is held against, with a brace for the number.

    Parameters
    ----------
    goal
        Of a vision file.

    Returns
    -------
    Text
        Such as "above {limit} (published, 2019)".
    """
    words, year = _LIMITS[goal.comparison], goal.limit.year
    if year is None:
        return words
    if goal.limit.published:
        return Text(ja=f"{words.ja}（{year}年の公表値）", en=f"{words.en} (published, {year})")
    return Text(ja=f"{words.ja}（{year}年の値）", en=f"{words.en} (as in {year})")
