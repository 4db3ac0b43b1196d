"""Numbers of people in a sentence, English and French: how many, who, of which sex and age where it is said."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.dates.words import MONTHS, UNIT_DAYS
from nlp.folding import Word, fold_words, word_set
from nlp.numerals import is_number, read_numeral
from nlp.people_words import ATTRIBUTES, BEFALLEN, HELPERS, PEOPLE, PLURALS, People, together
from schemas.annotation import PeopleCount

_BREAK = re.compile(r"[.,;:!?()\n|•]")
_SENTENCE_BREAK = re.compile(r"[.;!?\n|•]")
_OF = word_set("of de d des du the les ces these those our nos leurs their")
_ARTICLES = word_set("a an")
_NOT_BETWEEN = (
    word_set(
        "in at on by to from with without for near and or but who whom that which were was is are has have had be been "
        "dans en a au aux par sur sous avec sans pour pres et ou mais qui que dont ont sont etait etaient est ete "
        "km kms kilometres kilometers metres meters m miles percent hrs h min minutes minute dollars usd francs cfa "
        "xaf times fois ans an old am pm aged agee agees ages houses maisons shops boutiques goats chevres cows vaches "
        "bags sacs trucks vehicles vehicules motorbikes motos huts cases kits tents tentes boats pirogues rounds "
        "villages camps sites attacks attaques cases cas weapons armes"
    )
    | MONTHS.keys()
    | UNIT_DAYS.keys()
    | {f"{unit}s" for unit in UNIT_DAYS}
)
_LONGEST_GAP = 3
_YEARS = word_set("year years yr yrs an ans")
_AGED = word_set("aged age ages agee agees")
_TOLD_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR = word_set("in en since depuis of de annee year") | MONTHS.keys()
_PART = re.compile(
    r"\b(?:including|among (?:them|whom)|of (?:them|whom)|dont|parmi (?:eux|elles|lesquels|lesquelles)|"
    r"y compris)\b|[:(]",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    r"\s*[,(]?\s*(?P<cue>aged|ages?|[âa]g[ée]e?s? (?:de|d['’]environ))?\s*"
    r"(?:of|de|d['’]environ|about|between|entre)?\s*"
    r"(?P<ages>\d{1,2}(?:\s*(?:,|-|–|to|and|et|[àa]|ou|or)\s*\d{1,2}){0,5})\s*(?P<unit>years?|yrs?|ans|y/?o)?\b",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\s*[,(]?\s*(?:(?:aged )?(?:under|below)(?: the age of)?|(?:[âa]g[ée]e?s? )?de moins de)\s*(\d{1,2})\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,2}")
_MINOR_BEFORE = word_set("underage minor mineur mineurs mineures under")
_MINOR_AFTER = word_set("mineurs mineures mineur mineure")


class FoundCount(NamedTuple):
    """A number of people and where in the sentence it stands, in code points."""

    minimum: int
    maximum: int
    who: str
    position: int
    end: int
    people: People
    is_part: bool


class _Noun(NamedTuple):
    """The words for the people counted: the first and last of them, and what they say."""

    first: int
    last: int
    people: People


def find_counts(sentence: str) -> list[FoundCount]:
    """Return the numbers of people in `sentence`; ages, hours, distances and goods count nobody."""
    words = fold_words(sentence)
    folded = [word.folded for word in words]
    found: list[FoundCount] = []
    index = 0
    while index < len(words):
        count, index = _count_at(sentence, words, folded, index)
        if count is not None:
            found.append(count._replace(is_part=_is_part(sentence, found, count)))
    return found


def _count_at(sentence: str, words: Sequence[Word], folded: list[str], index: int) -> tuple[FoundCount | None, int]:
    """Return the count that begins at a word, if one does, and the word to go on from."""
    if folded[index] in _ARTICLES and (not is_number(_at(folded, index + 1)) or _age_phrase(folded, index + 1)):
        minimum, maximum, following = 1, 1, index + 1
    elif is_number(folded[index]) and not _counts_no_people(folded, index):
        read = read_numeral(folded, index)
        if read is None:
            return None, index + 1
        minimum, maximum, following = read
    else:
        return None, index + 1
    noun = _noun(sentence, words, folded, following, is_one=folded[index] in _ARTICLES)
    if noun is None:
        return None, following
    maximum = 2 * maximum if sentence[words[index].end : words[index].end + 1] == "+" else maximum
    start, end = words[noun.first].start, words[noun.last].end
    people = _with_age(noun.people, sentence, end, folded[following : noun.last + 2])
    return FoundCount(minimum, maximum, sentence[start:end], words[index].start, end, people, False), noun.last + 1


def people_counts(found: Sequence[FoundCount], *, what: str) -> Iterator[PeopleCount]:
    """Yield the counts as `PeopleCount`, with the words of the act or sign that they belong to."""
    for each in found:
        yield PeopleCount(
            minimum=each.minimum, maximum=each.maximum, who=each.who, what=what, is_part=each.is_part,
            **each.people._asdict(),
        )  # fmt: skip


def _counts_no_people(folded: list[str], index: int) -> bool:
    """Tell an age, a year or an hour from a number of people."""
    word, before, after = folded[index], _at(folded, index - 1), _at(folded, index + 1)
    if (
        after in _YEARS
        or before in _AGED
        or (before in ("de", "a", "entre", "between") and _at(folded, index - 2) in _AGED)
    ):
        return True
    is_year = _TOLD_YEAR.fullmatch(word) is not None and before in _BEFORE_YEAR
    is_hour = len(word) == 4 and word.isdigit() and before == "at"
    return is_year or is_hour or (word == "one" and before in ("no", "any", "every", "some", "each"))


def _noun(sentence: str, words: Sequence[Word], folded: list[str], start: int, *, is_one: bool) -> _Noun | None:
    """Return the words that a number counts: people, or what befell them (`5 abducted`)."""
    index = start
    while _at(folded, index) in _OF or _age_phrase(folded, index):
        index += _age_phrase(folded, index) or 1
    if _at(folded, index) == "them" or (_at(folded, index) == "entre" and _at(folded, index + 1) in ("eux", "elles")):
        return _Noun(start, index + (folded[index] == "entre"), People())
    first = index
    for last in range(first, min(first + _LONGEST_GAP, len(folded))):
        if _BREAK.search(sentence, words[last - 1].end, words[last].start):
            break
        if folded[last] in PEOPLE and not (is_one and _is_plural(folded[last])):
            return _joined(sentence, words, folded, first, last)
        if folded[last] in _NOT_BETWEEN or is_number(folded[last]):
            break
    return None if is_one else _befallen(folded, first)


def _joined(sentence: str, words: Sequence[Word], folded: list[str], first: int, last: int) -> _Noun:
    """Return the people counted; `women and girls` are counted together."""
    people = PEOPLE[folded[last]]
    if folded[last] in ATTRIBUTES and _at(folded, last + 1) in PEOPLE:
        last, oldest = last + 1, people.oldest
        people = PEOPLE[folded[last]]._replace(oldest=oldest)
    other = last + (3 if _at(folded, last + 2) in ("d", "de", "des") else 2)  # une quinzaine de femmes et d'enfants
    joins = _at(folded, last + 1) in ("and", "et") and _at(folded, other) in PEOPLE
    if joins and not _BREAK.search(sentence, words[last].end, words[other].start):
        return _Noun(first, other, together(people, PEOPLE[folded[other]]))
    return _Noun(first, last, people)


def _is_plural(word: str) -> bool:
    return word in PLURALS or (word.endswith("s") and word != "fils")


def _befallen(folded: list[str], start: int) -> _Noun | None:
    index = start
    while _at(folded, index) in HELPERS and index - start < _LONGEST_GAP:
        index += 1
    return _Noun(start, index, People()) if _at(folded, index) in BEFALLEN else None


def _age_phrase(folded: list[str], index: int) -> int:
    """Return how many words say an age before the noun: `14 year old`."""
    if _at(folded, index).isdigit() and _at(folded, index + 1) in _YEARS:
        return 3 if _at(folded, index + 2) in ("old", "olds") else 0
    return 0


def _with_age(people: People, sentence: str, end: int, around: Sequence[str]) -> People:
    """Return `people` with the ages that stand beside the word: `14-year-old`, `aged 12-14`, `de moins de 15 ans`."""
    if "year" in around and around[max(0, around.index("year") - 1)].isdigit():
        age = int(around[around.index("year") - 1])
        return people._replace(youngest=age, oldest=age)
    if under := _UNDER.match(sentence, end):
        return people._replace(youngest=None, oldest=int(under[1]) - 1)
    told = _AGE_AFTER.match(sentence, end)
    if told and (told["cue"] or told["unit"]):
        ages = [int(each) for each in _NUMBER.findall(told["ages"])]
        return people._replace(youngest=min(ages), oldest=max(ages))
    is_minor = people.oldest is None and (_MINOR_AFTER.intersection(around[-1:]) or _MINOR_BEFORE.intersection(around))
    return people._replace(youngest=None, oldest=17) if is_minor else people


def _is_part(sentence: str, before: Sequence[FoundCount], count: FoundCount) -> bool:
    """Tell whether the people were already counted: `7 people, among them 3 girls and 2 boys`."""
    if not before:
        return False
    last = before[-1]
    between = sentence[last.end : count.position]
    if _SENTENCE_BREAK.search(between):
        return False
    is_of_them = count.who.endswith(("them", "eux", "elles"))
    return is_of_them or _PART.search(between) is not None or (last.is_part and ")" not in between)


def _at(folded: Sequence[str], index: int) -> str:
    return folded[index] if 0 <= index < len(folded) else ""
