"""Messages of backtests."""

from projection.language import Text

MESSAGES: dict[str, Text] = {
    "backtest_base": Text(
        ja="基準年{base}は検証できません。台帳の5年前と後の年が必要です。"
        "{low}〜{high}年を指定してください",
        en="base year {base} cannot be tested: the register must reach five years back and at "
        "least one ahead; expected a year from {low} to {high}",
    ),
    "backtest_nobody": Text(
        ja="基準年{base}で検証できる市区町村がありません（対象{tried}）。"
        "期間を通じて区域が変わらず、率を推定できる市区町村が必要です",
        en="no municipality can be tested from {base} (of {tried}): expected some whose "
        "territory never changed and that admit base rates",
    ),
    "backtest_region": Text(
        ja="都道府県「{found}」の市区町村の過去の台帳がありません。"
        "{low}〜{high}の2桁のコードを指定するか、--region を省いてください",
        en="no history of municipalities of prefecture '{found}'; expected its two-digit code, "
        "{low} to {high}; leave --region out for all",
    ),
}
