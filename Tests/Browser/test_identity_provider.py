"""Sign-in at the organisation's own identity provider, there and back, with a real one at the other end."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving.program import REPOSITORY, Program
from identity_provider import IdentityProvider
from visitor import Visitor

CLIENT, SECRET = "kith:hub", "a secret/with+signs & spaces"
EMAIL = "rosa@northquay.example"


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentityProvider]:
    provider = IdentityProvider(CLIENT, SECRET)
    yield provider
    provider.close()


@pytest.fixture(autouse=True)
def fresh(provider: IdentityProvider) -> None:
    provider.mistake, provider.signs_with = "", 0
    provider.people = {
        "rosa": {"sub": "1", "email": EMAIL, "email_verified": True},
        "other": {"sub": "2", "email": EMAIL, "email_verified": True},
        "unverified": {"sub": "1", "email": EMAIL, "email_verified": False},
        "stranger": {"sub": "3", "email": "nobody@northquay.example", "email_verified": True},
        "lee": {"sub": "4", "email": "lee@northquay.example", "email_verified": True, "amr": ["pwd", "mfa"]},
    }


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, provider: IdentityProvider) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("hub")
    secret = folder / "client.secret"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)
    program = Program(
        ["serve", "--oidc-issuer", provider.issuer, "--oidc-client-id", CLIENT, "--oidc-client-secret-file",
         str(secret)], folder / "data")
    command(program, "hub", "add", "North Quay", "--area", "gb-eng")
    for email in (EMAIL, "lee@northquay.example"):
        command(program, "user", "add", "--hub", "north-quay", "--role", "coordinator", "--email", email)
    program.start()
    yield program
    assert program.stop() == 0, f"kith did not end well:\n{program.printed()[-2000:]}"


def command(program: Program, *arguments: str) -> None:
    subprocess.run([program.kith, *arguments, "--data", str(program.data)], check=True, capture_output=True,
                   cwd=REPOSITORY, stdin=subprocess.DEVNULL)


def enter(visitor: Visitor, provider: IdentityProvider, person: str, button: str = "Enter") -> None:
    """By the link of the sign-in page, as somebody at the provider."""
    visitor.go("/sign-in")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name="Sign in with your organisation").click()
    assert visitor.page.url.startswith(provider.issuer)
    visitor.page.locator("input[name=person]").fill(person)
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=button, exact=True).click()


@pytest.fixture
def visitor(hub: Program, provider: IdentityProvider, new_visitor: Callable[..., Visitor]) -> Visitor:
    return new_visitor(scripts=False, base=hub.address)


def test_somebody_signs_in_there_and_back(hub: Program, provider: IdentityProvider, visitor: Visitor) -> None:
    for key in range(len(provider.keys)):
        provider.signs_with = key
        enter(visitor, provider, "rosa")
        assert visitor.path.startswith("/app"), visitor.path
        visitor.go("/app/account")
        assert "Coordinator" in visitor.sent
        visitor.page.get_by_role("button", name="Sign out", exact=True).click()
    # Whoever has the address at the provider later is somebody else.
    enter(visitor, provider, "other")
    assert "provider-no-account" in visitor.path


@pytest.mark.parametrize("mistake", ["nonce", "audience", "issuer", "expired", "stranger", "unknown", "shared", "none", "many", "party"])
def test_a_token_that_is_wrong_opens_nothing(provider: IdentityProvider, visitor: Visitor, mistake: str) -> None:
    provider.mistake = mistake
    enter(visitor, provider, "rosa")
    assert visitor.path.startswith("/sign-in?told=provider-refused"), visitor.path
    assert visitor.go("/app/account").path.startswith("/sign-in")


@pytest.mark.parametrize(
    ("person", "button", "told"),
    [("unverified", "Enter", "no-account"), ("stranger", "Enter", "no-account"), ("nobody at all", "Enter", "refused"),
     ("rosa", "Do not enter", "refused")])
def test_who_is_not_vouched_for_is_not_let_in(
    provider: IdentityProvider, visitor: Visitor, check: Callable[..., None], person: str, button: str, told: str
) -> None:
    enter(visitor, provider, person, button)
    assert visitor.path == f"/sign-in?told=provider-{told}"
    check(visitor, f"sign in provider {told}")


def test_the_way_back_counts_only_where_the_way_there_began(
    provider: IdentityProvider, visitor: Visitor, new_visitor: Callable[..., Visitor], hub: Program
) -> None:
    visitor.go("/sign-in")
    brought: list[str] = []
    visitor.page.route("**/sign-in/provider/return?*", lambda route: (brought.append(route.request.url), route.abort()))
    visitor.page.get_by_role("link", name="Sign in with your organisation").click()
    visitor.page.locator("input[name=person]").fill("rosa")
    visitor.page.get_by_role("button", name="Enter", exact=True).click()
    visitor.page.wait_for_timeout(500)
    victim = new_visitor(scripts=False, base=hub.address).go(brought[0])
    assert victim.path.startswith("/sign-in?told=provider-refused")
    assert victim.go("/app/account").path.startswith("/sign-in")


def test_the_log_holds_no_secret_and_no_address(provider: IdentityProvider, visitor: Visitor, hub: Program) -> None:
    enter(visitor, provider, "lee")
    assert visitor.path.startswith("/app")
    assert SECRET not in hub.printed() and EMAIL not in hub.printed()


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
