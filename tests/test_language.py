"""Language detection on short texts written for this test."""

import pytest

from checker.language import detect

TEXTS = {
    "en": "Our clinic opens at nine in the morning and the doctors speak with every visitor before anything is done.",
    "es": "Nuestra clínica abre a las nueve de la mañana y los médicos hablan con cada visitante antes de empezar.",
    "de": "Unsere Klinik öffnet um neun Uhr morgens, und die Ärzte sprechen mit jedem Besucher, bevor etwas geschieht.",
    "fr": "Notre clinique ouvre à neuf heures du matin et les médecins parlent avec chaque visiteur avant de commencer.",
    "pt": "A nossa clínica abre às nove da manhã e os médicos falam com cada visitante antes de começar o tratamento.",
    "it": "La nostra clinica apre alle nove del mattino e i medici parlano con ogni visitatore prima di cominciare.",
    "nl": "Onze kliniek opent om negen uur in de ochtend en de artsen spreken met elke bezoeker voordat er iets gebeurt.",
    "tr": "Kliniğimiz sabah dokuzda açılır ve doktorlar bir şey yapmadan önce her ziyaretçiyle uzun uzun konuşur.",
    "ru": "Наша клиника открывается в девять часов утра, и врачи беседуют с каждым посетителем до начала лечения.",
    "uk": "Наша клініка відкривається о дев'ятій годині ранку, і лікарі розмовляють з кожним відвідувачем.",
    "pl": "Nasza klinika otwiera się o dziewiątej rano, a lekarze rozmawiają z każdym gościem przed rozpoczęciem leczenia.",
    "ro": "Clinica noastră se deschide la ora nouă dimineața, iar medicii vorbesc cu fiecare vizitator înainte de tratament.",
    "el": "Η κλινική μας ανοίγει στις εννέα το πρωί και οι γιατροί μιλούν με κάθε επισκέπτη πριν από τη θεραπεία.",
    "ar": "تفتح عيادتنا أبوابها في التاسعة صباحا ويتحدث الأطباء مع كل زائر قبل البدء في أي علاج على الإطلاق.",
    "fa": "درمانگاه ما ساعت نه صبح باز می‌شود و پزشکان پیش از هر کاری با هر مراجعه‌کننده گفتگو می‌کنند.",
    "hi": "हमारा क्लिनिक सुबह नौ बजे खुलता है और डॉक्टर इलाज शुरू करने से पहले हर व्यक्ति से बात करते हैं।",
    "zh": "我们的诊所早上九点开门,医生会在开始任何治疗之前与每位来访者交谈,并回答所有问题。",
    "ja": "当院は午前九時に開院し、医師は治療を始める前にすべての方とお話しし、ご質問にお答えします。",
    "ko": "저희 병원은 오전 아홉 시에 문을 열며 의사는 치료를 시작하기 전에 모든 방문객과 이야기를 나눕니다.",
    "th": "คลินิกของเราเปิดเวลาเก้าโมงเช้าและแพทย์จะพูดคุยกับผู้มาเยือนทุกคนก่อนเริ่มการรักษา",
    "vi": "Phòng khám của chúng tôi mở cửa lúc chín giờ sáng và các bác sĩ nói chuyện với từng người trước khi điều trị.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_is_enough_to_tell_the_language(code: str) -> None:
    assert detect(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "Book now", "12 34 56 " * 50, "😀" * 200, "Stem cells"])
def test_too_little_text_is_undetermined(text: str) -> None:
    assert detect(text) == "und"


def test_only_the_beginning_of_a_long_text_counts() -> None:
    assert detect(TEXTS["de"] * 40 + TEXTS["en"] * 4000) == "de"


@pytest.mark.parametrize("foreign", ["es", "fr", "it", "nl", "pt"])
def test_a_beginning_in_another_language_does_not_decide(foreign: str) -> None:
    beginning = (TEXTS[foreign] * 3)[:260]

    assert detect(f"{beginning} {TEXTS['de'] * 20}") == "de"
    assert detect(f"{TEXTS['de'] * 20} {beginning}") == "de"
