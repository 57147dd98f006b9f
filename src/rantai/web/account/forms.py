"""Forms of a person's own account."""

from django import forms
from django.utils.translation import gettext_lazy as _

MINIMUM = _("At least 10 characters. A sentence is easier to keep than a riddle.")


class LoginForm(forms.Form):
    login_name = forms.CharField(
        label=_("Mobile number or login name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPasswordForm(forms.Form):
    """A new password, written twice: it is typed blind on a phone."""

    password = forms.CharField(
        label=_("New password"),
        help_text=MINIMUM,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("New password again"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_repeated(self) -> str:
        if self.cleaned_data["repeated"] != self.cleaned_data.get("password", self.cleaned_data["repeated"]):
            raise forms.ValidationError(_("The two passwords differ."))
        return str(self.cleaned_data["repeated"])


class ChangePasswordForm(NewPasswordForm):
    old_password = forms.CharField(
        label=_("Present password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old_password", "password", "repeated")
