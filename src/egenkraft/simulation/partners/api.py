"""The door of the fake partners: the town register, the server, and the bank for a folder of files."""

from egenkraft.simulation.partners.bank import FakeBank, answer_folder
from egenkraft.simulation.partners.oidc import Client
from egenkraft.simulation.partners.oidc_page import codes_page
from egenkraft.simulation.partners.register import (
    AgencyBehaviour,
    RegisterError,
    RegisterPerson,
    ServiceBehaviour,
    TownRegister,
    load_register,
    register_from_text,
    register_to_text,
    save_register,
)
from egenkraft.simulation.partners.server import PartnerServer

__all__ = [
    "AgencyBehaviour",
    "Client",
    "FakeBank",
    "PartnerServer",
    "RegisterError",
    "RegisterPerson",
    "ServiceBehaviour",
    "TownRegister",
    "answer_folder",
    "codes_page",
    "load_register",
    "register_from_text",
    "register_to_text",
    "save_register",
]
