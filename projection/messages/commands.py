"""Messages of the command line."""

from projection.language import Text

MESSAGES: dict[str, Text] = {
    "said_error": Text(ja="誤り：{message}", en="error: {message}"),
    "said_warning": Text(ja="注意：{message}", en="warning: {message}"),
    "wrote": Text(ja="書き出しました：{file}", en="wrote {file}"),
    "see_help": Text(
        ja="「{command} --help」で説明を表示します",
        en="'{command} --help' explains the command",
    ),
    "command_unknown": Text(
        ja="知らないコマンド「{found}」です。使えるコマンド：{known}",
        en="unknown command '{found}'; known commands: {known}",
    ),
    "command_unknown_near": Text(
        ja="知らないコマンド「{found}」です。「{near}」ではありませんか",
        en="unknown command '{found}'; did you mean '{near}'?",
    ),
    "option_unknown": Text(
        ja="知らないオプション「{found}」です", en="unknown option '{found}'"
    ),
    "option_unknown_near": Text(
        ja="知らないオプション「{found}」です。「{near}」ではありませんか",
        en="unknown option '{found}'; did you mean '{near}'?",
    ),
    "option_without_value": Text(
        ja="オプション「{option}」の値がないか、値を取らないのに指定されています",
        en="option '{option}': its value is missing, or it takes none and one is given",
    ),
    "argument_missing": Text(
        ja="「{argument}」が指定されていません", en="{argument} is missing"
    ),
    "argument_surplus": Text(
        ja="引数が多すぎます：{found}", en="more arguments than expected: {found}"
    ),
    "option_not_a_choice": Text(
        ja="「{option}」には {choices} のいずれかを指定してください",
        en="{option}: expected one of {choices}",
    ),
    "option_not_an_integer": Text(
        ja="「{option}」には整数を指定してください", en="{option}: expected a whole number"
    ),
    "usage_other": Text(ja="指定が正しくありません（{reason}）", en="{reason}"),
    "years_not_numbers": Text(
        ja="--years には年をコンマで区切って指定してください（例：2030,2040）。"
        "指定された値：{found}",
        en="--years: expected years with commas between (2030,2040); found '{found}'",
    ),
    "results_not_there": Text(
        ja="結果ファイル（.nc）がありません。同じ場所にある結果：{beside}。"
        "結果は projection run で作ります",
        en="no result file (.nc) is there; results beside it: {beside}; "
        "'projection run' makes them",
    ),
    "region_nowhere": Text(
        ja="地域の指定がありません。シナリオに region を書くか、"
        "--region でコードを指定してください",
        en="no region: write 'region' into the scenario, or give its code with --region",
    ),
    "excel_missing": Text(
        ja="Excel 形式で書き出すには XlsxWriter が必要です。"
        "python -m pip install XlsxWriter を実行してください",
        en="writing Excel files needs XlsxWriter; run: python -m pip install XlsxWriter",
    ),
    "excel_to_terminal": Text(
        ja="Excel ファイルは画面に表示できません。-o で書き出すファイルを指定してください",
        en="an Excel file cannot be shown on a terminal; name a file to write with -o",
    ),
    "format_of_ending": Text(
        ja="「{ending}」は表の形式として使えません。使える形式：{known}",
        en="a file ending in '{ending}' is no known format; known formats: {known}",
    ),
    "output_unwritable": Text(
        ja="標準出力に書き込めません（{reason}）",
        en="standard output cannot be written ({reason})",
    ),
    "code_unknown": Text(
        ja="「{found}」という番号はありません。文の末尾の [ ] の中の番号を指定してください"
        "（例：E102）",
        en="there is no code '{found}'; expected one as in brackets at a message's end (E102)",
    ),
    "regions_differ": Text(
        ja="別の地域のシナリオです：{found}。--region で1つの地域を指定してください",
        en="the scenarios are of different regions: {found}; name one with --region",
    ),
    "quiet_and_verbose": Text(
        ja="--quiet と --verbose は同時に指定できません。どちらか一方にしてください",
        en="--quiet and --verbose contradict each other: give one of them",
    ),
    "at_work": Text(
        ja="{software}。コマンド：projection {words}",
        en="{software}; command: projection {words}",
    ),
    "stage_reading": Text(ja="読込み：{file}", en="reading {file}"),
    "stage_fitting": Text(
        ja="{year}年までの実績に基礎の率を合わせています", en="fitting base rates to {year}"
    ),
    "stage_running": Text(
        ja="{end}年まで推計しています（シナリオ{count}件）",
        en="projecting to {end} (scenarios: {count})",
    ),
    "stage_finished": Text(ja="終了しました", en="finished"),
    "completion_bash": Text(
        ja="設定：次の行を ~/.bashrc に加え、端末を開き直します（bash 4.4 以降）。\n"
        '  eval "$(projection completion bash)"',
        en="To install: add this line to ~/.bashrc, open a new terminal (bash 4.4 or later).\n"
        '  eval "$(projection completion bash)"',
    ),
    "completion_zsh": Text(
        ja="設定：次の行を ~/.zshrc の compinit より後に加え、端末を開き直します。\n"
        '  eval "$(projection completion zsh)"',
        en="To install: add this line to ~/.zshrc, after compinit, and open a new terminal.\n"
        '  eval "$(projection completion zsh)"',
    ),
    "completion_fish": Text(
        ja="設定：次のコマンドを一度実行します。\n"
        "  projection completion fish > ~/.config/fish/completions/projection.fish",
        en="To install: run this once.\n"
        "  projection completion fish > ~/.config/fish/completions/projection.fish",
    ),
    "completion_powershell": Text(
        ja="設定：次の行を $PROFILE のファイルに加え、PowerShell を開き直します。\n"
        "  projection completion powershell | Out-String | Invoke-Expression",
        en="To install: add this line to the file $PROFILE and open PowerShell again.\n"
        "  projection completion powershell | Out-String | Invoke-Expression",
    ),
}
