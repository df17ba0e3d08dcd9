"""The words of closing lines, which say in fifteen languages where to read on.

Data only: regular expressions, matched without regard to case.
"""

# A closing line is an opening, then a pointer, then the outlets: "For more on this, | visit | A and B". The verbs
# are sure pointers, the prepositions are tried after them; last come the language's words for "and".
CLOSINGS = (
    (
        (
            r"(?:if you(?:'d| would)? (?:wish|want|like|care|prefer|need)(?: to)? (?:read|learn|know|find out"
            r"|hear|see|discover|dig)"
            r"|(?:to|you can|please) (?:read|learn|know|find out|find|see|hear|discover|get)"
            r" (?:more|further|additional|the (?:full|whole|rest|original|complete)|about this)"
            r"|for (?:more(?! than\b)|further|additional|full|complete|continued|in-depth|the (?:full|whole"
            r"|original|complete))"
            r"|(?:readers )?(?:interested|want|wish|looking|wanting|wishing) (?:in|to|for) (?:more|read|learn"
            r"|know|reading|further)"
            r"|readers who (?:wish|want|would like) to (?:read|learn|know)"
            r"|(?:read|learn|find out|see|discover) more(?! than\b)|more (?:on|about) (?:this|the)"
            r"|read (?:the )?(?:full|rest|original)|(?:further|additional|related|recommended|more) (?:reading"
            r"|coverage|reporting)"
            r"|full (?:story|coverage|article))\b"
        ),
        r"(?:visit|see|go to|head (?:over )?to|turn to|check out|check|refer to|consult|read|follow|try|browse)",
        r"(?:at|on|in|from|via|with)",
        ("and", "or"),
    ),
    (
        (
            r"(?:(?:wenn|falls|sollten) sie (?:gerne )?(?:mehr|weiter)|um mehr|(?:für )?(?:mehr|weitere) (?:infos"
            r"|informationen|dazu|zum thema)"
            r"|mehr (?:lesen|erfahren|dazu)|weiterlesen|lesen sie (?:mehr|weiter)|weiterführende|weitere lektüre"
            r"|zum weiterlesen)\b"
        ),
        r"(?:besuchen sie|siehe|sehen sie|lesen sie|gehen sie (?:zu|auf))",
        r"(?:bei|auf|in|unter|von)",
        ("und", "oder", "sowie"),
    ),
    (
        (
            r"(?:si vous (?:souhaitez|voulez|désirez)|pour (?:en savoir plus|en lire plus|lire la suite"
            r"|plus d'informations|aller plus loin)"
            r"|en savoir plus|lire la suite|à lire aussi|lire aussi|pour approfondir|lectures complémentaires)\b"
        ),
        r"(?:consultez|visitez|voir|voyez|lisez|rendez-vous sur|allez sur)",
        r"(?:sur|dans|chez)",
        ("et", "ou"),
    ),
    (
        (
            r"(?:si (?:desea|quiere|quieres|deseas) (?:leer|saber|conocer|más)|para (?:leer|saber|conocer|obtener) más"
            r"|para más|leer más|lee más|más información|lea más|seguir leyendo|lecturas recomendadas|para ampliar)\b"
        ),
        r"(?:visite|visita|consulte|consulta|vea|véase|lea|acuda a)",
        r"(?:en|a través de)",
        ("y", "e", "o"),
    ),
    (
        (
            r"(?:se (?:deseja|quiser|você (?:quer|deseja|quiser)) (?:ler|saber|mais)|para (?:ler|saber"
            r"|obter) mais|para mais|leia mais|saiba mais"
            r"|mais informações|leia também|leitura adicional)\b"
        ),
        r"(?:visite|consulte|veja|acesse|leia|confira)",
        r"(?:em|no|na)",
        ("e", "ou"),
    ),
    (
        (
            r"(?:se (?:desidera|desideri|vuoi|volete|desiderate) (?:leggere|saperne|sapere)|per (?:saperne"
            r"|leggere) (?:di )?più"
            r"|per (?:ulteriori|maggiori|approfondire)|leggi (?:di più|anche)|continua a leggere"
            r"|maggiori informazioni)\b"
        ),
        r"(?:visita|visitate|visiti|consulta|consultate|vedi|leggi|leggete|vai su)",
        r"(?:su|in)",
        ("e", "o"),
    ),
    (
        (
            r"(?:als u meer|wilt u meer|wil je meer|(?:om|voor) meer (?:te|informatie|over)|lees (?:meer|verder)"
            r"|meer (?:lezen|weten|informatie))\b"
        ),
        r"(?:bezoek(?: dan)?|bezoekt u|zie|lees|kijk op|ga naar)",
        r"(?:bij|op|in)",
        ("en", "of"),
    ),
    (
        (
            r"(?:hvis du (?:vil|ønsker|gerne vil)|om du (?:vill|önskar)|(?:ønsker|vil) du (?:å )?(?:lese|læse"
            r"|vite)|vill du läsa|for å lese mer"
            r"|for mer (?:informasjon|om)|for at læse mere|for mere (?:information|om)|för att läsa mer"
            r"|för mer (?:information|om)"
            r"|les (?:mer|også)|läs (?:mer|också)|læs (?:mere|også)|mer om (?:saken|dette)|videre lesning)\b"
        ),
        r"(?:besøk|besøg|besök|gå til|gå till|se|les|læs|läs)",
        r"(?:hos|i|på)",
        ("og", "och", "eller"),
    ),
    (
        (
            r"(?:если вы хотите|чтобы (?:узнать|прочитать) (?:больше|подробнее)|для (?:получения|дополнительной)"
            r"|подробнее|подробности"
            r"|читайте (?:также|подробнее|далее)|читать (?:далее|полностью))\b"
        ),
        r"(?:посетите|смотрите|см\.|читайте|обратитесь к)",
        r"(?:в|на|у)",
        ("и", "или"),
    ),
    (
        r"(?:إذا كنت (?:ترغب|تريد|تود)|لقراءة المزيد|للمزيد|لمزيد|لمعرفة المزيد|اقرأ المزيد|لمتابعة)",
        r"(?:تفضل بزيارة|يرجى زيارة|قم بزيارة|يمكنك زيارة|زوروا|زر|زيارة|راجع)",
        r"(?:على|في|عبر|من)",
        ("و", "أو"),
    ),
)

# Closing lines of languages without spaces between words: opening, then the pointer right before the outlets.
CJK_CLOSINGS = (
    (
        (
            r"(?:如果?(?:您|你)?(?:想|希望|需|欲|要)|若(?:您|你)?(?:想|希望|要|需)|(?:想|欲)(?:了解|知道|阅读|閱讀)|(?:了解|阅读|閱讀|查看)(?:更多|全文"
            r"|详情)|更多(?:内容|信息|详情|報導|报道|內容)|延伸(?:阅读|閱讀))"
        ),
        r"(?:请访问|請訪問|请参阅|請參閱|请浏览|請瀏覽|请查看|請查看|请前往|請前往|可访问|访问|訪問|参见|見)",
    ),
    (
        r"(?:詳しくは|詳細は|続きは|さらに(?:詳しく|読む)|もっと(?:読む|詳しく)|関連記事|この(?:話題|記事)について)",
        r"(?:は、|には、|場合は、|は|、)",
    ),
    (
        (
            r"(?:더 (?:읽|알아|자세|많은)|자세한 (?:내용|사항)|추가 (?:정보|내용)"
            r"|이 (?:기사|소식|이야기)에 대해|관련 기사|원문 보기)"
        ),
        r"(?:려면|다면|은|는|으로|를|을)",
    ),
)
