"""What pages say instead of their article: the wording of consent walls, paywalls and block pages, by language.

``STEMS`` are lower-case pieces of which any wall of that kind holds at least one: no stem, no wall. ``SAYS`` are
sentences that address the reader; the mere topic ("cookies", "paywalls", "CAPTCHAs") is never among them.
"""

from __future__ import annotations

from summarizer.document import Verdict

CONSENT_STEMS = (
    "ookie", "onsent", "kuki", "inwillig", "atenschutz", "rivac", "同意", "クッキー", "隐私", "隱私",
)  # fmt: skip
"""The same for texts as they are: without the first letter they hold in either case, and cost no lower-casing."""

STEMS: dict[Verdict, tuple[str, ...]] = {
    Verdict.CONSENT_WALL: CONSENT_STEMS,
    Verdict.PAYWALL_STUB: (
        "subscri", "suscri", "abonn", "abbon", "assin", "langgan", "register", "registr", "log in", "sign in", "account",
        "premium", "continue reading", "to read", "free article", "weiterlesen", "leggere", "ler ", "会员", "會員", "会員",
        "订阅", "訂閱", "登录", "登入", "ログイン", "有料", "購読", "baca",
    ),
    Verdict.BLOCK_PAGE: (
        "captcha", "javascript", "ad block", "adblock", "ad-block", "access denied", "access to this", "forbidden", "not found", "unavailable", "maintenance",
        "too many requests", "rate limit", "robot", "a bot", "unusual traffic", "suspicious", "your browser", "just a moment",
        "server error", "gateway", "blocked", "human", "404", "403", "cloudflare", "timed out", "try again", "no longer available",
        "cannot be found", "can't be found", "nicht gefunden", "nicht verfügbar", "roboter", "mensch", "wartung", "introuvable",
        "interdit", "humain", "indisponible", "no encontrad", "denegado", "humano", "mantenimiento", "non trovata", "umano",
        "não encontrada", "niet gevonden", "tidak ditemukan", "tidak dijumpai", "akses", "penyelenggaraan", "robot",
        "見つかりません", "アクセス", "メンテナンス", "ロボット", "验证", "驗證", "不存在", "维护", "禁止访问", "找不到",
    ),
}  # fmt: skip

SAYS: dict[Verdict, tuple[str, ...]] = {
    Verdict.CONSENT_WALL: (
        r"\b(?:we|our (?:web)?sites?|this (?:web)?site|we and our (?:\d+ )?\w*\s?partners|"
r"we, and our)\b.{0,60}\b(?:use|uses|store|process)\b.{0,50}\b(?:cookies|personal data|"
r"tracking technolog)",
        r"\bwe and our (?:[\d,]+ )?(?:\w+ )?(?:partners|vendors)\b",
        r"\b(?:accept|reject|allow|refuse|decline) (?:all|our|the use of|non-essential|only)\b.{0,20}cookies?",
        r"\b(?:manage|change|customi[sz]e|update|review) (?:your |my )?(?:cookie|privacy|"
r"consent)\b.{0,12}(?:settings|preferences|choices|options)",
        r"\b(?:by (?:clicking|continuing|using)|if you continue)\b.{0,120}\b(?:cookies|consent|privacy|agree)",
        r"\b(?:give|withdraw|withhold|provide|manage) (?:us )?(?:your|my) consent|"
r"\bwithout your consent\b|\byour consent (?:choices|preferences)|\bwe (?:need|value|ask for|"
r"respect) your (?:consent|privacy)",
        r"\bstore and/or access information on a device\b|\b(?:strictly )?necessary cookies (?:are|enable|"
r"help|allow|always)|\b(?:these|functional|marketing|performance|analytics|targeting|"
r"advertising) cookies (?:are|may|enable|help|allow|track|collect|remember)\b.{0,120}\b(?:you|"
r"your|us|our|we|site|website)\b",
        r"\blegitimate interests?\b.{0,80}\b(?:vendors|partners|object|purposes)|\b(?:list|"
r"number) of (?:partners|vendors)\b|\bpersonali[sz]ed (?:ads|advertising) and content\b",
        r"\bread our (?:cookie|privacy) (?:policy|notice)|\byou can (?:change|withdraw|manage|review|"
r"object)\b.{0,90}\b(?:cookies?|consent|settings|preferences|privacy|choices|any time)",
        r"\b(?:wir|diese website|unsere (?:web)?seite)\b.{0,70}\b(?:verwende[nt]|nutze[nt]|setzen|"
r"verarbeiten)\b.{0,60}(?:cookies|technologien|personenbezogen|daten)|\bmit (?:werbung|"
r"tracking) (?:und cookies )?(?:lesen|nutzen|weiterlesen)|\b(?:ihre|deine) (?:einwilligung|"
r"zustimmung)\b|\bunsere (?:\d+ )?partner\b|\b(?:alle[ns]?|cookies) (?:akzeptieren|zustimmen|"
r"ablehnen)\b",
        r"\b(?:nous|notre site|ce site)\b.{0,70}\b(?:utilis|stock|dépos)\w*.{0,60}cookies|"
r"\bnos (?:\d+ )?partenaires\b|\bvotre consentement\b|\b(?:tout|continuer sans) (?:accepter|"
r"refuser)\b|\baccepter (?:et fermer|les cookies)|\bparamétrer (?:les|mes|vos) (?:cookies|choix)",
        r"\b(?:utilizamos|usamos|este sitio|nosotros y nuestros|nossos|este site|nós e)\b.{0,80}\bcookies|"
r"\b(?:nuestros|nossos) (?:\d+ )?(?:socios|parceiros)\b|\b(?:su|tu|seu) (?:consentimiento|"
r"consentimento)\b|\b(?:aceptar|rechazar|aceitar|rejeitar) (?:todas?|todos|cookies|y continuar)\b|"
r"\bconfigurar (?:las |os )?cookies",
        r"\b(?:utilizziamo|questo sito|noi e)\b.{0,80}\bcookie|\bnostri (?:\d+ )?partner\b|"
r"\bil tuo consenso\b|\b(?:accetta|rifiuta) (?:tutti|e continua|i cookie)",
        r"\b(?:wij|we|deze (?:web)?site)\b.{0,60}\b(?:gebruik\w*|plaatsen)\b.{0,40}cookies|"
r"\bonze (?:\d+ )?partners\b|\b(?:alles|cookies) (?:accepteren|weigeren)\b|\buw toestemming\b",
        r"\b(?:kami|laman web ini|situs (?:web )?ini|tapak ini)\b.{0,60}\b(?:menggunakan|"
r"memakai)\b.{0,30}(?:cookie|kuki)|\b(?:terima|tolak) semua\b|\bpersetujuan anda\b",
        r"(?:当サイト|本サイト|当社|私たち).{0,30}(?:cookie|クッキー)|(?:cookie|クッキー).{0,30}(?:使用|利用|同意|許可|受け入れ)|すべて(?:許可|同意|拒否)",
        r"(?:我们|本网站|本站|我們|本網站).{0,20}(?:使用|采用).{0,10}cookie|(?:接受|拒绝|拒絕)(?:所有|全部)|(?:同意|接受).{0,12}(?:cookie|隐私|隱私)",
    ),
    Verdict.PAYWALL_STUB: (
        r"\b(?:subscribe|register|sign (?:in|up)|log ?in|create an account|join|upgrade|"
r"become a (?:member|subscriber)|start (?:your|a) (?:free )?trial|please (?:log|"
r"sign))\b.{0,80}\b(?:to|for|and) (?:\w+ )?(?:continue|keep|read|unlock|access|view|"
r"finish)\b(?! (?:more )?(?:about|newsletter|stories))",
        r"\bto (?:continue|keep|read|finish|view|access|unlock)\b.{0,70}\b(?:subscribe|register|"
r"sign (?:in|up)|log ?in|create (?:a|an|your)\b.{0,20}account|become a|start (?:your|a)|upgrade)\b",
        r"\b(?:this|the full|the rest of this|the remaining) (?:article|story|content|column|report|page|"
r"piece|post|premium)\b.{0,40}\b(?:is|are) (?:only |exclusively |reserved )*(?:(?:available |"
r"open |visible |accessible )?(?:only )?(?:to|for)|exclusive to|behind|"
r"available with) (?:\w+ ){0,3}?(?:subscribers|members|registered|paying|premium|subscription)",
        r"\b(?:subscribers?|members?)[- ](?:only|exclusive)\b.{0,30}\b(?:article|story|content)|"
r"\bfor subscribers only\b|\bthis is a (?:premium|subscriber|members?)\b.{0,20}(?:article|story|"
r"content)",
        r"\byou(?:['’]ve| have) (?:reached|read|used|hit|run out of|viewed|exceeded)\b.{0,50}\b(?:free|"
r"limit|monthly|complimentary|articles?)",
        r"\balready (?:a |have a |an? )?(?:\w+ )?(?:subscriber|subscribed|member|registered|account|"
r"subscription)\b.{0,30}|\bnot a subscriber\b|\b(?:unlock|get|gain) (?:unlimited |full |this |"
r"instant )+(?:digital )?(?:access|article|story)\b",
        r"\b(?:free articles?|articles?) (?:left|remaining)\b|\bcontinue reading (?:your|this|"
r"the) (?:article|story)\b|\bwant to read (?:more|on|the full)|\bkeep reading for\b|"
r"\bcancel any ?time\b",
        r"\b(?:weiterlesen mit|jetzt (?:weiterlesen|abonnieren|testen|freischalten)|nur für abonnent\w*|"
r"exklusiv für abonnent\w*|dieser (?:artikel|beitrag|inhalt) ist .{0,40}(?:abonnent|"
r"kostenpflichtig|plus|exklusiv|registrier)|um (?:diesen artikel|weiter|den (?:ganzen|"
r"vollständigen))\b.{0,40}lesen|bereits abonnent|sie haben bereits ein (?:abo|konto)|"
r"lesen sie (?:den ganzen|mit)\b.{0,40}(?:abo|plus))\b",
        r"\b(?:réservé\w* (?:aux|à nos) abonné\w*|pour lire la suite|la suite est réservée|"
r"abonnez-vous (?:pour|dès|à partir)|déjà abonné|il vous reste .{0,30}(?:à lire|article)|"
r"poursuivez (?:votre|la) lecture|connectez-vous pour)",
        r"\b(?:(?:solo|exclusivo|exclusiva|contenido) para suscriptores|suscr[ií]bete para|para (?:seguir|"
r"continuar) leyendo|ya (?:eres|soy) suscriptor|has (?:alcanzado|llegado)\b.{0,30}(?:límite|"
r"artículos)|inicia sesión para|(?:exclusivo|conteúdo|só) para assinantes|assine para|"
r"já é assinante|para continuar (?:a ler|lendo))",
        r"\b(?:riservat\w+ (?:agli|ai nostri) abbonati|abbonati per|per continuare a leggere|"
r"sei già abbonato|accedi per (?:leggere|continuare)|alleen voor abonnees|lees verder met|"
r"log in om (?:verder|dit)|al abonnee|word abonnee)\b",
        r"\b(?:khusus (?:untuk )?(?:pelanggan|langganan|ahli)|langgan\w* (?:untuk|sekarang)|"
r"untuk (?:terus|melanjutkan|meneruskan)\b.{0,15}(?:membaca|bacaan)|sudah (?:berlangganan|"
r"melanggan)|log masuk untuk|masuk untuk (?:membaca|melanjutkan))\b",
        r"この記事は.{0,12}(?:会員|有料)|続きを(?:読む|お読み).{0,20}(?:会員|登録|ログイン|購読)|残り.{0,6}文字|(?:会員|有料会員)(?:限定|登録)|"
r"(?:ログイン|購読).{0,8}(?:続き|全文)",
        r"(?:订阅|登录|登入|訂閱|开通会员|註冊).{0,12}(?:阅读|閱讀|查看|继续|繼續|全文)|(?:会员|會員|订户|訂戶|付费|付費)(?:专享|專享|专属|内容|文章|可见|"
r"限定)|剩余.{0,8}(?:订阅|付费)",
    ),
    Verdict.BLOCK_PAGE: (
        r"\b(?:verify|confirm|prove|check|checking|make sure)\b.{0,30}\b(?:you(?:['’]re| are)|"
r"that you)\b.{0,10}\b(?:not )?a? ?(?:human|robot|real person|bot)\b|\bare you a (?:human|"
r"robot)\b|\bi['’]?a?m not a robot\b|\bpress (?:&|and) hold\b",
        r"\b(?:complete|solve|fill in|enter|pass) (?:the|this|a) (?:\w+ )?(?:captcha|challenge|"
r"security check)\b|\bsecurity check to (?:access|continue)|\bcaptcha (?:below|to continue|"
r"verification)\b",
        r"\b(?:enable|turn on|activate|allow|switch on) (?:\w+ and )?(?:cookies and )?javascript\b|"
r"\bjavascript (?:is |has been |seems to be |appears to be )?(?:disabled|not enabled|required|"
r"turned off)|\brequires? javascript\b|\b(?:disable|turn off|whitelist)\b.{0,25}\bad ?block",
        r"\bjust a moment\b|\bchecking (?:if|your browser|the site connection)|\bddos protection by\b|"
r"\bray id\b|\bneeds to review the security of your connection\b|\battention required\b|"
r"\bperformance (?:&|and) security by\b|\bplease wait while (?:we|your)\b|\bstand by, while we\b",
        r"\b(?:access|permission) (?:to (?:this|the) \w+ )?(?:has been |is )?(?:denied|forbidden|"
r"restricted|blocked)\b.{0,60}(?:$|\byou\b|\bserver\b|\bpage\b|\breference\b|\bregion\b)|"
r"\byou (?:don['’]t|do not) have (?:permission|authori[sz]ation)\b|\byou (?:have been|are being|"
r"were) (?:blocked|rate[- ]limited)\b|\bunusual (?:traffic|activity)\b.{0,30}\b(?:from|your|on)\b|"
r"\bnot available in your (?:country|region|location)|\bunavailable (?:due to|"
r"for) legal reasons\b|\bcontent is not available in\b",
        r"^\W*(?:error\s*)?(?:40[0134]|429|50[0234]|451)\b(?:\s*[-–—:|.]?\s*(?:error|not found|forbidden|"
r"unauthori[sz]ed|bad|internal|service|gateway|page|access|too many|unavailable|oops|sorry)|\W*$)|"
r"\b(?:error|http|status)\s*(?:code)?:?\s*(?:40[0134]|429|50[0234]|451)\b|"
r"\b404\b.{0,20}\bnot found\b|\b(?:404|500) error\b",
        r"\b(?:page|url|address|article|link|story|content)\b.{0,50}\b(?:not found|could(?:n['’]t|"
r" not) be found|can(?:not|['’]t) be found|does(?:n['’]t| not) exist|no longer (?:exists|"
r"available)|(?:has|may have) been (?:moved|removed|deleted))|\bwe (?:can['’]t|cannot|"
r"could(?:n['’]t| not)) find (?:the|that|this) (?:page|article|story)\b|\bpage (?:not found|"
r"you (?:requested|are looking for|were looking for))\b",
        r"\b(?:internal server error|bad gateway|gateway time-?out|"
r"service (?:is )?(?:temporarily )?unavailable|too many requests|rate limit(?:ed| exceeded)?|"
r"connection timed out|502 bad)\b|\b(?:site|page|service|website|we)\b.{0,30}\b(?:down for|"
r"under(?:going)?|performing|offline for)\b.{0,20}\bmaintenance\b|\b(?:be back|"
r"back online) (?:soon|shortly)\b|\bplease try again (?:later|in a|shortly|soon|after)\b|"
r"\btemporarily (?:unavailable|down)\b",
        r"\b(?:seite|url|artikel)\b.{0,30}\bnicht gefunden\b|\bseite (?:existiert nicht|konnte nicht)|"
r"\bzugriff (?:verweigert|gesperrt)|\bkein roboter\b|\bsie ein mensch\b|"
r"\bjavascript (?:aktivieren|ist deaktiviert|muss)|\baktivieren sie (?:bitte )?javascript|"
r"\b(?:wartungsarbeiten|vorübergehend nicht (?:erreichbar|verfügbar))\b|\bzu viele anfragen\b",
        r"\bpage (?:introuvable|non trouvée)|\bcette page n['’]existe|\baccès (?:refusé|interdit)\b|"
r"\bvous êtes (?:un )?humain|\bpas un robot\b|\bactiver javascript\b|\bmaintenance en cours\b|"
r"\b(?:temporairement|momentanément) indisponible\b|\btrop de requêtes\b",
        r"\bpágina (?:no encontrada|no existe|não encontrada|que (?:buscas|busca|procura))|"
r"\bacceso denegado\b|\bacesso negado\b|\bno (?:eres|soy) un robot\b|\b(?:eres|é) humano\b|"
r"\b(?:habilit[ae]|activ[ae]|ative|habilite) (?:el |o )?javascript\b|\ben mantenimiento\b|"
r"\bem manutenção\b|\bdemasiadas solicitudes\b|\bmuitas solicitações\b",
        r"\bpagina (?:non trovata|niet gevonden|bestaat niet)|\baccesso (?:negato|vietato)\b|"
r"\btoegang geweigerd\b|\bnon sei un robot\b|\bgeen robot\b|\b(?:attiva|abilita) javascript\b|"
r"\bin manutenzione\b|\bschakel javascript in\b",
        r"\b(?:halaman|laman)\b.{0,25}\btidak (?:ditemukan|dijumpai|wujud)|\bakses (?:ditolak|"
r"dinafikan)\b|\bbukan robot\b|\b(?:aktifkan|dayakan) javascript\b|\b(?:dalam|"
r"sedang) (?:pemeliharaan|penyelenggaraan|perbaikan)\b|\bterlalu banyak permintaan\b",
        r"ページ(?:が|は)?(?:見つかりません|存在しません)|アクセス(?:が)?(?:拒否|制限|集中)|(?:ただいま|現在).{0,10}メンテナンス|ロボットではありません|"
r"javascript.{0,6}有効|お探しのページ",
        r"(?:页面|頁面|网页|文章).{0,8}(?:不存在|找不到|已删除|已被删除|无法访问)|找不到.{0,6}(?:页面|網頁|頁面)|(?:禁止|拒绝|拒絕)访问|访问(?:被拒绝|受限|"
r"过于频繁)|(?:安全|人机|真人)(?:验证|驗證)|(?:系统|网站|系統)维护|(?:启用|開啟|开启).{0,4}javascript|不是机器人",
    ),
}  # fmt: skip

# Words of the same pages that prove nothing alone; a sentence that addresses the reader with them is not prose.
AROUND = (
    r"\b(?:cookies?|consent|privacy (?:policy|notice|settings)|vendors|personal data|subscri(?:be|"
    r"ption|bers?)|log ?in|sign (?:in|up)|"
    r"free trial|unlimited access|per (?:month|week)|a month|browser|javascript|captcha|refresh|"
    r"reload|try again|support team|"
    r"homepage|home page|help cent(?:re|er)|einwilligung|abo|abonnement|cookie-?\w*|suscripción|"
    r"assinatura|abonné\w*)\b"
)
READER = (
    r"\b(?:you|your|we|our|us|sie|ihre?[nmrs]?|wir|unsere?\w*|vous|votre|vos|nous|notre|nos|usted|tu|"
    r"su|nuestr\w+|você|sua|nossos?|anda|kami|kita|u|uw|wij|onze|ons|tuo|tuoi|noi|nostri)\b"
)
