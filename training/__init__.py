"""How the shipped model is made: base weights and free corpora in, one small ONNX encoder with its heads out."""
