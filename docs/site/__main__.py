"""`python -m docs.site FOLDER` writes all pages of the site there, for mkdocs to build it of."""

import sys
from pathlib import Path

from docs.site.pages import write_pages

if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
