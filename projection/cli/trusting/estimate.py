"""The declaration of `projection estimate`."""

from __future__ import annotations

from projection.cli.bilingual import Command, Group, Option
from projection.cli.declaring import FOLDER, YEAR, inputs_option, lazily
from projection.cli.trusting import TRUSTING
from projection.language import Text


def estimate_group() -> Group:
    """Return the group, of one command."""
    return Group(
        "estimate",
        words=Text(
            ja="公表値から、推計に使う表を求める（uncertainty＝推計の幅）。",
            en="Estimate tables that projections use from published figures (uncertainty).",
        ),
        section=TRUSTING,
        commands=[_uncertainty()],
    )


def _uncertainty() -> Command:
    return Command(
        "uncertainty",
        words=Text(
            ja="出生・死亡・移動が推計からどれだけ外れるかを、全市区町村の台帳から求めます。\n"
            "過去の各年を基準年とする推計とその後の実績の差から、人口規模別の標準偏差・自己相関・"
            "相関と、移動の年齢パターンを求め、3つの表（CSV）に書き出します。"
            "inputs.toml に kind ごとの表として書けば、projection ensemble が使います。"
            "1分ほどかかります。",
            en="Estimate how far births, deaths and moves depart from projections.\n"
            "From projections of every past base year and what followed, of all "
            "municipalities: standard deviations, autocorrelations and correlations by size, "
            "and the ages at which migration departs, written as three tables (CSV). Named in "
            "inputs.toml, they are what projection ensemble draws from. Takes about a minute.",
        ),
        section=TRUSTING,
        params=[
            inputs_option(),
            Option(
                "--last",
                words=Text(
                    ja="使う最後の台帳の年（既定：すべて）",
                    en="Year of the last register used (default: all)",
                ),
                value=YEAR,
                type=int,
            ),
            Option(
                "--out",
                words=Text(
                    ja="書き出すフォルダ（既定：台帳のあるフォルダ）",
                    en="Folder to write to (default: that of the register)",
                ),
                value=FOLDER,
            ),
            Option(
                "--force",
                words=Text(
                    ja="内容の異なる表があれば置き換えます",
                    en="Replace tables of other content",
                ),
                is_flag=True,
            ),
        ],
        callback=lazily("estimate_uncertainty"),
    )
