"""Sentences with a place for a number, in every language there is a pack of, to hold readings against oracles."""

from __future__ import annotations

#: The locales of Babel that are read with a language's pack; of those whose groups are not of three digits none.
LOCALES: dict[str, tuple[str, ...]] = {
    "fr": ("fr", "fr_BE", "fr_CA", "fr_CH"),
    "en": ("en", "en_AU", "en_GB", "en_IE", "en_ZA"),
    "es": ("es", "es_AR", "es_CO", "es_MX"),
    "de": ("de", "de_AT", "de_CH"),
    "it": ("it", "it_CH"),
    "pt": ("pt", "pt_PT"),
    "ru": ("ru",),
    "uk": ("uk",),
}
LANGUAGES = tuple(LOCALES)

#: Things counted, in the form that goes with most numbers, and the noun.
COUNTED: dict[str, tuple[str, str]] = {
    "fr": ("Le registre donne {} navires.", "navires"),
    "en": ("The register shows {} ships.", "ships"),
    "es": ("El registro muestra {} barcos.", "barcos"),
    "de": ("Im Register stehen {} Boote.", "Boote"),
    "it": ("Nel registro ci sono {} battelli.", "battelli"),
    "pt": ("O registo mostra {} barcos.", "barcos"),
    "ru": ("В реестре значатся {} кораблей.", "кораблей"),
    "uk": ("У реєстрі значаться {} кораблів.", "кораблів"),
}
#: A sum or a share.
COST: dict[str, str] = {
    "fr": "La dépense de {} est connue.",
    "en": "The cost of {} is known.",
    "es": "El gasto de {} es conocido.",
    "de": "Die Ausgabe von {} ist bekannt.",
    "it": "La spesa di {} è nota.",
    "pt": "A despesa de {} é conhecida.",
    "ru": "Расход {} известен.",
    "uk": "Витрати {} відомі.",
}
#: What is measured.
LEFT: dict[str, str] = {
    "fr": "Il reste {} devant nous.",
    "en": "We have {} ahead.",
    "es": "Quedan {} por delante.",
    "de": "Es bleiben {} vor uns.",
    "it": "Restano {} davanti.",
    "pt": "Restam {} pela frente.",
    "ru": "Осталось {} впереди.",
    "uk": "Лишилося {} попереду.",
}
#: Something that stands in an order.
RANKED: dict[str, str] = {
    "fr": "Le {} navire a coulé.",
    "en": "The {} ship sank.",
    "es": "El {} barco llegó.",
    "de": "Das {} Boot sank.",
    "it": "Il {} battello è arrivato.",
    "pt": "O {} barco chegou.",
    "ru": "Наш {} корабль утонул.",
    "uk": "Наш {} корабель затонув.",
}
