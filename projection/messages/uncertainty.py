"""Messages of how much the future varies: its tables, their estimation, coverage."""

from projection.language import Text

MESSAGES: dict[str, Text] = {
    "deviations_negative": Text(
        ja="標準偏差が負です。0以上が必要です。値は{found}です",
        en="a standard deviation is negative; expected zero or more; found {found}",
    ),
    "deviations_autocorrelation": Text(
        ja="自己相関が範囲外です。-1より大きく1以下（1はランダムウォーク）が必要です。"
        "値は{found}です",
        en="an autocorrelation is out of range; expected above -1 and at most 1 (a random "
        "walk); found {found}",
    ),
    "deviations_degrees": Text(
        ja="自由度は{least}以上の整数です（正規分布は空欄）。値は「{found}」です",
        en="expected degrees of freedom of {least} or more, whole, or none for a normal "
        "distribution; found '{found}'",
    ),
    "deviations_correlation": Text(
        ja="相関行列ではありません。対角が1の対称行列で、負の固有値がないことが必要です。値は{found}です",
        en="these are no correlations: expected a symmetric matrix with ones in its diagonal "
        "and no negative eigenvalue; found {found}",
    ),
    "uncertainty_nowhere": Text(
        ja="推計の幅の表（tables.{kind}）を持つフォルダがありません。"
        "projection estimate uncertainty で作成し、inputs.toml に書いてください",
        en="no folder here has the tables of uncertainty (tables.{kind}): make them with "
        "projection estimate uncertainty and name them in inputs.toml",
    ),
    "uncertainty_kind": Text(
        ja="{kind} の表がありません。推計の幅には uncertainty, uncertainty_correlation, "
        "uncertainty_modes の3つの表が必要です",
        en="there is no table {kind}; expected all three of uncertainty, "
        "uncertainty_correlation and uncertainty_modes",
    ),
    "uncertainty_unknown": Text(
        ja="「{found}」は使えません。{known} のどれかを書いてください",
        en="unknown value '{found}'; expected one of {known}",
    ),
    "uncertainty_pair": Text(
        ja="「{found}」の行は使えません。2つの過程の組は、表の過程の順に1回だけ書きます",
        en="no row of {found} is expected: every pair of processes stands once, in their order",
    ),
    "uncertainty_last": Text(
        ja="{last}年までの台帳からは推計の幅を求められません。{low}〜{high}年を指定してください",
        en="uncertainty cannot be estimated from registers up to {last}; expected a year from "
        "{low} to {high}",
    ),
    "uncertainty_nobody": Text(
        ja="区域が変わらず、率を推定できる市区町村がありません（対象{tried}）。"
        "より広い地域の台帳が必要です",
        en="no municipality of {tried} kept its territory and admits base rates: expected the "
        "register of a larger area",
    ),
    "uncertainty_few": Text(
        ja="人口規模の区分{size}人以上に、推計の幅を求められる市区町村がありません。"
        "各区分に市区町村のある、より広い地域の台帳が必要です",
        en="no municipality of the class from {size} residents on can be followed; expected a "
        "register with some in every class, as that of the whole country",
    ),
    "uncertainty_unchanged": Text(
        ja="{folder} の表は、いま計算した値と同じです", en="the tables in {folder} say the same"
    ),
    "coverage_base": Text(
        ja="基準年{base}の推計の幅は検証できません。{low}〜{high}年を指定してください",
        en="intervals from base year {base} cannot be tested; expected a year from {low} to "
        "{high}",
    ),
    "coverage_draws": Text(
        ja="試行の数は{least}以上が必要です。指定は{found}です",
        en="expected {least} draws or more; found {found}",
    ),
}
