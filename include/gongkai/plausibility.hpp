// What is odd about one report although its equations may hold: figures that cannot well be, the
// form of another generation, parts that are not there, a late publication.
#ifndef GONGKAI_PLAUSIBILITY_HPP
#define GONGKAI_PLAUSIBILITY_HPP

#include <string>
#include <string_view>
#include <vector>

#include "gongkai/finding.hpp"
#include "gongkai/report.hpp"
#include "gongkai/rules.hpp"

namespace gongkai {
inline namespace v0 {

/// What kind of body a name says: the notices ask different things of them.
enum class Body : std::uint8_t {
  unknown,
  township,    ///< 镇, 乡, 街道
  department,  ///< 局, 委员会, 管委会 …
  government  ///< of county level or above, also in the name of its office: 市人民政府办公室
};

/// Told from the end of the name alone, so a guess: 某市交通运输局 is a department.
inline Body body_of(std::string_view agency) noexcept {
  auto ends_in = [&agency](std::string_view end) {
    return agency.size() > end.size() && agency.substr(agency.size() - end.size()) == end;
  };
  for (std::string_view bracket : {"（", "("}) {
    std::size_t at = agency.find(bracket);
    if (at != std::string_view::npos) agency = agency.substr(0, at);
  }
  bool office = false;
  for (std::string_view end : {"办公室", "办公厅"})
    if (!office && ends_in(end)) {
      agency.remove_suffix(end.size());
      office = true;
    }
  bool government = false;
  for (std::string_view end : {"人民政府", "政府"})
    if (!government && ends_in(end)) {
      agency.remove_suffix(end.size());
      government = true;
    }
  for (std::string_view end : {"镇", "乡", "街道", "街道办事处"})
    if (ends_in(end)) return Body::township;
  if (government) return Body::government;
  if (office || ends_in("片区")) return Body::department;
  for (std::string_view end : {"省", "市", "县", "区", "州", "盟", "旗"})
    if (ends_in(end)) return Body::government;
  for (std::string_view end : {"局", "委", "委员会", "管委会", "厅", "部", "署", "中心", "片区",
                               "支队", "大队", "总队", "所", "处", "站", "院", "会"})
    if (ends_in(end)) return Body::department;
  return Body::unknown;
}

namespace basis {
inline constexpr Text single_report = {"对照报告自身各处", "Comparison of the parts of one report"};
inline constexpr Text documents_of_year = {
    "国办公开办函〔2021〕30号附件，表二“第二十条第（一）项”：制发、废止为本年数，现行有效为年末数",
    "Notice 〔2021〕30, template, table 2, article 20 (1): issued and repealed in the year, in "
    "force "
    "at its end"};
inline constexpr Text disclosed_of_year = {
    "国办公开办函〔2019〕60号附件，表二“第二十条第（一）项”：本年新公开数量、对外公开总数量",
    "Notice 〔2019〕60, template, table 2, article 20 (1): newly disclosed this year, disclosed in "
    "all"};
inline constexpr Text rule_making = {
    "《中华人民共和国立法法》：规章由国务院部门、省级和设区的市、自治州人民政府制定",
    "Legislation Law: rules are made by ministries, provinces, and cities with districts"};
inline constexpr Text deadlines = {"《中华人民共和国政府信息公开条例》第四十九条",
                                   "Regulation on Open Government Information, article 49"};
inline constexpr Text form_2021 = {"国办公开办函〔2021〕30号：自2021年度起使用新格式",
                                   "Notice 〔2021〕30: its form is used for 2021 and after"};
inline constexpr Text row_6_2021 = {"国办公开办函〔2021〕30号附件，表三（六）其他处理",
                                    "Notice 〔2021〕30, template, table 3, （六）"};
inline constexpr Text sections = {"国办公开办函〔2021〕30号、〔2019〕60号附件，第一至六部分",
                                  "Notices 〔2021〕30 and 〔2019〕60, template, sections 一 to 六"};
inline constexpr Text fee_2021 = {
    "国办公开办函〔2021〕30号附件，第六部分：收取信息处理费情况在此报告",
    "Notice 〔2021〕30, template, section 六: information processing fees are reported here"};
}  // namespace basis

inline constexpr Rule plausible_stock = {
    "plausible.in_force",
    Severity::warning,
    {"现行有效件数不少于本年制发减本年废止", "No fewer are in force than issued minus repealed"},
    basis::documents_of_year,
    {"{row}现行有效件数为 {in_force}，少于本年制发 {issued} 减本年废止 {repealed}",
     "{row}: {in_force} in force, fewer than {issued} issued minus {repealed} repealed"}};
inline constexpr Rule plausible_disclosed = {
    "plausible.disclosed_2019",
    Severity::warning,
    {"对外公开总数量不少于本年新公开数量（2019 年表式）",
     "No fewer are disclosed in all than newly disclosed (2019 form)"},
    basis::disclosed_of_year,
    {"{row}对外公开总数量为 {disclosed}，少于本年新公开数量 {newly_disclosed}",
     "{row}: {disclosed} disclosed in all, fewer than the {newly_disclosed} newly disclosed"}};
inline constexpr Rule plausible_rules = {
    "plausible.rules",
    Severity::warning,
    {"只有有规章制定权的机关填报规章", "Only bodies that can make rules report any"},
    basis::rule_making,
    {"填有规章（{figures}），而从名称看“{agency}”一般没有规章制定权，请核对是否应填入"
     "行政规范性文件",
     "reports rules ({figures}), which a body named \"{agency}\" can hardly make; do they belong "
     "under normative documents?"}};
inline constexpr Rule plausible_total_repeated = {
    "plausible.total_repeated",
    Severity::warning,
    {"总计不重复填入申请人分类栏", "The total is not entered among the kinds of applicant"},
    basis::table_3_columns,
    {"表三有 {rows} 行，{column}一栏等于总计，而其余各栏之和也等于总计，疑为误填的总计",
     "in {rows} rows of table 3 the column {column} equals the total, and so do the other columns "
     "together: it seems to be the total, entered once more"}};
inline constexpr Rule published_late = {
    "published.late",
    Severity::warning,
    {"按期公布：部门、乡镇 1 月 31 日前，县级以上政府 3 月 31 日前",
     "Published in time: departments and townships by 31 January, governments from the county up "
     "by 31 March"},
    basis::deadlines,
    {"公布日期 {published}，晚于 {deadline}（按机关名称判断）",
     "published on {published}, after {deadline} (judged by the agency's name)"}};
inline constexpr Rule published_early = {
    "published.early",
    Severity::warning,
    {"报告在年度结束后公布", "A report is published when its year is over"},
    basis::single_report,
    {"公布日期 {published} 在报告年度 {year} 结束之前，请核对日期或年度",
     "published on {published}, before the end of {year}, the year reported on: one of the two is "
     "wrong"}};
inline constexpr Rule form_superseded = {
    "form.superseded",
    Severity::warning,
    {"2021 年度起使用 2021 年表式", "From 2021 on the form of 2021 is used"},
    basis::form_2021,
    {"{year} 年度仍使用 2019 年表式", "the form of 2019 is used for {year}"}};
inline constexpr Rule form_mixed = {
    "form.mixed",
    Severity::warning,
    {"2021 年表式的（六）其他处理分三行", "Row （六） of the 2021 form is three rows"},
    basis::row_6_2021,
    {"（六）其他处理仍为 2019 年表式的一行", "row （六） is the one row of the 2019 form"}};
inline constexpr Rule section_empty = {
    "section.empty",
    Severity::warning,
    {"报告各部分齐全", "All sections are there"},
    basis::sections,
    {"未见文字内容：{sections}", "no text found in: {sections}"}};
inline constexpr Rule fee_unmentioned = {
    "fee.unmentioned",
    Severity::warning,
    {"第六部分说明收取信息处理费的情况",
     "Section 六 says whether information processing fees were taken"},
    basis::fee_2021,
    {"“六、其他需要报告的事项”没有说明信息处理费的收取情况（未收取也应写明）",
     "section 六 does not say whether information processing fees were taken; that none were "
     "should be said, too"}};

/// All of them, for a catalogue.
inline constexpr Rule plausibility_rules[] = {
    plausible_stock, plausible_disclosed, plausible_rules, plausible_total_repeated,
    published_late,  published_early,     form_superseded, form_mixed,
    section_empty,   fee_unmentioned};

namespace detail {

class Plausibility {
 public:
  explicit Plausibility(const Report& report) : report_(report) {}

  Findings run() {
    stock("disclosure.rules", report_.disclosure.rules);
    stock("disclosure.normative_documents", report_.disclosure.normative_documents);
    disclosed("disclosure_2019.rules", report_.disclosure_2019.rules);
    disclosed("disclosure_2019.normative_documents", report_.disclosure_2019.normative_documents);
    rule_making();
    total_repeated();
    publication();
    generation();
    sections();
    return std::move(found_);
  }

 private:
  Finding& add(const Rule& rule) {
    found_.items.emplace_back();
    found_.items.back().rule = rule;
    return found_.items.back();
  }
  static void name(Finding& finding, std::string_view what, const std::string& value) {
    finding.named.push_back({what, value, value});
  }
  void cells(Finding& finding, std::string_view row) const {
    for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell) {
      std::string path = to_string(Path(schema<Report>, cell));
      if (path.size() > row.size() && path.compare(0, row.size(), row) == 0 &&
          path[row.size()] == '.')
        finding.terms.push_back(cell_term(schema<Report>, &report_, cell));
    }
    const Path& path = finding.terms[0].path;
    finding.named.push_back({"row", row_name(path, Language::zh), row_name(path, Language::en)});
  }

  void stock(std::string_view row, const Documents& documents) {
    if (!documents.issued.has_value() || !documents.repealed.has_value() ||
        !documents.in_force.has_value())
      return;
    ExactSum before(documents.in_force.value());  // what there must have been a year ago
    before += documents.repealed.value();
    if (!(before - ExactSum(documents.issued.value())).negative()) return;
    Finding& finding = add(plausible_stock);
    cells(finding, row);
    name(finding, "in_force", to_string(documents.in_force));
    name(finding, "issued", to_string(documents.issued));
    name(finding, "repealed", to_string(documents.repealed));
  }

  void disclosed(std::string_view row, const Documents2019& documents) {
    if (!documents.newly_disclosed.has_value() || !documents.disclosed.has_value() ||
        documents.disclosed.value() >= documents.newly_disclosed.value())
      return;
    Finding& finding = add(plausible_disclosed);
    cells(finding, row);
    name(finding, "disclosed", to_string(documents.disclosed));
    name(finding, "newly_disclosed", to_string(documents.newly_disclosed));
  }

  // Names that begin with the state's are those of ministries, which can make rules. So can a
  // province or a city; whether a name in 市 is a city with districts, it does not say.
  bool cannot_make_rules() const {
    const std::string& agency = report_.agency;
    for (std::string_view state : {"国家", "中国", "中华", "国务院"})
      if (agency.compare(0, state.size(), state) == 0) return false;
    Body body = body_of(agency);
    // The ministries called 部 and 署 may stand without the state's name: 财政部, 审计署.
    auto ends_in = [&](std::string_view end) {
      return agency.size() > end.size() &&
             agency.compare(agency.size() - end.size(), end.size(), end) == 0;
    };
    if (ends_in("部") || ends_in("署")) return false;
    return body == Body::township || body == Body::department;
  }

  // Whether a row has a number, and not only zeros.
  static bool has_figures(const Schema& row, const void* object) {
    bool any = false;
    for_each_cell(row, object, [&](const Member& member, const void* cell) {
      any = any ||
            (cell_state(member.kind, cell) == State::value && cell_text(member.kind, cell) != "0");
    });
    return any;
  }

  void rule_making() {
    bool of_2019 = report_.form == Form::of_2019;
    bool rules = of_2019 ? has_figures(schema<Documents2019>, &report_.disclosure_2019.rules)
                         : has_figures(schema<Documents>, &report_.disclosure.rules);
    if (!rules || !cannot_make_rules()) return;
    Finding finding;
    cells(finding, of_2019 ? "disclosure_2019.rules" : "disclosure.rules");
    Named figures{"figures", {}, {}};
    for (const Term& term : finding.terms) {
      if (term.state != State::value || term.printed == "0") continue;
      figures.zh =
          join(figures.zh, "、", column_name(term.path, Language::zh) + ' ' + term.printed);
      figures.en =
          join(figures.en, ", ", column_name(term.path, Language::en) + ' ' + term.printed);
    }
    finding.rule = plausible_rules;
    finding.named.push_back(std::move(figures));
    name(finding, "agency", report_.agency);
    found_.items.push_back(std::move(finding));
  }

  // In every row that has a total, and there are two or more, one and the same kind of applicant
  // has the total, and the other kinds add up to it as well.
  void total_repeated() {
    constexpr std::size_t kinds = schema<Applicants>.cells - 1;
    bool repeated[kinds] = {true, true, true, true, true, true};
    std::vector<std::size_t> rows;  // the first cells of those with a total
    std::size_t firsts[places<Report, Applicants>()] = {};
    places<Report, Applicants>(firsts);
    for (std::size_t first : firsts) {
      auto number = [&](std::size_t i) {
        return *static_cast<const Count*>(
            cell_at(schema<Report>, const_cast<Report*>(&report_), first + i));
      };
      Count total = number(kinds);
      if (!total.has_value() || total == Count(0)) continue;
      ExactSum sum, twice(total.value());
      twice += total.value();
      bool known = true, equal[kinds] = {};
      for (std::size_t i = 0; i < kinds; ++i) {
        Count kind = number(i);
        known = known && kind.has_value();
        if (kind.has_value()) sum += kind.value();
        equal[i] = kind == total;
      }
      if (!known) continue;
      rows.push_back(first);
      for (std::size_t i = 0; i < kinds; ++i) repeated[i] = repeated[i] && equal[i] && sum == twice;
    }
    if (rows.size() < 2) return;
    Finding finding;
    Named column{"column", {}, {}};  // two of them where they are the same in every row
    for (std::size_t i = 0; i < kinds; ++i) {
      if (!repeated[i]) continue;
      for (std::size_t first : rows)
        finding.terms.push_back(cell_term(schema<Report>, &report_, first + i));
      const Path& path = finding.terms.back().path;
      column.zh = join(column.zh, "或", column_name(path, Language::zh));
      column.en = join(column.en, " or ", column_name(path, Language::en));
    }
    if (finding.terms.empty()) return;
    finding.rule = plausible_total_repeated;
    finding.named.push_back(std::move(column));
    name(finding, "rows", std::to_string(rows.size()));
    found_.items.push_back(std::move(finding));
  }

  void publication() {
    if (report_.year < 1 || report_.year > 9998 || !report_.published.ok()) return;
    if (report_.published.year <= report_.year) {
      Finding& finding = add(published_early);
      name(finding, "published", to_string(report_.published));
      name(finding, "year", std::to_string(report_.year));
      return;
    }
    // Systems led from above report up their own line, with days of their own.
    for (std::string_view system : {"国家", "税务", "海关", "气象", "地震", "烟草", "中国人民银行"})
      if (report_.agency.find(system) != std::string::npos) return;
    Body body = body_of(report_.agency);
    if (body == Body::unknown) return;
    Date deadline{static_cast<std::int16_t>(report_.year + 1),
                  static_cast<std::int8_t>(body == Body::government ? 3 : 1), 31};
    if (to_string(report_.published) <= to_string(deadline)) return;
    Finding& finding = add(published_late);
    name(finding, "published", to_string(report_.published));
    name(finding, "deadline", to_string(deadline));
  }

  void generation() {
    if (report_.form == Form::of_2019 && report_.year >= 2021)
      name(add(form_superseded), "year", std::to_string(report_.year));
    if (report_.form == Form::of_2021 &&
        !all_are(schema<Applicants>, &report_.applications.outcomes.other_handling_2019,
                 State::absent))
      cells(add(form_mixed), "applications.outcomes.other_handling_2019");
  }

  void sections() {
    Named empty{"sections", {}, {}};
    auto look = [&](std::string_view section, bool there) {
      for (const Member& member : schema<Report>) {
        if (there || member.name != section) continue;
        empty.zh = join(empty.zh, "、", member.label.text.zh);
        empty.en = join(empty.en, ", ", member.label.text.en);
      }
    };
    auto says_something = [](const std::string& text) {
      return text.find_first_not_of(" \t\r\n") != std::string::npos;
    };
    bool overview = false, fee = false;
    for (const Member& member : schema<Overview>) {
      const auto& text = *static_cast<const std::string*>(member.at_const(&report_.overview));
      overview = overview || says_something(text);
      fee = fee || mentions_fee(text);
    }
    look("overview", overview);
    look("problems", says_something(report_.problems));
    look("other_matters", says_something(report_.other_matters));
    if (!empty.zh.empty()) add(section_empty).named.push_back(std::move(empty));
    // A section of its own for the fee, which some reports have, ends up in the text before 六.
    fee = fee || mentions_fee(report_.problems) || mentions_fee(report_.other_matters);
    for (std::string_view other_words : {"收费", "费用"})
      fee = fee || report_.other_matters.find(other_words) != std::string::npos;
    if (report_.form == Form::of_2021 && says_something(report_.other_matters) && !fee)
      add(fee_unmentioned);
  }

  // 信息处理费, and the 信息公开处理费 that many write.
  static bool mentions_fee(const std::string& text) {
    return text.find("处理费") != std::string::npos;
  }

  const Report& report_;
  Findings found_;
};

}  // namespace detail

/// What is odd about one report. Warnings and no errors: whoever knows the agency decides. Cells
/// without a number, an unknown date and a name that tells nothing lead to no finding.
inline Findings check_plausibility(const Report& report) {
  return detail::Plausibility(report).run();
}

}  // namespace v0
}  // namespace gongkai

#endif
