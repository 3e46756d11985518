"""Fake partner systems that speak the real contracts: SSBTEK, e-identification (OIDC), bank."""
