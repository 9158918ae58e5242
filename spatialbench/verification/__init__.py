"""Measuring what a scene, a story and an ask mean, on triangle meshes with floating numbers.

Nothing here comes from the generators, nor from the exact replay: agreement of the two says
something because they share only the data they read.
"""
