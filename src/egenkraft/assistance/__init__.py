"""Application, inquiry, calculation, decision: from what a household says to a decision that explains itself."""
