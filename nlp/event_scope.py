"""How far a place or a time that a text names reaches: its piece of a sentence, its line, the lines under a heading.

A situation report names thirty places in as many lines, or several in one sentence; each sign belongs to its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from nlp.dates.find import FoundDate, counts_from_before, find_dates
from nlp.dates.hours import FoundHour, find_hours
from nlp.dates.spans import DateSpan
from nlp.event_time import EventTime, at_hour, report_time, told_time
from nlp.headings import Heading, read_headings
from nlp.pieces import Piece, cut_sentence, goes_on, lead_place
from nlp.reading import Reading, Sentence
from schemas.annotation import IndicatorHit, PlaceMention
from schemas.report import Report

_SENTENCES_BACK = 3
_LONGEST_RUN = 30
_ITEM = re.compile(r"\s*(?:[-*•–—‣▪+]\s|\(?\d{1,2}\s?[.)]|\(?[A-Za-z][.)]\s|\d{1,2}\s?[a-z][.)]\s)")


class Scope:
    """The lines, headings, sentences and pieces of one report, with the places and times in each."""

    def __init__(self, report: Report, reading: Reading, mentions: Sequence[PlaceMention]) -> None:
        self.text = report.text
        self.sentences: Sequence[Sentence] = reading.sentences
        self._report, self._reading, self._told = report, reading, report_time(report)
        self._mentions = sorted((each for each in mentions if each.latitude is not None), key=lambda each: each.start)
        self._starts = [each.start for each in self._mentions]
        self._hits = sorted(hit.start for hit in reading.hits)
        self._line_ends = [match.start() for match in re.finditer("\n", report.text)]
        self._headings = read_headings(report.text, self._mentions, self._hits, self._told.last.date())
        self._heading_starts = [each.start for each in self._headings]
        self._dates: dict[int, list[FoundDate]] = {}
        self._pieces: dict[int, list[Piece]] = {}

    def mentions_in(self, span: Sentence | Piece) -> list[PlaceMention]:
        """Return the placed mentions within a sentence or piece."""
        return self._mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def has_hits(self, piece: Piece) -> bool:
        """Tell whether a sign stands in a piece."""
        return bisect_left(self._hits, piece.start) != bisect_left(self._hits, piece.end)

    def heading_at(self, position: int) -> Heading:
        """Return what the headings above a position say."""
        return self._headings[bisect_right(self._heading_starts, position) - 1]

    def lead_of(self, sentence: int) -> PlaceMention | None:
        """Return the place that a sentence begins with as a label, or that its row of a table has."""
        start, end = self.sentences[sentence]
        return lead_place(self.text, start, end, self.mentions_in(self.sentences[sentence]))

    def pieces_of(self, sentence: int) -> list[Piece]:
        """Return the pieces of a sentence."""
        if sentence not in self._pieces:
            start, end = self.sentences[sentence]
            mentions = self.mentions_in(self.sentences[sentence])
            self._pieces[sentence] = cut_sentence(self.text, start, end, mentions, self.dates_of(sentence))
        return self._pieces[sentence]

    def piece_of(self, hit: IndicatorHit, sentence: int) -> Piece:
        """Return the piece that a sign stands in."""
        pieces = self.pieces_of(sentence)
        return next((piece for piece in pieces if piece.start <= hit.start < piece.end), pieces[0])

    def pieces_going_on(self, sentence: int, piece: Piece) -> Iterator[Piece]:
        """Yield the pieces after one that go on with its sign elsewhere: `taken in Alpha, two in Bravo`."""
        pieces = self.pieces_of(sentence)
        for following in pieces[pieces.index(piece) + 1 :]:
            mentions, dates = self.mentions_in(following), self.dates_in(sentence, following)
            taken = [(each.start, each.end) for each in mentions] + [(each.position, each.end) for each in dates]
            if self.has_hits(following) or not taken or not goes_on(self.text, following, taken):
                return
            yield following

    def dates_in(self, sentence: int, piece: Piece) -> list[FoundDate]:
        """Return the times named within a piece."""
        return [each for each in self.dates_of(sentence) if piece.start <= each.position < piece.end]

    def dates_of(self, sentence: int) -> list[FoundDate]:
        """Return the times that a sentence names, with positions in the text."""
        first = sentence
        while first > max(0, sentence - _LONGEST_RUN) and first not in self._dates and self._counts_from_before(first):
            first -= 1
        for each in range(first, sentence + 1):
            if each not in self._dates:
                self._dates[each] = self._read_dates(each)
        return self._dates[sentence]

    def _counts_from_before(self, sentence: int) -> bool:
        start, end = self.sentences[sentence]
        return counts_from_before(self.text[start:end])

    def _read_dates(self, sentence: int) -> list[FoundDate]:
        start, end = self.sentences[sentence]
        before = (self._dates.get(each) for each in range(sentence - 1, sentence - 1 - _SENTENCES_BACK, -1))
        last = next((found[-1] for found in before if found), None)
        anchor = DateSpan(last.first, last.last, last.precision) if last else None
        heading = self.heading_at(start).date
        one_day = heading is not None and heading.first == heading.last
        reference = heading.last if heading is not None and one_day else self._told.last.date()
        found = find_dates(self.text[start:end], reference, anchor)
        return [each._replace(position=start + each.position, end=start + each.end) for each in found]

    def sentences_before(self, sentence: int) -> tuple[list[int], list[int]]:
        """Return the sentences before one in its section, nearest first: those of its own paragraph, then others.

        An item of a list goes on with nothing but what stands in its own line.
        """
        start = self.sentences[sentence].start
        back = range(sentence - 1, max(-1, sentence - 1 - _SENTENCES_BACK), -1)
        section = section_of(self._report, start)
        under = self.heading_at(start).start
        inside = [
            each for each in back
            if self.sentences[each].start >= under and section_of(self._report, self.sentences[each].start) == section
        ]  # fmt: skip
        line = self._line_start(start)
        if _ITEM.match(self.text, line):
            return [each for each in inside if self.sentences[each].start >= line], []
        near = [each for each in inside if "\n\n" not in self.text[self.sentences[each].start : start]]
        return near, [each for each in inside if each not in near]

    def _line_start(self, position: int) -> int:
        index = bisect_left(self._line_ends, position)
        return self._line_ends[index - 1] + 1 if index else 0

    def time_of(self, sentence: int, piece: Piece, position: int) -> EventTime:
        """Return when the sign at `position` was: the time of its piece, sentence or line, else the report's own."""
        return at_hour(self._day_of(sentence, piece, position), self._hours(piece), position)

    def _hours(self, piece: Piece) -> list[FoundHour]:
        found = find_hours(self.text[piece.start : piece.end])
        return [each._replace(position=piece.start + each.position) for each in found]

    def _day_of(self, sentence: int, piece: Piece, position: int) -> EventTime:
        if found := self._own_dates(sentence, piece):
            return told_time(min(found, key=lambda each: abs(each.position - position)))
        for each in self.sentences_before(sentence)[0]:
            if found := [day for day in self.dates_of(each) if day.precision != "year"]:
                return told_time(min(found, key=lambda day: abs(day.position - position)))
        heading = self.heading_at(self.sentences[sentence].start).date
        return told_time(heading) if heading else self._told

    def _own_dates(self, sentence: int, piece: Piece) -> list[FoundDate]:
        """Return the times of a piece, else of the nearest piece before it, else of the nearest after it."""
        pieces = self.pieces_of(sentence)
        index = pieces.index(piece) if piece in pieces else 0
        order: Iterable[Piece] = (*pieces[index::-1], *pieces[index + 1 :])
        return next((found for each in order if (found := self.dates_in(sentence, each))), [])


def section_of(report: Report, position: int) -> str:
    """Return the name of the section that holds `position`, empty for none."""
    return next((section.name for section in report.sections if section.start <= position < section.end), "")
