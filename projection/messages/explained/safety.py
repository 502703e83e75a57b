"""Files that ask for more than they may."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E181",
        ("file_too_large", "file_unpacks_too_large", "file_too_many_items"),
        cause=Text(
            ja="表や設定ファイルとしてはありえない大きさです。別のファイルを指定したか、"
            "壊れたファイルか、メモリを使い切らせるように作られたファイルです。",
            en="The size is far beyond any table's or settings file's: it is another file, a "
            "damaged one, or one made to use up memory.",
        ),
        remedy=Text(
            ja="ファイル名を確かめ、公表元から取り直してください。本当に大きな表は、"
            "要る年と地域だけに分けて保存します。",
            en="Check the name, or fetch the file anew from its publisher. Cut a table that "
            "really is so large down to the years and places you need.",
        ),
    ),
    Explained(
        "E182",
        ("file_outside",),
        cause=Text(
            ja="extends や表のファイル名が、プロジェクトのフォルダの外を指しています。"
            "人から受け取ったシナリオが、意図しないファイルを読むのを防ぐために止めています。",
            en="What a file extends, or a table that it names, lies outside the project's "
            "folder. A scenario from somebody else must not read files that you did not mean.",
        ),
        remedy=Text(
            ja="そのファイルをプロジェクトの中に写し、名前を書き直してください。"
            "内容を知っていて外のまま使うなら、--allow-outside を付けて実行します。",
            en="Copy the file into the project and name it there. If you know it and want it "
            "where it is, run the command with --allow-outside.",
        ),
    ),
)
