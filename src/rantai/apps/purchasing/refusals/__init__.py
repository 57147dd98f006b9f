"""What purchasing refuses, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """The exception to raise for one refusal; `column` names the field on the form."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])
