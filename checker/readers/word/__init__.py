"""What a Word document's XML means: styles, automatic numbering, and its paragraphs in reading order."""
