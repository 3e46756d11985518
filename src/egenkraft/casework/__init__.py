"""What every case has: transitions, tasks and deadlines, journal, documents, attachments, approvals, letters."""
