"""What differs between two resolved scenarios."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from projection.language import Text
from projection.messages import MESSAGES
from projection.scenarios.model import Lever, Scenario, same_title
from projection.scenarios.text import values_of


@dataclass(frozen=True)
class Difference:
    """One thing that two scenarios say differently.

    Parameters
    ----------
    place
        What it is: a key, or a lever by its title.
    left, right
        What each says: words, or a value as TOML; "nothing" where it is left out.
    """

    place: Text
    left: Text
    right: Text


def scenario_difference(left: Scenario, right: Scenario) -> list[Difference]:
    """Compare what two resolved scenarios say, key by key; levers are matched by title.

    Parameters
    ----------
    left, right
        The scenarios; their notes, names and files do not count.

    Returns
    -------
    list of Difference
        In the order of the file; empty where both say the same.
    """
    return [
        one
        for pair in _pairs(left, right)
        for one in _differences(*pair)
        if one.left != one.right
    ]


_Values = Mapping[str, Text]


def _pairs(left: Scenario, right: Scenario) -> Iterator[tuple[Text, _Values, _Values]]:
    for section in ("", "fertility", "mortality"):
        one, other = (
            _values(getattr(scenario, section) if section else scenario, scenario)
            for scenario in (left, right)
        )
        yield Text(ja=section, en=section), one, other
    for lever, same in _matched(left.migration, right.migration):
        yield _place(lever), _values(lever, left), _values(same, right) if same else {}
    for lever, same in _matched(right.migration, left.migration):
        if same is None:
            yield _place(lever), {}, _values(lever, right)


def _matched(
    levers: tuple[Lever, ...], others: tuple[Lever, ...]
) -> Iterator[tuple[Lever, Lever | None]]:
    for lever in levers:
        yield lever, next((one for one in others if same_title(one.title, lever.title)), None)


def _values(part: BaseModel, scenario: Scenario) -> _Values:
    values = {key: getattr(part, key) for key in type(part).model_fields}
    return {
        key: values[key] if isinstance(values[key], Text) else Text(ja=toml, en=toml)
        for key, toml in values_of(part, scenario.file.parent, usual=True).items()
        if key != "notes"
    }


def _place(lever: Lever) -> Text:
    words = MESSAGES["scenario_lever"]
    return Text(
        ja=words.ja.format(title=lever.title.ja), en=words.en.format(title=lever.title.en)
    )


def _differences(place: Text, left: _Values, right: _Values) -> Iterator[Difference]:
    nothing = MESSAGES["scenario_list_empty"]
    for key in dict.fromkeys([*left, *right]):
        # The title of a lever that only one side has stands in the place already.
        if key == "title" and not (left and right):
            continue
        ja, en = (f"{around}.{key}" if around else key for around in (place.ja, place.en))
        yield Difference(Text(ja=ja, en=en), left.get(key, nothing), right.get(key, nothing))
