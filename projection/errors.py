"""The few errors that a user can cause, and how they read.

A `Fault` is one thing that is wrong, with its place; its words stand in the catalogue
`projection.messages`. A `ProjectionError` carries all faults found at once; of many alike in
one file it tells the first, and how many more there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from projection.language import Language, Text
from projection.messages import MESSAGES

# A shifted column spoils every row: so many faults of one kind in one file tell enough.
MOST_ALIKE = 20
_MORE = "more_alike"


@dataclass(frozen=True)
class Fault:
    """One fault: the key of its message, the values that fill it, and where it is.

    Parameters
    ----------
    key
        Key of the message in `projection.messages.MESSAGES`.
    values
        What fills the message's braces; a `Text` is shown in the reader's language.
    file, line, place
        The file, the line (from 1) and the place inside the file ("migration[0].ages"),
        as far as known.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    file: str = ""
    line: int | None = None
    place: str = ""

    @property
    def code(self) -> str:
        """The code of its message ("E101"), under which `projection explain` says more.

        Empty where the fault goes on with another one ("and 12 more of the same kind").
        """
        # Not before the first fault: no command that goes well needs them.
        from projection.messages.explained import CODES  # noqa: PLC0415

        return CODES.get(self.key, "")

    def message(self, lang: Language = "en") -> str:
        """Return the sentence alone, without its place."""
        shown = {
            name: value.of(lang) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        return MESSAGES[self.key].of(lang).format(**shown)

    def where(self, lang: Language = "en") -> str:
        """Return line and place ("line 4, fertility"), empty where neither is known."""
        line = "" if self.line is None else MESSAGES["at_line"].of(lang).format(line=self.line)
        return (
            MESSAGES["join_places"].of(lang).join(part for part in (line, self.place) if part)
        )

    def in_file(self, file: str) -> Fault:
        """Return the same fault, placed in `file`."""
        return replace(self, file=file)

    def _line_of_text(self, lang: Language, *, with_file: bool, codes: bool) -> str:
        separator = MESSAGES["join_places"].of(lang)
        parts = (self.file if with_file else "", self.where(lang))
        head = separator.join(part for part in parts if part)
        words = f"{head}: {self.message(lang)}" if head else self.message(lang)
        return f"{words} [{self.code}]" if codes and self.code else words


def fault(
    key: str, *, file: str = "", line: int | None = None, place: str = "", **values: object
) -> Fault:
    """Make a `Fault`; the keyword arguments left over fill its message.

    Examples
    --------
    >>> fault("file_missing", file="a.csv", beside="b.csv").message()
    'the file is not there; files beside it: b.csv'
    """
    return Fault(key, values, file, line, place)


def more_alike(of: Fault, count: int) -> Fault:
    """Return the fault that stands for `count` faults like `of`, which is the first of them.

    Examples
    --------
    >>> more_alike(fault("inputs_empty", file="a.csv", line=22), 7).message()
    'and 7 more faults of the same kind from here on'
    """
    return replace(of, key=_MORE, values={"more": count, "of": of.key})


def few_alike(faults: Sequence[Fault]) -> list[Fault]:
    """Keep the first `MOST_ALIKE` faults of every kind in every file, and count the others.

    Parameters
    ----------
    faults
        In the order in which they are told; some may stand for many already (`more_alike`).

    Returns
    -------
    list of Fault
        File by file where any are left out: what is kept, then the counts.
    """
    kept: list[Fault] = []
    first: dict[tuple[str, str], Fault] = {}
    told, left = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in faults:
        kind = one.file, str(one.values.get("of", "")) if one.key == _MORE else one.key
        if one.key != _MORE and told[kind] < MOST_ALIKE:
            kept.append(one)
            told[kind] += 1
        else:
            first.setdefault(kind, replace(one, key=kind[1], place=""))
            left[kind] += _number(one)
    if not left:
        return kept
    counts = [more_alike(first[kind], number) for kind, number in left.items()]
    files = list(dict.fromkeys(one.file for one in faults))
    return sorted([*kept, *counts], key=lambda one: files.index(one.file))


def _number(one: Fault) -> int:
    """Return how many faults one stands for."""
    more = one.values["more"] if one.key == _MORE else 1
    return more if isinstance(more, int) else 1


class ProjectionError(ValueError):
    """What a user can cause and mend; the command line shows it without a trace.

    Parameters
    ----------
    faults
        Everything that is wrong, found in one pass; of many alike in one file the first are
        kept (`few_alike`).
    """

    def __init__(self, *faults: Fault) -> None:
        self.faults = tuple(few_alike(faults))
        super().__init__(self.text())

    def __reduce__(self) -> tuple[type[ProjectionError], tuple[Fault, ...]]:
        """Tell pickle what it is made of: errors come back from other processes."""
        return type(self), self.faults

    def text(self, lang: Language = "en", *, codes: bool = False) -> str:
        """Return the whole message: one line a fault, faults of one file under its name.

        With `codes`, as on the command line, each line ends in its fault's code.
        """
        return "\n".join(_blocks(self.faults, lang, codes=codes))


class InputsError(ProjectionError):
    """A fault in a folder of inputs."""


class ScenarioError(ProjectionError):
    """A fault in a scenario file."""


class RatesError(ProjectionError):
    """Figures from which no rates, ratios or life table can be made."""


class EstimationError(ProjectionError):
    """The observed figures admit no base rates."""


class RunError(ProjectionError):
    """A scenario cannot be run with these inputs."""


class ResultError(ProjectionError):
    """A result file cannot be read, written or compared."""


class BalanceError(ArithmeticError):
    """A run broke the demographic balancing equation: a fault of the program, not of a user."""


def _blocks(faults: Iterable[Fault], lang: Language, *, codes: bool) -> Iterable[str]:
    for file, of_file in groupby(faults, key=lambda one: one.file):
        group = list(of_file)
        if len(group) == 1 or not file:
            yield from (one._line_of_text(lang, with_file=True, codes=codes) for one in group)
        else:
            count = sum(map(_number, group))
            yield MESSAGES["faults_of_file"].of(lang).format(file=file, count=count)
            lines = (one._line_of_text(lang, with_file=False, codes=codes) for one in group)
            yield from (f"  {line}" for line in lines)
