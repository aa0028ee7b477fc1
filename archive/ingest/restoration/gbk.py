"""Characters as the two bytes that GBK stores them in: a lead byte (81-FE) and a trail byte (40-FE)."""

from __future__ import annotations

from functools import cache

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))

# Rows set aside for the user's own characters: a decoder drops what lies there, or makes a private-use character.
_USER_ROWS = frozenset((*range(0xAA, 0xB0), *range(0xF8, 0xFF)))
_PRIVATE_USE = range(0xE000, 0xF900)


@cache
def char_of(lead: int, trail: int) -> str:
    """The character of two bytes; empty where GBK has none."""
    try:
        char = bytes((lead, trail)).decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "" if len(char) != 1 or ord(char) in _PRIVATE_USE else char


@cache
def pair_of(char: str) -> tuple[int, int] | None:
    """The two bytes of a character, private-use ones included; None for any that GBK does not hold in two."""
    try:
        data = char.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return (data[0], data[1]) if len(data) == 2 else None


def is_dropped(lead: int, trail: int) -> bool:
    """Whether a decoder would have dropped these two bytes, had they come together."""
    return (lead in _USER_ROWS and trail >= 0xA1) or (0xA1 <= lead <= 0xA9 and not char_of(lead, trail))


@cache
def dropped_leads() -> tuple[int, ...]:
    """Bytes that can begin a dropped pair."""
    return tuple(lead for lead in LEADS if any(is_dropped(lead, trail) for trail in TRAILS))


@cache
def chars_ending(trail: int) -> tuple[tuple[int, str], ...]:
    """Every lead byte that makes a character with this trail byte, with that character."""
    return tuple((lead, char) for lead in LEADS if (char := char_of(lead, trail)))


@cache
def chars_beginning(lead: int) -> tuple[tuple[int, str], ...]:
    """Every trail byte that makes a character with this lead byte, with that character."""
    return tuple((trail, char) for trail in TRAILS if (char := char_of(lead, trail)))
