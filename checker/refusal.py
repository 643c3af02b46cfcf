"""What ends a run with a sentence. Apart from the nouns, so that the command line can name it without loading them."""


class Refusal(Exception):  # noqa: N818 - it names what the program does, not what went wrong
    """Something that cannot be done. The message is one Chinese sentence: which file or key, what is wrong, what to do."""
