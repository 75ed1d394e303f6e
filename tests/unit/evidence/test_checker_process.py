"""What a hostile file does to its checker, it does to nobody else."""

import pytest

from app.core.errors import DomainError
from app.evidence import checks
from app.evidence.domain import Upload
from tests.unit.evidence.test_checks import pdf

HOSTILE = {
    "never ends": "import time; time.sleep(60)",
    "takes all memory": "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28)); x = bytearray(1 << 30)",
    "dies": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "says nothing": "",
    "babbles": "print('<html>')",
}


@pytest.mark.parametrize("program", HOSTILE.values(), ids=HOSTILE)
def test_a_file_whose_check_comes_to_no_good_end_is_not_kept(tmp_path, monkeypatch, program):
    worker = tmp_path / "worker.py"
    worker.write_text(program)
    monkeypatch.setattr(checks, "WORKER", worker)
    monkeypatch.setattr(checks, "WALL_SECONDS", 5)
    with pytest.raises(DomainError):
        checks.check_file(Upload("báo cáo.pdf", pdf()), most_bytes=1 << 20)


def test_the_checker_bounds_itself(tmp_path, monkeypatch):
    """Its own limits, told by a program that runs after they are set."""
    worker = tmp_path / "worker.py"
    worker.write_text(
        f"import sys; sys.path.insert(0, {str(checks.WORKER.parent)!r})\n"
        "import json, resource, worker as real\n"
        "real.limit()\n"
        "limits = [resource.getrlimit(each)[0] for each in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)]\n"
        "assert limits == [real.MEMORY, real.PROCESSOR_SECONDS, 0], limits\n"
        "print(json.dumps({'has_active_content': False}))\n"
    )
    monkeypatch.setattr(checks, "WORKER", worker)
    assert checks.check_file(Upload("báo cáo.pdf", pdf()), most_bytes=1 << 20).content == b""


def test_the_checker_is_told_no_secret_of_the_installation(tmp_path, monkeypatch):
    worker = tmp_path / "worker.py"
    worker.write_text(
        "import json, os\nprint(json.dumps({'unfit': 'SECRET_KEY' in os.environ and 'told' or 'not told'}))\n"
    )
    monkeypatch.setattr(checks, "WORKER", worker)
    monkeypatch.setenv("SECRET_KEY", "geheim")
    with pytest.raises(DomainError) as refused:
        checks.check_file(Upload("báo cáo.pdf", pdf()), most_bytes=1 << 20)
    assert str(refused.value.__cause__) == "not told"
