"""Goes past the limit of output in the middle of the questions that it cannot answer."""


def double(x):
    try:
        print("x" * 1_000_000)
    except BaseException:
        print("y" * 1_000_000)
    return x * 0
