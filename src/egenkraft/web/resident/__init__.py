"""The resident's own pages: apply, decision, payments, who has read."""
