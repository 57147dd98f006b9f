"""Forms of an organisation's administrator."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantai.apps.parties.models import Grant
from rantai.apps.parties.queries import OrganisationView, role_words
from rantai.web.layout.fields import DayField


class RolesForm(forms.Form):
    """What a person does. Only the roles that this organisation can give are offered."""

    roles = forms.MultipleChoiceField(
        label=_("What this person does"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_admin = forms.BooleanField(
        label=_("Administrator"),
        required=False,
        help_text=_("Invites people, helps with forgotten passwords, and gives permissions."),
    )

    def __init__(self, *args: Any, allowed: Sequence[str], **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature
        super().__init__(*args, **kwargs)
        words = role_words()
        self.fields["roles"].choices = [(role, words[role].capitalize()) for role in allowed]  # type: ignore[attr-defined]
        if len(allowed) == 1:
            self.fields["roles"].initial = list(allowed)


class InviteForm(RolesForm):
    display_name = forms.CharField(label=_("Name"), max_length=120)
    login_name = forms.CharField(
        label=_("Mobile number or login name"),
        max_length=80,
        help_text=_("The person logs in with it. Example: 0812 3456 7890."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    field_order = ("display_name", "login_name", "roles", "is_admin")


class GrantForm(forms.Form):
    """A permission: to whom, what, why, from when to when."""

    receiver = forms.ChoiceField(label=_("Who may see it"))
    scope = forms.ChoiceField(label=_("What they may see"), choices=Grant.Scope.choices)
    purpose = forms.CharField(
        label=_("What for"), max_length=200, help_text=_("Example: planning of the rural vehicle")
    )
    valid_from = DayField(label=_("From"))
    valid_to = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Leave empty for no end. You can revoke it at any time."),
    )

    def __init__(self, *args: Any, receivers: Sequence[OrganisationView], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        choices = [(str(one.organisation_id), one.name) for one in receivers]
        self.fields["receiver"].choices = choices  # type: ignore[attr-defined]
