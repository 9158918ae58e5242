"""The name under which verifiers finds the taskset: `vf-eval spatialbench-verifiers`.

verifiers imports plugins by the names of top-level packages, so this stands beside `spatialbench`.
"""

from spatialbench.adapters.verifiers import SpatialTaskset

__all__ = ["SpatialTaskset"]
