"""What is wrong with a value that does not fit its form, said in one way."""

from pydantic import ValidationError


def fault_in(error: ValidationError, whole: str = "") -> str:
    """Where the first fault is and what it is: "date.earliest: Input should be ..."; `whole` names the value itself."""
    fault = error.errors()[0]
    where = ".".join(map(str, fault["loc"])) or whole
    return f"{where}: {fault['msg']}" if where else fault["msg"]
