"""The site of the docs: pages that are made of the code, and what all of them link to. No part of the package."""
