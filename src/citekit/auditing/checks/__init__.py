"""The checks of an audit: each a named function from a subject to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from citekit.auditing.checks import addresses, capitals, citing, dates, likeness, missing, names, order
from citekit.auditing.subject import Subject
from citekit.model import Finding

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    citing.listed_never_cited,
    citing.note_never_listed,
    citing.ibid_after_several,
    citing.ambiguous_short_forms,
    citing.short_form_of_nothing,
    citing.locator_outside_pages,
    likeness.cited_under_another_title,
    likeness.records_differ,
    likeness.one_page_two_works,
    likeness.works_printed_alike,
    likeness.cited_in_full_again,
    dates.impossible_dates,
    dates.future_dates,
    dates.dates_run_backwards,
    dates.url_contradicts_date,
    addresses.host_mistyped,
    names.names_spelt_in_two_ways,
    names.sources_spelt_in_two_ways,
    missing.access_date_missing,
    missing.date_missing,
    missing.place_in_periodical_missing,
    missing.publisher_missing,
    missing.site_not_named,
    missing.source_on_another_host,
    capitals.one_word_in_lower_case,
    order.entry_out_of_order,
)
