"""Bytes become articles here: text, JSON and JSONL files, folders, standard input."""
