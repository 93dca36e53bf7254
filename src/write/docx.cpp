// The official form as a Word file. Tables have the geometry of the notice's template: the same
// grid, gridSpan and vMerge.
#include <numeric>

#include "gongkai/write.hpp"
#include "write/markup.hpp"
#include "write/official_tables.hpp"
#include "write/zip.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

constexpr std::string_view xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

constexpr std::string_view content_types =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

constexpr std::string_view package_relationships =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";

constexpr std::string_view document_relationships =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/styles\" Target=\"styles.xml\"/></Relationships>";

constexpr std::string_view word_space =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

// Sizes in half points: text of size 3 (16 pt), titles of size 2 (22 pt), tables of 10 pt, as
// official documents are set; fonts that Windows, WPS and Kylin bring.
std::string styles() {
  auto style = [](std::string_view id, std::string_view name, std::string_view paragraph,
                  std::string_view font, int half_points, bool bold) {
    std::string size = std::to_string(half_points);
    return "<w:style w:type=\"paragraph\"" + std::string(id == "Normal" ? " w:default=\"1\"" : "") +
           " w:styleId=\"" + std::string(id) + "\"><w:name w:val=\"" + std::string(name) + "\"/>" +
           (id == "Normal" ? "" : "<w:basedOn w:val=\"Normal\"/>") + "<w:qFormat/><w:pPr>" +
           std::string(paragraph) +
           "</w:pPr><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "
           "w:eastAsia=\"" +
           std::string(font) + "\"/>" + (bold ? "<w:b/>" : "") + "<w:sz w:val=\"" + size +
           "\"/><w:szCs w:val=\"" + size + "\"/></w:rPr></w:style>";
  };
  return std::string(xml_head) + "<w:styles" + std::string(word_space) +
         "><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>"
         "</w:rPr></w:rPrDefault></w:docDefaults>" +
         style("Normal", "Normal", "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/>", "仿宋", 32,
               false) +
         style("Title", "Title",
               "<w:spacing w:after=\"240\" w:line=\"640\" w:lineRule=\"exact\"/>"
               "<w:jc w:val=\"center\"/>",
               "宋体", 44, true) +
         style("Date", "Date", "<w:spacing w:after=\"240\"/><w:jc w:val=\"center\"/>", "仿宋", 32,
               false) +
         style("Heading1", "heading 1",
               "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/>"
               "<w:outlineLvl w:val=\"0\"/>",
               "黑体", 32, false) +
         style("Prose", "Prose", "<w:ind w:firstLine=\"640\" w:firstLineChars=\"200\"/>", "仿宋",
               32, false) +
         style("Number", "Number",
               "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>", "宋体",
               20, false) +
         style("Label", "Label", "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>", "宋体", 20,
               false) +
         "</w:styles>";
}

std::string paragraph(std::string_view style, const std::string& text) {
  std::string xml = "<w:p><w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/></w:pPr>";
  if (!text.empty()) xml += "<w:r><w:t xml:space=\"preserve\">" + escaped(text) + "</w:t></w:r>";
  return xml + "</w:p>";
}

class WordTable {
 public:
  WordTable(const Report& report, const OfficialTable& table, Language language)
      : report_(report), table_(table), language_(language), above_(table.widths.size()) {}

  std::string write() {
    constexpr std::string_view sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    std::string xml = "<w:tbl><w:tblPr><w:tblW w:w=\"" + std::to_string(width(0, above_.size())) +
                      "\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>";
    for (std::string_view side : sides)
      xml += "<w:" + std::string(side) +
             " w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>";
    xml +=
        "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
        "<w:left w:w=\"57\" w:type=\"dxa\"/><w:right w:w=\"57\" w:type=\"dxa\"/>"
        "</w:tblCellMar></w:tblPr><w:tblGrid>";
    for (std::size_t each : table_.widths)
      xml += "<w:gridCol w:w=\"" + std::to_string(each) + "\"/>";
    xml += "</w:tblGrid>";
    for (std::size_t i = 0; i < table_.lines.size(); ++i)
      xml += line(table_.lines[i], i < table_.heading_lines);
    return xml + "</w:tbl>";
  }

 private:
  struct Above {
    const Box* box = nullptr;   // that spans this column
    std::size_t rows_left = 0;  // from this line on
  };

  std::size_t width(std::size_t first, std::size_t columns) const {
    auto begin = table_.widths.begin() + static_cast<std::ptrdiff_t>(first);
    return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(columns), std::size_t{0});
  }

  // A row keeps together; headings of the table are repeated on the next page.
  std::string line(const std::vector<Box>& boxes, bool heading) {
    std::string xml = "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"340\" w:hRule=\"atLeast\"/>";
    if (heading) xml += "<w:tblHeader/>";
    xml += "</w:trPr>";
    std::size_t next = 0;
    for (std::size_t x = 0; x < above_.size();) {
      bool continued = above_[x].rows_left > 0;
      if (!continued) above_[x] = {&boxes[next], boxes[next].rows}, ++next;
      --above_[x].rows_left;
      xml += cell(*above_[x].box, continued);
      x += above_[x].box->columns;
    }
    return xml + "</w:tr>";
  }

  std::string cell(const Box& box, bool continued) const {
    std::string xml = "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width(box.x, box.columns)) +
                      "\" w:type=\"dxa\"/>";
    if (box.columns > 1) xml += "<w:gridSpan w:val=\"" + std::to_string(box.columns) + "\"/>";
    if (box.rows > 1) xml += continued ? "<w:vMerge/>" : "<w:vMerge w:val=\"restart\"/>";
    if (box.kind == Box::Kind::block)
      xml += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"C6D9F1\"/>";
    xml += "<w:vAlign w:val=\"center\"/></w:tcPr>";
    bool label = box.kind == Box::Kind::row || box.kind == Box::Kind::block;
    std::string text =
        box.kind == Box::Kind::value ? printed_cell(report_, box.cell, language_) : box.text;
    return xml + paragraph(label ? "Label" : "Number", continued ? "" : text) + "</w:tc>";
  }

  const Report& report_;
  const OfficialTable& table_;
  Language language_;
  std::vector<Above> above_;  // by column
};

std::string body(const Report& report, Language language) {
  std::string xml = paragraph("Title", report_title(report, language));
  std::string date = published_line(report, language);
  if (!date.empty()) xml += paragraph("Date", date);
  for_each_section(report, [&](const Member& section) {
    xml += paragraph("Heading1", std::string(section.label.text[language]));
    if (section.cells > 0)
      xml += WordTable(report, official_table(report, section, language), language).write();
    for (const std::string& text : section_paragraphs(report, section, language))
      xml += paragraph("Prose", text);
  });
  return xml +
         "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1080\" "
         "w:bottom=\"1440\" w:left=\"1080\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/>"
         "</w:sectPr>";
}

}  // namespace

std::string form_docx(const Report& report, Language language) {
  std::string head(xml_head), space(word_space);
  ZipWriter zip;
  zip.add("[Content_Types].xml", head + std::string(content_types));
  zip.add("_rels/.rels", head + std::string(package_relationships));
  zip.add("word/document.xml", head + "<w:document" + space + "><w:body>" + body(report, language) +
                                   "</w:body></w:document>");
  zip.add("word/_rels/document.xml.rels", head + std::string(document_relationships));
  zip.add("word/styles.xml", styles());
  zip.add(
      "docProps/core.xml",
      head +
          "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/"
          "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
          escaped(report_title(report, language)) + "</dc:title><dc:language>" +
          (language == Language::zh ? "zh-CN" : "en") + "</dc:language></cp:coreProperties>");
  return zip.take();
}

}  // namespace v0
}  // namespace gongkai
