"""Real phrases of deadlines with letters changed, words moved, taken out and put in: read or refused, never more."""

import random

from hypothesis import given
from hypothesis import strategies as st

from app.pledges.deadlines import UnreadPhrase, read
from tests.fuzz.hostile import typed
from tests.unit.pledges.test_deadlines import SAID_ON, _rows

REAL = [row["phrase"] for row in (*_rows("deadlines.csv", ","), *_rows("deadlines_more.psv", "|"))]


def spoilt(phrase, other, seed, put_in):
    chance, words = random.Random(seed), phrase.split()
    for _change in range(chance.randrange(1, 4)):
        at = chance.randrange(len(words) + 1)
        match chance.randrange(4):
            case 0:
                words[at:at] = [put_in]
            case 1:
                del words[at : at + 1]
            case 2:
                chance.shuffle(words)
            case _:
                words[at:] = other.split()[at:]
    return " ".join(words)


@given(
    phrase=st.sampled_from(REAL),
    other=st.sampled_from(REAL),
    seed=st.integers(0, 2**32),
    put_in=typed(),
    both=st.booleans(),
)
def test_a_real_phrase_spoilt_is_read_or_refused(phrase, other, seed, put_in, both):
    said = f"{phrase}, {other}" if both else spoilt(phrase, other, seed, put_in)
    try:
        reading = read(said, said_on=SAID_ON)
    except UnreadPhrase:
        reading = None
    assert reading is None or reading.due_on is None or 1974 <= reading.due_on.year <= 2101
    assert reading is None or (reading.rule and reading.explanation)
