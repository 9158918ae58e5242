"""Comparing models: the parts that `spatialbench.comparison` puts together."""
