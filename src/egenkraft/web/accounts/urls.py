"""Addresses of signing in and out."""

from django.urls import path

from egenkraft.web.accounts import resident, staff, views

app_name = "accounts"
urlpatterns = [
    path("logga-in/", views.choose, name="choose"),
    path("logga-in/igen/", views.expired, name="expired"),
    path("logga-in/e-legitimation/", resident.resident_start, name="resident_start"),
    path("logga-in/e-legitimation/svar/", resident.resident_callback, name="resident_callback"),
    path("logga-in/personal/", staff.staff_password, name="staff"),
    path("logga-in/personal/kod/", staff.staff_code, name="staff_code"),
    path("logga-in/personal/kommun/", staff.municipal_start, name="municipal_start"),
    path("logga-in/personal/kommun/svar/", staff.municipal_callback, name="municipal_callback"),
    path("logga-ut/", views.sign_out, name="sign_out"),
    path("utloggad/", views.signed_out, name="signed_out"),
]
