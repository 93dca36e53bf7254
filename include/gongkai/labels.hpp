// The official label of every member of the form, in both languages. The Chinese text is that of
// the templates (国办公开办函〔2021〕30号; 〔2019〕60号 for the types named 2019), to the
// character. The English is ours; docs/glossary.md pairs the terms.
#ifndef GONGKAI_LABELS_HPP
#define GONGKAI_LABELS_HPP

#include "gongkai/reflect.hpp"
#include "gongkai/report.hpp"

namespace gongkai {
inline namespace v0 {

template <>
struct Labels<Report> {
  static constexpr Label of[] = {
      {"form", "", {"表式", "Form"}},
      {"agency", "", {"机关", "Agency"}},
      {"year", "", {"年度", "Year"}},
      {"published", "", {"公布日期", "Published on"}},
      {"division", "", {"行政区划代码", "Division code"}},
      {"parent", "", {"汇总机关", "Parent"}},
      {"overview", "一", {"一、总体情况", "1. Overview"}},
      {"disclosure", "表二", {"二、主动公开政府信息情况", "Table 2, proactive disclosure"}},
      {"disclosure_2019", "表二", {"二、主动公开政府信息情况", "Table 2, proactive disclosure"}},
      {"applications", "表三", {"三、收到和处理政府信息公开申请情况", "Table 3, applications"}},
      {"proceedings",
       "表四",
       {"四、政府信息公开行政复议、行政诉讼情况", "Table 4, reconsideration and litigation"}},
      {"problems", "五", {"五、存在的主要问题及改进情况", "5. Problems and improvements"}},
      {"other_matters", "六", {"六、其他需要报告的事项", "6. Other matters"}},
  };
};

template <>
struct Labels<Overview> {
  static constexpr Label of[] = {
      {"opening", "", {"总体情况", "Opening"}},
      {"proactive_disclosure", "（一）", {"主动公开", "Proactive disclosure"}},
      {"disclosure_on_request", "（二）", {"依申请公开", "Disclosure on request"}},
      {"information_management", "（三）", {"政府信息管理", "Information management"}},
      {"platforms", "（四）", {"平台建设", "Platforms"}},
      {"oversight", "（五）", {"监督保障", "Oversight"}},
  };
};

template <>
struct Labels<Documents> {
  static constexpr Label of[] = {
      {"issued", "", {"本年制发件数", "Issued this year"}},
      {"repealed", "", {"本年废止件数", "Repealed this year"}},
      {"in_force", "", {"现行有效件数", "In force"}},
  };
};

template <>
struct Labels<Decisions> {
  static constexpr Label of[] = {{"made", "", {"本年处理决定数量", "Decisions this year"}}};
};

template <>
struct Labels<Fees> {
  static constexpr Label of[] = {
      {"collected", "", {"本年收费金额（单位：万元）", "Collected this year (10,000 yuan)"}}};
};

template <>
struct Labels<Disclosure> {
  static constexpr Label of[] = {
      {"rules", "", {"规章", "Rules"}},
      {"normative_documents", "", {"行政规范性文件", "Normative documents"}},
      {"licences", "", {"行政许可", "Administrative licences"}},
      {"penalties", "", {"行政处罚", "Administrative penalties"}},
      {"compulsory_measures", "", {"行政强制", "Administrative compulsory measures"}},
      {"administrative_fees", "", {"行政事业性收费", "Administrative fees"}},
  };
};

template <>
struct Labels<Documents2019> {
  static constexpr Label of[] = {
      {"produced", "", {"本年新制作数量", "Produced this year"}},
      {"newly_disclosed", "", {"本年新公开数量", "Newly disclosed this year"}},
      {"disclosed", "", {"对外公开总数量", "Disclosed in all"}},
  };
};

template <>
struct Labels<Items2019> {
  static constexpr Label of[] = {
      {"previous_year", "", {"上一年项目数量", "Items in the previous year"}},
      {"change", "", {"本年增/减", "Change this year"}},
      {"decisions", "", {"处理决定数量", "Decisions"}},
  };
};

template <>
struct Labels<FeeItems2019> {
  static constexpr Label of[] = {
      {"previous_year", "", {"上一年项目数量", "Items in the previous year"}},
      {"change", "", {"本年增/减", "Change this year"}},
  };
};

template <>
struct Labels<Procurement2019> {
  static constexpr Label of[] = {
      {"projects", "", {"采购项目数量", "Procurement projects"}},
      {"amount", "", {"采购总金额", "Procurement amount (10,000 yuan)"}},
  };
};

template <>
struct Labels<Disclosure2019> {
  static constexpr Label of[] = {
      {"rules", "", {"规章", "Rules"}},
      {"normative_documents", "", {"规范性文件", "Normative documents"}},
      {"licences", "", {"行政许可", "Administrative licences"}},
      {"other_services", "", {"其他对外管理服务事项", "Other services to the public"}},
      {"penalties", "", {"行政处罚", "Administrative penalties"}},
      {"compulsory_measures", "", {"行政强制", "Administrative compulsory measures"}},
      {"administrative_fees", "", {"行政事业性收费", "Administrative fees"}},
      {"procurement", "", {"政府集中采购", "Centralised government procurement"}},
  };
};

template <>
struct Labels<Applicants> {
  static constexpr Label of[] = {
      {"natural_person", "", {"自然人", "Natural persons"}},
      {"commercial_enterprise", "", {"商业企业", "Commercial enterprises"}},
      {"research_institution", "", {"科研机构", "Research institutions"}},
      {"public_welfare_body", "", {"社会公益组织", "Public welfare bodies"}},
      {"legal_service_institution", "", {"法律服务机构", "Legal service institutions"}},
      {"other", "", {"其他", "Others"}},
      {"total", "", {"总计", "Total"}},
  };
};

template <>
struct Labels<Denied> {
  static constexpr Label of[] = {
      {"state_secret", "（三）1", {"1.属于国家秘密", "State secrets"}},
      {"prohibited_by_law", "（三）2", {"2.其他法律行政法规禁止公开", "Prohibited by law"}},
      {"security_and_stability",
       "（三）3",
       {"3.危及“三安全一稳定”", "Harm to security or stability"}},
      {"third_party_rights", "（三）4", {"4.保护第三方合法权益", "Rights of third parties"}},
      {"internal_affairs", "（三）5", {"5.属于三类内部事务信息", "Internal affairs"}},
      {"deliberative_information", "（三）6", {"6.属于四类过程性信息", "Deliberative information"}},
      {"enforcement_files", "（三）7", {"7.属于行政执法案卷", "Law enforcement files"}},
      {"administrative_inquiries",
       "（三）8",
       {"8.属于行政查询事项", "Matters of administrative inquiry"}},
  };
};

template <>
struct Labels<Unavailable> {
  static constexpr Label of[] = {
      {"not_held", "（四）1", {"1.本机关不掌握相关政府信息", "Not held by the agency"}},
      {"would_need_making", "（四）2", {"2.没有现成信息需要另行制作", "Would have to be made"}},
      {"unclear_after_request",
       "（四）3",
       {"3.补正后申请内容仍不明确", "Unclear even after clarification"}},
  };
};

template <>
struct Labels<NotProcessed> {
  static constexpr Label of[] = {
      {"petition", "（五）1", {"1.信访举报投诉类申请", "Petitions, reports, complaints"}},
      {"repeated", "（五）2", {"2.重复申请", "Repeated applications"}},
      {"publications", "（五）3", {"3.要求提供公开出版物", "Requests for publications"}},
      {"excessive",
       "（五）4",
       {"4.无正当理由大量反复申请", "Excessive applications without good reason"}},
      {"reconfirmation",
       "（五）5",
       {"5.要求行政机关确认或重新出具已获取信息", "Information already obtained"}},
  };
};

template <>
struct Labels<OtherHandling> {
  static constexpr Label of[] = {
      {"not_clarified_in_time",
       "（六）1",
       {"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "Not clarified in time"}},
      {"fee_not_paid_in_time",
       "（六）2",
       {"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "Fee not paid in time"}},
      {"other", "（六）3", {"3.其他", "Other"}},
  };
};

template <>
struct Labels<Outcomes> {
  static constexpr Label of[] = {
      {"disclosed", "（一）", {"（一）予以公开", "Disclosed"}},
      {"partly_disclosed",
       "（二）",
       {"（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "Partly disclosed"}},
      {"denied", "（三）", {"（三）不予公开", "Denied"}},
      {"unavailable", "（四）", {"（四）无法提供", "Unavailable"}},
      {"not_processed", "（五）", {"（五）不予处理", "Not processed"}},
      {"other_handling", "（六）", {"（六）其他处理", "Other handling"}},
      {"other_handling_2019", "（六）", {"（六）其他处理", "Other handling"}},
      {"total", "（七）", {"（七）总计", "Total of outcomes"}},
  };
};

template <>
struct Labels<Applications> {
  static constexpr Label of[] = {
      {"received", "一", {"一、本年新收政府信息公开申请数量", "Received this year"}},
      {"carried_in", "二", {"二、上年结转政府信息公开申请数量", "Carried over from last year"}},
      {"outcomes", "三", {"三、本年度办理结果", "Outcomes this year"}},
      {"carried_forward", "四", {"四、结转下年度继续办理", "Carried forward to next year"}},
  };
};

template <>
struct Labels<Results> {
  static constexpr Label of[] = {
      {"upheld", "", {"结果维持", "Upheld"}},
      {"corrected", "", {"结果纠正", "Corrected"}},
      {"other", "", {"其他结果", "Other result"}},
      {"not_concluded", "", {"尚未审结", "Not concluded"}},
      {"total", "", {"总计", "Total"}},
  };
};

template <>
struct Labels<Proceedings> {
  static constexpr Label of[] = {
      {"reconsideration", "", {"行政复议", "Administrative reconsideration"}},
      {"litigation_direct", "", {"未经复议直接起诉", "Litigation without prior reconsideration"}},
      {"litigation_after_reconsideration", "", {"复议后起诉", "Litigation after reconsideration"}},
  };
};

/// An empty report on that form: its cells have the state given, those of the other form are
/// absent.
inline Report blank_report(Form form, State state = State::blank) {
  Report report;
  report.form = form;
  set_all_cells(schema<Report>, &report, state);
  Outcomes& outcomes = report.applications.outcomes;
  if (form == Form::of_2021) {
    set_all_cells(schema<Disclosure2019>, &report.disclosure_2019, State::absent);
    set_all_cells(schema<Applicants>, &outcomes.other_handling_2019, State::absent);
  } else {
    set_all_cells(schema<Disclosure>, &report.disclosure, State::absent);
    set_all_cells(schema<OtherHandling>, &outcomes.other_handling, State::absent);
  }
  return report;
}

/// 2, 3 or 4: the table of the form in which a cell of the Report stands.
constexpr int table_number(const Path& path) noexcept {
  std::string_view table = path[0].label.number;
  return table == "表二" ? 2 : table == "表三" ? 3 : table == "表四" ? 4 : 0;
}

}  // namespace v0
}  // namespace gongkai

#endif
