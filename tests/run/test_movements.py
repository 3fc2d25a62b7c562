"""Movements of a record lead to their entries: a province's own form of a national movement is a variant of it."""

from __future__ import annotations

from pipeline.run.document import Pipeline


def test_a_provinces_form_of_a_national_movement_is_its_variant() -> None:
    text = "Phát động phong trào thi đua “Thái Nguyên thi đua đổi mới sáng tạo và chuyển đổi số” trên địa bàn tỉnh."
    (movement,) = Pipeline().record_text(text).movements
    assert (movement.movement_id, movement.variant_of) == (None, "ca-nuoc-thi-dua-doi-moi-sang-tao-va")
