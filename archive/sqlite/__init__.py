"""Django's SQLite backend, with one thing added: writers wait in line. Why: docs/decisions/0008."""
