"""How good the summaries are: ROUGE, the oracle, and the rows, charts and samples of a report."""
