"""The lock files: complete, pinned by hash, and of no particular registry."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[3]
LOCKS = PROJECT / "packaging" / "locks"
APP, DEV = LOCKS / "app.txt", LOCKS / "dev.txt"

both = pytest.mark.parametrize("lock", [APP, DEV], ids=lambda lock: lock.stem)


def entries(lock: Path) -> Iterator[tuple[Requirement, list[str]]]:
    """Each requirement of a lock file with its hashes."""
    logical_lines = lock.read_text("utf-8").replace("\\\n", " ").splitlines()
    for line in logical_lines:
        requirement, *hashes = line.split(" --hash=")
        yield Requirement(requirement.strip()), [found.strip() for found in hashes]


def pyproject() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))


def wanted(lock: Path) -> list[Requirement]:
    project = pyproject()
    groups = project["dependency-groups"]
    dependencies = [*project["project"]["dependencies"], *groups["build"]]
    if lock == DEV:
        dependencies += [line for line in groups["dev"] if isinstance(line, str)]
    return [Requirement(line) for line in dependencies]


@both
def test_every_locked_package_is_pinned_and_has_sha256_hashes(lock: Path) -> None:
    for requirement, hashes in entries(lock):
        assert re.fullmatch(r"==[^*]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", found) for found in hashes), requirement


@both
def test_lock_files_name_no_registry_and_no_file(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text)
    assert all(requirement.url is None for requirement, _ in entries(lock))


@both
def test_every_dependency_of_the_project_is_locked_at_a_version_it_allows(lock: Path) -> None:
    locked = [requirement for requirement, _ in entries(lock)]
    for dependency in wanted(lock):
        versions = [
            next(iter(requirement.specifier)).version
            for requirement in locked
            if canonicalize_name(requirement.name) == canonicalize_name(dependency.name)
        ]
        assert any(version in dependency.specifier for version in versions), dependency


def test_developers_have_the_same_versions_as_users() -> None:
    developers = {str(requirement): hashes for requirement, hashes in entries(DEV)}
    for requirement, hashes in entries(APP):
        assert developers[str(requirement)] == hashes


def test_the_build_backend_is_among_what_is_locked() -> None:
    project = pyproject()
    assert project["build-system"]["requires"] == project["dependency-groups"]["build"]
