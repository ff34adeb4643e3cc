using System.Collections.Frozen;

namespace Kith.Mail.Replies;

/// <summary>The words mail programs put around what is quoted, in the languages they speak.</summary>
static class ReplyWords
{
    /// <summary>"… wrote:", as it stands in an attribution.</summary>
    public static readonly string[] Wrote =
    [
        "wrote", "writes", "schrieb", "geschrieben", "écrit", "ecrit", "escribió", "escribio", "ha scritto", "scrive", "escreveu", "schreef", "geschreven",
        "napisał", "pisze", "skrev", "kirjoitti", "napsal", "napísal", "píše", "írta", "a scris", "yazdı", "yazmış", "написал", "пишет", "писал",
        "написав", "пише", "написа", "έγραψε", "写道", "寫道", "書きました", "のメール", "작성", "님이 쓴 글", "كتب", "כתב", "napisao", "napisala", "je napisal",
        "rašė", "rakstīja", "kirjutas", "đã viết", "เขียน", "menulis", "va escriure", "نوشت", "ने लिखा",
    ];

    /// <summary>With these an attribution begins.</summary>
    public static readonly string[] Openings =
    [
        "on ", "am ", "le ", "el ", "il ", "em ", "a ", "op ", "dnia ", "w dniu ", "den ", "på ", "dne ", "în ", "pe ", "в ", "у ", "на ", "στις ", "în data ",
        "vào ", "pada ", "el dl", "ב", "في ", "בתאריך ", "ons ", "man ", "tir ", "tor ", "fre ", "lør ", "søn ", "mån ", "tis ", "lör ", "sön ",
        "пн, ", "вт, ", "ср, ", "чт, ", "пт, ", "сб, ", "вс, ", "нд, ", "ma ", "ti ", "ke ", "to ", "pe ", "la ", "su ", "po ", "út ", "st ", "čt ", "pá ", "so ",
    ];

    static readonly FrozenSet<string> From = Set("""
        from|von|absender|de|expéditeur|remitente|da|mittente|van|afzender|fra|från|od|nadawca|lähettäjä|odesílatel|feladó|expeditor|de la|kimden|gönderen
        от|от кого|від|від кого|відправник|από|发件人|寄件者|寄件人|差出人|送信者|보낸사람|보낸 사람|من|מאת|odosielateľ|kas|từ
        """);

    static readonly FrozenSet<string> Sent = Set("""
        sent|date|gesendet|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|enviada|enviada em|enviado em|fecha|data|inviato|verzonden|sendt|dato
        skickat|skickad|wysłano|wysłane|data wysłania|lähetetty|päivämäärä|päiväys|odesláno|elküldve|küldve|dátum|trimis|trimis la|gönderilme tarihi|gönderildi
        tarih|отправлено|дата|надіслано|відправлено|εστάλη|στάλθηκε|ημερομηνία|发送时间|发件时间|日期|寄件日期|傳送時間|送信日時|日付|日時|보낸 날짜|보낸날짜|날짜
        تاريخ الإرسال|تم الإرسال|أرسلت|التاريخ|נשלח|תאריך|odoslané|ngày
        """);

    static readonly FrozenSet<string> To = Set("""
        to|an|empfänger|à|destinataire|para|destinatario|a|destinatário|aan|til|till|do|adresat|vastaanottaja|komu|címzett|către|catre|kime|alıcı
        кому|προς|收件人|宛先|받는사람|받는 사람|إلى|אל|đến|cc|kopie|kopia|kopi|копия|копія|κοιν|抄送|副本|참조|نسخة|העתק|másolatot kap|bilgi|kopio
        reply-to|antwort an|répondre à|responder a|rispondi a|reply to
        """);

    static readonly FrozenSet<string> Subject = Set("""
        subject|betreff|objet|asunto|oggetto|assunto|onderwerp|emne|ämne|temat|aihe|předmět|predmet|tárgy|subiect|konu|тема|θέμα|主题|主旨|主題|件名|제목
        الموضوع|נושא|chủ đề
        """);

    static readonly string[] Boundaries =
    [
        "original message", "ursprüngliche nachricht", "originalnachricht", "message d'origine", "message d’origine", "message original", "mensaje original",
        "messaggio originale", "mensagem original", "oorspronkelijk bericht", "opprinnelig melding", "oprindelig meddelelse", "original meddelelse",
        "ursprungligt meddelande", "originalmeddelande", "wiadomość oryginalna", "oryginalna wiadomość", "alkuperäinen viesti", "původní zpráva",
        "pôvodná správa", "eredeti üzenet", "mesaj original", "mesajul original", "orijinal mesaj", "özgün ileti", "исходное сообщение",
        "оригинальное сообщение", "вихідне повідомлення", "αρχικό μήνυμα", "原始邮件", "原始郵件", "元のメッセージ", "원본 메시지", "원본 메일",
        "الرسالة الأصلية", "הודעה מקורית",
    ];

    static readonly string[] ForwardBoundaries =
    [
        "forwarded message", "weitergeleitete nachricht", "message transféré", "message transmis", "mensaje reenviado", "messaggio inoltrato",
        "mensagem encaminhada", "doorgestuurd bericht", "videresendt", "videresendte", "vidarebefordrat", "przekazana wiadomość",
        "wiadomość przekazana", "edelleenlähetetty", "välitetty viesti", "přeposlaná zpráva", "továbbított", "mesaj redirecționat",
        "iletilmiş ileti", "yönlendirilen", "пересылаемое", "пересланное", "переслане", "προωθημένο", "转发的邮件", "轉寄", "転送", "전달된",
        "رسالة معاد", "הודעה שהועברה", "forwarded by", "weitergeleitet von",
    ];

    static readonly string[] BareForwardBoundaries =
    [
        "begin forwarded message", "anfang der weitergeleiteten nachricht", "début du message transféré", "début du message réexpédié",
        "inicio del mensaje reenviado", "inizio messaggio inoltrato", "início da mensagem", "begin doorgestuurd bericht", "start på videresendt",
        "vidarebefordrat brev", "początek przekazywanej", "начало переадресованного",
    ];

    static readonly string[] BareBoundaries =
    [
        "reply above this line", "antworten sie über dieser zeile",
        "répondez au-dessus de cette ligne", "responda encima de esta línea",
    ];

    /// <summary>What programs put before the subject of a mail that passes another on, without the colon.</summary>
    static readonly FrozenSet<string> ForwardPrefixes = Set("""
        fwd|fw|wg|wtr|tr|rv|enc|i|inoltro|doorst|doorgestuurd|vs|vl|vb|vidb|vid|pd|przek|fs|továbbítás|prep|prosl|ynt|ilt|пер|пересл|πρθ|转发|轉寄|转寄|転送|전달|הועבר|إعادة توجيه
        """);

    static readonly string[] SentFrom =
    [
        "sent from", "sent via", "sent with", "sent using", "get outlook for", "von meinem", "gesendet von", "gesendet mit", "von unterwegs gesendet",
        "envoyé de", "envoyé depuis", "envoyé à partir", "envoyé avec", "télécharger outlook", "enviado desde", "enviado do", "enviado de", "enviado com",
        "enviado a partir", "obtener outlook", "obter o outlook", "inviato da", "inviato con", "scarica outlook", "ottieni outlook", "verzonden vanaf",
        "verstuurd vanaf", "verstuurd met", "verzonden met", "outlook voor", "skickat från", "skickad från", "hämta outlook", "sendt fra", "hent outlook",
        "wysłane z", "wysłano z", "pobierz program outlook", "lähetetty", "hanki outlook", "odesláno z", "odoslané z", "az iphone", "elküldve", "küldve",
        "trimis de pe", "trimis din", "iphone'umdan gönderildi", "gönderildi", "отправлено с", "отправлено из", "надіслано з", "відправлено з",
        "στάλθηκε από", "εστάλη από", "发自我的", "從我的", "从我的", "iphoneから送信", "から送信", "나의 iphone", "에서 보냄", "تم الإرسال من", "أُرسلت من",
        "נשלח מה", "נשלח מ", "diese nachricht wurde von", "from my iphone", "from my android", "from my blackberry", "sent by",
    ];

    public static bool IsFrom(string name) => From.Contains(name);

    public static bool IsSent(string name) => Sent.Contains(name);

    public static bool IsTo(string name) => To.Contains(name);

    public static bool IsSubject(string name) => Subject.Contains(name);

    public static bool HasWrote(string line) => Contains(Wrote, line);

    public static bool HasBoundary(string line) => Contains(Boundaries, line) || HasForwardBoundary(line);

    public static bool BeginsBoundary(string line) => Contains(BareBoundaries, line) || BeginsForwardBoundary(line);

    public static bool HasForwardBoundary(string line) => Contains(ForwardBoundaries, line);

    public static bool BeginsForwardBoundary(string line) => Contains(BareForwardBoundaries, line);

    public static bool IsForwardPrefix(string prefix) => ForwardPrefixes.Contains(prefix);

    public static bool BeginsSentFrom(string line) => SentFrom.Any(start => line.StartsWith(start, StringComparison.Ordinal)) || SaysSentAtItsEnd(line);

    public static bool HasOpening(string line) => Openings.Any(start => line.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Some languages say it the other way round: "Von meinem iPhone gesendet", "iPhone'umdan gönderildi", "iPhoneから送信".</summary>
    static bool SaysSentAtItsEnd(string line) =>
        line.EndsWith(" gesendet", StringComparison.Ordinal) || line.EndsWith("gönderildi", StringComparison.Ordinal) || line.EndsWith("から送信", StringComparison.Ordinal)
        || line.EndsWith("에서 보냄", StringComparison.Ordinal) || line.EndsWith("küldve", StringComparison.Ordinal) || line.EndsWith("küldött", StringComparison.Ordinal);

    static bool Contains(string[] words, string line) => words.Any(word => line.Contains(word, StringComparison.Ordinal));

    static FrozenSet<string> Set(string words) =>
        words.Split(['|', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
}
