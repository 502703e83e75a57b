"""What is said about a message beyond its words: its code, why it comes, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from projection.language import Text


@dataclass(frozen=True)
class Explained:
    """One situation that a user can meet.

    Parameters
    ----------
    code
        E and three digits, W for warnings; never given to another situation. The first digit
        tells the room: 1 inputs, 2 scenarios, 3 runs, 4 results, 5 questions, 6 rates,
        7 reports, 8 the command line, 9 warnings.
    keys
        The messages that say it, as in `projection.messages.MESSAGES`: one, or several that
        differ in words alone, or that are mended alike.
    cause, remedy
        Why it comes, and what to do about it.
    """

    code: str
    keys: tuple[str, ...]
    cause: Text
    remedy: Text
