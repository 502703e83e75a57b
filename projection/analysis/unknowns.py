"""What may be solved for: a lever without its value, read from a few words.

A form says what it changes in a scenario; its value is then looked for between bounds that
figures of the register and of the national life tables suggest.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from projection.analysis.age_groups import ALL_AGES, age_label
from projection.errors import Fault, ResultError, fault
from projection.inputs.ages import AgeGroup, parse_age
from projection.language import Text
from projection.variables import SEX_LABELS

Kind = Literal["tfr", "level", "improvement", "persons", "rate", "households"]

_PLAIN: dict[str, Kind] = {
    "fertility.tfr": "tfr",
    "mortality.level": "level",
    "mortality.improvement": "improvement",
}
_EFFECTS: dict[str, Kind] = {"add_per_year": "persons", "add_rate": "rate"}
_HEADS = ("migration", "households")
_SEXES = ("male", "female", "both")
_MOST_PER_HOUSEHOLD = 20


@dataclass(frozen=True)
class Member:
    """Persons of a sex and an age group: those a lever concerns, or in one household.

    Parameters
    ----------
    sex
        "male", "female" or "both".
    ages
        An age group.
    persons
        In one household; one where there are no households.
    """

    sex: str = "both"
    ages: AgeGroup = ALL_AGES
    persons: float = 1.0

    @property
    def label(self) -> Text:
        """Sex and ages: "female 25-39"."""
        ages = age_label(self.ages)
        if self.ages == ALL_AGES:
            ages = Text(ja="全年齢", en="all ages")
        sex = SEX_LABELS[self.sex]
        if self.sex == "both":
            return Text(ja=f"{ages.ja}男女", en=f"{ages.en}, both sexes")
        return Text(ja=f"{ages.ja}{sex.ja}性", en=f"{ages.en}, {sex.en.lower()}")


@dataclass(frozen=True)
class Unknown:
    """A lever without its value.

    Parameters
    ----------
    kind
        "tfr" and "level" (a path to the value), "improvement" (the value throughout),
        "persons" and "rate" (added net migration), "households" (arriving a year).
    typed
        As it was asked for.
    members
        Whom added net migration concerns; the make-up of one household.
    """

    kind: Kind
    typed: str
    members: tuple[Member, ...] = ()

    @property
    def label(self) -> Text:
        """What readers see, without the unit."""
        if self.kind in _LABELS:
            return _LABELS[self.kind]
        if self.kind == "households":
            return _household_label(self.members)
        who = self.members[0].label
        return Text(ja=f"純移動の上乗せ（{who.ja}）", en=f"Added net migration ({who.en})")

    @property
    def unit(self) -> Text:
        """The unit of its value, as it is shown."""
        return _UNITS[self.kind]

    @property
    def scale(self) -> float:
        """What a value is multiplied by to be shown in `unit`."""
        return 100.0 if self.kind in ("improvement", "rate") else 1.0

    @property
    def decimals(self) -> int:
        """How many decimals readers see."""
        return 1 if self.kind in ("persons", "households") else 2


def _household_label(members: Sequence[Member]) -> Text:
    who = [(f"{one.persons:g}", one.label) for one in members]
    ja = "、".join(f"{label.ja}{persons}人" for persons, label in who)
    en = "; ".join(f"{persons} x {label.en}" for persons, label in who)
    return Text(ja=f"世帯の純転入（{ja}）", en=f"Net arrival of households ({en})")


_LABELS: dict[Kind, Text] = {
    "tfr": Text(ja="合計特殊出生率", en="Total fertility rate"),
    "level": Text(ja="死亡率の倍率", en="Multiplier of mortality"),
    "improvement": Text(ja="死亡率の年あたり改善率", en="Yearly fall of mortality"),
}
_UNITS: dict[Kind, Text] = {
    "tfr": Text(ja="女性1人当たり", en="births per woman"),
    "level": Text(ja="倍", en="times"),
    "improvement": Text(ja="%/年", en="% a year"),
    "persons": Text(ja="人/年", en="persons a year"),
    "rate": Text(ja="%/年", en="% a year"),
    "households": Text(ja="世帯/年", en="households a year"),
}


def parse_unknown(typed: str) -> Unknown:
    """Read what to solve for.

    Parameters
    ----------
    typed
        "fertility.tfr", "mortality.level", "mortality.improvement",
        "migration: 25-39, female, add_per_year" (any order; all ages, both sexes and persons
        where left out) or "households: 1 male 30-34, 1 female 30-34, 1 both 0-4".

    Raises
    ------
    ResultError
        No such lever, or words that are none of these.

    Examples
    --------
    >>> parse_unknown("migration: 25-39, female, add_rate").members[0].label.en
    '25-39, female'
    >>> [one.persons for one in parse_unknown("households: 2 both 30-39, 1.5 both 0-9").members]
    [2.0, 1.5]
    """
    text = unicodedata.normalize("NFKC", typed).replace("、", ",").strip()
    if text in _PLAIN:
        return Unknown(_PLAIN[text], typed)
    head, colon, rest = (part.strip() for part in text.partition(":"))
    if head not in _HEADS:
        raise ResultError(_unknown(head))
    words = [word.strip() for word in rest.split(",") if word.strip()] if colon else []
    if head == "households":
        return _households(typed, words)
    return _migration(typed, words)


def _unknown(found: str) -> Fault:
    known = [*_PLAIN, *(f"{head}: ..." for head in _HEADS)]
    near = get_close_matches(found, [*_PLAIN, *_HEADS], n=1)
    if near:
        return fault("target_solve_near", found=found, near=near[0])
    return fault("target_solve_unknown", found=found, known=", ".join(known))


def _migration(typed: str, words: Sequence[str]) -> Unknown:
    sexes = [word for word in words if word in _SEXES]
    effects = [word for word in words if word in _EFFECTS]
    others = [word for word in words if word not in (*_SEXES, *_EFFECTS)]
    groups = [_ages(word, "target_migration_word") for word in others]
    if max(len(sexes), len(effects), len(groups)) > 1:
        raise ResultError(fault("target_migration_twice", found=typed))
    member = Member(sexes[0] if sexes else "both", groups[0] if groups else ALL_AGES)
    return Unknown(_EFFECTS[effects[0]] if effects else "persons", typed, (member,))


def _households(typed: str, words: Sequence[str]) -> Unknown:
    if not words:
        raise ResultError(fault("target_household_empty"))
    together: dict[tuple[str, AgeGroup], float] = {}
    for member in map(_member, words):
        key = (member.sex, member.ages)
        together[key] = together.get(key, 0.0) + member.persons
    members = tuple(Member(*key, persons) for key, persons in together.items())
    return Unknown("households", typed, members)


def _member(word: str) -> Member:
    parts = word.split()
    if len(parts) != 3 or parts[1] not in _SEXES:
        raise ResultError(fault("target_household_member", found=word))
    try:
        persons = float(parts[0])
    except ValueError as error:
        raise ResultError(fault("target_household_member", found=word)) from error
    if not 0 < persons <= _MOST_PER_HOUSEHOLD:
        raise ResultError(fault("target_household_member", found=word))
    return Member(parts[1], _ages(parts[2], "target_household_member"), persons)


def _ages(
    word: str, key: Literal["target_migration_word", "target_household_member"]
) -> AgeGroup:
    group = parse_age(word)
    if isinstance(group, Fault):
        raise ResultError(Fault(key, {"found": word}))
    return group
