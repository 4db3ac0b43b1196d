"""Arabic, Swahili and Lingala, read from the catalogue's lists; the lines are invented, no speaker checked them."""

import pytest

from tests.nlp.signs import signs


@pytest.mark.parametrize(
    ("language", "text", "sign"),
    [
        ("ar", "لا توجد نساء في السوق اليوم.", ("MOB-01", "affirmed")),
        ("ar", "والجنود لم يتقاضوا رواتبهم منذ ثلاثة أشهر.", ("ARM-05", "affirmed")),
        ("ar", "لم يسجل أي اغتصاب في المخيم.", ("CRSV-01", "negated")),
        ("ar", "شائعات عن اختطاف فتيات قرب البئر", ("CHD-03", "hedged")),
        ("ar", "وصادروا جوازاتهم وأجبروهم على العمل دون أجر.", ("TIP-05", "affirmed")),
        ("sw", "Hakuna wanawake sokoni leo.", ("MOB-01", "affirmed")),
        ("sw", "Inasemekana wanawake wawili walibakwa.", ("CRSV-01", "hedged")),
        ("sw", "Hakuna mtu aliyebakwa.", ("CRSV-01", "negated")),
        ("sw", "Mafunzo kuhusu ubakaji yalifanyika.", ("CRSV-01", "context")),
        ("ln", "Basi bazali te na mboka.", ("MOB-01", "affirmed")),
        ("ln", "Basoda bafutami te banda sanza misato.", ("ARM-05", "affirmed")),
        ("ln", "Bazosangisa ye nzoto na makasi.", ("CRSV-01", "affirmed")),
    ],
)
def test_signs_are_found_with_how_they_are_stated(language: str, text: str, sign: tuple[str, str]) -> None:
    assert sign in signs(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "السوق مفتوح والنساء يبعن الخضار."),
        ("sw", "Wakazi hawakukimbia."),
        ("sw", "Wanawake wako sokoni na watoto wanacheza."),
        ("ln", "Bana bazali kosakana na kelasi."),
    ],
)
def test_calm_lines_hold_no_sign(language: str, text: str) -> None:
    assert signs(language, text) == set()
