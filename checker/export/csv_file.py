"""Write a table as CSV: RFC 4180, every cell quoted, formulas guarded."""

import csv
import io

from checker.export.cells import guarded
from checker.export.tables import Table

BYTE_ORDER_MARK = "\ufeff"


def csv_text(table: Table) -> str:
    """Return the table with a header line; lines end in CR LF, as RFC 4180 says."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([guarded(cell) for cell in row] for row in table.rows)
    return written.getvalue()
