"""Who works on commands whose work is cut in blocks, and what readers see of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import NamedTuple

from projection.blocks import Told, cluster, watched
from projection.cli.output import say, say_as
from projection.cli.progress import shown
from projection.errors import RunError, fault
from projection.estimation.many import Each, ManyBaseRates, by_threads
from projection.inputs import MunicipalInputs
from projection.language import Language
from projection.messages import MESSAGES
from projection.running_many import fit_area


class Working(NamedTuple):
    """Who works: this process, so many processes, or a scheduler's; and on all or the rest."""

    workers: int | None
    scheduler: str | None
    resume: bool

    @property
    def elsewhere(self) -> bool:
        """Whether other processes work, which write the results themselves."""
        return self.workers is not None or self.scheduler is not None

    def refuse_two_places(self) -> None:
        """Refuse workers here and those of a scheduler at once.

        Raises
        ------
        RunError
            Both were asked for.
        """
        if self.workers is not None and self.scheduler is not None:
            raise RunError(fault("blocks_one_place"))

    def refuse_one_region(self, *, many: bool, threads: bool = False) -> None:
        """Refuse what is for many municipalities where one is run.

        Parameters
        ----------
        many
            Whether many are.
        threads
            Whether the command's `--workers` are threads where one is run.

        Raises
        ------
        RunError
            Names the options.
        """
        given = {
            "--workers": self.workers is not None and not threads,
            "--scheduler": self.scheduler is not None,
            "--resume": self.resume,
        }
        if any(given.values()) and not many:
            listed = ", ".join(name for name, there in given.items() if there)
            raise RunError(fault("blocks_of_many", options=listed))


@contextmanager
def at_work(working: Working) -> Iterator[Each]:
    """Have somebody work: threads, or a cluster."""
    place = cluster(workers=working.workers, scheduler=working.scheduler)
    with place if working.elsewhere else nullcontext(by_threads) as each:
        yield each


@contextmanager
def interruptible(lang: Language) -> Iterator[None]:
    """Say how to go on where the work is interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        say_as("blocks_interrupted", lang)
        raise


def fitted(
    inputs: MunicipalInputs, start: int, step: int, each: Each, lang: Language
) -> ManyBaseRates:
    """Fit base rates of an area, with a bar."""
    with shown(MESSAGES["blocks_bar"].of(lang)) as progress:
        return fit_area(inputs, start=start, step=step, each=watched(each, progress))


def taken_up(lang: Language) -> Told:
    """Return what says of a result how much of it is there already."""

    def there(name: str, count: int, total: int) -> None:
        if count:
            words = MESSAGES["blocks_taken_up"].of(lang)
            say(words.format(name=name, count=count, total=total))

    return there


def say_there_already(name: str, file: object, lang: Language) -> None:
    """Say that a result of the same inputs and scenario is there already."""
    say(MESSAGES["blocks_there_already"].of(lang).format(name=name, file=file))
