"""A CSL 1.0.2 processor, useful alone: it knows CSL-JSON, not our library."""
