"""The colours of the page, light and dark, and which of them meet: contrast is computed from these, in tests."""

from __future__ import annotations

from collections.abc import Mapping

Palette = Mapping[str, str]

LIGHT: Palette = {
    "page": "#f3f4f6",
    "card": "#ffffff",
    "band": "#f0f2f5",
    "ink": "#1a222d",
    "muted": "#525d6b",
    "line": "#d3d8df",
    "accent": "#8d1b1b",
    "link": "#1b4f93",
    "good": "#15633c",
    "good-soft": "#e4f3ea",
    "warn": "#7d4400",
    "warn-soft": "#fdf0da",
    "bad": "#a01414",
    "bad-soft": "#fde8e6",
    "on-class": "#ffffff",
    "hoan-thanh-dung-han": "#1c7647",
    "hoan-thanh-qua-han": "#646d10",
    "thuc-hien-thuong-xuyen": "#14697a",
    "dang-thuc-hien-trong-han": "#2a60a8",
    "dang-thuc-hien-qua-han": "#a54a05",
    "chua-thuc-hien-trong-han": "#5f6b7a",
    "chua-thuc-hien-qua-han": "#a5202b",
    "chua-bao-cao": "#7a4d8c",
    "da-ket-thuc": "#3f4854",
}
"""Colours of a light screen and of paper; those of the classes go by the classes' ids."""

DARK: Palette = {
    "page": "#11151b",
    "card": "#1a2029",
    "band": "#232b36",
    "ink": "#e8ecf1",
    "muted": "#a9b4c1",
    "line": "#3a4452",
    "accent": "#f3a79f",
    "link": "#93c2ff",
    "good": "#82d8a8",
    "good-soft": "#163425",
    "warn": "#f3c07a",
    "warn-soft": "#3a2b12",
    "bad": "#ff9f96",
    "bad-soft": "#451c1c",
    "on-class": "#10151b",
    "hoan-thanh-dung-han": "#5cc48d",
    "hoan-thanh-qua-han": "#c3cf5a",
    "thuc-hien-thuong-xuyen": "#6fc9d6",
    "dang-thuc-hien-trong-han": "#7fb2f0",
    "dang-thuc-hien-qua-han": "#f0a35c",
    "chua-thuc-hien-trong-han": "#9fadbd",
    "chua-thuc-hien-qua-han": "#f2817b",
    "chua-bao-cao": "#c79adb",
    "da-ket-thuc": "#cfd5dd",
}
"""Colours of a dark screen."""

CLASSES = tuple(LIGHT)[tuple(LIGHT).index("on-class") + 1 :]
"""The names of the classes' colours."""

TEXT: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("ink", "muted", "link", "accent") for ground in ("page", "card", "band")),
    *((ink, ground) for ink in ("good", "warn", "bad") for ground in ("card", "band", f"{ink}-soft")),
    *(("on-class", name) for name in CLASSES),
)
"""Text and the ground it stands on: at least 4.5:1 (WCAG 2.2, 1.4.3)."""

SHAPES: tuple[tuple[str, str], ...] = (
    *((name, "card") for name in (*CLASSES, "good", "warn", "bad", "accent", "muted")),
    ("muted", "page"),
    ("link", "page"),
)
"""Drawn signs and the ground they stand on: at least 3:1 (WCAG 2.2, 1.4.11)."""


def variables(palette: Palette) -> str:
    """Return the palette as CSS custom properties."""
    return "".join(f"--{name}:{value};" for name, value in palette.items())
