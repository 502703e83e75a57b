"""Small files that ask for far more than they are: of every door, those known to cost most."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import h5py
import numpy as np

from projection.toml import MOST_VALUES

_HEAD = 'title = "t"\nend = 2050\n'
_MANY = 25_000
_NUMBERS = {
    "million_digits": "1" + "0" * 1_000_000,
    "million_hex_digits": "0x" + "f" * 900_000,
    "million_decimals": "1." + "3" * 900_000,
    "million_exponent": "1e" + "9" * 900_000,
    "year_billion": "1000000000",
    "nan": "nan",
    "infinite": "-inf",
}
_ODD = {
    "bidi": "\u202etxt.exe\u2066",
    "control": "\\u001b[31m\\u0000\\u0007",
    "raw_control": "\x1b[31m",
    "nul": "\x00",
    "long": "あ" * 300_000,
}


def scenario_bombs() -> Iterator[tuple[str, bytes]]:
    """Scenario files."""
    for name, number in _NUMBERS.items():
        yield f"tfr_{name}", f"{_HEAD}[fertility]\ntfr = {number}\n".encode()
        yield f"end_{name}", f'title = "t"\nend = {number}\n'.encode()
        lever = f'[[migration]]\ntitle = "l"\nages = [0, {number}]\nadd_per_year = {number}\n'
        yield f"lever_{name}", (_HEAD + lever).encode()
    for name, words in _ODD.items():
        yield f"title_{name}", f'title = "{words}"\nend = 2050\n'.encode()
        yield f"extends_{name}", f'{_HEAD}extends = "{words}"\n'.encode()
        yield f"key_{name}", f'{_HEAD}"{words}" = 1\n'.encode()
        yield f"table_{name}", f'{_HEAD}[mortality]\ntable = "{words}"\n'.encode()
    levers = "".join(f'[[migration]]\ntitle="{n}"\nclosed=true\n' for n in range(_MANY))
    yield "levers", (_HEAD + levers).encode()
    yield "levers_inline", f"{_HEAD}migration = [{'{},' * 4 * _MANY}]".encode()
    yield "levers_empty", (_HEAD + "[[migration]]\n" * 2 * _MANY).encode()
    yield from _shapes(_HEAD)
    yield "levers_read", (_HEAD + "[[migration]]\n" * (MOST_VALUES - 100)).encode()
    levers = "".join(
        f'[[migration]]\ntitle="{n}"\nadd_rate=9\n' for n in range(MOST_VALUES // 4)
    )
    yield "levers_too_high", (_HEAD + levers).encode()
    years = ", ".join(f"{n} = -1" for n in range(MOST_VALUES - 100))
    yield "path_years_read", f"{_HEAD}fertility.tfr = {{ {years} }}".encode()
    path = ", ".join(f"{n} = 1" for n in range(3 * _MANY))
    yield "path_years", f"{_HEAD}fertility.tfr = {{ {path} }}".encode()
    yield "encodings", _HEAD.encode() + "notes = '清瀬'\n".encode("cp932") + "#清瀬".encode()
    yield "utf_16", _HEAD.encode("utf-16")
    yield "quotes", (_HEAD + "notes = '''" + "'' " * 8 * _MANY + "'''").encode()
    yield "backslashes", (_HEAD + 'notes = """' + "\\\\" * 8 * _MANY + '"""').encode()


def manifest_bombs() -> Iterator[tuple[str, bytes]]:
    """Files `inputs.toml`."""
    head = 'title = "t"\nbase_date = 2020-01-01\nwindow = 4\n'
    for name, number in _NUMBERS.items():
        yield f"window_{name}", f'title = "t"\nwindow = {number}\n'.encode()
    for date in ("0001-01-01", "9999-12-31"):
        yield f"date_{date}", f'title = "t"\nbase_date = {date}\nwindow = 50\n'.encode()
    yield "regions", (head + '[[regions]]\ncode = "132217"\n' * _MANY).encode()
    yield "headers", (head + "".join(f"[tables.t{n}]\n" for n in range(_MANY))).encode()
    yield from _shapes(head)


def _shapes(head: str) -> Iterator[tuple[str, bytes]]:
    yield "arrays", (head + "x = " + "[" * 400_000).encode()
    yield "arrays_closed", (head + f"x = {'[' * 300}{']' * 300}").encode()
    yield "tables", (head + "x = " + "{a = " * 100_000).encode()
    yield "dotted", (head + ".".join("a" * 100_000) + " = 1").encode()
    yield "dotted_header", (head + f"[{'.'.join('a' * 100_000)}]").encode()
    yield "dotted_often", (head + f"[{'.'.join('a' * 15)}]\n" * 30_000).encode()
    yield "dotted_far", (head + f"{'.'.join('ab' * 300)}.x = 1\n").encode()
    yield "keys", (head + "".join(f"k{n} = 1\n" for n in range(3 * _MANY))).encode()
    # As many as are still read: each is a fault of its own.
    most = range(MOST_VALUES - 100)
    yield "keys_read", (head + "".join(f"k{n} = 1\n" for n in most)).encode()
    yield "keys_near", (head + "".join(f"titl{n} = 1\n" for n in most)).encode()
    yield "sections_read", (head + "".join(f"[s{n}]\n" for n in most)).encode()
    yield "comments", (head + "#\n" * 10 * _MANY).encode()


def table_bombs() -> Iterator[tuple[str, bytes]]:
    """CSV tables; the first byte says which one, as in `targets`."""
    yield "columns", b"\0" + b",".join(b"c%d" % n for n in range(_MANY)) + b"\n1\n"
    yield "columns_twice", b"\0" + b"date," * 4 * _MANY + b"\n" + b"1," * 4 * _MANY + b"\n"
    yield "rows", b"\0date,sex,age,population\n" + b"2020-01-01,male,0,1\n" * 2 * _MANY
    yield "cells", b"\0" + b"a\n" * 20 * _MANY
    yield "bad_cells", b"\0date,sex,age,population\n" + b"x,y,z,w\n" * 2 * _MANY
    head = b"\0date,sex,age,population\n"
    yield "bad_cells_often", head + b"x,,,\n" * 8 * _MANY
    yield (
        "bad_cells_each",
        head + b"".join(b"d%d,s%d,a%d,p%d\n" % (n, n, n, n) for n in range(_MANY)),
    )
    yield "bad_ages_each", head + b"".join(b"2015-01-01,male,a%d,1\n" % n for n in range(_MANY))
    yield "same_rows", head + b"2015-01-01,male,0-4,1\n" * _MANY
    yield "bad_rows", b"\0date,sex,age,population\n" + b"x\n" * 20 * _MANY
    yield "field", b"\0date,sex,age,population\n2020-01-01,male,0," + b"9" * 100_000 + b"\n"
    yield "field_too_long", b"\0date\n" + b"9" * 400_000 + b"\n"
    yield "unclosed", b'\0date,sex,age,population\n"' + b"x\n" * 20 * _MANY
    yield "age", b"\0date,sex,age,population\n2020-01-01,male,0-999999999,1\n"
    yield "open_age", b"\0date,sex,age,population\n2020-01-01,male," + b"9" * 9_000 + b"+,1\n"
    yield "year", b"\0date,sex,age,population\n9999-12-31,male,0+,1e308\n"
    yield "nul", b"\0date,sex,age,population\n\0,\0,\0,\0\n"
    yield "encodings", "\0date,市\n".encode("cp932") + "2020,市\n".encode()
    yield "death_age", b"\3year,sex,age,death_probability\n2000,male,99999999,0.1\n"
    yield "birth_year", b"\2year,age,fertility_rate\n2000,15,1e-320\n2400,15,inf\n"


def line_bombs() -> Iterator[tuple[str, bytes]]:
    """The ministry's table as CSV: every other table is another one, told at the door."""
    title = "住民基本台帳人口（平成31年1月1日）\n"
    head = "団体コード,都道府県名,市区町村名,性別,総数,0歳～4歳,5歳～9歳,10歳以上\n"
    first = "132217,東京都,架空市"
    for name, line in {
        "short": f"{first},計,1,2,3\n",
        "nan": f"{first},男,nan,nan,inf,1e999\n",
        "negative": f"{first},女,-1,-0,-1e308,１\n",
        "field": f"{first},男,{'9' * 200_000},1,1,1\n",
        "twice": f"{first},男,1,1,1,1\n" * 20_000,
    }.items():
        yield name, (title + head + line).encode()
    yield from table_bombs()


def packed_bombs() -> Iterator[tuple[str, bytes]]:
    """Gzipped tables (targets "packed")."""
    yield "zeros", gzip.compress(b"\0" * 400_000_000, 1)
    yield "rows", gzip.compress(b"date,sex,age,population\n" + b"2020,m,0,1\n" * 8_000_000, 1)
    yield "cut", gzip.compress(b"date,sex\n" * 1000)[:-20]


def workbook_bombs() -> Iterator[tuple[str, bytes]]:
    """Workbooks, which are archives."""
    whole = "<sst>" + "<si><t>a</t></si>" * 20 * _MANY + "</sst>"
    for name, member, content in (
        ("zeros", "xl/workbook.xml", b"\0" * 200_000_000),
        ("spaces", "xl/sharedStrings.xml", b" " * 200_000_000),
        ("strings", "xl/sharedStrings.xml", whole.encode()),
        ("entities", "[Content_Types].xml", _laughing()),
    ):
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(member, content)
        yield name, memory.getvalue()
    yield "no_archive", b"PK\x03\x04" + b"\xff" * 100_000


def _laughing() -> bytes:
    """XML whose entities double thirty times over."""
    doubled = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 30))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{doubled}]><x>&e29;</x>'.encode()
    )


def _hdf5(fill: Callable[[h5py.File], object]) -> bytes:
    memory = io.BytesIO()
    with h5py.File(memory, "w") as file:
        fill(file)
        # Dims of their own names, so that a reader of NetCDF goes on to the figures.
        whole = [one for one in file if isinstance(file.get(one, getlink=True), h5py.HardLink)]
        for each in map(file.get, whole):
            for at in range(len(each.shape or ())):
                scale = file.require_dataset(f"dim_{at}", (1,), "i4")
                scale.make_scale()
                each.dims[at].attach_scale(scale)
    return memory.getvalue()


def result_bombs() -> Iterator[tuple[str, bytes]]:
    """HDF5 files that declare, or unfold to, more than they are."""
    huge = (10**5, 10**5, 10)
    yield "declared", _hdf5(lambda f: f.create_dataset("population", huge, "f8", chunks=True))
    whole = {"chunks": (1000, 1000), "compression": "gzip", "fillvalue": 1.0}
    yield "declared_2", _hdf5(lambda f: f.create_dataset("x", (50_000, 4000), "f8", **whole))
    zeros = np.zeros((12_000, 6_000))
    packed = {"compression": "gzip", "compression_opts": 1, "chunks": (1000, 6000)}
    yield "unfolding", _hdf5(lambda f: f.create_dataset("x", data=zeros, **packed))
    texts = np.array(["a" * 2_000_000, *["b"] * 2_000], dtype=object)
    kind = h5py.string_dtype()
    yield "texts", _hdf5(lambda f: f.create_dataset("name", data=texts, dtype=kind))
    yield "many_texts", _hdf5(lambda f: f.create_dataset("name", (10**8,), dtype=kind))
    yield "fixed_texts", _hdf5(lambda f: f.create_dataset("name", (10**4,), dtype="S1000000"))
    yield "variables", _hdf5(lambda f: [f.create_dataset(f"v{n}", data=n) for n in range(3000)])
    yield (
        "external",
        _hdf5(lambda f: f.create_dataset("x", (4,), "i1", external=[("/etc/hostname", 0, 4)])),
    )
    yield "link", _hdf5(lambda f: f.__setitem__("x", h5py.ExternalLink("other.nc", "/x")))
    yield "soft_link", _hdf5(lambda f: f.__setitem__("x", h5py.SoftLink("/x")))
    yield (
        "references",
        _hdf5(lambda f: f.create_dataset("x", data=[f.ref, f.ref], dtype=h5py.ref_dtype)),
    )
    yield "empty", _hdf5(lambda f: f.create_dataset("x", data=h5py.Empty("f8")))
    yield (
        "compound",
        _hdf5(lambda f: f.create_dataset("x", data=np.zeros(3, [("a", "f8"), ("b", "i4")]))),
    )
    yield "signature", b"\x89HDF\r\n\x1a\n" + b"\xff" * 400_000


def chunk_bombs() -> Iterator[tuple[str, bytes]]:
    """Files of a folder of chunks; the first byte says which one, as in `targets`."""
    yield "nested", b"\0" + b"[" * 900_000
    yield "nested_in", b'\0{"metadata": ' + b'{"a":' * 150_000 + b"1" + b"}" * 150_001
    yield "digits", b'\0{"metadata": ' + b"1" * 900_000 + b"}"
    attributes = '".zattrs": {"fit": "{}"}'
    for name, shape, chunks in (
        ("shape", "[1000000000000, 9]", "[1000000000000, 9]"),
        ("chunks", "[1000000000000, 9]", "[1, 9]"),
        ("dims", f"[{'9,' * 50_000}9]", f"[{'9,' * 50_000}9]"),
    ):
        array = f'{{"shape": {shape}, "chunks": {chunks}, "dtype": "<f8", "order": "C"}}'
        dims = '{"_ARRAY_DIMENSIONS": ["a", "b"]}'
        arrays = f'{attributes}, "x/.zarray": {array}, "x/.zattrs": {dims}'
        yield name, b"\0" + f'{{"metadata": {{{arrays}}}}}'.encode()
    many = ", ".join(f'"a{n}/.zarray": 1' for n in range(2 * _MANY))
    yield "arrays", b"\0" + f'{{"metadata": {{{attributes}, {many}}}}}'.encode()
    yield "sums", b"\1" + b"".join(b"%064d  name/%d\n" % (n, n) for n in range(12_000))
    yield "lines", b"\1" + b"\n" * 900_000
    yield "chunk", b"\2" + b"\xff" * 900_000
    yield "texts", b"\3" + b"\xff" * 900_000


BOMBS: Mapping[str, Callable[[], Iterator[tuple[str, bytes]]]] = MappingProxyType(
    {
        "scenario": scenario_bombs,
        "vision": scenario_bombs,
        "inputs": manifest_bombs,
        "rates": manifest_bombs,
        "table": table_bombs,
        "open-data": table_bombs,
        "packed": packed_bombs,
        "workbook": workbook_bombs,
        "lines": line_bombs,
        "result": result_bombs,
        "chunks": chunk_bombs,
        "netcdf": result_bombs,
    }
)
