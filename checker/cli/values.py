"""Values people give on the command line, checked where they are given."""

from ipaddress import IPv4Network, IPv6Network, ip_network

import click

SHORTEST_REASON = 10
"""Characters; less is no reason."""


class Network(click.ParamType[IPv4Network | IPv6Network]):
    """A CIDR block such as 10.0.0.0/8."""

    name = "CIDR"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> IPv4Network | IPv6Network:
        """Return the network, or end with a usage error."""
        try:
            return ip_network(str(value), strict=False)
        except ValueError:
            self.fail(f"'{value}' is not a network; write for example 10.0.0.0/8 or 192.168.1.20", param, ctx)


class Contact(click.ParamType[str]):
    """A mail or web address that may stand in a header."""

    name = "ADDRESS"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address, or end with a usage error."""
        from checker.net.asking import user_agent  # only needed when a contact is given

        try:
            user_agent(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return str(value)


class Reason(click.ParamType[str]):
    """A reason that a reader of the report can judge."""

    name = "REASON"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the reason, or end with a usage error."""
        reason = " ".join(str(value).split())
        if len(reason) < SHORTEST_REASON or not reason.isprintable():
            self.fail("give a reason of at least ten characters; the report prints it", param, ctx)
        return reason
