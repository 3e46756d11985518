"""Reforms as dated switches and municipal models as checked data. Enter through `policy.api`."""
