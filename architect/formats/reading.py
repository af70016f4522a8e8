"""What a reader of blueprints gives: the blueprint, and a line for each thing that was mended or left out."""

from dataclasses import dataclass

from architect.blueprint.graph import Blueprint


@dataclass(frozen=True)
class Reading:
    blueprint: Blueprint
    warnings: tuple[str, ...] = ()
