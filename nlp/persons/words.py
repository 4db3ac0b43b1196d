"""English and French words that tell whether a name is a person's: titles, trades, kin, ways of naming, given names.

From general knowledge. All are folded: lower case, without accents.
"""

from nlp.folding import word_set
from nlp.places.words import TYPE_WORDS

TITLES = word_set(
    "mr mrs ms miss mx mister madam sir dr doctor docteur docteure prof professor professeur professeure rev "
    "reverend pastor pasteur father fr pere sister sr soeur brother br frere abbe imam sheikh cheikh cheick chaikh "
    "shaykh hajj haji hajji hajja hajia alhaji alhadji malam mallam oustaz ustaz cure bishop eveque mm mme mmes "
    "mlle mlles me pr monsieur madame mademoiselle maitre dame chief chef cheffe sultan lamido emir king roi sgt "
    "sergeant sergent cpl corporal caporal capt cpt captain capitaine cne lt lieutenant maj major col colonel gen "
    "gal general brig brigadier cdt cdr cmdr commander commandant adj adjudant adjudant-chef pte private soldat wo "
    "const constable inspector inspecteur commissaire warlord nurse infirmier infirmiere midwife sage-femme judge "
    "juge mayor maire governor gouverneur prefet sous-prefet minister ministre president presidente depute mp "
    "senator senateur honourable hon mama maman papa mzee bwana bibi baba auntie aunty aunt uncle tonton tantine "
    "tante tata oncle yaya kaka dada grand-mere grand-pere grandma grandpa meme pepe"
)
TRADES = word_set(
    "teacher schoolteacher headmaster headmistress head guard guardian driver cook trader farmer herder fisherman "
    "boatman tailor seamstress butcher baker barber mason carpenter mechanic shopkeeper landlord landlady neighbour "
    "neighbor interpreter translator assistant enumerator monitor interviewer coordinator officer advocate lawyer "
    "psychologist counsellor counselor worker supervisor manager leader deputy chairman chairwoman chairperson "
    "chairlady secretary treasurer representative rep delegate volunteer mobiliser animator logistician surveyor "
    "engineer journalist reporter activist student pupil apprentice widow widower orphan refugee escapee survivor "
    "victim witness suspect perpetrator attacker abductor detainee prisoner hostage informant source caller client "
    "patient pt pte beneficiary recipient holder owner interlocutor elder notable clerk medic surgeon physician "
    "gynaecologist nutritionist responder attendant cleaner watchman policeman policewoman soldier fighter rebel "
    "deserter ex-combatant commander girl boy child baby infant youth man woman lady guy enseignant enseignante "
    "instituteur institutrice directeur directrice gardien gardienne chauffeur motard cuisinier cuisiniere "
    "commercant commercante cultivateur cultivatrice eleveur pecheur piroguier tailleur couturier couturiere "
    "boucher boulanger coiffeur coiffeuse macon menuisier mecanicien boutiquier boutiquiere logeur logeuse voisin "
    "voisine interprete traducteur traductrice enqueteur enquetrice coordinateur coordinatrice avocat avocate "
    "juriste psychologue conseiller conseillere responsable remplacant remplacante adjoint adjointe secretaire "
    "tresorier tresoriere representant representante delegue deleguee volontaire relais animateur animatrice "
    "logisticien logisticienne ingenieur journaliste militant militante etudiant etudiante eleve apprenti veuf "
    "veuve orphelin orpheline refugie refugiee rescape rescapee survivant survivante victime temoin auteur "
    "agresseur ravisseur detenu detenue prisonnier prisonniere otage informateur appelant appelante cliente "
    "patiente beneficiaire titulaire proprietaire detenteur detentrice interlocuteur interlocutrice greffier "
    "medecin chirurgien gynecologue accompagnatrice accompagnateur accoucheuse matrone agent agente policier "
    "gendarme militaire milicien combattant guetteur fillette garcon enfant bebe jeune homme femme fille dame gars "
    "vieux vieille petit petite camarade collegue colleague feu feue defunt defunte late"
)
KIN = word_set(
    "mother father mum mom dad parent son daughter sister brother cousin uncle aunt niece nephew wife husband "
    "spouse fiance fiancee widow friend girlfriend boyfriend grandmother grandfather grandson granddaughter "
    "stepfather stepmother stepson stepdaughter twin ward brother-in-law sister-in-law mother-in-law father-in-law "
    "son-in-law daughter-in-law in-law co-wife namesake mere pere maman papa fils fille soeur frere cousine oncle "
    "tante neveu femme epouse epoux mari conjoint conjointe veuve veuf ami amie copain copine grand-mere grand-pere "
    "petit-fils petite-fille beau-pere belle-mere beau-frere belle-soeur beau-fils belle-fille gendre bru coepouse "
    "marraine parrain filleul filleule jumeau jumelle grande-soeur grand-frere tutrice tuteur"
)
BELONGING = word_set(
    "name names surname signature testimony statement deposition words word phone number house home compound hut "
    "room wallet account body file letter voice photo picture son-s nom prenom surnom temoignage depositions "
    "declaration paroles telephone numero maison domicile concession case chambre compte corps dossier lettre voix"
)
SAYING = word_set(
    "said says say told tells asked asks added adds explained explains recalled recalls recognised recognized "
    "recognises confirmed confirms believes believed claims claimed states stated reported reports wrote writes "
    "shouted whispered begged answered replied denied denies thinks thought remembers remembered swore refused "
    "agreed identified described complained insisted admitted testified wept cried sells fled ran dit disait dira "
    "raconte racontait affirme affirmait declare explique precise ajoute confirme croit pense temoigne jure nie "
    "repond demande supplie crie pleure reconnait indique signale assure garantit rapporte rappelle estime"
)
GIVEN_NAMES = word_set(
    "abdou abdul abebe abel abena abraham abuk achieng achille achol adam adama ade adele adjoa adwoa agathe agnes "
    "ahmad ahmed aisha aissata aissatou akello akua alan albert alexander alexandre alfred ali alice aline almaz "
    "alphonse alphonsine ama amadou amani amara amina aminata amos amy anastasie anatole andre andrew angela ann "
    "anna anne anthony antoine antony apio apolline aristide arthur asha atieno augustin augustine auma aurelie awa "
    "bakary barack baraka barbara barnabas basile beatrice bekele benedict benedicte beni benie benjamin berhane "
    "bernadette bernard bertha betty bilal bintou blandine bola boniface boubacar brian brigitte bruce caleb carine "
    "carol caroline catherine cecile cecilia chantal charles charlotte chidi chinedu christine christopher clara "
    "claude claudine clement clementine clotilde colette cynthia cyprien cyril cyrille damien daniel david delphine "
    "deng denis denise dennis derek desmond diane didier dieudonne djeneba dominic donald donatien doreen doris "
    "dorothy douglas duncan edgar edith edna edouard edward efua eleonore elias elie elijah elisabeth elizabeth "
    "elodie elsie elvis emanuel emeka emilie emily emma emmanuel enoch eric ernest ernestine esi estelle esther "
    "ethel etienne eugene eugenie eulalie eunice eusebe evans evariste evelyn ezekiel fabien fatima fatou fatoumata "
    "faustin felicity felix femi ferdinand fiona flora francine francis franck francois francoise frank fred "
    "frederic frederick fulgence furaha gabriel garang gaston gedeon genevieve geoffrey george georges georgette "
    "gerald gerard germaine gervais ghislaine gideon gilbert gilles girma gisele gladys gloria godefroid godfrey "
    "godwin gordon gregoire gregory guillaume gustave hadiza hadja haile halima halimatou hamza hanna haoua harold "
    "harriet harry hassan hassana hawa hector helen helene henri henry hilaire hilda honorat honorine hortense "
    "hubert humphrey hussein ibrahim ibrahima ida idris idriss ifeoma ignace imani immaculate ines irene irma isa "
    "isaac isabel isabelle isaiah ismael ismail issa ivan jack jackson jacob jacqueline jacques james jane janet "
    "jason jean jean- baptiste jean-pierre jeff jennifer jeremiah jeremie jerome jerry jessica jim joan joe joel "
    "john johnson jonah jonas jonathan joseph josephine joshua josiane josue joyce judith julia julie juliet "
    "juliette julius juma justin justine kadiatou kamau karen karim keith kenneth kevin khadija khalid kofi kojo "
    "kwabena kwaku kwame larry laura laurent lawrence layla lazare leah leila leo leocadie leon leonard leontine "
    "leopold lewis lilian liliane lillian linda louis louise loyce luc lucie lucienne lucy ludovic lydia mabel "
    "madeleine maggie mahamat majok mamadou marc marcel margaret maria mariam mariama marianne marie marion marius "
    "martha marthe mary mathieu mathilde matthew matthieu maureen maurice maxwell melanie melchior michael michel "
    "micheline mildred millicent mireille modibo mohamed mohammed moise monica monique moreen moses moussa muhammad "
    "mulu muriel musa mwangi nadia nana nancy naomi nathalie nathan neema nelson nestor ngozi nicholas nicolas "
    "nicole njeri nneka noah noemie noor nora norbert norman nour nyandeng obi octave odette odile odilon okello "
    "olga oliver olivier omar omer onesime opio osama oscar otieno oumar oumou pamela pascaline patricia patrick "
    "paul pauline pelagie penelope percy perpetue peter philippe philomena philomene phyllis pierre plamedi platon "
    "polycarpe priscille rachel rachid ralph ramatou raoul raphael rashid rasmata raymond rebecca regine rehema "
    "rene reuben rhoda richard robert roger rokia romeo romuald ronald rosalie rosine roy ruben ruth sabine saddam "
    "sade saeed said saida salamata salim salma salome salomon samira samson samuel sara sarah saturnin "
    "scholastique sebastien sekou selam seraphine serge severin seydou sharon sheila shirley sidney silas simeon "
    "simon socrate solange solomon sophia sophie sosthene souleymane stanley stephanie stephen suleiman susan "
    "suzanne sylvain sylvestre sylvia sylvie tabitha tariq tatiana teresa terry tesfaye theodora theodore theophile "
    "theresa therese thierry thomas tidiane timothee timothy tina titus tom tony tunde ulysse ursula ursule "
    "valentin valere valerie vera veronica veronique victorien vincent virginie vivian walter wambui wanjiru "
    "wilfrid wilfried william wilson winnie winston xavier yacouba yasmin yasmine yaw yaya yemi yolande younes "
    "youssouf yusuf yves yvonne zacharie zachary zainab zara zawadi zeinab zephyrin zita"
)
# Given names that are ordinary words, days, months or cities as well.
WORD_NAMES = word_set(
    "aime aimee amber angelique aout april august avril beauty bienvenue bill blessing blessings bonte bright "
    "capucine celeste chance charity chelsea cher christian clemence clever comfort constance constant coral "
    "crystal dahlia daisy desire desiree dieumerci dimanche divine dominique esperance eva eve exaucee faith favor "
    "favour felicite fidele florence fortunat fortune friday georgia gift gloire glory goodness grace happy honore "
    "hope hyacinth hyacinthe innocent innocente iris ivy jade janvier jasmine jeudi job jolie joy juillet jules "
    "june junior juste lily lovely lucky luke lumiere lundi mardi marguerite mark martin may memory mercredi mercy "
    "merveille miracle modeste monday narcisse noel october olive opal pacifique parfait paris pascal patience "
    "peace pearl placide praise precious prince princess progress promise prosper prospere providence prudence rita "
    "romain rosa rose rosemary ruby samedi sandra santa saturday septembre sierra silvia stella success sunday "
    "sunshine thursday toussaint treasure tresor trust tuesday urbain vendredi victoire victor victoria violet "
    "violette wednesday welcome will wisdom wonder"
)
# Parts of names that no village or body has at its head (Arabic and Hebrew patronymics, kunyas).
NAME_PARTS = word_set("bint bin ibn ould ag abu umm abou oum abd abdul abdel abdoul ould-el walad weld ait")
PARTICLES = word_set(
    "de du da do dos di van von der den el al bin ben ibn bint ould ag wa wad walad dan la le s/o d/o late"
)
PLACE_PARTS = frozenset(TYPE_WORDS) | word_set(
    "saint sainte st ste san santa notre-dame upper lower old new north south east west haut haute bas basse grand "
    "grande vieux nouveau nouvelle petit-seminaire street road avenue av rue boulevard lane drive square roundabout "
    "rond-point crossing crossroads carrefour junction station gare landing harbour port fort post poste checkpoint "
    "barriere barrage gate point mile km pk hill hills mount mont mountain montagne colline col valley vallee plain "
    "plaine plateau wadi oued bir ain tin garin well wells puits mare oasis island ile iles beach plage cape cap "
    "rock rocher cave grotte gue ford ferry bac lake rio rivers riviere fontaine source spring springs falls chutes "
    "delta park parc garden jardin farm ferme estate plantation site zone block bloc quarter sector section cite "
    "city hope town ville village villages centre center church eglise mosque mosquee cathedral mission chapel "
    "parish paroisse college lycee seminaire seminary university universite stadium stade barracks caserne base "
    "hotel dispensaire centre-ville house pharmacie boutique usine factory mill depot terminal aerodrome corner "
    "wards ward axis axe"
)
BODY_PARTS = word_set(
    "army armee armed armees forces force front movement mouvement brigade brigades battalion bataillon union unit "
    "unite alliance coalition council conseil liberation resistance militia milice self-defence self-defense "
    "autodefense police gendarmerie guard garde network reseau office bureau committee comite commission "
    "association foundation fondation organisation organization ngo ong agency agence programme program project "
    "projet fund fonds bank banque society societe company compagnie cooperative women women's femmes youth jeunes "
    "justice rights droits sans pour ministry ministere department court cour tribunal parliament parlement "
    "assembly assemblee party parti league ligue cross croix crescent croissant relief aid aide health sante clinic "
    "clinique hospital hopital bread brothers sons fils freres republic republique democratic democratique national "
    "nationale international internationale cantonment mission operation task team joint human humanitarian bar "
    "radio"
)
# Words of endearment and size that are part of a nickname: `Tonton Biscuit`, `Little Saddam`.
NICKNAME_PARTS = word_set(
    "mama maman papa baba tonton tantine tata mzee uncle auntie aunty meme pepe little big old young petit petite "
    "grand vieux vieille jeune ya yaya dada kaka"
)
SUFFIXES = word_set("junior senior jr aine cadet")
