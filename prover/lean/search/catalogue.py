"""Declarations in a file of SQLite, found by name, by words (its own BM25) and by the shape of a type; it runs no Lean.

What is indexed of each: the words of its name, of its signature and of its docstring, in columns that weigh 3, 1
and 2; the spelling of its name, letter by letter; and the runs of three pieces of its type. Text is kept in one plain
table, and the full-text tables hold only what finds it.

A query costs as much as there are declarations to score. Those that have all of its words are few, and are what is
meant; where they are too few, the rarest of its words are asked for until they have occurred `MOST_POSTINGS` times.
"""

import errno
import heapq
import re
import sqlite3
import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from itertools import chain
from operator import itemgetter
from pathlib import Path

from prover.lean.search.premises import INSTANCE, PART_OF_NAME, SAME_SHAPE, WHOLE_NAME, Premise
from prover.lean.search.terms import ANY, PIECE, grams_of, holds_shape, shape_of, terms_of, type_in
from prover.text.source_scan import Entry

# What is asked for is stemmed as what is found; a token is what stands between blanks, signs too.
PLAIN = "unicode61 remove_diacritics 0 categories ''L* N* Co P* S* M*''"
TABLES = f"""
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE made_of(key);
CREATE TABLE source(module, imports);
CREATE TABLE declaration(id INTEGER PRIMARY KEY, name, kind, signature, doc, module, line);
CREATE VIRTUAL TABLE word USING fts5(name, type, doc, content='', tokenize='porter {PLAIN}');
CREATE VIRTUAL TABLE spelling USING fts5(letters, detail=none, tokenize='trigram');
CREATE VIRTUAL TABLE shape USING fts5(gram, content='', detail=none, tokenize='{PLAIN}');
"""
FINISH = """
INSERT INTO word(word) VALUES ('optimize');
INSERT INTO shape(shape) VALUES ('optimize');
INSERT INTO spelling(spelling) VALUES ('optimize');
CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'word', 'row');
CREATE VIRTUAL TABLE temp.grams USING fts5vocab('main', 'shape', 'row');
CREATE TABLE frequency(stem PRIMARY KEY, postings) WITHOUT ROWID;
INSERT INTO frequency SELECT term, doc FROM temp.vocabulary;
CREATE TABLE common(gram PRIMARY KEY, postings) WITHOUT ROWID;
INSERT INTO common SELECT term, doc FROM temp.grams WHERE doc > 100;
CREATE INDEX by_name ON declaration(name COLLATE NOCASE);
"""
STEMMER = f"""
CREATE VIRTUAL TABLE word USING fts5(plain, content='', tokenize='porter {PLAIN}');
CREATE VIRTUAL TABLE stem USING fts5vocab(word, 'instance');
"""
SCHEMA = 4
WEIGHTS = "3, 1, 2"
MOST_POSTINGS = 5_000  # a millisecond for a thousand of them
MOST_TERMS = 64
LONGEST_QUERY = 2_000  # characters
CANDIDATES = 100  # of each kind, of which the best are given
MORE_CANDIDATES = 1_000  # by words, where some modules do not count
ENOUGH = 20  # that have all words
MOST_BY_SPELLING = 500
MOST_BY_SHAPE = 300
LEAST_SPELLED = 3  # letters: a trigram


class Writing:
    """A new catalogue at a path that nobody reads yet: `add` as often as is wanted, then `finish`; always `close` it.

    Any thread may call, and waits for the one before. Raises `sqlite3.Error` where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._to = sqlite3.connect(path, check_same_thread=False)
        self._lock = threading.Lock()
        self._to.executescript(TABLES)
        self._count = 0

    def add(self, entries: Sequence[Entry]) -> None:
        with self._lock:
            numbered = list(enumerate(entries, self._count + 1))
            self._count += len(numbered)
            rows = ((i, *astuple(entry)) for i, entry in numbered)
            self._to.executemany("INSERT INTO declaration VALUES (?,?,?,?,?,?,?)", rows)
            names = ((i, entry.name) for i, entry in numbered)
            self._to.executemany("INSERT INTO spelling(rowid, letters) VALUES (?,?)", names)
            self._to.executemany("INSERT INTO word(rowid, name, type, doc) VALUES (?,?,?,?)", map(_words, numbered))
            self._to.executemany("INSERT INTO shape(rowid, gram) VALUES (?,?)", map(_grams, numbered))

    def add_imports(self, module: str, imported: Sequence[str]) -> None:
        """What a source imports itself."""
        with self._lock:
            self._to.execute("INSERT INTO source VALUES (?,?)", (module, " ".join(imported)))

    def finish(self, key: str) -> None:
        """Make it complete; ``key`` says what it was made of."""
        with self._lock:
            self._to.executescript(FINISH)
            self._to.execute("INSERT INTO made_of VALUES (?)", (key,))
            self._to.commit()

    def close(self) -> None:
        with self._lock:
            self._to.close()


class Catalogue:
    """A complete catalogue, to be read by any thread, one at a time.

    Raises `sqlite3.Error`, here and in each question, for a file that is not there or damaged, and here `OSError` for
    one that was made of something else than ``key`` says.
    """

    def __init__(self, path: Path, key: str) -> None:
        self.path = path
        self._reading = threading.Lock()
        self._from = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._stemmer = sqlite3.connect(":memory:", check_same_thread=False)
        try:
            self._stemmer.executescript(STEMMER)
            made_of = self._from.execute("SELECT key FROM made_of").fetchall()
        except BaseException:
            self.close()
            raise
        if made_of != [(key,)]:
            self.close()
            raise OSError(errno.ESTALE, "it was made of other sources", str(path))

    def close(self) -> None:
        """Wait for who still reads, though nobody waits for what is found: what is read must not go meanwhile."""
        with self._reading:
            self._from.close()
            self._stemmer.close()

    def counts(self) -> Counter[str]:
        """How many declarations there are of each top-level module (`Mathlib`, `Init`)."""
        with self._reading:
            modules = self._from.execute("SELECT module, count(*) FROM declaration GROUP BY module").fetchall()
        found: Counter[str] = Counter()
        for module, n in modules:
            found[module.partition(".")[0]] += n
        return found

    def imports(self) -> dict[str, list[str]]:
        """What each source imports itself, by its module; those that could not be read are not there."""
        with self._reading:
            imported = self._from.execute("SELECT module, imports FROM source").fetchall()
        return {module: names.split() for module, names in imported}

    def best(self, query: str, most: int, modules: Container[str] | None = None) -> list[tuple[float, Premise]]:
        """The declarations that fit a query best, each with its score; those that fit it not at all are left out.

        With ``modules``, those of other ones too.

        A query of one word is a name, part of one, or a pattern (`Nat.*_comm`). What is no pattern, and stands in too
        few names, is looked for as words, and as part of a type. Scores of two catalogues can be compared.
        """
        with self._reading:
            return self._best(query.strip()[:LONGEST_QUERY], most, modules)

    def _best(self, query: str, most: int, modules: Container[str] | None) -> list[tuple[float, Premise]]:
        is_name = len(query.split()) == 1
        scores: defaultdict[int, float] = defaultdict(float)
        for i, score in self._by_name(query) if is_name else ():
            scores[i] += score
        if len(scores) < most and not (is_name and "*" in query):
            for i, score in chain(self._by_words(query, modules).items(), self._by_shape(query)):
                scores[i] += score
        best = heapq.nlargest(CANDIDATES, self._in(modules, scores), key=itemgetter(1))
        found = [(score * _liked(row), row) for i, score in best if (row := self._row(i))]
        found.sort(key=lambda scored: (-scored[0], len(scored[1].name), scored[1].name))
        return list({premise.name: (score, premise) for score, premise in reversed(found)}.values())[::-1][:most]

    def _in(self, modules: Container[str] | None, scores: Mapping[int, float]) -> Collection[tuple[int, float]]:
        """The scores of what is declared in one of the modules, or of all."""
        if modules is None:
            return scores.items()
        wanted = f"SELECT id, module FROM declaration WHERE id IN ({','.join('?' * len(scores))})"  # noqa: S608
        return [(i, scores[i]) for i, module in self._from.execute(wanted, [*scores]) if module in modules]

    def _row(self, i: int) -> Premise:
        wanted = "SELECT name, kind, signature, module FROM declaration WHERE id = ?"
        name, kind, signature, module = self._from.execute(wanted, (i,)).fetchone()
        _, by, attribute = kind.partition(" by ")
        return Premise(name, f"{signature} -- as guessed of @[{attribute}]" if by else signature, module)

    def _by_name(self, query: str) -> Iterator[tuple[int, float]]:
        """Those in whose names it stands, short ones first; most counts the whole name, then the end of one."""
        wanted = query.lower()
        whole = "SELECT id FROM declaration WHERE name = ? COLLATE NOCASE LIMIT ?"
        yield from ((i, WHOLE_NAME) for (i,) in self._from.execute(whole, (query, CANDIDATES)).fetchall())
        if len(query.replace("*", "")) < LEAST_SPELLED:
            return
        pattern = re.compile(".*".join(map(re.escape, wanted.split("*"))))
        found = self._from.execute(
            "SELECT rowid, letters FROM spelling WHERE letters LIKE ? LIMIT ?",
            (f"%{query.strip('*').replace('*', '%')}%", MOST_BY_SPELLING),
        )
        for i, name in found.fetchall():
            if (pattern.fullmatch if "*" in query else pattern.search)(name.lower()):
                at_end = name.lower().endswith(f".{wanted}")
                yield i, PART_OF_NAME * (2 if at_end else 1) + 1.0 / len(name)

    def _by_words(self, query: str, modules: Container[str] | None) -> Mapping[int, float]:
        """Those that have all words of the query, and where these are few, those that have one of its rarest."""
        words = terms_of(query)[:MOST_TERMS]
        stems = self._stems(words)
        occurs = self._postings("SELECT stem, postings FROM frequency WHERE stem", stems)
        known = [(occurs[stem], word) for word, stem in zip(words, stems, strict=True) if stem in occurs]
        most = CANDIDATES if modules is None else MORE_CANDIDATES
        found = dict[int, float]()
        if len(known) > 1:
            found = dict(self._in(modules, self._matching(" AND ", [word for _, word in known], most)))
        if len(found) < ENOUGH and (rarest := _within(known)):
            found = {**self._matching(" OR ", rarest, most), **found}
        return found

    def _matching(self, operator: str, words: Sequence[str], most: int) -> dict[int, float]:
        """The best that match so; none where more do than are worth the time."""
        wanted = operator.join(map(_quoted, words))
        few = "SELECT count(*) FROM (SELECT 1 FROM word WHERE word MATCH ? LIMIT ?)"
        if self._from.execute(few, (wanted, 2 * MOST_POSTINGS + 1)).fetchone() > (2 * MOST_POSTINGS,):
            return {}
        scored = f"SELECT rowid, -bm25(word, {WEIGHTS}) AS score FROM word WHERE word MATCH ? ORDER BY 2 DESC LIMIT ?"  # noqa: S608
        return dict(self._from.execute(scored, (wanted, most)).fetchall())

    def _postings(self, select: str, terms: Sequence[str]) -> dict[str, int]:
        return dict(self._from.execute(f"{select} IN ({','.join('?' * len(terms))})", terms).fetchall())

    def _stems(self, words: Sequence[str]) -> list[str]:
        self._stemmer.execute("INSERT INTO word(word) VALUES ('delete-all')")
        self._stemmer.execute("INSERT INTO word(rowid, plain) VALUES (1, ?)", (" ".join(words),))
        return [stem for (stem,) in self._stemmer.execute("SELECT term FROM stem ORDER BY offset")]

    def _by_shape(self, query: str) -> Iterator[tuple[int, float]]:
        """Those in whose types the query stands, up to the names of its variables."""
        pieces, grams = PIECE.findall(query), grams_of(query)[:MOST_TERMS]
        if not any(gram.replace(ANY, "").strip("·") for gram in grams):
            return
        # They are kept in lower case, as all tokens are.
        common = self._postings("SELECT gram, postings FROM common WHERE gram", [gram.lower() for gram in grams])
        asked = _within([(common.get(gram.lower(), 0), gram) for gram in grams])
        if not asked:
            return
        found = self._from.execute(
            "SELECT id, signature FROM shape JOIN declaration ON id = shape.rowid WHERE shape MATCH ? LIMIT ?",
            (" AND ".join(map(_quoted, asked)), MOST_BY_SHAPE),
        )
        shape = shape_of(pieces)
        for i, signature in found.fetchall():
            if holds_shape(PIECE.findall(type_in(signature)), shape):
                yield i, SAME_SHAPE + 1.0 / len(signature)


def _within(counted: Iterable[tuple[int, str]]) -> list[str]:
    """The terms that occur most seldom, as many as have occurred `MOST_POSTINGS` times together.

    The most seldom one is among them if it has not occurred twice as often.
    """
    kept: list[str] = []
    total = 0
    for postings, term in sorted(counted):
        total += postings
        if total > (MOST_POSTINGS if kept else 2 * MOST_POSTINGS):
            break
        kept.append(term)
    return kept


def _words(numbered: tuple[int, Entry]) -> tuple[int, str, str, str]:
    number, entry = numbered
    rest = entry.signature.removeprefix(entry.name)
    name, signature, doc = (" ".join(terms_of(text)) for text in (entry.name, rest, entry.doc))
    return number, name, signature, doc


def _grams(numbered: tuple[int, Entry]) -> tuple[int, str]:
    number, entry = numbered
    return number, " ".join(grams_of(type_in(entry.signature)))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _liked(premise: Premise) -> float:
    return INSTANCE if premise.name.rpartition(".")[2].startswith("inst") else 1.0
