"""A session as a tree: topic groups, their questions, the answers, the pledges; and where in it one stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.pledges import queries
from app.pledges.clarity import Gap, gaps
from app.pledges.models import Pledge, PledgePart
from app.questions import queries as questions
from app.questions.domain import QuestionKind
from app.questions.models import Answer, Question
from app.sittings import queries as sittings
from app.sittings.models import TopicGroup


@dataclass(frozen=True)
class PledgeNode:
    pledge: Pledge
    gaps: tuple[Gap, ...]
    parts: list[PledgePart]


@dataclass(frozen=True)
class AnswerNode:
    answer: Answer
    pledges: list[PledgeNode]


@dataclass(frozen=True)
class QuestionNode:
    number: int
    question: Question
    answers: list[AnswerNode]


@dataclass(frozen=True)
class GroupNode:
    group: TopicGroup
    questions: list[QuestionNode]


@dataclass(frozen=True)
class Here:
    """Where the next entry goes: the group, question and answer last worked on."""

    group: TopicGroup | None = None
    question: Question | None = None
    answer: Answer | None = None


@dataclass(frozen=True)
class SessionTree:
    groups: list[GroupNode]
    turns: Counter[QuestionKind]
    answers: int
    pledges: int
    unclear: int

    @property
    def pledge_ids(self) -> list[int]:
        """The pledges of the session, wherever they stand in it."""
        return [
            node.pledge.id
            for group in self.groups
            for question in group.questions
            for answer in question.answers
            for node in answer.pledges
        ]

    @property
    def questions(self) -> list[Question]:
        """The questions of the session in their order."""
        return [node.question for group in self.groups for node in group.questions]

    @property
    def answer_ids(self) -> list[int]:
        """The answers of the session."""
        return [each.answer.id for group in self.groups for node in group.questions for each in node.answers]

    def here(self, at: str | None) -> Here:
        """The place named by `at` ("pledge-7", "answer-3", …), else the end of the session."""
        last = Here()
        for place, names in self._places():
            if at in names:
                return place
            last = place
        return last

    def _places(self) -> Iterable[tuple[Here, set[str]]]:
        for group in self.groups:
            yield Here(group.group), {f"topic-{group.group.id}"}
            for question in group.questions:
                yield Here(group.group, question.question), {f"question-{question.question.id}"}
                for answer in question.answers:
                    names = {
                        f"answer-{answer.answer.id}",
                        *(f"pledge-{node.pledge.id}" for node in answer.pledges),
                    }
                    yield Here(group.group, question.question, answer.answer), names


def session_tree(session_id: int, *, vague_words: tuple[str, ...]) -> SessionTree:
    """The whole session, in a number of reads that does not grow with it."""
    pledges: dict[int, list[PledgeNode]] = defaultdict(list)
    recorded = queries.pledges_of_session(session_id)
    parts = queries.parts_of([pledge.id for pledge in recorded])
    for pledge in recorded:
        pledges[pledge.answer_id].append(PledgeNode(pledge, gaps(pledge, vague_words), parts[pledge.id]))
    answers: dict[int, list[AnswerNode]] = defaultdict(list)
    for answer in questions.answers_of_session(session_id):
        answers[answer.question_id].append(AnswerNode(answer, pledges[answer.id]))
    asked: dict[int, list[QuestionNode]] = defaultdict(list)
    turns: Counter[QuestionKind] = Counter()
    for number, question in enumerate(questions.questions_of_session(session_id), start=1):
        asked[question.topic_group_id].append(QuestionNode(number, question, answers[question.id]))
        turns[question.kind] += 1
    nodes = [node for under in pledges.values() for node in under]
    return SessionTree(
        groups=[GroupNode(group, asked[group.id]) for group in sittings.topic_groups(session_id)],
        turns=turns,
        answers=sum(len(given) for given in answers.values()),
        pledges=len(nodes),
        unclear=sum(1 for node in nodes if node.gaps),
    )
