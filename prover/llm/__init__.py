"""Models: asked, recorded, scripted; it knows nothing of Lean. Imports `words`."""
