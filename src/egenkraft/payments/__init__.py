"""Money out: ledger, payees, runs, bank and bookkeeping files, reports from the bank, loans."""
