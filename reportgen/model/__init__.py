"""The frozen types everything passes between stages: agency, plan, status, snapshot."""
