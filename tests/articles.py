"""Short articles of our own words, shared by the tests: one of each kind that a newsroom sends."""

# ruff: noqa: E501 — a paragraph is one line, as in the files that newsrooms send

from __future__ import annotations

NEWS_TITLE = "Harlow Bay votes to rebuild its lighthouse by hand"

NEWS = """The council of Harlow Bay voted on Tuesday to rebuild the town's storm-wrecked lighthouse with local stone and volunteer labour.

The plan will cost 2.4 million pounds, about half of what a contractor had asked for. Mayor Ruth Adeyemi said the vote was "the closest thing this town has had to a party in ten years".

The tower lost its lantern room in February, when a storm with gusts of 140 kilometres an hour crossed the coast. Nobody was hurt, but two fishing boats struck the reef in the weeks after the lamp went dark.

Not everyone is convinced. Councillor Owen Pratt, who voted against the plan, warned that volunteers may not meet the safety rules. "I love that tower," he said. "I do not want to be the man who explains why it fell on somebody."

The first stones will be cut in May at the Penrose quarry, which closed in 1998 and has agreed to reopen a single face. Some 300 residents have signed up for shifts, among them 14 retired masons.

Engineers from the University of Exmoor will test every course of stone before the next one is laid. If the work passes inspection, the lamp should burn again in September next year."""

LISTICLE = """Five things to know about the night trains that return this spring

Cover image via Northern Rail/Handout

The first sleeper in two decades leaves on Friday, and most berths are sold.

The trains run three nights a week

Services leave the capital at 21.40 on Mondays, Wednesdays and Fridays. They reach the coast shortly after seven in the morning, in time for the first ferry.

From left: Conductor Mia Strand, driver Jonas Vik, and Minister of Transport Lena Holm

Image via Northern Rail/Handout

A berth costs less than a hotel room

The cheapest bed is 39 euros in a compartment for six. Private cabins start at 129 euros, and children under four travel free.

The carriages are not new

They were built in 1994 for a line that closed. The railway spent 18 million euros on bedding, brakes and soundproofing, reported The Courier.

Dogs may come, bicycles may not

One carriage has a floor that can be hosed down. Bicycles were left out because the old luggage vans failed a fire test in January.

More routes depend on this summer

If the trains are at least 70 percent full until August, a second line to the lakes will open. The operator said that it had already ordered ten more carriages.

Catch up on other recent trending travel news:

Subscribe to our newsletter for more stories like this"""

MALAY = """Majlis Bandaraya Kuala Selasih mengumumkan pada hari Isnin bahawa pasar malam yang terkenal di Jalan Kenanga akan dipindahkan ke tapak baharu mulai bulan Ogos.

Datuk Bandar, Puan Rohana Salleh, berkata tapak baharu itu mempunyai 420 petak niaga, iaitu 90 lebih banyak daripada tapak lama. Beliau berkata keputusan itu dibuat selepas penduduk mengadu tentang kesesakan lalu lintas sejak tiga tahun lalu.

Para peniaga menyambut berita itu dengan perasaan bercampur. Encik Ahmad Zaki, yang menjual satay di situ selama 22 tahun, bimbang pelanggan tetapnya tidak akan datang ke tempat yang lebih jauh.

Pihak majlis akan menyediakan bas percuma setiap 15 minit dari stesen kereta api. Sewa petak pula tidak akan dinaikkan sehingga akhir tahun depan."""

CHINESE = """海临市政府周二宣布，将在三年内重建被台风摧毁的老渔港，工程总投资为四亿元。

市长陈若兰在新闻发布会上表示，新渔港将增加一百二十个泊位，并首次为渔民设立冷库。她说，重建工作将优先雇用当地居民。

去年九月，台风袭击海临，渔港的防波堤断裂，六十多艘渔船沉没。当时没有人员死亡，但是许多家庭失去了收入。

渔民协会对计划表示欢迎，同时担心工期过长。协会会长林志远说，渔民已经等了一年，不能再等三年。

市政府承诺，第一批三十个泊位将在明年春天开放。工程的环境评估报告预计下个月公布。"""

GERMAN = """Der Stadtrat von Lindenau hat am Mittwoch beschlossen, die alte Straßenbahnlinie zum Bahnhof nach 40 Jahren wieder in Betrieb zu nehmen.

Die Kosten werden auf 61 Millionen Euro geschätzt, von denen das Land zwei Drittel übernimmt. Oberbürgermeisterin Dr. Helga Brandt sagte, die Linie werde täglich etwa 9.000 Fahrgäste befördern.

Die Gleise liegen zum großen Teil noch unter dem Asphalt. Ein Gutachten der Technischen Universität kam zu dem Ergebnis, dass rund 70 Prozent von ihnen weiter genutzt werden können.

Kritik kam von den Händlern in der Bahnhofstraße. Sie fürchten, dass während der Bauzeit die Kunden ausbleiben, und fordern eine Entschädigung.

Die Arbeiten sollen im März beginnen und zwei Jahre dauern. Die ersten Wagen sind bereits bestellt."""

BY_LANGUAGE = {"en": NEWS, "ms": MALAY, "zh": CHINESE, "de": GERMAN}
"""Language code → an article in it."""
