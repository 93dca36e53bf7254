// The official form as an Excel file: a sheet for each section. Written here as the Word file is,
// and not with a library: numbers are written digit by digit, never as a double.
#include <algorithm>
#include <functional>
#include <map>

#include "gongkai/rules.hpp"
#include "gongkai/write.hpp"
#include "text.hpp"
#include "write/markup.hpp"
#include "write/official_tables.hpp"
#include "write/zip.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

constexpr std::string_view xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view sheet_space =
    " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

// The cellXfs of styles.xml, in this order.
enum class Style : std::uint8_t {
  plain,
  title,
  heading,
  label,
  column,
  block,
  number,
  text,
  prose,
  total
};

std::string styles() {
  auto format = [](int number_format, int font, int fill, int border, std::string_view horizontal,
                   bool locked, std::string_view vertical = "center") {
    return "<xf numFmtId=\"" + std::to_string(number_format) + "\" fontId=\"" +
           std::to_string(font) + "\" fillId=\"" + std::to_string(fill) + "\" borderId=\"" +
           std::to_string(border) +
           "\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" "
           "applyBorder=\"1\" applyAlignment=\"1\" applyProtection=\"1\"><alignment horizontal=\"" +
           std::string(horizontal) + "\" vertical=\"" + std::string(vertical) +
           "\" wrapText=\"1\"/><protection locked=\"" + (locked ? "1" : "0") + "\"/></xf>";
  };
  constexpr int general = 0, as_text = 49;
  std::string xml = std::string(xml_head) + "<styleSheet" + std::string(sheet_space) + ">";
  xml +=
      "<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"宋体\"/></font>"
      "<font><b/><sz val=\"18\"/><name val=\"宋体\"/></font>"
      "<font><b/><sz val=\"13\"/><name val=\"宋体\"/></font></fonts>";
  xml +=
      "<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill>"
      "<fill><patternFill patternType=\"gray125\"/></fill>"
      "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFC6D9F1\"/></patternFill></fill>"
      "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF2F2F2\"/></patternFill></fill>"
      "</fills>";
  xml += "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>";
  for (const char* side : {"left", "right", "top", "bottom"})
    xml += "<" + std::string(side) + " style=\"thin\"><color auto=\"1\"/></" + side + ">";
  xml +=
      "<diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" "
      "fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"10\">";
  xml += format(general, 0, 0, 0, "left", true);          // plain
  xml += format(general, 1, 0, 0, "center", true);        // title
  xml += format(general, 2, 0, 0, "left", true);          // heading
  xml += format(general, 0, 0, 1, "left", true);          // label
  xml += format(general, 0, 0, 1, "center", true);        // column
  xml += format(general, 0, 2, 1, "left", true);          // block
  xml += format(general, 0, 0, 1, "center", false);       // number
  xml += format(as_text, 0, 0, 1, "left", false);         // text
  xml += format(general, 0, 0, 1, "left", false, "top");  // prose
  xml += format(general, 0, 0, 1, "left", false, "top");  // prose
  xml += format(general, 0, 3, 1, "center", true);        // total
  // Broken equations: hatched and bold, so that a black-and-white print shows them.
  return xml +
         "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
         "</cellStyles><dxfs count=\"1\"><dxf><font><b/><color rgb=\"FFC00000\"/></font><fill>"
         "<patternFill patternType=\"lightUp\"><fgColor rgb=\"FFC00000\"/></patternFill></fill>"
         "</dxf></dxfs></styleSheet>";
}

std::string cell_name(std::size_t x, std::size_t y) {  // from 0; the form has few columns
  return std::string(1, static_cast<char>('A' + x)) + std::to_string(y + 1);
}

// A text in a cell: _x000D_ would be a character's number.
std::string string_xml(const std::string& text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool escape = text.compare(i, 2, "_x") == 0 && i + 6 < text.size() && text[i + 6] == '_';
    shown += escape ? "_x005F_" : text.substr(i, 1);
  }
  return "<is><t xml:space=\"preserve\">" + escaped(shown) + "</t></is>";
}

// A spreadsheet keeps 15 digits of a number; what has more is written as text.
bool fits_a_number(const std::string& text) {
  constexpr std::size_t most_digits = 15;
  std::size_t digits = 0;
  for (char c : text) {
    bool digit = c >= '0' && c <= '9';
    digits += digit ? 1U : 0U;
    if (!digit && c != '-' && c != '.') return false;
  }
  return digits > 0 && digits <= most_digits;
}

class Sheet {
 public:
  Sheet(std::vector<double> widths, bool to_fill) : widths_(std::move(widths)), to_fill_(to_fill) {}

  std::size_t rows() const { return y_; }
  std::size_t columns() const { return widths_.size(); }

  void begin_row() { row_.assign(columns(), std::string()), height_ = least_height; }
  void end_row() {
    std::string cells;
    for (const std::string& cell : row_) cells += cell;
    rows_ += "<row r=\"" + std::to_string(y_ + 1) + "\" ht=\"" + std::to_string(height_) +
             "\" customHeight=\"1\">" + cells + "</row>";
    ++y_;
  }

  // What spans several places has a cell in each, for its border.
  void put(std::size_t x, std::size_t columns, std::size_t rows, Style style,
           const std::string& attributes, const std::string& content) {
    for (std::size_t i = x; i < x + columns; ++i)
      place(i, style, i == x ? attributes : std::string(), i == x ? content : std::string());
    if (columns * rows > 1)
      merges_ += "<mergeCell ref=\"" + cell_name(x, y_) + ':' +
                 cell_name(x + columns - 1, y_ + rows - 1) + "\"/>";
    merged_ += columns * rows > 1 ? 1U : 0U;
  }
  void cover(std::size_t x, Style style) { place(x, style, {}, {}); }

  void text(std::size_t x, std::size_t columns, std::size_t rows, Style style,
            const std::string& text) {
    put(x, columns, rows, style, text.empty() ? "" : " t=\"inlineStr\"",
        text.empty() ? "" : string_xml(text));
    double width = 0;
    for (std::size_t i = x; i < x + columns; ++i) width += widths_[i];
    double lines = 1 + static_cast<double>(text::width(text)) / (width * 0.9);
    if (rows == 1)
      height_ = std::max(height_, std::min(most_height, least_height * static_cast<int>(lines)));
  }

  // A line of text over the whole sheet.
  void line(Style style, const std::string& words, int height = 0) {
    begin_row();
    text(0, columns(), 1, style, words);
    height_ = std::max(height_, height);
    end_row();
  }

  void condition(const std::string& cells, const std::string& formula) {
    conditions_ += "<conditionalFormatting sqref=\"" + cells +
                   "\"><cfRule type=\"expression\" dxfId=\"0\" priority=\"" +
                   std::to_string(++condition_count_) + "\"><formula>" + escaped(formula) +
                   "</formula></cfRule></conditionalFormatting>";
  }
  void whole_numbers(const std::string& cell) { append(whole_, cell); }
  void signed_numbers(const std::string& cell) { append(signed_, cell); }
  void decimals(const std::string& cell) { append(decimal_, cell); }

  std::string xml(Language language) const {
    std::string xml = std::string(xml_head) + "<worksheet" + std::string(sheet_space) +
                      "><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><cols>";
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      std::string number = std::to_string(i + 1);
      xml += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" +
             std::to_string(widths_[i]) + "\" customWidth=\"1\"/>";
    }
    xml += "</cols><sheetData>" + rows_ + "</sheetData>";
    if (to_fill_)  // against slips of the hand, without a password
      xml +=
          "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" formatColumns=\"0\" "
          "formatRows=\"0\"/>";
    if (merged_ > 0)
      xml += "<mergeCells count=\"" + std::to_string(merged_) + "\">" + merges_ + "</mergeCells>";
    xml += conditions_ + validations(language);
    return xml +
           "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" "
           "footer=\"0.3\"/><pageSetup paperSize=\"9\" fitToHeight=\"0\"/></worksheet>";
  }

 private:
  static constexpr int least_height = 18, most_height = 400;  // points

  void place(std::size_t x, Style style, const std::string& attributes,
             const std::string& content) {
    row_[x] = "<c r=\"" + cell_name(x, y_) + "\" s=\"" + std::to_string(static_cast<int>(style)) +
              '"' + attributes + (content.empty() ? "/>" : ">" + content + "</c>");
  }

  static void append(std::string& list, const std::string& cell) {
    list += (list.empty() ? "" : " ") + cell;
  }

  std::string validations(Language language) const {
    bool zh = language == Language::zh;
    std::string all;
    std::size_t count = 0;
    auto add = [&](const std::string& cells, std::string_view type, std::string_view formulas,
                   std::string_view words) {
      if (cells.empty()) return;
      ++count;
      all += "<dataValidation type=\"" + std::string(type) +
             "\" allowBlank=\"1\" showErrorMessage=\"1\" error=\"" + escaped(words) +
             "\" sqref=\"" + cells + "\">" + std::string(formulas) + "</dataValidation>";
    };
    // As far as a spreadsheet is exact.
    constexpr std::string_view most = "<formula2>999999999999999</formula2>";
    std::string from_zero = "<formula1>0</formula1>" + std::string(most);
    add(whole_, "whole", from_zero, zh ? "请填写非负整数" : "a whole number, not negative");
    add(signed_, "whole", "<formula1>-999999999999999</formula1>" + std::string(most),
        zh ? "请填写整数" : "a whole number");
    add(decimal_, "decimal", from_zero, zh ? "请填写金额，单位万元" : "an amount in 10,000 yuan");
    if (count == 0) return {};
    return "<dataValidations count=\"" + std::to_string(count) + "\">" + all + "</dataValidations>";
  }

  std::vector<double> widths_;  // in digits
  bool to_fill_;
  std::size_t y_ = 0, merged_ = 0, condition_count_ = 0;
  std::vector<std::string> row_;
  int height_ = least_height;
  std::string rows_, merges_, conditions_, whole_, signed_, decimal_;
};

// ---- the form -----------------------------------------------------------------------------------

// Where a cell of the report stands in its sheet.
struct Spot {
  std::size_t x = 0, y = 0;
};
using Spots = std::map<std::size_t, Spot>;  // by number of the cell

// "D6:I6,D9": the cells that are there, runs in a row or a column as ranges.
std::string ranges(const std::vector<Spot>& spots, bool absolute) {
  auto name = [&](Spot spot) {
    std::string column(1, static_cast<char>('A' + spot.x)), row = std::to_string(spot.y + 1);
    return absolute ? '$' + column + '$' + row : column + row;
  };
  std::string text;
  for (std::size_t i = 0; i < spots.size();) {
    std::size_t last = i;
    auto steps = [&](std::size_t dx, std::size_t dy) {
      std::size_t end = i;
      while (end + 1 < spots.size() && spots[end + 1].x == spots[end].x + dx &&
             spots[end + 1].y == spots[end].y + dy)
        ++end;
      return end;
    };
    last = std::max(steps(1, 0), steps(0, 1));
    if (!text.empty()) text += ',';
    text += last > i ? name(spots[i]) + ':' + name(spots[last]) : name(spots[i]);
    i = last + 1;
  }
  return text;
}

// An equation of the form on a sheet; empty where its cells stand on another.
struct OnSheet {
  std::vector<Spot> left, right;
  std::size_t total = no_cell;  // the right side, where it is one cell

  OnSheet(const Equation& equation, const Report& report, const Spots& spots) {
    const Identity& identity = statutory_rules.identities[equation.identity];
    std::size_t right_cells = 0;
    auto add = [&](std::vector<Spot>& to, bool of_right) {
      return [&, of_right](std::size_t cell) {
        auto found = spots.find(cell);
        bool absent = cell_state(path_of<Report>(cell).cell().kind,
                                 cell_at(schema<Report>, const_cast<Report*>(&report), cell)) ==
                      State::absent;
        if (found == spots.end() || absent) return;
        to.push_back(found->second);
        if (of_right) total = ++right_cells == 1 ? cell : no_cell;
      };
    };
    for_each_term(identity.left, identity.width, equation.base, add(left, false));
    for_each_term(identity.right, identity.width, equation.base, add(right, true));
  }
  bool here() const { return !left.empty() && !right.empty(); }
};

class Workbook {
 public:
  Workbook(const Report& report, Language language, bool to_fill)
      : report_(report), language_(language), to_fill_(to_fill) {}

  std::string write() {
    for_each_section(report_, [&](const Member& section) {
      sheets_.push_back({std::string(section.label.number), {}});
      sheets_.back().xml = section.cells > 0 ? table(section) : prose(section);
    });
    return package();
  }

 private:
  struct Named {
    std::string name, xml;
  };

  // ---- text -------------------------------------------------------------------------------------

  std::string prose(const Member& section) {
    Sheet sheet({14, 14, 14, 14, 14, 14}, to_fill_);
    if (sheets_.size() == 1) head(sheet);
    constexpr int room_to_write = 120;               // points
    constexpr std::size_t most_characters = 16'000;  // of which each may count as two
    sheet.line(Style::heading, std::string(section.label.text[language_]));
    std::vector<std::string> paragraphs = section_paragraphs(report_, section, language_);
    for (const std::string& paragraph : paragraphs)
      for (std::string_view rest = paragraph; !rest.empty();) {
        std::size_t end = 0;  // a cell holds 32,767 characters
        for (std::size_t i = 0; i < most_characters && end < rest.size(); ++i)
          text::next(rest, end);
        sheet.line(Style::prose, std::string(rest.substr(0, end)));
        rest.remove_prefix(end);
      }
    if (to_fill_ && paragraphs.empty()) {
      if (section.part == nullptr) sheet.line(Style::prose, {}, room_to_write);
      if (section.part != nullptr)
        for (const Member& aspect : *section.part) {
          if (!aspect.label.number.empty())
            sheet.line(Style::plain, std::string(aspect.label.number) +
                                         std::string(aspect.label.text[language_]));
          sheet.line(Style::prose, {}, room_to_write);
        }
    }
    return sheet.xml(language_);
  }

  void head(Sheet& sheet) const {
    sheet.line(Style::title, report_title(report_, language_), 48);
    sheet.begin_row();
    sheet.text(0, 1, 1, Style::plain, language_ == Language::zh ? "公布日期：" : "Published:");
    sheet.text(1, 2, 1, Style::text,
               report_.published.known() ? to_string(report_.published) : std::string());
    sheet.end_row();
  }

  // ---- tables -----------------------------------------------------------------------------------

  std::string table(const Member& section) {
    OfficialTable table = official_table(report_, section, language_);
    std::vector<double> widths;
    constexpr double twips_a_digit = 90, least_width = 8.5;
    for (std::size_t width : table.widths)
      widths.push_back(std::max(least_width, static_cast<double>(width) / twips_a_digit));
    Sheet sheet(widths, to_fill_);
    sheet.line(Style::heading, std::string(section.label.text[language_]));
    Spots spots;
    for (std::size_t y = 0; y < table.lines.size(); ++y)
      for (const Box& box : table.lines[y])
        if (box.kind == Box::Kind::value) spots[box.cell] = {box.x, sheet.rows() + y};
    std::vector<std::pair<const Box*, std::size_t>> above(widths.size());  // rows left of each
    for (const std::vector<Box>& line : table.lines) {
      sheet.begin_row();
      for (std::size_t x = 0; x < above.size(); ++x)
        if (above[x].second > 0) sheet.cover(x, style_of(*above[x].first)), --above[x].second;
      for (const Box& box : line) {
        for (std::size_t x = box.x; x < box.x + box.columns; ++x) above[x] = {&box, box.rows - 1};
        if (box.kind == Box::Kind::value)
          value(sheet, box, spots);
        else
          sheet.text(box.x, box.columns, box.rows, style_of(box), box.text);
      }
      sheet.end_row();
    }
    for (const Equation& equation : statutory_rules.equations) {
      OnSheet on_sheet(equation, report_, spots);
      if (!on_sheet.here()) continue;
      std::vector<Spot> all = on_sheet.left;
      all.insert(all.end(), on_sheet.right.begin(), on_sheet.right.end());
      std::string marked = ranges(on_sheet.right, false);
      std::replace(marked.begin(), marked.end(), ',', ' ');
      sheet.condition(marked, "AND(COUNT(" + ranges(all, true) + ")=" + std::to_string(all.size()) +
                                  ",SUM(" + ranges(on_sheet.left, true) + ")<>SUM(" +
                                  ranges(on_sheet.right, true) + "))");
    }
    return sheet.xml(language_);
  }

  static Style style_of(const Box& box) {
    return box.kind == Box::Kind::block ? Style::block
           : box.kind == Box::Kind::row ? Style::label
                                        : Style::column;
  }

  void value(Sheet& sheet, const Box& box, const Spots& spots) const {
    Kind kind = path_of<Report>(box.cell).cell().kind;
    std::string text = printed_cell(report_, box.cell, language_);
    std::string formula = to_fill_ && text.empty() ? total_formula(box.cell, spots) : std::string();
    if (!formula.empty()) {
      // Nothing where nothing has been filled in: a blank is not 0.
      sheet.put(box.x, box.columns, 1, Style::total, " t=\"str\"",
                "<f>" + escaped(formula) + "</f><v></v>");
      return;
    }
    if (fits_a_number(text))
      sheet.put(box.x, box.columns, 1, Style::number, {}, "<v>" + text + "</v>");
    else
      sheet.put(box.x, box.columns, 1, Style::number, text.empty() ? "" : " t=\"inlineStr\"",
                text.empty() ? "" : string_xml(text));
    std::string name = cell_name(box.x, sheet.rows());
    if (kind == Kind::count) sheet.whole_numbers(name);
    if (kind == Kind::change) sheet.signed_numbers(name);
    if (kind == Kind::amount) sheet.decimals(name);
  }

  // What fills in a total: the first equation whose right side it is.
  std::string total_formula(std::size_t cell, const Spots& spots) const {
    for (const Equation& equation : statutory_rules.equations) {
      OnSheet on_sheet(equation, report_, spots);
      if (on_sheet.total != cell || !on_sheet.here()) continue;
      std::string terms = ranges(on_sheet.left, false);
      return "IF(COUNT(" + terms + ")=0,\"\",SUM(" + terms + "))";
    }
    return {};
  }

  // ---- the package ------------------------------------------------------------------------------

  std::string package() const {
    const std::string head(xml_head), office = "application/vnd.openxmlformats-officedocument.";
    const std::string relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    const std::string kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    std::string types =
        head +
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
        "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml"
        "\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override "
        "PartName=\"/xl/workbook.xml\" ContentType=\"" +
        office +
        "spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" "
        "ContentType=\"" +
        office + "spreadsheetml.styles+xml\"/>";
    std::string list, related = head + "<Relationships xmlns=\"" + relations + "\">";
    auto relation = [&](const std::string& id, const std::string& kind, const std::string& target) {
      return "<Relationship Id=\"" + id + "\" Type=\"" + kinds + '/' + kind + "\" Target=\"" +
             target + "\"/>";
    };
    for (std::size_t i = 1; i <= sheets_.size(); ++i) {
      std::string number = std::to_string(i), file = "worksheets/sheet" + number + ".xml";
      types += "<Override PartName=\"/xl/" + file + "\" ContentType=\"" + office +
               "spreadsheetml.worksheet+xml\"/>";
      related += relation("rId" + number, "worksheet", file);
      list += "<sheet name=\"" + escaped(sheets_[i - 1].name) + "\" sheetId=\"" + number +
              "\" r:id=\"rId" + number + "\"/>";
    }
    related += relation("rIdStyles", "styles", "styles.xml");
    ZipWriter zip;
    zip.add("[Content_Types].xml", types + "</Types>");
    zip.add("_rels/.rels", head + "<Relationships xmlns=\"" + relations + "\">" +
                               relation("rId1", "officeDocument", "xl/workbook.xml") +
                               "</Relationships>");
    zip.add("xl/workbook.xml", head + "<workbook" + std::string(sheet_space) + " xmlns:r=\"" +
                                   kinds + "\"><sheets>" + list +
                                   "</sheets><calcPr fullCalcOnLoad=\"1\"/></workbook>");
    zip.add("xl/_rels/workbook.xml.rels", related + "</Relationships>");
    zip.add("xl/styles.xml", styles());
    for (std::size_t i = 1; i <= sheets_.size(); ++i)
      zip.add("xl/worksheets/sheet" + std::to_string(i) + ".xml", sheets_[i - 1].xml);
    return zip.take();
  }

  const Report& report_;
  Language language_;
  bool to_fill_;
  std::vector<Named> sheets_;
};

}  // namespace

std::string form_xlsx(const Report& report, Language language) {
  return Workbook(report, language, false).write();
}

std::string form_to_fill(const Report& report, Language language) {
  return Workbook(report, language, true).write();
}

}  // namespace v0
}  // namespace gongkai
