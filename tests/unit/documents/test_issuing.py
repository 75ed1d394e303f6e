"""In whose name a paper goes out: the head names the body its signer signs for (Nghị định 30/2020/NĐ-CP, art. 13)."""

import pytest

from app.documents.domain import SigningCapacity
from app.documents.issuing.domain import issuer_of
from app.documents.issuing.papers import addressees_of

COUNCIL = "Hội đồng nhân dân tỉnh Hà Giang"
HEAD = "Hội đồng nhân dân\ntỉnh Hà Giang"


@pytest.mark.parametrize("capacity", [SigningCapacity.ON_BEHALF_OF_COUNCIL, SigningCapacity.BY_ORDER])
def test_a_paper_signed_for_the_council_is_the_councils(capacity):
    found = issuer_of(capacity, council_name=COUNCIL)
    assert (found.name, found.superior, found.agency) == (COUNCIL, "", HEAD)


@pytest.mark.parametrize(
    "capacity",
    [SigningCapacity.ON_BEHALF_OF_STANDING_COMMITTEE, SigningCapacity.DEPUTY_FOR_STANDING_COMMITTEE],
)
def test_a_paper_signed_for_the_standing_committee_is_of_that_committee_under_its_council(capacity):
    found = issuer_of(capacity, council_name=COUNCIL)
    assert (found.name, found.superior, found.agency) == (f"Thường trực {COUNCIL}", HEAD, "Thường trực")


def test_a_head_that_names_the_standing_committee_already_is_left_as_the_council_set_it():
    found = issuer_of(
        SigningCapacity.ON_BEHALF_OF_STANDING_COMMITTEE,
        council_name=COUNCIL,
        head_name="Thường trực HĐND\ntỉnh Hà Giang",
        superior="Trên",
    )
    assert (found.superior, found.agency) == ("Trên", "Thường trực HĐND\ntỉnh Hà Giang")


def test_a_paper_signed_for_a_committee_is_of_that_committee_under_its_council():
    found = issuer_of(SigningCapacity.ON_BEHALF_OF_COMMITTEE, council_name=COUNCIL, body="Ban Pháp chế")
    assert (found.superior, found.agency) == (HEAD, "Ban Pháp chế")


def test_addressees_lose_the_dashes_and_stops_that_were_typed():
    assert addressees_of("- Ủy ban nhân dân tỉnh;\n\nSở Y tế.") == ("Ủy ban nhân dân tỉnh", "Sở Y tế")
