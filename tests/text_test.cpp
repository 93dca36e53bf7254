// Plain text in all the ways in which tables lose their shape. The texts are printed from random
// reports; what is read back must be the number printed, or a cell that says it is not known.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "form.hpp"
#include "gongkai/check.hpp"
#include "gongkai/read.hpp"
#include "read/align.hpp"
#include "text.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::int64_t operator()(std::int64_t below) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::int64_t>((state_ >> 33U) % static_cast<std::uint64_t>(below));
  }

 private:
  std::uint64_t state_;
};

// A report whose equations all hold, with numbers as they are in published ones: mostly zeros.
Report balanced(Form form, Random& random, std::int64_t largest) {
  Report report = zeros(form);
  report.agency = "某局";
  report.year = 2022;
  auto some = [&] { return random(3) == 0 ? random(largest) : 0; };
  auto sum_up = [](Applicants& row) {
    row.total = row.natural_person.value() + row.commercial_enterprise.value() +
                row.research_institution.value() + row.public_welfare_body.value() +
                row.legal_service_institution.value() + row.other.value();
  };
  Applications& table = report.applications;
  std::size_t first = cell_index<Report>("applications.outcomes.disclosed.natural_person");
  std::size_t total = cell_index<Report>("applications.outcomes.total.natural_person");
  for (std::size_t row = first; row < total; row += 7) {
    if (state_at(report, row) == State::absent) continue;
    Applicants& cells = *static_cast<Applicants*>(static_cast<void*>(&count_at(report, row)));
    for (std::size_t i = 0; i < 6; ++i) {
      count_at(report, row + i) = some();
      count_at(report, total + i) =
          count_at(report, total + i).value() + count_at(report, row + i).value();
    }
    sum_up(cells);
  }
  sum_up(table.outcomes.total);
  std::size_t received = cell_index<Report>("applications.received.natural_person");
  std::size_t forward = cell_index<Report>("applications.carried_forward.natural_person");
  for (std::size_t i = 0; i < 6; ++i) {
    std::int64_t left = random(4) == 0 ? random(9) : 0;
    count_at(report, forward + i) = left;
    count_at(report, received + i) = count_at(report, total + i).value() + left;
  }
  sum_up(table.received);
  sum_up(table.carried_forward);
  for (Results* block : {&report.proceedings.reconsideration, &report.proceedings.litigation_direct,
                         &report.proceedings.litigation_after_reconsideration}) {
    *block = {some(), some(), some(), some(), 0};
    block->total = block->upheld.value() + block->corrected.value() + block->other.value() +
                   block->not_concluded.value();
  }
  std::size_t table_2 = form == Form::of_2021
                            ? cell_index<Report>("disclosure.rules.issued")
                            : cell_index<Report>("disclosure_2019.rules.produced");
  std::size_t cells =
      form == Form::of_2021 ? schema<Disclosure>.cells : schema<Disclosure2019>.cells;
  for (std::size_t i = table_2; i < table_2 + cells; ++i)
    if (path_of<Report>(i).cell().kind == Kind::count) count_at(report, i) = random(largest * 9);
  report.disclosure.administrative_fees.collected =
      form == Form::of_2021 ? Amount(random(10'000'000), 4) : Amount(State::absent);
  if (form == Form::of_2019) {
    report.disclosure_2019.licences.change = -random(20);
    report.disclosure_2019.penalties.change = random(20);
    report.disclosure_2019.procurement.amount = Amount(random(1'000'000), 2);
  }
  return report;
}

// How a row is printed: its label, its numbers.
using PrintRow = std::function<std::string(std::string_view, const std::vector<std::string>&)>;

void print_rows(const Report& report, const Schema& part, std::size_t first, const PrintRow& print,
                const std::string& between, std::string& text) {
  for (const Member& member : part) {
    std::size_t cell = first + member.first_cell;
    if (state_at(report, cell) == State::absent) continue;
    if (!is_cell(member.part->members[0].kind)) {
      text += std::string(member.label.text.zh) + between;
      print_rows(report, *member.part, cell, print, between, text);
      continue;
    }
    std::vector<std::string> numbers;
    for (std::size_t i = 0; i < member.cells; ++i) {
      numbers.push_back(text_at(report, cell + i));
      if (path_of<Report>(cell + i).cell().label.text.zh == std::string_view("采购总金额"))
        numbers.back() += "万元";
    }
    text += print(member.label.text.zh, numbers);
  }
}

// `between` stands between the labels of headings.
std::string printed(const Report& report, const std::string& between, const PrintRow& print) {
  bool new_form = report.form == Form::of_2021;
  std::string text = "某局2022年政府信息公开工作年度报告\n\n一、总体情况\n全年工作有序。\n";
  text += "二、主动公开政府信息情况" + between;
  const Schema& table_2 = new_form ? schema<Disclosure> : schema<Disclosure2019>;
  std::size_t first = new_form ? cell_index<Report>("disclosure.rules.issued")
                               : cell_index<Report>("disclosure_2019.rules.produced");
  const Schema* before = nullptr;
  for (const Member& row : table_2) {
    if (row.part != before) {
      text += "第二十条第（五）项" + between + "信息内容" + between;
      for (const Member& column : *row.part) text += std::string(column.label.text.zh) + between;
    }
    before = row.part;
    Schema one{&row, 1, row.cells};
    Member moved = row;
    moved.first_cell = 0;
    one.members = &moved;
    print_rows(report, one, first + row.first_cell, print, between, text);
  }
  text += "三、收到和处理政府信息公开申请情况" + between;
  for (std::string_view label : {"申请人情况", "自然人", "法人或其他组织", "总计", "商业企业",
                                 "科研机构", "社会公益组织", "法律服务机构", "其他"})
    text += std::string(label) + between;
  print_rows(report, schema<Applications>,
             cell_index<Report>("applications.received.natural_person"), print, between, text);
  text += "四、政府信息公开行政复议、行政诉讼情况" + between + "行政复议" + between + "行政诉讼" +
          between;
  for (int block = 0; block < 3; ++block)
    for (const Member& column : schema<Results>)
      text += std::string(column.label.text.zh) + between;
  std::vector<std::string> numbers;
  std::size_t table_4 = cell_index<Report>("proceedings.reconsideration.upheld");
  for (std::size_t i = 0; i < schema<Proceedings>.cells; ++i)
    numbers.push_back(text_at(report, table_4 + i));
  text += print("", numbers);
  return text + "五、存在的主要问题及改进情况\n队伍建设有待加强。\n六、其他需要报告的事项\n无。\n";
}

std::string joined(const std::vector<std::string>& numbers, const std::string& by) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size(); ++i) text += (i == 0 ? "" : by) + numbers[i];
  return text;
}

struct Score {
  std::size_t right = 0, flagged = 0, wrong = 0;
};

// A cell is right, or it is not a number at all.
Score compare(const Reading& reading, const Report& truth) {
  Score score;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
    State wanted = state_at(truth, i), state = state_at(reading.report, i);
    if (wanted != State::value) continue;
    bool right = state == State::value && text_at(reading.report, i) == text_at(truth, i);
    bool value = state == State::value || state == State::blank;
    ++(right ? score.right : value ? score.wrong : score.flagged);
    if (!right && value)
      MESSAGE(to_string(path_of<Report>(i)), " ", text_at(truth, i), " -> ",
              text_at(reading.report, i));
    if (state == State::ambiguous) {
      const std::vector<std::string>& all = reading.sources[i].readings;
      CHECK(std::find(all.begin(), all.end(), text_at(truth, i)) != all.end());
    }
  }
  return score;
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

struct Shape {
  std::string name;
  std::string between;
  PrintRow print;
};

// The row of table 4 has no label.
std::string bar_after(std::string_view label, const std::string& bar) {
  return label.empty() ? std::string() : std::string(label) + bar;
}

// Every number has a border of its own here.
std::vector<Shape> bordered() {
  std::vector<Shape> shapes;
  shapes.push_back({"columns", "   ", [](std::string_view label, const auto& numbers) {
                      return "\n   " + std::string(label) + "      " + joined(numbers, "    ") +
                             "\n";
                    }});
  shapes.push_back({"one cell per line", "\n", [](std::string_view label, const auto& numbers) {
                      return std::string(label) + "\n" + joined(numbers, "\n") + "\n";
                    }});
  shapes.push_back(
      {"one cell per line, apart", "\n\n", [](std::string_view label, const auto& numbers) {
         return std::string(label) + "\n\n " + joined(numbers, "\n\n ") + "\n\n";
       }});
  shapes.push_back({"bars", " | ", [](std::string_view label, const auto& numbers) {
                      return "\n" + bar_after(label, " | ") + joined(numbers, " | ") + " |\n";
                    }});
  shapes.push_back({"bars and lines", " |\n", [](std::string_view label, const auto& numbers) {
                      return bar_after(label, " |\n") + joined(numbers, " |\n") + " |\n";
                    }});
  shapes.push_back({"single spaces", " ", [](std::string_view label, const auto& numbers) {
                      return std::string(label) + " " + joined(numbers, " ") + " ";
                    }});
  shapes.push_back({"raw lines", "\n", [](std::string_view label, const auto& numbers) {
                      return std::string(label) + " " + joined(numbers, " ") + "\n";
                    }});
  shapes.push_back({"page breaks", "  ", [](std::string_view label, const auto& numbers) {
                      return std::string(label) + "   " + joined(numbers, "   ") +
                             "\n\n      - 3 -\n\f";
                    }});
  shapes.push_back({"labels over two lines", "  ", [](std::string_view label, const auto& numbers) {
                      std::string text(label);
                      std::size_t middle = 0;
                      while (middle < text.size() / 2) text::next(text, middle);
                      return "\n   " + text.substr(0, middle) + "\n   " + text.substr(middle) +
                             "      " + joined(numbers, "    ") + "\n";
                    }});
  return shapes;
}

const Shape& run_together() {
  static const Shape shape{"run together", "", [](std::string_view label, const auto& numbers) {
                             return std::string(label) + joined(numbers, "");
                           }};
  return shape;
}

}  // namespace

TEST_CASE("text in which every number has its border is read whole, in all its shapes") {
  Random random(7);
  for (const Shape& shape : bordered())
    for (int round = 0; round < 6; ++round) {
      Report report = balanced(round % 3 == 2 ? Form::of_2019 : Form::of_2021, random, 400);
      // Half of them have an agency's error: what is plainly printed is read as it is.
      if (round % 2 == 1) {
        std::vector<std::size_t> cells = counts_of_tables_3_and_4(report.form);
        count_at(report,
                 cells[static_cast<std::size_t>(random(static_cast<std::int64_t>(cells.size())))]) =
            random(500);
      }
      Reading reading = must_read(printed(report, shape.between, shape.print));
      Score score = compare(reading, report);
      CHECK_MESSAGE(score.wrong == 0, shape.name);
      CHECK_MESSAGE(score.flagged == 0, shape.name);
      CHECK(score.right == (report.form == Form::of_2021 ? 200 : 198));
      CHECK(reading.report.form == report.form);
      CHECK(reading.report.agency == "某局");
      CHECK(reading.report.problems == "队伍建设有待加强。");
      CHECK(reading.report.other_matters == "无。");
      CHECK(notes(reading, "reading.split") == 0);
    }
}

TEST_CASE("every cell of a text knows the bytes in which it is printed") {
  Random random(3);
  std::vector<Shape> shapes = bordered();
  shapes.push_back(run_together());
  for (const Shape& shape : shapes) {
    Report report = balanced(Form::of_2021, random, 60);
    std::string text = printed(report, shape.between, shape.print);
    Reading reading = must_read(text);
    std::size_t found = 0;
    for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
      const CellSource& source = reading.sources[i];
      if (!source.found() || state_at(reading.report, i) != State::value) continue;
      ++found;
      CHECK(text.substr(source.place.offset, source.place.length) == source.printed);
      CHECK(position(text, source.place.offset).line == source.place.line);
    }
    CHECK_MESSAGE(found > 150, shape.name);
  }
}

TEST_CASE("cells that have run together are cut by the sums, or say that they are not known") {
  Random random(11);
  Score all;
  for (int round = 0; round < 18; ++round) {
    Report report =
        balanced(round % 3 == 2 ? Form::of_2019 : Form::of_2021, random, round % 2 == 0 ? 5 : 120);
    Reading reading = must_read(printed(report, run_together().between, run_together().print));
    Score score = compare(reading, report);
    CHECK(score.wrong == 0);
    all.right += score.right;
    all.flagged += score.flagged;
    if (score.flagged > 0)
      CHECK(notes(reading, "reading.ambiguous") + notes(reading, "reading.row.shape") > 0);
    CHECK(notes(reading, "reading.split") >= 1);
  }
  MESSAGE("run together: ", all.right, " right, ", all.flagged, " not known");
  CHECK(all.right > 6 * all.flagged);
}

TEST_CASE("run together and added up wrongly: hardly ever is a row cut to fit") {
  Random random(5);
  std::size_t wrong = 0, rounds = 0;
  for (int round = 0; round < 16; ++round) {
    Report report = balanced(Form::of_2021, random, 40);
    std::vector<std::size_t> cells = counts_of_tables_3_and_4(report.form);
    count_at(report,
             cells[static_cast<std::size_t>(random(static_cast<std::int64_t>(cells.size())))]) =
        random(60);
    Reading reading = must_read(printed(report, run_together().between, run_together().print));
    std::size_t before = 0;
    for (std::size_t i = 0; i < schema<Report>.cells; ++i)
      before += state_at(report, i) == State::value &&
                        state_at(reading.report, i) == State::value &&
                        text_at(report, i) != text_at(reading.report, i)
                    ? 1U
                    : 0U;
    wrong += before > 0 ? 1U : 0U;
    ++rounds;
  }
  MESSAGE("run together with an error: ", wrong, " of ", rounds, " reports cut to fit");
  CHECK(wrong * 20 <= rounds);  // 1 of 150 when this was written
}

TEST_CASE("run together with a total left blank: no total is made of its neighbour's digits") {
  Report report = zeros(Form::of_2021);
  Applications& all = report.applications;
  all.received = all.outcomes.total = {9, 5, 0, 0, 0, 98, 112};
  all.outcomes.not_processed.petition = {8, 5, 0, 0, 0, 53, 66};
  // 1000045 also reads 1|0|0|0|0|4|5, which adds up, but not with the rows above and below.
  all.outcomes.not_processed.repeated = {1, 0, 0, 0, 0, 45, Count()};
  Reading reading = must_read(printed(report, run_together().between, run_together().print));
  const Applicants& repeated = reading.report.applications.outcomes.not_processed.repeated;
  CHECK(repeated.other.state() == State::ambiguous);   // 4 or 45
  CHECK(repeated.total.state() == State::unreadable);  // 5 or blank
}

TEST_CASE("digits that stand alone are no run: a single number is not cut into three") {
  // One number where there are three columns: two are blank, and nothing says which.
  Reading reading = must_read(
      "二、主动公开政府信息情况\n信息内容 本年制发件数 本年废止件数 现行有效件数\n"
      "规章 0 0 0\n行政规范性文件 665\n行政许可 12\n");
  CHECK(reading.report.disclosure.normative_documents.in_force.state() == State::unreadable);
  CHECK(reading.report.disclosure.rules.in_force == Count(0));
  CHECK(reading.report.disclosure.licences.made == Count(12));
  CHECK(notes(reading, "reading.row.shape") == 1);
  // Run together, but a row with too few digits shows that blanks leave nothing behind.
  Reading blanks = must_read(
      "三、收到和处理政府信息公开申请情况一、本年新收政府信息公开申请数量2000002"
      "二、上年结转政府信息公开申请数量0000000（一）予以公开22（七）总计2000002");
  const Applications& table = blanks.report.applications;
  CHECK(table.outcomes.disclosed.total.state() == State::unreadable);
  CHECK(table.received.natural_person.state() == State::unreadable);
}

TEST_CASE("numbers in two cells are joined where the total says so, and only there") {
  std::string head = "三、收到和处理政府信息公开申请情况\n\n";
  Reading torn = must_read(head + "| 四、结转下年度继续办理 | 6 | 0 | 0 | 0 | 0 | 0 | 3 | 63 |\n");
  CHECK(torn.report.applications.carried_forward.natural_person == Count(60));
  CHECK(torn.report.applications.carried_forward.other == Count(3));
  CHECK(torn.report.applications.carried_forward.total == Count(63));
  CHECK(notes(torn, "reading.joined") == 1);
  Reading several =
      must_read(head + "| 四、结转下年度继续办理 | 1 | 1 | 1 | 0 | 0 | 0 | 0 | 12 |\n");
  const Applicants& row = several.report.applications.carried_forward;
  CHECK(row.natural_person.state() == State::ambiguous);  // 11 1 or 1 11
  CHECK(row.total == Count(12));
  CHECK(row.other == Count(0));
  CHECK(notes(several, "reading.ambiguous") == 1);
  std::size_t first = cell_index<Report>("applications.carried_forward.natural_person");
  CHECK(several.sources[first].readings == std::vector<std::string>{"1", "11"});
  Reading none = must_read(head + "| 四、结转下年度继续办理 | 6 | 0 | 0 | 0 | 0 | 0 | 3 | 9 |\n");
  CHECK(none.report.applications.carried_forward.natural_person.state() == State::unreadable);
  // Thousands set apart are one number, wherever the total agrees.
  Reading spaced =
      must_read(head + "一、本年新收政府信息公开申请数量 13 612 252 0 45 128 32 14 069\n");
  CHECK(spaced.report.applications.received.natural_person == Count(13612));
  CHECK(spaced.report.applications.received.total == Count(14069));
  CHECK(must_read("二、主动公开政府信息情况\n信息内容 本年处理决定数量\n行政许可 6 0\n")
            .report.disclosure.licences.made.state() == State::unreadable);
}

TEST_CASE("a row without its label is the only one that can stand there, or it is not used") {
  auto zeros_row = [](const std::string& label) {
    return "| " + label + " | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n";
  };
  std::string head = "三、收到和处理政府信息公开申请情况\n\n";
  std::string row = "| 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n";
  Reading one =
      must_read(head + zeros_row("2.重复申请") + row + zeros_row("4.无正当理由大量反复申请"));
  CHECK(one.report.applications.outcomes.not_processed.publications.total == Count(2));
  Reading open = must_read(head + zeros_row("2.重复申请") + row +
                           zeros_row("5.要求行政机关确认或重新出具已获取信息"));
  CHECK(open.report.applications.outcomes.not_processed.publications.total.state() ==
        State::missing);
  CHECK(open.report.applications.outcomes.not_processed.excessive.total.state() == State::missing);
  CHECK(notes(open, "reading.row.unknown") == 1);
  Reading two = must_read(head + zeros_row("2.重复申请") + row + "| 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n" +
                          zeros_row("5.要求行政机关确认或重新出具已获取信息"));
  CHECK(two.report.applications.outcomes.not_processed.publications.total == Count(2));
  CHECK(two.report.applications.outcomes.not_processed.excessive.total == Count(3));
  // The sum of a group is no row of it, though one is missing.
  for (const char* sum : {"（三）不予公开", "（三）", "小计"}) {
    Reading group =
        must_read(head + zeros_row("（二）部分公开") + "| " + std::string(sum) +
                  " | 9 | 0 | 0 | 0 | 0 | 0 | 9 |\n" + zeros_row("2.其他法律行政法规禁止公开"));
    CHECK(group.report.applications.outcomes.denied.state_secret.total.state() == State::missing);
    CHECK(notes(group, "reading.row.unknown") == 1);
  }
  // A torn label with half of it before the numbers.
  Reading torn = must_read(head + zeros_row("2.重复申请") +
                           "| 行政机关不再处理其政府信息公 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |\n"
                           "| 缴纳费用、 | 行政机关不再处理其政 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |\n" +
                           zeros_row("3.其他"));
  const OtherHandling& six = torn.report.applications.outcomes.other_handling;
  CHECK(six.not_clarified_in_time.total == Count(4));
  CHECK(six.fee_not_paid_in_time.total == Count(5));
}

TEST_CASE(
    "labels misprinted, in other words or in Traditional script are the form's; strangers not") {
  auto total_of = [](const std::string& label, const char* path) {
    Reading reading = must_read(
        "三、收到和处理政府信息公开申请情况\n\n"
        "| （一）予以公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n| " +
        label +
        " | 5 | 0 | 0 | 0 | 0 | 0 | 5 |\n"
        "| （七）总计 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n");
    return state_at(reading.report, cell_index<Report>(path)) == State::value
               ? text_at(reading.report, cell_index<Report>(path))
               : std::string("-");
  };
  const char* law = "applications.outcomes.denied.prohibited_by_law.natural_person";
  const char* six_1 = "applications.outcomes.other_handling.not_clarified_in_time.natural_person";
  CHECK(total_of("2.其他法律行政止公开", law) == "5");
  CHECK(total_of("2.其他法律和行政法规禁止公开", law) == "5");
  CHECK(total_of("2.其他法律行政法规禁正公开", law) == "5");
  CHECK(total_of("2.其他法律行政法規禁止公開", law) == "5");
  CHECK(total_of("1.逾期不补正", six_1) == "5");
  CHECK(total_of("1.申请人无正当理由逾期不补正、行政机关不再受理其政府信息公开申请", six_1) == "5");
  CHECK(total_of("（八）其他法律行政法规允许公开的情形及说明", law) == "-");
  CHECK(total_of("其中：法人", law) == "-");
  Reading mirror = must_read(
      "二、主動公開政府信息情況\n\n| 信息內容 | 本年製發件數 | 本年廢止件數 | 現行有效件數 "
      "|\n|---|\n"
      "| 規章 | 1 | 0 | 2 |\n| 行政規範性檔案 | 3 | 0 | 4 |\n");
  CHECK(mirror.report.disclosure.rules.in_force == Count(2));
  CHECK(mirror.report.disclosure.normative_documents.in_force == Count(4));

  Rows rows("disclosure");
  const Row& licences = *rows.exactly("行政许可");
  CHECK(resembles("行攻许可", licences));
  for (const char* stranger : {"不予行政许可", "非行政许可", "行政处罚", "行政许可听证", "许可"})
    CHECK_FALSE_MESSAGE(resembles(stranger, licences), stranger);
}

TEST_CASE("columns in another order are seen in flat text too") {
  std::string rows = "四、结转下年度继续办理1000001（七）总计0000000";
  std::string head = "三、收到和处理政府信息公开申请情况申请人情况";
  auto natural = [&](const std::string& columns) {
    return must_read(head + columns + rows).report.applications.carried_forward.natural_person;
  };
  CHECK(natural("自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他") ==
        Count(1));
  CHECK(natural("自然人法人或其他组织商业企业科研机构社会公益组织法律服务机构其他总计") ==
        Count(1));
  CHECK(natural("自然人法人或其他组织总计科研机构商业企业社会公益组织法律服务机构其他").state() ==
        State::unreadable);
  CHECK(natural("总计自然人法人或其他组织商业企业科研机构社会公益组织法律服务机构其他").state() ==
        State::unreadable);
}

TEST_CASE("remarks, units and signs in text") {
  Reading reading = must_read(
      "二、主动公开政府信息情况\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n"
      "规章\n22\n（其中修订 16 件）\n0\n235\n行政规范性文件\n—\n1，204\n２\n"
      "信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n664866元\n");
  CHECK(reading.report.disclosure.rules.issued == Count(22));
  CHECK(reading.report.disclosure.rules.in_force == Count(235));
  CHECK(reading.report.disclosure.normative_documents.issued.state() == State::blank);
  CHECK(reading.report.disclosure.normative_documents.repealed == Count(1204));
  CHECK(reading.report.disclosure.normative_documents.in_force == Count(2));
  CHECK(reading.report.disclosure.administrative_fees.collected == Amount(664866, 4));
}

TEST_CASE("figures in sentences are not taken for rows") {
  Reading reading = must_read(
      "某局2022年政府信息公开工作年度报告\n一、总体情况\n"
      "公开行政规范性文件3件、行政许可9件、行政处罚类15条。\n"
      "二、主动公开政府信息情况\n全年行政许可88件，行政处罚77件。\n"
      "信息内容 本年处理决定数量\n行政许可 5\n行政处罚 6\n"
      "注：行政许可数据含下属单位4件。\n三、收到和处理政府信息公开申请情况\n"
      "2022年，共收到政府信息公开申请3条。\n四、结转下年度继续办理 0 0 0 0 0 0 0\n");
  CHECK(reading.report.disclosure.licences.made == Count(5));
  CHECK(reading.report.disclosure.penalties.made == Count(6));
  CHECK(reading.report.disclosure.normative_documents.issued.state() == State::missing);
  CHECK(reading.report.applications.carried_forward.total == Count(0));
  CHECK(reading.report.overview.opening.find("公开行政规范性文件3件") != std::string::npos);
}

TEST_CASE("two reports side by side are refused, with a word on what to do") {
  std::string text = "二、主动公开政府信息情况\n";
  for (const char* label : {"规章", "行政规范性文件"})
    text += std::string(label) + "   1   0   2      " + label + "   3   0   4\n";
  for (const char* label : {"行政许可", "行政处罚"})
    text += std::string(label) + "   7      " + label + "   9\n";
  CHECK(read(text).error.code == ErrorCode::two_reports);
  CHECK(read(text).error.offset == text.find("规章"));
  CHECK(read(text).error.detail.empty());

  std::string titled = "某市 政务公开年报比对\n2023 年报告        2024 年报告\n" + text;
  Error error = read(titled).error;
  CHECK(error.code == ErrorCode::two_reports);
  CHECK(error.offset == titled.find("规章"));
  CHECK(message(error, Language::zh) ==
        "两份报告并排在一个文件里，请分成两个文件（2023 年报告 / 2024 年报告）");
}

TEST_CASE("text: every cut of a report reads without a wrong number, or says why not") {
  Random random(23);
  Report report = balanced(Form::of_2021, random, 30);
  for (const Shape& shape : bordered()) {
    std::string text = printed(report, shape.between, shape.print);
    for (std::size_t size = 0; size < text.size(); size += 397) {
      std::size_t end = text::valid_utf8(std::string_view(text).substr(0, size));
      Result<Reading> part = read(std::string_view(text).substr(0, end));
      if (!part) continue;
      std::size_t wrong = 0, last = 0;
      for (std::size_t i = 0; i < schema<Report>.cells; ++i)
        last = std::max(last, part->sources[i].place.offset + part->sources[i].place.length);
      for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
        const CellSource& source = part->sources[i];
        bool at_the_cut = source.place.offset + source.place.length == last;
        if (state_at(part->report, i) == State::value && !at_the_cut &&
            text_at(part->report, i) != text_at(report, i))
          ++wrong;
      }
      CHECK_MESSAGE(wrong == 0, shape.name, " ", size);
    }
  }
}

TEST_CASE("hostile text: bounded time, an error or a reading, no crash") {
  auto error = [](const std::string& text) { return read(text).error.code; };
  std::string section = "三、收到和处理政府信息公开申请情况";
  CHECK(error(std::string(10'000'000, '7')) == ErrorCode::no_report);
  Reading run = must_read(section + "四、结转下年度继续办理" + std::string(10'000'000, '0'));
  CHECK(run.report.applications.carried_forward.total.state() == State::unreadable);
  Reading ones =
      must_read(section + "二、上年结转政府信息公开申请数量0000000四、结转下年度继续办理" +
                std::string(60, '1'));
  CHECK(ones.report.applications.carried_forward.total.state() != State::value);
  std::string labels = section;
  for (int i = 0; i < 50'000; ++i) labels += "规章";
  CHECK(error(labels) == ErrorCode::no_report);
  labels = section;
  for (int i = 0; i < 20'000; ++i) labels += "四、结转下年度继续办理1000001（七）总计0000000";
  CHECK(must_read(labels).report.applications.carried_forward.total == Count(1));
  std::string rows = section + "\n";
  for (int i = 0; i < 20'000; ++i) rows += "1 0 0 0 0 0 1\n甲乙丙丁戊己 2 0 0 0 0 0 2\n";
  CHECK(error(rows) == ErrorCode::no_report);
  std::string spaced = section + "四、结转下年度继续办理";
  for (int i = 0; i < 500'000; ++i) spaced += " 1";
  CHECK(must_read(spaced).report.applications.carried_forward.total.state() == State::unreadable);
  std::string brackets = section + "四、结转下年度继续办理 1";
  for (int i = 0; i < 50'000; ++i) brackets += "（（";
  CHECK(must_read(brackets).report.applications.carried_forward.total.state() == State::unreadable);
  std::string prefixes = section;  // each nearly a label
  for (int i = 0; i < 20'000; ++i)
    prefixes += "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开";
  CHECK(error(prefixes) == ErrorCode::no_report);
  CHECK(error(section + std::string(3'000'000, '|')) == ErrorCode::no_report);
  Limits small;
  small.bytes = 10;
  CHECK(read_text("四、结转下年度继续办理 1", small).error.code == ErrorCode::too_large);
}
