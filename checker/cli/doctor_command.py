"""`clinic-check doctor`."""

import click


@click.command()
def doctor() -> None:
    """Show versions of the interpreter, the libraries and the rules, and name known-bad ones."""
    from checker.cli.reporting import load_pack
    from checker.doctor import advice, versions

    pack = load_pack(())
    for name, version in versions():
        click.echo(f"{name:28} {version}")
    click.echo(f"{'rule pack':28} {pack.info.name} {pack.info.version}, {pack.info.rules} rules")
    click.echo(f"{'rule pack sha256':28} {pack.info.sha256}")
    notes = advice()
    for note in notes:
        click.echo(f"Take care: {note}")
    if not notes:
        click.echo("No version known to be bad is in use.")
