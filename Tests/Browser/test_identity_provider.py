"""Sign-in at the organisation's own identity provider, there and back, with a real one at the other end."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from conftest import NARROW, WIDE
from driving.phone import Phone
from driving.program import REPOSITORY, Program
from identity_provider import IdentityProvider
from visitor import Visitor

CLIENT, SECRET = "kith:hub", "a secret/with+signs & spaces"
EMAIL = "rosa@northquay.example"
PASSWORD = "four wide wooden bridges"


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentityProvider]:
    provider = IdentityProvider(CLIENT, SECRET)
    yield provider
    provider.close()


@pytest.fixture(autouse=True)
def fresh(provider: IdentityProvider) -> None:
    provider.mistake, provider.signs_with = "", 0
    # The provider vouches for the address of another's account too: an address opens nothing.
    provider.people = {
        "rosa": {"sub": "1", "email": EMAIL, "email_verified": True},
        "other": {"sub": "2", "email": EMAIL, "email_verified": True},
        "lee": {"sub": "4", "email": "lee@elsewhere.example", "amr": ["pwd", "mfa"], "acr": "mfa"},
    }


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, provider: IdentityProvider) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("hub")
    secret, keys = folder / "client.secret", folder / "hubs.keys"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)
    program = Program(
        ["serve", "--oidc-issuer", provider.issuer, "--oidc-client-id", CLIENT, "--oidc-client-secret-file",
         str(secret), "--sealing-key-file", str(keys)], folder / "data")
    run(program, "keys", "new", "--out", str(keys))
    command(program, "hub", "add", "North Quay", "--area", "gb-eng")
    program.start()
    yield program
    assert program.stop() == 0, f"kith did not end well:\n{program.printed()[-2000:]}"


def run(program: Program, *arguments: str) -> str:
    return subprocess.run([program.kith, *arguments], check=True, capture_output=True, text=True, cwd=REPOSITORY,
                          stdin=subprocess.DEVNULL).stdout.strip()


def command(program: Program, *arguments: str) -> str:
    return run(program, *arguments, "--data", str(program.data))


def press(visitor: Visitor, name: str, **fields: str) -> None:
    for field, value in fields.items():
        visitor.page.locator(f"main input[name='{field.replace('_', '-')}']").fill(value)
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name, exact=True).click()


def newcomer(visitor: Visitor, hub: Program, email: str, role: str) -> None:
    """Opens the link of a new account, and chooses a password."""
    link = command(hub, "user", "add", "--hub", "north-quay", "--role", role, "--email", email, "--base-url",
                   hub.address)
    visitor.go(link)
    press(visitor, "Save and sign in", password=PASSWORD, password_again=PASSWORD)


def at_provider(visitor: Visitor, provider: IdentityProvider, link: str, person: str, button: str = "Enter") -> None:
    """By a link of ours to the provider, and back as somebody there."""
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name=link).click()
    assert visitor.page.url.startswith(provider.issuer)
    visitor.page.locator("input[name=person]").fill(person)
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=button, exact=True).click()
    visitor.complaints = [told for told in visitor.complaints if provider.issuer not in told]


def enter(visitor: Visitor, provider: IdentityProvider, person: str, button: str = "Enter") -> None:
    visitor.go("/sign-in")
    at_provider(visitor, provider, "Sign in with your organisation", person, button)


def connect(visitor: Visitor, provider: IdentityProvider, person: str, button: str = "Enter", **proof: str) -> None:
    visitor.go("/app/account/provider")
    press(visitor, "Continue", **proof)
    at_provider(visitor, provider, "Go to your organisation’s sign-in", person, button)


@pytest.fixture
def visitor(hub: Program, new_visitor: Callable[..., Visitor]) -> Visitor:
    return new_visitor(scripts=False, base=hub.address)


@pytest.fixture(scope="module")
def accounts() -> set[str]:
    return set()


@pytest.fixture
def rosa(
    visitor: Visitor, hub: Program, provider: IdentityProvider, accounts: set[str],
    new_visitor: Callable[..., Visitor]
) -> Visitor:
    """Somebody in front of a browser, when Rosa's account is connected."""
    if EMAIL not in accounts:
        colleague = new_visitor(scripts=False, base=hub.address)
        newcomer(colleague, hub, EMAIL, "coordinator")
        connect(colleague, provider, "rosa", present_password=PASSWORD)
        assert colleague.path == "/app/account/provider?told=connected", colleague.path
        accounts.add(EMAIL)
    return visitor


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_an_account_is_connected_and_opens_from_then_on(
    hub: Program, provider: IdentityProvider, new_visitor: Callable[..., Visitor], check: Callable[..., None],
    viewport: dict
) -> None:
    email, name = f"kim{viewport['width']}@northquay.example", f"kim{viewport['width']}"
    provider.people[name] = {"sub": name, "email": email, "email_verified": True}
    visitor = new_visitor(viewport, scripts=False, base=hub.address)
    newcomer(visitor, hub, email, "coordinator")
    # Nothing is connected by itself, whatever address the provider vouches for.
    other = new_visitor(viewport, scripts=False, base=hub.address)
    enter(other, provider, name)
    assert other.path == "/sign-in?told=provider-not-connected"
    check(other, "sign in provider not connected")

    visitor.go("/app/account/provider")
    check(visitor, "provider asks for the password", keyboard=True)
    press(visitor, "Continue", present_password="not this one at all")
    check(visitor, "provider wrong password", status=422)
    press(visitor, "Continue", present_password=PASSWORD)
    check(visitor, "provider ready")
    at_provider(visitor, provider, "Go to your organisation’s sign-in", name, "Do not enter")
    assert visitor.path == "/app/account/provider?told=provider-denied", visitor.path
    connect(visitor, provider, name, present_password=PASSWORD)
    assert visitor.path == "/app/account/provider?told=connected", visitor.path
    check(visitor, "provider connected")
    visitor.go("/app/account")
    check(visitor, "account with a provider")
    press(visitor, "Sign out")
    check(visitor, "sign in with a provider", keyboard=True)
    for key in range(len(provider.keys)):
        provider.signs_with = key
        enter(visitor, provider, name)
        assert visitor.path.startswith("/app"), visitor.path
        visitor.go("/app/account")
        press(visitor, "Sign out")
    # Another colleague cannot connect theirs with the same one.
    taken = new_visitor(viewport, scripts=False, base=hub.address)
    newcomer(taken, hub, f"second-{email}", "coordinator")
    connect(taken, provider, name, present_password=PASSWORD)
    assert taken.path == "/app/account/provider?told=provider-taken", taken.path
    check(taken, "provider taken")
    # Parted by the administrator, it opens nothing.
    command(hub, "user", "disconnect", "--hub", "north-quay", "--email", email)
    enter(visitor, provider, name)
    assert visitor.path == "/sign-in?told=provider-not-connected"


def test_the_code_from_the_phone_is_asked_for_before_connecting_and_at_each_sign_in(
    hub: Program, provider: IdentityProvider, visitor: Visitor, check: Callable[..., None]
) -> None:
    newcomer(visitor, hub, "lee@northquay.example", "link-worker")
    phone = Phone("".join(visitor.page.locator(".secret span").all_inner_texts()))
    press(visitor, "Set it up", code=phone.code())
    visitor.go("/app/account/provider")
    check(visitor, "provider asks for the code", keyboard=True)
    press(visitor, "Continue", code="000000")
    assert visitor.status == 422
    enter_elsewhere = visitor.page.locator("main input[name=present-password]")
    assert enter_elsewhere.count() == 0, "the password is enough to connect an account that has a phone"
    connect(visitor, provider, "lee", code=next_code(phone))
    assert visitor.path == "/app/account/provider?told=connected", visitor.path
    press(visitor, "Stop signing in with your organisation")
    assert visitor.path == "/app/account/provider?told=parted"
    connect(visitor, provider, "lee", code=next_code(phone))
    visitor.go("/app/account")
    press(visitor, "Sign out")
    # It says that it asked for a second proof. Ours is asked for all the same.
    enter(visitor, provider, "lee")
    assert visitor.path == "/sign-in/code", visitor.path
    assert not [cookie for cookie in visitor.context.cookies() if "session" in cookie["name"]]
    press(visitor, "Sign in", code=next_code(phone))
    assert visitor.path == "/app", visitor.path


def next_code(phone: Phone) -> str:
    """The code of the next half minute: the one of this was used."""
    begun = int(time.time()) // 30
    while int(time.time()) // 30 == begun:
        time.sleep(0.2)
    return phone.code()


def test_whom_the_provider_means_by_another_name_is_somebody_else(provider: IdentityProvider, rosa: Visitor) -> None:
    enter(rosa, provider, "other")
    assert rosa.path == "/sign-in?told=provider-not-connected"


MISTAKES = ["nonce", "audience", "issuer", "expired", "stranger", "unknown", "shared", "none", "many", "party", "early"]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_token_that_is_wrong_opens_nothing(
    hub: Program, provider: IdentityProvider, rosa: Visitor, mistake: str
) -> None:
    provider.mistake = mistake
    before = hub.printed().count("provider.not_believed")
    enter(rosa, provider, "rosa")
    assert rosa.path == "/sign-in?told=provider-not-believed", rosa.path
    assert hub.printed().count("provider.not_believed") == before + 1
    assert rosa.go("/app/account").path.startswith("/sign-in")


@pytest.mark.parametrize(
    ("person", "button", "mistake", "told"),
    [("nobody at all", "Enter", "", "denied"), ("rosa", "Do not enter", "", "denied"),
     ("rosa", "Enter", "away", "away"), ("rosa", "Enter", "stranger", "not-believed")])
def test_each_refusal_has_a_page(
    provider: IdentityProvider, rosa: Visitor, check: Callable[..., None], person: str, button: str, mistake: str,
    told: str
) -> None:
    provider.mistake = mistake
    enter(rosa, provider, person, button)
    assert rosa.path == f"/sign-in?told=provider-{told}"
    check(rosa, f"sign in provider {told}")


def test_the_way_back_counts_only_where_the_way_there_began(
    provider: IdentityProvider, rosa: Visitor, new_visitor: Callable[..., Visitor], hub: Program,
    check: Callable[..., None]
) -> None:
    asked = rosa.context.request
    there = asked.get(hub.address + "/sign-in/provider", max_redirects=0).headers["location"]
    form = {**dict(parse_qsl(urlsplit(there).query)), "person": "rosa", "answer": "yes"}
    back = asked.post(provider.issuer + "/enter", form=form, max_redirects=0).headers["location"]
    victim = new_visitor(scripts=False, base=hub.address).go(back)
    assert victim.path == "/sign-in?told=provider-not-begun"
    check(victim, "sign in provider not begun")
    assert victim.go("/app/account").path.startswith("/sign-in")
    # Nothing was spent: it counts where it began, and once.
    assert rosa.go(back).path.startswith("/app")
    assert rosa.go(back).path == "/sign-in?told=provider-not-begun"


def test_the_log_holds_no_secret_and_no_address(provider: IdentityProvider, rosa: Visitor, hub: Program) -> None:
    enter(rosa, provider, "rosa")
    assert rosa.path.startswith("/app")
    assert SECRET not in hub.printed() and EMAIL not in hub.printed() and "code=" not in hub.printed()


@pytest.mark.parametrize(
    ("options", "complaint"),
    [(["--oidc-issuer", "http://provider.example"], "belong together"),
     (["--oidc-issuer", "http://provider.example", "--oidc-client-id", "a", "--oidc-client-secret-file", "FILE"], "https"),
     (["--oidc-issuer", "https://p.example", "--oidc-client-id", "a", "--oidc-client-secret-file", "OPEN"],
      "can be read by others")])
def test_what_cannot_be_agreed_with_a_provider_is_refused(
    tmp_path: Path, options: list[str], complaint: str
) -> None:
    for name, mode in (("FILE", 0o600), ("OPEN", 0o644)):
        (tmp_path / name).write_text("secret\n")
        (tmp_path / name).chmod(mode)
    program = Program(
        ["serve", *[str(tmp_path / option) if option in {"FILE", "OPEN"} else option for option in options]],
        tmp_path / "data")
    run = subprocess.run([program.kith, *program.arguments], capture_output=True, text=True, cwd=REPOSITORY,
                         stdin=subprocess.DEVNULL, timeout=30, check=False)
    assert run.returncode in {64, 65} and complaint in run.stderr, f"{run.returncode}: {run.stderr}"
