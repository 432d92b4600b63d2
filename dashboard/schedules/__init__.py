"""Briefings on a schedule: made at their moments, written to a folder, sent by mail, with a history of every run."""
