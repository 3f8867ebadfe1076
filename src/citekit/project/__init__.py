"""A project: the papers that a ``citekit.toml`` describes, and the library built from them."""

from citekit.project.config import Config, read_config
from citekit.project.pipeline import Build, build

__all__ = ["Build", "Config", "build", "read_config"]
