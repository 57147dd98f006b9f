"""Append-only trail of every act."""
