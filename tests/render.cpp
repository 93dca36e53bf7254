#include "render.hpp"

#include <iconv.h>

#include <algorithm>
#include <vector>

#include "gongkai/reflect.hpp"
#include "packages.hpp"
#include "text.hpp"

namespace gongkai::test {
namespace {

// One draw a statement: the order within one is the compiler's, and a failure must be found again.
std::size_t pick(Random& random, std::size_t below) { return random() % below; }
bool chance(Random& random, std::size_t percent) { return pick(random, 100) < percent; }

// Mostly nothing, sometimes a few, seldom many: what the cells of real reports hold.
std::int64_t some(Random& random) {
  std::size_t kind = pick(random, 100);
  if (kind < 55) return 0;
  std::size_t below = kind < 85 ? 10 : kind < 95 ? 100 : kind < 99 ? 2000 : 400000;
  return static_cast<std::int64_t>(pick(random, below));
}

Count& count(Applicants& row, std::size_t column) {
  Count* cells[] = {&row.natural_person,
                    &row.commercial_enterprise,
                    &row.research_institution,
                    &row.public_welfare_body,
                    &row.legal_service_institution,
                    &row.other,
                    &row.total};
  return *cells[column];
}

std::vector<Applicants*> outcome_rows(Outcomes& o, Form form) {
  std::vector<Applicants*> rows = {&o.disclosed,
                                   &o.partly_disclosed,
                                   &o.denied.state_secret,
                                   &o.denied.prohibited_by_law,
                                   &o.denied.security_and_stability,
                                   &o.denied.third_party_rights,
                                   &o.denied.internal_affairs,
                                   &o.denied.deliberative_information,
                                   &o.denied.enforcement_files,
                                   &o.denied.administrative_inquiries,
                                   &o.unavailable.not_held,
                                   &o.unavailable.would_need_making,
                                   &o.unavailable.unclear_after_request,
                                   &o.not_processed.petition,
                                   &o.not_processed.repeated,
                                   &o.not_processed.publications,
                                   &o.not_processed.excessive,
                                   &o.not_processed.reconfirmation};
  if (form == Form::of_2021)
    rows.insert(rows.end(), {&o.other_handling.not_clarified_in_time,
                             &o.other_handling.fee_not_paid_in_time, &o.other_handling.other});
  else
    rows.push_back(&o.other_handling_2019);
  return rows;
}

void fill_applications(Applications& all, Form form, Random& random) {
  std::vector<Applicants*> outcomes = outcome_rows(all.outcomes, form);
  std::vector<Applicants*> rows = outcomes;
  rows.insert(rows.end(),
              {&all.received, &all.carried_in, &all.outcomes.total, &all.carried_forward});
  for (Applicants* row : rows)
    for (std::size_t column = 0; column < 7; ++column) count(*row, column) = 0;
  auto add = [](Count& cell, std::int64_t more) { cell = cell.value() + more; };
  for (std::size_t column = 0; column < 6; ++column) {
    std::int64_t received = some(random), carried_in = chance(random, 30) ? some(random) : 0;
    std::int64_t all_in = received + carried_in, forward = 0;
    if (chance(random, 30)) forward = std::min(all_in, some(random));
    std::int64_t handled = all_in - forward, left = handled;
    while (left > 0) {
      std::int64_t part = std::min(left, 1 + some(random));
      if (chance(random, 20)) part = left;
      Applicants* row = outcomes[pick(random, outcomes.size())];
      add(count(*row, column), part);
      add(row->total, part);
      left -= part;
    }
    auto put = [&](Applicants& row, std::int64_t number) {
      count(row, column) = number;
      add(row.total, number);
    };
    put(all.received, received);
    put(all.carried_in, carried_in);
    put(all.outcomes.total, handled);
    put(all.carried_forward, forward);
  }
}

void fill_results(Results& block, Random& random) {
  std::int64_t numbers[4], total = 0;
  for (std::int64_t& number : numbers) total += number = chance(random, 60) ? 0 : some(random);
  block = {numbers[0], numbers[1], numbers[2], numbers[3], total};
}

// Table 2 has no equations.
void fill_disclosure(Report& report, Random& random) {
  auto fill = [&](const Schema& part, void* object) {
    for_each_cell(part, object, [&](const Member& member, const void* at) {
      void* cell = const_cast<void*>(at);
      if (member.kind == Kind::count) *static_cast<Count*>(cell) = some(random);
      if (member.kind == Kind::change) {
        std::int64_t sign = chance(random, 30) ? -1 : 1;
        *static_cast<Change*>(cell) = sign * some(random);
      }
      if (member.kind == Kind::amount) {
        std::int64_t coarse = some(random), fine = some(random);
        *static_cast<Amount*>(cell) =
            Amount(coarse * 7919 + fine, static_cast<int>(pick(random, 7)));
      }
    });
  };
  if (report.form == Form::of_2021)
    fill(schema<Disclosure>, &report.disclosure);
  else
    fill(schema<Disclosure2019>, &report.disclosure_2019);
}

void spoil(Report& report, Flaw flaw, Random& random) {
  std::vector<Applicants*> rows = outcome_rows(report.applications.outcomes, report.form);
  rows.insert(rows.end(),
              {&report.applications.received, &report.applications.carried_in,
               &report.applications.outcomes.total, &report.applications.carried_forward});
  Applicants& row = *rows[pick(random, rows.size())];
  switch (flaw) {
    case Flaw::none:
      break;
    case Flaw::blank_row:
      for (std::size_t column = 0; column < 7; ++column) count(row, column) = Count();
      break;
    case Flaw::blank_column: {  // of the kinds of applicant that seldom ask
      std::size_t column = 2 + pick(random, 3);
      for (Applicants* each : rows)
        if (count(*each, column) == Count(0)) count(*each, column) = Count();
      break;
    }
    case Flaw::blank_cell:
      count(row, pick(random, 7)) = Count();
      break;
    case Flaw::wrong_cell: {
      Count& cell = count(row, pick(random, 7));
      cell = cell.value() + 1 + static_cast<std::int64_t>(pick(random, 9));
      break;
    }
    case Flaw::zero_totals:
      for (Applicants* each : rows) each->total = 0;
      break;
  }
}

constexpr std::string_view towns[] = {"示例市", "虚构县", "样板区", "云川市", "青石县"};
constexpr std::string_view offices[] = {"人民政府办公室", "水利局", "教育局", "卫生健康委员会",
                                        "桥头镇人民政府"};
constexpr std::string_view sentences[] = {
    "本机关按照条例要求，及时公开应当公开的政府信息。",
    "围绕群众关心的事项，通过门户网站发布信息四百余条，政策解读二十五篇。",
    "健全受理、审查、答复、归档各环节的制度，当面听取申请人的意见。",
    "对照上级部署，仍有更新不够及时、解读形式单一的不足。",
    "下一步将加强培训，改进专栏，做好保密审查。"};

std::string paragraph(Random& random) {
  std::string text;
  for (std::size_t i = 1 + pick(random, 3); i > 0; --i)
    text += sentences[pick(random, std::size(sentences))];
  return text + '\n';
}

}  // namespace

Report random_report(Random& random, Flaw flaw) {
  Report report = blank_report(chance(random, 25) ? Form::of_2019 : Form::of_2021);
  bool old = report.form == Form::of_2019;
  report.agency = towns[pick(random, std::size(towns))];
  report.agency += offices[pick(random, std::size(offices))];
  report.year = old ? 2019 + static_cast<std::int32_t>(pick(random, 2))
                    : 2021 + static_cast<std::int32_t>(pick(random, 5));
  report.published = {static_cast<std::int16_t>(report.year + 1), 1,
                      static_cast<std::int8_t>(1 + pick(random, 31))};
  report.overview.opening = paragraph(random);
  report.problems = paragraph(random);
  report.other_matters = "本年度未收取信息处理费。\n";
  fill_disclosure(report, random);
  fill_applications(report.applications, report.form, random);
  fill_results(report.proceedings.reconsideration, random);
  fill_results(report.proceedings.litigation_direct, random);
  fill_results(report.proceedings.litigation_after_reconsideration, random);
  spoil(report, flaw, random);
  return report;
}

// ---- the form as its tables are drawn
// ------------------------------------------------------------

namespace {

// One box of a table: a label, or what a cell holds.
struct Box {
  std::string text;
  std::size_t columns = 1, rows = 1;
  bool value = false;
};
using Line = std::vector<Box>;
using Lines = std::vector<Line>;

Box label(std::string_view text, std::size_t columns = 1, std::size_t rows = 1) {
  return {std::string(text), columns, rows, false};
}
Box value(std::string text, std::size_t columns = 1) { return {std::move(text), columns, 1, true}; }

// The cells of a part in order, as printed.
std::vector<std::string> printed(const Schema& part, const void* object) {
  std::vector<std::string> texts;
  for_each_cell(part, object, [&](const Member& member, const void* cell) {
    texts.push_back(cell_text(member.kind, cell));
  });
  return texts;
}
template <class T>
std::vector<std::string> printed(const T& part) {
  return printed(schema<T>, &part);
}

void add_values(Line& line, const std::vector<std::string>& texts, std::size_t columns) {
  for (const std::string& text : texts) line.push_back(value(text, columns));
}

Lines table_2_of_2021(const Disclosure& d) {
  auto three = [](std::string_view name, const std::vector<std::string>& numbers) {
    Line line = {label(name)};
    add_values(line, numbers, 1);
    return line;
  };
  auto one = [](std::string_view name, const std::string& number) {
    return Line{label(name), value(number, 3)};
  };
  return {{label("第二十条第（一）项", 4)},
          {label("信息内容"), label("本年制发件数"), label("本年废止件数"), label("现行有效件数")},
          three("规章", printed(d.rules)),
          three("行政规范性文件", printed(d.normative_documents)),
          {label("第二十条第（五）项", 4)},
          {label("信息内容"), label("本年处理决定数量", 3)},
          one("行政许可", to_string(d.licences.made)),
          {label("第二十条第（六）项", 4)},
          {label("信息内容"), label("本年处理决定数量", 3)},
          one("行政处罚", to_string(d.penalties.made)),
          one("行政强制", to_string(d.compulsory_measures.made)),
          {label("第二十条第（八）项", 4)},
          {label("信息内容"), label("本年收费金额（单位：万元）", 3)},
          one("行政事业性收费", to_string(d.administrative_fees.collected))};
}

Lines table_2_of_2019(const Disclosure2019& d) {
  auto row = [](std::string_view name, const std::vector<std::string>& numbers) {
    Line line = {label(name)};
    add_values(line, numbers, 1);
    if (numbers.size() == 2) line.back().columns = 2;
    return line;
  };
  auto items = [] {
    return Line{label("信息内容"), label("上一年项目数量"), label("本年增/减"),
                label("处理决定数量")};
  };
  // The form names no unit for this sum; who prints one next to the number leaves no doubt.
  std::vector<std::string> procurement = printed(d.procurement);
  if (!procurement[1].empty()) procurement[1] += "万元";
  return {{label("第二十条第（一）项", 4)},
          {label("信息内容"), label("本年新制作数量"), label("本年新公开数量"),
           label("对外公开总数量")},
          row("规章", printed(d.rules)),
          row("规范性文件", printed(d.normative_documents)),
          {label("第二十条第（五）项", 4)},
          items(),
          row("行政许可", printed(d.licences)),
          row("其他对外管理服务事项", printed(d.other_services)),
          {label("第二十条第（六）项", 4)},
          items(),
          row("行政处罚", printed(d.penalties)),
          row("行政强制", printed(d.compulsory_measures)),
          {label("第二十条第（八）项", 4)},
          {label("信息内容"), label("上一年项目数量"), label("本年增/减", 2)},
          row("行政事业性收费", printed(d.administrative_fees)),
          {label("第二十条第（九）项", 4)},
          {label("信息内容"), label("采购项目数量"), label("采购总金额", 2)},
          row("政府集中采购", procurement)};
}

Lines table_3(const Applications& a, Form form) {
  Lines lines = {
      {label("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
       label("申请人情况", 7)},
      {label("自然人", 1, 2), label("法人或其他组织", 5), label("总计", 1, 2)},
      {label("商业企业"), label("科研机构"), label("社会公益组织"), label("法律服务机构"),
       label("其他")}};
  auto row = [&](std::vector<Box> labels, const Applicants& applicants) {
    Line line = std::move(labels);
    add_values(line, printed(applicants), 1);
    lines.push_back(std::move(line));
  };
  row({label("一、本年新收政府信息公开申请数量", 3)}, a.received);
  row({label("二、上年结转政府信息公开申请数量", 3)}, a.carried_in);
  std::size_t first = lines.size();
  const Outcomes& o = a.outcomes;
  row({label("三、本年度办理结果"), label("（一）予以公开", 2)}, o.disclosed);
  row({label("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2)}, o.partly_disclosed);
  auto group = [&](std::string_view name, const Schema& part, const void* object) {
    bool head = true;
    for (const Member& member : part) {
      std::vector<Box> labels;
      if (head) labels.push_back(label(name, 1, part.size));
      head = false;
      labels.push_back(label(member.label.text.zh));
      row(labels, *static_cast<const Applicants*>(member.at_const(object)));
    }
  };
  group("（三）不予公开", schema<Denied>, &o.denied);
  group("（四）无法提供", schema<Unavailable>, &o.unavailable);
  group("（五）不予处理", schema<NotProcessed>, &o.not_processed);
  if (form == Form::of_2021)
    group("（六）其他处理", schema<OtherHandling>, &o.other_handling);
  else
    row({label("（六）其他处理", 2)}, o.other_handling_2019);
  row({label("（七）总计", 2)}, o.total);
  lines[first][0].rows = lines.size() - first;
  row({label("四、结转下年度继续办理", 3)}, a.carried_forward);
  return lines;
}

Lines table_4(const Proceedings& p) {
  Lines lines = {{label("行政复议", 5), label("行政诉讼", 10)},
                 {label("未经复议直接起诉", 5), label("复议后起诉", 5)}};
  Line heads, values;
  for (std::size_t block = 0; block < 3; ++block)
    for (std::string_view name : {"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"}) {
      Box head = label(name);
      if (block == 0) {  // reaches over the second line of the heading
        head.rows = 2;
        lines[1].insert(lines[1].begin() + static_cast<std::ptrdiff_t>(lines[1].size() - 2), head);
      } else {
        heads.push_back(head);
      }
    }
  for (const Results* block :
       {&p.reconsideration, &p.litigation_direct, &p.litigation_after_reconsideration})
    add_values(values, printed(*block), 1);
  lines.push_back(heads);
  lines.push_back(values);
  return lines;
}

struct Section {
  std::string title, text;
  Lines table;
};

std::vector<Section> sections(const Report& report) {
  return {{"一、总体情况", report.overview.opening, {}},
          {"二、主动公开政府信息情况",
           {},
           report.form == Form::of_2021 ? table_2_of_2021(report.disclosure)
                                        : table_2_of_2019(report.disclosure_2019)},
          {"三、收到和处理政府信息公开申请情况", {}, table_3(report.applications, report.form)},
          {"四、政府信息公开行政复议、行政诉讼情况", {}, table_4(report.proceedings)},
          {"五、存在的主要问题及改进情况", report.problems, {}},
          {"六、其他需要报告的事项", report.other_matters, {}}};
}

std::string title(const Report& report) {
  return report.agency + std::to_string(report.year) + "年政府信息公开工作年度报告";
}

// A table with its spans laid out: the box at each place, or nothing where one spans it.
std::vector<std::vector<const Box*>> laid_out(const Lines& lines) {
  std::vector<std::vector<const Box*>> places(lines.size());
  std::vector<std::vector<bool>> taken(lines.size());
  for (std::size_t y = 0; y < lines.size(); ++y) {
    std::size_t x = 0;
    for (const Box& box : lines[y]) {
      while (x < taken[y].size() && taken[y][x]) ++x;
      for (std::size_t dy = 0; dy < box.rows && y + dy < lines.size(); ++dy)
        for (std::size_t dx = 0; dx < box.columns; ++dx) {
          if (taken[y + dy].size() <= x + dx) {
            taken[y + dy].resize(x + dx + 1);
            places[y + dy].resize(x + dx + 1);
          }
          taken[y + dy][x + dx] = true;
          if (dy == 0 && dx == 0) places[y][x] = &box;
        }
    }
  }
  return places;
}

// ---- HTML as a CMS shows it, its tables pasted from Word
// -----------------------------------------

std::string escaped(std::string_view text) {
  std::string result;
  for (char c : text)
    result += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  return result;
}

// The characters of a UTF-8 text.
std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t start = at;
    text::next(text, at);
    result.emplace_back(text.substr(start, at - start));
  }
  return result;
}

// Word cuts a text into spans wherever it likes.
std::string word_spans(const std::string& text, Random& random) {
  std::string html =
      "<p class=MsoNormal align=\"center\" style='text-align:center;line-height:"
      "150%'><span style=\"font-family:宋体;mso-font-kerning:0pt\">";
  std::vector<std::string> all = characters(text);
  for (std::size_t i = 0; i < all.size(); ++i) {
    bool number = text.find_first_not_of("0123456789.-") == std::string::npos;
    if (i > 0 && chance(random, number ? 10 : 6))
      html += chance(random, 50) ? "</span><span lang=\"EN-US\">" : "</span><SPAN lang=EN-US>";
    html += escaped(all[i]);
    if (!number && chance(random, 2)) html += "<br />";
    if (!number && chance(random, 2)) html += "&nbsp;";
  }
  if (text.empty() && chance(random, 50)) html += "&nbsp;";
  html += "</span>";
  if (chance(random, 30)) html += "<span lang=\"EN-US\"><o:p></o:p></span>";
  return html + (chance(random, 85) ? "</p>" : "");
}

std::string html_table(const Lines& lines, Random& random) {
  bool close = chance(random, 85), upper = chance(random, 20);
  std::string html = upper ? "<TABLE border=1 cellspacing=0>" : "<table border=\"1\"><tbody>";
  for (const Line& line : lines) {
    html += upper ? "<TR>\r\n" : "\n<tr style=\"mso-yfti-irow:1;height:22.7pt\">\n";
    for (const Box& box : line) {
      html += upper ? "<TD"
                    : "<td width=\"64\" valign=top style=\"border:solid windowtext 1.0pt;"
                      "padding:0cm 5.4pt\"";
      if (box.columns > 1) html += " colspan=" + std::to_string(box.columns);
      if (box.rows > 1) html += " rowspan=\"" + std::to_string(box.rows) + '"';
      html += '>' + word_spans(box.text, random);
      if (close) html += upper ? "</TD>" : "</td>\n";
    }
    if (close) html += upper ? "</TR>" : "</tr>";
  }
  return html + (upper ? "</TABLE>" : "\n</tbody></table>\n");
}

// A long table may be cut in two, with its heading over both parts.
std::vector<Lines> cut(const Lines& lines, std::size_t heading, Random& random) {
  if (heading == 0 || !chance(random, 40)) return {lines};
  std::size_t at = heading + 2 + pick(random, lines.size() - heading - 4);
  Lines first(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(at));
  Lines second;
  if (chance(random, 60))
    second.assign(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(heading));
  second.insert(second.end(), lines.begin() + static_cast<std::ptrdiff_t>(at), lines.end());
  // Labels over several rows: what is left of them goes to the second part.
  std::size_t spanned[2] = {0, 0};
  std::size_t which = 0;
  for (std::size_t y = heading; y < at; ++y)
    for (Box& box : first[y])
      if (!box.value && box.rows > 1 && y + box.rows > at) {
        if (which < 2) spanned[which++] = box.rows - (at - y);
        box.rows = at - y;
      }
  Line& continued = second[second.size() - (lines.size() - at)];
  for (std::size_t i = which; i > 0; --i)
    continued.insert(continued.begin(), label("", 1, spanned[i - 1]));
  return {first, second};
}

constexpr std::size_t table_3_heading = 3;

std::size_t heading_of(const Section& section) {
  return section.title.find("三、") == 0 ? table_3_heading : 0;
}

std::string html(const Report& report, std::string_view charset, Random& random) {
  std::string page =
      "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"" + std::string(charset) + "\">\n<title>" +
      title(report) +
      "</title>\n<script>if (1 < 2) document.write('<td>5</td>');</script>\n"
      "<style>td > p { margin: 0 }</style>\n</head>\n<body>\n<div class=nav><ul><li>首页<li>"
      "<a href=\"/a?b=1&c=2\">政务公开</a></ul></div>\n<!-- <table><tr><td>9</td></tr> -->\n<h1>" +
      title(report) + "</h1>\n<div class=\"info\">发布日期：" + to_string(report.published) +
      "&nbsp;&nbsp;浏览次数：<span id=hits></span></div>\n";
  bool layout = chance(random, 20);
  if (layout) page += "<table width=\"100%\"><tr><td><div id=\"zoom\">\n";
  for (const Section& section : sections(report)) {
    page += "<p style=\"text-indent:32pt\"><strong>" + section.title + "</strong></p>\n";
    for (std::size_t at = 0; at < section.text.size();) {
      std::size_t end = section.text.find('\n', at);
      page += "<p>" + escaped(section.text.substr(at, end - at)) + "</p>\n";
      at = end + 1;
    }
    if (section.table.empty()) continue;
    for (const Lines& part : cut(section.table, heading_of(section), random))
      page += html_table(part, random) + "<p>&nbsp;</p>\n";
  }
  if (layout) page += "</div></td></tr></table>\n";
  return page + "<div class=\"footer\">主办：" + report.agency +
         " 备案号：00000000号-1</div>\n</body>\n</html>\n";
}

// ---- Markdown as converters make it from PDF
// -------------------------------------------------------

std::string markdown_table(const Lines& lines, Random& random) {
  std::string text;
  bool trailing = chance(random, 30), shifts = chance(random, 40), spanned = chance(random, 50);
  std::size_t y = 0, columns = 0;
  for (const auto& places : laid_out(lines)) {
    std::string row = "|";
    std::size_t cells = 0;
    for (const Box* box : places) {
      if (box == nullptr && !spanned) continue;
      std::string shown = box == nullptr ? "" : box->text;
      if (chance(random, 4) && box != nullptr && !box->value && shown.size() > 12)
        shown.insert(characters(shown)[0].size() + characters(shown)[1].size(), "<br>");
      row += ' ' + shown + " |";
      ++cells;
    }
    bool with_values = std::any_of(places.begin(), places.end(),
                                   [](const Box* box) { return box != nullptr && box->value; });
    if (shifts && with_values && cells > 7 && chance(random, 40)) {
      row = "| " + row;
      ++cells;
    }
    if (trailing) row += "  |";
    text += row + '\n';
    if (y++ == 0) {
      columns = cells + (trailing ? 1 : 0);
      text += '|';
      for (std::size_t i = 0; i < columns; ++i) text += "---|";
      text += '\n';
    }
  }
  return text + '\n';
}

std::string markdown(const Report& report, Random& random) {
  std::string text = "# " + title(report) + "\n\n发布时间：" + to_string(report.published) + "\n\n";
  for (const Section& section : sections(report)) {
    text += (chance(random, 50) ? "## " : "") + section.title + "\n\n" + section.text;
    if (!section.text.empty()) text += '\n';
    if (section.table.empty()) continue;
    std::size_t page = 2;
    for (const Lines& part : cut(section.table, heading_of(section), random))
      text += markdown_table(part, random) + "— " + std::to_string(page++) + " —\n\n";
  }
  return text;
}

// ---- plain text
// ------------------------------------------------------------------------------------

std::string flat_text(const Report& report, Random& random) {
  bool spaced = chance(random, 30);
  std::string text =
      "标题: " + title(report) + "\n发布时间: " + to_string(report.published) + " 16:34\n\n";
  for (const Section& section : sections(report)) {
    text += section.title;
    for (char c : section.text)
      if (c != '\n') text += c;
    for (const Line& line : section.table) {
      for (const Box& box : line) text += box.text;
      if (spaced && chance(random, 20)) text += ' ';
    }
  }
  return text + "附件下载\n";
}

std::string cell_per_line(const Report& report, Random& random) {
  std::string between = chance(random, 50) ? "\n" : "\n\n";
  std::string text = title(report) + "\n来源：" + report.agency + "　时间：" +
                     to_string(report.published) + "\n\n";
  for (const Section& section : sections(report)) {
    text += section.title + between + section.text;
    for (const Line& line : section.table)
      for (const Box& box : line) text += (box.value ? " " : "") + box.text + between;
  }
  return text;
}

// Columns of a terminal: a Chinese character takes two.
std::string padded(const std::string& text, std::size_t width, bool right) {
  std::size_t used = text::width(text);
  std::string space(used < width ? width - used : 1, ' ');
  return right ? space + text : text + space;
}

std::string layout_text(const Report& report, Random& random) {
  std::string text =
      "          " + title(report) + "\n            （" + to_string(report.published) + "）\n\n";
  std::size_t page = 1;
  for (const Section& section : sections(report)) {
    text += "    " + section.title + "\n";
    std::vector<std::string> all = characters(section.text);
    for (std::size_t i = 0, column = 0; i < all.size(); ++i) {
      if (column == 0) text += i == 0 || all[i - 1] == "\n" ? "        " : "    ";
      text += all[i];
      column = all[i] == "\n" ? 0 : column + 1;
      if (column == 28) {
        text += '\n';
        column = 0;
      }
    }
    if (section.table.empty()) continue;
    text += '\n';
    std::size_t y = 0;
    for (const auto& places : laid_out(section.table)) {
      std::string labels, values;
      std::vector<std::string> headings;
      std::size_t numbers = 0;
      for (const Box* box : places) {
        if (box == nullptr) continue;
        if (box->value) {
          values +=
              padded(box->text.empty() ? " " : box->text, 5 + text::width(box->text) / 6, true);
          ++numbers;
        } else {
          labels += (labels.empty() ? "" : "  ") + box->text;
        }
      }
      bool wrap = text::width(labels) > 50 && numbers > 0;
      if (wrap) {  // a long label stands in several lines, its numbers beside one of them
        std::vector<std::string> letters = characters(labels);
        std::string first, second;
        for (std::size_t i = 0; i < letters.size(); ++i) (i < 24 ? first : second) += letters[i];
        if (chance(random, 50))
          text +=
              "      " + first + "\n      " + second + "\n" + std::string(56, ' ') + values + '\n';
        else
          text += "      " + first + "\n" + padded("      " + second, 56, false) + values + '\n';
      } else {
        text += padded("  " + labels, numbers > 0 ? 56 : 2, false) + values + '\n';
      }
      if (++y % 12 == 0 && chance(random, 50)) {
        text += "\n                       - " + std::to_string(page++) + " -\n\f";
      }
    }
    text += '\n';
  }
  return text;
}

// ---- Word and Excel
// --------------------------------------------------------------------------------

std::string word_paragraph(const std::string& text, Random& random) {
  std::string xml = "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t xml:space=\"preserve\">";
  for (const std::string& c : characters(text)) {
    if (c == "\n") {
      xml += "</w:t></w:r></w:p><w:p><w:r><w:t>";
      continue;
    }
    if (chance(random, 4))
      xml += "</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>";
    xml += escaped(c);
  }
  return xml + "</w:t></w:r></w:p>";
}

std::string word_table(const Lines& lines, Random& random) {
  std::string xml = "<w:tbl><w:tblPr/><w:tblGrid/>";
  std::vector<std::vector<const Box*>> places = laid_out(lines);
  // What spans a place from above, for the cells that continue it.
  std::vector<std::pair<const Box*, std::size_t>> above;  // by column: the box, rows left
  for (const auto& row : places) {
    xml += "<w:tr><w:trPr/>";
    for (std::size_t x = 0; x < row.size();) {
      if (above.size() <= x) above.resize(x + 1);
      bool continued = row[x] == nullptr;
      if (!continued) above[x] = {row[x], row[x]->rows};
      const Box& box = *above[x].first;
      xml += "<w:tc><w:tcPr>";
      if (box.columns > 1) xml += "<w:gridSpan w:val=\"" + std::to_string(box.columns) + "\"/>";
      if (box.rows > 1) xml += continued ? "<w:vMerge/>" : "<w:vMerge w:val=\"restart\"/>";
      xml += "</w:tcPr>" + word_paragraph(continued ? "" : box.text, random) + "</w:tc>";
      x += box.columns;
    }
    xml += "</w:tr>";
  }
  return xml + "</w:tbl>";
}

std::string word(const Report& report, Random& random) {
  std::string body = word_paragraph(title(report), random);
  body += word_paragraph("（" + to_string(report.published) + "）", random);
  for (const Section& section : sections(report)) {
    body += word_paragraph(section.title, random);
    if (!section.text.empty())
      body += word_paragraph(section.text.substr(0, section.text.size() - 1), random);
    if (section.table.empty()) continue;
    for (const Lines& part : cut(section.table, heading_of(section), random)) {
      body += word_table(part, random);
      body += word_paragraph("", random);
    }
  }
  return docx(body);
}

std::string sheet(const Report& report, Random& random) {
  std::string rows, merges;
  std::size_t y = 0;
  auto name = [](std::size_t x, std::size_t row) {
    return std::string(1, static_cast<char>('A' + x)) + std::to_string(row);
  };
  auto cell = [&](std::size_t x, const std::string& text) {
    std::string where = "<c r=\"" + name(x, y) + '"';
    if (text.empty()) return where + "/>";
    bool number = text.find_first_not_of("0123456789.-") == std::string::npos;
    if (number && chance(random, 90)) return where + "><v>" + text + "</v></c>";
    return where + " t=\"inlineStr\"><is><t>" + escaped(text) + "</t></is></c>";
  };
  auto line = [&](const std::string& text) {
    ++y;
    rows += "<row r=\"" + std::to_string(y) + "\">" + cell(0, text) + "</row>";
  };
  line(title(report));
  line("公布日期：" + to_string(report.published));
  for (const Section& section : sections(report)) {
    line(section.title);
    for (std::size_t at = 0; at < section.text.size();) {
      std::size_t end = section.text.find('\n', at);
      line(section.text.substr(at, end - at));
      at = end + 1;
    }
    for (const auto& places : laid_out(section.table)) {
      ++y;
      rows += "<row r=\"" + std::to_string(y) + "\">";
      for (std::size_t x = 0; x < places.size(); ++x) {
        if (places[x] == nullptr) continue;
        rows += cell(x, places[x]->text);
        const Box& box = *places[x];
        if (box.columns > 1 || box.rows > 1)
          merges += "<mergeCell ref=\"" + name(x, y) + ':' +
                    name(x + box.columns - 1, y + box.rows - 1) + "\"/>";
      }
      rows += "</row>";
    }
  }
  return xlsx({"<sheetData>" + rows + "</sheetData><mergeCells>" + merges + "</mergeCells>"});
}

std::string as_gb18030(const std::string& utf8) {
  iconv_t converter = iconv_open("GB18030", "UTF-8");
  std::string result(utf8.size() * 2, '\0');
  char* in = const_cast<char*>(utf8.data());
  char* out = result.data();
  std::size_t in_left = utf8.size(), out_left = result.size();
  iconv(converter, &in, &in_left, &out, &out_left);
  iconv_close(converter);
  result.resize(result.size() - out_left);
  return result;
}

}  // namespace

std::string_view name(Shape shape) {
  constexpr std::string_view names[] = {
      "Word-pasted HTML", "the same, GB18030", "Markdown", "flat text",
      "a cell a line",    "layout text",       "docx",     "xlsx"};
  return names[static_cast<std::size_t>(shape)];
}

std::string render(const Report& report, Shape shape, Random& random) {
  switch (shape) {
    case Shape::word_html:
      return html(report, "utf-8", random);
    case Shape::gb18030_html:
      return as_gb18030(html(report, chance(random, 50) ? "gb2312" : "GBK", random));
    case Shape::markdown:
      return markdown(report, random);
    case Shape::flat_text:
      return flat_text(report, random);
    case Shape::cell_per_line:
      return cell_per_line(report, random);
    case Shape::layout_text:
      return layout_text(report, random);
    case Shape::docx:
      return word(report, random);
    case Shape::xlsx:
      return sheet(report, random);
  }
  return {};
}

}  // namespace gongkai::test
