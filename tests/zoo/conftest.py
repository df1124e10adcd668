from tests.net.conftest import certificates

__all__ = ["certificates"]
