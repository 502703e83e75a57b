"""What a result says of itself."""

from __future__ import annotations

import json
import platform

import numpy as np
import scipy

from projection.inputs import Region, SourceFile
from projection.language import Text
from projection.recording import environment, provenance

WORDS = Text(ja="清瀬市", en="Kiyose")
SOURCE = SourceFile(
    kind="population",
    file="inputs/kiyose/population.csv",
    sha256="ab" * 32,
    unit="thousands",
    publisher=WORDS,
    source="住民基本台帳",
    terms=WORDS,
    notes=None,
)


def said() -> dict[str, str | int]:
    return provenance(
        Region("132217", WORDS),
        [SOURCE],
        base_date="2020-01-01",
        step=1,
        convention={"migration": "even"},
        fit={"periods": [2019]},
    )


def test_every_table_stands_there_with_checksum_source_and_unit() -> None:
    (record,) = json.loads(str(said()["inputs"]))
    assert record == {
        "kind": "population",
        "file": "inputs/kiyose/population.csv",
        "sha256": "ab" * 32,
        "unit": "thousands",
        "publisher": {"ja": "清瀬市", "en": "Kiyose"},
        "source": "住民基本台帳",
        "terms": {"ja": "清瀬市", "en": "Kiyose"},
    }


def test_the_libraries_are_named_with_their_versions() -> None:
    assert json.loads(str(said()["environment"])) == environment()
    assert environment() == {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "machine": f"{platform.system()} {platform.machine()}",
    }


def test_nothing_tells_the_time() -> None:
    assert said() == said()
