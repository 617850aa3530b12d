"""Names of outlets and agencies as bylines give them, to tell the outlet of a byline from its place.

Facts of common knowledge, gathered from the outlets' own mastheads; not a list of what may be read.
"""

from __future__ import annotations

from geodata.language.normalise import fold

_NAMES = """
عنب بلدي | بلدي نيوز | سانا | الأناضول | وكالة الأناضول | رويترز | فرانس برس | وكالة فرانس برس
أ ف ب | ا ف ب | أ.ف.ب | أف ب | أسوشيتد برس | أ ب | د ب أ | أ ش أ | واس | قنا | وام | بترا | كونا
تاس | سبوتنيك | نوفوستي | شينخوا | إرنا | فارس | تسنيم | الجزيرة | الجزيرة نت | العربية | العربية نت
العربية.نت | الحدث | الحرة | روسيا اليوم | سكاي نيوز عربية | بي بي سي | بي بي سي عربي | فرانس 24
دويتشه فيله | الشرق الأوسط | القدس العربي | العربي الجديد | الحياة | النهار | الأخبار | السفير
المدن | اللواء | الوطن | الثورة | تشرين | الخليج | البيان | الاتحاد | الرياض | عكاظ | سبق | الوئام
عين اليوم | اليوم السابع | الأهرام | المصري اليوم | أورينت | أورينت نت | زمان الوصل | كلنا شركاء
شبكة شام | شبكة شام الإخبارية | شام | سمارت | وكالة سمارت | سراج برس | الدرر الشامية | تلفزيون سوريا
السورية نت | جيرون | عنب | قاسيون | وكالة قاسيون | خطوة | وكالة خطوة | ستيب نيوز | وكالة ستيب
الجسر | راديو روزنة | روزنة | نورث برس | هاوار | وكالة هاوار | روداو | كوردستان 24 | باسنيوز
رووداو | فرات بوست | دير الزور 24 | الرقة تذبح بصمت | المرصد السوري | المرصد السوري لحقوق الإنسان
الشبكة السورية لحقوق الإنسان | الميادين | المنار | العهد | آكي | أنباء موسكو | ميدل إيست آي
Reuters | AP | Associated Press | The Associated Press | AFP | Agence France-Presse | SANA | Anadolu
Anadolu Agency | AA | TASS | Sputnik | RT | Xinhua | dpa | UPI | CNN | BBC | BBC News | Al Jazeera
Al-Jazeera | Al Arabiya | Al-Arabiya | Enab Baladi | SOHR | Syrian Observatory for Human Rights
North Press | Rudaw | Kurdistan 24 | ARA News | Hawar | ANHA | Syria Direct | Orient Net
The Guardian | The New York Times | The Washington Post | The Daily Star | Daily Star | Daily Sabah
Asharq Al-Awsat | The National | Middle East Eye | Al-Monitor | Zaman al-Wasl | Smart News | Qasioun
STEP News | Syria TV | IRNA | Fars | Tasnim | Press TV | KUNA | Petra
"""


def _key(name: str) -> str:
    return "".join(character for character in fold(name) if character.isalnum())


_KEYS = frozenset(_key(name) for name in _NAMES.replace("\n", "|").split("|") if name.strip())


def is_outlet(name: str, *also: str) -> bool:
    """Whether a name is an outlet's: one known here, or one of ``also``; spelling is folded."""
    key = _key(name)
    return bool(key) and (key in _KEYS or any(key == _key(other) for other in also if other))
