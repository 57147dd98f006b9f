"""Where a plan's independent pieces are answered: this process, processes of this machine, or a dask cluster.

One door, `chosen`: whoever starts a plan says how many workers or which scheduler, and passes the executor that comes
back to `rantai.engine.plan.run`. An executor is a context: when it is left, its processes have ended and its connection
is closed. Wherever pieces are answered, the plan has the same bytes.
"""
