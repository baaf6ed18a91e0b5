"""The arithmetic of one sentence: what it raises, and what comes near and must not."""

from __future__ import annotations

import pytest

import figures
from figures.model import Document

ARITHMETIC = (
    "sum-mismatch",
    "part-over-whole",
    "percent-over-100",
    "percent-inconsistent",
    "percent-points",
    "change-inconsistent",
    "unit-conversion",
    "range-inverted",
    "elided-range",
    "count-list-mismatch",
    "per-unit",
    "undefined-base",
)

RAISED = [
    (
        "fr",
        "Paris verse 15,2 millions d'euros et Lyon 6 millions d'euros, soit au total 31,5 millions d'euros.",
        "sum-mismatch",
    ),
    (
        "fr",
        "Paris versera 15 millions d'euros, la région 6 millions et Lyon 4 millions, soit 41 millions d'euros.",
        "sum-mismatch",
    ),
    ("fr", "312 pompiers et 128 militaires, soit 475 personnes, ont été déployés.", "sum-mismatch"),
    ("fr", "À Agde 9 personnes sont mortes et 9 à Sète, soit 20 morts.", "sum-mismatch"),
    (
        "en",
        "The state paid €15 million, the region €6 million and the department €4 million, €41 million in all.",
        "sum-mismatch",
    ),
    ("en", "Some 312 firefighters and 128 soldiers, 475 people in all, were deployed.", "sum-mismatch"),
    ("en", "Of the 2,400 homes inspected, 45 percent, or 960, were declared unfit.", "percent-inconsistent"),
    ("en", "Of 2,400 homes inspected, 960 (45%) were declared unfit.", "percent-inconsistent"),
    ("fr", "Sur 2 400 logements inspectés, 45 %, soit 960, sont inhabitables.", "percent-inconsistent"),
    ("fr", "Le séisme a fait 46 victimes (20 morts et 30 blessés).", "sum-mismatch"),
    ("fr", "La ville compte 1 500 agents : 700 hommes et 600 femmes.", "sum-mismatch"),
    ("fr", "12 millions d'euros : 7 millions d'euros pour l'école et 9 millions d'euros pour Lyon.", "sum-mismatch"),
    ("fr", "On compte 23 épreuves (15 masculines et 9 féminines).", "sum-mismatch"),
    ("fr", "On a relevé 12 hommes et 9 femmes, soit un total de 25 personnes.", "sum-mismatch"),
    ("fr", "L'accident a fait 20 victimes, dont 14 morts et 9 blessés.", "sum-mismatch"),
    ("en", "The club has 46 members (20 men and 30 women).", "sum-mismatch"),
    ("en", "Five suspects - three men and three women - fled.", "sum-mismatch"),
    ("en", "Police counted 12 men and nine women, for a total of 25 people.", "sum-mismatch"),
    ("en", "The scheme costs $12 million: $7 million for schools and $9 million for the stadium.", "sum-mismatch"),
    ("fr", "Le club a 40 adhérents, dont 60 à Lyon.", "part-over-whole"),
    ("fr", "Le budget est de 3 millions d'euros, dont 4 millions d'euros de subventions.", "part-over-whole"),
    ("en", "The fund holds $3 million, including $4 million in bonds.", "part-over-whole"),
    ("en", "Some 14 of the 12 councillors voted.", "part-over-whole"),
    ("en", "In the town 130% of residents voted.", "percent-over-100"),
    ("fr", "Selon le sondage, 58 % des sondés sont pour et 49 % sont contre.", "percent-over-100"),
    ("en", "Polls show 58% in favor and 49% against.", "percent-over-100"),
    ("fr", "30 des 90 salariés (45 %) sont en grève.", "percent-inconsistent"),
    ("fr", "Le vaccin a agi chez 60 % des patients (41 sur 82).", "percent-inconsistent"),
    ("en", "Turnout was 60% (41 of 82).", "percent-inconsistent"),
    ("fr", "Seuls 37 % des 12 élus ont voté.", "percent-inconsistent"),
    ("en", "Only 43% of the nine members came.", "percent-inconsistent"),
    ("fr", "Le chômage est passé de 8 % à 10 %, soit une hausse de 2 %.", "percent-points"),
    ("en", "Support fell from 50% to 40%, a drop of 10%.", "percent-points"),
    ("en", "Support fell from 50% to 40%, a drop of 20 percentage points.", "percent-points"),
    ("fr", "Le nombre d'élèves est passé de 1 000 à 1 500, soit une baisse de 10 %.", "change-inconsistent"),
    ("fr", "Le prix a augmenté de 80 %, passant de 100 à 150 euros.", "change-inconsistent"),
    ("fr", "Le budget a triplé, passant de 2 millions à 4 millions d'euros.", "change-inconsistent"),
    ("fr", "Le budget est passé de 121 à 157 millions d'euros, soit une hausse de 12 %.", "change-inconsistent"),
    ("en", "The budget rose from $1.2 to $1.5 billion, an increase of 40%.", "change-inconsistent"),
    ("en", "Sales were up 80% to $150 million from $100 million.", "change-inconsistent"),
    ("en", "The fleet grew from 40 ships to 90 ships, an increase of 30 ships.", "change-inconsistent"),
    ("en", "The prize tripled from $2 million to $4 million.", "change-inconsistent"),
    ("fr", "La tour mesure 300 mètres (1 984 pieds).", "unit-conversion"),
    ("fr", "Le champ couvre 10 acres (40 hectares).", "unit-conversion"),
    ("en", "The 30-foot (48-kilometer) wall stood.", "unit-conversion"),
    ("en", "The run is 10 miles, or 26 kilometers, long.", "unit-conversion"),
    ("fr", "Entre 300 et 200 personnes sont venues.", "range-inverted"),
    ("en", "The insurers speak of $26 and $31 million.", "elided-range"),
    ("fr", "Les assureurs parlent de 26 € et 31 millions d'euros.", "elided-range"),
    ("en", "Between 60% and 40% of seats are empty.", "range-inverted"),
    ("fr", "Il y a trois priorités : la santé, l'école, le logement et le sport.", "count-list-mismatch"),
    ("en", "It names three goals: health, schools, housing and sport.", "count-list-mismatch"),
    ("fr", "Les 24 camions transportaient 4 800 caisses.", "per-unit"),
    ("en", "The 24 trucks carried 4,800 crates.", "per-unit"),
    ("fr", "Les ventes ont bondi de 12 %.", "undefined-base"),
    ("en", "Profits jumped 12%, the firm said.", "undefined-base"),
]

NEAR_MISSES = [
    # Sums told in clauses, that are right or no sums.
    ("fr", "La Ville versera 15 millions d'euros, la région 6 millions et Lyon 4 millions, soit 25 millions d'euros."),
    (
        "fr",
        "L'aide est de 10 millions d'euros, la région a 6 millions et Lyon 4 millions, soit au total 10 millions d'euros.",
    ),
    ("fr", "312 pompiers et 128 militaires, soit 440 personnes, ont été déployés."),
    ("fr", "Sur 100 élus, 45 hommes et 30 femmes, soit 75 personnes, ont voté."),
    ("fr", "Ils étaient 120 habitants et 30 élus, soit 40 personnes de plus."),
    ("en", "The state paid €15 million, the region €6 million and the town €4 million, €25 million in all."),
    ("en", "The toll is 12 women and 9 men, or 21 people."),
    ("en", "Of the 2,400 homes inspected, 40 percent, or 960, were declared unfit."),
    ("en", "Of the 2,400 homes inspected, 960 (45% of those occupied) were declared unfit."),
    ("en", "Of the 2,400 homes inspected, 960 were unfit and 45% had no owner."),
    # Open lists, parts that overlap, ages, other things.
    ("fr", "L'accident a fait 20 victimes, dont 12 femmes et 10 Français."),
    ("fr", "On compte 30 blessés : notamment 12 à Arlon, 9 à Brest et 3 à Calais."),
    ("fr", "Ils étaient 20 blessés, dont 12 femmes et 8 hommes."),
    ("fr", "Le refuge a accueilli 4 familles (12 hommes et 9 femmes)."),
    ("fr", "Trois raisons : 12 morts à Arlon, 9 à Brest et 8 à Calais."),
    ("fr", "Le plan coûte environ 12 millions d'euros : 7,3 millions pour l'école et 5 millions pour le stade."),
    ("fr", "La ville compte 1 500 agents : 700 hommes et 800 femmes."),
    ("fr", "Ils ont reçu 3 caisses de 12 bouteilles et 2 caisses de 6, soit 48 bouteilles au total."),
    ("en", "He met three women - 17, 19 and 20 - at the port."),
    ("en", "There were more than 20 victims: 12 in Arlon and nine in Brest."),
    ("en", "Twenty people were hurt, including 12 in Arlon."),
    ("en", "Five suspects - three men and two women - fled."),
    # A share of a share, other things behind *including*, bounds.
    ("fr", "Il y a 40 % d'élèves boursiers, dont 60 % de filles."),
    ("fr", "Le quartier compte 10 maisons, dont 30 habitants ont été évacués."),
    ("fr", "Au moins 1 200 personnes étaient là, dont 1 400 femmes selon d'autres."),
    ("en", "She toured 12 countries, including 40 cities."),
    ("en", "Two of the 12 councillors voted."),
    # Changes and comparisons above a hundred, several answers.
    ("fr", "La dette atteint 120 % du produit intérieur brut."),
    ("fr", "Une hausse de 120 % des inscrits en un an."),
    ("en", "Prices rose 120% for residents in a year."),
    ("fr", "Parmi les sondés, 60 % ont un vélo et 45 % une voiture."),
    ("en", "60% of men said yes and 45% of women said no."),
    ("fr", "51 % des sondés sont pour et 49,4 % contre."),
    # Rounding of shares.
    ("fr", "Ils sont 33 % des 12 élus."),
    ("fr", "Ils sont 80 % des 27 pays."),
    ("fr", "Environ 40 % des 12 élus ont voté."),
    ("fr", "9 % des patients (92 sur 1 065) ont guéri."),
    ("fr", "Les deux tiers des 10 élus, soit 7 élus, ont voté."),
    ("en", "75% of the 27 members voted."),
    ("en", "Roughly 60% (49 of 82) agreed."),
    # Changes that are right, or told of something else.
    ("fr", "Le taux passe de 40 à 45 %, soit une hausse de 5 points."),
    ("fr", "Le taux passe de 40 à 45 %, soit une hausse de 12,5 %."),
    ("fr", "Le prix est passé de 100 à 150 euros, soit une hausse de 50 %."),
    ("fr", "Le chômage a grimpé de 8 % à 9,2 %, en hausse de 15 %."),
    ("fr", "Les prix ont augmenté de 8 % à 9,2 %, soit une hausse de 15 %."),
    ("fr", "Le budget est passé de 120 à 150 millions d'euros, soit une hausse de 25 %."),
    ("fr", "Le budget passera de 2 à 6 millions d'euros, soit trois fois plus."),
    ("fr", "Le budget a presque doublé, passant de 2 millions à 3,7 millions d'euros."),
    ("fr", "Il faut de 2 à 3 heures, et 10 % de pause."),
    ("en", "Sales rose from $362 million to $557 million, an increase of almost $200 million."),
    ("en", "Rates rose from 5% to 5.25%, the highest in five years."),
    ("en", "Ages range from 17 to 27, 30% more than before."),
    ("en", "The prize doubled from $2 million to $4.2 million."),
    # Conversions.
    ("fr", "Le métro passe à 100 mètres (328 pieds) de profondeur."),
    ("en", "Cuttings stand an inch (2.5 cm) deep."),
    ("en", "He is 5 feet 10 inches (1.78 m) tall."),
    ("en", "A 200-ton (50-meter) barge sank."),
    ("en", "It was 10 km (200 m from the border)."),
    ("en", "It fell to 14 degrees Fahrenheit (-10 Celsius)."),
    ("en", "The wall is 3 meters (10 feet) high."),
    # A scale word for both, or for one alone.
    ("en", "The insurers speak of $26 million and $31 million."),
    ("en", "The insurers speak of 26 to 31 million dollars."),
    ("en", "Tickets cost $26 and the show made $31 million."),
    ("en", "They paid $3 and $31 million."),
    ("fr", "Les dégâts vont de 26 à 31 millions d'euros."),
    # No range.
    ("fr", "L'écart entre 20 et 15 sièges est faible."),
    ("fr", "Il y a entre 21 hommes et 15 femmes un accord."),
    ("en", "The game between 20 and 15 ended."),
    ("en", "Between 15 and 20 people came."),
    # Lists whose items cannot be told.
    ("fr", "Le plan fixe quatre priorités : la santé et les soins, l'école et le logement."),
    ("fr", "Il a gagné quatre fois : à Lyon, à Brest et à Nantes."),
    ("fr", "Trois élus : Paul Durand, maire de Lyon, Anne Petit et Luc Roy."),
    ("fr", "Trois villes : Lyon et Nantes, Lille et Brest."),
    ("en", "It lasted four years: war, famine and plague."),
    # Counts that say nothing of each other.
    ("fr", "Les 20 camions transportaient 4 000 caisses."),
    ("fr", "Les 24 camions transportaient 4 813 caisses."),
    ("en", "The two ships carried 4,800 crates."),
    # A base of some sort.
    ("fr", "Les ventes ont bondi de 12 % en 2024."),
    ("fr", "Les ventes ont bondi de 12 % par rapport à mai."),
    ("en", "Profits jumped 12% last year."),
    ("en", "Profits jumped 12% to $3 million."),
]


def kinds(language: str, text: str) -> set[str]:
    result = figures.reconcile([Document(text, language=language)], select=ARITHMETIC)
    return {finding.kind for finding in result.findings}


@pytest.mark.parametrize(("language", "text", "kind"), RAISED)
def test_what_does_not_add_up_is_told(language: str, text: str, kind: str) -> None:
    assert kinds(language, text) == {kind}


@pytest.mark.parametrize(("language", "text"), NEAR_MISSES)
def test_near_misses_stay_silent(language: str, text: str) -> None:
    assert kinds(language, text) == set()


def test_the_message_tells_what_would_have_to_be_true() -> None:
    text = "La tempête a fait 30 morts : 12 à Arlon, 9 à Brest et 8 à Calais."
    [finding] = figures.reconcile([Document(text, language="fr", id="t")], language="fr", select=["sum-mismatch"]).findings
    assert "12 + 9 + 8 font 29" in finding.message
    assert "Il faudrait que" in finding.message
    assert "12 + 9 + 8 = 29" in finding.workings
    assert len(finding.claim_ids) == 4


@pytest.mark.parametrize("language", ["de", "es", "it", "pt", "ru", "uk"])
def test_a_language_without_words_for_arithmetic_is_left_alone(language: str) -> None:
    assert kinds(language, "30 (12, 9, 8): 40 % 45 % 5 %. 30 m 9 km.") == set()
