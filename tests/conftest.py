"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run of CI, and no failure because a machine is busy.
settings.register_profile(
    "ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of papers and labelled data that is not part of the project; tests that need it skip without."""
    folder = Path(os.environ.get("CITEKIT_SHARED", ROOT / "../shared")).resolve()
    if not folder.is_dir():
        pytest.skip("the shared data is not here (CITEKIT_SHARED names its folder)")
    return folder
