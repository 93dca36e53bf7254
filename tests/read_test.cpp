#include "gongkai/read.hpp"

#include <doctest/doctest.h>

#include "form.hpp"
#include "gongkai/check.hpp"
#include "read/number.hpp"
#include "text.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

// ---- a small printer of Markdown, for reading back ---------------------------------------------

std::string printed(const Report& report, std::size_t cell) {
  return state_at(report, cell) == State::blank ? "" : text_at(report, cell);
}

std::string cells_of_row(const Report& report, const Schema& row, std::size_t first) {
  std::string text;
  for (std::size_t i = 0; i < row.cells; ++i) text += " " + printed(report, first + i) + " |";
  return text;
}

// The rows of a part, one line each: label cells as the official form nests them, then numbers.
void print_rows(const Report& report, const Schema& part, std::size_t first, std::string groups,
                std::string& text) {
  for (const Member& member : part) {
    const Schema& row = *member.part;
    std::string label = "| " + std::string(member.label.text.zh) + " ";
    std::size_t cell = first + member.first_cell;
    if (state_at(report, cell) == State::absent) continue;
    if (!is_cell(row.members[0].kind))
      print_rows(report, row, cell, groups + label, text);
    else
      text += groups + label + "|" + cells_of_row(report, row, cell) + "\n";
  }
}

std::string header_row(const Schema& columns) {
  std::string text = "| |";
  for (const Member& column : columns) text += " " + std::string(column.label.text.zh) + " |";
  return text + "\n|---|\n";
}

std::string markdown(const Report& report) {
  bool new_form = report.form == Form::of_2021;
  std::string text = "# 某局 " + std::to_string(report.year) + " 年政府信息公开工作年度报告\n\n";
  text += "二、主动公开政府信息情况\n\n";
  const Schema& table_2 = new_form ? schema<Disclosure> : schema<Disclosure2019>;
  std::size_t first = new_form ? cell_index<Report>("disclosure.rules.issued")
                               : cell_index<Report>("disclosure_2019.rules.produced");
  for (const Member& row : table_2)
    text += header_row(*row.part) + "| " + std::string(row.label.text.zh) + " |" +
            cells_of_row(report, *row.part, first + row.first_cell) + "\n";
  text += "\n三、收到和处理政府信息公开申请情况\n\n" + header_row(schema<Applicants>);
  print_rows(report, schema<Applications>,
             cell_index<Report>("applications.received.natural_person"), "", text);
  text +=
      "\n四、政府信息公开行政复议、行政诉讼情况\n\n| 结果维持 | 结果纠正 | 其他结果 |\n|---|\n|";
  std::size_t table_4 = cell_index<Report>("proceedings.reconsideration.upheld");
  text += cells_of_row(report, schema<Proceedings>, table_4) + "\n";
  return text;
}

Reading must_read(const std::string& text) {
  Result<Reading> reading = read(text);
  REQUIRE_MESSAGE(reading, message(reading.error, Language::en));
  return *std::move(reading);
}

std::size_t notes(const Reading& reading, std::string_view id) {
  std::size_t count = 0;
  for (const ReadingNote& note : reading.notes) count += note.rule.id == id ? 1U : 0U;
  return count;
}

std::string table_3(const std::string& rows) {
  return "三、收到和处理政府信息公开申请情况\n\n" + rows;
}

}  // namespace

// ---- printed numbers ---------------------------------------------------------------------------

TEST_CASE("cells as printed") {
  using text::as_count;
  using text::take_apart;
  struct Case {
    const char* printed;
    Count count;
  };
  const Case cases[] = {
      {"0", 0},
      {" 12 ", 12},
      {"１２", 12},
      {"　7　", 7},
      {"1,204", 1204},
      {"1，204", 1204},
      {"12,345,678", 12345678},
      {"+4", 4},
      {"-18", -18},
      {"－18", -18},
      {"−18", -18},
      {"3件", 3},
      {"22（其中修订 16 件）", 22},
      {"22(其中修订16件)", 22},
      {"3.0", 3},
      {"2（省级）3（市级）", Count(State::unreadable)},
      {"3.0（万件）", Count(State::unreadable)},
      {"9223372036854775807", Count::max},
      {"", Count(State::blank)},
      {"\xC2\xA0", Count(State::blank)},
      {"-", Count(State::blank)},
      {"—", Count(State::blank)},
      {"／", Count(State::blank)},
      {"无", Count(State::blank)},
      {"1.5", Count(State::fraction)},
      {"13 612", 13612},
      {"1 204 300 件", 1204300},
      {"6 0", Count(State::unreadable)},
      {"0 612", Count(State::unreadable)},
      {"1234 567", Count(State::unreadable)},
      {"13 6120", Count(State::unreadable)},
      {"1,20", Count(State::unreadable)},
      {"1,2345", Count(State::unreadable)},
      {",123", Count(State::unreadable)},
      {"1234,567", Count(State::unreadable)},
      {"x", Count(State::unreadable)},
      {"数据1", Count(State::unreadable)},
      {"1万元", Count(State::unreadable)},
      {"1-2", Count(State::unreadable)},
      {"--1", Count(State::unreadable)},
      {"1.2.3", Count(State::unreadable)},
      {"9223372036854775808", Count(State::unreadable)},
      {"1234567890123456789012345678901234567890", Count(State::unreadable)},
  };
  for (const Case& c : cases)
    CHECK_MESSAGE(as_count<Sign::non_negative>(take_apart(c.printed)) == c.count, c.printed);
}

TEST_CASE("money as printed, in 万元") {
  auto amount = [](const char* printed, bool in_ten_thousands) {
    return text::as_amount(text::take_apart(printed), in_ten_thousands
                                                          ? text::Printed::Unit::ten_thousand_yuan
                                                          : text::Printed::Unit::none);
  };
  CHECK(amount("66.4866", true) == Amount(664866, 4));
  CHECK(amount("66.4866万元", false) == Amount(664866, 4));
  CHECK(amount("251000元", false) == Amount(251, 1));
  CHECK(amount("73802895.90元", true) == Amount::parse("7380.28959"));
  CHECK(amount("1,234.5", true) == Amount::parse("1234.5"));
  CHECK(amount("0", false) == Amount(0, 0));
  CHECK(amount("12", false).state() == State::unreadable);  // 元 or 万元? nobody says
  CHECK(amount("", true).state() == State::blank);
  CHECK(amount("约5", true).state() == State::unreadable);
}

TEST_CASE("labels compare without width, brackets, spaces and quotes") {
  CHECK(text::normal("（三）不予公开") == text::normal(" (三) 不予 公开"));
  CHECK(text::normal("3.危及“三安全一稳定”") == text::normal("３．危及\"三安全一稳定\""));
  CHECK(text::normal("1、申请人") == text::normal("1.申请人"));
  CHECK(text::normal("商业\n企业") == "商业企业");
}

TEST_CASE("UTF-8 is valid to the byte") {
  CHECK(text::valid_utf8("abc中文\xF0\x9F\x98\x80") == 13);
  CHECK(text::valid_utf8("ab\xE4\xB8") == 2);
  CHECK(text::valid_utf8("\xC0\x80") == 0);
  CHECK(text::valid_utf8("a\xED\xA0\x80") == 1);
  CHECK(text::valid_utf8("\xF4\x90\x80\x80") == 0);
  CHECK(text::valid_utf8("\x80") == 0);
}

// ---- whole reports
// -------------------------------------------------------------------------------

TEST_CASE("what is printed as Markdown is read back, cell by cell, on both forms") {
  std::uint64_t seed = 20211;
  auto random = [&seed](std::uint64_t below) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (seed >> 33U) % below;
  };
  for (int round = 0; round < 200; ++round) {
    Form form = round % 2 == 0 ? Form::of_2021 : Form::of_2019;
    Report report = zeros(form);
    report.agency = "某局";
    report.year = 2010 + round % 15;
    if (round % 6 == 0) {  // the 2019 row （六） in a 2021 table
      set_all_cells(schema<OtherHandling>, &report.applications.outcomes.other_handling,
                    State::absent);
      report.applications.outcomes.other_handling_2019 = {0, 0, 0, 0, 0, 0, 0};
      if (form == Form::of_2019) report.applications.outcomes.other_handling_2019.total = 3;
    }
    for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
      Kind kind = path_of<Report>(i).cell().kind;
      if (state_at(report, i) == State::absent) continue;
      std::int64_t value = random(3) == 0 ? static_cast<std::int64_t>(random(1000000)) : 0;
      if (kind == Kind::count) count_at(report, i) = value;
      if (kind == Kind::amount && form == Form::of_2021)
        *static_cast<Amount*>(cell_at(schema<Report>, &report, i)) = Amount(value, 4);
      if (kind == Kind::count && random(9) == 0 && table_number(path_of<Report>(i)) == 3)
        count_at(report, i) = Count();
    }
    Reading reading = must_read(markdown(report));
    CHECK(reading.report.form == form);
    for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
      // A cell is what was printed, or it is marked; never another number.
      bool same = state_at(reading.report, i) == state_at(report, i) &&
                  text_at(reading.report, i) == text_at(report, i);
      bool marked = state_at(reading.report, i) == State::unreadable;
      CHECK_MESSAGE((same || marked), to_string(path_of<Report>(i)), " ", text_at(report, i),
                    " -> ", text_at(reading.report, i));
      CHECK_FALSE(marked);
      CHECK(reading.sources[i].found() == (state_at(report, i) != State::absent));
    }
  }
}

TEST_CASE("the sample in the reference report's broken layout") {
  std::string text = file_text(GONGKAI_SOURCE_DIR "/examples/data/bureau_2021.md");
  Reading reading = must_read(text);
  const Report& report = reading.report;
  CHECK(reading.notes.empty());
  CHECK(check(report).empty());
  CHECK(report.form == Form::of_2021);
  CHECK(report.agency == "示例市人力资源和社会保障局");
  CHECK(report.year == 2021);
  CHECK(to_string(report.published) == "2022-01-20");
  CHECK(report.disclosure.normative_documents.in_force == Count(4));
  CHECK(report.disclosure.licences.made == Count(52));
  CHECK(report.disclosure.penalties.made == Count(1));
  CHECK(report.disclosure.administrative_fees.collected == Amount(664866, 4));
  CHECK(report.applications.received.natural_person == Count(1));
  CHECK(report.applications.outcomes.disclosed.total == Count(1));
  CHECK(report.applications.outcomes.total.total == Count(1));
  CHECK(report.applications.outcomes.other_handling_2019.total.state() == State::absent);
  // Paragraphs that a page break cut in two are whole again; emphasis is gone.
  CHECK(report.overview.disclosure_on_request ==
        "（二）依申请公开情况。全年收到申请 1 件，已在法定期限内答复；没有因政府信息公开"
        "被申请行政复议、提起行政诉讼的情况。");
  CHECK(report.overview.information_management.find("（三）政府信息管理情况。") == 0);
  CHECK(report.overview.platforms.find("（四）") == 0);
  CHECK(report.overview.oversight.find("（五）") == 0);
  CHECK(report.overview.opening.find("本报告") == 0);
  CHECK(report.problems.find("把栏目更新纳入每月检查。") != std::string::npos);
  CHECK(report.other_matters == "2021 年没有收取政府信息公开信息处理费。");
  // Every cell of the form knows its place, and the bytes there are what is printed.
  std::size_t found = 0;
  for (const CellSource& source : reading.sources) {
    if (!source.found()) continue;
    ++found;
    CHECK(text.substr(source.place.offset, source.place.length) == source.printed);
    CHECK(position(text, source.place.offset).line == source.place.line);
  }
  CHECK(found == 200);
}

TEST_CASE("the 2019 sample: signed changes, yuan, one row （六）, blanks") {
  Reading reading = must_read(file_text(GONGKAI_SOURCE_DIR "/examples/data/county_office_2019.md"));
  const Report& report = reading.report;
  CHECK(report.form == Form::of_2019);
  CHECK(report.agency == "示例县人民政府办公室");
  CHECK(report.year == 2019);
  CHECK(to_string(report.published) == "2020-01-17");
  CHECK(report.disclosure_2019.licences.change == Change(-18));
  CHECK(report.disclosure_2019.other_services.change == Change(4));
  CHECK(report.disclosure_2019.procurement.amount == Amount(251, 1));
  CHECK(notes(reading, "reading.unit") == 1);
  CHECK(report.applications.outcomes.other_handling_2019.natural_person == Count(1));
  CHECK(report.applications.outcomes.other_handling.other.total.state() == State::absent);
  CHECK(report.proceedings.litigation_direct.corrected.state() == State::blank);
  CHECK_FALSE(check(report).has_errors());
}

TEST_CASE("the sample with a wrong total: both equations through that cell are broken") {
  Reading reading =
      must_read(file_text(GONGKAI_SOURCE_DIR "/examples/data/bureau_2021_wrong_total.md"));
  Findings findings = check(reading.report);
  std::size_t wrong = cell_index<Report>("applications.outcomes.disclosed.total");
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].rule.id == "applicants.total");
  CHECK(findings[1].rule.id == "outcomes.total");
  for (const Finding& finding : findings) {
    bool named = false;
    for (const Term& term : finding.terms) named = named || term.cell == wrong;
    CHECK(named);
  }
  CHECK(reading.sources[wrong].printed == "2");
}

// ---- tables as they break
// ------------------------------------------------------------------------

TEST_CASE("values are counted from the right, past empty columns at either end") {
  for (const char* row :
       {"| 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 1 | 4 |",
        "| 一、本年新收政府信息公开申请数量 | | 3 | 0 | 0 | 0 | 0 | 1 | 4 |",
        "| 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 1 | 4 | |",
        "| 一 、本 年 新收政府信息公开申请数量 | | 3 | 0 | 0 | 0 | 0 | 1 | 4 | | |",
        "| | 一、本年新收政府信息公开申请数量 | | | 3 | | | | | 1 | 4 |"}) {
    Reading reading = must_read(table_3(row));
    const Applicants& received = reading.report.applications.received;
    CHECK_MESSAGE(received.natural_person == Count(3), row);
    CHECK_MESSAGE(received.other == Count(1), row);
    CHECK_MESSAGE(received.total == Count(4), row);
  }
}

TEST_CASE(
    "where empty cells leave a choice, the equation chooses, and else the row is unreadable") {
  // 3 + 1 = 4 only if the numbers begin in the second column.
  Reading chosen = must_read(table_3("| 四、结转下年度继续办理 | | 3 | | | | | 1 | 4 | |"));
  CHECK(chosen.report.applications.carried_forward.natural_person == Count(3));
  CHECK(notes(chosen, "reading.row.shape") == 0);
  // A lone 4: the total of seven, or one of the others? Nothing tells.
  Reading open = must_read(table_3("| 四、结转下年度继续办理 | | | | 4 | | | | | |"));
  CHECK(open.report.applications.carried_forward.total.state() == State::unreadable);
  CHECK(notes(open, "reading.row.shape") == 1);
}

TEST_CASE("a row with too few or too many numbers is not laid to columns by guess") {
  for (const char* row : {"| 四、结转下年度继续办理 | 3 | 0 | 0 | 0 | 1 | 4 |",
                          "| 四、结转下年度继续办理 | 3 | 0 | 0 | 0 | 0 | 0 | 1 | 4 |",
                          "| 四、结转下年度继续办理 | 4 |"}) {
    Reading reading = must_read(table_3(row));
    CHECK(reading.report.applications.carried_forward.natural_person.state() == State::unreadable);
    CHECK(notes(reading, "reading.row.shape") == 1);
    CHECK(check(reading.report).has_errors());
  }
}

TEST_CASE("a row whose label is not the form's is not taken for its group") {
  Reading reading = must_read(
      table_3("| 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
              "| （六）其他处理 | 4.申请人主动撤回申请的情形 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"));
  CHECK(notes(reading, "reading.row.unknown") == 1);
  CHECK(reading.report.applications.outcomes.other_handling_2019.total.state() == State::absent);
}

TEST_CASE("the same row twice: fine when equal, unreadable when not") {
  std::string row = "| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n";
  CHECK(must_read(table_3(row + row)).notes.size() == must_read(table_3(row)).notes.size());
  Reading reading =
      must_read(table_3(row + "| 四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"));
  CHECK(notes(reading, "reading.row.twice") == 1);
  CHECK(reading.report.applications.carried_forward.total.state() == State::unreadable);
}

TEST_CASE("columns out of order make the table unreadable") {
  Reading reading = must_read(table_3(
      "| | 自然人 | 科研机构 | 商业企业 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n|---|\n"
      "| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"));
  CHECK(notes(reading, "reading.columns") == 1);
  CHECK(reading.report.applications.carried_forward.natural_person.state() == State::unreadable);
}

TEST_CASE("an extra subtotal column does not shift the numbers silently") {
  Reading reading =
      must_read(table_3("| | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | "
                        "小计 | 总计 |\n|---|\n"
                        "| 四、结转下年度继续办理 | 1 | 2 | 0 | 0 | 0 | 0 | 2 | 3 |\n"));
  CHECK(reading.report.applications.carried_forward.natural_person.state() == State::unreadable);
  CHECK(notes(reading, "reading.columns") == 1);
}

namespace {
std::string applicants_header(const std::string& columns) {
  return "| |" + columns + "|\n|---|---|\n";
}
const char* const official_columns =
    " | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 ";
Applicants carried_forward(const Reading& reading) {
  return reading.report.applications.carried_forward;
}
}  // namespace

TEST_CASE("a heading of two rows, out of order, is seen through both") {
  Reading reading =
      must_read(table_3("| | 法人或其他组织 | | | | | 自然人 | 总计 |\n|---|---|\n"
                        "| | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | | |\n"
                        "| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"));
  CHECK(notes(reading, "reading.columns") == 1);
  CHECK(carried_forward(reading).natural_person.state() == State::unreadable);
}

TEST_CASE("labels of columns may vary; a stranger among them may not") {
  Reading varied = must_read(table_3(
      applicants_header(" 自然人数 | 商业 企业 | 科研 | 社会公益组织数 | 法律服务 | 其他 | 总计 ") +
      "| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"));
  CHECK(varied.report.applications.carried_forward.total == Count(1));
  Reading stranger = must_read(
      table_3(applicants_header(
                  " 自然人 | 小计 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 总计 ") +
              "| 四、结转下年度继续办理 | 1 | 2 | 2 | 0 | 0 | 0 | 3 |\n"));
  CHECK(carried_forward(stranger).natural_person.state() == State::unreadable);
  Reading documents = must_read(
      "二、主动公开政府信息情况\n\n| 信息内容 | 现行有效件 | 本年制发数 | 本年废止数 |\n|---|\n"
      "| 规章 | 1 | 2 | 3 |\n");
  CHECK(documents.report.disclosure.rules.issued.state() == State::unreadable);
}

TEST_CASE("a heading out of order goes on over a page break") {
  Reading reading = must_read(
      table_3(applicants_header(
                  " 自然人 | 科研机构 | 商业企业 | 社会公益组织 | 法律服务机构 | 其他 | 总计 ") +
              "| 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n\n下页\n\n"
              "| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"));
  CHECK(carried_forward(reading).natural_person.state() == State::unreadable);
}

TEST_CASE("the heading 行政诉讼 of table 4 may stand over the middle of its two blocks") {
  std::string five = " 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |";
  Reading reading = must_read(
      "四、政府信息公开行政复议、行政诉讼情况\n\n"
      "| 行政复议 | | | | | | | | 行政诉讼 | | | | | | |\n"
      "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
      "|" +
      five +
      " 未经复议直接起诉 | | | | | 复议后起诉 | | | | |\n"
      "| | | | | |" +
      five + five +
      "\n"
      "| 1 | 1 | 0 | 0 | 2 | 1 | 0 | 0 | 0 | 1 | 2 | 0 | 1 | 0 | 3 |\n");
  CHECK(reading.report.proceedings.reconsideration.total == Count(2));
  CHECK(reading.report.proceedings.litigation_direct.total == Count(1));
  CHECK(reading.report.proceedings.litigation_after_reconsideration.total == Count(3));
}

TEST_CASE("table 4 with its blocks or its totals elsewhere is not read in the order of the form") {
  std::string title = "四、政府信息公开行政复议、行政诉讼情况\n\n";
  std::string results = "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 ";
  std::string numbers = "| 1 | 0 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 2 | 3 | 0 | 0 | 0 | 3 |\n";
  std::string empty = "| | | | ";
  auto upheld = [&](const std::string& heading) {
    return must_read(title + heading + numbers).report.proceedings.reconsideration.upheld;
  };
  CHECK(upheld("| 行政复议 " + empty + "| | 行政诉讼 " + empty + empty + "|\n|---|\n" + results +
               results + results + "|\n") == Count(1));
  CHECK(upheld("| 行政诉讼 " + empty + empty + empty + "| 行政复议 |\n|---|\n" + results + results +
               results + "|\n")
            .state() == State::unreadable);
  std::string total_first = "| 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 ";
  CHECK(upheld(total_first + total_first + total_first + "|\n|---|\n").state() ==
        State::unreadable);
}

TEST_CASE("a label that says more than the form's is another row") {
  for (const char* label : {"2020年行政许可", "不予行政许可", "行政许可听证", "其中：行政许可"}) {
    Result<Reading> reading =
        read("二、主动公开政府信息情况\n\n| 信息内容 | 本年处理决定数量 |\n|---|\n| " +
             std::string(label) + " | 7 |\n| 行政处罚 | 1 |\n");
    REQUIRE(reading);
    CHECK_MESSAGE(reading->report.disclosure.licences.made.state() == State::missing, label);
    CHECK(reading->report.disclosure.penalties.made == Count(1));
  }
  // Its text decides, not its number; a gloss in brackets is no other row.
  Reading misnumbered = must_read(
      table_3("| （三）3.其他法律行政法规禁止公开 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n"
              "| 三、本年度办理结果（一）予以公开（含主动公开） | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"));
  const Outcomes& outcomes = misnumbered.report.applications.outcomes;
  CHECK(outcomes.denied.prohibited_by_law.total == Count(3));
  CHECK(outcomes.other_handling.other.total.state() == State::missing);
  CHECK(outcomes.disclosed.total == Count(2));
}

TEST_CASE("the form's rows are not taken from the sections of text, and spoil nothing there") {
  std::string row = "| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n";
  Reading reading = must_read(
      "一、总体情况\n\n| 四、结转下年度继续办理 | 9 | 0 | 0 | 0 | 0 | 0 | 9 |\n\n" + table_3(row) +
      "\n六、其他需要报告的事项\n\n| 总计 | 5 |\n|---|---|\n| 四、结转下年度继续办理 | 8 |\n");
  CHECK(carried_forward(reading).total == Count(1));
  CHECK(notes(reading, "reading.table.unused") == 2);
  // Nor does a row that cannot be laid out spoil one that was read.
  Reading twice = must_read(table_3(row + "\n| 四、结转下年度继续办理 | 5 | 3 |\n"));
  CHECK(carried_forward(twice).total == Count(1));
  CHECK(notes(twice, "reading.row.shape") == 1);
}

TEST_CASE("where a number is missing, the heading says whose place is empty") {
  std::string header = applicants_header(official_columns);
  Reading six =
      must_read(table_3(header + "| 四、结转下年度继续办理 | | 3 | 0 | 0 | 0 | 0 | 3 |\n"));
  CHECK(carried_forward(six).commercial_enterprise.state() == State::unreadable);
  Reading numbered_lines =
      must_read(table_3(header + "| 四、结转下年度继续办理 | 1 | 3 | 0 | 0 | 0 | 0 | 0 | |\n"));
  CHECK(carried_forward(numbered_lines).natural_person.state() == State::unreadable);
  // A column of totals left blank, and a label that spans two columns.
  Reading blank_total =
      must_read(table_3(header + "| 四、结转下年度继续办理 | | 0 | 0 | 0 | 0 | 0 | 0 | |\n"));
  CHECK(carried_forward(blank_total).natural_person == Count(0));
  CHECK(carried_forward(blank_total).total.state() == State::blank);
  // A row wider than its heading is shifted, or has a cell too many behind: nothing tells which.
  Reading shifted = must_read(
      table_3(header + "| | （三）不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
                       "| | 四、结转下年度继续办理 | | 3 | | | | | 3 | |\n"));
  CHECK(shifted.report.applications.outcomes.denied.state_secret.total == Count(0));
  CHECK(carried_forward(shifted).commercial_enterprise.state() == State::unreadable);
  CHECK(carried_forward(shifted).total.state() == State::unreadable);
  Reading wider = must_read(
      table_3("| | | | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
              "|---|---|---|---|---|---|---|---|---|---|\n"
              "| | 四、结转下年度继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | |\n"));
  CHECK(carried_forward(wider).natural_person.state() == State::unreadable);
  CHECK(carried_forward(wider).total.state() == State::unreadable);
}

TEST_CASE("the unit of money is the cell's, or the heading's, or the form's") {
  auto fee = [](const std::string& heading, const std::string& cell) {
    return must_read("二、主动公开政府信息情况\n\n| 信息内容 | " + heading +
                     " |\n|---|\n| 行政事业性收费 | " + cell + " |\n");
  };
  auto collected = [&](const std::string& heading, const std::string& cell) {
    return fee(heading, cell).report.disclosure.administrative_fees.collected;
  };
  Amount amount(664866, 4);
  CHECK(collected("本年收费金额（单位：万元）", "66.4866") == amount);
  CHECK(collected("本年收费金额（单位：元）", "664866") == amount);
  CHECK(collected("本年收费金额（单位：万元）", "664866元") == amount);
  CHECK(collected("本年收费金额（单位：万元）", "664866（元）") == amount);
  CHECK(collected("本年收费金额", "66.4866") == amount);
  CHECK(collected("本年收费金额（单位：亿元）", "1").state() == State::unreadable);
  CHECK(notes(fee("本年收费金额（单位：元）", "664866"), "reading.unit") == 1);
  Reading procurement = must_read(
      "二、主动公开政府信息情况\n\n| 信息内容 | 采购项目数量 | 采购总金额（万元） |\n|---|\n"
      "| 政府集中采购 | 6 | 25.1 |\n");
  CHECK(procurement.report.disclosure_2019.procurement.amount == Amount(251, 1));
}

TEST_CASE("an empty row （六） is the heading of the three rows of 2021") {
  Reading reading = must_read(
      "二、主动公开政府信息情况\n\n| 信息内容 | 本年处理决定数量 |\n|---|\n| 行政许可 | 5 |\n\n" +
      table_3("| （六）其他处理 | | | | | | | |\n"));
  const Outcomes& outcomes = reading.report.applications.outcomes;
  CHECK(outcomes.other_handling_2019.total.state() == State::absent);
  CHECK(outcomes.other_handling.other.total.state() == State::missing);
}

TEST_CASE("fragments: what is not printed is missing, never zero") {
  Reading reading = must_read(table_3("| （七）总计 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"));
  CHECK(reading.report.applications.outcomes.total.natural_person == Count(1));
  CHECK(reading.report.applications.received.natural_person.state() == State::missing);
  CHECK(reading.report.disclosure.licences.made.state() == State::missing);
  CHECK(notes(reading, "reading.form.unknown") == 1);
  CHECK(notes(reading, "reading.agency") == 1);
  CHECK(notes(reading, "reading.year") == 1);
}

TEST_CASE("figures of other tables in the text are not taken for the form's") {
  Reading reading = must_read(
      "# 某局 2022 年政府信息公开工作年度报告\n\n一、总体情况\n\n| 行政许可 | 99 |\n|---|---|\n\n"
      "二、主动公开政府信息情况\n\n| 信息内容 | 本年处理决定数量 |\n|---|---|\n| 行政许可 | 5 |\n");
  CHECK(reading.report.disclosure.licences.made == Count(5));
}

TEST_CASE("Markdown: escapes, emphasis, line breaks in cells, comments, CRLF, BOM") {
  Reading reading = must_read(
      "\xEF\xBB\xBF# **某局** 2022年政府信息公开工作年度报告\r\n\r\n<!-- 注释 -->\r\n"
      "三、收到和处理政府信息公开申请情况\r\n\r\n"
      "| 四、结转下年度<br />继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\r\n"
      "| **1\\.属于国家秘密** | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\r\n\r\n"
      "六、其他需要报告的事项\r\n\r\n甲\\|乙\r\n续行\r\n");
  CHECK(reading.report.agency == "某局");
  CHECK(reading.report.year == 2022);
  CHECK(reading.report.other_matters == "甲|乙续行");
  CHECK(reading.report.applications.carried_forward.total == Count(1));
  CHECK(reading.report.applications.outcomes.denied.state_secret.total == Count(2));
}

TEST_CASE("a link at the start is not JSON") {
  Reading reading =
      must_read("[返回](x)\n\n" + table_3("| （七）总计 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"));
  CHECK(reading.report.applications.outcomes.total.total == Count(1));
}

TEST_CASE("text beside a table is kept beside the report, and noted with its line") {
  Reading reading =
      must_read(table_3("这里有一段说明。\n\n| （七）总计 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"));
  REQUIRE(notes(reading, "reading.text.beside") == 1);
  CHECK(reading.beside_tables.applications == "这里有一段说明。");
  CHECK(reading.beside_tables.disclosure.empty());
  CHECK(reading.beside_tables.proceedings.empty());
  CHECK(message(reading.notes[0], Language::zh).find("这里有一段说明。") != std::string::npos);
  CHECK(reading.notes[0].place.line == 3);
}

// ---- bad input
// -----------------------------------------------------------------------------------

TEST_CASE("what cannot be read says why, and where") {
  auto error = [](std::string_view bytes) { return read(bytes).error; };
  CHECK(error("").code == ErrorCode::empty_input);
  CHECK(error(" \n\t ").code == ErrorCode::empty_input);
  CHECK(error(std::string_view("abcde\0f", 7)).code == ErrorCode::binary_input);
  CHECK(error(std::string_view("abcde\0f", 7)).offset == 5);
  CHECK(error("政府信息公开年度\xE6\x8A").code == ErrorCode::bad_encoding);
  CHECK(error("政府信息公开年度\xE6\x8A").offset == 24);
  CHECK(error("# 没有表格\n\n只有文字。\n").code == ErrorCode::no_report);
  CHECK(error("%PDF-1.7").code == ErrorCode::pdf_input);
  CHECK(error("PK\x03\x04").code == ErrorCode::bad_archive);
  CHECK(error("\xD0\xCF\x11\xE0").code == ErrorCode::old_office_input);
  CHECK(error("{\"form\": 2021").code == ErrorCode::bad_json);
  CHECK(error("[1]").code == ErrorCode::wrong_type);
  CHECK(error(std::string(10'000'000, '[')).code != ErrorCode::none);
  CHECK(error(std::string(10'000'000, '|')).code == ErrorCode::no_report);
  std::string brackets;  // each could begin a gloss
  for (int i = 0; i < 300'000; ++i) brackets += "（";
  CHECK(error("三、\n\n| " + brackets + " | 1 |").code == ErrorCode::no_report);
  CHECK(error(std::string(10'000'000, '*')).code == ErrorCode::no_report);
}

TEST_CASE("every prefix of a report reads without a wrong number, or says why not") {
  std::string text = file_text(GONGKAI_SOURCE_DIR "/examples/data/bureau_2021.md");
  Reading whole = must_read(text);
  for (std::size_t size = 0; size < text.size(); size += 7) {
    Result<Reading> part = read(std::string_view(text).substr(0, size));
    if (!part) {
      CHECK(part.error.code != ErrorCode::none);
      continue;
    }
    for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
      if (state_at(part->report, i) != State::value) continue;
      bool last_row = part->sources[i].place.line >= position(text, size).line;  // may be cut
      CHECK((last_row || text_at(part->report, i) == text_at(whole.report, i)));
    }
  }
}

TEST_CASE("explaining an error never prints control characters, and cuts long lines") {
  std::string source = "{\"form\":\"\x1b[31m" + std::string(500, 'x') + "\"}";
  Error error = read(source).error;
  std::string text = explain(error, "a.json", source, Language::zh);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("a.json:1:") == 0);
  CHECK(text.size() < 400);
}

TEST_CASE("bytes without a name are not called by an empty one") {
  CHECK(explain(read("").error, "", "", Language::zh) == "文件是空的");
  CHECK(explain(read("").error, "a.md", "", Language::zh) == "a.md: 文件是空的");
  CHECK(explain(read("{\n").error, "", "{\n", Language::en).find("1:2: ") == 0);
}
