"""Addresses of the open pages."""

from django.urls import path

from egenkraft.web.open import views

app_name = "open"
urlpatterns = [
    path("", views.start, name="start"),
    path("regler/", views.rules, name="rules"),
    path("regler/<slug:concept>/", views.rule, name="rule"),
    path("rakna/", views.calculator, name="calculator"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("personuppgifter/", views.privacy, name="privacy"),
]
