"""The first day of a hub: a command makes it, a one-time link lets its people in, and only them."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import NARROW, WIDE
from driving.program import REPOSITORY, Program
from visitor import Visitor

PASSWORD = "seven quiet herons wade"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    program = Program(["serve"], tmp_path_factory.mktemp("hub") / "data")
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
