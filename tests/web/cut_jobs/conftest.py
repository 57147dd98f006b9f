"""Pages here show plans of the solver that anybody can follow."""

from tests.apps.cutting_jobs.conftest import real_engine, simple_solver

__all__ = ["real_engine", "simple_solver"]
