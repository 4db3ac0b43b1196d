import subprocess
import sys


def test_what_reads_no_text_waits_for_no_model() -> None:
    modules = "pipeline.parts, pipeline.plans, pipeline.lag, pipeline.delivering, pipeline.advance"
    command = f"import sys, {modules}; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0
