"""Are the links of a bibliography alive? The only package that touches the network, and only in a check."""

from citekit.links.checker import LinkRun, check_links
from citekit.links.options import LinkOptions, networks
from citekit.links.result import Hop, LinkCheck, Status, Verdict
from citekit.links.targets import LinkTarget, targets_of

__all__ = [
    "Hop",
    "LinkCheck",
    "LinkOptions",
    "LinkRun",
    "LinkTarget",
    "Status",
    "Verdict",
    "check_links",
    "networks",
    "targets_of",
]
