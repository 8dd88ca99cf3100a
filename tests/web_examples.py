"""An article of our own for the tests of the web application, and what must hold of every problem document."""

from __future__ import annotations

import json
from typing import Any

from werkzeug.test import TestResponse

TITLE = "Harbour Town Votes To Keep Its Night Ferry"
ARTICLE = f"""{TITLE}

The council of Port Ellery voted on Thursday to keep the night ferry running for at least five more years.

Image via Port Ellery Gazette

The ferry carries about 240 nurses, bakers and dock workers across the bay every night, according to the council.

Ferry operator Calder Lines had warned in March that it would end the service unless the town paid £310,000 a year.

"We cannot ask people who keep the hospital open to swim to work," councillor Amina Drew told the meeting.

The town will pay £180,000 a year, and Calder Lines will raise the fare from £2.40 to £2.90 in September.

A group of shop owners had asked for the money to be spent on parking instead, but withdrew its motion before the vote.

Calder Lines said that it would replace the older of its two boats with an electric one by 2028.
"""

ARABIC = "\n\n".join(
    (
        "قرر مجلس مدينة الميناء يوم الخميس إبقاء عبارة الليل في الخدمة خمس سنوات أخرى على الأقل رغم ارتفاع كلفتها.",
        "وتنقل العبارة نحو مئتين وأربعين ممرضة وخبازا وعاملا عبر الخليج كل ليلة، كما قال المجلس في بيان له.",
        "وكانت الشركة المشغلة قد حذرت في مارس من أنها ستوقف الخدمة ما لم تدفع المدينة مبلغا أكبر كل عام.",
        "وقالت عضو المجلس أمينة درويش إن المدينة لا تستطيع أن تطلب من العاملين في المستشفى أن يسبحوا إلى عملهم.",
        "وستدفع المدينة مئة وثمانين ألفا في السنة، وسترفع الشركة سعر التذكرة في سبتمبر المقبل بنسبة قليلة.",
        "وأعلنت الشركة أنها ستستبدل القارب الأقدم بقارب كهربائي جديد قبل نهاية عام 2028 إذا توفر التمويل.",
    )
)


def problem(response: TestResponse) -> dict[str, Any]:
    """Return a problem document after checking that it is one."""
    assert response.content_type == "application/problem+json"
    found: dict[str, Any] = json.loads(response.data)
    required = {"type", "title", "status", "detail", "code", "errors", "retryable", "request_id"}
    assert required <= set(found)
    assert found["status"] == response.status_code
    assert found["request_id"] == response.headers["X-Request-ID"]
    assert "Traceback" not in response.text
    return found
