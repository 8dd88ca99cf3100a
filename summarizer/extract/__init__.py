"""Scoring, selecting and trimming of source sentences. Scorers score; one selector selects."""
