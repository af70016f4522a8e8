"""What is shown of runs and blueprints. Imports `run` and the rooms below it; it decides nothing."""
