"""The only code that opens a socket: address policy, limits and the page request."""
