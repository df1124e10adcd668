"""Tell a page from what stands in front of it: bot walls, consent walls, log-ins, parked and unfinished sites."""
