"""The compiled part of gongkai. Written by bindings/python/stubs.py; do not edit."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, overload

import numpy
import pandas
import polars

class State(Enum):
    """Which kind of no number a cell holds; nothing of it is ever taken for 0.

    blank: printed, and empty. missing: in this form, but the source does not print it. unreadable: printed, but not a number that can be told. fraction: not a whole number where the form counts. ambiguous: printed, and to be read in more than one way. absent: not in this form."""
    blank = "blank"
    missing = "missing"
    unreadable = "unreadable"
    fraction = "fraction"
    ambiguous = "ambiguous"
    absent = "absent"

class Finding:
    """One thing that a check found."""
    @property
    def file(self) -> str:
        """Name of the file; empty where there is none."""
    @property
    def agency(self) -> str:
        ...
    @property
    def year(self) -> int | None:
        """int, or None where not known."""
    @property
    def rule(self) -> str:
        """Stable id of the rule: "applicants.total"."""
    @property
    def severity(self) -> str:
        """"error", "warning" or "note"."""
    @property
    def message(self) -> str:
        ...
    @property
    def message_en(self) -> str:
        ...
    @property
    def place(self) -> str:
        """Where its file says so: "第 31 行", "工作表“表三”C12"; empty where that is not known."""
    @property
    def place_en(self) -> str:
        ...
    @property
    def subject(self) -> str:
        """What it is about: "表三·（一）予以公开"."""
    @property
    def basis(self) -> str:
        """The notice and item that asks for it."""
    @property
    def path(self) -> str:
        """Path of the cell it speaks of first; empty where it is about the report as a whole."""
    @property
    def table(self) -> str:
        ...
    @property
    def row(self) -> str:
        ...
    @property
    def column(self) -> str:
        ...
    @property
    def expected(self) -> int | None:
        """Of an equation: its left side, the sum of the parts; None otherwise."""
    @property
    def actual(self) -> int | Decimal | State:
        """Of an equation: its right side; of a single cell: what it holds."""
    @property
    def cells(self) -> list[dict[str, Any]]:
        """The cells concerned, as dicts: path, table, row, column, value; printed, line and place where the report was read from a file."""
    def __repr__(self) -> str: ...

class Findings:
    """What a check found, of one report or many: a sequence of Finding."""
    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> Finding: ...
    def __iter__(self) -> Iterator[Finding]: ...
    @property
    def errors(self) -> int:
        """How many are errors."""
    @property
    def warnings(self) -> int:
        ...
    @property
    def notes(self) -> int:
        ...
    def text(self, lang: str = 'zh') -> str:
        """As the command `gongkai check` prints them."""
    def to_dicts(self, lang: str = 'zh') -> list[dict[str, Any]]:
        """A dict a finding: file, agency, year, severity, rule, path, table, row, column, expected, actual, subject, message, place. What expected and actual are, Finding says."""
    def to_pandas(self, lang: str = 'zh') -> pandas.DataFrame:
        """The same as a DataFrame, a row a finding."""
    def _repr_html_(self) -> str: ...
    def __repr__(self) -> str: ...

class Overview:
    @property
    def opening(self) -> str:
        """总体情况 (Opening).

        str, empty where there is none."""
    @opening.setter
    def opening(self, value: str) -> None: ...
    @property
    def proactive_disclosure(self) -> str:
        """（一） 主动公开 (Proactive disclosure).

        str, empty where there is none."""
    @proactive_disclosure.setter
    def proactive_disclosure(self, value: str) -> None: ...
    @property
    def disclosure_on_request(self) -> str:
        """（二） 依申请公开 (Disclosure on request).

        str, empty where there is none."""
    @disclosure_on_request.setter
    def disclosure_on_request(self, value: str) -> None: ...
    @property
    def information_management(self) -> str:
        """（三） 政府信息管理 (Information management).

        str, empty where there is none."""
    @information_management.setter
    def information_management(self, value: str) -> None: ...
    @property
    def platforms(self) -> str:
        """（四） 平台建设 (Platforms).

        str, empty where there is none."""
    @platforms.setter
    def platforms(self, value: str) -> None: ...
    @property
    def oversight(self) -> str:
        """（五） 监督保障 (Oversight).

        str, empty where there is none."""
    @oversight.setter
    def oversight(self, value: str) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Documents:
    @property
    def issued(self) -> int | State:
        """本年制发件数 (Issued this year).

        int, at least 0 when right; a State where there is no number."""
    @issued.setter
    def issued(self, value: int | State) -> None: ...
    @property
    def repealed(self) -> int | State:
        """本年废止件数 (Repealed this year).

        int, at least 0 when right; a State where there is no number."""
    @repealed.setter
    def repealed(self, value: int | State) -> None: ...
    @property
    def in_force(self) -> int | State:
        """现行有效件数 (In force).

        int, at least 0 when right; a State where there is no number."""
    @in_force.setter
    def in_force(self, value: int | State) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Decisions:
    @property
    def made(self) -> int | State:
        """本年处理决定数量 (Decisions this year).

        int, at least 0 when right; a State where there is no number."""
    @made.setter
    def made(self, value: int | State) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Fees:
    @property
    def collected(self) -> Decimal | State:
        """本年收费金额（单位：万元） (Collected this year (10,000 yuan)).

        Decimal, exact, in 万元 (10,000 yuan); a State where there is no number."""
    @collected.setter
    def collected(self, value: Decimal | int | str | State) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Disclosure:
    @property
    def rules(self) -> Documents:
        """规章 (Rules)."""
    @property
    def normative_documents(self) -> Documents:
        """行政规范性文件 (Normative documents)."""
    @property
    def licences(self) -> Decisions:
        """行政许可 (Administrative licences)."""
    @property
    def penalties(self) -> Decisions:
        """行政处罚 (Administrative penalties)."""
    @property
    def compulsory_measures(self) -> Decisions:
        """行政强制 (Administrative compulsory measures)."""
    @property
    def administrative_fees(self) -> Fees:
        """行政事业性收费 (Administrative fees)."""
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Documents2019:
    @property
    def produced(self) -> int | State:
        """本年新制作数量 (Produced this year).

        int, at least 0 when right; a State where there is no number."""
    @produced.setter
    def produced(self, value: int | State) -> None: ...
    @property
    def newly_disclosed(self) -> int | State:
        """本年新公开数量 (Newly disclosed this year).

        int, at least 0 when right; a State where there is no number."""
    @newly_disclosed.setter
    def newly_disclosed(self, value: int | State) -> None: ...
    @property
    def disclosed(self) -> int | State:
        """对外公开总数量 (Disclosed in all).

        int, at least 0 when right; a State where there is no number."""
    @disclosed.setter
    def disclosed(self, value: int | State) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Items2019:
    @property
    def previous_year(self) -> int | State:
        """上一年项目数量 (Items in the previous year).

        int, at least 0 when right; a State where there is no number."""
    @previous_year.setter
    def previous_year(self, value: int | State) -> None: ...
    @property
    def change(self) -> int | State:
        """本年增/减 (Change this year).

        int, signed; a State where there is no number."""
    @change.setter
    def change(self, value: int | State) -> None: ...
    @property
    def decisions(self) -> int | State:
        """处理决定数量 (Decisions).

        int, at least 0 when right; a State where there is no number."""
    @decisions.setter
    def decisions(self, value: int | State) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class FeeItems2019:
    @property
    def previous_year(self) -> int | State:
        """上一年项目数量 (Items in the previous year).

        int, at least 0 when right; a State where there is no number."""
    @previous_year.setter
    def previous_year(self, value: int | State) -> None: ...
    @property
    def change(self) -> int | State:
        """本年增/减 (Change this year).

        int, signed; a State where there is no number."""
    @change.setter
    def change(self, value: int | State) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Procurement2019:
    @property
    def projects(self) -> int | State:
        """采购项目数量 (Procurement projects).

        int, at least 0 when right; a State where there is no number."""
    @projects.setter
    def projects(self, value: int | State) -> None: ...
    @property
    def amount(self) -> Decimal | State:
        """采购总金额 (Procurement amount (10,000 yuan)).

        Decimal, exact, in 万元 (10,000 yuan); a State where there is no number."""
    @amount.setter
    def amount(self, value: Decimal | int | str | State) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Disclosure2019:
    @property
    def rules(self) -> Documents2019:
        """规章 (Rules)."""
    @property
    def normative_documents(self) -> Documents2019:
        """规范性文件 (Normative documents)."""
    @property
    def licences(self) -> Items2019:
        """行政许可 (Administrative licences)."""
    @property
    def other_services(self) -> Items2019:
        """其他对外管理服务事项 (Other services to the public)."""
    @property
    def penalties(self) -> Items2019:
        """行政处罚 (Administrative penalties)."""
    @property
    def compulsory_measures(self) -> Items2019:
        """行政强制 (Administrative compulsory measures)."""
    @property
    def administrative_fees(self) -> FeeItems2019:
        """行政事业性收费 (Administrative fees)."""
    @property
    def procurement(self) -> Procurement2019:
        """政府集中采购 (Centralised government procurement)."""
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Applicants:
    @property
    def natural_person(self) -> int | State:
        """自然人 (Natural persons).

        int, at least 0 when right; a State where there is no number."""
    @natural_person.setter
    def natural_person(self, value: int | State) -> None: ...
    @property
    def commercial_enterprise(self) -> int | State:
        """商业企业 (Commercial enterprises).

        int, at least 0 when right; a State where there is no number."""
    @commercial_enterprise.setter
    def commercial_enterprise(self, value: int | State) -> None: ...
    @property
    def research_institution(self) -> int | State:
        """科研机构 (Research institutions).

        int, at least 0 when right; a State where there is no number."""
    @research_institution.setter
    def research_institution(self, value: int | State) -> None: ...
    @property
    def public_welfare_body(self) -> int | State:
        """社会公益组织 (Public welfare bodies).

        int, at least 0 when right; a State where there is no number."""
    @public_welfare_body.setter
    def public_welfare_body(self, value: int | State) -> None: ...
    @property
    def legal_service_institution(self) -> int | State:
        """法律服务机构 (Legal service institutions).

        int, at least 0 when right; a State where there is no number."""
    @legal_service_institution.setter
    def legal_service_institution(self, value: int | State) -> None: ...
    @property
    def other(self) -> int | State:
        """其他 (Others).

        int, at least 0 when right; a State where there is no number."""
    @other.setter
    def other(self, value: int | State) -> None: ...
    @property
    def total(self) -> int | State:
        """总计 (Total).

        int, at least 0 when right; a State where there is no number."""
    @total.setter
    def total(self, value: int | State) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Denied:
    @property
    def state_secret(self) -> Applicants:
        """（三）1 1.属于国家秘密 (State secrets)."""
    @property
    def prohibited_by_law(self) -> Applicants:
        """（三）2 2.其他法律行政法规禁止公开 (Prohibited by law)."""
    @property
    def security_and_stability(self) -> Applicants:
        """（三）3 3.危及“三安全一稳定” (Harm to security or stability)."""
    @property
    def third_party_rights(self) -> Applicants:
        """（三）4 4.保护第三方合法权益 (Rights of third parties)."""
    @property
    def internal_affairs(self) -> Applicants:
        """（三）5 5.属于三类内部事务信息 (Internal affairs)."""
    @property
    def deliberative_information(self) -> Applicants:
        """（三）6 6.属于四类过程性信息 (Deliberative information)."""
    @property
    def enforcement_files(self) -> Applicants:
        """（三）7 7.属于行政执法案卷 (Law enforcement files)."""
    @property
    def administrative_inquiries(self) -> Applicants:
        """（三）8 8.属于行政查询事项 (Matters of administrative inquiry)."""
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Unavailable:
    @property
    def not_held(self) -> Applicants:
        """（四）1 1.本机关不掌握相关政府信息 (Not held by the agency)."""
    @property
    def would_need_making(self) -> Applicants:
        """（四）2 2.没有现成信息需要另行制作 (Would have to be made)."""
    @property
    def unclear_after_request(self) -> Applicants:
        """（四）3 3.补正后申请内容仍不明确 (Unclear even after clarification)."""
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class NotProcessed:
    @property
    def petition(self) -> Applicants:
        """（五）1 1.信访举报投诉类申请 (Petitions, reports, complaints)."""
    @property
    def repeated(self) -> Applicants:
        """（五）2 2.重复申请 (Repeated applications)."""
    @property
    def publications(self) -> Applicants:
        """（五）3 3.要求提供公开出版物 (Requests for publications)."""
    @property
    def excessive(self) -> Applicants:
        """（五）4 4.无正当理由大量反复申请 (Excessive applications without good reason)."""
    @property
    def reconfirmation(self) -> Applicants:
        """（五）5 5.要求行政机关确认或重新出具已获取信息 (Information already obtained)."""
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class OtherHandling:
    @property
    def not_clarified_in_time(self) -> Applicants:
        """（六）1 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 (Not clarified in time)."""
    @property
    def fee_not_paid_in_time(self) -> Applicants:
        """（六）2 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 (Fee not paid in time)."""
    @property
    def other(self) -> Applicants:
        """（六）3 3.其他 (Other)."""
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Outcomes:
    @property
    def disclosed(self) -> Applicants:
        """（一）予以公开 (Disclosed)."""
    @property
    def partly_disclosed(self) -> Applicants:
        """（二）部分公开（区分处理的，只计这一情形，不计其他情形） (Partly disclosed)."""
    @property
    def denied(self) -> Denied:
        """（三）不予公开 (Denied)."""
    @property
    def unavailable(self) -> Unavailable:
        """（四）无法提供 (Unavailable)."""
    @property
    def not_processed(self) -> NotProcessed:
        """（五）不予处理 (Not processed)."""
    @property
    def other_handling(self) -> OtherHandling:
        """（六）其他处理 (Other handling)."""
    @property
    def other_handling_2019(self) -> Applicants:
        """（六）其他处理 (Other handling)."""
    @property
    def total(self) -> Applicants:
        """（七）总计 (Total of outcomes)."""
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Applications:
    @property
    def received(self) -> Applicants:
        """一、本年新收政府信息公开申请数量 (Received this year)."""
    @property
    def carried_in(self) -> Applicants:
        """二、上年结转政府信息公开申请数量 (Carried over from last year)."""
    @property
    def outcomes(self) -> Outcomes:
        """三、本年度办理结果 (Outcomes this year)."""
    @property
    def carried_forward(self) -> Applicants:
        """四、结转下年度继续办理 (Carried forward to next year)."""
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Results:
    @property
    def upheld(self) -> int | State:
        """结果维持 (Upheld).

        int, at least 0 when right; a State where there is no number."""
    @upheld.setter
    def upheld(self, value: int | State) -> None: ...
    @property
    def corrected(self) -> int | State:
        """结果纠正 (Corrected).

        int, at least 0 when right; a State where there is no number."""
    @corrected.setter
    def corrected(self, value: int | State) -> None: ...
    @property
    def other(self) -> int | State:
        """其他结果 (Other result).

        int, at least 0 when right; a State where there is no number."""
    @other.setter
    def other(self, value: int | State) -> None: ...
    @property
    def not_concluded(self) -> int | State:
        """尚未审结 (Not concluded).

        int, at least 0 when right; a State where there is no number."""
    @not_concluded.setter
    def not_concluded(self, value: int | State) -> None: ...
    @property
    def total(self) -> int | State:
        """总计 (Total).

        int, at least 0 when right; a State where there is no number."""
    @total.setter
    def total(self, value: int | State) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Proceedings:
    @property
    def reconsideration(self) -> Results:
        """行政复议 (Administrative reconsideration)."""
    @property
    def litigation_direct(self) -> Results:
        """未经复议直接起诉 (Litigation without prior reconsideration)."""
    @property
    def litigation_after_reconsideration(self) -> Results:
        """复议后起诉 (Litigation after reconsideration)."""
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Report:
    """One agency's report on one year: the typed form, with where it was read from.

    Members are attributes (report.applications.received.total); a cell is an int, a Decimal (money, in 万元) or a State. Report(form=2021, agency=…) makes a blank form."""
    def __init__(self, form: int = 2021, **kwargs: Any) -> None:
        """A blank form of that generation, with these members."""
    @property
    def form(self) -> int:
        """表式 (Form).

        int, the year of the notice: 2019 or 2021."""
    @form.setter
    def form(self, value: int) -> None: ...
    @property
    def agency(self) -> str:
        """机关 (Agency).

        str, empty where there is none."""
    @agency.setter
    def agency(self, value: str) -> None: ...
    @property
    def year(self) -> int | None:
        """年度 (Year).

        int, or None where not known."""
    @year.setter
    def year(self, value: int | None) -> None: ...
    @property
    def published(self) -> datetime.date | None:
        """公布日期 (Published on).

        datetime.date, or None where not known."""
    @published.setter
    def published(self, value: datetime.date | str | None) -> None: ...
    @property
    def division(self) -> str:
        """行政区划代码 (Division code).

        str, empty where there is none."""
    @division.setter
    def division(self, value: str) -> None: ...
    @property
    def parent(self) -> str:
        """汇总机关 (Parent).

        str, empty where there is none."""
    @parent.setter
    def parent(self, value: str) -> None: ...
    @property
    def overview(self) -> Overview:
        """一、总体情况 (1. Overview)."""
    @property
    def disclosure(self) -> Disclosure:
        """表二 二、主动公开政府信息情况 (Table 2, proactive disclosure)."""
    @property
    def disclosure_2019(self) -> Disclosure2019:
        """表二 二、主动公开政府信息情况 (Table 2, proactive disclosure)."""
    @property
    def applications(self) -> Applications:
        """表三 三、收到和处理政府信息公开申请情况 (Table 3, applications)."""
    @property
    def proceedings(self) -> Proceedings:
        """表四 四、政府信息公开行政复议、行政诉讼情况 (Table 4, reconsideration and litigation)."""
    @property
    def problems(self) -> str:
        """五、存在的主要问题及改进情况 (5. Problems and improvements).

        str, empty where there is none."""
    @problems.setter
    def problems(self, value: str) -> None: ...
    @property
    def other_matters(self) -> str:
        """六、其他需要报告的事项 (6. Other matters).

        str, empty where there is none."""
    @other_matters.setter
    def other_matters(self, value: str) -> None: ...
    def __getitem__(self, arg0: str | tuple[str, str, str], /) -> int | Decimal | State:
        """The cell of that path, or of that table, row and column by their official names."""
    def __setitem__(self, arg0: str | tuple[str, str, str], arg1: int | Decimal | str | State, /) -> None: ...
    def cells(self) -> list[tuple[str, int | Decimal | State]]:
        """All cells of the report's form, in its order: a list of (path, value)."""
    def _ipython_key_completions_(self) -> list[str]: ...
    def check(self) -> Findings:
        """Checks every equation and cell of the form, its text against its tables, and its plausibility. Returns Findings; changes nothing."""
    def to_json(self, indent: int = 0) -> str:
        """The report as JSON, as `gongkai schema` describes it."""
    @staticmethod
    def from_json(text: str) -> Report:
        """A report from such JSON; strict."""
    def to_dict(self) -> dict[str, Any]:
        """The same as nested dicts: cells are ints, decimal strings (money), None (blank) or the name of their State."""
    @staticmethod
    def from_dict(tree: dict[str, Any]) -> Report:
        """A report from such a dict; strict."""
    def to_csv(self) -> str:
        """Tidy CSV: file, agency, year, form, table, row, column, value, state; a line a cell."""
    def text(self, lang: str = 'zh') -> str:
        """The whole form as aligned text."""
    def to_markdown(self, lang: str = 'zh') -> str:
        """The official form as Markdown with pipe tables."""
    def to_html(self, *, findings: Findings | None = None, page: bool = False, lang: str = 'zh') -> str:
        """The official form as a piece of HTML, or as a whole page; styles inline, no script. With findings (of Report.check) the cells that they are about are marked and explained."""
    def to_docx(self, lang: str = 'zh') -> bytes:
        """The official form as a Word file, with the notice's geometry."""
    def to_xlsx(self, lang: str = 'zh') -> bytes:
        """The official form as an Excel file."""
    def _repr_html_(self) -> str: ...
    def replace(self, **kwargs: Any) -> Report:
        """A copy with these members changed."""
    def __copy__(self) -> Report: ...
    def __deepcopy__(self, memo: dict) -> Report: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...
    def __replace__(self, **kwargs: Any) -> Report:
        """A copy with these members changed."""
    @property
    def file(self) -> str:
        """Name of the file it was read from; empty where there is none."""
    @property
    def notes(self) -> list[Note]:
        """The reader's doubts: a list of Note."""
    @property
    def mentions(self) -> list[Mention]:
        """The quantities in its text: a list of Mention."""
    def source(self, path: str) -> dict[str, Any] | None:
        """Where the cell of that path stands in the source, as a dict: printed, line, offset; table, row and column, from 1, of a workbook those of the sheet; sheet, its name; place, all of it in words; readings. None where it does not stand there."""
    def diagnose(self) -> Diagnosis:
        """Which cells may be wrong, and what they should hold. Changes nothing."""
    def apply(self, corrections: Correction | Sequence[Correction]) -> Report:
        """A copy with one Correction, or a list of them, carried out. Raises ValueError where a cell holds something else than its correction says."""

class ReadError(ValueError):
    """What was given cannot be read. rule says why ("no_report", "wrong_type" …), file, line, character and offset (bytes) where, path which member, and of a cell table, row, column, expected and actual."""
    rule: str
    file: str
    path: str
    table: str
    row: str
    column: str
    actual: str
    offset: int
    line: int | None
    character: int | None
    expected: str | None

class Note:
    """A doubt of the reader, which is no error of the agency."""
    @property
    def rule(self) -> str:
        ...
    @property
    def severity(self) -> str:
        ...
    @property
    def message(self) -> str:
        ...
    @property
    def message_en(self) -> str:
        ...
    @property
    def line(self) -> int:
        """From 1; 0 where the file has no lines, or it is about the file as a whole."""
    @property
    def place(self) -> str:
        """Where that is in its file: "第 31 行", "工作表“表三”第 12 行"; empty where it is about the file as a whole."""
    @property
    def place_en(self) -> str:
        ...
    def __repr__(self) -> str: ...

class Mention:
    """A quantity that the text of a report states."""
    @property
    def value(self) -> Decimal:
        """Decimal, exact; 万 and 亿 multiplied out."""
    @property
    def unit(self) -> str:
        ...
    @property
    def subject(self) -> str:
        ...
    @property
    def sentence(self) -> str:
        ...
    @property
    def part(self) -> str:
        """Path of the text: "overview.platforms"."""
    @property
    def kind(self) -> str:
        """"exact", "approximate", "none" (says that there was nothing), "percentage"."""
    def __repr__(self) -> str: ...

def recognise(blocks: list, file: str = '') -> Report:
    """One report from the blocks of a document that something else took apart: a str is a paragraph, a list of rows is a table, a cell a str, or None where another cell spans the place. Raises ReadError."""

def read_bytes(bytes: bytes, file: str = '') -> Report:
    """One report from the bytes of a file. Raises ReadError."""

class Correction:
    """A change to one cell, proposed: see Report.apply."""
    def __init__(self, path: str, printed: int | State, proposed: int | State) -> None: ...
    @property
    def path(self) -> str:
        """"applications.received.total"."""
    @property
    def table(self) -> str:
        ...
    @property
    def row(self) -> str:
        ...
    @property
    def column(self) -> str:
        ...
    @property
    def printed(self) -> int | State:
        """What the cell holds.

        int, at least 0 when right; a State where there is no number."""
    @property
    def proposed(self) -> int | State:
        """What it should hold, at least 0.

        int, at least 0 when right; a State where there is no number."""
    @property
    def rules(self) -> list[str]:
        """Ids of the equations that ask for it."""
    @property
    def confidence(self) -> str:
        """"determined" (a blank, the equations leave no other number), "only" (the only explanation), "likeliest" or "possible"."""
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __repr__(self) -> str: ...

class Slip:
    """One human slip and the cells it spoilt."""
    @property
    def kind(self) -> str:
        """"totals_left_out", "row_left_out", "total_not_updated", "misfiled_nearby", "transposed" …, "wrong_number"."""
    @property
    def cells(self) -> list[Correction]:
        """The changes that undo it, in the order of the form."""
    @property
    def one_of(self) -> list[list[Correction]]:
        """Where it cannot be told which of several rows it was: all of them. One is to be changed, besides cells."""
    @property
    def message(self) -> str:
        ...
    @property
    def message_en(self) -> str:
        ...
    def __repr__(self) -> str: ...

class Explanation:
    """Changes that together make every equation hold."""
    @property
    def slips(self) -> list[Slip]:
        """The least likely first: it is what the explanation stands on."""
    @property
    def corrections(self) -> list[Correction]:
        """All changes, for Report.apply; none where it cannot be told which row a slip was in."""
    @property
    def message(self) -> str:
        ...
    @property
    def message_en(self) -> str:
        ...
    def __len__(self) -> int:
        """How many cells it changes."""
    def __repr__(self) -> str: ...

class Fault:
    """What is wrong in one part of a report that no equation ties to the rest."""
    @property
    def verdict(self) -> str:
        """"one" explanation, "several", or "undecidable"."""
    @property
    def explanations(self) -> list[Explanation]:
        """The likeliest kind of slip first, then the fewest cells."""
    @property
    def count(self) -> int:
        """How many explanations there are, listed or not."""
    @property
    def complete(self) -> bool:
        """False: the search stopped at its limit, and there may be more."""
    @property
    def blanks(self) -> list[str]:
        """Where undecidable: paths of the cells without a number that prevent it."""
    def __repr__(self) -> str: ...

class Diagnosis:
    """Which cells may be wrong, and what they should hold."""
    @property
    def verdict(self) -> str:
        """"consistent", "one" explanation, "several" or "undecidable": the worst of the faults'."""
    @property
    def faults(self) -> list[Fault]:
        """Each stands by itself."""
    @property
    def filled(self) -> list[Correction]:
        """Cells without a number, where the equations leave one choice."""
    @property
    def open(self) -> list[str]:
        """Paths of cells without a number in some equation that leaves a choice."""
    @property
    def corrections(self) -> list[Correction]:
        """Those of the first explanation of every fault, and filled: for Report.apply."""
    def text(self, lang: str = 'zh') -> str:
        """In sentences; empty where nothing is wrong."""
    def to_dict(self) -> dict[str, Any]:
        """The dict that `gongkai check --format json` gives as its diagnosis."""
    def __repr__(self) -> str: ...

class Failures:
    """The files of a scan that could not be read, and lines of JSON Lines: a sequence of ReadError."""
    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> ReadError: ...
    def __iter__(self) -> Iterator[ReadError]: ...
    def to_dicts(self) -> list[dict[str, Any]]:
        """A dict a failure: file, line, rule, path, table, row, column, expected, actual, message. What they are, ReadError says."""
    def to_pandas(self) -> pandas.DataFrame:
        """The same as a DataFrame, a row a failure."""
    def __repr__(self) -> str: ...

class TidyTable:
    """A Table with a row for each cell that a report's form has: file, agency, year, published, form, division, parent, table, row, column, path, value (of counts), amount (of money, in 万元), state."""
    def __len__(self) -> int: ...
    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame of 14 columns; value Int64, amount Decimal or None."""
    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame of 14 columns."""
    def to_arrow(self) -> Any:
        """A pyarrow Table of 14 columns."""
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A stream from the first row on."""

class Table:
    """Many reports, a row for each, without their prose. Columns: file, the identity of a report (agency, year, published, form, division, parent), its cells by their paths, and how many errors, warnings and notes a check found.

    Table(reports) makes one of Reports; gongkai.scan reads one from files. It does not change: slices, masks and selections are tables of their own."""
    def __init__(self, reports: Iterable[Report] = (), check: bool = True) -> None:
        """check: each is checked, as by Report.check."""
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int) -> Report: ...
    @overload
    def __getitem__(self, key: str | tuple[str, str, str]) -> numpy.ndarray[Any, Any]: ...
    @overload
    def __getitem__(
        self,
        key: slice | list[int] | list[bool] | list[str] | numpy.ndarray[Any, Any]
        | pandas.Series[Any] | polars.Series,
    ) -> Table:
        """table[3]: a Report without its prose. table[10:20], table[mask], table[[0, 5]]: those rows. table[["agency", "applications.received"]]: those columns; a path above cells is all of them. table["applications.received.total"], or table["表三", "（七）", "总计"]: one column, of shape (rows,), masked where there is no number."""
    def __iter__(self) -> Iterator[Report]: ...
    def __add__(self, arg0: Table) -> Table: ...
    @property
    def columns(self) -> list[str]:
        """Names of the columns, in their order."""
    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
    def filter(self, wanted: Callable[[Report], object]) -> Table:
        """The rows for whose Report wanted(report) is true."""
    @property
    def findings(self) -> Findings:
        """What the check found in all of them, in their order: Findings."""
    @property
    def failures(self) -> Failures:
        """What could not be read, in the order of the files: Failures."""
    @property
    def passed_over(self) -> int:
        """How many files of the scan are no reports at all: pictures, style sheets."""
    @property
    def repeats(self) -> list[tuple[int, int, bool]]:
        """Reports of one agency and year that are there more than once: tuples (row that sums leave out, row that counts, whether they differ)."""
    @property
    def tidy(self) -> TidyTable:
        """The same with a row for each cell, which says its state."""
    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame (rows, columns). Counts are Int64, <NA> where there is no number; published is datetime64; money is Decimal or None, in 万元."""
    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame (rows, columns). Counts are Int64, null where there is no number; money is Decimal, in 万元."""
    def to_arrow(self) -> Any:
        """A pyarrow Table (rows, columns), with the official labels as metadata of its fields."""
    def to_numpy(self) -> numpy.ma.MaskedArray[Any, Any]:
        """The counts as one masked array of int64, of shape (rows, count cells among columns), masked where there is no number. Identity, money and verdict are left out."""
    def to_json_lines(self) -> str:
        """A report a line, without prose."""
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A stream from the first row on."""
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str: ...
    def summarise(self, by: str | Sequence[str] | None = None, *, jobs: int | None = None) -> Summary:
        """Exact sums by group; of a report that is there more than once only one counts. by: as for Summary. jobs: how many threads add up; None: as many as there are processors."""

def scan(names: Sequence[bytes], jobs: int, check: bool, collect: bool, progress: object, read_pdf: object) -> Table:
    """What gongkai.scan does. jobs 0: as many as there are processors. progress and read_pdf are called as progress(done) and read_pdf(bytes, name), or are None."""

def read_json_lines(bytes: bytes, file: str = '', check: bool = True, collect: bool = False) -> Table:
    """What gongkai.read_json_lines does."""

class Summary:
    """Exact sums of reports by group. It knows its reports: none is added twice, whatever the split, and of two versions the later published one counts.

    Summary(by) is empty; Table.summarise makes one of a table."""
    def __init__(self, by: str | Sequence[str] | None = None) -> None:
        """by: a name or a list of them: "year", "form", "agency", "parent", "division", "province", "city", "county" (by division), "kind" (of agency). None: one group of all."""
    def add(self, report: Report) -> None:
        """One report more."""
    def merge(self, other: Summary) -> Summary:
        """Both together. Raises ValueError where they are grouped by different things."""
    def __add__(self, arg0: Summary) -> Summary: ...
    @property
    def by(self) -> list[str]:
        """What it is grouped by."""
    @property
    def reports(self) -> int:
        """How many reports it knows, those that come again included."""
    @property
    def repeats(self) -> int:
        """How many of them are left out, as another report of the agency and year counts."""
    def __len__(self) -> int:
        """How many groups."""
    def __eq__(self, other: object, /) -> bool:
        """The same sums."""
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def to_dicts(self) -> list[dict[str, Any]]:
        """A dict a group: what it is grouped by, reports (how many), and for each cell, by its path, the exact sum, as int or Decimal (money, in 万元); None where no report gives a number."""
    def to_pandas(self) -> pandas.DataFrame:
        """The same as a DataFrame of shape (groups, 1 + cells), indexed by what it is grouped by. Counts are Int64, or object where a sum needs more than 64 bits."""
    def coverage(self) -> pandas.DataFrame:
        """What stands behind each sum: a DataFrame with a row for each group and cell: path, table, row, column, sum, recomputed (a total from its details), and in how many reports the cell has which state: value, blank, missing, unreadable, fraction, ambiguous, absent."""
    def indicators(self, lang: str = 'zh') -> pandas.DataFrame:
        """A DataFrame with a row for each group and indicator (docs/indicators.md): indicator, title, numerator, denominator, standing ("defined", "no_cases", "incomplete"), per_100 (Decimal of two decimals, or None)."""
    def __repr__(self) -> str: ...

class RolledUp:
    """What a government's report should say, from those below it."""
    @property
    def report(self) -> Report:
        """Report: sums over those who give a number, totals worked out anew."""
    @property
    def included(self) -> list[str]:
        """Names of the agencies whose reports are in it."""
    @property
    def missing(self) -> list[str]:
        """Names of the agencies whose reports should be in it and are not there."""
    @property
    def partial(self) -> list[str]:
        """Paths of cells that some included report does not give."""
    def __repr__(self) -> str: ...

def series(reports: Iterable[Report]) -> Findings:
    """Compares each agency's reports year against year. reports: a Table, or Reports. Findings, each about one of them."""

def parts(whole: Report, reports: Iterable[Report], missing: Sequence[str] = []) -> Findings:
    """Compares a whole with the reports that it adds up, cell by cell: Findings. missing: names of parts whose reports are not at hand."""

def rollup(units: str, table: Table) -> tuple:
    """What gongkai.rollup does: units as CSV; (all RolledUp, what is wrong with reports)."""

def command(arguments: Sequence[bytes]) -> int:
    """The command `gongkai` with these words; its exit status."""
