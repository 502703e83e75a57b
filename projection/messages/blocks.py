"""Messages of the room `blocks`: long runs in pieces, on workers, taken up again."""

from projection.language import Text

MESSAGES = {
    "blocks_in_use": Text(
        ja="別の projection が書き込み中です。その終了を待つか、--out で別のフォルダを"
        "指定してください",
        en="this is being written by another `projection`; wait for it to end, or choose "
        "another folder with --out",
    ),
    "blocks_folder_unseen": Text(
        ja="計算を受け持つコンピューターからこのフォルダが見えません。すべてのコンピューターから"
        "同じ名前で見える共有フォルダを --out に指定してください",
        en="a worker does not see this folder; for --out choose one that all machines of the "
        "cluster see under the same name",
    ),
    "blocks_no_distributed": Text(
        ja="--workers と --scheduler には Dask が必要です。"
        "pip install 'kiyose-projection[distributed]' でインストールしてください",
        en="--workers and --scheduler need Dask; install it with "
        "pip install 'kiyose-projection[distributed]'",
    ),
    "blocks_unreachable": Text(
        ja="{address} の Dask スケジューラーが{seconds}秒以内に応答しません。"
        "tcp://ホスト名:8786 の形のアドレスと、スケジューラーが動いていることを"
        "確かめてください",
        en="no Dask scheduler answers at {address} within {seconds} seconds; expected an "
        "address such as tcp://host:8786 of one that is running",
    ),
    "blocks_no_workers": Text(
        ja="{address} の Dask スケジューラーには{seconds}秒待ってもワーカーがありません。"
        "dask worker {address} で起動してください",
        en="the Dask scheduler at {address} has no workers after {seconds} seconds; start them "
        "with `dask worker {address}`",
    ),
    "blocks_other_version": Text(
        ja="{address} のワーカーには、このプログラムの同じ版（{expected}）が必要です。"
        "見つかった版：{found}",
        en="the workers of {address} must have this version of the program, {expected}; "
        "found {found}; install it there",
    ),
    "blocks_one_place": Text(
        ja="--workers と --scheduler は同時に使えません。どちらか一方にしてください",
        en="--workers and --scheduler exclude each other; leave one of them out",
    ),
    "blocks_of_many": Text(
        ja="{options} は、--region に all か都道府県の2桁を指定した推計で使えます",
        en="{options} is for runs of many municipalities: --region all, or the two digits of a "
        "prefecture",
    ),
    "blocks_taken_up": Text(
        ja="「{name}」：{total}ブロックのうち{count}は計算済みのため、残りを計算します",
        en="'{name}': {count} of {total} blocks are there already; the others are worked out",
    ),
    "blocks_there_already": Text(
        ja="「{name}」は同じ条件で計算済みです：{file}",
        en="'{name}' is there already, of the same inputs and scenario: {file}",
    ),
    "blocks_bar": Text(ja="推計中", en="Projecting"),
    "blocks_interrupted": Text(
        ja="中断しました。同じ指定に --resume を付けると、残りだけを計算します",
        en="interrupted; the same command with --resume works out only what is missing",
    ),
}
