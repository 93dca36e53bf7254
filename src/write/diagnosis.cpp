#include "gongkai/diagnosis.hpp"

#include "gongkai/write.hpp"
#include "text.hpp"
#include "write/json_writer.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

constexpr std::size_t shown_at_most = 8;  // explanations of a fault, in a text

class DiagnosisText {
 public:
  DiagnosisText(Language language, bool colour)
      : zh_(language == Language::zh), language_(language), colour_(colour) {}

  std::string write(const Diagnosis& diagnosis) {
    for (const Fault& fault : diagnosis.faults) write(fault);
    return std::move(text_);
  }

 private:
  std::string tr(std::string_view zh, std::string_view en) const {
    return std::string(zh_ ? zh : en);
  }

  void write(const Fault& fault) {
    std::string head = tr("诊断", "diagnosis");
    text_ += colour_ ? "\x1b[1;35m" + head + "\x1b[0m" : head;
    text_ += tr("：", ": ");
    if (fault.explanations.empty()) return undecidable(fault);
    if (fault.verdict == Verdict::one) {
      text_ +=
          tr("只有一种解释：", "there is one explanation: ") + said(fault.explanations[0]) + '\n';
      return;
    }
    std::string count = std::to_string(fault.count);
    std::string least = fault.complete ? "" : tr("至少", "at least ");
    if (fault.count == 1)
      text_ += tr("至少有一种解释：", "there is at least one explanation:");
    else
      text_ += tr("有", "there are ") + least + tr(" ", "") + count +
               tr(" 种解释，可能性大的在前：", " explanations, the likeliest first:");
    text_ += '\n';
    std::size_t number = 0;
    for (const Explanation& explanation : fault.explanations) {
      if (number == shown_at_most) break;
      text_ += "    " + std::to_string(++number) + ". " + said(explanation) + '\n';
    }
    if (fault.count > number)
      text_ += "    " + tr("另有 ", "and ") + std::to_string(fault.count - number) +
               tr(" 种", " more") + '\n';
  }

  void undecidable(const Fault& fault) {
    if (fault.blanks.empty()) {
      text_ += tr("错处较多，未能找出是哪几格有误", "too many cells are wrong to say which") + '\n';
      return;
    }
    text_ += tr("有空缺，无法判定是哪一格有误：", "cannot be told, for lack of numbers: ");
    std::string cells;
    for (std::size_t i = 0; i < fault.blanks.size() && i < shown_at_most; ++i)
      cells = detail::join(cells, tr("、", ", "), cell_name(fault.blanks[i], language_));
    text_ += cells;
    if (fault.blanks.size() > shown_at_most)
      text_ +=
          tr("等 ", " and others, ") + std::to_string(fault.blanks.size()) + tr(" 格", " in all");
    text_ += '\n';
  }

  std::string said(const Explanation& explanation) const {
    return text::one_line(message(explanation, language_));
  }

  bool zh_;
  Language language_;
  bool colour_;
  std::string text_;
};

void write_cells(JsonWriter& out, std::string_view key, const std::vector<Proposal>& cells) {
  out.key(key).open('[');
  for (const Proposal& cell : cells) {
    out.item();
    out.open('{');
    out.key("path").string(to_string(cell.path));
    out.key("state").string(name(cell.printed.state()));
    if (cell.printed.has_value()) out.key("printed").integer(cell.printed.value());
    out.key("proposed").integer(cell.proposed.value());
    out.key("rules").open('[');
    for (std::string_view rule : cell.rules) {
      out.item();
      out.string(rule);
    }
    out.close(']');
    out.close('}');
  }
  out.close(']');
}

void write_paths(JsonWriter& out, std::string_view key, const std::vector<Path>& paths) {
  out.key(key).open('[');
  for (const Path& path : paths) {
    out.item();
    out.string(to_string(path));
  }
  out.close(']');
}

void write_slip(JsonWriter& out, const Slip& slip) {
  out.item();
  out.open('{');
  out.key("kind").string(name(slip.kind));
  write_cells(out, "cells", slip.cells);
  if (!slip.one_of.empty()) {
    out.key("one_of").open('[');
    for (const std::vector<Proposal>& cells : slip.one_of) {
      out.item();
      out.open('{');
      write_cells(out, "cells", cells);
      out.close('}');
    }
    out.close(']');
  }
  out.close('}');
}

void write_fault(JsonWriter& out, const Fault& fault) {
  out.item();
  out.open('{');
  out.key("verdict").string(name(fault.verdict));
  out.key("count").integer(static_cast<std::int64_t>(fault.count));
  out.key("complete").raw(fault.complete ? "true" : "false");
  out.key("smallest").integer(static_cast<std::int64_t>(fault.smallest));
  if (!fault.explanations.empty()) out.key("confidence").string(name(confidence(fault)));
  out.key("explanations").open('[');
  for (const Explanation& explanation : fault.explanations) {
    out.item();
    out.open('{');
    out.key("message").open('{');
    out.key("zh").string(message(explanation, Language::zh));
    out.key("en").string(message(explanation, Language::en));
    out.close('}');
    out.key("slips").open('[');
    for (const Slip& slip : explanation.slips) write_slip(out, slip);
    out.close(']');
    out.close('}');
  }
  out.close(']');
  write_paths(out, "blanks", fault.blanks);
  out.close('}');
}

}  // namespace

std::string diagnosis_text(const Diagnosis& diagnosis, Language language, bool colour) {
  return DiagnosisText(language, colour).write(diagnosis);
}

std::string diagnosis_json(const Diagnosis& diagnosis) {
  JsonWriter out(0);
  out.open('{');
  out.key("verdict").string(name(diagnosis.verdict));
  out.key("faults").open('[');
  for (const Fault& fault : diagnosis.faults) write_fault(out, fault);
  out.close(']');
  write_cells(out, "filled", diagnosis.filled);
  write_paths(out, "open", diagnosis.open);
  out.close('}');
  return out.take();
}

}  // namespace v0
}  // namespace gongkai
