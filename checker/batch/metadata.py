"""`metadata.json`: what Datasette shows beside `run.sqlite`."""

import json

from checker.batch.columns import MEANING
from checker.batch.database import Database
from checker.batch.folder import RunFacts
from checker.batch.listing import Listing
from checker.catalogue import words

_SORTED = {"findings": "url", "rules": "fired"}
_FACETS = {
    "sites": ["band", "status", "kind"],
    "findings": ["severity", "category", "rule"],
    "rules": ["category", "severity"],
    "same_text": ["sites"],
}
_QUERIES = {
    "quotes_of_a_rule": {
        "title": "All quotes of a rule",
        "sql": "SELECT host, quote, sentence, heading, url FROM findings WHERE rule = :rule ORDER BY host",
    },
    "what_was_not_judged": {
        "title": "Addresses that were not judged, and why",
        "sql": "SELECT line, address, status, status_detail, reasons FROM sites "
        "WHERE band IN ('not_read', 'could_not_judge') ORDER BY line",
    },
}


def metadata(database: Database, facts: RunFacts, listing: Listing) -> str:
    """Return the file: `datasette run.sqlite --metadata metadata.json`."""
    tables = {
        table: {
            "description": meaning,
            "columns": database.columns(table),
            "facets": _FACETS.get(table, []),
            **({"sort_desc" if table == "rules" else "sort": _SORTED[table]} if table in _SORTED else {}),
        }
        for table, meaning in MEANING.items()
    }
    said = {
        "title": f"clinic-check: {listing.source}",
        "description": f"What pages say, read on {facts.started_at[:10]} with rules {facts.pack.name} "
        f"{facts.pack.version}. {words()('report.disclaimer')}",
        "databases": {"run": {"tables": tables, "queries": _QUERIES}},
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"
