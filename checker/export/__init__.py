"""Forms of a stored result for other programs and for offices: tables, documents, paper."""
