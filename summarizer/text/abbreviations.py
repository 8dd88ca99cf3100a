"""Abbreviations that keep their full stop inside a sentence, by language and by what may follow them.

Lists are ours, compiled from news style guides and from reading news text. A capital in an entry matters: *Mass.* is a
state, *mass.* is a word. An entry in lower case matches capitalised too, and a
:attr:`Follow.NAME` in capitals.
"""

from __future__ import annotations

from enum import IntEnum


class Follow(IntEnum):
    """What must come after an abbreviation's full stop for the sentence to go on."""

    NAME = 1
    """Anything at all: a title or a preposition never ends a sentence (*Sen. John*, *vs. Chelsea*)."""
    PLACE = 2
    """Anything but a frequent sentence starter (*St. Petersburg*, but *on Main St. The house*)."""
    NUMBER = 3
    """A number or a lower-case word (*No. 5*, but *She said no. They went*)."""
    ANY = 4
    """Anything but a word that is ordinarily written in lower case (*Inc. Apple*, but *Inc. Shares*)."""


SHARED: dict[Follow, str] = {
    Follow.NAME: "Dr Prof vs e.g i.e cf ca approx",
    Follow.NUMBER: "no nos nr p pp vol art fig figs N° n° nº № §",
    Follow.ANY: "etc al a.m p.m A.M P.M co corp inc ltd bros jr ltda CO CORP INC LTD JR Ph.D a.k.a",
}

BY_LANGUAGE: dict[str, dict[Follow, str]] = {
    "en": {
        Follow.NAME: (
            "Mr Mrs Ms Messrs Mx Drs Profs sen sens rep Reps gov govs gen Gens lt col capt sgt maj cmdr adm cpl pvt pfc spc "
            "rev hon pres supt insp det amb atty dist asst assoc msgr Mme Mlle Fr Br v viz incl Lieut Brig "
            "Sgt.Maj Lt.Col Lt.Gen Lt.Gov Maj.Gen Brig.Gen Vice.Adm Rear.Adm Ald Ofc Const Cllr Pte Cdr Bp  Treas"
        ),
        Follow.PLACE: "St Ste Mt Mts Ft",
        Follow.NUMBER: "Ch Chap Sec Secs Op Rs Par Pars Ver Ext Rm Apt Rte Hwy cl Art No Fig Figs Tel Ref",
        Follow.ANY: (
            "Sr Esq Rd Ave Blvd Ln Sq Ctr Bldg dept univ Inst Assn Intl Natl Mfg Cos Cie Pty Bhd Sdn Pvt Cia "
            "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat "
            "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore "
            "Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que Alta Sask Man "
            "ft lb lbs oz hr hrs mph yd yds sq cu misc"
        ),
    },
    "de": {
        Follow.NAME: (
            "Hr Hrn Fr Frl Dipl Ing Hl St bzw bspw ca d.h z.B u.a u.U i.d.R s.o v.a sog ggf evtl vgl inkl exkl bez betr "
            "einschl gegr geb verh gest Mag Univ med phil jur rer nat Pfr Prof z.T i.e.S Abg dt engl frz"
        ),
        Follow.NUMBER: "Nr Nrn S Bd Abs Art Kap Abb Tab Ziff Str Tel",
        Follow.ANY: (
            "usw etc bzgl Mio Mrd Tsd Std Min Sek Jh Jhd Chr u.s.w v.Chr n.Chr a.D e.V Co Jan Feb Mär Apr Jun Jul Aug "
            "Sep Sept Okt Nov Dez Mo Di Mi Do Fr Sa So Jr Sr"
        ),
    },
    "fr": {
        Follow.NAME: "MM M Me Mgr Mlle Mme Dr Pr St Ste p.ex c.-à-d cf env av apr J.-C éd dir adj gén lieut cap cdt col",
        Follow.NUMBER: "n no art chap p pp vol fig t tél al",
        Follow.ANY: "etc janv févr avr juil sept oct nov déc J.-C bd boul hab max min",
    },
    "es": {
        Follow.NAME: (
            "Sr Sra Srta Sres Sras D Dña Dr Dra Dres Prof Lic Ing Arq Gral Cnel Tte Cap Mons Rvdo Sto Sta Ud Uds Vd Vds "
            "Fr Pdte Pte p.ej cf aprox Exc Excmo Ilmo Sgto Cmdte"
        ),
        Follow.NUMBER: "núm núms art arts pág págs cap vol fig tel inc",
        Follow.ANY: "EE.UU EE FF.AA RR.HH etc Avda Av Cía S.A S.L a.C d.C Jr Sr ene feb mar abr jun jul ago sept oct nov dic",
    },
    "pt": {
        Follow.NAME: "Sr Sra Srs Srta Dr Dra Prof Profa Eng Gen Cel Cap D Exmo Exma p.ex Min Dep Sen Pe",
        Follow.NUMBER: "n núm art arts pág págs cap vol fig tel",
        Follow.ANY: "etc Av R Ltda Cia S.A a.C d.C jan fev mar abr mai jun jul ago set out nov dez EUA",
    },
    "it": {
        Follow.NAME: "Sig Sigg Sig.ra Dott Dott.ssa Prof Prof.ssa Avv Ing Arch On Sen Gen Col Cap Mons S p.es cfr ca Geom Rag",
        Follow.NUMBER: "n nn art artt pag pagg cap vol fig tel",
        Follow.ANY: "ecc S.p.A S.r.l a.C d.C gen feb mar apr mag giu lug ago sett ott nov dic V.le P.zza",
    },
    "nl": {
        Follow.NAME: "dhr mevr mr mw drs ir ing prof dr ds bijv d.w.z m.b.t o.a t.a.v z.g ca resp incl excl St",
        Follow.NUMBER: "nr nrs art blz p",
        Follow.ANY: "enz etc n.v b.v jan feb mrt apr jun jul aug sept okt nov dec e.d v.Chr",
    },
    "id": {
        Follow.NAME: (
            "Bpk Ibu Sdr Sdri Tn Ny Nn Dr dr Drs Dra Ir Prof H Hj K.H KH Tgk Tk R Rd Jend Letjen Mayjen Brigjen Kol Kompol "
            "AKP AKBP Ipda Iptu Kombes Irjen Komjen Pol Jl Jln Gg Kab Kec Kel Kota Prov Bapak a.n u.p Yth PT CV Pdt Ust Ustaz"
        ),
        Follow.NUMBER: "No Nomor hlm hal Rp Ps Psl Bab tgl Tel Telp",
        Follow.ANY: (
            "dll dsb dst dkk spt tsb yg Tbk S.H S.E S.T M.H M.M M.A M.Si M.Sc M.Pd S.Pd S.Sos S.Ag M.Hum S.IP M.Kom S.Kom "
            "Ph.D Sp.A Jan Feb Mar Apr Jun Jul Agt Agu Sep Sept Okt Nov Des Mil Th"
        ),
    },
    "ms": {
        Follow.NAME: (
            "En Pn Tn Cik Dr Drs Prof Ir Ts Hj Hjh Tk Tg Dato Datuk Sdr Sdri Kol Lt Kapt Mej Brig Jen Leftenan Insp Supt ASP "
            "DSP Asst Jln Jl Lrg Kg Tmn Tkt Y.B YB YAB YM Mohd Md Muhd Abd Abg Ust"
        ),
        Follow.NUMBER: "No Bil ms hlm RM Tel",
        Follow.ANY: "dll dsb dst spt Sdn Bhd p.g p.m ptg mlm Jan Feb Mac Apr Jun Jul Ogos Sept Okt Nov Dis",
    },
    "sv": {
        Follow.NAME: "bl.a t.ex d.v.s dvs s.k ca m.a.o fr.o.m dr prof kl resp",
        Follow.NUMBER: "nr s",
        Follow.ANY: "osv m.m m.fl etc jan feb apr aug sept okt nov dec",
    },
    "da": {
        Follow.NAME: "bl.a f.eks dvs ca d.v.s hr dr prof kl s.k pga",
        Follow.NUMBER: "nr s",
        Follow.ANY: "osv m.m m.v etc mio mia kr jan feb apr aug sept okt nov dec",
    },
    "no": {
        Follow.NAME: "bl.a f.eks dvs ca d.v.s hr dr prof kl s.k pga",
        Follow.NUMBER: "nr s",
        Follow.ANY: "osv m.m m.v etc mill mrd kr jan feb apr aug sept okt nov des",
    },
    "pl": {
        Follow.NAME: "dr prof hab inż mgr ks św np tzw tzn m.in ok ul al pl gen płk por kpt red o",
        Follow.NUMBER: "nr str s poz art ust pkt",
        Follow.ANY: "itd itp r w n.e p.n.e tys mln mld zł godz im",
    },
    "ru": {
        Follow.NAME: "г-н г-жа проф акад ул пр т.е т.н т.к им гр св д корп тов см ср напр",
        Follow.NUMBER: "стр с ст рис табл п пп гл",
        Follow.ANY: "т.д т.п др г гг в вв руб коп млн млрд тыс н.э",
    },
    "tr": {
        Follow.NAME: "Dr Prof Doç Yrd Av Sn Hz Alb Gen Org Müh Mim St örn bkz",
        Follow.NUMBER: "No s sf",
        Follow.ANY: "vb vd vs Cad Sok Mah A.Ş Ltd Şti M.Ö M.S",
    },
    "hi": {
        Follow.NAME: "डॉ प्रो श्री मो पं सं कु इंजी",
        Follow.NUMBER: "नं रु क्र",
    },
    "ar": {Follow.NAME: "د أ م ص.ب ق.م", Follow.ANY: "إلخ هـ"},
    "ur": {Follow.NAME: "ڈاکٹر پروفیسر"},
}

STARTERS: dict[str, str] = {
    "en": (
        "a about above after again all along also although an and another any are as at because before both but by can could "
        "critics did do does during each earlier either even every few finally first for from had has have he her here his how "
        "however i i'm i've i'd i'll if in indeed instead investigators is it it's its just last later let many maybe meanwhile "
        "more most my neither nevertheless next no none nor not nothing now of officials on once one only or other others our "
        "perhaps please police prosecutors several she she's should since so some sometimes still such than thank that that's "
        "the their then there there's these they they're they've this those though through today two under unlike until "
        "we we're we've well were what when where whether which while who why with witnesses would yes yesterday yet you "
        "you're your don't didn't isn't aren't doesn't wasn't weren't won't wouldn't couldn't can't"
    ),
    "de": (
        "der die das den dem des ein eine einer einem er sie es wir ich ihr man dies diese dieser dieses und aber auch doch "
        "jedoch denn so in im am an auf bei mit nach von vom vor zu zum zur für seit dabei damit dann da dort hier wenn als "
        "während obwohl nun jetzt heute was wer wie wo warum allerdings außerdem zudem"
    ),
    "fr": (
        "le la les l'on un une des il elle ils elles on nous vous je ce cette ces cet c'est mais et or donc car en dans sur pour "
        "par avec selon après avant depuis si quand comme son sa ses leur leurs qui que où pourquoi ainsi cependant"
    ),
    "es": (
        "el la los las un una unos unas él ella ellos ellas yo este esta estos estas ese esa eso pero y en con por para según "
        "después antes desde si cuando como su sus lo le se no qué quién dónde por también además sin"
    ),
    "id": (
        "ia dia mereka kami kita saya ini itu namun tetapi tapi dan di pada dalam dengan untuk dari menurut setelah sebelum "
        "sejak jika ketika saat selain sementara hal para sebanyak adapun karena oleh tidak bahkan akan juga"
    ),
    "ms": (
        "beliau dia mereka kami kita saya ini itu namun tetapi dan di pada dalam dengan untuk dari menurut selepas sebelum "
        "sejak jika apabila ketika selain sementara turut katanya bagaimanapun antara bagi oleh tidak malah para"
    ),
    "pt": "o a os as um uma ele ela eles elas eu este esta isso mas e em no na com por para segundo depois antes se quando não",
    "it": "il lo la i gli le un una uno lui lei egli ella loro io questo questa ma e in nel con per secondo dopo prima se quando non",
    "nl": "de het een hij zij ze we wij ik dit dat deze die maar en in op met voor van volgens na sinds als toen er ook niet",
}
