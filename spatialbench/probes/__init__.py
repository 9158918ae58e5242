"""Probes: keyed randomness, generators, the registry, and `make`, from a seed to a probe."""
