"""The pages of those who work here: inbox, cases, decisions, payments, reviews. No rules, no SQL."""
