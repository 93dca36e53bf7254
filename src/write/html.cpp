// The official form as HTML: inline styles only, colours left to the page, marks that a
// black-and-white print keeps.
#include <algorithm>

#include "gongkai/write.hpp"
#include "text.hpp"
#include "write/columns.hpp"
#include "write/markup.hpp"
#include "write/official_tables.hpp"
#include "write/place.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

// Lines take the colour of the text around them: a dark page needs no other form.
constexpr std::string_view box_style = "border:1px solid;padding:.2em .4em;text-align:center";
constexpr std::string_view label_style =
    "border:1px solid;padding:.2em .4em;text-align:left;font-weight:normal";
constexpr std::string_view heading_style =
    "border:1px solid;padding:.2em .4em;text-align:center;font-weight:normal";
constexpr std::string_view marked_style =
    "border:4px double;padding:.2em .4em;text-align:center;font-weight:bold";

class Html {
 public:
  // `file`: where the report was read from, if that is known.
  Html(const Report& report, Language language, const Findings* findings,
       const CheckedFile* file = nullptr)
      : report_(report), language_(language), findings_(findings), file_(file) {
    marks_.resize(schema<Report>.cells);
    for (std::size_t i = 0; findings != nullptr && i < findings->size(); ++i)
      mark((*findings)[i], i + 1);
    // Two forms may come to stand in one page.
    std::uint32_t hash = 2166136261U;  // FNV-1a
    for (char c : report.agency + std::to_string(report.year))
      hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    for (; hash > 0; hash /= 32) id_ += "abcdefghijklmnopqrstuvwxyz234567"[hash % 32];
    id_ = "gk-" + id_ + '-';
  }

  // The sections, with titles of that level.
  void sections(int level) {
    for_each_section(report_, [&](const Member& section) {
      std::string tag = 'h' + std::to_string(level);
      element(tag, "font-size:1.1em", escaped(section.label.text[language_]));
      if (section.cells > 0) table(official_table(report_, section, language_));
      for (const std::string& paragraph : section_paragraphs(report_, section, language_))
        element("p", "text-indent:2em", escaped(paragraph));
    });
  }

  // Title and date.
  void head(int level) {
    element('h' + std::to_string(level), "text-align:center;font-size:1.4em",
            escaped(report_title(report_, language_)));
    std::string date = published_line(report_, language_);
    if (!date.empty()) element("p", "text-align:center", escaped(date));
  }

  void explain_marks() {
    if (!any_mark_) return;
    element("p", {},
            tr("双线粗框和 ※ 是应当查看的格，方括号内是各条问题的编号。",
               "A double frame and ※ are at the cells to look at; in square brackets are the "
               "numbers of the findings."));
  }

  void findings() {
    if (findings_ == nullptr || findings_->empty()) return;
    explain_marks();
    open("ol", {});
    std::size_t number = 0;
    for (const Finding& finding : *findings_) {
      open("li", "margin-bottom:.5em", " id=\"" + finding_id(++number) + '"');
      sentence(finding.rule, said(finding));
      if (file_ != nullptr) place(places_of(*file_->reading, finding));
      text_ += "<br>" + escaped(finding.rule.title[language_]) + tr("；依据：", "; basis: ") +
               escaped(finding.rule.basis[language_]);
      close("li");
    }
    close("ol");
  }

  // Which cells should hold what: a line for each fault, a line further in for each explanation.
  void diagnosis(const Diagnosis& diagnosis) {
    std::string lines = diagnosis_text(diagnosis, language_, false);
    for (std::size_t start = 0; start < lines.size();) {
      std::size_t end = std::min(lines.find('\n', start), lines.size());
      element("p", lines[start] == ' ' ? "margin:.2em 2em" : "margin:.5em 0",
              escaped(text::trim(std::string_view(lines).substr(start, end - start))));
      start = end + 1;
    }
  }

  void notes() {
    const std::vector<ReadingNote>& notes = file_->reading->notes;
    if (notes.empty()) return;
    element("p", {}, tr("读取时的疑问：", "Doubts in reading:"));
    open("ul", {});
    for (const ReadingNote& note : notes) {
      open("li", {});
      sentence(note.rule, message(note, language_));
      place({note.place, note.at});
      close("li");
    }
    close("ul");
  }

  // `inside` is HTML already.
  void element(std::string_view tag, std::string_view style, std::string_view inside,
               std::string_view attributes = {}) {
    open(tag, style, attributes);
    text_ += inside;
    close(tag);
  }

  std::string tr(std::string_view zh, std::string_view en) const {
    return std::string(language_ == Language::zh ? zh : en);
  }

  std::string fragment() {
    return "<div lang=\"" + tr("zh-CN", "en") + "\">\n" + std::move(text_) + "</div>\n";
  }
  std::string page(const std::string& title) {
    return "<!DOCTYPE html>\n<html lang=\"" + tr("zh-CN", "en") +
           "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
           escaped(title) +
           "</title>\n</head>\n<body style=\"font-family:sans-serif;line-height:1.5;max-width:66em;"
           "margin:1em auto;padding:0 1em;overflow-wrap:break-word\">\n" +
           std::move(text_) + "</body>\n</html>\n";
  }

 private:
  struct Mark {
    std::vector<std::size_t> findings;  // their numbers
    bool framed = false;
  };

  // Of an equation the right side is framed; the numbers that went into the left are only numbered.
  void mark(const Finding& finding, std::size_t number) {
    for (const Term& term : finding.terms) {
      if (term.report != finding.report) continue;
      bool left = term.role == Role::left;
      if (left && term.printed == "0") continue;
      Mark& mark = marks_[term.cell];
      mark.findings.push_back(number);
      mark.framed = mark.framed || (!left && finding.rule.severity != Severity::note);
      any_mark_ = true;
    }
  }

  std::string finding_id(std::size_t number) const { return id_ + 'f' + std::to_string(number); }

  std::string said(const Finding& finding) const {
    std::string about = subject(finding, language_);
    return (about.empty() ? "" : about + tr("：", ": ")) + message(finding, language_);
  }

  void open(std::string_view tag, std::string_view style, std::string_view attributes = {}) {
    text_ += '<' + std::string(tag) + std::string(attributes);
    if (!style.empty()) text_ += " style=\"" + std::string(style) + '"';
    text_ += '>';
  }
  void close(std::string_view tag) { text_ += "</" + std::string(tag) + ">\n"; }

  void sentence(const Rule& rule, const std::string& said) {
    text_ += "<b>" + std::string(name(rule.severity, language_)) + "</b>" + tr("：", ": ") +
             escaped(text::one_line(said)) + " [" + escaped(rule.id) + ']';
  }

  void place(const Places& shown) {
    if (shown.known()) text_ += "<br>" + escaped(placed(shown));
  }

  // "位置：第 31 行第 5 列", "位置：工作表“表三”C12"
  std::string placed(const Places& shown) {
    std::string name = tr("位置：", "place: ");
    Place place = shown.place;
    if (place.line == 0)
      return name + place_name(shown.at, file_->reading->sheet(shown.at), language_);
    name += tr("第 ", "line ") + std::to_string(place.line) + tr(" 行", "");
    if (file_->source.empty() || place.offset > file_->source.size()) return name;
    return name + tr("第 ", ", column ") + std::to_string(columns_.of(file_->source, place)) +
           tr(" 列", "");
  }

  // ---- tables -----------------------------------------------------------------------------------

  void table(const OfficialTable& table) {
    // On a narrow screen a wide table scrolls by itself.
    constexpr std::size_t narrow = 4;
    std::size_t columns = table.widths.size();
    std::string name =
        tr("表", "Table ") +
        (language_ == Language::zh ? zh_number(table.number) : std::to_string(table.number));
    open("div", "overflow-x:auto", " role=\"region\" aria-label=\"" + name + "\" tabindex=\"0\"");
    text_ += '\n';
    open("table", "border-collapse:collapse;width:100%" +
                      (columns > narrow ? ";min-width:" + std::to_string(3 * columns) + "em" : ""));
    text_ += '\n';
    element("caption", "text-align:right", name);
    std::size_t all = 0, line = 0;
    for (std::size_t width : table.widths) all += width;
    open("colgroup", {});
    for (std::size_t width : table.widths)
      open("col", "width:" + std::to_string(100 * width / all) + '%');
    close("colgroup");
    if (table.heading_lines > 0) {
      open("thead", {});
      text_ += '\n';
      for (; line < table.heading_lines; ++line) row(table.lines[line]);
      close("thead");
    }
    bool opened = false;
    for (; line < table.lines.size(); ++line) {
      bool block = table.lines[line][0].kind == Box::Kind::block;
      if (opened && block) close("tbody");
      if (!opened || block) open("tbody", {}), text_ += '\n';
      opened = true;
      row(table.lines[line]);
    }
    if (opened) close("tbody");
    close("table");
    close("div");
  }

  static std::string zh_number(int number) {
    return number == 2 ? "二" : number == 3 ? "三" : "四";
  }

  void row(const std::vector<Box>& boxes) {
    open("tr", {});
    text_ += '\n';
    for (const Box& box : boxes) {
      std::string attributes;
      if (box.columns > 1) attributes += " colspan=\"" + std::to_string(box.columns) + '"';
      if (box.rows > 1) attributes += " rowspan=\"" + std::to_string(box.rows) + '"';
      if (box.id > 0) attributes += " id=\"" + id_ + std::to_string(box.id) + '"';
      switch (box.kind) {
        case Box::Kind::remark:
          element("td", box_style, escaped(box.text), attributes);
          break;
        case Box::Kind::block:
          element("th", heading_style, escaped(box.text), attributes + " scope=\"rowgroup\"");
          break;
        case Box::Kind::column:
          element("th", heading_style, escaped(box.text), attributes + " scope=\"col\"");
          break;
        case Box::Kind::row:
          element("th", label_style, escaped(box.text), attributes + " scope=\"row\"");
          break;
        case Box::Kind::value:
          value(box, attributes);
          break;
      }
    }
    close("tr");
  }

  void value(const Box& box, std::string attributes) {
    std::string headings;
    for (std::size_t id : box.headings)
      headings = detail::join(headings, " ", id_ + std::to_string(id));
    if (!headings.empty()) attributes += " headers=\"" + headings + '"';
    const Mark& mark = marks_[box.cell];
    std::string numbers, explanation;
    for (std::size_t number : mark.findings) {
      std::string shown = '[' + std::to_string(number) + ']';  // in brackets: 2[1] is no 21
      numbers += "<a href=\"#" + finding_id(number) + "\">" + shown + "</a>";
      explanation = detail::join(explanation, "\n", shown + ' ' + said((*findings_)[number - 1]));
    }
    if (!numbers.empty() && file_ != nullptr && box.cell < file_->reading->sources.size()) {
      const CellSource& source = file_->reading->sources[box.cell];
      if (source.found()) explanation += '\n' + placed({source.place, source.at});
    }
    if (!numbers.empty()) {
      numbers = "<sup>" + numbers + "</sup>";
      attributes += " title=\"" + escaped(text::printable(explanation)) + '"';
    }
    element(
        "td", mark.framed ? marked_style : box_style,
        (mark.framed ? "※ " : "") + escaped(printed_cell(report_, box.cell, language_)) + numbers,
        attributes);
  }

  const Report& report_;
  Language language_;
  const Findings* findings_;
  const CheckedFile* file_;
  LineColumns columns_;
  std::string id_;  // before every id
  std::vector<Mark> marks_;
  bool any_mark_ = false;
  std::string text_;
};

// "错误 2 处，警告 0 处，提示 0 处"
std::string counts(const CheckedFile& file, Language language) {
  bool zh = language == Language::zh;
  std::size_t count[] = {0, 0, 0};
  for (const Finding& finding : *file.findings)
    ++count[static_cast<std::size_t>(finding.rule.severity)];
  for (const ReadingNote& note : file.reading->notes)
    ++count[static_cast<std::size_t>(note.rule.severity)];
  std::string text;
  for (Severity severity : {Severity::error, Severity::warning, Severity::note})
    text = detail::join(text, zh ? "，" : ", ",
                        std::string(name(severity, language)) + ' ' +
                            std::to_string(count[static_cast<std::size_t>(severity)]) +
                            (zh ? " 处" : ""));
  return text;
}

}  // namespace

std::string form_html(const Report& report, Language language, const Findings* findings) {
  Html html(report, language, findings);
  html.head(2);
  html.findings();
  html.sections(3);
  return html.fragment();
}

std::string form_page(const Report& report, Language language, const Findings* findings) {
  Html html(report, language, findings);
  html.head(1);
  html.findings();
  html.sections(2);
  return html.page(report_title(report, language));
}

std::string findings_html(const CheckedFile& file, Language language) {
  const Report& report = file.reading->report;
  Html html(report, language, file.findings, &file);
  std::string agency = report.agency.empty() ? html.tr("（机关不明）", "(agency unknown)")
                                             : text::one_line(report.agency);
  std::string year =
      report.year == 0 ? html.tr("（年度不明）", "(year unknown)") : std::to_string(report.year);
  std::string title = agency + ' ' + year + html.tr(" 年度报告核对结果", ", findings");
  html.element("h1", "font-size:1.4em", escaped(title));
  html.element("p", {},
               escaped(text::one_line(file.file)) + html.tr("：", ": ") + counts(file, language));
  html.findings();
  if (file.diagnosis != nullptr) html.diagnosis(*file.diagnosis);
  html.notes();
  html.sections(2);
  return html.page(title);
}

}  // namespace v0
}  // namespace gongkai
