"""Names of months, labels of dates, and the words around a time, in the languages that articles come in. Data only."""

_BY_LANGUAGE = (
    # Each language's months from January to December, with their usual short forms; "_" stands for a space.
    (
        "january,jan february,feb march,mar april,apr may june,jun july,jul august,aug september,sept,sep october,oct"
        " november,nov december,dec"
    ),
    (
        "januar,jänner februar,feber märz,mrz,mär,maerz april mai juni juli august september oktober,okt november"
        " dezember,dez"
    ),
    (
        "janvier,janv février,fevrier,févr,fév mars avril,avr mai juin juillet,juil août,aout septembre octobre"
        " novembre décembre,decembre,déc"
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
    "januar februar marts april maj juni juli august september oktober november december",
    (
        "января,январь,янв февраля,февраль,фев марта,март,мар апреля,апрель,апр мая,май июня,июнь июля,июль"
        " августа,август,авг сентября,сентябрь,сен октября,октябрь,окт ноября,ноябрь,ноя декабря,декабрь,дек"
    ),
    "يناير فبراير مارس أبريل,ابريل,إبريل مايو يونيو,يونيه يوليو,يوليه أغسطس,اغسطس سبتمبر أكتوبر,اكتوبر نوفمبر ديسمبر",
    (
        "كانون_الثاني شباط آذار,اذار نيسان أيار,ايار حزيران تموز آب,اب أيلول,ايلول تشرين_الأول,تشرين_الاول"
        " تشرين_الثاني كانون_الأول,كانون_الاول"
    ),
    "جانفي فيفري مارس أفريل,افريل ماي جوان جويلية أوت,اوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    (
        "stycznia,styczeń lutego,luty marca,marzec kwietnia,kwiecień maja,maj czerwca,czerwiec lipca,lipiec"
        " sierpnia,sierpień września,wrzesień października,październik listopada,listopad grudnia,grudzień"
    ),
    (
        "січня,січень лютого,лютий березня,березень квітня,квітень травня,травень червня,червень липня,липень"
        " серпня,серпень вересня,вересень жовтня,жовтень листопада,листопад грудня,грудень"
    ),
)

MONTHS = {
    name.replace("_", " "): number
    for language in _BY_LANGUAGE
    for number, names in enumerate(language.split(), start=1)
    for name in names.split(",")
}

# Words that say of a date, wherever it stands, that something was published then.
PUBLISHED_LABELS = (
    "published", "published on", "publication date", "date published", "posted", "posted on", "first published",
    "publish date", "posted at", "published at", "release date",
    "veröffentlicht", "veröffentlicht am", "veröffentlichung", "veröffentlichungsdatum", "erschienen am", "erschienen",
    "erscheinungsdatum", "eingestellt am", "publiziert am",
    "publié le", "publié", "paru le", "mis en ligne le", "date de publication",
    "publicado el", "publicado em", "publicado", "publicada", "publicada el", "fecha de publicación",
    "data de publicação", "pubblicato il", "pubblicato", "pubblicata il", "data di pubblicazione",
    "gepubliceerd op", "gepubliceerd", "geplaatst op",
    "publisert", "publicerad", "publicerat", "publiceret", "udgivet", "offentliggjort",
    "опубликовано", "дата публикации",
    "发布时间", "发布日期", "发布于", "發布時間", "發佈時間",
    "公開日", "掲載日", "配信", "投稿日",
    "게시일", "등록",
    "تاريخ النشر", "نشر في", "نشر بتاريخ", "نُشر في",
)  # fmt: skip

# These say it of a date only where it stands beside the headline.
DATE_LABELS = (
    *PUBLISHED_LABELS,
    "date", "dated", "issued", "on", "filed", "datum", "erstellt am", "stand", "vom", "am", "den", "le",
    "fecha", "actualizado", "data", "op", "dato", "дата", "日期", "时间", "時間", "更新日", "날짜", "입력", "승인",
    "작성", "التاريخ",
)  # fmt: skip

# Words that say that a date tells of a later change of the article.
CHANGE_WORDS = (
    "updated", "last updated", "update", "modified", "last modified", "last edited", "last reviewed", "revised",
    "aktualisiert", "zuletzt aktualisiert", "zuletzt geändert", "geändert", "stand",
    "mis à jour", "mise à jour", "actualizado", "actualizada", "última actualización", "atualizado", "atualizada",
    "aggiornato", "ultimo aggiornamento", "bijgewerkt", "gewijzigd", "oppdatert", "uppdaterad", "opdateret",
    "обновлено", "更新", "更新日", "最終更新", "수정", "تحديث", "آخر تحديث",
)  # fmt: skip

# Words that may stand beside a date without making the line a sentence: weekdays, clock words, zones.
_TIME_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag
    dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so uhr lundi mardi mercredi
    jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim lunes martes miércoles jueves viernes sábado domingo
    segunda terça quarta quinta sexta feira lunedì martedì mercoledì giovedì venerdì sabato domenica ore maandag
    dinsdag woensdag donderdag vrijdag zaterdag zondag uur mandag tirsdag onsdag torsdag fredag lørdag søndag måndag
    tisdag lördag söndag kl klo понедельник вторник среда четверг пятница суббота воскресенье года г в мск
    الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد الساعة م ص مساء صباحا صباحًا
    星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周二 周三 周四 周五 周六 周日 月曜日 火曜日 水曜日 木曜日
    金曜日 土曜日 日曜日 上午 下午 오전 오후 월 화 수 목 금 토 일
    am pm a p m um at à las às alle om hrs h hs
    gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest eet eest msk ist hkt jst kst sgt aest aedt nzst
    wib utc z updated the on of del de
"""
TIME_WORDS = frozenset(_TIME_WORDS.split())
