"""Addresses of the resident's pages."""

from django.urls import path

from egenkraft.web.resident import (
    apply,
    decisions,
    details,
    hearing,
    home,
    money,
    papers,
    readers,
    sending,
    what_if,
)

app_name = "resident"
urlpatterns = [
    path("min-sida/", home.home, name="home"),
    path("sok/", apply.apply, name="apply"),
    path("sok/borja/", apply.start, name="start"),
    path("ansokan/<int:application_id>/", apply.application, name="application"),
    path("ansokan/<int:application_id>/del/<slug:step>/", apply.step, name="step"),
    path("ansokan/<int:application_id>/papper/", papers.papers, name="papers"),
    path("ansokan/<int:application_id>/papper/<slug:code>/", papers.paper, name="paper"),
    path("ansokan/<int:application_id>/uppgifter/", hearing.register_facts, name="register_facts"),
    path("ansokan/<int:application_id>/kontrollera/", sending.review, name="review"),
    path("ansokan/<int:application_id>/kvitto/", sending.receipt, name="receipt"),
    path("ansokan/<int:application_id>/ta-tillbaka/", sending.withdraw, name="withdraw"),
    path("ansokan/<int:application_id>/inte-tillsammans/", sending.decline, name="decline"),
    path("beslut/", decisions.decisions, name="decisions"),
    path("beslut/<int:decision_id>/", decisions.decision, name="decision"),
    path("beslut/<int:decision_id>/brev/", decisions.letter, name="letter"),
    path("beslut/<int:decision_id>/overklaga/", decisions.appeal, name="appeal"),
    path("om-jag-far-jobb/", what_if.what_if, name="what_if"),
    path("utbetalningar/", money.paid, name="payments"),
    path("mina-uppgifter/", details.details, name="details"),
    path("mina-uppgifter/kontakt/", details.contact_details, name="contact_details"),
    path("mina-uppgifter/konto/", money.account, name="account"),
    path("mina-uppgifter/vem-har-last/", readers.who_read, name="who_read"),
    path("svara/<int:hearing_id>/", hearing.hearing, name="hearing"),
]
