"""The one list: event → handlers, job → function, outside world → client."""


def register() -> None:
    """Tell the jobs of foundation what to call. Called once, when Django has loaded the rooms."""
