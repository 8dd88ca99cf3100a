"""The fact gate: what a statement says, held against the article it is about, without torch."""

from summarizer.faithfulness.evidence import Evidence, read_evidence
from summarizer.faithfulness.verification import Verification, verify

__all__ = ["Evidence", "Verification", "read_evidence", "verify"]
