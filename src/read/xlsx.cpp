// Excel: the sheets of a workbook in their order, hidden ones too. A text that stands alone in its
// row, and is no label of the form, is a paragraph; what lies between such rows is a table. The
// rows and columns of a table are numbered as those of its sheet. Not read: the styles of numbers
// (percent, dates), comments, charts; of a formula its last value is read.
#include <algorithm>
#include <cstdlib>

#include "gongkai/read.hpp"
#include "read/office.hpp"
#include "read/rows.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using pugi::xml_node;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "3.0", "24252.311082000001", "1.5E-3" as a spreadsheet shows it: the number that is stored in
// binary, with no more digits than such a number holds. Anything else as it is.
std::string shown_number(std::string_view stored) {
  std::size_t at = stored.substr(0, 1) == "-" ? 1 : 0;
  std::string sign(stored.substr(0, at)), digits;
  long point = 0;  // so many digits stand before it
  bool after_point = false;
  for (; at < stored.size() && (is_digit(stored[at]) || (stored[at] == '.' && !after_point));
       ++at) {
    if (stored[at] == '.') {
      after_point = true;
      continue;
    }
    digits += stored[at];
    point += after_point ? 0 : 1;
  }
  constexpr std::size_t significant = 15;
  constexpr long most_zeros = 30;
  bool exponent = at < stored.size() && (stored[at] == 'E' || stored[at] == 'e');
  std::size_t first = digits.find_first_not_of('0');
  bool plain = digits.empty() || first == std::string::npos || digits.size() - first <= significant;
  if (digits.empty() || (at < stored.size() && !exponent)) return std::string(stored);
  if (!exponent && plain) return std::string(stored);
  if (exponent) {
    std::string power(stored.substr(at + 1));
    char* end = nullptr;
    long value = std::strtol(power.c_str(), &end, 10);
    if (power.empty() || *end != '\0' || value > most_zeros || value < -most_zeros)
      return std::string(stored);
    point += value;
  }
  if (first == std::string::npos) return "0";
  digits.erase(0, first);
  point -= static_cast<long>(first);
  if (digits.size() > significant) {
    bool up = digits[significant] >= '5';
    digits.resize(significant);
    for (std::size_t i = significant; up && i > 0; --i) {
      up = digits[i - 1] == '9';
      digits[i - 1] = up ? '0' : static_cast<char>(digits[i - 1] + 1);
    }
    if (up) {
      digits.insert(0, 1, '1');
      ++point;
    }
  }
  if (point > static_cast<long>(digits.size()) + most_zeros || point < -most_zeros)
    return std::string(stored);
  if (point <= 0) {
    digits.insert(0, static_cast<std::size_t>(1 - point), '0');
    point = 1;
  }
  auto whole = static_cast<std::size_t>(point);
  if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  std::string fraction = digits.substr(whole);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return sign + digits.substr(0, whole) + (fraction.empty() ? "" : "." + fraction);
}

// _x000D_ is a character that XML does not allow, or a line end that Excel keeps.
std::string without_escapes(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    constexpr std::size_t size = 7;  // _xHHHH_
    bool escape = text.size() - i >= size && text[i] == '_' && text[i + 1] == 'x' &&
                  text[i + size - 1] == '_' &&
                  text.find_first_not_of("0123456789ABCDEFabcdef", i + 2) == i + size - 1;
    if (!escape) {
      result += text[i];
      continue;
    }
    unsigned long code = std::strtoul(text.substr(i + 2, 4).c_str(), nullptr, 16);
    if (code >= ' ' && (code < 0xD800 || code > 0xDFFF))
      text::append(result, static_cast<char32_t>(code));
    i += size - 1;
  }
  return result;
}

// The text of a shared or an inline string: all its runs, but not how they are pronounced.
void append_runs(std::string& to, xml_node string) {
  for (xml_node node : string) {
    if (is(node, "t"))
      append_text(to, node);
    else if (is(node, "r"))
      append_runs(to, node);
  }
}

// "C5": column and row, from 1; 0 where they are not said.
struct Reference {
  std::size_t row = 0, column = 0;
};
Reference reference(std::string_view text) {
  Reference at;
  std::size_t i = 0;
  constexpr std::size_t most = 100'000'000;  // past every sheet
  for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z'; ++i)
    if (at.column < most) at.column = at.column * 26 + static_cast<std::size_t>(text[i] - 'A') + 1;
  for (; i < text.size() && is_digit(text[i]); ++i)
    if (at.row < most) at.row = at.row * 10 + static_cast<std::size_t>(text[i] - '0');
  return at;
}

// Whether a row that says nothing else is a row of the form, its numbers blank, or a group of rows.
class FormLabels {
 public:
  FormLabels() { collect(schema<Report>); }

  bool has(std::string_view text) const {
    for (const Rows* rows : {&applications_, &disclosure_, &disclosure_2019_})
      if (rows->find(text) != nullptr) return true;
    return std::find(labels_.begin(), labels_.end(), text::normal(text)) != labels_.end();
  }

 private:
  void collect(const Schema& part) {
    for (const Member& member : part) {
      if (member.part == nullptr) continue;
      if (&part != &schema<Report>) labels_.push_back(text::normal(member.label.text.zh));
      collect(*member.part);
    }
  }

  Rows applications_{"applications"}, disclosure_{"disclosure"},
      disclosure_2019_{"disclosure_2019"};
  std::vector<std::string> labels_;
};

// Excel allows 31 characters; every message about the sheet carries its name.
std::string_view shortened(std::string_view name) {
  constexpr int longest = 31;
  std::size_t end = 0;
  for (int i = 0; i < longest && end < name.size(); ++i) text::next(name, end);
  return name.substr(0, end);
}

class Xlsx {
 public:
  explicit Xlsx(const Limits& limits) : limits_(limits) {}

  Result<Document> read(std::string_view bytes) {
    if (Error error = file_.open(bytes, limits_)) return error;
    Result<std::string> main = file_.related({}, "officeDocument");
    if (!main) return main.error;
    Part workbook, part;
    if (Error error = file_.load(main->empty() ? "xl/workbook.xml" : *main, workbook)) return error;
    if (!is(workbook.root(), "workbook"))
      return Error{ErrorCode::unknown_kind, 0, {}, workbook.name};
    Result<std::string> shared = file_.related(workbook.name, "sharedStrings");
    if (!shared) return shared.error;
    if (!shared->empty()) {
      if (Error error = file_.load(*shared, part)) return error;
      for (xml_node each : part.root()) {
        if (!is(each, "si")) continue;
        strings_.emplace_back();
        append_runs(strings_.back(), each);
      }
    }
    for (xml_node each : child(workbook.root(), "sheets")) {
      // The attribute is r:id; sheetId is another thing.
      Result<std::string> name = file_.related_by_id(workbook.name, attribute(each, "id"));
      if (!name) return name.error;
      if (name->empty()) return damaged("no sheet");
      if (Error error = file_.load(*name, part)) return error;
      document_.sheets.emplace_back(shortened(attribute(each, "name")));
      if (Error error = sheet(part)) return error;
    }
    return std::move(document_);
  }

 private:
  struct SheetRow {
    std::size_t number = 0;  // in the sheet, from 1
    std::vector<GridCell> cells;
    bool any_text = false;
  };

  // ---- cells ------------------------------------------------------------------------------------

  Error sheet(const Part& part) {
    std::vector<SheetRow> rows;
    std::size_t number = 0;
    for (xml_node each : child(part.root(), "sheetData")) {
      if (!is(each, "row")) continue;
      std::size_t said = reference(attribute(each, "r")).row;
      number = said > number ? said : number + 1;
      SheetRow row;
      row.number = number;
      if (Error error = cells(each, part.name, row)) return error;
      // A row of empty cells belongs to the table above it; more of them are only formatted.
      bool below_text = !rows.empty() && rows.back().any_text && rows.back().number + 1 == number;
      if (!row.any_text && (row.cells.size() < 2 || !below_text)) continue;
      if (Error error = count(row.cells.size())) return error;
      rows.push_back(std::move(row));
    }
    if (Error error = merge(part.root(), rows)) return error;
    return write(rows);
  }

  Error cells(xml_node node, const std::string& part, SheetRow& row) {
    std::size_t column = 0;
    for (xml_node each : node) {
      if (!is(each, "c")) continue;
      std::size_t said = reference(attribute(each, "r")).column;
      column = said > column ? said : column + 1;
      std::string text;
      if (!cell_text(each, text)) return damaged(part + ' ' + attribute(each, "r"));
      text_bytes_ += text.size();  // many cells may name one long string
      if (text_bytes_ > limits_.expanded) return past_limit("expanded", limits_.expanded);
      bool past = column > limits_.columns;
      if (past && !text.empty()) return past_limit("columns", limits_.columns);
      if (past) continue;  // formatted to the end of the sheet
      if (row.cells.size() < column) row.cells.resize(column);
      row.any_text = row.any_text || !text.empty();
      row.cells[column - 1].text = std::move(text);
    }
    return {};
  }

  // False where it points to a string that is not there.
  bool cell_text(xml_node cell, std::string& text) const {
    std::string_view type = attribute(cell, "t");
    if (type == "inlineStr") {
      append_runs(text, child(cell, "is"));
    } else {
      append_text(text, child(cell, "v"));
      if (text.empty()) return true;
    }
    if (type == "s") {
      char* end = nullptr;
      unsigned long index = std::strtoul(text.c_str(), &end, 10);
      if (*end != '\0' || index >= strings_.size()) return false;
      text = strings_[index];
    } else if (type == "b") {
      text = text == "0" ? "FALSE" : "TRUE";
    } else if (type.empty() || type == "n") {
      text = shown_number(text::trim(text));
    }
    text = without_escapes(text);
    text = text::trim(text);
    return true;
  }

  Error count(std::size_t cells) {
    if (cells >= limits_.cells - cells_) return past_limit("cells", limits_.cells);
    cells_ += cells + 1;
    return {};
  }

  // ---- merged cells -----------------------------------------------------------------------------

  // Only as far as there are rows and columns with something in them: a merge may say
  // A1:XFD1048576.
  Error merge(xml_node root, std::vector<SheetRow>& rows) {
    std::size_t width = 0;
    for (const SheetRow& row : rows) width = std::max(width, row.cells.size());
    for (xml_node each : child(root, "mergeCells")) {
      std::string_view area = attribute(each, "ref");
      std::size_t colon = area.find(':');
      if (colon == std::string_view::npos) continue;
      Reference first = reference(area.substr(0, colon)), last = reference(area.substr(colon + 1));
      if (first.row == 0 || first.column == 0 || last.row < first.row) continue;
      auto row =
          std::lower_bound(rows.begin(), rows.end(), first.row,
                           [](const SheetRow& a, std::size_t number) { return a.number < number; });
      last.column = std::min(last.column, width);
      for (; row != rows.end() && row->number <= last.row; ++row) {
        if (last.column < first.column) break;
        if (Error error = count(last.column - first.column)) return error;
        if (row->cells.size() < last.column) row->cells.resize(last.column);
        for (std::size_t column = first.column; column <= last.column; ++column) {
          if (row->number == first.row && column == first.column) continue;
          row->cells[column - 1] = {{}, {}, true};
        }
      }
    }
    return {};
  }

  // ---- blocks -----------------------------------------------------------------------------------

  Error write(std::vector<SheetRow>& rows) {
    Grid grid;
    for (SheetRow& row : rows) {
      if (const GridCell* alone = text_alone(row)) {
        if (Error error = add_grid(grid)) return error;
        if (Error error = paragraphs(*alone, row)) return error;
        continue;
      }
      // Empty rows so that its number is that of the sheet.
      if (Error error = count(row.number - grid.rows.size())) return error;
      grid.rows.resize(row.number);
      grid.rows.back() = std::move(row.cells);
    }
    return add_grid(grid);
  }

  const GridCell* text_alone(const SheetRow& row) const {
    const GridCell* found = nullptr;
    for (const GridCell& cell : row.cells) {
      if (cell.text.empty()) continue;
      if (found != nullptr) return nullptr;
      found = &cell;
    }
    bool number =
        found != nullptr && found->text.find_first_not_of("0123456789.+-,%") == std::string::npos;
    return found == nullptr || number || labels_.has(found->text) ? nullptr : found;
  }

  Error add_grid(Grid& grid) {
    if (grid.rows.empty()) return {};
    Result<Block*> block = add(Block::Kind::grid);
    if (!block) return block.error;
    (*block)->grid = std::move(grid);
    grid = {};
    return {};
  }

  Error paragraphs(const GridCell& cell, const SheetRow& row) {
    const std::string& text = cell.text;
    for (std::size_t at = 0; at <= text.size();) {
      std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view line = text::trim(std::string_view(text).substr(at, end - at));
      at = end + 1;
      if (line.empty()) continue;
      Result<Block*> block = add(Block::Kind::paragraph);
      if (!block) return block.error;
      (*block)->text = line;
      (*block)->at.row = static_cast<std::uint32_t>(row.number);
      (*block)->at.column = static_cast<std::uint32_t>(&cell - row.cells.data() + 1);
    }
    return {};
  }

  Result<Block*> add(Block::Kind kind) {
    if (document_.blocks.size() >= limits_.blocks) return past_limit("blocks", limits_.blocks);
    document_.blocks.emplace_back();
    document_.blocks.back().kind = kind;
    document_.blocks.back().at.table = static_cast<std::uint32_t>(document_.sheets.size());
    return &document_.blocks.back();
  }

  const Limits& limits_;
  OfficeFile file_;
  FormLabels labels_;
  std::vector<std::string> strings_;
  Document document_;
  std::size_t cells_ = 0, text_bytes_ = 0;
};

}  // namespace

Result<Document> read_xlsx(std::string_view bytes, const Limits& limits) {
  Result<Document> document = Xlsx(limits).read(bytes);
  if (!document) return document;
  return all_utf8(*std::move(document));
}

}  // namespace v0
}  // namespace gongkai
