"""Words of Chinese text: the compact pkuseg model, and how common words are in official writing.

Nothing here is ever downloaded. Importing the package loads neither the model nor spacy-pkuseg.
"""

from checker.segmentation.frequencies import bigram_frequencies, character_frequencies, document_frequencies
from checker.segmentation.shipped import SegmentationError, damaged_files
from checker.segmentation.words import align, load_segmenter

__all__ = [
    "SegmentationError",
    "align",
    "bigram_frequencies",
    "character_frequencies",
    "damaged_files",
    "document_frequencies",
    "load_segmenter",
]
