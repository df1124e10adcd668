"""What holds for all tests."""

from hypothesis import settings

# A loaded machine makes any single example slow once; how fast things are is a matter for benchmarks/.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
