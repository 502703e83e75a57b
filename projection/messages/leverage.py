"""Messages of the analyses `leverage` and `monitor`."""

from projection.language import Text

MESSAGES: dict[str, Text] = {
    "leverage_not_of_people": Text(
        ja="「{label}」は、人が1人増えたときの変化を求められない指標です。使える指標：{known}",
        en="one more person does not change '{label}', or not smoothly; take one of: {known}",
    ),
    "leverage_nothing_before": Text(
        ja="{year}年は推計の最初の年で、その前には誰も転入しません。後の年を指定してください",
        en="{year} is the first year of the run, before which nobody arrives; "
        "expected a later year",
    ),
    "leverage_arrival_outside": Text(
        ja="{year}年に転入した人の効果は求められません。転入の年は{first}〜{last}年です",
        en="no figures for those who arrive in {year}; expected a year from {first} to {last}",
    ),
    "monitor_measure": Text(
        ja="「{found}」は見分けに使えません。使える数：{known}",
        en="'{found}' cannot be monitored; take one of: {known}",
    ),
    "monitor_births_whole": Text(
        ja="出生数は男女別・年齢別には見られません。指定を外してください",
        en="births are counted as a whole; leave out the sex and the ages",
    ),
    "monitor_error_rate": Text(
        ja="--{name} には0より大きく0.5より小さい確率を指定してください。指定された値：{found}",
        en="--{name}: expected a chance above 0 and below 0.5; found {found}",
    ),
    "monitor_order": Text(
        ja="「{low}」の{label}は「{high}」より少なくありません。少ない方のシナリオを先に指定してください",
        en="'{low}' does not expect less than '{high}' ({label}); "
        "give first the scenario that expects less",
    ),
    "monitor_since": Text(
        ja="{year}年からは比べられません。その前の年の人口も公表されている年：{known}",
        en="nothing can be compared from {year} on; years published with one before them: "
        "{known}",
    ),
}
