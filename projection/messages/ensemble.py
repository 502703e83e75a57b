"""Messages of ensembles."""

from projection.language import Text

MESSAGES = {
    "ensemble_draws": Text(
        ja="--draws には1〜{most}の整数を指定してください。指定された値：{found}",
        en="--draws: expected 1 to {most}; found {found}",
    ),
    "ensemble_seed": Text(
        ja="--seed には0〜{most}の整数を指定してください。指定された値：{found}",
        en="--seed: expected 0 to {most}; found {found}",
    ),
    "ensemble_workers": Text(
        ja="--workers には1以上の整数を指定してください。指定された値：{found}",
        en="--workers: expected 1 or more; found {found}",
    ),
    "ensemble_step": Text(
        ja="{found}年ごとの推計では、不確かさを計算できません。シナリオか inputs.toml の "
        "step を1にしてください",
        en="there are no ensembles in steps of {found} years; write step = 1 in the scenario "
        "or in inputs.toml",
    ),
    "ensemble_goals_of_many": Text(
        ja="--vision は1つの市区町村の試算に使います。--region に市区町村のコードを指定するか、"
        "--vision を外してください",
        en="--vision goes with one municipality; name its code with --region, or leave out "
        "--vision",
    ),
    "ensemble_flow_ages": Text(
        ja="「{label}」の年齢別の目標は、不確かさの計算では扱えません。ages を消してください",
        en="'{label}' by age is not kept of simulated futures; leave out ages",
    ),
    "ensemble_no_room": Text(
        ja="一時ファイルの場所に{size} MBの空きがありません（{reason}）。--draws を減らすか、"
        "環境変数 TMPDIR で空きのあるフォルダを指定してください",
        en="no room for a temporary file of {size} MB ({reason}); ask for fewer --draws, or "
        "name a folder with room in the environment variable TMPDIR",
    ),
    "ensemble_bar": Text(ja="将来を試算中", en="Simulating futures"),
    "report_ensemble_alone": Text(
        ja="この不確かさの結果に対応する projection run の結果がありません。同じ入力データ、"
        "シナリオ、終了年の結果も指定してください",
        en="there is no result of `projection run` of the same inputs, scenario and last year "
        "beside this ensemble; name it too",
    ),
    "result_ensemble": Text(
        ja="不確かさの結果ファイル（projection ensemble）です。ここで使えるのは "
        "projection run の結果です",
        en="this is a result of `projection ensemble`; expected one of `projection run`",
    ),
    "result_not_ensemble": Text(
        ja="不確かさの結果ファイルではありません。projection ensemble で作ったファイルを"
        "指定してください",
        en="this is no result of `projection ensemble`; expected one",
    ),
}
