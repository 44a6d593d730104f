"""Who knows what: knowledge items lower cost spread, risk and trouble of a project, and pass along contacts.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
One number from 0 (nothing) to 1 (all there is) by party and topic. Both effects are parameters to test, not truths
(METHODS section 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sim.luck import Luck
from sim.parameter import Book


def hassle_factor(book: Book, year: int, knowledge: float) -> float:
    """What is left of the trouble of a project [0 to 1] for who knows so much [0 to 1]."""
    return 1.0 - book.at("procurement.knowledge_hassle_cut", year) * knowledge


def risk_factor(book: Book, year: int, knowledge: float) -> float:
    """What is left of the risk seen in a project [0 to 1] for who knows so much [0 to 1]."""
    return 1.0 - book.at("procurement.knowledge_risk_cut", year) * knowledge


class KnowledgeMap:
    """What parties know by topic, and whom they meet.

    Args:
        parties: names, in a fixed order; a party keeps its place
        topics: what can be known, like domains of deals

    Raises:
        ValueError: a name given twice
    """

    def __init__(self, parties: Sequence[str], topics: Sequence[str]):
        if len(set(parties)) != len(parties) or len(set(topics)) != len(topics):
            raise ValueError("a party or topic is named twice")
        self.parties = {name: place for place, name in enumerate(parties)}
        self.topics = {name: place for place, name in enumerate(topics)}
        self.level = np.zeros((len(parties), len(topics)))
        self.contacts = np.zeros((0, 2), dtype=np.int64)
        """Pairs of parties that meet, shape (n, 2), each once."""

    def place_of(self, party: str, topic: str) -> tuple[int, int]:
        """Row and column of a party's knowledge of a topic.

        Raises:
            ValueError: unknown party or topic
        """
        if party not in self.parties:
            raise ValueError(f"no party {party!r} in the knowledge map; known: {', '.join(self.parties)}")
        if topic not in self.topics:
            raise ValueError(f"no topic {topic!r} in the knowledge map; known: {', '.join(self.topics)}")
        return self.parties[party], self.topics[topic]

    def meet(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Parties that are in contact from now on.

        Raises:
            ValueError: an unknown party, or one paired with itself
        """
        known = {tuple(pair) for pair in self.contacts.tolist()}
        topic = next(iter(self.topics))
        for one, other in pairs:
            if one == other:
                raise ValueError(f"{one!r} cannot be its own contact")
            known.add(tuple(sorted((self.place_of(one, topic)[0], self.place_of(other, topic)[0]))))
        self.contacts = np.array(sorted(known), dtype=np.int64).reshape(-1, 2)

    def learn(self, party: str, topic: str, strength: float) -> None:
        """A knowledge item comes to a party: it closes that part of what the party did not know.

        Raises:
            ValueError: unknown party or topic, or a strength outside 0 to 1
        """
        if not 0 <= strength <= 1:
            raise ValueError(f"the strength of a knowledge item lies from 0 to 1, not at {strength:g}")
        place = self.place_of(party, topic)
        self.level[place] += strength * (1.0 - self.level[place])

    def known(self, party: str, topic: str) -> float:
        """How much a party knows of a topic [0 to 1].

        Raises:
            ValueError: unknown party or topic
        """
        return float(self.level[self.place_of(party, topic)])

    def best_of(self, parties: Iterable[str], topic: str) -> float:
        """How much a team knows: as much as the one that knows most [0 to 1]; 0 for nobody."""
        return max((self.known(party, topic) for party in parties), default=0.0)

    def spread(self, book: Book, luck: Luck, year: int) -> list[tuple[str, str, str, float]]:
        """A year of talk: along each contact, topic by topic, who knows more may pass part of it on.

        All pass on what they knew at the start of the year. A contact's draw hangs on the two parties' places, the topic
        and the year alone.

        Returns:
            (giver, taker, topic, gained) of what passed, for the value map
        """
        if not len(self.contacts):
            return []
        one, other = self.contacts.T
        names, topics = list(self.parties), list(self.topics)
        chance = book.at("procurement.knowledge_passes_chance", year)
        kept = book.at("procurement.knowledge_kept_share", year)
        before, passed = self.level.copy(), []
        for topic in range(len(topics)):
            gap = before[one, topic] - before[other, topic]
            luck_of_pair = luck.draw("knowledge passes", year, one * _MOST_PARTIES + other, topic)
            for k in np.flatnonzero((luck_of_pair < chance) & (gap != 0.0)):
                giver, taker = (one[k], other[k]) if gap[k] > 0 else (other[k], one[k])
                now = max(self.level[taker, topic], before[taker, topic] + kept * abs(gap[k]))
                gained = float(now - self.level[taker, topic])
                self.level[taker, topic] = now
                if gained > 0:
                    passed.append((names[giver], names[taker], topics[topic], gained))
        return passed


_MOST_PARTIES = 100_000
"""Keeps the draw of a pair its own however many parties there are."""
