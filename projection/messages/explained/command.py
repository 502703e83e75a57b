"""The command line itself."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E801",
        ("command_unknown", "command_unknown_near"),
        cause=Text(
            ja="コマンド名の打ち間違いです。",
            en="A slip in the command's name.",
        ),
        remedy=Text(
            ja="projection --help で使えるコマンドを見てください。",
            en="See `projection --help`.",
        ),
    ),
    Explained(
        "E802",
        ("option_unknown", "option_unknown_near"),
        cause=Text(
            ja="そのコマンドにないオプションです。全角のハイフン（－－）"
            "で打ったときにも起こります。",
            en="The command has no such option; full-width dashes end here too.",
        ),
        remedy=Text(
            ja="半角で打ち直し、そのコマンドの --help で確かめてください。",
            en="Type plain dashes, and see the command's --help.",
        ),
    ),
    Explained(
        "E803",
        ("option_without_value", "argument_missing", "argument_surplus", "usage_other"),
        cause=Text(
            ja="コマンドに渡した語が多すぎるか、足りません。"
            "空白を含む名前を引用符で囲まなかったときによく起こります。",
            en="Too many words or too few were given; names with blanks need quotation marks.",
        ),
        remedy=Text(
            ja='名前を " で囲み、--help の「使い方」の順に並べてください。',
            en="Put such names in quotation marks, in the order that --help shows.",
        ),
    ),
    Explained(
        "E804",
        ("option_not_a_choice", "option_not_an_integer"),
        cause=Text(
            ja="オプションの値が、選択肢にないか、整数ではありません。",
            en="The value is none of the choices, or no whole number.",
        ),
        remedy=Text(
            ja="示された中から選んでください。数字は半角です。",
            en="Take one of those listed; digits are plain.",
        ),
    ),
    Explained(
        "E805",
        ("excel_to_terminal",),
        cause=Text(
            ja="Excel のファイルは画面に表示できる文字ではありません。",
            en="An Excel file is no text that a screen could show.",
        ),
        remedy=Text(
            ja="-o 表.xlsx のように書き出すファイルを指定してください。",
            en="Name a file to write (-o table.xlsx).",
        ),
    ),
    Explained(
        "E806",
        ("output_unwritable",),
        cause=Text(
            ja="表示の出力先（> で指定したファイルなど）に書き込めません。"
            "空き容量がないときに起こります。",
            en="What is printed cannot be written where it was sent; the disk may be full.",
        ),
        remedy=Text(
            ja="空きのある場所を指定して、もう一度実行してください。",
            en="Send it where there is room.",
        ),
    ),
    Explained(
        "E807",
        ("code_unknown",),
        cause=Text(
            ja="エラーの番号ではないか、この版にない番号です。",
            en="This is no code of a message, or one that this version does not have.",
        ),
        remedy=Text(
            ja="メッセージの末尾の [ ] の中を、そのまま書いてください（例：projection "
            "explain E102）。",
            en="Write what stands in brackets at the message's end (projection explain E102).",
        ),
    ),
    Explained(
        "E808",
        ("quiet_and_verbose",),
        cause=Text(
            ja="少なく表示する指定と、多く表示する指定が両方あります。",
            en="One of them says less than usual, the other more.",
        ),
        remedy=Text(
            ja="どちらか一方にしてください。プログラムに読ませるときの --json-log は、"
            "どちらとも併用できます。",
            en="Give one of them; --json-log, for programs, goes with either.",
        ),
    ),
)
