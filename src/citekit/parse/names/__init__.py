"""Printed names to names of the data model: lists, persons, organisations."""
