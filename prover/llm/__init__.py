"""Models: asked, recorded, scripted. Imports `words` alone, and knows nothing of Lean."""
