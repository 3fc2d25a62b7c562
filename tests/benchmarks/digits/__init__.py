"""How the recogniser of handwritten days is taught and measured (``pipeline/read/ocr/days.npz``)."""
