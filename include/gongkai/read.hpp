// Bytes → Document → Reading: a published file becomes the typed report, with the place of every
// cell and the reader's own doubts. JSON of a Report is read by json.hpp.
#ifndef GONGKAI_READ_HPP
#define GONGKAI_READ_HPP

#include <string>
#include <string_view>
#include <vector>

#include "gongkai/document.hpp"
#include "gongkai/limits.hpp"
#include "gongkai/mention.hpp"
#include "gongkai/report.hpp"
#include "gongkai/result.hpp"
#include "gongkai/rule.hpp"

namespace gongkai {
inline namespace v0 {

/// Where a cell of the report stands in its source, and what is printed there.
struct CellSource {
  Place place;
  TablePlace at;                      ///< a cell that spans several counts as the first of them
  std::string printed;                ///< as it stands there
  std::vector<std::string> readings;  ///< where ambiguous: the numbers it may be

  bool found() const noexcept { return at.table != 0; }
};

/// Where a piece of one of the report's texts stands in its source: a sentence, or where sentences
/// cannot be told apart there, the paragraph.
struct TextSource {
  std::string part;                    ///< of which text, as Mention::part
  std::size_t offset = 0, length = 0;  ///< of the piece in that text, in bytes
  Place place;
  TablePlace at = {};  ///< in Word and Excel files
};

/// A doubt of the reader, which is not an error of the agency.
struct ReadingNote {
  Rule rule;
  Place place;
  std::string detail;      ///< what stands there
  std::size_t others = 0;  ///< how many more of the same the note stands for
  TablePlace at = {};      ///< where it is about a table, and in Word and Excel files
};

/// A report as it was read.
struct Reading {
  Report report;
  std::vector<CellSource> sources;  ///< by cell number; empty when the source was JSON
  std::vector<ReadingNote> notes;   ///< in the order of the source
  std::vector<Mention> mentions;    ///< quantities in the text, in the order of the report
  BesideTables beside_tables;     ///< text that the report has no place for; compared all the same
  std::vector<TextSource> texts;  ///< by part and offset; empty where the source has no places
  std::vector<std::string> sheets;  ///< of a workbook: their names
  std::string text;  ///< the source as UTF-8 text, in which places count; empty where they count
                     ///< in the bytes that were read

  /// Name of the sheet; empty where the source is no workbook.
  std::string_view sheet(const TablePlace& at) const noexcept {
    bool known = at.table > 0 && at.table <= sheets.size();
    return known ? std::string_view(sheets[at.table - 1]) : std::string_view();
  }
};

/// "工作表“表三”C12", "第 2 个表格第 5 行第 3 列", "第 8 段", as far as it is known; empty where it
/// is not. `sheet`: Reading::sheet() of it.
std::string place_name(const TablePlace& at, std::string_view sheet, Language language);

/// "C12": the cell of a sheet; empty where row or column is not known.
std::string cell_reference(const TablePlace& at);

/// One sentence: "这一行应有 7 个数，实有 6 个，未采用：一、本年新收…".
std::string message(const ReadingNote& note, Language language);

/// The notes there can be, for a catalogue.
struct RuleList {
  const Rule* rules;
  std::size_t size;
  const Rule* begin() const noexcept { return rules; }
  const Rule* end() const noexcept { return rules + size; }
};
RuleList reading_rules();

/// Markdown with pipe tables, as converters make it from PDF. UTF-8, with or without BOM.
/// Errors: empty_input, binary_input, not_utf8.
Result<Document> read_markdown(std::string_view utf8, const Limits& limits = {});

/// Plain text: columns set with spaces (pdftotext -layout), one cell per line, or a page whose
/// cells have run together. Rows of the form become grids.
/// Errors: empty_input, binary_input, not_utf8, too_large; two_reports, when two stand side by
/// side.
Result<Document> read_text(std::string_view utf8, const Limits& limits = {});

/// HTML, a whole page or a piece of one, in UTF-8 with or without BOM; damaged markup is taken as
/// browsers take it. h1 to h6 and <title> are headings; other blocks, and what <br> parts, are
/// paragraphs. Not read: scripts, styles, <nav>, <select>, <template>, what is `display:none`.
/// A table that only lays out the page is no grid, its texts are paragraphs: one with another
/// table in it, or of at most three columns with h1, h2 or a text of over 2,000 bytes in a cell.
/// Paragraphs within a cell are parted by a space, so 6 and 0 do not become 60. Spans end with
/// their group of rows; a place without a cell is `covered` too. The rows of <tfoot> come last.
/// Errors: empty_input, binary_input, not_utf8, too_large.
Result<Document> read_html(std::string_view utf8, const Limits& limits = {});

/// The same text in UTF-8, without BOM. Which encoding it is in: a BOM tells, or zero bytes that
/// are plainly UTF-16; then what the page declares (gb2312 and gbk are read as GB18030), unless its
/// Chinese characters are valid UTF-8; then UTF-8 if all of it is valid; then GB18030.
/// Errors: bad_encoding at the first byte that does not fit, `detail` names the encoding; nothing
/// is ever replaced. What declares itself Big5 or Shift_JIS, say, is refused so, too.
Result<std::string> to_utf8(std::string_view bytes);

/// Word (.docx): headings by style or outline level, paragraphs with the numbers that Word puts in
/// front of them, tables with their spans; deleted and hidden text is left out. What is in a text
/// box, or in a table within a table, comes behind what it stands in. Places have no line:
/// TablePlace tells. Errors: bad_archive, bad_encoding, unknown_kind,
/// too_large.
Result<Document> read_docx(std::string_view bytes, const Limits& limits = {});

/// Excel (.xlsx): all sheets in their order, hidden ones too; a text alone in its row is a
/// paragraph unless it is a label of the form. Sheet, row and column are those of the workbook.
/// Numbers are shown with 15 significant digits, as a spreadsheet does. Errors: as read_docx.
Result<Document> read_xlsx(std::string_view bytes, const Limits& limits = {});

/// Finds the report in a document, by the labels of the form. Cells that are not printed are
/// `missing`; cells whose number cannot be told are `unreadable`, or `ambiguous` where their
/// readings can be listed, and a note says why.
/// Errors: no_report, when not a single row of the form is there.
Result<Reading> recognise(const Document& document);

/// Reads one report, whatever the bytes are, told by their content: JSON of a Report or of a
/// Filing, a web page, Markdown, plain text, docx, xlsx; text in any encoding of to_utf8(). With
/// the quantities of its texts. Errors: those of the reader concerned; pdf_input, old_office_input,
/// archive_input, unknown_kind for kinds that are not read.
Result<Reading> read(std::string_view bytes, const Limits& limits = {});

}  // namespace v0
}  // namespace gongkai

#endif
