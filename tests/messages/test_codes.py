"""Every message of its own has a code, with cause and remedy, that stays what it is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from projection.errors import ProjectionError, fault
from projection.messages import MESSAGES, explained
from projection.messages.explained import CODES, EXPLAINED
from projection.messages.explained.model import Explained

# Codes once given, each with its messages. Lines are added, and messages to lines; none is
# taken out when its message goes, so that no code comes back with another meaning.
GIVEN = Path(__file__).parent / "codes.txt"

# Parts of messages, and what tells how things go: they have no code.
PARTS = {
    *("at_line", "join_places", "faults_of_file", "said_error", "said_warning", "wrote"),
    "at_work",
    *("see_help", "more_alike", "ensemble_bar", "many_fitting", "many_one"),
    *(
        "many_sum_note",
        "blocks_bar",
        "blocks_taken_up",
        "blocks_there_already",
        "blocks_interrupted",
    ),
    *("uncertainty_unchanged", "ipss_next", "ipss_unchanged", "year_added", "year_again"),
    *("new_inputs_there", "new_missing", "new_when_complete", "new_fertility"),
    *("cause_lever", "cause_base", "rates_more_cells", "regions_more"),
    *("rates_last_probability", "rates_last_rate", "scenario_lever", "scenario_list_empty"),
    *("scenario_true_or_false", "scenario_two_ages"),
    *("vision_a_limit", "vision_a_measure", "vision_two_years", "vision_files", "vision_names"),
}
KINDS_OF_PARTS = re.compile(
    r"(rates|schedules)_shape_|scenario_(a|home|found|unit|whom)_|official_reason_|completion_|stage_"
)


def rooms() -> list[tuple[Explained, ...]]:
    modules = (one for one in vars(explained).values() if hasattr(one, "EXPLAINED"))
    return [module.EXPLAINED for module in modules]


def is_part(key: str) -> bool:
    return key in PARTS or KINDS_OF_PARTS.match(key) is not None


def test_every_message_has_a_code_or_is_part_of_one() -> None:
    lacking = [key for key in MESSAGES if key not in CODES and not is_part(key)]
    assert lacking == []
    assert [key for key in CODES if is_part(key) or key not in MESSAGES] == []
    assert sorted(PARTS - set(MESSAGES)) == []


def test_no_code_and_no_message_stands_twice() -> None:
    entries = [one for room in rooms() for one in room]
    codes = Counter(one.code for one in entries)
    keys = Counter(key for one in entries for key in one.keys)
    assert [name for name, count in (codes + keys).items() if count > 1] == []
    assert len(entries) == len(EXPLAINED)


def test_codes_once_given_keep_their_meaning() -> None:
    lines = [line.split() for line in GIVEN.read_text(encoding="utf-8").splitlines()]
    codes = [code for code, *_ in lines]
    assert [code for code, count in Counter(codes).items() if count > 1] == []
    given = {key: code for code, *keys in lines for key in keys}
    assert [(key, code) for key, code in CODES.items() if given.get(key) != code] == []


@pytest.mark.parametrize("one", EXPLAINED.values(), ids=EXPLAINED)
def test_what_is_explained_is_more_than_the_message(one: Explained) -> None:
    assert re.fullmatch(r"(E[1-8]|W9)\d\d", one.code)
    for text in (one.cause, one.remedy):
        assert text.ja.endswith("。")
        assert re.search(r"[\u3040-\u30ff]", text.ja)
        assert text.en.endswith(".")
        assert text.en.isascii()
        assert text.en not in {MESSAGES[key].en for key in one.keys}


def test_a_fault_knows_its_code_and_says_it_where_asked() -> None:
    missing = fault("file_missing", file="a.csv", beside="b.csv")
    assert missing.code == "E101"
    error = ProjectionError(missing, fault("more_alike", file="a.csv", more=3))
    assert (
        error.text().splitlines() == error.text(codes=True).replace(" [E101]", "").splitlines()
    )
    assert error.text(codes=True).splitlines()[1:] == [
        "  the file is not there; files beside it: b.csv [E101]",
        "  and 3 more faults of the same kind from here on",
    ]
    assert ProjectionError(missing).text("ja", codes=True).endswith("：b.csv [E101]")
