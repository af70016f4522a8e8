"""What is found in a catalogue of declarations, by name, words and part of a type, and what is no catalogue."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from prover.lean.search.building import write
from prover.lean.search.catalogue import CANDIDATES, MOST_POSTINGS, Catalogue
from prover.lean.search.terms import type_in
from prover.text.source_scan import Entry

ROWS = [
    ("Nat.add_comm", "theorem", "(n m : ℕ) : n + m = m + n", "Addition of naturals is commutative."),
    ("add_comm", "theorem", "{G : Type*} [AddCommMagma G] (a b : G) : a + b = b + a", ""),
    ("mul_comm", "theorem", "{G : Type*} [CommMagma G] (a b : G) : a * b = b * a", ""),
    ("IsCompact.image", "theorem", "(hs : IsCompact s) (hf : Continuous f) : IsCompact (f '' s)", ""),
    ("isCompact_singleton", "theorem", "{x : X} : IsCompact {x}", "A single point is compact."),
    ("norm_add_le", "theorem by to_additive", "(a b : E) : ‖a + b‖ ≤ ‖a‖ + ‖b‖", "The triangle inequality."),
    ("instAddNat", "instance", ": Add Nat", ""),
    ("Nat.Prime", "def", "(p : ℕ) : Prop", "A prime: an irreducible natural number."),
    ("List.Perm.swap", "theorem", "(x y : α) (l : List α) : (y :: x :: l).Perm (x :: y :: l)", "Swaps two elements."),
]

COMMON = 2 * MOST_POSTINGS + 1  # of a word, so that it alone is not asked for


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    path = tmp_path / "catalogue.sqlite"
    write(path, "key", [[Entry(name, kind, f"{name} {rest}", doc, "M.A", 1) for name, kind, rest, doc in ROWS]])
    found = Catalogue(path, "key")
    yield found
    found.close()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("add_comm", "add_comm"),
        ("nat.add_comm", "Nat.add_comm"),  # whatever the case
        ("pact.im", "IsCompact.image"),
        ("Nat.*comm", "Nat.add_comm"),
        ("*_singleton", "isCompact_singleton"),
        ("triangle inequalities", "norm_add_le"),  # by the stem
        ("image of a compact under a continuous function", "IsCompact.image"),
        ("x * y = y * x", "mul_comm"),
        ("‖u + v‖ ≤ ‖u‖ + ‖v‖", "norm_add_le"),
        ("two swapped elements", "List.Perm.swap"),
    ],
)
def test_the_first_that_is_found_is_the_one_that_was_meant(catalogue: Catalogue, query: str, name: str) -> None:
    assert next(premise.name for _, premise in catalogue.best(query, 3)) == name


def test_variables_that_change_places_are_no_match_for_a_type(catalogue: Catalogue) -> None:
    [(score, first), (_, second), (less, _), *_] = catalogue.best("x + y = y + x", 9)
    assert {first.name, second.name} == {"add_comm", "Nat.add_comm"}
    [(other, _), *_] = catalogue.best("x + y = x + y", 9)
    assert max(less, other) < score


def test_what_is_translated_is_shown_as_a_guess(catalogue: Catalogue) -> None:
    [(_, premise), *_] = catalogue.best("norm_add_le", 1)
    assert premise.signature == "norm_add_le (a b : E) : ‖a + b‖ ≤ ‖a‖ + ‖b‖ -- as guessed of @[to_additive]"
    assert premise.module == "M.A"


@pytest.mark.parametrize(
    "query",
    ["", "*", "**", "?", '"', '"" OR *', "NEAR(a b)", "name:add", "x" * 10_000, "( " * 500, "a%_b", "zzzz", "="],
)
def test_what_fits_nothing_finds_nothing_and_raises_nothing(catalogue: Catalogue, query: str) -> None:
    assert len(catalogue.best(query, 3)) <= 3


def test_a_declaration_is_listed_once_and_no_more_than_are_wanted(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    same = Entry("a.same", "theorem", "a.same : True", "", "M", 1)
    others = [Entry(f"a.same{i}", "theorem", f"a.same{i} : True", "", "M", i) for i in range(2 * CANDIDATES)]
    write(path, "key", [[same, same], others])
    catalogue = Catalogue(path, "key")
    assert [p.name for _, p in catalogue.best("a.same", 2)] == ["a.same", "a.same0"]
    assert len(catalogue.best("same", 20)) == 20
    catalogue.close()


def test_what_has_all_words_is_found_though_each_is_too_common_to_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    many = [Entry(f"{word}.{word}_{i}", "theorem", "", "", "M", 1) for word in ("sum", "comm") for i in range(COMMON)]
    wanted = Entry("Big.sum_of_comm", "theorem", "", "", "M", 1)
    write(path, "key", [[*many[:COMMON], wanted, *many[COMMON:]]])
    with contextlib.closing(Catalogue(path, "key")) as catalogue:
        for modules in (None, frozenset({"M"})):
            assert [premise.name for _, premise in catalogue.best("a comm of sums", 1, modules)] == ["Big.sum_of_comm"]


def test_one_of_another_key_or_damaged_or_unfinished_is_none(tmp_path: Path) -> None:
    path, damaged, none = tmp_path / "good.sqlite", tmp_path / "damaged.sqlite", tmp_path / "none.sqlite"
    write(path, "key", [])
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    for place, key, error in [(path, "other", OSError), (damaged, "key", sqlite3.Error), (none, "key", sqlite3.Error)]:
        with pytest.raises(error):
            Catalogue(place, key)


@pytest.mark.parametrize(
    ("signature", "found"),
    [
        ("a (x : Nat) {y : Nat} : x = y", "x = y"),
        ("a :IsSub (x : Nat)", "IsSub (x : Nat)"),  # as documentation pages have it
        ("a : ∀ x : Nat, x = x", "∀ x : Nat, x = x"),
        ("a := b", "a := b"),
    ],
)
def test_the_type_of_a_signature_is_behind_its_own_colon(signature: str, found: str) -> None:
    assert type_in(signature) == found
