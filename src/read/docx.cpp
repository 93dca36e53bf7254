// Word: what a reader of the printed page sees of word/document.xml. Not read: headers, footers,
// footnotes, comments, charts.
#include <cstdlib>
#include <set>

#include "gongkai/read.hpp"
#include "read/auto_numbers.hpp"
#include "read/office.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using pugi::xml_node;

// An element that is there and does not say that it is off.
bool is_on(xml_node node) {
  std::string_view value = attribute(node, "val");
  return node && value != "0" && value != "false" && value != "off" && value != "none";
}

// Deleted or moved away, the instructions of fields, how to pronounce it, properties.
bool is_unprinted(xml_node node) {
  std::string_view name = local_name(node.name());
  for (std::string_view unprinted : {"del", "moveFrom", "delText", "instrText", "delInstrText",
                                     "fldData", "rt", "pPr", "rPr", "sdtPr", "tblPr", "tblGrid"})
    if (name == unprinted) return true;
  return name == "r" && is_on(child(child(node, "rPr"), "vanish"));
}

// Of the same thing written in several ways, the first.
xml_node chosen(xml_node alternatives) {
  xml_node choice = child(alternatives, "Choice");
  return choice ? choice : child(alternatives, "Fallback");
}

// What a style says of its paragraphs.
struct Style {
  std::string based_on;
  bool heading = false;
  std::string list;  // automatic numbers
  std::size_t level = 0;
};

class Docx {
 public:
  explicit Docx(const Limits& limits) : limits_(limits) {}

  Result<Document> read(std::string_view bytes) {
    OfficeFile file;
    Part part;
    if (Error error = file.open(bytes, limits_)) return error;
    Result<std::string> main = file.related({}, "officeDocument");
    if (!main) return main.error;
    std::string name = main->empty() ? "word/document.xml" : *main;
    for (const char* kind : {"styles", "numbering"}) {
      Result<std::string> other = file.related(name, kind);
      if (!other) return other.error;
      if (other->empty()) continue;
      if (Error error = file.load(*other, part)) return error;
      if (kind == std::string_view("styles"))
        styles(part.root());
      else
        numbers_.read(part.root());
    }
    if (Error error = file.load(name, part)) return error;
    if (!is(part.root(), "document")) return Error{ErrorCode::unknown_kind, 0, {}, name};
    blocks(part.root());
    if (error_) return error_;
    return std::move(document_);
  }

 private:
  void fail(std::string_view limit, std::size_t size) {
    if (!error_) error_ = past_limit(limit, size);
  }

  // ---- styles -----------------------------------------------------------------------------------

  void styles(xml_node root) {
    for (xml_node each : root) {
      if (!is(each, "style")) continue;
      Style& style = styles_[attribute(each, "styleId")];
      style.based_on = attribute(child(each, "basedOn"), "val");
      std::string_view name = attribute(child(each, "name"), "val");
      style.heading = name == "Title" || name.substr(0, 8) == "heading " ||
                      outline(child(child(each, "pPr"), "outlineLvl"));
      numbered(child(each, "pPr"), style);
    }
  }

  // Levels 0 to 8 are headings, 9 is text.
  static bool outline(xml_node level) {
    return level && std::string_view(attribute(level, "val")) != "9";
  }

  static void numbered(xml_node properties, Style& style) {
    xml_node number = child(properties, "numPr");
    if (xml_node list = child(number, "numId")) style.list = attribute(list, "val");
    if (xml_node level = child(number, "ilvl"))
      style.level = std::strtoul(attribute(level, "val"), nullptr, 10);
  }

  // The paragraph's own properties, or those of its style, or of the style that this is based on.
  Style style_of(xml_node properties) const {
    Style result;
    numbered(properties, result);
    result.heading = outline(child(properties, "outlineLvl"));
    std::string name = attribute(child(properties, "pStyle"), "val");
    constexpr int deepest = 20;  // they may go round in a circle
    for (int i = 0; i < deepest && !name.empty(); ++i) {
      auto found = styles_.find(name);
      if (found == styles_.end()) break;
      const Style& style = found->second;
      result.heading = result.heading || style.heading;
      if (result.list.empty() && !style.list.empty()) {
        result.list = style.list;
        result.level = style.level;
      }
      name = style.based_on;
    }
    return result;
  }

  // ---- paragraphs -------------------------------------------------------------------------------

  // Paragraphs and tables, however deep they lie in content controls, frames and the like.
  void blocks(xml_node parent) {
    for (xml_node node : parent) {
      if (error_) return;
      if (is_unprinted(node)) continue;
      if (is(node, "p"))
        paragraph(node);
      else if (is(node, "tbl"))
        table(node);
      else
        blocks(is(node, "AlternateContent") ? chosen(node) : node);
    }
  }

  void paragraph(xml_node node) {
    bool heading = false;
    std::vector<xml_node> boxes;
    std::string text = paragraph_text(node, heading, boxes);
    if (!text::trim(text).empty()) ++paragraphs_;
    // A line break may be all that divides a title from its text.
    for (std::size_t at = 0; at <= text.size();) {
      std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view line = text::trim(std::string_view(text).substr(at, end - at));
      if (!line.empty()) {
        Block* block = add(heading ? Block::Kind::heading : Block::Kind::paragraph);
        if (block == nullptr) return;
        block->text = line;
      }
      at = end + 1;
    }
    for (xml_node box : boxes) blocks(box);
  }

  std::string paragraph_text(xml_node node, bool& heading, std::vector<xml_node>& boxes) {
    Style style = style_of(child(node, "pPr"));
    heading = style.heading;
    std::string text;
    runs(node, text, boxes);
    // Word numbers empty paragraphs too.
    std::string number =
        style.list.empty() ? std::string() : numbers_.next(style.list, style.level);
    return text::trim(text).empty() ? text : number + text;
  }

  // `boxes`: what floats beside the line.
  static void runs(xml_node parent, std::string& text, std::vector<xml_node>& boxes) {
    for (xml_node node : parent) {
      if (is_unprinted(node)) continue;
      std::string_view name = local_name(node.name());
      if (name == "t")
        append_text(text, node);
      else if (name == "tab" || name == "ptab")
        text += '\t';
      else if (name == "br" || name == "cr")
        text += '\n';
      else if (name == "noBreakHyphen")
        text += '-';
      else if (name == "txbxContent")
        boxes.push_back(node);
      else
        runs(name == "AlternateContent" ? chosen(node) : node, text, boxes);
    }
  }

  Block* add(Block::Kind kind) {
    if (document_.blocks.size() >= limits_.blocks) {
      fail("blocks", limits_.blocks);
      return nullptr;
    }
    document_.blocks.emplace_back();
    document_.blocks.back().kind = kind;
    document_.blocks.back().at.paragraph = paragraphs_;
    return &document_.blocks.back();
  }

  // ---- tables -----------------------------------------------------------------------------------

  // The rows of a table or the cells of a row, also those in content controls.
  static void parts(xml_node parent, std::string_view name, std::vector<xml_node>& found) {
    for (xml_node node : parent) {
      if (is_unprinted(node)) continue;
      if (is(node, name)) {
        if (!child(child(node, "trPr"), "del")) found.push_back(node);
      } else if (!is(node, "tbl") && !is(node, "p")) {
        parts(is(node, "AlternateContent") ? chosen(node) : node, name, found);
      }
    }
  }

  void table(xml_node node) {
    std::vector<xml_node> rows, cells;
    parts(node, "tr", rows);
    if (rows.size() == 1) parts(rows[0], "tc", cells);
    std::uint32_t number = ++tables_;
    if (cells.size() == 1) return blocks(cells[0]);  // a frame around something

    Grid grid;
    std::vector<xml_node> within;  // tables and text boxes in cells come behind the table
    std::set<std::size_t> merged;  // columns whose cell goes on into the next row
    for (xml_node row : rows) {
      cells.clear();
      parts(row, "tc", cells);
      grid.rows.emplace_back();
      lay_out(row, cells, merged, grid.rows.back(), within);
      if (error_) return;
    }
    Block* block = add(Block::Kind::grid);
    if (block == nullptr) return;
    block->grid = std::move(grid);
    block->at.table = number;
    for (xml_node each : within) {
      if (is(each, "tbl"))
        table(each);
      else
        blocks(each);
    }
  }

  void lay_out(xml_node row, const std::vector<xml_node>& cells, std::set<std::size_t>& merged,
               std::vector<GridCell>& to, std::vector<xml_node>& within) {
    if (xml_node before = child(child(row, "trPr"), "gridBefore"))
      cover(to, std::strtoul(attribute(before, "val"), nullptr, 10));
    for (xml_node cell : cells) {
      xml_node properties = child(cell, "tcPr"), down = child(properties, "vMerge");
      std::size_t column = to.size(), span = 1;
      if (xml_node spans = child(properties, "gridSpan"))
        span = std::max(1UL, std::strtoul(attribute(spans, "val"), nullptr, 10));
      bool goes_on = down && std::string_view(attribute(down, "val")) != "restart";
      bool from_above = goes_on && merged.count(column) > 0;
      bool from_left =
          std::string_view(attribute(child(properties, "hMerge"), "val")) == "continue";
      merged.erase(merged.lower_bound(column), merged.lower_bound(column + span));
      if (down) merged.insert(column);
      std::string text = from_above || from_left ? std::string() : cell_text(cell, within);
      cover(to, span);
      if (error_) return;
      to[column].covered = from_above || from_left;
      to[column].text = std::move(text);
    }
  }

  void cover(std::vector<GridCell>& to, std::size_t places) {
    if (places > limits_.columns || to.size() + places > limits_.columns)
      return fail("columns", limits_.columns);
    cells_ += places;
    if (cells_ > limits_.cells) return fail("cells", limits_.cells);
    GridCell covered;
    covered.covered = true;
    to.resize(to.size() + places, covered);
  }

  std::string cell_text(xml_node cell, std::vector<xml_node>& within) {
    std::string text;
    collect(cell, text, within);
    return std::string(text::trim(text));
  }

  void collect(xml_node parent, std::string& text, std::vector<xml_node>& within) {
    for (xml_node node : parent) {
      if (is_unprinted(node)) continue;
      bool heading = false;
      if (is(node, "tbl"))
        within.push_back(node);
      else if (is(node, "p"))
        text += paragraph_text(node, heading, within) + '\n';
      else
        collect(is(node, "AlternateContent") ? chosen(node) : node, text, within);
    }
  }

  const Limits& limits_;
  Document document_;
  std::map<std::string, Style> styles_;
  AutoNumbers numbers_;
  std::size_t cells_ = 0;
  std::uint32_t tables_ = 0, paragraphs_ = 0;  // so far
  Error error_;
};

}  // namespace

Result<Document> read_docx(std::string_view bytes, const Limits& limits) {
  Result<Document> document = Docx(limits).read(bytes);
  if (!document) return document;
  return all_utf8(*std::move(document));
}

}  // namespace v0
}  // namespace gongkai
