"""What a run has still to do, and who does it: processes here, or the workers of a cluster."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from checker.batch.cluster.client import run_on_cluster
from checker.batch.cluster.shards import Chain, reading, visiting
from checker.batch.cluster.work import Order
from checker.batch.crawl.reading import Stretch, read_on
from checker.batch.folder import REPORTS, Folder
from checker.batch.judges import Judges
from checker.batch.listing import Target
from checker.batch.pipeline import Keeper, run
from checker.batch.session import pending, stretches
from checker.batch.sources import Crawl, Deliver, Sites, Source
from checker.batch.visits import PoliteVisitor
from checker.batch.worker import Setting
from checker.cli.batch_options import LOCAL, Options
from checker.net.policy import DEFAULT_LIMITS
from checker.rulebook.about import compile_about
from checker.rulebook.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchJob:
    """What is still to be done."""

    total: int | None
    """Addresses; None for archives, of which nobody knows how many pages they hold. 0 when nothing is left to do."""
    run: Callable[[Keeper], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """Pages to judge, as a source for this machine and as shards for others."""

    total: int | None
    source: Callable[[Deliver], Source]
    chains: Callable[[int], Iterator[Chain]]


def batch_job(folder: Folder, options: Options, pack: Pack) -> BatchJob:
    """Return what is still to be done in a run's folder.

    Raises:
        OutputError: the list or a log is damaged.
    """
    order = _order(folder, options)
    if folder.inputs().archives:
        pages = _archived(stretches(folder), order, pack)
    else:
        pages = _listed(pending(folder, retry=options.retry), order, pack)
    if options.engine == LOCAL:
        processes = options.processes if pages.total is None else min(options.processes, pages.total)
        return BatchJob(total=pages.total, run=partial(run, pages.source, partial(Judges, processes, order.setting)))
    return BatchJob(total=pages.total, run=partial(run_on_cluster, options.engine, pages.chains, order, folder.path))


def _order(folder: Folder, options: Options) -> Order:
    facts, timeout_s = folder.facts(), options.timeout_s
    return Order(
        tool_version=facts.tool_version,
        rules_sha256=facts.pack.sha256,
        manners=replace(options.manners, stop_lists=tuple(path.resolve() for path in options.manners.stop_lists)),
        limits=replace(DEFAULT_LIMITS, deadline_s=timeout_s, read_s=min(DEFAULT_LIMITS.read_s, timeout_s)),
        setting=Setting(
            extra_rules=tuple(path.resolve() for path in options.extra),
            folder=folder.path.resolve(),
            reports=REPORTS,
            reported=facts.reports.bands,
            allowed=options.manners.allowed,
        ),
        only_about=facts.only_about,
    )


def _archived(left: list[Stretch], order: Order, pack: Pack) -> _Pages:
    about = compile_about(pack.about) if order.only_about else None
    news = (each for stretch in left for each in read_on(stretch, about))
    return _Pages(total=None if left else 0, source=partial(Crawl, news), chains=lambda _: reading(left))


def _listed(targets: list[Target], order: Order, pack: Pack) -> _Pages:
    visitor = PoliteVisitor(order.manners, order.limits, pack.known_walls)
    source = partial(Sites, targets, visitor, gap_s=order.manners.gap_s)
    return _Pages(total=len(targets), source=source, chains=partial(visiting, targets))
