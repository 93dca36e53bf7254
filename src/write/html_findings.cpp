// One report with its findings as a page of HTML: inline styles only, marks that a print keeps.
#include "gongkai/write.hpp"
#include "text.hpp"
#include "write/columns.hpp"

namespace gongkai {
namespace {

std::string escaped(std::string_view raw) {
  std::string text;
  for (char c : text::printable(raw)) {
    switch (c) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '"':
        text += "&quot;";
        break;
      case '\'':
        text += "&#39;";
        break;
      default:
        text += c;
    }
  }
  return text;
}

constexpr std::string_view cell_style = "border:1px solid #555;padding:2px 6px;text-align:right";
constexpr std::string_view marked_style =
    "border:4px double #000;padding:2px 6px;text-align:right;font-weight:bold";
constexpr std::string_view head_style =
    "border:1px solid #555;padding:2px 6px;text-align:center;font-weight:normal";
constexpr std::string_view label_style =
    "border:1px solid #555;padding:2px 6px;text-align:left;font-weight:normal";

class Page {
 public:
  Page(const CheckedFile& file, Language language)
      : file_(file), report_(file.reading->report), language_(language) {
    marks_.resize(schema<Report>.cells);
    for (std::size_t i = 0; i < file.findings->size(); ++i) mark((*file.findings)[i], i + 1);
  }

  std::string write() {
    std::string agency = report_.agency.empty() ? tr("（机关不明）", "(agency unknown)")
                                                : escaped(text::one_line(report_.agency));
    std::string year =
        report_.year == 0 ? tr("（年度不明）", "(year unknown)") : std::to_string(report_.year);
    std::string title = agency + ' ' + year + tr(" 年度报告核对结果", ", findings");
    text_ = "<!DOCTYPE html>\n<html lang=\"" + tr("zh-CN", "en") +
            "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
            "</title>\n</head>\n<body style=\"font-family:sans-serif;max-width:70em;margin:1em "
            "auto;padding:0 1em\">\n";
    element("h1", "font-size:1.4em", title);
    element("p", {}, escaped(text::one_line(file_.file)) + tr("：", ": ") + counts());
    if (!file_.findings->empty())
      element("p", {},
              tr("双线粗框和 ※ 是应当查看的格，右上角数字是下列各条的编号。",
                 "A double frame and ※ are at the cells to look at; the small numbers are "
                 "those of the findings."));
    findings();
    diagnosis();
    notes();
    for (const Member& section : schema<Report>) {
      const void* at = section.at_const(&report_);
      if (section.cells > 0) {
        if (!all_are(*section.part, at, State::absent)) table(section, at);
      } else if (section.part != nullptr) {  // 总体情况: several texts
        heading(section);
        for (const Member& aspect : *section.part)
          prose(*static_cast<const std::string*>(aspect.at_const(at)));
      } else if (section.kind == Kind::text && !section.label.number.empty()) {
        heading(section);
        prose(*static_cast<const std::string*>(at));
      }
    }
    return text_ + "</body>\n</html>\n";
  }

 private:
  struct Mark {
    std::vector<std::size_t> findings;  // their numbers
    bool framed = false;
  };

  std::string tr(std::string_view zh, std::string_view en) const {
    return std::string(language_ == Language::zh ? zh : en);
  }

  // Of an equation the right side is framed; the numbers that went into the left are only numbered.
  void mark(const Finding& finding, std::size_t number) {
    for (const Term& term : finding.terms) {
      if (term.report != finding.report) continue;
      bool left = term.role == Role::left;
      if (left && term.printed == "0") continue;
      Mark& mark = marks_[term.cell];
      mark.findings.push_back(number);
      mark.framed = mark.framed || (!left && finding.rule.severity != Severity::note);
    }
  }

  void open(std::string_view tag, std::string_view style, std::string_view attributes = {}) {
    text_ += '<' + std::string(tag) + std::string(attributes);
    if (!style.empty()) text_ += " style=\"" + std::string(style) + '"';
    text_ += '>';
  }
  void close(std::string_view tag) { text_ += "</" + std::string(tag) + ">\n"; }
  // `inside` is HTML already.
  void element(std::string_view tag, std::string_view style, std::string_view inside,
               std::string_view attributes = {}) {
    open(tag, style, attributes);
    text_ += inside;
    close(tag);
  }
  void heading(const Member& section) {
    element("h2", "font-size:1.15em", escaped(section.label.text[language_]));
  }

  std::string counts() const {
    std::size_t count[] = {0, 0, 0};
    for (const Finding& finding : *file_.findings)
      ++count[static_cast<std::size_t>(finding.rule.severity)];
    for (const ReadingNote& note : file_.reading->notes)
      ++count[static_cast<std::size_t>(note.rule.severity)];
    std::string text;
    for (Severity severity : {Severity::error, Severity::warning, Severity::note})
      text = detail::join(text, tr("，", ", "),
                          std::string(name(severity, language_)) + ' ' +
                              std::to_string(count[static_cast<std::size_t>(severity)]) +
                              tr(" 处", ""));
    return text;
  }

  void findings() {
    if (file_.findings->empty()) return;
    open("ol", {});
    std::size_t number = 0;
    for (const Finding& finding : *file_.findings) {
      std::string id = std::to_string(++number);
      open("li", "margin-bottom:.5em", " id=\"f" + id + "\"");
      std::string about = subject(finding, language_);
      sentence(finding.rule,
               (about.empty() ? "" : about + tr("：", ": ")) + message(finding, language_));
      text_ += "<br>" + escaped(finding.rule.title[language_]) + tr("；依据：", "; basis: ") +
               escaped(finding.rule.basis[language_]);
      close("li");
    }
    close("ol");
  }

  // Which cells should hold what, a line for each fault and explanation.
  void diagnosis() {
    if (file_.diagnosis == nullptr) return;
    std::string text = diagnosis_text(*file_.diagnosis, language_, false);
    for (std::size_t start = 0; start < text.size();) {
      std::size_t end = std::min(text.find('\n', start), text.size());
      element("p", text[start] == ' ' ? "margin:.2em 2em" : "margin:.5em 0",
              escaped(text::trim(std::string_view(text).substr(start, end - start))));
      start = end + 1;
    }
  }

  void notes() {
    if (file_.reading->notes.empty()) return;
    element("p", {}, tr("读取时的疑问：", "Doubts in reading:"));
    open("ul", {});
    for (const ReadingNote& note : file_.reading->notes) {
      open("li", {});
      sentence(note.rule, message(note, language_));
      close("li");
    }
    close("ul");
  }

  void sentence(const Rule& rule, const std::string& said) {
    text_ += "<b>" + std::string(name(rule.severity, language_)) + "</b>" + tr("：", ": ") +
             escaped(text::one_line(said)) + " [" + escaped(rule.id) + ']';
  }

  void prose(const std::string& text) {
    for (std::size_t start = 0; start < text.size();) {
      std::size_t end = std::min(text.find('\n', start), text.size());
      if (end > start) element("p", {}, escaped(text.substr(start, end - start)));
      start = end + 1;
    }
  }

  void table(const Member& section, const void* object) {
    heading(section);
    columns_ = nullptr;
    cell_ = section.first_cell;
    open("table", "border-collapse:collapse");
    text_ += '\n';
    part(*section.part, object);
    close("table");
  }

  void part(const Schema& schema, const void* object) {
    for (const Member& member : schema) {
      const void* at = member.at_const(object);
      if (all_are(*member.part, at, State::absent)) {
        cell_ += member.cells;
      } else if (is_row(*member.part)) {
        row(member, at);
      } else {
        open("tr", {});
        element("th", label_style, escaped(member.label.text[language_]),
                " scope=\"colgroup\" colspan=\"" + std::to_string(widest(*member.part) + 1) + "\"");
        close("tr");
        part(*member.part, at);
      }
    }
  }

  static std::size_t widest(const Schema& part) {
    if (is_row(part)) return part.size;
    std::size_t most = 0;
    for (const Member& member : part) most = std::max(most, widest(*member.part));
    return most;
  }

  void row(const Member& member, const void* object) {
    if (columns_ != member.part) {
      columns_ = member.part;
      open("tr", {});
      element("th", head_style, {});
      for (const Member& column : *member.part)
        element("th", head_style, escaped(column.label.text[language_]), " scope=\"col\"");
      close("tr");
    }
    open("tr", {});
    element("th", label_style, escaped(member.label.text[language_]), " scope=\"row\"");
    for (const Member& column : *member.part) cell(column, column.at_const(object));
    close("tr");
  }

  void cell(const Member& column, const void* at) {
    State state = cell_state(column.kind, at);
    std::string shown = state == State::absent
                            ? std::string()
                            : escaped(shown_cell(state, cell_text(column.kind, at), language_));
    const Mark& mark = marks_[cell_++];
    std::string numbers;
    for (std::size_t number : mark.findings) {
      std::string id = std::to_string(number);
      numbers = detail::join(numbers, ",", "<a href=\"#f" + id + "\">" + id + "</a>");
    }
    if (!numbers.empty()) numbers = "<sup>" + numbers + "</sup>";
    element("td", mark.framed ? marked_style : cell_style,
            (mark.framed ? "※ " : "") + shown + numbers);
  }

  const CheckedFile& file_;
  const Report& report_;
  Language language_;
  std::vector<Mark> marks_;
  const Schema* columns_ = nullptr;
  std::size_t cell_ = 0;
  std::string text_;
};

}  // namespace

std::string findings_html(const CheckedFile& file, Language language) {
  return Page(file, language).write();
}

}  // namespace gongkai
