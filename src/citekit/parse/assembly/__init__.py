"""From labelled fields to a record: what is repaired, completed, and put together."""
