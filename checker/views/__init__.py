"""What the report's views show beyond the result itself: charts, measured rates, provisions; values, without words."""
