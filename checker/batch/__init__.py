"""Check a whole list: read it, fetch politely, judge in processes, lose nothing, write one folder of results."""
