"""Login, logout, links, one's own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from rantai.apps.parties import actions, queries
from rantai.apps.parties.models import User
from rantai.core.problems import InvalidInput
from rantai.web.access import MEMBER, PUBLIC, SESSION_ORGANISATION, SIGNED_IN, Request, door, found
from rantai.web.account.forms import ChangePasswordForm, LoginForm, NewPasswordForm
from rantai.web.account.login import WINDOW_MINUTES, TooManyAttempts, check_login

FORM = ("GET", "POST")


@sensitive_post_parameters("password")
@door(PUBLIC, methods=FORM)
def log_in(request: Request) -> HttpResponse:
    form = LoginForm(request.POST or None)
    following = _safe_address(request, request.POST.get("next") or request.GET.get("next", ""))
    status = 200
    if form.is_valid():
        try:
            user = check_login(request, **form.cleaned_data, at=request.now)
        except TooManyAttempts:
            form.add_error(None, _too_many())
            status = 429
        else:
            if user is not None:
                return _entered(request, user, following)
            form.add_error(
                None, _("Number or password is wrong. Ask your organisation for a new link if you forgot it.")
            )
    context = {"title": _("Log in"), "form": form, "next": following}
    answer = render(request, "account/login.html", context, status=status)
    if status == 429:
        answer.headers["Retry-After"] = str(WINDOW_MINUTES * 60)
    return answer


@door(PUBLIC, methods=("POST",))
def log_out(request: Request) -> HttpResponse:
    logout(request)
    return redirect("account:login")


@sensitive_post_parameters("password", "repeated")
@door(PUBLIC, methods=FORM)
def accept(request: Request, token: str) -> HttpResponse:
    """An invitation: a new person chooses a password; a known person joins with the account they are logged in with."""
    invitation = actions.usable_invitation(token, request.now)
    if invitation is None:
        return _dead_link(request)
    row = queries.invitation_row(invitation)
    if queries.has_account(row.login_name):
        return _accept_as_known(request, token, row)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            user_id = actions.accept_invitation(token=token, password=form.cleaned_data["password"], at=request.now)
        except ValidationError as weak:
            form.add_error("password", weak)
        except InvalidInput:
            return _dead_link(request)
        else:
            return _entered(request, User.objects.get(pk=user_id), "/")
    context = {"title": _("Welcome, %(name)s") % {"name": row.display_name}, "form": form, "invitation": row}
    return render(request, "account/accept.html", context)


@sensitive_post_parameters("password", "repeated")
@door(PUBLIC, methods=FORM)
def reset(request: Request, token: str) -> HttpResponse:
    """A reset link: the person sets a new password and is logged in with it."""
    link = actions.usable_reset(token, request.now)
    if link is None:
        return _dead_link(request)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            user_id = actions.set_password_by_link(token=token, password=form.cleaned_data["password"], at=request.now)
        except ValidationError as weak:
            form.add_error("password", weak)
        except InvalidInput:
            return _dead_link(request)
        else:
            return _entered(request, User.objects.get(pk=user_id), "/")
    context = {"title": _("Set a new password"), "form": form, "login_name": link.user.login_name}
    return render(request, "account/reset.html", context)


@sensitive_post_parameters("old_password", "password", "repeated")
@door(SIGNED_IN, methods=FORM)
def mine(request: Request) -> HttpResponse:
    """One's own account: password and, for people of several organisations, for which one they act."""
    form = ChangePasswordForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            changed = _change_password(request, form)
        except TooManyAttempts:
            form.add_error(None, _too_many())
            status = 429
        else:
            if changed:
                messages.success(request, _("Your new password holds from now on. Other devices have been logged out."))
                return redirect("account:mine")
    return render(request, "account/mine.html", {"title": _("My account"), "form": form}, status=status)


@door(MEMBER, methods=("POST",))
def act_for(request: Request) -> HttpResponse:
    """Act for another of one's own organisations."""
    wanted = request.POST.get("organisation", "")
    own = (pk for pk, _name in request.actor.others if str(pk) == wanted)
    request.session[SESSION_ORGANISATION] = found(next(own, None))
    return redirect("/")


@door(PUBLIC, methods=("POST",))
def set_language(request: Request) -> HttpResponse:
    """Switch between Indonesian and English; remembered by cookie, and in the account of a known person."""
    wanted = request.POST.get("language", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    if request.actor.user_id is not None:
        actions.change_language(user_id=request.actor.user_id, language=language, by=request.actor, at=request.now)
    return _with_language(redirect(_safe_address(request, request.POST.get("next", ""))), language)


def _entered(request: Request, user: User, following: str) -> HttpResponse:
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return _with_language(redirect(following), user.language)


def _with_language(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def _change_password(request: Request, form: ChangePasswordForm) -> bool:
    """Check the old password behind the same counter as the login, set the new one, keep this session only."""
    name = request.actor.login_name
    user = check_login(request, login_name=name, password=form.cleaned_data["old_password"], at=request.now)
    if user is None:
        form.add_error("old_password", _("This is not your present password."))
        return False
    try:
        actions.change_password(
            user_id=user.pk, password=form.cleaned_data["password"], by=request.actor, at=request.now
        )
    except ValidationError as weak:
        form.add_error("password", weak)
        return False
    update_session_auth_hash(request, User.objects.get(pk=user.pk))
    return True


def _accept_as_known(request: Request, token: str, row: queries.InvitationRow) -> HttpResponse:
    """The invited person has an account already: they join with it, once they are logged in as themselves."""
    is_that_person = request.actor.login_name == row.login_name
    if request.method == "POST" and is_that_person:
        try:
            actions.join_by_invitation(token=token, by=request.actor, at=request.now)
        except InvalidInput:
            return _dead_link(request)
        messages.success(request, _("You now belong to %(organisation)s.") % {"organisation": row.organisation_name})
        return redirect("account:mine")
    context = {"title": _("Welcome, %(name)s") % {"name": row.display_name}, "invitation": row, "ready": is_that_person}
    return render(request, "account/join.html", context)


def _too_many() -> str:
    return _("Too many attempts. Wait %(minutes)d minutes, then try again.") % {"minutes": WINDOW_MINUTES}


def _dead_link(request: Request) -> HttpResponse:
    """Used, taken back, too old and never made look the same."""
    return render(request, "account/dead_link.html", {"title": _("This link no longer works")}, status=404)


def _safe_address(request: Request, wanted: str) -> str:
    """An address of this house, or the home page."""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else "/"
