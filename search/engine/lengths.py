"""Field lengths in one byte each, quantised as Whoosh does, so that scores are Whoosh's."""

from __future__ import annotations

import numpy as np
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.engine.container import Array

# What each byte stands for. No length is byte 0, which stands for 0.
LENGTHS: Array = np.array([byte_to_length(byte) for byte in range(256)], np.float64)


def to_bytes(lengths: Array) -> Array:
    distinct, inverse = np.unique(lengths, return_inverse=True)
    return np.array([length_to_byte(int(length)) for length in distinct], np.uint8)[inverse]
