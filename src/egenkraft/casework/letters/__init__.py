"""Letters as tagged PDF. Data goes in as JSON and is never read as markup."""
