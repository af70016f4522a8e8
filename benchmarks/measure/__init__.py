"""Speed, memory and size as ratios in one run. Imports whatever it measures; nothing imports it."""
