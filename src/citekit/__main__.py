"""``python -m citekit`` and the ``citekit`` command."""

from citekit.cli import main

if __name__ == "__main__":
    main()
