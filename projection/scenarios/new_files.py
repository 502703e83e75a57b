"""The first scenario files of a municipality, and a vision file to put its own goals into."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from projection.inputs import Region
from projection.language import Text
from projection.scenarios.text import section
from projection.toml import bilingual, quoted

END = 2065
_BY = 2030
# What strategies aim at: the births that the nation wishes for, then replacement.
_AIMS = (1.8, 2.1)
_SCENARIO = "#:schema ../scenario.schema.json\n"
_VISION = "#:schema ../vision.schema.json\n"


@dataclass(frozen=True)
class Observed:
    """What the files say of a municipality.

    Parameters
    ----------
    region
        Whose.
    first, last
        The calendar years that base rates are fitted to.
    tfr
        That registered births imply, as `tfr = "observed"` takes it.
    """

    region: Region
    first: int
    last: int
    tfr: float

    @property
    def aim(self) -> float:
        """The TFR of the vision: the lowest usual one above the municipality's own."""
        return next((one for one in _AIMS if one > self.tfr), round(self.tfr + 0.1, 1))

    @property
    def by(self) -> int:
        """The year of the vision's TFR."""
        return max(_BY, self.last + 5)


_WORDS = MappingProxyType(
    {
        "current": (
            Text(ja="現状維持：出生率{tfr}", en="Current: TFR {tfr}"),
            Text(ja="現状", en="Current"),
            Text(
                ja="出生率は、{first}〜{last}年に住民基本台帳に届け出られた出生数（総務省）"
                "と全国の年齢別出生率の形から求めた{tfr}が続くと仮定。"
                "公表された合計特殊出生率とは算出の方法が異なる。純移動は同じ期間の動きから、"
                "死亡率は全国の完全生命表（2000〜2020年）と同じ速さで改善。",
                en="The TFR stays at {tfr}, which the births registered in {first}-{last} "
                "imply with the age pattern of Japan; published TFRs are computed in other "
                "ways. Net migration from the same years; mortality falls as in the complete "
                "life tables of Japan from 2000 to 2020.",
            ),
        ),
        "vision": (
            Text(ja="ビジョン：{by}年に出生率{aim}", en="Vision: TFR {aim} by {by}"),
            Text(ja="ビジョン", en="Vision"),
            Text(
                ja="出生率が{tfr}（{last}年）から{by}年の{aim}まで直線で上がり、"
                "その後も続くと仮定。{by}年と{aim}は仮の値なので、"
                "市区町村の目標に置き換えること。ほかは「現状」と同じ。",
                en="The TFR rises in a straight line from {tfr} ({last}) to {aim} in {by} and "
                "stays there. {by} and {aim} only hold the place: put the municipality's own "
                "goal there. All else as in Current.",
            ),
        ),
        "retention": (
            Text(
                ja="定着：20〜39歳の転出超過を{by}年に解消",
                en="Retention: no net loss at ages 20-39 by {by}",
            ),
            Text(ja="定着", en="Retention"),
            Text(
                ja="20〜39歳の男女で、{first}〜{last}年に転出超過だった年齢階級の超過分が、"
                "{by}年までに直線でなくなると仮定。転入超過の階級と、ほかの仮定は「現状」"
                "と同じ。",
                en="Where the age groups 20-39, men or women, lost people in {first}-{last}, "
                "the loss runs in a straight line to zero in {by}. Groups that gained people, "
                "and all else, as in Current.",
            ),
        ),
        "vision-retention": (
            Text(ja="ビジョン＋定着", en="Vision and retention"),
            Text(ja="ビジョン＋定着", en="Vision + retention"),
            Text(
                ja="「ビジョン」の出生率と「定着」の移動を合わせたもの。",
                en="The TFR of Vision together with the migration of Retention.",
            ),
        ),
        "closed": (
            Text(ja="封鎖人口：移動なし", en="Closed: no migration"),
            Text(ja="封鎖", en="Closed"),
            Text(
                ja="転入も転出もなく、出生と死亡だけで人口が変わると仮定（封鎖人口）。"
                "出生率と死亡率は「現状」と同じ。",
                en="Nobody moves in or out; births and deaths alone change the population. "
                "Fertility and mortality as in Current.",
            ),
        ),
        "goals": (
            Text(ja="総合戦略の検証（ひな形）", en="A test of the strategy (template)"),
            None,
            Text(
                ja="目標を確かめるためのひな形。数値は例であり、市区町村の目標に置き換えること"
                "。projection vision で確かめる。",
                en="A template to test goals with `projection vision`. Its figures are "
                "examples: put the municipality's own goals in their place.",
            ),
        ),
    }
)
_STAY = Text(ja="20〜39歳の転出超過の解消", en="Ages 20-39 stay")
_CLOSED = Text(ja="封鎖", en="No migration")


def new_scenarios(observed: Observed) -> dict[str, str]:
    """Return scenario files by name, and the vision file `goals.toml`.

    Parameters
    ----------
    observed
        What they say of the municipality.

    Returns
    -------
    dict
        current, vision, retention, vision-retention, closed; goals.
    """
    last, own = observed.last, f"{observed.tfr:.2f}"
    path = f"{{ {last} = {own}, {observed.by} = {observed.aim:g} }}"
    towards_aim = section("[fertility]", {"tfr": path})
    files = {
        "current": _current(observed) + "\n" + section("[fertility]", {"tfr": own}),
        "vision": _child("vision", observed) + towards_aim,
        "retention": _child("retention", observed) + _retention(observed),
        "vision-retention": _child("vision-retention", observed, "retention") + towards_aim,
        "closed": _child("closed", observed) + _lever(_CLOSED, closed="true"),
        "goals": _goals(observed),
    }
    return {f"{name}.toml": text for name, text in files.items()}


def _head(name: str, observed: Observed) -> dict[str, str]:
    filling = {
        "tfr": f"{observed.tfr:.2f}",
        "aim": f"{observed.aim:g}",
        "by": observed.by,
        "first": observed.first,
        "last": observed.last,
    }
    words = zip(("title", "label", "notes"), _WORDS[name], strict=True)
    return {
        key: bilingual(Text(ja=text.ja.format(**filling), en=text.en.format(**filling)))
        for key, text in words
        if text is not None
    }


def _current(observed: Observed) -> str:
    # No `start`: runs begin at the base date of the inputs, wherever that moves.
    own = {"region": quoted(observed.region.code), "end": f"{END}"}
    return _SCENARIO + section("", _head("current", observed) | own)


def _child(name: str, observed: Observed, parent: str = "current") -> str:
    extends = {"extends": quoted(f"{parent}.toml")}
    return _SCENARIO + section("", _head(name, observed) | extends) + "\n"


def _retention(observed: Observed) -> str:
    return _lever(_STAY, ages="[20, 39]", balance_by=f"{observed.by}", losses_only="true")


def _lever(title: Text, **values: str) -> str:
    return section("[[migration]]", {"title": bilingual(title), **values})


def _goals(observed: Observed) -> str:
    head = {"base": quoted("current.toml"), "scenario": quoted("vision-retention.toml")}
    return _VISION + "\n".join(
        [
            section("", _head("goals", observed) | head),
            *(section("[[goals]]", goal) for goal in _each_goal(observed)),
            *(section("[[basic_goals]]", one) for one in _BASIC_GOALS),
        ]
    )


def _each_goal(observed: Observed) -> list[dict[str, str]]:
    by, aim, after = observed.by, f"{observed.aim:g}", observed.by + 10
    base = observed.last + 1
    tfr = Text(ja=f"出生率が{by}年までに{aim}になる", en=f"The TFR reaches {aim} by {by}")
    natural = Text(
        ja=f"{by}年の自然増減が{observed.last}年を上回る",
        en=f"Natural change in {by} is above that of {observed.last}",
    )
    women = Text(
        ja=f"20〜39歳の女性が{after}年に{base}年より減らない",
        en=f"As many women aged 20-39 in {after} as in {base}",
    )
    return [
        _goal(tfr, "tfr", by=f"{by}", at_least=aim),
        _goal(
            natural, "natural_change", at=f"{by}", above=f"{{ published = {observed.last} }}"
        ),
        _goal(women, "women_20_39", at=f"{after}", at_least=f"{{ year = {base} }}"),
    ]


def _goal(title: Text, measure: str, **limits: str) -> dict[str, str]:
    return {"title": bilingual(title), "measure": quoted(measure), **limits}


_BASIC_GOALS = (
    {
        "title": bilingual(Text(ja="結婚・出産・子育て", en="Marriage, birth, child-rearing")),
        "components": '["fertility"]',
    },
    {
        "title": bilingual(Text(ja="しごと・まちの魅力", en="Work and attractiveness")),
        "ages": "[20, 39]",
    },
)
