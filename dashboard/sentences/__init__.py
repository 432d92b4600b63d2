"""Generated sentences that wall, desk, cards and briefings share: answers and a view in, two short sentences out."""

from dashboard.sentences.cards import Side, change, district, topic
from dashboard.sentences.places import where
from dashboard.sentences.scenes import above_usual, how_many, overall, stands_out, topics_now
from dashboard.sentences.service import answers, today
from dashboard.sentences.standing import above, of_district, of_topic

__all__ = [
    "overall",
    "how_many",
    "stands_out",
    "above_usual",
    "topics_now",
    "answers",
    "today",
    "district",
    "topic",
    "change",
    "Side",
    "above",
    "of_district",
    "of_topic",
    "where",
]
