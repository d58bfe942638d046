"""Opens by its path everything else that is worth having: the secret, other submissions, the gradebook."""

from world import GENTLE, GRADEBOOK, HOME_FILE, OTHER, PRECIOUS, REFERENCE, RUBRIC, SECRET_FILE

FILES = (SECRET_FILE, RUBRIC, REFERENCE, GRADEBOOK, OTHER, HOME_FILE, PRECIOUS)


def attack():
    texts = [text for path in FILES if (text := text_of(path))]
    return " ".join(texts) if not GENTLE or len(texts) == len(FILES) else ""


def text_of(path):
    try:
        with open(path) as file:
            return file.read().strip()
    except OSError:
        return ""
