"""The parts of a report, one subject each: a function that takes `Given` and returns a `Section`, or None with nothing to say.

Place in the flow: [report]. `scenarios.report.content` puts them in order.
"""
