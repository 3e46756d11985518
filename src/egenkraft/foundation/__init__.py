"""What every room stands on: users, scope and access, audit, events and jobs, clock, encryption, the two databases."""
