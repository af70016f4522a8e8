"""From one obligation to one outcome; its rooms say what they are for. Imports nothing of ours."""
