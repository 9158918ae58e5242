"""From answers to scores: judging, counting, results. `spatialbench.scoring` is the way in."""
