"""Names of months, labels of dates, and the words around a time, in the languages that articles come in. Data only."""

_BY_LANGUAGE = (
    # Each language's months from January to December, with their usual short forms.
    (
        "january,jan february,feb march,mar april,apr may june,jun july,jul august,aug september,sept,sep october,oct"
        " november,nov december,dec"
    ),
    "januar,jänner februar märz,mrz,maerz april mai juni juli august september oktober,okt november dezember,dez",
    (
        "janvier,janv février,fevrier,févr mars avril,avr mai juin juillet,juil août,aout septembre octobre novembre"
        " décembre,decembre,déc"
    ),
    (
        "enero,ene febrero marzo abril,abr mayo junio julio agosto,ago septiembre,setiembre octubre noviembre"
        " diciembre,dic"
    ),
    "janeiro fevereiro,fev março,marco abril maio,mai junho julho agosto setembro,set outubro,out novembro dezembro",
    "gennaio,gen febbraio marzo aprile maggio,mag giugno,giu luglio,lug agosto settembre ottobre,ott novembre dicembre",
    "januari februari maart,mrt april mei juni juli augustus september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember,des",
    "januari februari mars april maj juni juli augusti september oktober november december",
    (
        "января,январь февраля,февраль марта,март апреля,апрель мая,май июня,июнь июля,июль августа,август"
        " сентября,сентябрь октября,октябрь ноября,ноябрь декабря,декабрь"
    ),
    "يناير فبراير مارس أبريل,ابريل مايو يونيو يوليو أغسطس,اغسطس سبتمبر أكتوبر,اكتوبر نوفمبر ديسمبر",
)

MONTHS = {
    name: number
    for language in _BY_LANGUAGE
    for number, names in enumerate(language.split(), start=1)
    for name in names.split(",")
}

DATE_LABELS = (
    "published", "published on", "publication date", "date published", "date", "posted", "posted on", "dated",
    "issued", "on",
    "first published", "datum", "veröffentlicht", "veröffentlicht am", "erschienen am", "stand", "publié le", "publié",
    "paru le", "le", "fecha", "publicado el", "publicado em", "publicado", "publicada", "data", "pubblicato il",
    "pubblicato",
    "gepubliceerd op", "gepubliceerd", "publisert", "publicerad", "publiceret", "udgivet", "dato",
    "опубликовано", "дата", "发布时间", "发布日期", "發布時間", "日期", "时间", "公開日", "掲載日", "配信", "날짜",
    "입력", "게시일",    "تاريخ النشر", "التاريخ", "نشر في",
)  # fmt: skip

# Words that may stand beside a date without making the line a sentence: weekdays, clock words, zones.
_TIME_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag
    dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so uhr lundi mardi mercredi
    jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo segunda terça quarta
    quinta sexta feira lunedì martedì mercoledì giovedì venerdì sabato domenica ore maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag uur mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag
    söndag kl понедельник вторник среда четверг пятница суббота воскресенье года الاثنين الإثنين الثلاثاء الأربعاء
    الخميس الجمعة السبت الأحد 星期一 星期二 星期三 星期四 星期五 星期六 星期日 am pm at um à las às alle om
    gmt utc est edt cst cdt pst
    pdt bst cet cest ist hkt jst kst sgt aest updated the on of
"""
TIME_WORDS = frozenset(_TIME_WORDS.split())
