"""The town's bank agreement and books. Every number is fictitious, and the accounts are assumed for the demo."""

from egenkraft.formats.api import pain001
from egenkraft.payments.api import BankAgreement, BookAccount, Books

# 6000 and an account of zeros: a valid form that no bank has handed out.
AGREEMENT = BankAgreement(
    debtor=pain001.Debtor(
        name="Björkstrands kommun (påhittad)",
        customer_id="2120009999",
        account=pain001.Iban("SE5760000000000000000000"),
        bic="HANDSESS",
    )
)
BOOKS = Books(
    organisation_number="212000-9999",
    company="Björkstrands kommun (påhittad)",
    support=BookAccount("4510", "Ekonomiskt bistånd"),
    decided=BookAccount("2890", "Beslutat, ej utbetalt"),
    on_its_way=BookAccount("1690", "Utbetalningar på väg"),
    bank=BookAccount("1940", "Bank"),
    loans=BookAccount("1570", "Förskott på förmån, etableringslån"),
    assumed=True,
)
