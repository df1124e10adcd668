"""A run on several machines: shards of it are worked on by Dask workers, and the log stays with the client."""
