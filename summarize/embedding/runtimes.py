"""The libraries that run a converted model, imported so that they tell nobody: both report their use to their makers from the moment they are imported."""

from __future__ import annotations

import os
import sys
from typing import Any


def onnx_runtime() -> Any:
    """Import ONNX Runtime with its telemetry switched off, before the import, since nothing switches it off after.

    Returns
    -------
    module
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime


def openvino_runtime() -> Any:
    """Import OpenVINO without the package that reports its use: OpenVINO has a stand-in for where that is not installed.

    Returns
    -------
    module
    """
    reporter = "openvino_telemetry"
    missing = reporter not in sys.modules
    if missing:
        # None is how Python marks what cannot be imported.
        unimportable: Any = None
        sys.modules[reporter] = unimportable
    try:
        import openvino
    finally:
        if missing:
            del sys.modules[reporter]
    return openvino
