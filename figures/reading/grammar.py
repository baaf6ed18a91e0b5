"""The grammar of a figure, in classes that every pack fills with its own words.

First the numerals of a sentence are found and each becomes one token `{n}`, with its unit; the patterns of bounds, ranges,
nouns, statuses and sources then run over the shorter sentence.
"""

from __future__ import annotations

#: Fragments that patterns of packs may use beside their own.
ENGINE_FRAGMENTS = {
    # The m of 5 m² and 5 m/s is no million.
    "suffixed": "(?: (?={suffix}) !{unit_rate} {suffix} !{superscript} )?",
    "number": (
        "(?:{digits}{suffixed} | {standalone}{article} | {atom|standalone} | {article}(?={scale|hundred}))"
        "(?:{hundred|standalone|scale}{one} | {joiner}?{atom|standalone|scale|hundred} | {joiner}{one}"
        " | {scale}{digits} | {point}(?={atom})){0,40}"
    ),
}

#: What hedges a number, by the bound it gives; the signs stand beside the words of the pack.
HEDGES = {
    "approximately": "≈",
    "more": ">",
    "atleast": "≥",
    "less": "<",
    "atmost": "≤",
    "exactly": "=",
}
#: The patterns of what hedges a number before it.
HEDGED = tuple(f"hedge {name}" for name in HEDGES)
_SIGNED = ("approximately", "more", "atleast", "less", "atmost")

#: Tokens that are no figures whatever stands around them, by the reason the report gives.
_REFUSED = {
    "date": "date",
    "time": "time",
    "ordinal": "ordinal|ordinal_word",
    "phone": "phone",
    "address": "address",
    "version": "version",
    "decade": "decade",
    "label": "designation|code",
}

#: Classes of tokens that are a quantity in two units: 5'10", 1 m 85, 2 h 30.
COMPOUND = ("foot_inch", "metre_centimetre", "hour_minute", "clock_minute")

#: Classes of the words a numeral is found by; before them only an article may belong to it.
NUMERIC = (
    *("digits", "vulgar", "atom", "standalone", "scale", "hundred", "collective", "fraction", "standalone_fraction"),
    *("vague_number", "several", "half"),
    *COMPOUND,
)

#: Classes of the words that may stand before the word a numeral is found by.
LEADING = ("article", "collective_adjective", "plural_article", "several_scaled", "plural_scaled")

#: Classes of the words that may stand behind digits in one numeral.
EXTENDING = (
    *("suffix", "scale", "hundred", "standalone", "atom", "digits", "vulgar", "joiner", "point", "and", "slash", "hyphen"),
    *("collective", "collective_adjective", "fraction", "standalone_fraction", "half", "vague_number", "partitive"),
)

#: Classes of the words that a numeral begins with that is more than a number, and of those one holds in any other place.
MORE_AT_FIRST = (
    *("several", "several_scaled", "plural_scaled", "vague_number", "plural_article"),
    *COMPOUND,
)
MORE_ANYWHERE = ("collective", "fraction", "standalone_fraction", "half", "slash", "vulgar")

#: Classes of the words that a numeral may be found by and that say more, or less, than a number.
NOT_PLAIN = (*(name for name in NUMERIC if name not in ("digits", "atom")), *LEADING, "joiner", "point")

#: Patterns over the tokens of a sentence: where a numeral may stand, and what follows it.
NUMERALS = {
    "refused": " | ".join(f"({reason}: {{{kinds}}})" for reason, kinds in _REFUSED.items()),
    "numeral": """
        (?:(several: {several|several_scaled}) | {plural_scaled} (?={scale|hundred|collective}))
            (vague: {vague_number|scale|hundred|collective} (?:{partitive}? {vague_number|scale})*)
        | {plural_article}? (plural: {vague_number}
            (?: {partitive}? {vague_number} | {partitive} {scale} !{hyphen} | {and} {plural_article}? {vague_number})*)
        | (several_alone: {several})
        | (?:(many: {number}) | {article})? {collective_adjective}?
            (collective: {collective} (?:{partitive} {vague_number})*)
        | (mixed: {number}) {hyphen}? {and} (?:(times: {number}) {hyphen}?)? (added: {fraction}) !{nominal|scale|partitive}
        | (?: (shares: {number}) {hyphen}? | {article} )? (portion: {standalone_fraction|fraction})
            {partitive|hyphen}? {article}? (portioned: {scale|collective|hundred})
        | {article}? (halved: {half|standalone_fraction}) (?: {hyphen|partitive} | {partitive}? {article} )?
            (?={unit_duration|unit_measure})
        | (?: (parts: {number}) {hyphen}? | {article} ) (part_of: {fraction}) {partitive} {article}?
            (?={unit_duration|unit_measure})
        | (?:(share: {number}) | {article}) {hyphen}? (fraction: {fraction}) !{nominal}
        | (fraction_alone: {standalone_fraction})
        | (whole: {integer}(?={integer}{slash}))? (numerator: {integer}) {slash} (denominator: {integer}) !{slash}
        | (vulgar: {vulgar})
        | (foot_inch: {foot_inch}) | (metre_centimetre: {metre_centimetre}) | (hour_minute: {hour_minute})
        | (clock_minute: {clock_minute})
        | (number: {number}) (?:{hyphen}? {and} (half: {half}) (half_of: {scale})?)?
    """,
    "number": "(number: {number})",
    # An article is a number where it is measured.
    "article_number": """
        {measuring} (one: {article}) !{collective|vague_number|fraction|currency_sign|currency_code}
            (?={unit|nominal|adjective|noun_too})
        | (one_only: {article}) {single}
        | (one_of: {article}) (?: {adjective}{0,2} {nominal|noun_too}{1,2}? )?? {over} {number}
        | (one_to: {article}) {to} {number} {unit|nominal|adjective}
    """,
    "unit": "{partitive|hyphen}? (unit: {unit}) | {adjective|ordinal_word}{1,2} (spell: {unit_duration})",
    "and_half": "{and} {half}",
    "scaled_behind": "{unit_money|currency_sign|currency_code} | {adjective}? {plural_noun}",
    "rate": """
        (?:{hyphen}? {per}|{slash}) {determiner}? (over: {unit_duration|unit_measure|unit_money})
        !{adjective|ordinal_word|unless|digits|refused}
    """,
    # What money may be for: 1,89 euro le litre.
    "rate_priced": """
        {per_priced} (over: {unit_duration|unit_measure}) !{adjective|ordinal_word|unless|digits|refused|partitive|pronoun}
    """,
    "sign": "{currency_sign|currency_code}",
    "signed_next": "{currency_sign} {digits}",
    "minus": "(negative: {negative}) {hyphen}? | (minus: {minus|hyphen})",
    "below_zero": "{below_zero}",
    "counted_next": "{nominal|adjective|ordinal_word|unit|scale|hyphen|slash|digits|refused|demonym}",
    "and_alone": "{and}",
    "between_parts": "{comma}? {and}?",
    "between_listed": "(middle: {comma}) | (end: {comma}? (?:{and}|{or}))",
    "comma_or": "{comma} {or}",
    "change": "{change}",
}

#: Patterns over the sentence with each numeral one token.
RELATIONS = {
    **{f"hedge {name}": f"{{before_{name}}}" + (f" | {{{name}_sign}}" if name in _SIGNED else "") for name in HEDGES},
    # Not before what goes on: 300 fusils et plus de 40 mortiers.
    "hedge_after": """
        {comma}? (?: (approximately: {after_approximately}) | (atleast: {after_atleast}) | (atmost: {after_atmost}) )
        !{partitive|numeral}
    """,
    "figure": "{numeral}",
    "article": "{article}",
    # A new thing is told behind a conjunction that joins no list: more than 60 were hurt when two missiles struck.
    # And right behind words of where, when or by whom it is no object of the verb: killed in 2 raids, shot by 12 guards.
    "status_end": """
        {semicolon} | {comma} (?={pronoun|conjunction}) | {subordinator|passive}
        | {circumstance}
            {determiner|adjective|before_approximately|before_more|before_less|before_atleast|before_atmost}{0,2} $
    """,
    # What is said of a subject, and no mere participle beside it.
    "predicate": "{passive|finite}",
    "others": "{adjective}{0,2}? {others}",
    "between_counted": """
        {adjective|nominal|demonym|partitive}{0,4}? (?: {comma} {numeral} (?={comma|and}) )? (?:{comma} | {comma}? {and})
    """,
    "grown": "{change} {adjective|nominal}? {partitive}",
    "rate_of_count": """
        {per} {determiner}? (over: {unit_duration}) !{adjective|ordinal_word|unless|numeral|refused}
        | {per|per_so_many} (many: {numeral})
    """,
    # An article counts beside a figure of the same kind: un mort et deux blessés.
    "listed": """
        (one_before: {article}) {adjective}* (noun_before: {nominal}) (?:{and|comma}) (other_after: {numeral})
        | (other_before: {numeral}) {adjective}* {nominal} {nominal}? (?:{and|comma})
            (one_after: {article}) {adjective}* (noun_after: {nominal})
    """,
    # And so it does of people, where what befell them is told with it: a man was killed and three others hurt, an
    # 18-year-old and two men died. But a name with a comma has an apposition: Nadia Berger, a doctor.
    "listed_people": """
        (one_before: {article}) ~{comma|semicolon|stop|determiner|preposition}{0,4}?
            (noun_before: {people_noun} | {numeral_age} !{nominal|adjective|demonym|people_noun} ) !{enclitic_word}
            (?: {comma|partitive} {numeral} {comma}? )? ~{semicolon|stop|numeral}{0,8}? (?:{and}|{comma}|{subordinator})
            ~{comma|semicolon|stop|numeral}{0,3}? (other_after: {numeral})
        | (other_before: {numeral}) ~{semicolon|stop|numeral|quote_close}{0,8}?
            (?:{and} | (?:{preposition} {capital}{1,3} | ~{capital|semicolon|stop|numeral|quote_close}) {comma})
            ~{comma|semicolon|stop|numeral}{0,2}?
            (one_after: {article}) ~{comma|semicolon|stop|determiner|preposition}{0,4}?
            (noun_after: {people_noun} | {numeral_age} !{nominal|adjective|demonym|people_noun} ) !{enclitic_word}
    """,
    "comma": "{comma}",
    "colon": "{colon}",
    "semicolon": "{semicolon}",
    "open": "{open}",
    "close": "{close}",
    # A new clause begins behind a comma or a conjunction where a subject or a conjunction follows, or a finite verb is due,
    # and where the pack's fragment says that somebody's words begin.
    "clause_end": "{semicolon} | {comma} (?={pronoun|conjunction}) | {colon} (?={quote_open}) | {words_begin}",
    "joint": "{comma}? {and} | {comma}",
    # Without an article the second half of what the first is like is no name of its own: the Ukrainian and Polish army.
    "joined": "{partitive}? (name: {determiner|adjective}* (?:{capital} | !{demonym} {nominal}) | {determiner} {demonym})",
    "demonym": "{demonym}",
    "only_pronoun": "{third_person|enclitic_word}",
    "only_same": "{same_source}",
    "only_vague": "{vague_source|vague_enclitic}",
    # Whom a sentence is about: the pack's fragment names it `(subject: …)`.
    "antecedent": "{antecedent}",
    "anonymous": "{anonymous}",
    "institution": "{demonym|institution} | !{determiner|anonymous|adjective} {capital}",
    "insiders": "{insiders}",
    "anonymity": "{anonymity}",
    "qualified": """
        {anonymous} {partitive|adjective|demonym|nominal|capital} | {adjective|demonym|nominal} {anonymous} | {insiders}
    """,
    "person": "(?:{determiner|adjective|nominal|partitive|comma|stop})*? !{determiner} {capital} {capital|stop}{1,5}",
    "qualified_by_place": "{partitive|place_link} {determiner}? (place: {place_name})",
}

#: Patterns over the words of a sentence as they stand, dates and all.
SCENES = {
    "last_year": "{last_year}",
    "dated": """(since: {since})? {determiner}? (?:
        (numeric: {date})
        | (month_first: {month}) (day_behind: {day|ordinal}) (?: {comma}? (year_behind: {year}) | (?={comma|stop}) )
        | (?:(first_month: {month}) {until})? (?: (day: {day|ordinal}) {partitive}? )? (month: {month})
            (?: {comma|partitive}? (year: {year}) )?
        | {year_marker}? (bare_year: {year}) | (last_year: {last_year}))""",
}
