"""The learned half: a small encoder that tells what a marked source does to a marked target.

The only room that imports onnxruntime and tokenizers. It knows nothing of frames; `rule` weighs its opinion with the
cues'.
"""

from pathlib import Path

OWN = Path(__file__).parent / "data"  # the model that comes with the package
NETWORK = "model.onnx"
DIGEST = "network"  # in the table: the digest of the network
TABLE = "labels.json"  # its answers and its rule
