"""The computed sentences of a deal, in four languages: why a service differs from a purchase, and whether all can win.

Place in the flow: beside `scenarios.deals`; numbers come in, words go out.
"""

from __future__ import annotations

from typing import Any

from scenarios.scenario_file import LANGUAGES
from sim.ecosystem.deal import Deal

LEVER_WORDS = {
    "capital_cost": {"en": "the price of capital", "nl": "de prijs van kapitaal", "fr": "le prix du capital", "de": "der Preis des Kapitals"},
    "scale": {"en": "scale", "nl": "schaal", "fr": "l'échelle", "de": "die Größe"},
    "speed": {"en": "speed", "nl": "snelheid", "fr": "la vitesse", "de": "das Tempo"},
    "delivered_quality": {"en": "delivered quality", "nl": "geleverde kwaliteit", "fr": "la qualité livrée", "de": "die gelieferte Qualität"},
    "moved_risk": {"en": "moved risk", "nl": "verlegd risico", "fr": "le risque déplacé", "de": "das verlagerte Risiko"},
}  # fmt: skip
BETTER = {
    "en": "For the client the service is worth {gap} more than an own purchase; {lever} decides ({part}).",
    "nl": "Voor de opdrachtgever is de dienst {gap} meer waard dan zelf kopen; {lever} geeft de doorslag ({part}).",
    "fr": "Pour le client, le service vaut {gap} de plus qu'un achat propre\u00a0; {lever} est décisif ({part}).",
    "de": "Für den Auftraggeber ist der Dienst {gap} mehr wert als ein eigener Kauf; {lever} gibt den Ausschlag ({part}).",
}
WORSE = {
    "en": "For the client the service is worth {gap} less than an own purchase; {lever} decides ({part}).",
    "nl": "Voor de opdrachtgever is de dienst {gap} minder waard dan zelf kopen; {lever} geeft de doorslag ({part}).",
    "fr": "Pour le client, le service vaut {gap} de moins qu'un achat propre\u00a0; {lever} est décisif ({part}).",
    "de": "Für den Auftraggeber ist der Dienst {gap} weniger wert als ein eigener Kauf; {lever} gibt den Ausschlag ({part}).",
}
ALL_WIN = {
    "en": "Together the partners gain {surplus}; there are terms on which nobody loses.",
    "nl": "Samen winnen de partners {surplus}; er zijn voorwaarden waarbij niemand verliest.",
    "fr": "Ensemble, les partenaires gagnent {surplus}\u00a0; il existe des conditions où personne ne perd.",
    "de": "Zusammen gewinnen die Partner {surplus}; es gibt Bedingungen, bei denen niemand verliert.",
}
NO_STABLE = {
    "en": "Together the partners gain {surplus}, but whatever the split some group does better by leaving.",
    "nl": "Samen winnen de partners {surplus}, maar hoe ook verdeeld, een groep doet het beter alleen.",
    "fr": "Ensemble, les partenaires gagnent {surplus}, mais quel que soit le partage un groupe gagne à partir.",
    "de": "Zusammen gewinnen die Partner {surplus}, aber bei jeder Teilung steht eine Gruppe allein besser da.",
}
NO_PARTNERSHIP = {
    "en": "No partnership pays here: the client does as well alone, or better leaves it.",
    "nl": "Geen partnerschap loont hier: de opdrachtgever doet het even goed alleen, of laat het beter.",
    "fr": "Aucun partenariat n'est rentable ici\u00a0: le client fait aussi bien seul, ou s'abstient.",
    "de": "Keine Partnerschaft lohnt hier: der Auftraggeber steht allein ebenso gut da oder lässt es besser.",
}


def sentence_of(deal: Deal, gaps: list[dict[str, Any]]) -> dict[str, str]:
    """What the deal comes to, per language: one sentence on the gap, one on the partners."""
    gap = next(
        (each for each in gaps if each["form"] == "grid_operator" and "operator" in deal.undertaking.form), gaps[0]
    )
    lever = gap["deciding_lever"]
    told = BETTER if gap["gap_eur"] >= 0 else WORSE
    ending = NO_PARTNERSHIP if not deal.pays else NO_STABLE if deal.core_empty else ALL_WIN
    return {
        lang: " ".join(
            (
                told[lang].format(
                    gap=euros(abs(gap["gap_eur"]), lang), lever=LEVER_WORDS[lever][lang],
                    part=("+" if gap["levers"][lever] >= 0 else "−") + euros(abs(gap["levers"][lever]), lang),
                ),
                ending[lang].format(surplus=euros(deal.surplus_eur, lang)),
            )
        )
        for lang in LANGUAGES
    }  # fmt: skip


def euros(amount: float, lang: str) -> str:
    """An amount to three digits, in the manner of the language.

    >>> euros(1_234_567, "en"), euros(987_654, "nl"), euros(1_234_567, "de")
    ('EUR 1.23 million', '988.000 euro', '1,23 Mio. Euro')
    >>> euros(1_900_000, "fr"), euros(2_000_000, "fr")
    ("1,9 million d'euros", "2 millions d'euros")
    """
    if amount >= 1e6:
        figure = f"{amount / 1e6:.3g}" if amount < 1e9 else f"{amount / 1e6:.0f}"
        figure = figure if lang == "en" else figure.replace(".", ",")
        return {
            "en": f"EUR {figure} million",
            "nl": f"{figure} miljoen euro",
            "fr": f"{figure} million{'s' if float(figure.replace(',', '.')) >= 2 else ''} d'euros",
            "de": f"{figure} Mio. Euro",
        }[lang]
    rounded = f"{float(f'{amount:.3g}'):,.0f}"
    if lang == "en":
        return f"EUR {rounded}"
    figure = rounded.replace(",", "." if lang != "fr" else "\u202f")
    return f"{figure} {'Euro' if lang == 'de' else 'euros' if lang == 'fr' else 'euro'}"
