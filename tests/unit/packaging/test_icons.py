"""The icon files that are drawn for each system."""

import struct

import icons
import pytest
from PySide6.QtGui import QImage


@pytest.fixture(scope="module")
def pictures() -> dict[int, bytes]:
    return {size: icons.draw(size) for size in icons.SIZES}


@pytest.mark.parametrize("size", icons.SIZES)
def test_a_picture_has_its_size_and_clear_corners_round_a_drawing(pictures: dict[int, bytes], size: int) -> None:
    image = QImage.fromData(pictures[size])
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(size // 2, size // 2).alpha() == 255


def test_every_entry_of_the_ico_is_where_its_directory_says(pictures: dict[int, bytes]) -> None:
    data = icons.ico(pictures)
    _, kind, count = struct.unpack_from("<HHH", data)
    assert kind == 1
    for number in range(count):
        width, *_, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        image = QImage.fromData(data[offset : offset + length])
        assert image.width() == (width or 256)


def test_every_entry_of_the_icns_is_a_picture_and_they_fill_it(pictures: dict[int, bytes]) -> None:
    data = icons.icns(pictures)
    magic, total = struct.unpack_from(">4sI", data)
    assert (magic, total) == (b"icns", len(data))
    sizes, offset = [], 8
    while offset < total:
        _, length = struct.unpack_from(">4sI", data, offset)
        sizes.append(QImage.fromData(data[offset + 8 : offset + length]).width())
        offset += length
    assert sizes == [16, 32, 64, 128, 256, 512]
