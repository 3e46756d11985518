"""The one error of the formats room."""


class FormatError(ValueError):
    """A message does not follow its format.

    `where` is the field or path, `problem` what is wrong, `allowed` what the format takes. The text
    never repeats the value that was met: it may be personal data, and errors end up in logs.
    """

    def __init__(self, where: str, problem: str, allowed: str = "") -> None:
        self.where = where
        self.problem = problem
        self.allowed = allowed
        text = f"{where}: {problem}"
        super().__init__(f"{text}. Allowed: {allowed}." if allowed else f"{text}.")
