"""Shapes, one a file: what a body can be made of."""

from spatialbench.geometry.shapes.box import Box
from spatialbench.geometry.shapes.compound import Compound, Part
from spatialbench.geometry.shapes.cup import Cup
from spatialbench.geometry.shapes.cylinder import Cylinder
from spatialbench.geometry.shapes.mesh import Mesh
from spatialbench.geometry.shapes.open_box import OpenBox
from spatialbench.geometry.shapes.shape import Shape
from spatialbench.geometry.shapes.sphere import Sphere

__all__ = ["Box", "Compound", "Cup", "Cylinder", "Mesh", "OpenBox", "Part", "Shape", "Sphere"]
