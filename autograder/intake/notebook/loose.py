"""Whether what a cell prints may differ from run to run: it asks a clock, or chance that nobody has seeded."""

import re

CLOCKS = re.compile(r"%%?time|\btime\.|\bperf_counter|\btimeit|\bdatetime\b|\btqdm\b")
CHANCE = re.compile(r"\brand(?:n|int|om)?\b|\bshuffle\b|\bpermutation\b|\bchoice\b|\btrain\w*\(")


def is_loose(source: str) -> bool:
    return bool(CLOCKS.search(source) or CHANCE.search(source))
