"""Learning from archives: sentence boundaries, and what is worth saying."""
