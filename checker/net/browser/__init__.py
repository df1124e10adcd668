"""Reading a page after its scripts ran: a real Chromium that reaches nothing but our own filtering proxy."""
