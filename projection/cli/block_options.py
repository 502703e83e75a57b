"""The options of commands whose work is cut in blocks."""

from __future__ import annotations

import click

from projection.cli.bilingual import Option
from projection.language import Text


def block_options() -> list[Option]:
    """Return `--workers`, `--scheduler` and `--resume`."""
    return [
        Option(
            "--workers",
            words=Text(
                ja="多数の市区町村の推計を分担させる、このコンピューターのプロセスの数"
                "（Dask が必要）",
                en="How many processes of this machine run many municipalities (needs Dask)",
            ),
            value=Text(ja="数", en="N"),
            type=click.IntRange(min=1),
        ),
        scheduler_option(),
        resume_option(),
    ]


def scheduler_option() -> Option:
    """Return `--scheduler`."""
    return Option(
        "--scheduler",
        words=Text(
            ja="多数の市区町村の推計を分担させる Dask スケジューラーのアドレス",
            en="Address of the Dask scheduler whose workers run many municipalities",
        ),
        value=Text(ja="アドレス", en="ADDRESS"),
    )


def resume_option() -> Option:
    """Return `--resume`."""
    return Option(
        "--resume",
        words=Text(
            ja="中断した推計の続きから始め、残りだけを計算します",
            en="Go on with a run that was broken off: only what is missing is worked out",
        ),
        is_flag=True,
    )
