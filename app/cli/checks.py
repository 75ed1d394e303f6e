"""Checking what must never change."""

import re

import click

from app.audit.queries import has_line, last_line
from app.cli.console import refuse
from app.upkeep.verify import verify_all

_LINE = re.compile(r"(\d{1,18})[: ]([0-9a-f]{64})")


class LineOfLog(click.ParamType[tuple[int, str]]):
    """A line of the log as `verify`, `backup` and the exported log name it: SEQ:HASH."""

    name = "SEQ:HASH"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, str]:
        found = _LINE.fullmatch(value.strip())
        if found is None:
            self.fail(
                f"{value!r} is not SEQ:HASH, the number and the 64 digits of a line printed before.",
                param,
                ctx,
            )
        return int(found[1]), found[2]


@click.command("verify")
@click.option(
    "--expect",
    "expected",
    type=LineOfLog(),
    multiple=True,
    help="A line printed before, which has to be there still; more than one may be given.",
)
def verify(expected: tuple[tuple[int, str], ...]) -> None:
    """Recompute the checksums of issued files, evidence, adopted words, approved verdicts and the audit chain; name every fault.

    The number and hash of the log's last line are printed, to be kept elsewhere: a log cut short is whole in itself, and
    only `--expect` shows it.
    """
    findings = verify_all()
    faults = findings.faults + [
        f"Nhật ký không còn dòng {number} như đã ghi: nhật ký đã bị cắt bớt hoặc viết lại."
        for number, digest in expected
        if not has_line(number, digest)
    ]
    if faults:
        refuse(*faults)
    number, digest = last_line()
    click.echo(
        f"Không có sai lệch: mọi tệp đã ban hành và minh chứng, mọi nội dung đã chốt đúng mã kiểm tra; nhật ký {number} dòng liền mạch."
    )
    if findings.uncovered:
        click.echo(
            f"Chưa được che phủ: {findings.uncovered} quyết định có trước khi nhật ký ghi mã kiểm tra nội dung; phần này không tính lại được."
        )
    click.echo(f"Dòng cuối: {number} {digest}")
