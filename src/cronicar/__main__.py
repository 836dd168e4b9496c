"""``python -m cronicar``."""

from cronicar.cli import main

main()
