"""What persons decide, in one model: who, when, about what, why, until when; events are only added.

Waivers of findings, withdrawals of files, and answers to the questions about lineage, departments and what counts.
"""
