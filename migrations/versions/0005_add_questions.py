"""add_questions"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_group_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "question",
                "follow_up",
                "debate",
                "written",
                name="question_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("topic", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "written_reason",
            sa.Enum(
                "outside_topics",
                "needs_verification",
                "not_reached",
                name="written_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'follow_up' OR parent_id IS NOT NULL",
            name=op.f("ck_questions_follow_up_names_its_question"),
        ),
        sa.CheckConstraint(
            "written_reason IS NULL OR kind = 'written'", name=op.f("ck_questions_reason_only_for_written")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_questions_council_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["questions.id"], name=op.f("fk_questions_parent_id")),
        sa.ForeignKeyConstraint(
            ["topic_group_id"], ["topic_groups.id"], name=op.f("fk_questions_topic_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_topic_group_id"), ["topic_group_id"], unique=False)

    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column(
            "capacity",
            sa.Enum(
                "questioned",
                "co_answering",
                "invited",
                name="capacity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("objective_causes", sa.Text(), nullable=False),
        sa.Column("subjective_causes", sa.Text(), nullable=False),
        sa.Column("responsibility_accepted", sa.Boolean(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR office_id IS NOT NULL", name=op.f("ck_answers_someone_answered")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_answers_council_id")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_answers_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_answers_person_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_answers_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answers_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answers_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answers_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answers_question_id"), ["question_id"], unique=False)

    op.create_table(
        "question_askers",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_question_askers_council_id")),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegates.id"], name=op.f("fk_question_askers_delegate_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_question_askers_question_id")
        ),
        sa.PrimaryKeyConstraint("question_id", "delegate_id", name=op.f("pk_question_askers")),
    )
    with op.batch_alter_table("question_askers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_askers_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_question_askers_delegate_id"), ["delegate_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("question_askers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_askers_delegate_id"))
        batch_op.drop_index(batch_op.f("ix_question_askers_council_id"))

    op.drop_table("question_askers")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answers_question_id"))
        batch_op.drop_index(batch_op.f("ix_answers_person_id"))
        batch_op.drop_index(batch_op.f("ix_answers_office_id"))
        batch_op.drop_index(batch_op.f("ix_answers_council_id"))

    op.drop_table("answers")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_topic_group_id"))
        batch_op.drop_index(batch_op.f("ix_questions_council_id"))

    op.drop_table("questions")
