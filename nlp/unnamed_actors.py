"""Groups without a name, by their description: `six men in mixed uniform`, `hommes armés non identifiés`."""

import re
from collections.abc import Iterator, Sequence

from nlp.folding import Word, word_set

_PLAIN = word_set(
    "men man people persons person individuals individual elements fighters fighter youths youth members riders women "
    "woman group groups gang gangs guys "
    "hommes homme individus individu personnes personne gens elements element combattants jeunes femme femmes groupe "
    "groupes bande bandes"
)
_TELLING = word_set(
    "strangers stranger gunmen gunman assailants assailant attackers attacker kidnappers abductors captors bandits "
    "militiamen militiaman rebels raiders jihadists insurgents looters marauders mercenaries horsemen soldiers soldier "
    "inconnus inconnu inconnues assaillants assaillant ravisseurs miliciens rebelles djihadistes jihadistes insurges "
    "pillards zaraguinas braqueurs mercenaires cavaliers militaires militaire soldats soldat"
)
_BEFORE = word_set(
    "unknown unidentified unfamiliar suspicious strange masked hooded obscure armed uniformed bearded foreign "
    "suspected presumed alleged unpaid rebel militia camouflaged turbaned mounted presumes presumees presume inconnus"
)
_BESIDE = word_set("heavily lightly well young other some non more lourdement jeunes")
_LOOKS = re.compile(
    r" (?:(?:non )?(?:autrement )?(?:identifiee?s?|inconnue?s?|suspecte?s?|armee?s?|cagoulee?s?|masquee?s?|"
    r"enturbannee?s?|barbus?|etrangere?s?|inhabituels?)"
    r"|lourdement armee?s?|unknown|masked|armed"
    r"|(?:in|wearing|dressed in) (?:\w+ ){0,3}?(?:uniforms?|fatigues|camouflage|black|plain clothes|civilian clothes|"
    r"turbans?|masks|balaclavas|combat dress|boots)(?: clothes| clothing)?"
    r"|on (?:\w+ ){0,1}?(?:motorbikes?|motorcycles?|horseback|horses|camels|pick ups?|pickups?)"
    r"|(?:armed with|with|w|carrying|holding) (?:\w+ ){0,2}?(?:guns?|weapons?|rifles?|machetes?|kalashnikovs?|aks?|"
    r"ak 47s?|"
    r"bows|knives|sticks|spears|arms)"
    r"|(?:speaking|who speak|who spoke|that speak) "
    r"(?:an? (?:foreign|unknown|strange|different) (?:language|dialect)|\w+)"
    r"|of unknown (?:origin|allegiance|affiliation|identity)"
    r"|(?:en|vetus de|vetus en|portant (?:des?|un|une)) (?:\w+ ){0,2}?(?:tenues?|uniformes?|treillis|civil|turbans?|"
    r"boubous?|armes?)(?: (?:mixtes?|militaires?|noire?s?|vert(?:e|s|es)?|civiles?|de combat|disparates?|kaki))*"
    r"|a (?:bord de )?(?:motos?|cheval|chevaux|dos de chameaux?|pick ups?)"
    r"|(?:munis|munies|porteurs|armes|equipes|avec) (?:de |d |des )(?:\w+ ){0,1}?(?:armes|fusils?|machettes?|"
    r"kalachnikovs?|"
    r"ak|fleches|couteaux|batons|gourdins|lances)"
    r"|(?:parlant|qui parlent|qui parlaient|s exprimant en) (?:le |la |l |un |une )?(?:(?:langue|dialecte) )?\w+"
    r"|d (?:origine|appartenance|identite|allegeance) inconnue|de route)"
)
_ON_FOOT = re.compile(r" (?:on foot|a pied)")
_BREAK = re.compile(r"[.,;:!?()\n|•]")
_REACH = 9


def unnamed_actors(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the first and the following word of each description of a group; numbers are left out of it.

    A word that tells of armed people or strangers stands alone; one for any people needs what they look like.
    """
    following = 0
    for index, word in enumerate(words):
        if index >= following and (word.folded in _PLAIN or word.folded in _TELLING):
            first, told_before = _first_word(text, words, index)
            end, told_after = _end_word(text, words, index)
            if word.folded in _TELLING or told_before or told_after:
                following = end
                yield first, end


def _first_word(text: str, words: Sequence[Word], index: int) -> tuple[int, bool]:
    """Return where the description begins, and whether a word before the noun says what they look like."""
    first, told = index, False
    while first > 0 and not _BREAK.search(text, words[first - 1].end, words[first].start):
        before = words[first - 1].folded
        if before not in _BEFORE and before not in _BESIDE:
            break
        told, first = told or before in _BEFORE, first - 1
    while not told and first < index:
        first += 1
    return first, told


def _end_word(text: str, words: Sequence[Word], index: int) -> tuple[int, bool]:
    """Return the word that follows the description, and whether what follows the noun says what they look like."""
    after = _following(text, words, index)
    at, told = 0, False
    while match := _LOOKS.match(after, at):
        if match.end() < len(after) and after[match.end()] != " ":
            break
        at, told = match.end(), True
    if on_foot := _ON_FOOT.match(after, at):
        at = on_foot.end()
    return index + 1 + after.count(" ", 0, at), told


def _following(text: str, words: Sequence[Word], index: int) -> str:
    """Return the folded words after a noun, each with a blank before it, up to the next break."""
    end = index + 1
    while end < min(len(words), index + _REACH) and not _BREAK.search(text, words[end - 1].end, words[end].start):
        end += 1
    return "".join(f" {word.folded}" for word in words[index + 1 : end])
