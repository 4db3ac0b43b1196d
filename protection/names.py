"""Names of persons that a title or a phrase gives away, without a language model."""

import re
from collections.abc import Callable, Iterator

from protection.spans import Span

IsKnown = Callable[[str], bool]

_CAPITAL = r"[^\W\d_a-zß-öø-ÿœ]"
_SPACE = r"[ \t\u00a0\u202f]"
_PARTICLE = r"(?:de|du|da|dos|di|van|von|der|el|al|bin|ben|ibn|bint|ould|ag|wa)"
_WORD = rf"(?:{_CAPITAL}\.(?={_SPACE}?{_CAPITAL})|{_CAPITAL}\w*(?:['’-]\w+)*)"
_NAME = rf"(?:{_PARTICLE}{_SPACE})?{_WORD}(?:{_SPACE}{{0,2}}(?:{_PARTICLE}{_SPACE})?{_WORD}){{0,4}}"
_FULL_NAME = rf"{_WORD}(?:{_SPACE}{{1,2}}(?:{_PARTICLE}{_SPACE})?{_WORD}){{1,4}}"
_LONGEST_LEAD = 40
_QUOTE = r"[\"'«“‘]?\s?"


def _any_of(words: str) -> str:
    """Return a pattern of the words and phrases that `|` parts, in any case."""
    words = re.sub(r"\s+", " ", words)
    return "(?i:" + "|".join(word.strip() for word in words.split("|")) + ")"


_SHORT_TITLES = _any_of(
    r"""mr | mrs | ms | mme | mmes | mlle | mlles | dr | drs | prof | rev | sgt | cpl | capt | cne | cdt | cdr | lt |
    maj | col | gen | gal | brig | adj | pte | hon"""
)
_TITLES = _any_of(
    r"""miss | mister | madam | monsieur | madame | mademoiselle | messieurs | mesdames | doctor | docteure? | professor
    | professeure? | reverend | révérend | pastor | pasteur | father | père | sister | s(?:œ|oe)ur | brother | frère
    | abbé | imam | sheikh | cheikh | hajj?i | el hadj | maître | chief | chefs? | cheffe | sultan | sergeant |
    sergent | corporal | caporal | captain | capitaine | lieutenant | major | colonel | g[eé]n[eé]ral | brigadier |
    commander | commandant | adjudant | warlord | nurse | infirmi[eè]re? | midwife | sage-femme | judge | juge |
    mayor | maire | governor | gouverneur | préfet | minister | ministre | pr[eé]sident | mama | maman | papa | mzee
    | bwana | bibi | focal point | point focal | chef de (?:village|localité|quartier|groupement|secteur|bloc|base)"""
)
_PLACES_AND_GROUPS = _any_of(
    r"""village | town | river | camp | site | place | market | hamlet | road | group | militia | operation | ville |
    localité | rivière | lieu | marché | hameau | axe | quartier | groupe | milice | opération | district"""
)
_SAID_TO_BE = _any_of(
    r"""named | nommée?s? | appelée?s? | surnommée?s? | prénommée?s? | dénommée?s? | known as | alias | a\.?k\.?a\.? |
    répondant au nom de | (?:my|his|her) name is | [sm]['’]appelle | au nom de | du nom de | by the name of |
    anaitwa | jina lake ni | (?:man|woman|girl|boy|person|leader|suspect|survivor|victim|lady|guy|soldier|fighter)
    called"""
)
_NAME_FIELDS = _any_of(
    r"""(?:full |family |first |last )?names? | noms?(?: et prénoms?)? | prénoms? | nom complet | name of (?:the
    )?(?:survivor|victim) | nom de la (?:survivante|victime)"""
)
_ROLE_FIELDS = _any_of(
    r"""contacts?(?: person)? | personne de contact | focal point | point focal | survivor | survivante? | victime? |
    witness | témoin | signed | signé | reported by | rapporté par | interviewed by | interrogée? par | enumerator |
    enquêteur | enquêtrice | informant | source"""
)
_RELATIVES = _any_of(
    r"""(?:his|her|my|their)
    (?:husband|wife|son|daughter|mother|father|sister|brother|cousin|uncle|aunt|friend|niece|nephew) |
    (?:son|sa|mon|ma|leur)
    (?:mari|femme|épouse|époux|fils|fille|mère|père|s(?:œ|oe)ur|frère|cousine?|oncle|tante|amie? |nièce|neveu)"""
)
# Words that follow a rank or office in headings ("General Assembly", "Major Attack") and are no names.
_NO_NAMES = re.compile(
    _any_of(
        r"""assembl\w+ | h[oô]pital | hospital | secr\w+ | council | conseil | attacks? | clashes | road | incidents? |
    operations? | health | situation | observations? | assessment | overview | information | justice | medical |
    officer | executive | concerns? | findings | events | de | du | des | le | la | les | the | of | and | et"""
    )
)

_SITES = _any_of(
    r"""avenue | rue | boulevard | place | pont | camp | école | lycée | collège | hôpital | hospital | bridge |
    street | road | market | marché | square | rond-point | stade | stadium | school | clinic | clinique | quartier |
    mission | crossing | junction | landing | park | ferme | farm | bar | river |
    rivière | fleuve | lake | lac | hills? | valley | island"""
)
_PLACE_BEFORE = re.compile(rf"(?<!\w){_SITES}{_SPACE}(?:(?:du|de|de la|of|[«\"“]|chez){_SPACE})?$")
_PLACE_LAST = re.compile(rf"{_SPACE}{_SITES}$")
_TITLE = re.compile(rf"(?<![\w.])(?:(?:M|MM|Me|Pr)\.?|{_SHORT_TITLES}\.?|{_TITLES}){_SPACE}{{1,2}}(?P<name>{_NAME})")
_NAMED = re.compile(rf"(?P<thing>\b{_PLACES_AND_GROUPS}\s)?(?<!\w){_SAID_TO_BE}\s?:?\s{_QUOTE}(?P<name>{_NAME})")
_NAME_FIELD = re.compile(rf"(?<!\w){_NAME_FIELDS}\s?[:=]\s?(?P<name>{_NAME})")
_ROLE_FIELD = re.compile(rf"(?<!\w){_ROLE_FIELDS}\s?[:=]\s?(?P<name>{_FULL_NAME})")
_RELATIVE = re.compile(rf"(?<!\w){_RELATIVES},?{_SPACE}(?P<name>{_NAME})")
_ARABIC = re.compile(
    r"(?<!\w)(?:السيد|السيدة|الدكتور|الدكتورة|الشيخ|العقيد|النقيب|الرائد|العميد|اسمه|اسمها|تدعى|يدعى)\s(?P<name>\w+(?:\s\w+)?)"
)


def find_names(text: str, is_known: IsKnown) -> Iterator[Span]:
    """Yield names behind a phrase such as `named`, a field such as `Nom :`, or a relative.

    Names that `is_known` (of listed groups and places) are passed over.
    """
    for pattern in (_NAMED, _NAME_FIELD, _ROLE_FIELD, _RELATIVE, _ARABIC):
        for match in pattern.finditer(text):
            if not match.groupdict().get("thing") and not is_known(match["name"]):
                yield Span(*match.span("name"), "name")


def find_titled(text: str, is_listed: IsKnown) -> Iterator[Span]:
    """Yield names behind a title, but a listed group's; a title gives a person away who is called like a village."""
    for match in _TITLE.finditer(text):
        place = _PLACE_BEFORE.search(text, max(0, match.start() - _LONGEST_LEAD), match.start()) or _PLACE_LAST.search(
            match["name"]
        )
        if not place and not _NO_NAMES.fullmatch(match["name"].split()[0]) and not is_listed(match["name"]):
            yield Span(*match.span("name"), "name")
