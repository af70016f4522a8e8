"""From one obligation to one outcome. Imports nothing of `architect`; its rooms say what they are for."""
