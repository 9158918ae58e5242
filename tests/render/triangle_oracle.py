"""An independent ray caster, in float64: Möller and Trumbore's test on every triangle.

Fast, minimum storage ray/triangle intersection, Journal of Graphics Tools 2 (1997). Shapes are
turned into fine meshes here, without any of the library's ray mathematics.
"""

from __future__ import annotations

from math import cos, pi, radians, sin, tan

import numpy as np
import trimesh
from numpy.typing import NDArray

from spatialbench.geometry.scene import Camera
from spatialbench.geometry.shapes import Box, Cup, Cylinder, Mesh, OpenBox, Shape, Sphere

Doubles = NDArray[np.float64]
AROUND = 128


def eye_axes(camera: Camera) -> Doubles:
    """(3, 3): right, up and forward of an upright camera, as rows."""
    forward = np.subtract(camera.target, camera.position).astype(float)
    forward /= np.linalg.norm(forward)
    up = np.array([0.0, 0.0, 1.0])
    if abs(forward[2]) > 0.999999:
        up = np.array([0.0, -np.sign(forward[2]), 0.0])
    right = np.cross(forward, up)
    right /= np.linalg.norm(right)
    return np.stack([right, np.cross(right, forward), forward])


def pixel_of(camera: Camera, place: Doubles, size: int) -> Doubles:
    """(n, 2): column and row, in pixels from the upper left corner, of (n, 3) places."""
    seen = (place - np.array(camera.position, float)) @ eye_axes(camera).T
    k = tan(radians(camera.view_angle) / 2)
    x, y = seen[:, 0] / seen[:, 2] / k, seen[:, 1] / seen[:, 2] / k
    return np.stack([(x + 1) * size / 2, (1 - y) * size / 2], axis=1)


def rays(camera: Camera, size: int) -> Doubles:
    """(size · size, 3): directions through the middles of the pixels, forward part 1."""
    right, up, forward = eye_axes(camera)
    k = tan(radians(camera.view_angle) / 2)
    at = (np.arange(size) + 0.5) * 2 / size - 1
    x, y = np.meshgrid(at, -at)
    directions = forward + k * (x[..., None] * right + y[..., None] * up)
    return directions.reshape(-1, 3)


def _lathe(profile: list[tuple[float, float]]) -> trimesh.Trimesh:
    """A closed body of revolution from (radius, height) pairs."""
    rings = [
        [(r * cos(2 * pi * i / AROUND), r * sin(2 * pi * i / AROUND), z) for i in range(AROUND)]
        for r, z in profile
    ]
    triangles = []
    for ring in range(len(rings) - 1):
        for i in range(AROUND):
            a, b = ring * AROUND + i, ring * AROUND + (i + 1) % AROUND
            triangles += [(a, b, b + AROUND), (a, b + AROUND, a + AROUND)]
    return trimesh.Trimesh(np.concatenate(rings), np.array(triangles), process=False)


def mesh_of(shape: Shape) -> trimesh.Trimesh:
    """The shape as a fine triangle mesh in its own coordinates."""
    match shape:
        case Box(size=size):
            return trimesh.creation.box(size)
        case Sphere(radius=r):
            return trimesh.creation.icosphere(4, r)
        case Cylinder(radius=r, height=h):
            return _lathe([(0, -h / 2), (r, -h / 2), (r, h / 2), (0, h / 2)])
        case Cup(top_radius=a, rim_radius=b, height=h, wall=t):
            low, high = -h / 2, h / 2
            ceiling = high - t
            inner = b - t + (a - b) * (h - t) / h
            return _lathe(
                [(0, high), (a, high), (b, low), (b - t, low), (inner, ceiling), (0, ceiling)]
            )
        case OpenBox(size=size, wall=t):
            return _open_box(np.array(size, float), t)
        case Mesh(vertices=v, triangles=f, per_mm=parts):
            return trimesh.Trimesh(np.array(v, float) / parts, np.array(f), process=False)


def _open_box(size: Doubles, t: float) -> trimesh.Trimesh:
    """Four walls and a floor, each a box."""
    w, d, h = size
    parts = [
        ((w, d, t), (0, 0, -h / 2 + t / 2)),
        ((w, t, h), (0, d / 2 - t / 2, 0)),
        ((w, t, h), (0, -d / 2 + t / 2, 0)),
        ((t, d, h), (w / 2 - t / 2, 0, 0)),
        ((t, d, h), (-w / 2 + t / 2, 0, 0)),
    ]
    boxes = []
    for extents, place in parts:
        box = trimesh.creation.box(extents)
        box.apply_translation(place)
        boxes.append(box)
    return trimesh.util.concatenate(boxes)


def depths(mesh: trimesh.Trimesh, pose: Doubles, camera: Camera, size: int) -> Doubles:
    """(size, size): depth along the viewing direction, infinite where the mesh is missed."""
    corners = mesh.triangles @ pose[:3, :3].T + pose[:3, 3] - np.array(camera.position, float)
    directions = rays(camera, size)
    nearest = np.full(len(directions), np.inf)
    for triangle in corners:
        nearest = np.minimum(nearest, _meet(triangle, directions))
    return nearest.reshape(size, size)


def _meet(triangle: Doubles, directions: Doubles) -> Doubles:
    a, b, c = triangle
    e, f = b - a, c - a
    p = np.cross(directions, f)
    det = p @ e
    crossing = np.abs(det) > 1e-12
    det = np.where(crossing, det, 1.0)
    q = np.cross(-a, e)
    u, v, t = (p @ -a) / det, (directions @ q) / det, (f @ q) / det
    inside = crossing & (u >= 0) & (v >= 0) & (u + v <= 1) & (t > 0)
    return np.where(inside, t, np.inf)
