"""The first day of a hub: a command makes it, a one-time link lets its people in, and only them."""

import base64
import hmac
import json
import re
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import NARROW, WIDE
from driving.program import REPOSITORY, Program
from visitor import Visitor

PASSWORD = "seven quiet herons wade"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("hub")
    keys = folder / "kith.keys"
    program = Program(["serve", "--sealing-key-file", str(keys)], folder / "data")
    subprocess.run([program.kith, "keys", "new", "--out", str(keys)], check=True, capture_output=True)
    command(program, "hub", "add", "North Quay", "--area", "gb-eng")
    program.start()
    yield program
    assert program.stop() == 0, f"kith did not end well:\n{program.printed()[-2000:]}"


def command(program: Program, *arguments: str) -> str:
    """What a command prints that works on the hub's data, while it is served too."""
    run = subprocess.run(
        [program.kith, *arguments, "--data", str(program.data)], capture_output=True, text=True, cwd=REPOSITORY,
        stdin=subprocess.DEVNULL, check=False)
    assert run.returncode == 0, f"kith {' '.join(arguments)}: {run.returncode}: {run.stderr}"
    return run.stdout.strip()


def link_for(hub: Program, email: str, role: str) -> str:
    """The one-time link of a new colleague, as a path."""
    printed = command(hub, "user", "add", "--hub", "north-quay", "--role", role, "--email", email,
                      "--base-url", hub.address)
    assert printed.startswith(hub.address + "/setup/"), f"kith user add prints {printed.split('/setup/')[0]}…"
    return printed.removeprefix(hub.address)


def choose(visitor: Visitor, password: str, again: str) -> None:
    visitor.page.locator("input[name=password]").fill(password)
    visitor.page.locator("input[name='password-again'], input[name=again]").first.fill(again)
    with visitor.page.expect_navigation():
        visitor.page.locator("main form button").last.click()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_colleague_sets_a_password_once_and_signs_in(
    hub: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None], viewport: dict
) -> None:
    email = f"rosa{viewport['width']}@northquay.example"
    link = link_for(hub, email, "coordinator")
    visitor = new_visitor(viewport, scripts=False, base=hub.address).go(link)
    check(visitor, "set up")
    choose(visitor, "short", "short")
    check(visitor, "set up refused", status=422)
    choose(visitor, PASSWORD, PASSWORD)
    assert visitor.path.startswith("/app"), f"a chosen password leads to {visitor.path.split('?')[0]}"

    late = new_visitor(viewport, scripts=False, base=hub.address).go(link)
    check(late, "set up link used", status=late.status)
    assert late.status in {403, 404, 410}, f"a used link answers {late.status}"

    late.go("/sign-in")
    check(late, "sign in")
    late.page.locator("input[name=email]").fill(email)
    late.page.locator("input[name=password]").fill("not this one at all")
    with late.page.expect_navigation():
        late.page.locator("main form button").last.click()
    check(late, "sign in refused", status=late.status)
    assert late.status in {401, 403, 422}, f"a wrong password answers {late.status}"
    late.page.locator("input[name=password]").fill(PASSWORD)
    with late.page.expect_navigation():
        late.page.locator("main form button").last.click()
    assert late.path.startswith("/app")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    hub: Program, new_visitor: Callable[..., Visitor]
) -> None:
    visitor = new_visitor(base=hub.address).go(link_for(hub, "lee@northquay.example", "link-worker"))
    choose(visitor, PASSWORD, PASSWORD)
    cookies = [cookie for cookie in visitor.context.cookies() if "session" in cookie["name"]]
    assert len(cookies) == 1
    assert cookies[0]["httpOnly"] and cookies[0]["sameSite"] in {"Lax", "Strict"} and cookies[0]["expires"] == -1
    policy = visitor.last.headers["content-security-policy"] if visitor.last else ""
    assert "unsafe-inline" not in policy and "default-src 'none'" in policy


def code(secret: str, after: int = 0) -> tuple[str, int]:
    """What a phone shows now, and the number of its half minute: RFC 6238 by hand. Waits until it is past `after`."""
    while (number := int(time.time()) // 30) <= after:
        time.sleep(0.5)
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", number), "sha1")
    value = struct.unpack(">I", digest[digest[19] & 15:][:4])[0] & 0x7FFFFFFF
    return f"{value % 1_000_000:06}", number


def press(visitor: Visitor, name: str, **fields: str) -> None:
    for field, value in fields.items():
        visitor.page.locator(f"main input[name='{field.replace('_', '-')}']").fill(value)
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_link_worker_sets_up_a_code_and_signs_in_with_it(
    hub: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None], viewport: dict
) -> None:
    email = f"noor{viewport['width']}@northquay.example"
    visitor = new_visitor(viewport, scripts=False, base=hub.address).go(link_for(hub, email, "link-worker"))
    choose(visitor, PASSWORD, PASSWORD)
    assert visitor.path == "/app/account/second-step"
    check(visitor, "second step offered", keyboard=True)
    secret = "".join(visitor.page.locator(".secret span").all_inner_texts())
    press(visitor, "Set it up", code="000000")
    check(visitor, "second step wrong code", status=422)
    shown, number = code(secret)
    press(visitor, "Set it up", code=shown)
    check(visitor, "recovery codes")
    codes = visitor.page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    visitor.go("/app/account/second-step")
    check(visitor, "second step on")
    visitor.go("/app/account")
    check(visitor, "account with a second step")
    press(visitor, "Sign out")

    press(visitor, "Sign in", email=email, password=PASSWORD)
    assert visitor.path.startswith("/sign-in/code")
    check(visitor, "code", keyboard=True)
    assert not [cookie for cookie in visitor.context.cookies() if "session" in cookie["name"]]
    press(visitor, "Sign in", code=shown)
    check(visitor, "code used before", status=422)
    press(visitor, "Sign in", code=code(secret, after=number)[0])
    assert visitor.path == "/app"

    # Without the phone, on a new device.
    other = new_visitor(viewport, scripts=False, base=hub.address).go("/sign-in")
    press(other, "Sign in", email=email, password=PASSWORD)
    other.page.get_by_text("I do not have my phone").click()
    press(other, "Sign in with a recovery code", recovery_code=codes[3].upper())
    assert other.path == "/app"
    other.go("/app/account")
    assert other.page.get_by_text("This one").count() == 1
    check(other, "account with two sessions")
    with other.page.expect_navigation():
        other.page.locator("form[action='/app/account/sessions/end'] button").first.click()
    assert visitor.go("/app/account").path.startswith("/sign-in")

    # A password alone may not bind another phone.
    plain = f"lou{viewport['width']}@northquay.example"
    someone = new_visitor(viewport, scripts=False, base=hub.address).go(link_for(hub, plain, "team-lead"))
    choose(someone, PASSWORD, PASSWORD)
    press(someone, "Sign out")
    press(someone, "Sign in", email=plain, password=PASSWORD)
    someone.go("/app/account/second-step")
    check(someone, "second step not in this session")
    assert "kith user link" in someone.sent and "qr" not in re.findall(r'class="(\w+)"', someone.sent)


def test_a_hub_without_mail_says_so_where_a_link_is_asked_for(
    hub: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None]
) -> None:
    visitor = new_visitor(NARROW, scripts=False, base=hub.address).go("/sign-in/link")
    check(visitor, "sign-in link without mail")
    assert "cannot send mail" in visitor.sent


def test_an_account_that_is_closed_lets_nobody_in(hub: Program, new_visitor: Callable[..., Visitor]) -> None:
    email = "gone@northquay.example"
    visitor = new_visitor(base=hub.address).go(link_for(hub, email, "coordinator"))
    choose(visitor, PASSWORD, PASSWORD)
    whose = ("--hub", "north-quay", "--email", email)
    command(hub, "user", "close", *whose)
    assert visitor.go("/app").path.startswith("/sign-in")
    press(visitor, "Sign in", email=email, password=PASSWORD)
    assert visitor.status == 422
    assert f"{email}  gone  coordinator  closed" in command(hub, "user", "list", "--hub", "north-quay")
    command(hub, "user", "reopen", *whose)
    press(visitor, "Sign in", email=email, password=PASSWORD)
    assert visitor.path.startswith("/app")
    command(hub, "user", "sign-out", *whose)
    assert visitor.go("/app").path.startswith("/sign-in")


def test_guessing_is_slowed_down(hub: Program, new_visitor: Callable[..., Visitor], check: Callable[..., None]) -> None:
    visitor = new_visitor(scripts=False, base=hub.address)
    for _ in range(12):
        visitor.go("/sign-in")
        visitor.page.locator("input[name=email]").fill("nobody@northquay.example")
        visitor.page.locator("input[name=password]").fill("a guess at random")
        with visitor.page.expect_navigation():
            visitor.page.locator("main form button").last.click()
        if visitor.status == 429:
            break
    check(visitor, "too many tries", status=429)


def test_the_log_and_the_data_hold_no_secret(hub: Program) -> None:
    printed = hub.printed()
    for secret in (PASSWORD, "rosa1280", "northquay.example", "/setup/north-quay."):
        assert secret not in printed, "the log holds what it must not"
    data = b"".join(file.read_bytes() for file in Path(hub.data).iterdir() if file.is_file())
    assert PASSWORD.encode() not in data


def test_a_hub_says_how_it_is_reached(hub: Program) -> None:
    assert "kith hub set --hub north-quay --phone" in hub.printed(), "kith serve warns of a hub that nobody can reach"
    of_hub = ("--hub", "north-quay")
    assert command(hub, "hub", "show", *of_hub).count("not said") == 5
    command(hub, "hub", "set", *of_hub, "--phone", "0115 496 0100", "--email", "hello@northquay.example",
            "--interpreter-language", "Arabic", "--interpreter-language", "ti",
            "--safeguarding-name", "Ada Moss", "--safeguarding-phone", "0115 496 0199")
    shown = json.loads(command(hub, "hub", "show", *of_hub, "--json"))
    assert shown["phone"] == "0115 496 0100" and shown["interpreterLanguages"] == ["ar", "ti"]
    assert shown["missing"] == [] and shown["safeguardingName"] == "Ada Moss"
    for option, value in [("--phone", "call us"), ("--email", "nobody"), ("--interpreter-language", "Quenya")]:
        run = subprocess.run(
            [hub.kith, "hub", "set", *of_hub, option, value, "--data", str(hub.data)], capture_output=True, text=True,
            cwd=REPOSITORY, stdin=subprocess.DEVNULL, check=False)
        assert run.returncode == 64 and run.stderr.startswith("kith: ") and run.stderr.count("\n") == 1, run.stderr
    command(hub, "hub", "unset", "phone", "interpreter-languages", *of_hub)
    assert json.loads(command(hub, "hub", "show", *of_hub, "--json"))["missing"] == ["phone"]
    # The command says how many people somebody walks with before it closes their account, and closes one with none.
    link_for(hub, "leaver@northquay.example", "link-worker")
    assert command(hub, "user", "close", *of_hub, "--email", "leaver@northquay.example").startswith("Closed.")
