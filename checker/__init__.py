"""Read a stem-cell clinic's web page and report which published warning signs its words match."""

__version__ = "0.1.0"
