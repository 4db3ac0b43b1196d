"""The words of a query, cut alike for both twins, so that nothing a user types is read as a query language."""

import re
import unicodedata

LONGEST_QUERY = 10_000  # accents of a longer one would take time with the square of its length to sort
MOST_WORDS = 64  # SQLite joins at most 256 words, Elasticsearch 1,024 clauses; a pasted text is cut to its first words

# Articles, pronouns and prepositions, after Lucene's English and French lists, accents folded. Left out on purpose:
# French "est", which is also "east" and part of many place names. Single letters are elisions (l'eau, d'or, women's).
ENGLISH = """a an and are as at be but by for if in into is it of on or such that the their then there these they this
to was will with"""
FRENCH = """au aux avec ce ces dans de des du elle en et eux il ils je la le les leur lui ma mais me mes ne nos notre
nous ou par pas pour que qui sa se ses sont sur ta te tes tu un une vos votre vous"""
ELISIONS = "c d j l m n qu s t y"
STOP_WORDS = frozenset((ENGLISH + " " + FRENCH + " " + ELISIONS).split())


def query_words(text: str) -> list[str]:
    """Return the distinct words of `text` to look for, folded, in their order; stop words say nothing."""
    words = dict.fromkeys(re.findall(r"[^\W_]+", fold(text[:LONGEST_QUERY])))
    return [word for word in words if word not in STOP_WORDS][:MOST_WORDS]


def fold(text: str) -> str:
    """Return `text` in lower case without accents."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if not "\u0300" <= letter <= "\u036f")
