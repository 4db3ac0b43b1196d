"""Number words of English and French, folded."""


def numbered(*words: str, start: int = 1) -> dict[str, int]:
    """Return the number of each word: of `one un`, `two deux` those of four words, the first two being `start`."""
    return {word: number for number, same in enumerate(words, start) for word in same.split()}


_UNITS = numbered(
    "one un une",
    "two deux",
    "three trois",
    "four quatre",
    "five cinq",
    "six",
    "seven sept",
    "eight huit",
    "nine neuf",
    "ten dix",
    "eleven onze",
    "twelve douze",
    "thirteen treize",
    "fourteen quatorze",
    "fifteen quinze",
    "sixteen seize",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty vingt vingts",
)
_TENS = {
    "thirty": 30, "trente": 30, "forty": 40, "fourty": 40, "quarante": 40, "fifty": 50, "cinquante": 50, "sixty": 60,
    "soixante": 60, "seventy": 70, "septante": 70, "eighty": 80, "ninety": 90, "nonante": 90,
}  # fmt: skip
MULTIPLIERS = {"hundred": 100, "cent": 100, "cents": 100, "thousand": 1000, "mille": 1000}
NUMBER_WORDS = _UNITS | _TENS | MULTIPLIERS
ROUND_NUMBERS = {
    "dozen": 12, "score": 20, "huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20,
    "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
