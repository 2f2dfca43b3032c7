"""What a person answers to a question about what counts, recorded as an event."""

from warehouse_contents import connect


def answer(rule_code: str, event: str) -> None:
    """Record an answer (confirmed, rejected, revoked) to the only question that was asked with a finding's code."""
    with connect() as connection:
        asked = connection.execute(
            "select question_code from core.counting_decision"
            " inner join core.dim_counting_question using (question_kind) where rule_code = %s and event = 'asked'",
            (rule_code,),
        ).fetchall()
        [(code,)] = asked
        connection.execute(
            "insert into core.counting_decision (question_code, event, actor_name, recorded_through)"
            " values (%s, %s, '李强', 'test')",
            (code, event),
        )
