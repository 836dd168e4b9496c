"""Words, sentences and paragraphs of raw text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cronicar.errors import DataError
from cronicar.reading.parse.tokens import MAX_WORDS, Segments, segment


def words(text: str) -> str:
    """All words of a text, parted by blanks."""
    return " ".join(text[a:b] for sentence in segment(text, "ro").sentences for a, b in sentence)


def sentences(text: str) -> list[str]:
    """The stretch of text that each sentence covers."""
    return [text[s[0][0] : s[-1][1]] for s in segment(text, "ro").sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # clitics: which side takes the hyphen
        ("I-a spus s-o ia", "I- a spus s- o ia"),
        ("într-o zi, dintr-un sat, printr-unul", "într- o zi , dintr- un sat , printr- unul"),
        ("s-a dus, n-are, m-am, ne-au, și-a luat", "s- a dus , n- are , m- am , ne- au , și- a luat"),
        ("care-l știe, să-i dea, nu-și, a-și", "care -l știe , să -i dea , nu -și , a -și"),
        ("făcut-o, dându-i-l, făcându-li-se", "făcut -o , dându -i -l , făcându -li -se"),
        ("mi-l dă, ți-o spun, și-l ia, și-și face", "mi- l dă , ți- o spun , și- l ia , și -și face"),
        ("de-al meu, de-acum, pe-aici, d-aia", "de- al meu , de- acum , pe- aici , d- aia"),
        ("mâna-n sân, să-ncep", "mâna -n sân , să -ncep"),
        ("şi-a cerut să-şi vadă", "şi- a cerut să -şi vadă"),
        ("S-A ÎNTÂMPLAT ÎNTR-O ZI", "S- A ÎNTÂMPLAT ÎNTR- O ZI"),
        ("al XIX-lea, a 2-a, PIB-ului, site-ul, ONG-urile", "al XIX -lea , a 2 -a , PIB -ului , site -ul , ONG -urile"),
        ("așa-zisul prim-ministru", "așa- zisul prim- ministru"),
        # what stays whole
        ("într-adevăr mass-media", "într-adevăr mass-media"),
        ("nord-coreean, Cluj-Napoca, floarea-soarelui", "nord-coreean , Cluj-Napoca , floarea-soarelui"),
        ("F-16, S-300, L-39, Su-34, COVID-19", "F-16 , S-300 , L-39 , Su-34 , COVID-19"),
        ("Le-Roy, II-V", "Le-Roy , II-V"),
        # numbers
        ("1,3 și 11.000-12.000 la 15:09", "1,3 și 11.000-12.000 la 15:09"),
        ("25% din 10.04.2022, 1932–1947", "25% din 10.04.2022 , 1932–1947"),
        ("la -5 grade sau 39°C", "la -5 grade sau 39°C"),
        ("72/462/CEE și/sau", "72/462/CEE și / sau"),
        # abbreviations, initials, addresses
        ("dl. Pop, str. Lungă nr. 5, art. 3 lit. b)", "dl. Pop , str. Lungă nr. 5 , art. 3 lit. b )"),
        ("S.U.A. și O.N.U.", "S.U.A. și O.N.U."),
        ("I. L. Mureșan, George W. Ene", "I. L. Mureșan , George W. Ene"),
        ("pe 5 sept. 2022 (n.red. ieri)", "pe 5 sept. 2022 ( n.red. ieri )"),
        ("scrie Ziar.ro, exemplu.co.uk", "scrie Ziar.ro , exemplu.co.uk"),
        ("https://exemplu.ro/a?b=c. Da", "https://exemplu.ro/a?b=c . Da"),
        ("ion@exemplu.ro, @ion, #pace", "ion@exemplu.ro , @ion , #pace"),
        # marks
        ("„a” ”b” «c» \"d\" ‘e’ 'f'", "„ a ” ” b ” « c » \" d \" ‘ e ’ ' f '"),
        ("O’Brien, O'Neil", "O’Brien , O'Neil"),
        ("da... nu… ce?!", "da ... nu … ce ? !"),
        ("a – b — c", "a – b — c"),
        ("&quot;x&quot;", "&quot; x &quot;"),
        ("🇷🇴 👍🏽 👨‍👩‍👧!", "🇷🇴 👍🏽 👨‍👩‍👧 !"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "parts",
    [
        ["Ana a plecat.", "El a rămas!", "De ce?", "Nu știe nimeni…", "Atât."],
        # quotations: the closing mark belongs to the sentence that it closes
        ["„Vrem pace.”", "El a spus asta ieri."],
        ["„Vrem pace.", "Nu cedăm”, a spus el.", "Atât."],
        ['"Vrem pace."', "Ea a plecat."],
        ["”Vrem pace.”", "”Și liniște.”", "Atât."],
        ["“Vrem pace.”", "«Vrem pace.»", "‘Vrem pace.’", "Atât."],
        ["Au venit „vecinii”.", "„Bine”, a zis."],
        ["„Ce facem?”, a întrebat el.", "„Nimic!” a strigat ea."],
        ["„Plecăm mâine.” a spus el supărat."],
        ["„Plecăm mâine.” – a spus el supărat."],
        ["A spus: „Plecăm mâine.”", "Apoi a tăcut."],
        # no end
        ["Dl. Pop și dna. Ene au vorbit cu prof. Radu la nr. 5."],
        ["George W. Ene și I. L. Mureșan au venit."],
        ["A plătit 1.500 de lei la 15.30 pe 10.04.2022."],
        ["Firma (înființată în 1990. Azi închisă) a dat faliment."],
        ["A citit Ziar.ro și Alt.ro azi."],
        ["Avem trei lucruri: Pace, pâine și foc."],
        ["1. Primul punct.", "2. Al doilea punct."],
        ["A venit în S.U.A. George și a rămas."],
        ["Explozia de ieri. relatează agenția, a fost mare."],
        ["Cum? nu se știe."],
        # ends
        ["A plecat în S.U.A.", "Apoi s-a întors."],
        ["Mere, pere etc.", "Toate erau coapte."],
        ["A scris pe X.", "Guvernul tace."],
        ["A spus-o ieri.", "122 de oameni au auzit."],
        ["Așa este (…)", "Nimeni nu vine."],
        ["Unii au plecat;", "Ceilalți au rămas."],
        ["1. pâine;", "2. pace."],
        ["* Pâine proaspătă.", "* Pace."],
        ["- Cine este?", "- Eu sunt."],
        ["Casa e goală .", "Toți au plecat."],
        ["orașul e pustiu.", "nimeni nu mai vine."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_stop_without_blank_ends_a_sentence() -> None:
    assert sentences("„Vrem pace.Guvernul tace.”Bine") == ["„Vrem pace.", "Guvernul tace.”", "Bine"]
    assert sentences("Guvernul tace.”Vrem pace.”") == ["Guvernul tace.", "”Vrem pace.”"]


def test_paragraphs_are_lines() -> None:
    text = "Întâi\n\n  \r\nA doua. Și încă una.\rA treia\u2028a patra"
    found = segment(text, "ro")
    assert [text[a:b] for a, b in found.paragraphs] == ["Întâi", "A doua. Și încă una.", "A treia", "a patra"]
    assert found.sentence_paragraphs == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("text", ["", " \n\t\u00a0\u2003\r\n"])
def test_nothing(text: str) -> None:
    assert segment(text, "ro") == Segments([], [], [])


def test_unknown_language() -> None:
    with pytest.raises(DataError, match="tokens"):
        segment("Da.", "xx")


def test_long_sentence_is_cut_at_the_best_mark() -> None:
    clause = "merg " * 99
    text = f"{clause}azi, {clause}mâine; {clause}ieri, {clause}mereu."
    lengths = [len(s) for s in segment(text, "ro").sentences]
    assert max(lengths) <= MAX_WORDS
    assert sentences(text)[0].endswith("azi,")
    assert sentences(text)[1].endswith("mâine;")
    plain = segment("merg " * 400, "ro")
    assert [len(s) for s in plain.sentences] == [MAX_WORDS, MAX_WORDS, 400 - 2 * MAX_WORDS]


def check(text: str) -> None:
    found = segment(text, "ro")
    spans = [span for sentence in found.sentences for span in sentence]
    assert all(found.sentences)
    assert len(found.sentences) == len(found.sentence_paragraphs)
    assert found.sentence_paragraphs == sorted(found.sentence_paragraphs)
    assert set(found.sentence_paragraphs) == set(range(len(found.paragraphs)))
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert not text[last:start].strip()
        assert not any(c.isspace() for c in text[start:end])
        last = end
    assert not text[last:].strip()
    for sentence, home in zip(found.sentences, found.sentence_paragraphs, strict=True):
        low, high = found.paragraphs[home]
        assert low <= sentence[0][0] and sentence[-1][1] <= high
        assert len(sentence) <= MAX_WORDS


MARKS = [*".,;:!?…-–—()[]„”“\"'’«»&#@/\\%°", " ", "  ", "\n", "\r\n"]
CONTROLS = ["\x00", "\x1c", "\u200d", "\u200b", "\ufeff", "\u0301", "\u202e", "\ufe0f", "\ud800"]
ODD = [*CONTROLS, "İ", "ﬁ", "ǅ", "²", "٣", "👍", "🇷🇴"]
WORDS = ["s-a", "Într-o", "-l", "-lea", "dl.", "etc.", "S.U.A.", "n.red.", "X.", "I.", "El", "spune", "כן", "نعم", "Да"]
OTHERS = ["1,3", "11.000-", "a.ro", "https://", "www.", "&quot;", "&#38;", "@a", "a@b"]
PIECES = st.sampled_from(MARKS + ODD + WORDS + OTHERS)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=80).map("".join)))
def test_any_text(text: str) -> None:
    check(text)


DOTTED = ["a.", "ab.", "1.", ".", "A. ", ". ", "www.", "w@", "@", "&a"]
JOINED = ["a", "a-", "s-a-", "1-", "1/", "'a", "a'", "\u200d", "👍"]
OPENED = ["(", "„", '"', "'", "a (b. ", "; "]


@pytest.mark.parametrize("unit", DOTTED + JOINED + OPENED)
def test_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.perf_counter()
        check(text)
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(80_000) < 30 * seconds(8_000) + 0.5
