"""`python -m nlp.training`: trains the model of warning signs anew."""

import sys

from nlp.learned.model import MODEL_FILE
from nlp.training.train import train

weights = train()
size_mb = MODEL_FILE.stat().st_size / 1e6
content = f"{len(weights.signs)} signs, {len(weights.features)} features, {size_mb:.1f} MB"
sys.stdout.write(f"{MODEL_FILE}: {content}, version {weights.version}\n")
