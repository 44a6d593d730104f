"""Municipalities by their statistics: tables of the building stock and of the population, read and put to use."""
