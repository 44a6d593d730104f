"""Draws cities: a seeded hand that puts down market, roads, river, rail, blocks, houses and lamps in that order."""

from geodata.drawing.town import draw_city

__all__ = ["draw_city"]
