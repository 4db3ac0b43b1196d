"""WHO's eight questions (2007) as answered for clinics whose rows are counted at the door."""

from schemas.source import Safeguards

CLINIC_SAFEGUARDS = Safeguards(
    benefit_exceeds_risk="counts of a district are read for early warning; no row of a person is kept",
    sound_method="the clinic's own register, in its own format; nobody is asked anything for this",
    care_available="the clinic that sends the row is the one that gives care",
    safety_first="places are districts, days are weeks or months, small numbers are hidden",
    confidentiality="names, ids and free text are never read; a keyed hash tells one row from another",
    informed_consent="a row counts only where reporting was consented to, and is counted out when that is withdrawn",
    trained_team="rows are written by the clinic's own staff",
    safeguards_for_children="two age bands, hidden from all but protection advisers",
)
