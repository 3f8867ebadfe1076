"""A project: the papers that a ``citekit.toml`` describes, and the library built from them."""

from citekit.project.build import Build, build
from citekit.project.config import Config, read_config

__all__ = ["Build", "Config", "build", "read_config"]
