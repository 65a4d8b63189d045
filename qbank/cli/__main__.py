"""``python -m qbank.cli`` is the command ``qbank``."""

from qbank.cli.main import main

main()
