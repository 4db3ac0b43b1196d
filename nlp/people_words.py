"""Words for people in English and French, with what each says of sex and age: nothing where it does not say it.

French feminine forms of words for what people do (`commerçantes`) say that women are meant; masculine forms, and words
that have one gender whoever is meant (`personnes`, `victimes`), say nothing.
"""

from typing import NamedTuple

from nlp.folding import word_set
from schemas.annotation import CountedUnit
from schemas.report import Sex


class People(NamedTuple):
    """What a word says of the people it means."""

    sex: Sex | None = None
    youngest: int | None = None
    oldest: int | None = None
    unit: CountedUnit = "person"


_WORDS: tuple[tuple[People, str], ...] = (
    (People("F", youngest=18), "women woman femmes femme ladies lady grandmothers grand-mere"),
    (
        People("F"),
        "mothers mother meres mere wives wife epouses epouse widows widow veuves veuve females sisters sister soeurs "
        "soeur daughters survivantes cultivatrices commercantes vendeuses rescapees deplacees refugiees etudiantes "
        "lyceennes habitantes villageoises enseignantes infirmieres paysannes travailleuses voyageuses retournees "
        "maraicheres",
    ),
    (
        People("F", oldest=17),
        "girls girl filles fille fillettes fillette schoolgirls schoolgirl ecolieres mineures mineure adolescentes",
    ),
    (People("M", youngest=18), "men man hommes homme husbands maris"),
    (People("M"), "males brothers fathers peres freres fishermen"),
    (People("M", oldest=17), "boys boy garcons garcon schoolboys schoolboy garconnets"),
    (
        People(oldest=17),
        "children child enfants enfant kids kid minors minor mineurs mineur schoolchildren ecoliers adolescents "
        "teenagers teenager ados orphans orphelins",
    ),
    (People(oldest=2), "babies baby bebes bebe infants infant nourrissons nourrisson"),
    (People(youngest=60), "elderly vieillards"),
    (People(unit="household"), "families family households household familles famille menages menage foyers"),
    (
        People(),
        "people persons person individuals individual civilians civilian villagers villager inhabitants residents "
        "resident adults youths youth migrants migrant refugees refugee idps returnees students student pupils pupil "
        "teachers teacher porters porter hostages hostage captives captive detainees detainee prisoners prisoner "
        "survivors survivor victims victim farmers farmer traders trader passengers passenger patients workers worker "
        "drivers driver nurses nurse travellers travelers herders herder members staff escapees casualties followers "
        "recruits evacuees labourers miners elders pastors humanitarians "
        "fighters fighter gunmen gunman soldiers soldier attackers attacker strangers stranger elements rebels rebel "
        "bandits bandit militiamen police policemen combatants assailants kidnappers insurgents raiders "
        "personnes personne individus individu civils civil villageois habitants habitant jeunes adultes refugies "
        "deplaces retournes eleves eleve enseignants enseignant porteurs otages otage captifs detenus prisonniers "
        "survivants victimes victime cultivateurs commercants commercant passagers patients travailleurs chauffeurs "
        "infirmiers voyageurs eleveurs membres pecheurs paysans orpailleurs recrues evades rescapes blesses morts "
        "combattants combattant assaillants inconnus inconnu militaires soldats soldat rebelles policiers miliciens "
        "ravisseurs gendarmes gens ames",
    ),
)
PLURALS = word_set("women men children people police elderly gunmen militiamen fishermen schoolchildren policemen")
ATTRIBUTES = word_set(
    "jeunes jeune migrant refugee idp civilian student child infant schoolgirl villager hostage captive trader teenager"
)
PEOPLE: dict[str, People] = {word: people for people, words in _WORDS for word in words.split()}
BEFALLEN = word_set(
    "abducted kidnapped taken raped killed wounded injured missing displaced detained arrested released freed escaped "
    "recruited beaten shot drowned rescued fled sold trafficked dead unaccounted hurt assaulted "
    "enleves enlevees kidnappes kidnappees viole violee violes violees tues tuees blesses blessees disparus disparues "
    "deplaces deplacees detenus detenues arretes arretees liberes liberees relaches relachees evades evadees echappes "
    "echappees enroles enrolees recrutes recrutees vendus vendues emmenes emmenees retenus retenues battus battues "
    "sequestres sequestrees morts mortes portes enleve enlevee tue tuee blesse blessee disparu emmene emmenee"
)
HELPERS = word_set(
    "were was are is have has had been be being still others other more later ont a ete auraient aurait sont est "
    "etaient etait furent avaient avait se toujours autres autre encore"
)


def together(first: People, second: People) -> People:
    """Return what two words say of people counted in one number: `women and girls`."""
    return People(
        sex=first.sex if first.sex == second.sex else None,
        youngest=_least(first.youngest, second.youngest),
        oldest=_most(first.oldest, second.oldest),
        unit=first.unit,
    )


def _least(first: int | None, second: int | None) -> int | None:
    return None if first is None or second is None else min(first, second)


def _most(first: int | None, second: int | None) -> int | None:
    return None if first is None or second is None else max(first, second)
