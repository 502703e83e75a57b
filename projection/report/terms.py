"""Words of the page itself."""

from projection.language import Text

SKIP = Text(ja="本文へ", en="Skip to the content")
CONTENTS = Text(ja="目次", en="Contents")
SUMMARY = Text(ja="要点", en="Main findings")
SCENARIOS = Text(ja="図に示すシナリオ", en="Scenarios shown in the charts")
NUMBERS = Text(ja="の数値", en=": the numbers")
NOTE = Text(ja="注：", en="Note: ")
SOURCE = Text(ja="出典：", en="Source: ")
OTHERS = Text(ja="ほかのシナリオ", en="Another scenario")
NONE = Text(ja="（選択なし）", en="(none)")
YEAR = Text(ja="年", en="Year")
PLAY = Text(ja="再生", en="Play")
PAUSE = Text(ja="停止", en="Pause")
RUNS = Text(ja="この報告書の推計", en="Runs of this report")
LABEL = Text(ja="シナリオ", en="Scenario")
TITLE = Text(ja="名称", en="Title")
IDENTIFIER = Text(ja="推計番号", en="Run")
SOFTWARE = Text(ja="ソフトウェア", en="Software")
LEFT_OUT = Text(ja="掲載なし：", en="Left out: ")
NO_SCRIPT = Text(
    ja="このブラウザではスクリプトが動かないため、図は表示されません。各図の数値は表にあります。",
    en="Scripts do not run in this browser, so there are no charts; tables hold their numbers.",
)
FONT = Text(
    ja="文字の表示のため、IPAexゴシック（IPAフォントライセンスv1.0）の一部の字形を埋め込んでいます。",
    en="Some glyphs of IPAexGothic (IPA Font License v1.0) are embedded to show this page.",
)
EXPLORER = Text(
    ja="仮定を動かして試すページは、projection report … --explorer で作れます。",
    en="projection report ... --explorer writes a page on which assumptions can be moved.",
)
