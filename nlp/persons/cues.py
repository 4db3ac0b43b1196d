"""What stands before and behind a name, as patterns over folded text: each says person, place or body."""

import re

from nlp.persons.words import BELONGING, BODY_PARTS, KIN, SAYING, TITLES, TRADES
from nlp.places.words import TYPE_WORDS


def _any(words: frozenset[str] | str) -> str:
    """Return a pattern of words, or of phrases that `|` parts."""
    phrases = re.sub(r"\s*\|\s*", "|", words.strip()) if isinstance(words, str) else "|".join(sorted(words))
    return f"(?:{phrases})"


_OPEN = r"\s*[\"“«'‘(\[]?\s*$"
_MARK = r"(?:\s\([a-z]{1,10}\.?\))?\s*[,:=]?"
_OWN = r"(?:my|his|her|their|our|your|the|a|an|one|mon|ma|mes|ton|ta|son|sa|leur|notre|votre|le|la|un|une|l['’])"
_TRADE = _any(TITLES | TRADES | KIN)
_TYPES = _any(frozenset(TYPE_WORDS) | {"lieu-dit", "axe", "axis", "avenue", "rue", "street", "road", "bridge"})

TITLED = re.compile(
    rf"(?<![\w-])(?:{_any(frozenset(word for word in TITLES if len(word) < 5))}\.|{_TRADE}){_MARK}{_OPEN}"
)
ROLE_OF = re.compile(rf"(?<![\w-]){_any(TITLES | TRADES - KIN)}\s(?:of|de|du|d['’])\s?(?:the\s|la\s|l['’])?$")
KIN_OF = re.compile(
    rf"(?<![\w-])(?:{_any(KIN | BELONGING)}|infant|enfant)(?:\s\(?[a-z]+\)?)?"
    rf"\s(?:of|to|de|d['’]|du|d)\s?(?:feu\s|late\s)?{_OPEN}"
)
NAMED = re.compile(
    r"(?<!\w)"
    + _any(
        r"""named | called | nommee? | denommee? | surnommee? | prenommee? | appelee? | alias | a\.?k\.?a\.? |
        nickname | surname | known (?:only )?as | answers to | goes by | my name is | name is | names are |
        name(?: given)?(?: as| on (?:the )?card)? | (?:this|it) is | its | it['’]s | i['’]m | i am | im |
        me is | here is | je suis | moi c['’]?est | c['’]est | cest | ici c['’]?(?:est)? | moi |
        [mst]['’]appell?ent? | [mst]['’]appeler | au nom de | du nom de | le nom de | nom de | prenom de |
        repond(?:ant)? au (?:nom|prenom) de | gave (?:the |his |her )?name(?: as)? |
        (?:as|comme)(?: being| etant)? | dite? | dits | signed | signee? | (?:himself|herself|themselves) as |
        (?:they|we|people) call (?:him|her) | (?:a|one) certain | un(?:e)? certaine? | certain |
        que (?:tous|la population|les gens) appelle(?:nt)? | on l['’]appelle | vrai nom | real name |
        true name | de son (?:vrai )?nom | for | pour | de la part de | a l['’]attention de | attn | c/o |
        ^\s*from | belongs to | appartient a | appartenant a | dear | chere? | hello | hi | bonjour | bonsoir |
        allo | merci a | thanks to | thank you | remerciements a | according to | selon | d['’]apres |
        in the words of | words of | rdv"""
    )
    + rf"\s?[:=,]?{_OPEN}"
)
SURELY_NAMED = re.compile(
    r"(?<!\w)"
    + _any(
        r"""named | called | nommee? | denommee? | surnommee? | prenommee? | alias | a\.?k\.?a\.? |
        known (?:only )?as | my name is | the name is | (?:gave|on card) name(?: as)? |
        gave (?:the |his |her )?name(?: as)? | name on card | name(?: given)? as | moi c['’]est |
        (?:je m|tu t|s|elle s|il s)['’]appelle(?:r)? | (?:a|un) certain | caller gave name as | informant |
        informateur | source | (?:they|we|people) call | call (?:him|her) | remerciements a | merci a |
        thanks to | que la population appelle | population appelle | dite? | que les gens appellent |
        vrai nom | real name | je suis | i['’]m | i am | this is | au nom de | prenom de | porte le nom de |
        dear | according to | d['’]apres | selon | in the words of | signed | signee?"""
    )
    + rf"\s?[:=,]?{_OPEN}"
)
MET = re.compile(
    r"(?<!\w)"
    + _any(
        r"""with | by | par | avec | met | saw | seen | spoke (?:to|with) | told | asked | thanked | beat |
        killed | shot | arrested | detained | abducted | took | kidnapped | raped | hit | contact(?:ed)? |
        call(?:ed)? | phone(?:d)? | reach(?:ed)? | vu | vue | rencontre | contacte | tue | emmene | enleve |
        arrete | viole | frappe | appele | joint | interroge | entendu | libere | relache | floutez | chez |
        que | qu['’] | et | and | & | writes? to | ecrire a | ecrivez a | ecrit a | answer to | donne a |
        dit a | thank | present | presence(?: of| de)? | by its | by her | by his"""
    )
    + rf"\s?:?{_OPEN}"
)
LABEL = re.compile(rf"(?<![\w-]){_TRADE}[^.;:=?!\n]{{0,45}}\s?[:=]\s?(?:mr\.?\s|mme\s|m\.\s)?{_OPEN}")
AT_PLACE = re.compile(
    r"(?<!\w)"
    + _any(
        r"""at | in | near | around | towards? | via | outside | inside | between | beyond | behind | through |
        across | off | into | onto | along | past | opposite | en | vers | dans | entre | depuis |
        jusqu['’]a(?:u|ux)? | pres d[eu] | pres d['’] | loin d[eu] | autour d[eu] | proche d[eu] | devant |
        derriere | direction(?: de)? | sur l['’]axe | l['’]axe | axis | axe | route de | road to | left |
        reached | entered | crossed | passed | visited | attacked | burned | burnt | raided | looted |
        approached | quitter? | quittee? | atteint | rejoint | rejoindre | traverse | passent | gagne |
        attaque | pille | brule | venant de | arrives? a | arrivee? a | patrol(?:led)? to | going to |
        went to | fled to | moved to | walking (?:there )?from | coming from | people from |
        those (?:of|from) | people of | gens de | ceux de | celles? de | habitants de | jeunes de | femmes de |
        populations? de | deplaces de | women of | men of | girls of | girls from | women from | elders of |
        base de | base at | situee? a | lieu-dit | aux environs de | environs de | north of | south of |
        east of | west of | km (?:n|s|e|w) of | nord de | sud de | est de | ouest de | km de | metres de |
        stuck at | pass(?:ing)? by | (?:the )?one from | (?:am|is|are|was|comes?|came) from |
        (?:viens|vient|viennent) de | (?:suis|est|sont) de"""
    )
    + r"\s(?:the\s|la\s|le\s|l['’])?\s*[\"“«]?\s*$"
)
OF_PLACE = re.compile(r"(?<!\w)(?:from|of|de|d['’])\s?(?:la\s|le\s|l['’])?\s*[\"“«]?\s*$|(?:^|[.!?]\s)a\s$")
TO_PLACE = re.compile(r"(?<!\w)(?:to|a|on|sur)\s?(?:la\s|le\s|l['’])?\s*[\"“«]?\s*$")
KIND_OF = re.compile(rf"(?<![\w-]){_TYPES}\s(?:(?:of|de|du|des|d['’]|de la|de l['’])\s?)?[\"“«]?\s*$")
KIND_BEHIND = re.compile(
    rf"\s(?:{_TYPES}|town|side|bank|area|axis|team|transit|north|south|hills?|valley|junction|crossroads|roundabout)(?!\w)"
)
RANGE = re.compile(r"\s?[–—]\s?[^\W\d_]")
RANGE_BEFORE = re.compile(r"[^\W\d_]\s?[–—]\s?$")
ARTICLE = re.compile(
    r"(?<!\w)(?:the|les|des|aux|du|au|ces|those|these|some|l['’]|le|la|un|une|a|an|this|that|ce|cet|cette|each|every|chaque|our|their|his|her|notre|leurs?)\s?[\"“«]?\s*$"
)
BODY_BEFORE = re.compile(
    r"(?<!\w)"
    + _any(
        r"""militia | milices? | tribe | tribus? | clans? | ethnie | ethnic | groupe?s? | fighters | combattants |
        elements | rebels | rebelles | soldiers | soldats | militiamen | miliciens | men | hommes | women |
        femmes | girls | filles | people | populations? | communaute | communities | community | notables |
        elders | speak | speaks | parle | parlent | parlait | langue | language | kelewa | like | forces? |
        phone | telephone | ship | boat | bateau | brand | marque | toyota | moto | motorcycle | pickup |
        pick-up | white | blue | green | dark | black | red | blanc | blanche | verte? | bleue? | noire? |
        rouge | who is | who are | called the | bars? | hotel | restaurant | radio | shop | boutique | club |
        injectable | hors"""
    )
    + r"\s?[(\"“«]?\s*$"
)
BODY_BEHIND = re.compile(
    r"\s(?:community|communities|fighters?|militias?|tribes?|men|women|people|elements|rebels?|youths?|clans?|herders?|"
    r"language|gunmen|soldiers?|traders|families|girls?|phones?|motorcycles?|motorbikes?|pickups?|vehicles?|hilux|blanc(?:he)?|"
    r"carry|carried|came|counted|published|suspend|a (?:remis|fourni|publie|retenu))(?!\w)"
)
AGE_BEHIND = re.compile(
    r"\s?(?:,\s?|\()\s?(?:aged\s|agee?s?\sde\s)?\d{1,2}\s?(?:ans|years?(?:\sold)?|yrs?|y\.?o\.?|[fm])?\s?[,):.]"
)
TRADE_BEHIND = re.compile(
    rf"(?:\s?[,(]\s?(?:{_OWN}\s?)?(?:[^\W\d_]+\s){{0,2}}?|\s{_OWN}\s?)(?:[^\W\d_]+-)?{_any(TRADES | KIN)}(?!\w)"
)
SAID_BEHIND = re.compile(
    r"\"?”?(?:\s?,[^,.;]{2,40},)?\s"
    rf"(?:(?:a|ont|has|had|was|is|nous|me|m['’]a|l['’]a|lui|also|then|still|again|aussi|encore)\s)?{_any(SAYING)}(?!\w)"
)
SELF_BEHIND = re.compile(
    r"\s?,?\s?"
    + _any(
        r"""c['’]?est (?:ma|mon|moi|le|la|notre) | is (?:my|the one|our|here) | est (?:ma|mon|notre) |
        (?:elle|il) (?:est|a)\b | here again | you\b | tu\b | si tu |
        himself | herself | from the | no surname | and (?:his|her|two) |
        et (?:sa|son|ses) |
        (?:was|is|were|has been) (?:seen|taken|abducted|raped|beaten|killed|released|called|discharged) |
        a (?:ete|fui|reconnu|compte|passe|porte) | est (?:restee?|partie?|venue?) |
        (?:discharged|still|repeat|neg|pos)\b | moi\b | dite?\b | alias\b"""
    )
)
OWNS = re.compile(r"['’]s (?!(?:landing|crossing|well|camp|market|corner|farm|bridge|point)\b)[^\W\d_]")
OF_BODY = re.compile(rf"(?<![\w-]){_any(BODY_PARTS)}\s(?:for|of|pour|du|de|des|sans)\s$")
POSSESSED = re.compile(r"['’]s [^\W\d_a-z]")
QUOTED = re.compile(r"[\"“«]\s?$")
UNQUOTED = re.compile(r"\s?[\"”»]")
SHORTENED = re.compile(r"\.\s?[a-zß-öø-ÿ]")
DOSED = re.compile(r"\s\d+(?!\d|\s?(?:ans|years|yrs))")
