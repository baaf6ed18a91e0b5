"""A pack's tables, compiled into what reading needs: words with their classes, values, patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import regex

from figures.datafiles import entries
from figures.datafolders import data_folder
from figures.reading.alphabet import letters_of, ranges
from figures.reading.anchors import Place, place_of
from figures.reading.befalling import lists_of, needing_in, patterns_of, reserved_in, statuses_of, unsettled_in
from figures.reading.grammar import (
    ENGINE_FRAGMENTS,
    EXTENDING,
    LEADING,
    MORE_ANYWHERE,
    MORE_AT_FIRST,
    NOT_PLAIN,
    NUMERALS,
    NUMERIC,
    RELATIONS,
    SCENES,
)
from figures.reading.index import TokenPattern
from figures.reading.lexicon import Lexicon
from figures.reading.pack import NumberWord, Pack, PackError, Rule, Unit, unit_key
from figures.reading.pattern import PatternCompiler, words_of
from figures.reading.verbs import inflected
from figures.units import scale_of

Table = dict[str, Any]

_RULES = ("attribution", "modality", "refusal")
# How often the most frequent words of a language stand in a text, against 1 for a word of some list.
_FREQUENT = 300
# Letters of a currency's code in ISO 4217.
_CODE = 3

#: What the words of a number are called in patterns, by the table that lists them.
_NUMBER_CLASSES = {
    "add": "atom",
    "hundred": "hundred",
    "scale": "scale",
    "suffix": "suffix",
    "collective": "collective",
    "fraction": "fraction",
}


def read_tables(folder: Path) -> Table:
    """All tables of a pack, and under them the universal ones: a language's own rules are tried first."""
    tables: Table = {}
    own = sorted(path for path in folder.glob("*.toml") if path.name != "examples.toml")
    for path in (*own, data_folder("parsers") / "universal.toml"):
        try:
            _merge(tables, tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise PackError(f"language pack file {path}: {error}") from error
    tables["tokens"] = {name: pattern.replace("\n", "|") for name, pattern in tables.get("tokens", {}).items()}
    return tables


def _merge(into: Table, more: Table) -> None:
    """Tables join, lists of rules follow one another, lists of words join."""
    for key, value in more.items():
        old = into.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            _merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            old.extend(value)
        elif isinstance(old, str) and isinstance(value, str):
            into[key] = f"{old}\n{value}"
        else:
            into.setdefault(key, value)


def read_pack(folder: Path) -> Pack:
    """A pack from its folder."""
    tables = read_tables(folder)
    language, writing = tables["language"], tables.get("writing", {})
    abbreviations = frozenset(entries(writing.get("abbreviations", "")))
    lexicon = _lexicon(tables, abbreviations)
    numbers, units = _numbers(tables, lexicon), _units(tables, lexicon)
    compiler, named = _compiler(tables, lexicon)
    stopwords = frozenset(language.get("stopwords", "").split())
    lexicon.alphabet.weigh(lexicon.letters(stopwords), _FREQUENT)
    compiled = {name: compiler.compile(pattern) for name, pattern in named.items()}
    numeric = place_of(compiler.anchor(f"{{{'|'.join(NUMERIC)}}}"), letters_of)
    numerals, lemmas = tables.get("numerals", {}), tables.get("lemmas", {})
    return Pack(
        code=language["code"],
        name=language["name"],
        stopwords=stopwords,
        decimal=writing.get("decimal", "."),
        grouping=writing.get("grouping", "." if writing.get("decimal") == "," else ","),
        points=frozenset(entries(numerals.get("point", ""))),
        abbreviations=abbreviations,
        lexicon=lexicon,
        numbers=numbers,
        glued=_glued(tables),
        units_first=writing.get("units_first", False),
        sign_first=writing.get("sign_first", False),
        numeric=numeric,
        leads=compiler.letters((*NUMERIC, *LEADING)) - _wherever(numeric),
        plain=compiler.letters(("digits", "atom")) - compiler.letters(NOT_PLAIN),
        extends=compiler.letters(EXTENDING) | compiler.letters_in("{number}"),
        more=_more(compiler).match,
        unit_starts=compiler.begins(named["unit"]),
        unit_ends=compiler.begins(named["rate"]) | compiler.begins("{per_priced} | {and} | {scale|suffix}"),
        scales=compiler.letters(("scale", "suffix")),
        per_starts=compiler.begins("{per|per_so_many}"),
        below_starts=compiler.begins("{below_zero}"),
        minus_ends=compiler.letters(("negative", "minus", "hyphen")),
        sign_ends=compiler.letters(("currency_sign", "currency_code")),
        grammar=compiler.letters(("auxiliary", "preposition", "conjunction", "pronoun", "adverb")),
        nominal=compiler.letters(("nominal",)),
        closing=compiler.letters(("comma", "stop", "close", "semicolon", "quote_close")) | {""},
        units=units,
        patterns=compiled,
        nouns=_nouns(compiled),
        attributions=tuple(_rules(tables.get("attribution", []), compiler)),
        modalities=tuple(_rules(tables.get("modality", []), compiler)),
        refusals=tuple(_rules(tables.get("refusal", []), compiler, group="figure")),
        statuses=statuses_of(tables),
        reserved=reserved_in(tables),
        unsettled=unsettled_in(tables),
        needing=needing_in(tables),
        people=frozenset(entries(tables.get("lexicon", {}).get("people_noun", ""))),
        concepts=_inverted(tables.get("concepts", {})),
        places=_inverted(tables.get("places", {}), fold=False),
        qualifiers=_inverted(tables.get("demonyms", {})),
        months=_months(tables),
        source_heads=frozenset(entries(tables.get("columns", {}).get("source", ""))),
        irregular_lemmas=dict(entry.split("=", 1) for entry in entries(lemmas.get("irregular", ""))),
        lemma_suffixes=_suffixes(lemmas),
    )


def _suffixes(lemmas: Table) -> tuple[tuple[str, str], ...]:
    """Endings with what replaces them in the dictionary form, in the order they are tried."""
    parted = (entry.partition("=") for entry in entries(lemmas.get("suffixes", "")))
    return tuple((ending, replacement) for ending, _, replacement in parted)


def _wherever(place: Place) -> frozenset[str]:
    """The letters a numeral is found by whatever stands beside them: *few* is none, where *a few* is."""
    return frozenset(letter for letter, beside in (place.letters or {}).items() if beside == (None, None))


def _more(compiler: PatternCompiler) -> re.Pattern[str]:
    """Matches where a numeral may begin that is more than a number: no other holds such a word among those of its words."""
    anywhere = compiler.letters(MORE_ANYWHERE)
    others = (compiler.letters((*EXTENDING, *NUMERIC, *LEADING)) | compiler.letters_in("{number}")) - anywhere
    sets = (f"[{ranges(letters)}]" if letters else "(?!)" for letters in (compiler.letters(MORE_AT_FIRST), others, anywhere))
    return re.compile("{}|(?:{})*+{}".format(*sets))


def _lexicon(tables: Table, abbreviations: frozenset[str]) -> Lexicon:
    """An empty lexicon that splits texts as the language writes."""
    writing = tables.get("writing", {})
    return Lexicon(
        marks={name: signs.split() for name, signs in tables.get("marks", {}).items()},
        tokens=tables.get("tokens", {}),
        shapes=tables.get("shapes", {}),
        elision=writing.get("elision", ""),
        enclitic=writing.get("enclitic", ""),
        dotted=(word for word in abbreviations if (len(word) > 1 or word == "m") and not word.isdigit()),
        joined=_joinable(tables) if writing.get("joined", False) else (),
        scales=_before_digits(tables.get("numerals", {})),
        glued=_glued(tables),
    )


def _before_digits(numerals: Table) -> list[str]:
    """Words that a hyphen and digits may follow and that are no names then: *373 million-375 million*, *minus-130*."""
    lists = [*numerals.get("scale", {}).values(), numerals.get("negative", "")]
    return [word for written in lists for word in entries(written)]


def _glued(tables: Table) -> regex.Pattern[str] | None:
    """The pattern of numbers written as one word (*dreiundzwanzig*, *duecentocinquanta*), its words captured in turn."""
    if not tables.get("writing", {}).get("glued", False):
        return None
    numerals = tables.get("numerals", {})
    words = set(entries(numerals.get("joiner", ""))) | set(_joinable(tables))
    return regex.compile(f"(?:({'|'.join(sorted(map(regex.escape, words), key=lambda w: (-len(w), w)))})){{2,}}", regex.V1)


def _compiler(tables: Table, lexicon: Lexicon) -> tuple[PatternCompiler, dict[str, str]]:
    """Every word of the pack in its classes, the lexicon sealed, and the named patterns to compile."""
    for name, written in _lists(tables):
        lexicon.add(name, map(lexicon.split, entries(written)))
    for base, forms in tables.get("writing", {}).get("variants", {}).items():
        for form in (base, *entries(forms)):
            lexicon.know(form, base)
            lexicon.inherit(form, base)
    fragments = {**ENGINE_FRAGMENTS, **tables.get("fragments", {})}
    named = _named_patterns(tables)
    ruled = (rule["pattern"] for kind in _RULES for rule in tables.get(kind, ()))
    for pattern in (*fragments.values(), *named.values(), *ruled):
        for word in words_of(pattern):
            for piece in lexicon.split(word):
                lexicon.know(piece)
    lexicon.seal()
    return PatternCompiler(lexicon.alphabet, fragments, lexicon.phrases, lexicon.split), named


def _named_patterns(tables: Table) -> dict[str, str]:
    """The engine's patterns and the pack's single ones, by name."""
    nouns: Mapping[str, str] = tables.get("nouns", {})
    found = {**NUMERALS, **RELATIONS, **SCENES}
    found["range"] = _lines(tables.get("ranges", {}).get("patterns", ""), ("first", "second"))
    found["against"] = _lines(tables.get("ranges", {}).get("against", ""), ("first", "second"))
    found["age"] = _lines(tables.get("units", {}).get("age", {}).get("patterns", ""), ("first",))
    for place, patterns in nouns.items():
        for index, line in enumerate(filter(None, map(str.strip, patterns.splitlines()))):
            found[f"noun_{place} {index}"] = _told(line)
    for relation in ("ratio", "among", "whole_first"):
        found[relation] = _lines(tables.get("parts", {}).get(relation, ""), ("first", "second"))
    found["age_bare"] = _lines(tables.get("units", {}).get("age", {}).get("bare", ""), ("first",))
    found["place"] = tables.get("calendar", {}).get("place", "(?!)")
    acting = tables.get("acting", {}).items()
    found["acting"] = "{filler}{0,4}? (?:" + (" | ".join(f"({c}: {{acting_{c}}})" for c, _ in acting) or "(?!)") + ")"
    for name in ("stance", "source_kind"):
        found[name] = " | ".join(f"({k}: {pattern})" for k, pattern in tables.get(f"{name}s", {}).items()) or "(?!)"
    found |= patterns_of(tables)
    return found


def _of(compiled: Mapping[str, TokenPattern], prefix: str) -> tuple[TokenPattern, ...]:
    return tuple(pattern for name, pattern in compiled.items() if name.startswith(prefix))


def _nouns(compiled: Mapping[str, TokenPattern]) -> dict[str, tuple[TokenPattern, ...]]:
    """The patterns of nouns by list; a language that tells one, and scale words, from other counts has lists of theirs."""
    found = {name: _of(compiled, f"noun_{name} ") for name in ("count", "one", "scaled", "of", "told")}
    return {**found, "one": found["one"] or found["count"], "scaled": found["scaled"] or found["count"]}


def _told(line: str) -> str:
    """A line of patterns whose numbers, if it has any, are named in turn."""
    return line.replace("{n}", "(number: {numeral_count})", 1).replace("{n}", "(second: {numeral_count})", 1)


def _lines(patterns: str, names: tuple[str, ...]) -> str:
    """Patterns a line each as one alternation, its numbers named in turn; a group is named once a line, with its index."""
    options = []
    for index, line in enumerate(filter(None, map(str.strip, patterns.splitlines()))):
        option = line
        for name in names:
            option = option.replace("{n}", f"({name}_{index}: {{numeral}})", 1)
        options.append(option)
    return " | ".join(options) or "(?!)"


def _rules(written: list[Table], compiler: PatternCompiler, *, group: str = "") -> Iterator[Rule]:
    """The rules of a kind, each of whose patterns must name `group`; raises `PackError` for one that does not."""
    for rule in written:
        pattern = compiler.compile(rule["pattern"])
        if group and group not in pattern.groups:
            raise PackError(f"the rule {rule['id']!r} names no ({group}: …) in {rule['pattern']!r}")
        fields = {key: rule.get(key, "") for key in ("content", "state", "link", "value", "stance", "kind")}
        flags = {key: rule.get(key, False) for key in ("carries", "elided", "continues", "reaches_back", "in_turn")}
        yield Rule(rule["id"], pattern, **fields, **flags)


def _inverted(table: Mapping[str, str], *, fold: bool = True) -> dict[str, str]:
    return {(form.casefold() if fold else form): name for name, written in table.items() for form in entries(written)}


def _joinable(tables: Table) -> list[str]:
    """Number words that a hyphen may join to another word."""
    numerals = tables.get("numerals", {})
    articles = set(entries(numerals.get("article", "")))
    lists = [written for role in ("add", "hundred", "scale") for written in numerals.get(role, {}).values()]
    lists += [numerals.get(name, "") for name in ("half", "standalone_fraction")]
    words = (word for written in lists for word in entries(written))
    return [word for word in words if word not in articles]


def _numbers(tables: Table, lexicon: Lexicon) -> dict[str, NumberWord]:
    """Words with a value, and the classes of the words of numbers."""
    numerals = tables.get("numerals", {})
    articles = set(entries(numerals.get("article", "")))
    others = {word: Decimal(value) for value, written in numerals.get("other", {}).items() for word in entries(written)}
    units = {word for table in tables.get("units", {}).values() for written in table.values() for word in entries(written)}
    found: dict[str, NumberWord] = {}
    for role, name in _NUMBER_CLASSES.items():
        for value, written in numerals.get(role, {}).items():
            for word in entries(written):
                amount = Fraction(value)
                worth = Decimal(amount.numerator) / Decimal(amount.denominator)
                found[word] = NumberWord(worth, role, others.get(word), word in units)
                if word in articles:
                    continue
                lexicon.add(name, [lexicon.split(word)])
                if role in ("add", "hundred", "scale"):
                    lexicon.add("number_word", [lexicon.split(word)])
    return found


def _units(tables: Table, lexicon: Lexicon) -> dict[str, Unit]:
    """Units by the words they are written with, each phrase one key of its tokens joined by spaces."""
    found: dict[str, Unit] = {}
    for kind, table in tables.get("units", {}).items():
        for name, written in table.items():
            if name in ("patterns", "bare"):
                continue
            unit = _unit(name, kind)
            for entry in map(lexicon.split, entries(written)):
                found[unit_key(entry)] = unit
                lexicon.add("unit", [entry])
                lexicon.add(f"unit_{unit.kind}", [entry])
    # Phrases stand for any case of their words (us dollars, hk $), where that is no other unit.
    return {**{key.lower(): unit for key, unit in found.items() if " " in key}, **found}


def _unit(name: str, kind: str) -> Unit:
    """A unit of a table; a named part of a currency is that currency, with the factor that makes it one."""
    if kind in ("money", "assumed") and "_" in name:
        scale = scale_of(name)
        currency = scale.dimension.strip("[]")
        if currency != name and len(currency) == _CODE:
            return Unit(currency, "money", kind == "assumed", Decimal(scale.factor.numerator) / scale.factor.denominator)
    return Unit(name, "money" if kind == "assumed" else kind, kind == "assumed")


def _lists(tables: Table) -> Iterator[tuple[str, str]]:
    """Every list of words with the class it makes."""
    names = (("places", "place_name"), ("places", "toponym"), ("demonyms", "place_name"), ("demonyms", "demonym"))
    for table, name in names:
        yield from ((name, written) for written in tables.get(table, {}).values())
    yield from tables.get("lexicon", {}).items()
    for name, written in tables.get("numerals", {}).items():
        if isinstance(written, str) and name != "plural":
            yield name, written
    yield "vague_number", tables.get("numerals", {}).get("plural", "")
    for side in ("before", "after"):
        for name, written in tables.get("bounds", {}).get(side, {}).items():
            yield f"{side}_{name}", written
    yield "change", tables.get("ranges", {}).get("change", "")
    for name in ("per", "per_so_many", "per_priced", "unless"):
        yield name, tables.get("rates", {}).get(name, "")
    yield "to", tables.get("ranges", {}).get("to", "")
    yield "over", tables.get("parts", {}).get("over", "")
    for name in ("since", "until", "last_year"):
        yield name, tables.get("calendar", {}).get(name, "")
    for concept, written in tables.get("acting", {}).items():
        yield f"acting_{concept}", written
    for forms in entries(tables.get("calendar", {}).get("months", "")):
        for form in forms.split():
            yield "month", form
    yield from lists_of(tables)
    yield from _verb_lists(tables)


def _verb_lists(tables: Table) -> Iterator[tuple[str, str]]:
    spelling = [(regex.compile(rule["match"], regex.V1), rule["with"]) for rule in tables.get("spelling", ())]
    conjugations = {
        # No ending is an ending: the English infinitive, and most of the present.
        name: {tense: [tail.strip() for tail in tails.split(",")] for tense, tails in table.items()}
        for name, table in tables.get("conjugation", {}).items()
    }
    for verb_class, table in tables.get("verbs", {}).items():
        for key, written in table.items():
            if key in conjugations:
                forms = inflected(entries(written), conjugations[key], spelling)
                for tense, words in forms.items():
                    yield f"{verb_class}_{tense}", ", ".join(words)
            else:
                yield f"{verb_class}_{key}", written


def _months(tables: Table) -> dict[str, int]:
    """Month names and their short forms, with the month's number."""
    months = entries(tables.get("calendar", {}).get("months", ""))
    return {form.lower(): number for number, forms in enumerate(months, 1) for form in forms.split()}
